package accounthttp_test

import (
	"bytes"
	"context"
	"encoding/json"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/prometheus/client_golang/prometheus"

	"piece/internal/account"
	"piece/internal/account/accounthttp"
	"piece/internal/account/accountsql"
	"piece/internal/platform/auth"
	"piece/internal/platform/blobstore"
	"piece/internal/platform/clock"
	"piece/internal/platform/errs"
	"piece/internal/platform/httpapi"
	"piece/internal/platform/objectbin"
	"piece/internal/platform/observe"
	"piece/internal/platform/sqldb"
	"piece/internal/platform/sqldb/sqldbtest"
)

const (
	api      = httpapi.Prefix
	password = "마로니에 공원의 저녁"
)

// cheap keeps tests from waiting for a cost that is meant for attackers.
var cheap = account.HashParams{Memory: 64, Time: 1, Threads: 1}

// door is the account service behind the real router, over a real store.
type door struct {
	t       testing.TB
	handler http.Handler
	service *account.Service
	db      *sqldb.DB
	keys    *auth.Keys
	clock   *clock.Fake
	log     *logBuffer
	nudges  atomic.Int64 // how often it was told that sessions may have ended
	photos  *photos
	objects *blobstore.Store
	bin     *objectbin.Bin
	uploads atomic.Int32

	revisions []string // of pictures that there were
}

// photos are the uploads of people, by owner and id.
type photos struct{ all sync.Map }

func (p *photos) Image(_ context.Context, owner, id string) ([]byte, error) {
	photo, ok := p.all.Load(owner + " " + id)
	if !ok {
		return nil, errs.NotFound
	}
	return photo.([]byte), nil
}

// titleName knows one title.
func titleName(id string) (errs.Text, bool) {
	return errs.Text{Ko: "맨 앞줄", En: "Front row"}, id == "front-row"
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

func newKeys(t testing.TB) *auth.Keys {
	t.Helper()
	pem, err := auth.GenerateKey()
	if err != nil {
		t.Fatal(err)
	}
	keys, err := auth.ParseKeys(pem)
	if err != nil {
		t.Fatal(err)
	}
	return keys
}

func open(t testing.TB) *door { return openOn(t, sqldbtest.SQLite(t), account.Limits{}) }

func openOn(t testing.TB, db *sqldb.DB, limits account.Limits) *door {
	t.Helper()
	if _, err := sqldb.Migrate(t.Context(), db, accountsql.Domain, accountsql.Migrations); err != nil {
		t.Fatal(err)
	}
	d := &door{t: t, db: db, keys: newKeys(t), log: &logBuffer{}, clock: clock.NewFake(time.Date(2026, 8, 3, 10, 0, 0, 0, time.UTC))}
	log, err := observe.NewLogger(d.log, "debug", "json")
	if err != nil {
		t.Fatal(err)
	}
	metrics := prometheus.NewRegistry()
	if _, err := sqldb.Migrate(t.Context(), db, objectbin.Domain, objectbin.Migrations); err != nil {
		t.Fatal(err)
	}
	d.photos, d.bin = &photos{}, objectbin.New(db, d.clock)
	if d.objects, err = blobstore.Open(t.Context(), "file://"+t.TempDir(), blobstore.Options{Clock: d.clock, Secret: []byte(strings.Repeat("s", 32))}); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = d.objects.Close() })
	d.service = account.New(account.Deps{
		Pictures: accountsql.NewPictures(db, d.bin, d.clock), Objects: d.objects, Photos: d.photos, TitleName: titleName,
		Store: accountsql.New(db), Keys: d.keys, Clock: d.clock, Log: log, Metrics: metrics, Hash: cheap, Limits: limits,
		OnEnd: func() { d.nudges.Add(1) },
	})
	server := httpapi.New(httpapi.Config{Version: "test", Log: log, Metrics: metrics, Verifier: auth.NewVerifier(d.keys, d.clock)})
	accounthttp.Register(server.API, d.service, httpapi.Cookies{Secure: true})
	if d.handler, err = server.Handler(); err != nil {
		t.Fatal(err)
	}
	return d
}

// browser keeps cookies as browsers do.
type browser struct {
	*door
	ip      string
	lang    string
	agent   string
	headers map[string]string
	jar     map[string]*http.Cookie
}

func (d *door) browser() *browser {
	return &browser{door: d, ip: "203.0.113.7", lang: "en", jar: map[string]*http.Cookie{},
		agent: "Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.5 Mobile/15E148 Safari/604.1"}
}

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
		j, err := json.Marshal(body)
		if err != nil {
			b.t.Error(err)
		}
		reader = bytes.NewReader(j)
	}
	r := httptest.NewRequest(method, path, reader)
	r.RemoteAddr = b.ip + ":4711"
	if strings.Contains(b.ip, ":") {
		r.RemoteAddr = "[" + b.ip + "]:4711"
	}
	r.Header.Set("Accept-Language", b.lang)
	r.Header.Set("User-Agent", b.agent)
	r.Header.Set("Content-Type", "application/json")
	for k, v := range b.headers {
		r.Header.Set(k, v)
	}
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

// want fails the test unless the answer has the status.
func (b *browser) want(status int, method, path string, body any) answer {
	b.t.Helper()
	a := b.do(method, path, body)
	if a.status != status {
		b.t.Errorf("%s %s: have %d %s, want %d", method, path, a.status, a.body, status)
	}
	return a
}

type object = map[string]any

func (a answer) json(t testing.TB) object {
	t.Helper()
	var o object
	if err := json.Unmarshal([]byte(a.body), &o); err != nil {
		t.Fatalf("not JSON: %q", a.body)
	}
	return o
}

// problem gives the code of a problem and the codes of its fields by place.
func (a answer) problem(t testing.TB) (code string, fields map[string]string) {
	t.Helper()
	var p struct {
		Code   string
		Errors []struct{ Location, Code string }
	}
	if err := json.Unmarshal([]byte(a.body), &p); err != nil {
		t.Fatalf("not a problem: %q", a.body)
	}
	fields = map[string]string{}
	for _, e := range p.Errors {
		fields[e.Location] = e.Code
	}
	return p.Code, fields
}

func joining(name string) object {
	return object{"email": name + "@example.com", "password": password, "nickname": name, "language": "ko"}
}

// join gives a browser in which a new person is signed in.
func (d *door) join(name string) *browser {
	d.t.Helper()
	b := d.browser()
	b.want(http.StatusCreated, "POST", api+"/accounts", joining(name))
	return b
}

// logIn gives one more browser of a person.
func (d *door) logIn(name string) *browser {
	d.t.Helper()
	b := d.browser()
	b.want(http.StatusCreated, "POST", api+"/sessions", object{"email": name + "@example.com", "password": password})
	return b
}

// copy gives a browser with the same cookies, such as a thief's.
func (b *browser) copy() *browser {
	c := *b
	c.jar = map[string]*http.Cookie{}
	for k, v := range b.jar {
		c.jar[k] = v
	}
	return &c
}

func (b *browser) me() object {
	b.t.Helper()
	return b.want(http.StatusOK, "GET", api+"/me", nil).json(b.t)
}

func (b *browser) refresh(want int) answer {
	b.t.Helper()
	return b.want(want, "POST", api+"/sessions/refresh", nil)
}

func (b *browser) sessions() []object {
	b.t.Helper()
	var list struct{ Items []object }
	if err := json.Unmarshal([]byte(b.want(http.StatusOK, "GET", api+"/sessions", nil).body), &list); err != nil {
		b.t.Fatal(err)
	}
	return list.Items
}
