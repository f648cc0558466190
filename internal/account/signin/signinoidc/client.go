// Package signinoidc asks providers who somebody is: any OpenID Connect provider, Kakao, which is
// one with particulars, and Naver, which speaks OAuth 2 only.
//
// Invariants: what comes back is believed only as far as it is proven: an ID token by its
// signature, issuer, audience, time and the nonce of the attempt; what an access token opens by the
// connection it came over, for the subject that the ID token names. Nothing of a provider's answer
// is in an error but its status and its code of error, because tokens and addresses are there
// (defect D05). Private addresses are asked only where the settings allow it (defect D27).
package signinoidc

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"net/netip"
	"net/url"
	"time"

	"golang.org/x/oauth2"

	"piece/internal/account/signin"
	"piece/internal/platform/clock"
	"piece/internal/platform/outbound"
)

// Options are what all providers need.
type Options struct {
	Agent   string         // who asks: name, version and where to complain
	Private []netip.Prefix // networks that may be asked although they aren't public
	Clock   clock.Clock
	Timeout time.Duration // of one request; 0 means 10 s
}

// Client is who we are at a provider.
type Client struct{ ID, Secret string }

const (
	defaultTimeout = 10 * time.Second
	maxBytes       = 1 << 20 // of an answer
)

// newHTTP gives a client for the provider at a base address. It follows no redirects: none of the
// addresses that are asked has a reason to lead elsewhere.
func newHTTP(base string, o Options) (*http.Client, error) {
	u, err := url.Parse(base)
	if err != nil || u.Host == "" || u.Scheme != "http" && u.Scheme != "https" {
		return nil, fmt.Errorf("%q is not an http address", base)
	}
	if o.Timeout == 0 {
		o.Timeout = defaultTimeout
	}
	return &http.Client{
		Timeout:       o.Timeout,
		Transport:     &guard{inner: outbound.Transport(o.Private), agent: o.Agent, plain: u.Scheme == "http"},
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
	}, nil
}

// guard bounds what a provider may make us do: where it is asked over TLS, its documents can't lead
// us out of that, and no answer is longer than expected.
type guard struct {
	inner http.RoundTripper
	agent string
	plain bool
}

func (g *guard) RoundTrip(r *http.Request) (*http.Response, error) {
	if r.URL.Scheme != "https" && !g.plain {
		return nil, errors.New("an address without TLS")
	}
	r = r.Clone(r.Context())
	r.Header.Set("User-Agent", g.agent)
	res, err := g.inner.RoundTrip(r)
	if err == nil {
		res.Body = http.MaxBytesReader(nil, res.Body, maxBytes)
	}
	return res, err
}

// get reads JSON that an access token opens.
func get(ctx context.Context, client *http.Client, address, token string, into any) error {
	r, err := http.NewRequestWithContext(ctx, http.MethodGet, address, nil)
	if err != nil {
		return err
	}
	r.Header.Set("Authorization", "Bearer "+token)
	r.Header.Set("Accept", "application/json")
	res, err := client.Do(r)
	if err != nil {
		return down(err)
	}
	defer res.Body.Close()
	if res.StatusCode != http.StatusOK {
		return signin.ErrProvider.With(fmt.Errorf("the profile was answered with %d", res.StatusCode))
	}
	if err := json.NewDecoder(res.Body).Decode(into); err != nil {
		return signin.ErrProvider.With(errors.New("the profile is not what was expected"))
	}
	return nil
}

// exchange gives the tokens for a code. over is what the provider says of a code that is too old,
// was used, or is not of this attempt.
func exchange(ctx context.Context, client *http.Client, c *oauth2.Config, code string, h signin.Handshake, over string, more ...oauth2.AuthCodeOption) (*oauth2.Token, error) {
	ctx = context.WithValue(ctx, oauth2.HTTPClient, client)
	t, err := c.Exchange(ctx, code, append(more, oauth2.VerifierOption(h.Verifier))...)
	if err == nil {
		return t, nil
	}
	refused, ok := errors.AsType[*oauth2.RetrieveError](err)
	if !ok {
		return nil, down(err)
	}
	status, reason := 0, known(refused.ErrorCode)
	if refused.Response != nil {
		status = refused.Response.StatusCode
	}
	why := fmt.Errorf("the code was answered with %d %s", status, reason)
	if reason == over {
		return nil, signin.ErrOver.With(why)
	}
	return nil, signin.ErrProvider.With(why)
}

// known gives a code of error if it is one (RFC 6749, 5.2), because what stands in its place may
// be anything.
func known(code string) string {
	switch code {
	case "invalid_request", "invalid_client", "invalid_grant", "unauthorized_client", "unsupported_grant_type", "invalid_scope",
		"server_error", "temporarily_unavailable":
		return code
	}
	return "(no known code)"
}

// down is for a provider that gave no answer. Of the cause only that is told which holds nothing
// of what was sent.
func down(err error) error {
	why := errors.New("no answer that could be read")
	var network *url.Error
	forbidden, isForbidden := errors.AsType[*outbound.Error](err)
	switch {
	case isForbidden:
		why = fmt.Errorf("not asked: %w", forbidden)
	case errors.Is(err, context.DeadlineExceeded), errors.As(err, &network) && network.Timeout():
		why = errors.New("no answer in time")
	case network != nil:
		why = errors.New("no connection, or one that broke")
	}
	return signin.ErrProvider.With(why)
}

func untrusted(why string) error { return signin.ErrUntrusted.With(errors.New(why)) }
