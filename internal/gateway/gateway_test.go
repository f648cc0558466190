package gateway

import (
	"context"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/danielgtaylor/huma/v2"

	"piece/internal/gateway/relay"
	"piece/internal/platform/auth"
	"piece/internal/platform/clock"
	"piece/internal/platform/httpapi"
	"piece/internal/platform/observe"
	"piece/web"
)

var start = time.Date(2026, 8, 3, 12, 0, 0, 0, time.UTC)

type house struct {
	http.Handler
	gateway *Gateway
	clock   *clock.Fake
}

// build puts the gateway on the public router as the program does, beside one operation.
func build(t *testing.T, change func(*Config)) house {
	t.Helper()
	log := slog.New(slog.DiscardHandler)
	s := httpapi.New(httpapi.Config{Version: "test", Log: log, Metrics: observe.NewRegistry(), Verifier: auth.NewVerifier(&auth.Keys{}, clock.System{})})
	httpapi.Register(s.API, httpapi.Public, huma.Operation{OperationID: "getPing", Method: http.MethodGet, Path: "/api/v1/ping"},
		func(context.Context, *struct{}) (*struct{ Body string }, error) {
			return &struct{ Body string }{"pong"}, nil
		})
	fake := clock.NewFake(start)
	c := Config{PublicURL: "https://piece.example", Clock: fake, Log: log, Fail: s.WriteError}
	if change != nil {
		change(&c)
	}
	g, err := New(c, s.Mux)
	if err != nil {
		t.Fatal(err)
	}
	if err := g.Mount(s.Mux); err != nil {
		t.Fatal(err)
	}
	h, err := s.Handler()
	if err != nil {
		t.Fatal(err)
	}
	return house{h, g, fake}
}

func ask(h http.Handler, method, address string, headers ...string) (*http.Response, string) {
	r := httptest.NewRequest(method, address, nil)
	for _, line := range headers {
		name, value, _ := strings.Cut(line, ": ")
		r.Header.Add(name, value)
	}
	w := httptest.NewRecorder()
	h.ServeHTTP(w, r)
	b, _ := io.ReadAll(w.Result().Body)
	return w.Result(), string(b)
}

func TestTheProgramServesItsWebApp(t *testing.T) {
	h := build(t, nil)
	res, page := ask(h, "GET", "/")
	if res.StatusCode != 200 || !strings.Contains(page, "<html lang=") || res.Header.Get("Content-Security-Policy") == "" {
		t.Errorf("%d\n%s", res.StatusCode, page)
	}
	want := "make run"
	if _, built := web.App(); built {
		want = `<div id="app">`
	}
	if !strings.Contains(page, want) {
		t.Errorf("no %s in\n%s", want, page)
	}
	if res, body := ask(h, "GET", "/api/v1/ping"); res.StatusCode != 200 || !strings.Contains(body, "pong") {
		t.Errorf("the API: %d %s", res.StatusCode, body)
	}
}

func TestD50_NothingOfTheOperatorsIsPublic(t *testing.T) {
	h := build(t, nil)
	for _, address := range []string{
		"/metrics", "/metrics/", "/healthz", "/readyz", "/debug/pprof/", "/debug/pprof/heap", "/debug/pprof/profile", "/debug/vars", "/debug/pprof/cmdline",
		"/api/metrics", "/api/healthz", "/api/v1/metrics", "/objects/../metrics", "//metrics", "/METRICS",
	} {
		for _, method := range []string{"GET", "POST", "HEAD"} {
			res, body := ask(h, method, address)
			if res.StatusCode < 300 || strings.Contains(body, "piece_http_requests") || strings.Contains(body, "goroutine") || strings.Contains(body, "# HELP") {
				t.Errorf("%s %s: %d %.80s", method, address, res.StatusCode, body)
			}
		}
	}
}

func TestD50_ServicesApartDontShowTheirsEither(t *testing.T) {
	asked := make(chan string, 100)
	up := httptest.NewServer(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) { asked <- r.URL.Path }))
	defer up.Close()
	h := build(t, func(c *Config) { c.Upstreams = relay.Upstreams{Account: up.URL, Piece: up.URL} })
	for _, address := range []string{"/metrics", "/healthz", "/debug/pprof/", "/objects/../metrics", "/api/v1/pieces/../../../metrics", "/.well-known/jwks.json/../../metrics"} {
		if res, _ := ask(h, "GET", address); res.StatusCode < 300 {
			t.Errorf("%s: %d", address, res.StatusCode)
		}
	}
	if len(asked) > 0 {
		t.Errorf("a service was asked for %s", <-asked)
	}
}

