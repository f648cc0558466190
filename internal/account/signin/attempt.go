package signin

import (
	"context"
	"crypto/rand"
	"crypto/sha256"
	"crypto/subtle"
	"encoding/base64"
	"encoding/hex"
	"strings"
	"time"
	"unicode/utf8"

	"piece/internal/account"
	"piece/internal/platform/errs"
)

// The uses of what is sealed.
const (
	sealedAttempt  = "sign-in attempt"
	sealedNewcomer = "sign-in newcomer"
)

// attempt is what the browser keeps, sealed, while its person is at a provider.
type attempt struct {
	Provider  string
	PersonID  string // who links an identity; "" for who comes in
	Handshake Handshake
	Ends      time.Time
}

// Begun is an attempt that began.
type Begun struct {
	Address string // where the browser goes
	Sealed  string // what it keeps
}

// Begin starts an attempt to come in or, with a person, to link an identity.
func (s *Service) Begin(ctx context.Context, provider, personID string, from account.Caller) (Begun, error) {
	p, err := s.provider(provider)
	if err != nil {
		return Begun{}, err
	}
	if err := take(s.starts, from); err != nil {
		return Begun{}, err
	}
	a := attempt{Provider: provider, PersonID: personID, Ends: s.Clock.Now().Add(AttemptTTL), Handshake: Handshake{
		State: chance(), Nonce: chance(), Verifier: chance(), Redirect: s.redirect(provider),
	}}
	address, err := p.Address(ctx, a.Handshake)
	if err != nil {
		return Begun{}, s.ended(ctx, provider, err)
	}
	sealed, err := s.Box.Seal(sealedAttempt, a, a.Ends)
	return Begun{Address: address, Sealed: sealed}, err
}

// chance draws 256 bits, in the 43 characters that also PKCE asks for (RFC 7636, 4.1).
func chance() string {
	b := make([]byte, 32)
	_, _ = rand.Read(b) // never fails
	return base64.RawURLEncoding.EncodeToString(b)
}

// Return is what a browser comes back with from a provider.
type Return struct {
	Provider string
	Sealed   string // what the browser kept
	State    string
	Code     string
}

// claim asks the provider of an attempt who came back; ErrOver for an attempt that isn't the one
// this browser began, for this person, or that was used. From then on it can't be used again.
func (s *Service) claim(ctx context.Context, r Return, personID string, from account.Caller) (Claim, error) {
	p, err := s.provider(r.Provider)
	if err != nil {
		return Claim{}, err
	}
	if err := take(s.finishes, from); err != nil {
		return Claim{}, err
	}
	var a attempt
	if err := s.Box.Open(sealedAttempt, r.Sealed, &a); err != nil {
		return Claim{}, ErrOver.With(err)
	}
	if a.Provider != r.Provider || a.PersonID != personID || subtle.ConstantTimeCompare([]byte(a.Handshake.State), []byte(r.State)) != 1 {
		return Claim{}, ErrOver
	}
	sum := sha256.Sum256([]byte(a.Handshake.State))
	if err := s.Store.Spend(ctx, hex.EncodeToString(sum[:]), a.Ends); err != nil {
		return Claim{}, err
	}
	c, err := p.Claim(ctx, r.Code, a.Handshake)
	if err == nil && (c.Subject == "" || len(c.Subject) > MaxSubject || !utf8.ValidString(c.Subject) || strings.ContainsRune(c.Subject, 0)) {
		err = ErrUntrusted
	}
	return c, s.ended(ctx, r.Provider, err)
}

// ended counts how a step at a provider ended, and tells why one failed.
func (s *Service) ended(ctx context.Context, provider string, err error) error {
	if err == nil {
		return nil
	}
	e := errs.As(err)
	s.attempts.WithLabelValues(provider, e.Code).Inc()
	if e.Kind != errs.KindUnavailable && e.Kind != errs.KindInternal { // those are logged at the edge
		s.Log.WarnContext(ctx, "a sign-in failed at its provider", "provider", provider, "error", err)
	}
	return err
}
