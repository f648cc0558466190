package signinhttp_test

import (
	"bytes"
	"encoding/json"
	"io"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"net/url"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/prometheus/client_golang/prometheus"

	"piece/internal/account"
	"piece/internal/account/accounthttp"
	"piece/internal/account/accountsql"
	"piece/internal/account/signin"
	"piece/internal/account/signin/fakeoidc"
	"piece/internal/account/signin/signinhttp"
	"piece/internal/account/signin/signinoidc"
	"piece/internal/account/signin/signinsql"
	"piece/internal/platform/auth"
	"piece/internal/platform/clock"
	"piece/internal/platform/errs"
	"piece/internal/platform/httpapi"
	"piece/internal/platform/observe"
	"piece/internal/platform/seal"
	"piece/internal/platform/sqldb"
	"piece/internal/platform/sqldb/sqldbtest"
)

const (
	api       = httpapi.Prefix
	publicURL = "https://piece.example"
	password  = "마로니에 공원의 저녁"
)

// loopback is where the providers of tests are.
var loopback = []netip.Prefix{netip.MustParsePrefix("127.0.0.0/8")}

// world is the account service behind the real router over a real store, with providers beside it.
type world struct {
	t                  testing.TB
	handler            http.Handler
	db                 *sqldb.DB
	accounts           *account.Service
	clock              *clock.Fake
	log                *logBuffer
	work, kakao, naver *fakeoidc.Server
}

type logBuffer struct {
	mu  sync.Mutex
	buf bytes.Buffer
}

func (l *logBuffer) Write(b []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.buf.Write(b)
}

func (l *logBuffer) String() string {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.buf.String()
}

var start = time.Date(2026, 8, 3, 10, 0, 0, 0, time.UTC)

func must[T any](t testing.TB) func(T, error) T {
	return func(v T, err error) T {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
		return v
	}
}

func open(t testing.TB) *world { return openOn(t, sqldbtest.SQLite(t), signin.Limits{}) }

// each opens a world on every home.
func each(t *testing.T, run func(t *testing.T, w *world)) {
	sqldbtest.Each(t, func(t *testing.T, db *sqldb.DB) { run(t, openOn(t, db, signin.Limits{})) })
}

func openOn(t testing.TB, db *sqldb.DB, limits signin.Limits) *world {
	t.Helper()
	w := &world{t: t, db: db, clock: clock.NewFake(start), log: &logBuffer{}}
	w.work, w.kakao, w.naver = fakeoidc.New(t, w.clock), fakeoidc.New(t, w.clock), fakeoidc.New(t, w.clock)
	w.kakao.Post = true
	o := signinoidc.Options{Agent: "PIECE/test", Private: loopback, Clock: w.clock, Timeout: 500 * time.Millisecond}
	c := signinoidc.Client{ID: fakeoidc.ClientID, Secret: fakeoidc.ClientSecret}
	about := signin.About{ID: "work", Kind: signin.OpenIDConnect, Name: errs.Text{Ko: "우리 회사", En: "Our company"}}
	return w.serve(limits,
		must[*signinoidc.OIDC](t)(signinoidc.NewKakao(w.kakao.URL, w.kakao.URL, c, o)),
		must[*signinoidc.Naver](t)(signinoidc.NewNaver(w.naver.URL, w.naver.URL, c, o)),
		must[*signinoidc.OIDC](t)(signinoidc.NewOIDC(about, w.work.URL, c, []string{"openid", "email", "profile"}, o)))
}

// serve puts the service together with providers.
func (w *world) serve(limits signin.Limits, providers ...signin.Provider) *world {
	t := w.t
	t.Helper()
	must[int64](t)(sqldb.Migrate(t.Context(), w.db, accountsql.Domain, accountsql.Migrations))
	must[int64](t)(sqldb.Migrate(t.Context(), w.db, signinsql.Domain, signinsql.Migrations))
	keys := must[*auth.Keys](t)(auth.ParseKeys(must[[]byte](t)(auth.GenerateKey())))
	log, err := observe.NewLogger(w.log, "debug", "json")
	if err != nil {
		t.Fatal(err)
	}
	metrics := prometheus.NewRegistry()
	w.accounts = account.New(account.Deps{
		Store: accountsql.New(w.db), Keys: keys, Clock: w.clock, Log: log, Metrics: metrics, Hash: account.HashParams{Memory: 64, Time: 1, Threads: 1},
	})
	service := signin.New(signin.Deps{
		Store: signinsql.New(w.db), Accounts: w.accounts, Providers: providers, Box: must[*seal.Box](t)(seal.New(keys.Secret("sign-in"), w.clock)),
		PublicURL: publicURL, Clock: w.clock, Log: log, Metrics: metrics, Limits: limits,
	})
	server := httpapi.New(httpapi.Config{Version: "test", Log: log, Metrics: metrics, Verifier: auth.NewVerifier(keys, w.clock)})
	accounthttp.Register(server.API, w.accounts, httpapi.Cookies{Secure: true})
	signinhttp.Register(server.API, service, w.accounts, httpapi.Cookies{Secure: true}, true)
	if w.handler, err = server.Handler(); err != nil {
		t.Fatal(err)
	}
	return w
}

