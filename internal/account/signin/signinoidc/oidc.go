package signinoidc

import (
	"context"
	"crypto/subtle"
	"errors"
	"net/http"
	"slices"
	"strings"
	"sync"
	"time"
	"unicode"
	"unicode/utf8"

	"github.com/coreos/go-oidc/v3/oidc"
	"golang.org/x/oauth2"
	"golang.org/x/sync/singleflight"

	"piece/internal/account/signin"
	"piece/internal/platform/clock"
)

// metadataFor is how long what a provider tells of itself is believed.
const metadataFor = 24 * time.Hour

// OIDC is an OpenID Connect provider, found by its issuer (OpenID Connect Discovery 1.0). It is
// asked for its particulars when it is first needed, so that the program starts without it.
type OIDC struct {
	about  signin.About
	issuer string
	client Client
	scopes []string
	http   *http.Client
	clock  clock.Clock
	// identify reads the claims beyond the subject; of most providers by the standard.
	identify func(ctx context.Context, in signedIn) (signin.Claim, error)

	asking singleflight.Group
	mu     sync.Mutex
	found  *metadata // guarded by mu
}

// metadata is what the provider tells of itself.
type metadata struct {
	*oidc.Provider
	style oauth2.AuthStyle
	at    time.Time
}

// signedIn is what a code was worth.
type signedIn struct {
	provider *oidc.Provider
	id       *oidc.IDToken
	tokens   *oauth2.Token
}

// NewOIDC gives the provider of an issuer.
func NewOIDC(about signin.About, issuer string, c Client, scopes []string, o Options) (*OIDC, error) {
	client, err := newHTTP(issuer, o)
	if err != nil {
		return nil, err
	}
	p := &OIDC{about: about, issuer: issuer, client: c, scopes: scopes, http: client, clock: o.Clock}
	p.identify = p.standard
	return p, nil
}

// About implements signin.Provider.
func (p *OIDC) About() signin.About { return p.about }

// Address implements signin.Provider.
func (p *OIDC) Address(ctx context.Context, h signin.Handshake) (string, error) {
	m, err := p.metadata(ctx)
	if err != nil {
		return "", err
	}
	return p.config(m, h).AuthCodeURL(h.State, oauth2.S256ChallengeOption(h.Verifier), oidc.Nonce(h.Nonce)), nil
}

func (p *OIDC) config(m *metadata, h signin.Handshake) *oauth2.Config {
	endpoint := m.Endpoint()
	endpoint.AuthStyle = m.style
	return &oauth2.Config{ClientID: p.client.ID, ClientSecret: p.client.Secret, Endpoint: endpoint, RedirectURL: h.Redirect, Scopes: p.scopes}
}

// metadata gives what the provider told of itself lately. What is old serves on while the provider
// doesn't answer.
func (p *OIDC) metadata(ctx context.Context) (*metadata, error) {
	p.mu.Lock()
	found := p.found
	p.mu.Unlock()
	if found != nil && p.clock.Now().Sub(found.at) < metadataFor {
		return found, nil
	}
	fresh, err, _ := p.asking.Do("", func() (any, error) { return p.discover(context.WithoutCancel(ctx)) })
	if err != nil {
		if found != nil {
			return found, nil
		}
		return nil, err
	}
	return fresh.(*metadata), nil
}

