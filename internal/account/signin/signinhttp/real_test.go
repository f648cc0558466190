package signinhttp_test

import (
	"io"
	"net/http"
	"net/http/cookiejar"
	"net/url"
	"os"
	"regexp"
	"strings"
	"testing"
	"time"

	"piece/internal/account/signin"
	"piece/internal/account/signin/signinoidc"
	"piece/internal/platform/clock"
	"piece/internal/platform/errs"
	"piece/internal/platform/sqldb/sqldbtest"
)

// oidcEnv names the variable with the issuer of a running tools/oidc, with its client as the user,
// such as http://piece:piece-secret@127.0.0.1:9998/. It leads back to publicURL/signin/real.
const oidcEnv = "PIECE_TEST_OIDC"

// real gives a world with the real server; a run that requires all homes fails without one.
func real(t *testing.T) *world {
	t.Helper()
	address := os.Getenv(oidcEnv)
	if address == "" {
		if os.Getenv(sqldbtest.RequireEnv) == "all" {
			t.Fatalf("%s is not set, but every server is required", oidcEnv)
		}
		t.Skipf("%s is not set", oidcEnv)
	}
	u := must[*url.URL](t)(url.Parse(address))
	c := signinoidc.Client{ID: u.User.Username()}
	c.Secret, _ = u.User.Password()
	u.User = nil
	// it signs by the time of the machine
	w := &world{t: t, db: sqldbtest.SQLite(t), clock: clock.NewFake(clock.System{}.Now()), log: &logBuffer{}}
	about := signin.About{ID: "real", Kind: signin.OpenIDConnect, Name: errs.Text{Ko: "진짜", En: "Real"}}
	o := signinoidc.Options{Agent: "PIECE/test", Private: loopback, Clock: w.clock}
	return w.serve(signin.Limits{}, must[*signinoidc.OIDC](t)(signinoidc.NewOIDC(about, u.String(), c, []string{"openid", "email", "profile"}, o)))
}

var requestID = regexp.MustCompile(`name="id" value="([^"]+)"`)

// logInAt fills in the login form of the real server and gives what the browser is led back with.
func logInAt(t *testing.T, address, name string) url.Values {
	t.Helper()
	var back *url.URL
	client := &http.Client{Jar: must[*cookiejar.Jar](t)(cookiejar.New(nil)), CheckRedirect: func(r *http.Request, _ []*http.Request) error {
		if strings.HasPrefix(r.URL.String(), publicURL) {
			back = r.URL
			return http.ErrUseLastResponse
		}
		return nil
	}}
	page := must[*http.Response](t)(client.Get(address))
	body := string(must[[]byte](t)(io.ReadAll(page.Body)))
	_ = page.Body.Close()
	id := requestID.FindStringSubmatch(body)
	if id == nil {
		t.Fatalf("no login form: %s", body)
	}
	res := must[*http.Response](t)(client.PostForm(page.Request.URL.String(), url.Values{"id": {id[1]}, "username": {name}, "password": {"open sesame"}}))
	_ = res.Body.Close()
	if back == nil {
		t.Fatalf("not led back: %d", res.StatusCode)
	}
	return back.Query()
}

func TestWithARealServer(t *testing.T) {
	w := real(t)
	name := "minji" + time.Now().Format("150405.000000")
	b := w.browser()
	q := logInAt(t, b.begin("real"), name)
	n := b.finish(200, "", "real", back(q)).json(t)["newcomer"].(object)
	if n["email"] != name+"@id.example" || n["verified"] != true {
		t.Errorf("the form begins with %v", n)
	}
	me := b.want(201, "", "POST", "/accounts/with", object{"email": n["email"], "nickname": "민지", "language": "ko"}).json(t)

	again := w.browser()
	q = logInAt(t, again.begin("real"), name)
	replay := again.copy()
	if in := again.finish(200, "", "real", back(q)).json(t); in["me"].(object)["id"] != me["id"] {
		t.Errorf("came back as %v", in)
	}
	replay.finish(409, "sign_in_over", "real", back(q))

	// A code of another attempt doesn't fit the verifier of this one: the server refuses it.
	mixed := w.browser()
	other := logInAt(t, w.browser().begin("real"), name)
	mine := must[*url.URL](t)(url.Parse(mixed.begin("real"))).Query().Get("state")
	mixed.finish(409, "sign_in_over", "real", object{"state": mine, "code": other.Get("code")})

	for who, verified := range map[string]any{"unproven-" + name: false, "nomail-" + name: false} {
		c := w.browser()
		n := c.finish(200, "", "real", back(logInAt(t, c.begin("real"), who))).json(t)["newcomer"].(object)
		if n["verified"] != verified || (n["email"] == "") != strings.HasPrefix(who, "nomail-") {
			t.Errorf("%s: %v", who, n)
		}
	}
}