// browser keeps cookies as browsers do.
type browser struct {
	*world
	jar map[string]*http.Cookie
	ip  string
}

func (w *world) browser() *browser {
	return &browser{world: w, jar: map[string]*http.Cookie{}, ip: "203.0.113.7"}
}

type object = map[string]any

// answer is what came back.
type answer struct {
	status int
	header http.Header
	body   string
}

func (b *browser) do(method, path string, body any) answer {
	b.t.Helper()
	var reader io.Reader
	if body != nil {
		reader = bytes.NewReader(must[[]byte](b.t)(json.Marshal(body)))
	}
	r := httptest.NewRequest(method, api+path, reader)
	r.RemoteAddr = b.ip + ":4711"
	r.Header.Set("Accept-Language", "en")
	r.Header.Set("Content-Type", "application/json")
	r.Header.Set("User-Agent", "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36")
	for _, c := range b.jar {
		if strings.HasPrefix(r.URL.Path, c.Path) {
			r.AddCookie(&http.Cookie{Name: c.Name, Value: c.Value})
		}
	}
	w := httptest.NewRecorder()
	b.handler.ServeHTTP(w, r)
	res := w.Result()
	for _, c := range res.Cookies() {
		if c.MaxAge < 0 {
			delete(b.jar, c.Name)
		} else {
			b.jar[c.Name] = c
		}
	}
	return answer{status: res.StatusCode, header: res.Header, body: w.Body.String()}
}

// want fails the test unless the answer has the status and, for a problem, the code.
func (b *browser) want(status int, code, method, path string, body any) answer {
	b.t.Helper()
	a := b.do(method, path, body)
	var p struct{ Code string }
	_ = json.Unmarshal([]byte(a.body), &p)
	if a.status != status || p.Code != code {
		b.t.Errorf("%s %s: have %d %s, want %d %s", method, path, a.status, a.body, status, code)
	}
	return a
}

func (a answer) json(t testing.TB) object {
	t.Helper()
	var o object
	if err := json.Unmarshal([]byte(a.body), &o); err != nil {
		t.Fatalf("not JSON: %q", a.body)
	}
	return o
}

// copy gives a browser with the same cookies.
func (b *browser) copy() *browser {
	c := *b
	c.jar = map[string]*http.Cookie{}
	for k, v := range b.jar {
		c.jar[k] = v
	}
	return &c
}

// begin begins to come in and gives where the browser is sent.
func (b *browser) begin(provider string) string {
	b.t.Helper()
	return b.want(200, "", "POST", "/sessions/with/"+provider, nil).json(b.t)["url"].(string)
}

// back is the body of a request that finishes.
func back(q url.Values) object { return object{"state": q.Get("state"), "code": q.Get("code")} }

// visit goes to a provider as somebody and comes back.
func (b *browser) visit(provider string, p fakeoidc.Person) object {
	b.t.Helper()
	return back(b.server(provider).Authorize(b.begin(provider), p))
}

func (w *world) server(provider string) *fakeoidc.Server {
	return map[string]*fakeoidc.Server{"work": w.work, "kakao": w.kakao, "naver": w.naver}[provider]
}

// finish comes in.
func (b *browser) finish(status int, code, provider string, body object) answer {
	b.t.Helper()
	return b.want(status, code, "POST", "/sessions/with/"+provider+"/finish", body)
}

// link links who somebody is at a provider to the one who is signed in.
func (b *browser) link(status int, code, provider string, p fakeoidc.Person) answer {
	b.t.Helper()
	address := b.want(200, "", "POST", "/me/identities/"+provider, nil).json(b.t)["url"].(string)
	return b.want(status, code, "PUT", "/me/identities/"+provider, back(b.server(provider).Authorize(address, p)))
}

// joinWith joins by a provider.
func (b *browser) joinWith(provider string, p fakeoidc.Person, nickname string) object {
	b.t.Helper()
	b.finish(200, "", provider, b.visit(provider, p))
	email := p.Email
	if email == "" {
		email = nickname + "@typed.example"
	}
	return b.want(201, "", "POST", "/accounts/with", object{"email": email, "nickname": nickname, "language": "ko"}).json(b.t)
}

// member gives a browser in which somebody who joined with a password is signed in.
func (w *world) member(name string) *browser {
	w.t.Helper()
	b := w.browser()
	b.want(201, "", "POST", "/accounts", object{"email": name + "@example.com", "password": password, "nickname": name, "language": "ko"})
	return b
}

func (b *browser) me() object {
	b.t.Helper()
	return b.want(200, "", "GET", "/me", nil).json(b.t)
}

func (b *browser) identities() []any {
	b.t.Helper()
	return b.want(200, "", "GET", "/me/identities", nil).json(b.t)["items"].([]any)
}

func (w *world) count(table string) int {
	w.t.Helper()
	n, err := w.db.Reader().NewSelect().Table(table).Count(w.t.Context())
	if err != nil {
		w.t.Fatal(err)
	}
	return int(n)
}
