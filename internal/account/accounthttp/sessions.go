package accounthttp

import (
	"context"
	"net/http"

	"piece/internal/platform/auth"
	"piece/internal/platform/httpapi"
)

// AgentInput is the browser that asks. Like RefreshInput it is exported only because the
// library can't fill embedded structs that are not.
type AgentInput struct {
	UserAgent string `header:"User-Agent" hidden:"true"`
}

// RefreshInput is the refresh token of a browser.
type RefreshInput struct {
	Refresh string `cookie:"piece_refresh" hidden:"true"`
}

type cookiesOutput struct {
	SetCookie []http.Cookie `header:"Set-Cookie" doc:"The tokens, for browsers."`
}

type loggedOutOutput struct {
	SetCookie []http.Cookie `header:"Set-Cookie" doc:"Deletes the tokens."`
	// Private pictures in the browser's cache are for the person who left.
	ClearSiteData string `header:"Clear-Site-Data" doc:"Empties the browser's cache."`
}

func (h *handlers) loggedOut() *loggedOutOutput {
	return &loggedOutOutput{SetCookie: h.drop(), ClearSiteData: `"cache"`}
}

func (h *handlers) join(ctx context.Context, in *struct {
	AgentInput
	Body Joining
}) (*SignedIn, error) {
	return h.Enter(h.service.Join(ctx, in.Body.domain(), Caller(ctx, in.UserAgent)))
}

func (h *handlers) available(ctx context.Context, in *struct {
	Email    string `query:"email" maxLength:"1000" doc:"Mail address to check."`
	Nickname string `query:"nickname" maxLength:"1000" doc:"Nickname to check."`
}) (*struct{ Body Availability }, error) {
	a, err := h.service.Available(ctx, auth.Person(ctx), in.Email, in.Nickname, Caller(ctx, ""))
	if err != nil {
		return nil, err
	}
	out := &struct{ Body Availability }{Body: Availability{Available: a.Available}}
	if !a.Available {
		out.Body.Message = a.Why.In(httpapi.Language(ctx))
	}
	return out, nil
}

func (h *handlers) logIn(ctx context.Context, in *struct {
	AgentInput
	RefreshInput
	Body LoggingIn
}) (*SignedIn, error) {
	out, err := h.Enter(h.service.LogIn(ctx, in.Body.Email, in.Body.Password, Caller(ctx, in.UserAgent)))
	if err != nil {
		return nil, err
	}
	// The browser forgets the session it had; leaving it open would serve nobody.
	return out, h.service.LogOut(ctx, "", "", in.Refresh)
}

func (h *handlers) refresh(ctx context.Context, in *RefreshInput) (*cookiesOutput, error) {
	t, err := h.service.Refresh(ctx, in.Refresh)
	if err != nil {
		return nil, h.withoutSession(err)
	}
	return &cookiesOutput{SetCookie: h.Cookies(t)}, nil
}

func (h *handlers) logOut(ctx context.Context, in *RefreshInput) (*loggedOutOutput, error) {
	who, _ := auth.From(ctx)
	if err := h.service.LogOut(ctx, who.PersonID, who.SessionID, in.Refresh); err != nil {
		return nil, err
	}
	return h.loggedOut(), nil
}

func (h *handlers) logOutEverywhere(ctx context.Context, _ *struct{}) (*loggedOutOutput, error) {
	if err := h.service.LogOutEverywhere(ctx, auth.Person(ctx)); err != nil {
		return nil, err
	}
	return h.loggedOut(), nil
}

func (h *handlers) sessions(ctx context.Context, _ *struct{}) (*struct{ Body Sessions }, error) {
	who, _ := auth.From(ctx)
	all, err := h.service.Sessions(ctx, who.PersonID)
	if err != nil {
		return nil, err
	}
	items := make([]Session, len(all))
	for i, s := range all {
		items[i] = Session{ID: s.ID, Current: s.ID == who.SessionID, Device: s.Device, CreatedAt: s.CreatedAt, LastSeenAt: s.LastSeenAt}
	}
	return &struct{ Body Sessions }{Body: Sessions{Items: items}}, nil
}

func (h *handlers) endSession(ctx context.Context, in *idPath) (*loggedOutOutput, error) {
	who, _ := auth.From(ctx)
	if err := h.service.EndSession(ctx, who.PersonID, in.ID); err != nil {
		return nil, err
	}
	if in.ID == who.SessionID {
		return h.loggedOut(), nil
	}
	return &loggedOutOutput{}, nil
}
