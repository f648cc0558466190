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

// Door is where people come in, whatever they prove who they are with: it hands the tokens of a
// session to the browser. The rooms of this domain that know people by other means use it too.
type Door struct {
	service *account.Service
	cookies httpapi.Cookies
}

// NewDoor gives the door of a service.
func NewDoor(s *account.Service, cookies httpapi.Cookies) Door { return Door{s, cookies} }

// SignedIn is the answer to a sign-in.
type SignedIn struct {
	SetCookie []http.Cookie `header:"Set-Cookie" doc:"The tokens, for browsers."`
	Body      Me
}

// Enter makes the answer of what SignIn, Join and their like give.
func (d Door) Enter(in account.SignedIn, err error) (*SignedIn, error) {
	if err != nil {
		return nil, err
	}
	return &SignedIn{SetCookie: d.Cookies(in.Tokens), Body: d.me(in.Person)}, nil
}

// Cookies gives the cookies of a session. All live as long as the session may: an
// access token that is over must be seen as such and be renewed, because a request
// without any is a guest's.
func (d Door) Cookies(t account.Tokens) []http.Cookie {
	age := max(1, int(t.RefreshEnds.Sub(t.IssuedAt)/time.Second))
	return d.make(t.Access, t.Refresh, strconv.FormatInt(t.AccessEnds.Unix(), 10), age)
}

// drop gives the cookies that delete those of a session.
func (d Door) drop() []http.Cookie { return d.make("", "", "", -1) }

func (d Door) make(access, refresh, until string, age int) []http.Cookie {
	signedIn := d.cookies.New(signedInCookie, until, "/", age, http.SameSiteLaxMode)
	signedIn.HttpOnly = false
	return []http.Cookie{
		d.cookies.New(httpapi.AccessCookie, access, "/", age, http.SameSiteLaxMode),
		d.cookies.New(refreshCookie, refresh, refreshPath, age, http.SameSiteStrictMode),
		signedIn,
	}
}

// withoutSession makes an answer about a session that is over delete its cookies, or the
// browser would keep sending them.
func (d Door) withoutSession(err error) error {
	if !errors.Is(err, account.ErrSessionEnded) {
		return err
	}
	drop := http.Header{}
	for _, c := range d.drop() {
		drop.Add("Set-Cookie", c.String())
	}
	return huma.ErrorWithHeaders(err, drop)
}

// Caller tells where a request comes from.
func Caller(ctx context.Context, userAgent string) account.Caller {
	return account.Caller{IP: httpapi.ClientIP(ctx), UserAgent: userAgent}
}
