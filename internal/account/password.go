package account

import (
	"context"
	"crypto/rand"
	"crypto/subtle"
	"encoding/base64"
	"fmt"
	"strings"
	"time"

	"golang.org/x/crypto/argon2"

	"piece/internal/platform/errs"
)

// HashParams are the cost of one argon2id hash. Raising them lets old hashes be replaced
// at the next sign-in.
type HashParams struct {
	Memory  uint32 // KiB
	Time    uint32 // passes
	Threads uint8
}

// DefaultHashParams are the ones that OWASP recommends:
// https://cheatsheetseries.owasp.org/cheatsheets/Password_Storage_Cheat_Sheet.html.
func DefaultHashParams() HashParams { return HashParams{Memory: 19 << 10, Time: 2, Threads: 1} }

const (
	saltLen = 16
	sumLen  = 32
	// hashWait is how long a try waits for its turn before it is told to come back.
	hashWait = 30 * time.Second
)

// hasher makes and checks password hashes, only a few at once: each takes HashParams.Memory,
// and without a bound a crowd at the door would take all there is.
type hasher struct {
	params HashParams
	slots  chan struct{}
}

func newHasher(p HashParams, slots int) *hasher {
	return &hasher{params: p, slots: make(chan struct{}, slots)}
}

// enter waits for a turn; leave must be called after it. Unavailable when it takes too long.
func (h *hasher) enter(ctx context.Context) (leave func(), err error) {
	late := time.NewTimer(hashWait)
	defer late.Stop()
	select {
	case h.slots <- struct{}{}:
		return func() { <-h.slots }, nil
	case <-ctx.Done():
		return nil, errs.Unavailable.With(ctx.Err()).After(hashWait)
	case <-late.C:
		return nil, errs.Unavailable.With(fmt.Errorf("no turn to hash within %s", hashWait)).After(hashWait)
	}
}

// hash gives the PHC string of a password. Call it between enter and leave.
func (h *hasher) hash(password string) string {
	salt := make([]byte, saltLen)
	_, _ = rand.Read(salt) // never fails
	sum := h.params.sum(password, salt, sumLen)
	b64 := base64.RawStdEncoding
	return fmt.Sprintf("%s%s$%s", h.params.prefix(), b64.EncodeToString(salt), b64.EncodeToString(sum))
}

// matches tells whether a password is the one of a PHC string. Call it between enter and leave.
func (h *hasher) matches(phc, password string) (bool, error) {
	p, salt, sum, err := parsePHC(phc)
	if err != nil {
		return false, err
	}
	return subtle.ConstantTimeCompare(sum, p.sum(password, salt, uint32(len(sum)))) == 1, nil
}

// outdated tells whether a PHC string was made with other parameters than new ones are.
func (h *hasher) outdated(phc string) bool { return !strings.HasPrefix(phc, h.params.prefix()) }

func (p HashParams) sum(password string, salt []byte, n uint32) []byte {
	return argon2.IDKey([]byte(canonicalPassword(password)), salt, p.Time, p.Memory, p.Threads, n)
}

func (p HashParams) prefix() string {
	return fmt.Sprintf("$argon2id$v=%d$m=%d,t=%d,p=%d$", argon2.Version, p.Memory, p.Time, p.Threads)
}

// parsePHC reads what hash wrote. Errors don't quote it.
func parsePHC(phc string) (p HashParams, salt, sum []byte, err error) {
	parts := strings.Split(phc, "$")
	var version int
	if len(parts) != 6 || parts[1] != "argon2id" {
		return p, nil, nil, fmt.Errorf("account: a stored password is not argon2id")
	}
	_, err = fmt.Sscanf(parts[2]+" "+parts[3], "v=%d m=%d,t=%d,p=%d", &version, &p.Memory, &p.Time, &p.Threads)
	if err != nil || version != argon2.Version || p.Time == 0 || p.Threads == 0 {
		return p, nil, nil, fmt.Errorf("account: a stored password has unknown parameters")
	}
	salt, err = base64.RawStdEncoding.DecodeString(parts[4])
	if err == nil {
		sum, err = base64.RawStdEncoding.DecodeString(parts[5])
	}
	if err != nil || len(sum) < saltLen {
		return p, nil, nil, fmt.Errorf("account: a stored password is damaged")
	}
	return p, salt, sum, nil
}