func (p *OIDC) discover(ctx context.Context) (*metadata, error) {
	// The provider that is made asks for its keys later with the client of this context.
	found, err := oidc.NewProvider(oidc.ClientContext(ctx, p.http), p.issuer)
	if _, other := errors.AsType[*oidc.IssuerMismatchError](err); other {
		return nil, signin.ErrProvider.With(errors.New("it says to be another issuer than the setting names"))
	}
	if err != nil {
		return nil, down(err)
	}
	m := &metadata{Provider: found, style: oauth2.AuthStyleInHeader, at: p.clock.Now()}
	var told struct {
		Methods []string `json:"token_endpoint_auth_methods_supported"`
	}
	if err := found.Claims(&told); err == nil && len(told.Methods) > 0 && !slices.Contains(told.Methods, "client_secret_basic") {
		m.style = oauth2.AuthStyleInParams
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	p.found = m
	return m, nil
}

// Claim implements signin.Provider.
func (p *OIDC) Claim(ctx context.Context, code string, h signin.Handshake) (signin.Claim, error) {
	m, err := p.metadata(ctx)
	if err != nil {
		return signin.Claim{}, err
	}
	tokens, err := exchange(ctx, p.http, p.config(m, h), code, h, "invalid_grant")
	if err != nil {
		return signin.Claim{}, err
	}
	raw, _ := tokens.Extra("id_token").(string)
	id, err := p.verify(ctx, m, raw, h.Nonce)
	if err != nil {
		return signin.Claim{}, err
	}
	if id.AccessTokenHash != "" && id.VerifyAccessToken(tokens.AccessToken) != nil {
		return signin.Claim{}, untrusted("the access token is another's")
	}
	return p.identify(oidc.ClientContext(ctx, p.http), signedIn{m.Provider, id, tokens})
}

// verify tells whether an ID token is the provider's word about this attempt.
func (p *OIDC) verify(ctx context.Context, m *metadata, raw, nonce string) (*oidc.IDToken, error) {
	if raw == "" {
		return nil, untrusted("there is no ID token")
	}
	id, err := m.Verifier(&oidc.Config{ClientID: p.client.ID, Now: p.clock.Now}).Verify(ctx, raw)
	if err != nil {
		if strings.Contains(err.Error(), "fetching keys") { // the library gives it no type
			return nil, signin.ErrProvider.With(errors.New("its keys can't be had"))
		}
		return nil, untrusted(verdict(err))
	}
	if subtle.ConstantTimeCompare([]byte(id.Nonce), []byte(nonce)) != 1 {
		return nil, untrusted("the ID token is of another attempt")
	}
	var told struct {
		Party string `json:"azp"`
	}
	if err := id.Claims(&told); err != nil || told.Party != "" && told.Party != p.client.ID || told.Party == "" && len(id.Audience) > 1 {
		return nil, untrusted("the ID token was given to another")
	}
	return id, nil
}

// verdict says why an ID token isn't believed, in words of our own: those of the library may quote
// the token.
func verdict(err error) string {
	if _, old := errors.AsType[*oidc.TokenExpiredError](err); old {
		return "the ID token is too old"
	}
	for said, why := range map[string]string{
		"expected audience": "the ID token is for another", "different provider": "the ID token is of another issuer", "signature": "the ID token's signature is wrong",
	} {
		if strings.Contains(err.Error(), said) {
			return why
		}
	}
	return "the ID token is none"
}

// standardClaims are those of OpenID Connect Core 1.0, 5.1.
type standardClaims struct {
	Email    string  `json:"email"`
	Verified boolish `json:"email_verified"`
	Nickname string  `json:"nickname"`
	Name     string  `json:"name"`
	Username string  `json:"preferred_username"`
}

// boolish is a truth that some providers write as text.
type boolish bool

// UnmarshalJSON implements json.Unmarshaler.
func (b *boolish) UnmarshalJSON(text []byte) error {
	*b = boolish(strings.Trim(string(text), `"`) == "true")
	return nil
}

// standard reads the claims from the ID token, or from the profile where the token tells only who
// it is, as the standard has it when there is an access token.
func (p *OIDC) standard(ctx context.Context, in signedIn) (signin.Claim, error) {
	var c standardClaims
	if err := in.id.Claims(&c); err != nil {
		return signin.Claim{}, untrusted("the claims can't be read")
	}
	if c.Email == "" && in.provider.UserInfoEndpoint() != "" {
		info, err := in.provider.UserInfo(ctx, oauth2.StaticTokenSource(in.tokens))
		if err != nil {
			return signin.Claim{}, down(err)
		}
		if info.Subject != in.id.Subject {
			return signin.Claim{}, untrusted("the profile is another's")
		}
		if err := info.Claims(&c); err != nil {
			return signin.Claim{}, signin.ErrProvider.With(errors.New("the profile is not what was expected"))
		}
	}
	return signin.Claim{Subject: in.id.Subject, Email: address(c.Email), Verified: bool(c.Verified), Nickname: first(c.Nickname, c.Username, c.Name)}, nil
}

// maxAddress bounds an address from elsewhere, in bytes; what is longer is none.
const maxAddress = 254

func address(s string) string {
	if s = strings.TrimSpace(s); len(s) > maxAddress || !utf8.ValidString(s) || strings.ContainsFunc(s, unicode.IsControl) {
		return ""
	}
	return s
}

func first(names ...string) string {
	for _, n := range names {
		if n != "" {
			return n
		}
	}
	return ""
}