func TestTheReaderOfTheAPIComesFromHere(t *testing.T) {
	h := build(t, nil)
	res, page := ask(h, "GET", "/api/docs")
	if res.StatusCode != 200 || !strings.Contains(page, "/api/openapi.json") {
		t.Fatalf("%d\n%s", res.StatusCode, page)
	}
	policy := res.Header.Get("Content-Security-Policy")
	if strings.Count(policy, "'sha256-") != strings.Count(page, "<script>") || strings.Contains(strings.Split(policy, "style-src")[0], "unsafe") {
		t.Errorf("policy %s", policy)
	}
	for _, from := range []string{`href="`, `src="`} {
		for part := range strings.SplitSeq(page, from) {
			address, _, _ := strings.Cut(part, `"`)
			if strings.HasPrefix(address, "http") || strings.HasPrefix(address, "//") {
				t.Errorf("the reader loads %s", address)
			}
			if strings.HasPrefix(address, "/") {
				if res, body := ask(h, "GET", address); res.StatusCode != 200 || body == "" {
					t.Errorf("%s: %d", address, res.StatusCode)
				}
			}
		}
	}
	if res, _ := ask(h, "GET", "/api/openapi.json"); res.StatusCode != 200 {
		t.Errorf("the description: %d", res.StatusCode)
	}
	if res, _ := ask(h, "GET", "/api/docs/../v1/none"); res.StatusCode == 200 {
		t.Error("the reader answers for others")
	}
}

// limited gives the limiter what the server's own middleware finds out.
func limited(t *testing.T, max int) (ask func(ip, path string) *http.Response, c *clock.Fake) {
	log := slog.New(slog.DiscardHandler)
	s := httpapi.New(httpapi.Config{Log: log, Metrics: observe.NewRegistry()})
	fake := clock.NewFake(start)
	l := newLimiter(fake, max, s.WriteError)
	s.Mux.Handle("/", l.wrap(http.HandlerFunc(func(http.ResponseWriter, *http.Request) {})))
	s.Mux.Handle("/api/v1/x", l.wrap(http.HandlerFunc(func(http.ResponseWriter, *http.Request) {})))
	h, err := s.Handler()
	if err != nil {
		t.Fatal(err)
	}
	return func(ip, path string) *http.Response {
		r := httptest.NewRequest("GET", path, nil)
		r.RemoteAddr = ip
		r.Header.Set("X-Forwarded-For", "198.51.100.1") // a stranger's word
		r.Header.Set("Accept-Language", "en")
		w := httptest.NewRecorder()
		h.ServeHTTP(w, r)
		return w.Result()
	}, fake
}

func TestOneAddressCantTakeTheAPIAway(t *testing.T) {
	ask, fake := limited(t, 3)
	for i := range 5 {
		res := ask("203.0.113.7:1000", "/api/v1/x")
		if want := map[bool]int{true: 200, false: 429}[i < 3]; res.StatusCode != want {
			t.Errorf("request %d: %d, want %d", i+1, res.StatusCode, want)
		}
		if i >= 3 && (res.Header.Get("Retry-After") != "10" || res.Header.Get("Content-Type") != "application/problem+json") {
			t.Errorf("request %d: %v", i+1, res.Header)
		}
	}
	for ip, want := range map[string]int{"203.0.113.8:1": 200, "[::ffff:203.0.113.7]:2": 429, "203.0.113.7:3": 429} {
		if res := ask(ip, "/api/v1/x"); res.StatusCode != want {
			t.Errorf("%s: %d, want %d", ip, res.StatusCode, want)
		}
	}
	if res := ask("203.0.113.7:1000", "/calendar"); res.StatusCode != 200 {
		t.Errorf("a page: %d", res.StatusCode)
	}
	for i := range 4 { // as many addresses as anybody likes, within one network
		res := ask("[2001:db8:0:1::"+string(rune('a'+i))+"]:1", "/api/v1/x")
		if want := map[bool]int{true: 200, false: 429}[i < 3]; res.StatusCode != want {
			t.Errorf("address %d of a network: %d, want %d", i+1, res.StatusCode, want)
		}
	}
	if res := ask("[2001:db8:0:2::a]:1", "/api/v1/x"); res.StatusCode != 200 {
		t.Errorf("another network: %d", res.StatusCode)
	}
	fake.Advance(limitPer)
	if res := ask("203.0.113.7:1000", "/api/v1/x"); res.StatusCode != 200 {
		t.Errorf("after the wait: %d", res.StatusCode)
	}
}

func TestWithoutALimitAllPass(t *testing.T) {
	ask, _ := limited(t, 0)
	for range 50 {
		if res := ask("203.0.113.7:1000", "/api/v1/x"); res.StatusCode != 200 {
			t.Fatal(res.StatusCode)
		}
	}
}
