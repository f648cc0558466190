package signinhttp

import (
	"context"
	"net/http"
	"time"

	"github.com/danielgtaylor/huma/v2"

	"piece/internal/account/accounthttp"
	"piece/internal/account/signin"
	"piece/internal/platform/auth"
	"piece/internal/platform/httpapi"
)

// ProviderInput names a provider. It is exported only because the library cannot fill embedded structs
// that are not.
type ProviderInput struct {
	Provider string `path:"provider" maxLength:"32" doc:"Id of the provider." example:"kakao"`
}

type begunOutput struct {
	SetCookie []http.Cookie `header:"Set-Cookie" doc:"Binds the attempt to the browser."`
	Body      SignInBegun
}

func (h handlers) providers(ctx context.Context, _ *struct{}) (*struct{ Body SignInProviders }, error) {
	out := &struct{ Body SignInProviders }{Body: SignInProviders{Items: []SignInProvider{}, Passkeys: h.passkeys}}
	for _, a := range h.signin.All() {
		out.Body.Items = append(out.Body.Items, about(a, httpapi.Language(ctx)))
	}
	return out, nil
}

func (h handlers) begin(ctx context.Context, in *struct{ ProviderInput }) (*begunOutput, error) {
	return h.begun(ctx, in.Provider, "")
}

func (h handlers) beginLink(ctx context.Context, in *struct{ ProviderInput }) (*begunOutput, error) {
	return h.begun(ctx, in.Provider, auth.Person(ctx))
}

func (h handlers) begun(ctx context.Context, provider, person string) (*begunOutput, error) {
	b, err := h.signin.Begin(ctx, provider, person, accounthttp.Caller(ctx, ""))
	if err != nil {
		return nil, err
	}
	kept := h.keep(attemptCookie, b.Sealed, int(signin.AttemptTTL/time.Second))
	return &begunOutput{SetCookie: []http.Cookie{kept}, Body: SignInBegun{URL: b.Address}}, nil
}

// over makes an answer about an attempt that failed drop it: it can't be tried again.
func (h handlers) over(err error) error {
	drop := h.drop(attemptCookie)
	return huma.ErrorWithHeaders(err, http.Header{"Set-Cookie": {drop.String()}})
}

type finishedOutput struct {
	SetCookie []http.Cookie `header:"Set-Cookie" doc:"The tokens, for browsers, or what binds the newcomer to the browser."`
	Body      SignInEnd
}

func (h handlers) finish(ctx context.Context, in *struct {
	ProviderInput
	AttemptInput
	accounthttp.AgentInput
	accounthttp.RefreshInput
	Body SignInReturn
}) (*finishedOutput, error) {
	r := signin.Return{Provider: in.Provider, Sealed: in.Sealed, State: in.Body.State, Code: in.Body.Code}
	got, err := h.signin.Finish(ctx, r, accounthttp.Caller(ctx, in.UserAgent))
	if err != nil {
		return nil, h.over(err)
	}
	out := &finishedOutput{SetCookie: []http.Cookie{h.drop(attemptCookie)}}
	if n := got.Newcomer; n != nil {
		out.SetCookie = append(out.SetCookie, h.keep(newcomerCookie, got.Sealed, int(signin.NewcomerTTL/time.Second)))
		out.Body.Newcomer = &SignInNewcomer{Provider: about(n.Provider, httpapi.Language(ctx)), Email: n.Email, Verified: n.Verified, Nickname: n.Nickname}
		return out, nil
	}
	entered, err := h.door.Enter(got.In, nil)
	if err != nil {
		return nil, err
	}
	out.SetCookie = append(out.SetCookie, entered.SetCookie...)
	out.Body.Me = &entered.Body
	// The browser forgets the session it had; leaving it open would serve nobody.
	return out, h.accounts.LogOut(ctx, "", "", in.Refresh)
}

func (h handlers) join(ctx context.Context, in *struct {
	NewcomerInput
	accounthttp.AgentInput
	Body NewcomerJoining
}) (*accounthttp.SignedIn, error) {
	out, err := h.door.Enter(h.signin.Join(ctx, in.Sealed, in.Body.domain(), accounthttp.Caller(ctx, in.UserAgent)))
	if err == nil {
		out.SetCookie = append(out.SetCookie, h.drop(newcomerCookie))
	}
	return out, err
}

func (h handlers) identity(ctx context.Context, i signin.Identity) Identity {
	return Identity{Provider: about(h.signin.Named(i.Provider), httpapi.Language(ctx)), Email: i.Email, LinkedAt: i.LinkedAt, UsedAt: i.UsedAt}
}

func (h handlers) identities(ctx context.Context, _ *struct{}) (*struct{ Body Identities }, error) {
	all, err := h.signin.Identities(ctx, auth.Person(ctx))
	if err != nil {
		return nil, err
	}
	out := &struct{ Body Identities }{Body: Identities{Items: []Identity{}}}
	for _, i := range all {
		out.Body.Items = append(out.Body.Items, h.identity(ctx, i))
	}
	return out, nil
}

type linkedOutput struct {
	SetCookie []http.Cookie `header:"Set-Cookie" doc:"Drops the attempt."`
	Body      Identity
}

func (h handlers) link(ctx context.Context, in *struct {
	ProviderInput
	AttemptInput
	Body SignInReturn
}) (*linkedOutput, error) {
	r := signin.Return{Provider: in.Provider, Sealed: in.Sealed, State: in.Body.State, Code: in.Body.Code}
	who, _ := auth.From(ctx)
	i, err := h.signin.Link(ctx, who, r, accounthttp.Caller(ctx, ""))
	if err != nil {
		return nil, h.over(err)
	}
	return &linkedOutput{SetCookie: []http.Cookie{h.drop(attemptCookie)}, Body: h.identity(ctx, i)}, nil
}

func (h handlers) unlink(ctx context.Context, in *ProviderInput) (*struct{}, error) {
	return nil, h.signin.Unlink(ctx, auth.Person(ctx), in.Provider)
}
