// Package auth tells who makes a request: it signs short-lived access tokens (JWT,
// EdDSA over Ed25519) and verifies them against a set of published keys. Beside those for
// requests there are tokens for one realtime connection, which a page hands over itself.
//
// Invariants: identity comes from a verified token only, never from a header that names
// a person; only EdDSA is accepted; a token names its key (kid) and ends with its time,
// also when keys rotate; a token of one audience is worth nothing at the other.
package auth

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"time"

	"github.com/go-jose/go-jose/v4"
	"github.com/go-jose/go-jose/v4/jwt"

	"piece/internal/platform/clock"
	"piece/internal/platform/errs"
)

// AccessTTL is how long an access token lives, and so the longest that a session which
// was ended elsewhere can still be used (defect D06).
const AccessTTL = 15 * time.Minute

const issuer = "piece"

// realtime is the audience of tokens for realtime connections. Those for requests have none.
const realtime = "realtime"

// Role is what a person may do beyond the own things.
type Role string

// The roles.
const (
	RolePerson Role = ""
	RoleAdmin  Role = "admin"
)

// Identity is who makes a request.
type Identity struct {
	PersonID  string
	SessionID string
	Role      Role
}

type claims struct {
	jwt.Claims
	SessionID string `json:"sid"`
	Role      Role   `json:"role,omitempty"`
}

// Sign makes an access token for the identity that ends AccessTTL after now.
func (k *Keys) Sign(id Identity, now time.Time) (string, error) { return k.sign(id, nil, now) }

// SignRealtime makes a token for a realtime connection that ends AccessTTL after now.
func (k *Keys) SignRealtime(id Identity, now time.Time) (string, error) {
	return k.sign(id, jwt.Audience{realtime}, now)
}

func (k *Keys) sign(id Identity, to jwt.Audience, now time.Time) (string, error) {
	return jwt.Signed(k.signer).Claims(claims{
		Claims: jwt.Claims{
			Issuer:   issuer,
			Audience: to,
			Subject:  id.PersonID,
			IssuedAt: jwt.NewNumericDate(now),
			Expiry:   jwt.NewNumericDate(now.Add(AccessTTL)),
		},
		SessionID: id.SessionID,
		Role:      id.Role,
	}).Serialize()
}

// KeySource finds the public key of a key id; ErrUnknownKey when there is none.
type KeySource interface {
	Key(ctx context.Context, kid string) (*jose.JSONWebKey, error)
}

// ErrUnknownKey says that no published key has the id that a token names.
var ErrUnknownKey = errors.New("auth: unknown key")

// Verifier checks access tokens. It is safe for concurrent use.
type Verifier struct {
	keys  KeySource
	clock clock.Clock
}

// NewVerifier gives a verifier over a source of keys.
func NewVerifier(keys KeySource, c clock.Clock) *Verifier { return &Verifier{keys: keys, clock: c} }

// Verify gives the identity of a token for requests. A token that is damaged, forged or over is
// errs.Unauthenticated, and so is one for a realtime connection; when the keys can't be had it is
// errs.Unavailable.
func (v *Verifier) Verify(ctx context.Context, token string) (Identity, error) {
	c, err := v.verify(ctx, token)
	if err != nil {
		return Identity{}, err
	}
	if len(c.Audience) > 0 {
		return Identity{}, errs.Unauthenticated.With(jwt.ErrInvalidAudience)
	}
	return c.identity(), nil
}

// VerifyRealtime gives the identity of a token for realtime connections, and when the token ends.
// Its errors are those of Verify; a token for requests is refused.
func (v *Verifier) VerifyRealtime(ctx context.Context, token string) (Identity, time.Time, error) {
	c, err := v.verify(ctx, token)
	if err != nil {
		return Identity{}, time.Time{}, err
	}
	if len(c.Audience) != 1 || c.Audience[0] != realtime {
		return Identity{}, time.Time{}, errs.Unauthenticated.With(jwt.ErrInvalidAudience)
	}
	return c.identity(), c.Expiry.Time(), nil
}

// SessionHash is how a session is named where everybody may read: whoever has the id finds it,
// nobody learns an id from it.
func SessionHash(sessionID string) string {
	sum := sha256.Sum256([]byte(sessionID))
	return hex.EncodeToString(sum[:])
}

func (c *claims) identity() Identity {
	return Identity{PersonID: c.Subject, SessionID: c.SessionID, Role: c.Role}
}

// verify gives the claims of a token of any audience.
func (v *Verifier) verify(ctx context.Context, token string) (*claims, error) {
	t, err := jwt.ParseSigned(token, []jose.SignatureAlgorithm{jose.EdDSA})
	if err != nil || len(t.Headers) != 1 {
		return nil, errs.Unauthenticated.With(err)
	}
	key, err := v.keys.Key(ctx, t.Headers[0].KeyID)
	if errors.Is(err, ErrUnknownKey) {
		return nil, errs.Unauthenticated.With(err)
	}
	if err != nil {
		return nil, errs.Unavailable.With(fmt.Errorf("auth keys: %w", err)).After(5 * time.Second)
	}
	c := new(claims)
	if err := t.Claims(key.Key, c); err != nil {
		return nil, errs.Unauthenticated.With(err)
	}
	if c.Expiry == nil || c.Subject == "" || c.SessionID == "" {
		return nil, errs.Unauthenticated.With(errors.New("auth: token lacks a claim"))
	}
	now := v.clock.Now()
	if err := c.ValidateWithLeeway(jwt.Expected{Issuer: issuer, Time: now}, 0); err != nil {
		return nil, errs.Unauthenticated.With(err)
	}
	if !now.Before(c.Expiry.Time()) { // the library takes the last instant as valid, RFC 7519 doesn't
		return nil, errs.Unauthenticated.With(jwt.ErrExpired)
	}
	return c, nil
}

type contextKey struct{}

// With puts a verified identity into the context of a request.
func With(ctx context.Context, id Identity) context.Context {
	return context.WithValue(ctx, contextKey{}, id)
}

// From gives the identity of the request; false for a guest.
func From(ctx context.Context) (Identity, bool) {
	id, ok := ctx.Value(contextKey{}).(Identity)
	return id, ok
}

type tokenKey struct{}

// WithToken keeps the token that proved the identity of a request.
func WithToken(ctx context.Context, token string) context.Context {
	return context.WithValue(ctx, tokenKey{}, token)
}

// Token gives the token of the request, to ask another of our services on behalf of the same
// person; "" for a guest. It goes nowhere else, least of all into a log.
func Token(ctx context.Context) string {
	token, _ := ctx.Value(tokenKey{}).(string)
	return token
}

// Person gives the id of who makes the request, "" for a guest.
func Person(ctx context.Context) string {
	id, _ := From(ctx)
	return id.PersonID
}
