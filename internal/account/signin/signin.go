// Package signin lets people in by the word of somebody elsewhere whom they trust: Kakao, Naver
// or any OpenID Connect provider that the settings name.
//
// Invariants: an identity elsewhere belongs to one person, and a person has one at each provider;
// nobody is found by a mail address, because addresses are lent and change hands; an attempt is
// bound to the browser that began it, works once and for ten minutes; what a browser keeps for us
// is sealed; nobody loses the last way to sign in. No token of a provider is kept, and none is
// logged (defect D05).
//
// It imports the rules of accounts and platform; never HTTP or SQL. Who the providers are and how
// they are asked is for package signinoidc.
package signin

import (
	"context"
	"regexp"
	"time"

	"piece/internal/platform/errs"
)

// AttemptTTL is how long somebody may take at a provider, and NewcomerTTL how long a newcomer may
// take to choose a nickname.
const (
	AttemptTTL  = 10 * time.Minute
	NewcomerTTL = 30 * time.Minute
)

// Limits of what comes from elsewhere, in bytes.
const (
	MaxProvider = 32   // of a provider's name
	MaxSubject  = 255  // of an id there (OpenID Connect Core 1.0, 2)
	MaxCode     = 4096 // of an authorization code
)

// Kind is the sort of a provider, by which pages know its colours.
type Kind string

// The kinds.
const (
	Kakao         Kind = "kakao"
	Naver         Kind = "naver"
	OpenIDConnect Kind = "oidc"
)

// About is what pages show of a provider.
type About struct {
	ID   string // lower case letters, digits and -, part of addresses
	Kind Kind
	Name errs.Text
}

var providerName = regexp.MustCompile(`^[a-z][a-z0-9-]*$`)

// IsProvider tells whether a provider may have a name.
func IsProvider(name string) bool { return len(name) <= MaxProvider && providerName.MatchString(name) }

// Provider tells who somebody is.
type Provider interface {
	About() About
	// Address gives where the browser is sent for an attempt.
	Address(ctx context.Context, a Handshake) (string, error)
	// Claim exchanges the code that came back for who it is. ErrOver for a code that doesn't work
	// (any more), ErrUntrusted for an answer that proves nothing, ErrProvider when there is none.
	Claim(ctx context.Context, code string, a Handshake) (Claim, error)
}

// Handshake is what binds the steps of an attempt at a provider together.
type Handshake struct {
	State    string // comes back with the code
	Nonce    string // comes back within the ID token
	Verifier string // of PKCE (RFC 7636)
	Redirect string // our page that the provider leads back to
}

// Claim is what a provider says of somebody.
type Claim struct {
	Subject  string // id there that never changes
	Email    string // "" when it tells none
	Verified bool   // the provider knows that the address is the person's
	Nickname string // as it is called there; "" when it tells none
}

// Identity is somebody at a provider, linked to a person here.
type Identity struct {
	Provider string
	Subject  string
	PersonID string
	Email    string // there, when it was linked or last used; "" when unknown
	LinkedAt time.Time
	UsedAt   time.Time // when the person last came in by it
}

// Newcomer is somebody who has no account yet, with what the form may begin with.
type Newcomer struct {
	Provider About
	Email    string
	Verified bool // whether the address is taken as the person's when it stays as it is
	Nickname string
}
