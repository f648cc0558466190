// Package letter proves that a mail address belongs to a person, by links in mails: it confirms
// addresses and lets people who forgot their password choose a new one.
//
// Invariants: a link works once, ends soon, and is kept as a hash only; a newer one of its kind ends
// the older ones, and a changed password ends the links that would change it; whoever asks for a
// link learns nothing about who has an account, neither from the answer nor from how long it takes
// (defect D09); a password that is chosen by an address nobody had confirmed is the only way in from
// then on, because whoever made the account may have been somebody else.
//
// It is a smaller room of account and may import that and platform; never HTTP or SQL.
package letter

import (
	"context"
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"time"

	"piece/internal/account"
	"piece/internal/platform/errs"
)

// Kind is what a link is for.
type Kind string

// The kinds.
const (
	Verify Kind = "verify" // to confirm an address
	Reset  Kind = "reset"  // to choose a new password
)

// How long links work.
const (
	VerifyTTL = 24 * time.Hour
	ResetTTL  = 30 * time.Minute
)

// Link is what a mail leads to. Its secret is in the mail only.
type Link struct {
	Hash     string // SHA-256 of the secret, hex
	Kind     Kind
	PersonID string
	Bound    string // what has to be so still when it is used; see bound
	EndsAt   time.Time
}

// Store keeps links. Its errors are of package errs.
type Store interface {
	// Put keeps a link and forgets those of the same person and kind.
	Put(ctx context.Context, l Link) error
	// Get gives the link of a hash and kind that hasn't ended at now; errs.NotFound without one.
	Get(ctx context.Context, kind Kind, hash string, now time.Time) (Link, error)
	// Use forgets a link; errs.NotFound when it isn't there any more.
	Use(ctx context.Context, hash string) error
	// DropEnded forgets links that ended before the instant.
	DropEnded(ctx context.Context, before time.Time) error
}

// Accounts are the people.
type Accounts interface {
	Me(ctx context.Context, personID string) (account.Person, error)
	ByEmail(ctx context.Context, email string) (account.Person, error)
	ResetPassword(ctx context.Context, personID, next string, also func(ctx context.Context, personID string) error) error
	Verify(ctx context.Context, personID, emailKey string) error
}

// ErrLinkOver says that a link was used or has ended.
var ErrLinkOver = errs.Define(errs.KindConflict, "link_over", errs.Text{
	Ko: "이미 썼거나 시간이 지난 링크예요. 메일을 다시 받아 주세요.", En: "This link was used already or has ended. Please ask for a new mail.",
})

const secretBytes = 32

// newSecret gives what a link ends with, and its hash.
func newSecret() (secret, hash string) {
	b := make([]byte, secretBytes)
	_, _ = rand.Read(b) // never fails
	secret = base64.RawURLEncoding.EncodeToString(b)
	return secret, hashOf(secret)
}

func hashOf(secret string) string {
	sum := sha256.Sum256([]byte(secret))
	return hex.EncodeToString(sum[:])
}

// bound names what a link depends on: the address it went to and, for a new password, the old one.
func bound(kind Kind, p account.Person) string {
	if kind == Reset {
		return hashOf(p.EmailKey + "\n" + p.PasswordHash)
	}
	return hashOf(p.EmailKey)
}
