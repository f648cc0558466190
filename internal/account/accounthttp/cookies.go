package accounthttp

import (
	"context"
	"errors"
	"net/http"
	"strconv"
	"time"

	"github.com/danielgtaylor/huma/v2"

	"piece/internal/account"
	"piece/internal/platform/httpapi"
)

const (
	refreshCookie = "piece_refresh"
	// refreshPath keeps the refresh token away from everything but the sessions.
	refreshPath = httpapi.Prefix + "/sessions"
	// signedInCookie is for the page: its value is the unix second at which the access
	// token ends, so that the page renews it before a picture fails. It is no secret.
	signedInCookie = "piece_signed_in"
)

// setCookies gives the cookies of a session. All live as long as the session may: an
// access token that is over must be seen as such and be renewed, because a request
// without any is a guest's.
func (h *handlers) setCookies(t account.Tokens) []http.Cookie {
	age := max(1, int(t.RefreshEnds.Sub(t.IssuedAt)/time.Second))
	return h.make(t.Access, t.Refresh, strconv.FormatInt(t.AccessEnds.Unix(), 10), age)
}

// dropCookies gives the cookies that delete those of a session.
func (h *handlers) dropCookies() []http.Cookie { return h.make("", "", "", -1) }

func (h *handlers) make(access, refresh, until string, age int) []http.Cookie {
	signedIn := h.cookies.New(signedInCookie, until, "/", age, http.SameSiteLaxMode)
	signedIn.HttpOnly = false
	return []http.Cookie{
		h.cookies.New(httpapi.AccessCookie, access, "/", age, http.SameSiteLaxMode),
		h.cookies.New(refreshCookie, refresh, refreshPath, age, http.SameSiteStrictMode),
		signedIn,
	}
}

// withoutSession makes an answer about a session that is over delete its cookies, or the
// browser would keep sending them.
func (h *handlers) withoutSession(err error) error {
	if !errors.Is(err, account.ErrSessionEnded) {
		return err
	}
	drop := http.Header{}
	for _, c := range h.dropCookies() {
		drop.Add("Set-Cookie", c.String())
	}
	return huma.ErrorWithHeaders(err, drop)
}

// caller tells where a request comes from.
func caller(ctx context.Context, userAgent string) account.Caller {
	return account.Caller{IP: httpapi.ClientIP(ctx), UserAgent: userAgent}
}
