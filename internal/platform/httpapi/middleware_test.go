package httpapi_test

import (
	"context"
	"io"
	"log/slog"
	"maps"
	"net"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"strings"
	"testing"
	"time"

	"github.com/danielgtaylor/huma/v2"

	"piece/internal/platform/httpapi"
)

func TestCrossOriginRequestsThatChangeThingsAreRefused(t *testing.T) {
	s := serve(t, func(c *httpapi.Config) { c.PublicOrigin = "https://piece.example" }, func(server *httpapi.Server) {
		server.Mux.HandleFunc("/x", func(http.ResponseWriter, *http.Request) {})
	})
	for _, c := range []struct {
		name, method string
		headers      headers
		want         int
	}{
		{"a program", "POST", nil, 200},
		{"our page", "POST", headers{"Sec-Fetch-Site": "same-origin"}, 200},
		{"typed address", "POST", headers{"Sec-Fetch-Site": "none"}, 200},
		{"another site", "POST", headers{"Sec-Fetch-Site": "cross-site"}, 403},
		{"a neighbour of our domain", "DELETE", headers{"Sec-Fetch-Site": "same-site"}, 403},
		{"another site, old browser", "PUT", headers{"Origin": "https://evil.example"}, 403},
		{"our host, old browser", "PATCH", headers{"Origin": "http://example.com"}, 200}, // httptest's host
		{"behind a proxy", "POST", headers{"Origin": "https://piece.example", "Sec-Fetch-Site": "same-site"}, 200},
		{"reading from another site", "GET", headers{"Sec-Fetch-Site": "cross-site", "Origin": "https://evil.example"}, 200},
	} {
		w := s.do(c.method, "/x", "", c.headers)
		if w.Code != c.want {
			t.Errorf("%s: %d, want %d", c.name, w.Code, c.want)
		}
		if w.Code == 403 {
			if p := problem(t, w); p.Code != "forbidden" {
				t.Errorf("%s: %+v", c.name, p)
			}
		}
	}
}

func TestPanicIsAPlain500(t *testing.T) {
	s := serve(t, nil, func(server *httpapi.Server) {
		get(server, httpapi.Public, "/x", func(context.Context) (string, error) { panic("secret state") })
		server.Mux.HandleFunc("GET /late", func(w http.ResponseWriter, _ *http.Request) {
			_, _ = io.WriteString(w, "begun")
			panic("late")
		})
		server.Mux.HandleFunc("GET /abort", func(http.ResponseWriter, *http.Request) { panic(http.ErrAbortHandler) })
	})
	w := s.do("GET", "/api/v1/x", "", headers{"X-Request-Id": "request-4711"})
	if p := problem(t, w); p.Code != "internal" || p.RequestID != "request-4711" || strings.Contains(w.Body.String(), "secret") {
		t.Errorf("have %s", w.Body)
	}
	lines := s.log.lines(t)
	if len(lines) != 2 || lines[0]["panic"] != "secret state" || lines[0]["request"] != "request-4711" || !strings.Contains(lines[0]["stack"].(string), "middleware_test.go") || lines[1]["status"] != 500.0 {
		t.Errorf("logged: %v", lines)
	}
	if w := s.do("GET", "/late", "", nil); w.Code != 200 || w.Body.String() != "begun" {
		t.Errorf("an answer that had begun: %d %s", w.Code, w.Body)
	}
	func() {
		defer func() {
			if p := recover(); p != http.ErrAbortHandler {
				t.Errorf("hanging up on purpose became %v", p)
			}
		}()
		s.do("GET", "/abort", "", nil)
	}()
}

func TestClientIPIsTakenFromTrustedProxiesOnly(t *testing.T) {
	s := serve(t, func(c *httpapi.Config) {
		c.TrustedProxies = []netip.Prefix{netip.MustParsePrefix("10.0.0.0/8"), netip.MustParsePrefix("2001:db8::/32")}
	}, func(server *httpapi.Server) {
		get(server, httpapi.Public, "/x", func(ctx context.Context) (string, error) { return httpapi.ClientIP(ctx), nil })
	})
	for _, c := range []struct{ peer, forwarded, want string }{
		{"203.0.113.7", "", "203.0.113.7"},
		{"203.0.113.7", "198.51.100.1", "203.0.113.7"}, // made up by the client
		{"10.0.0.1", "", "10.0.0.1"},
		{"10.0.0.1", "203.0.113.7", "203.0.113.7"},
		{"10.0.0.1", "198.51.100.1, 203.0.113.7", "203.0.113.7"}, // only the last is our proxy's word
		{"10.0.0.1", "198.51.100.1, 203.0.113.7, 10.1.1.1", "203.0.113.7"},
		{"10.0.0.1", "10.2.2.2, 10.1.1.1", "10.2.2.2"},
		{"10.0.0.1", "203.0.113.7, nonsense", "10.0.0.1"},
		{"2001:db8::1", "2001:db9::5", "2001:db9::5"},
		{"::ffff:10.0.0.1", "::ffff:203.0.113.7", "203.0.113.7"},
	} {
		h := headers{"peer": c.peer}
		if c.forwarded != "" {
			h["X-Forwarded-For"] = c.forwarded
		}
		if got := strings.Trim(s.do("GET", "/api/v1/x", "", h).Body.String(), "\"\n"); got != c.want {
			t.Errorf("%s for %q: %s, want %s", c.peer, c.forwarded, got, c.want)
		}
	}
}

func TestRequestIDIsTakenWhenItHasTheForm(t *testing.T) {
	s := serve(t, nil, func(server *httpapi.Server) {
		server.Mux.HandleFunc("GET /x", func(http.ResponseWriter, *http.Request) {})
	})
	for rid, taken := range map[string]bool{"request-4711": true, strings.Repeat("a", 64): true, "": false, "short": false, strings.Repeat("a", 65): false, "with blank inside": false, "line\nbreak-line": false, "<script>xx</script>": false} {
		got := s.do("GET", "/x", "", headers{"X-Request-Id": rid}).Header().Get("X-Request-Id")
		if (got == rid) != taken || got == "" {
			t.Errorf("%q: %q", rid, got)
		}
	}
}

func TestHeadersOfEveryAnswer(t *testing.T) {
	for _, hsts := range []bool{false, true} {
		s := serve(t, func(c *httpapi.Config) { c.HSTS = hsts }, func(server *httpapi.Server) {
			get(server, httpapi.Public, "/x", func(context.Context) (string, error) { return "", nil })
		})
		h := s.do("GET", "/api/v1/x", "", nil).Header()
		for name, want := range map[string]string{
			"X-Content-Type-Options": "nosniff", "Referrer-Policy": "strict-origin-when-cross-origin", "Cache-Control": "no-store",
			"Cross-Origin-Resource-Policy": "same-origin", "Cross-Origin-Opener-Policy": "same-origin",
		} {
			if h.Get(name) != want {
				t.Errorf("%s: %q", name, h.Get(name))
			}
		}
		if (h.Get("Strict-Transport-Security") != "") != hsts {
			t.Errorf("HSTS %v: %q", hsts, h.Get("Strict-Transport-Security"))
		}
	}
}

func TestUnknownPathsOfTheAPIAreProblems(t *testing.T) {
	s := serve(t, nil, func(server *httpapi.Server) {
		get(server, httpapi.Public, "/x", func(context.Context) (string, error) { return "", nil })
		server.Mux.HandleFunc("GET /", func(w http.ResponseWriter, _ *http.Request) { _, _ = io.WriteString(w, "the web app") })
	})
	for _, c := range []struct{ method, path string }{{"GET", "/api/v1/nothing"}, {"GET", "/api/"}, {"POST", "/api/v1/x"}, {"DELETE", "/api/v2/x"}} {
		if p := problem(t, s.do(c.method, c.path, "", nil)); p.Code != "not_found" {
			t.Errorf("%s %s: %+v", c.method, c.path, p)
		}
	}
	if got := s.do("GET", "/somewhere", "", nil).Body.String(); got != "the web app" {
		t.Errorf("have %q", got)
	}
}

func TestD50_NothingOfTheOperatorsIsPublic(t *testing.T) {
	s := serve(t, nil, func(server *httpapi.Server) {
		get(server, httpapi.Public, "/x", func(context.Context) (string, error) { return "", nil })
	})
	for _, path := range []string{"/metrics", "/healthz", "/readyz", "/debug/pprof/", "/debug/pprof/heap", "/debug/vars", "/api/metrics"} {
		if w := s.do("GET", path, "", nil); w.Code != 404 {
			t.Errorf("%s: %d %.100s", path, w.Code, w.Body)
		}
	}
}

func TestD05_AccessLogHoldsNoQueryBodyOrHeader(t *testing.T) {
	s := serve(t, nil, takeForm)
	s.do("POST", "/api/v1/x?page=1", `{"title":"hush1"}`, headers{"Cookie": "piece_access=hush2", "Authorization": "Bearer hush3", "User-Agent": "hush4"})
	s.do("GET", "/hush5?token=hush6", "", nil)
	lines := s.log.lines(t)
	if len(lines) != 2 || lines[0]["route"] != "POST /api/v1/x" || lines[0]["method"] != "POST" || lines[1]["route"] != "none" {
		t.Errorf("logged: %v", lines)
	}
	if strings.Contains(s.log.buf.String(), "hush") {
		t.Errorf("logged: %s", s.log.buf.String())
	}
}

func TestMetricsHaveABoundedNumberOfSeries(t *testing.T) {
	s := serve(t, nil, func(server *httpapi.Server) {
		httpapi.Register(server.API, httpapi.Public, huma.Operation{OperationID: "one", Method: http.MethodGet, Path: "/api/v1/things/{id}"},
			func(context.Context, *struct {
				ID string `path:"id"`
			}) (*struct{}, error) {
				return nil, nil
			})
	})
	for _, id := range []string{"a", "b", "c"} {
		s.do("GET", "/api/v1/things/"+id, "", nil)
		s.do("GET", "/guess/"+id, "", nil)
		s.do("BREW"+strings.ToUpper(id), "/x", "", nil)
	}
	families, err := s.metrics.Gather()
	if err != nil {
		t.Fatal(err)
	}
	have := map[string]float64{}
	for _, f := range families {
		if f.GetName() == "piece_http_requests_total" {
			for _, m := range f.GetMetric() {
				var labels []string
				for _, l := range m.GetLabel() {
					labels = append(labels, l.GetValue())
				}
				have[strings.Join(labels, " ")] = m.GetCounter().GetValue()
			}
		}
	}
	want := map[string]float64{"GET GET /api/v1/things/{id} 204": 3, "GET none 404": 3, "other none 404": 3}
	if !maps.Equal(have, want) {
		t.Errorf("have %v, want %v", have, want)
	}
}

func TestServeFinishesRunningRequests(t *testing.T) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	inside, goOn := make(chan struct{}), make(chan struct{})
	handler := http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		close(inside)
		<-goOn
		_, _ = io.WriteString(w, "whole")
	})
	ctx, stop := context.WithCancel(t.Context())
	served := make(chan error, 1)
	go func() { served <- httpapi.Serve(ctx, l, handler, 10*time.Second, slog.New(slog.DiscardHandler)) }()
	answered := make(chan string, 1)
	go func() {
		res, err := http.Get("http://" + l.Addr().String())
		if err != nil {
			answered <- err.Error()
			return
		}
		defer res.Body.Close()
		b, _ := io.ReadAll(res.Body)
		answered <- string(b)
	}()
	<-inside
	stop()
	close(goOn)
	if got := <-answered; got != "whole" {
		t.Errorf("have %q", got)
	}
	if err := <-served; err != nil {
		t.Error(err)
	}
	if _, err := net.DialTimeout("tcp", l.Addr().String(), time.Second); err == nil {
		t.Error("still listening")
	}
}

func TestWriteErrorSpeaksLikeTheAPI(t *testing.T) {
	s := serve(t, nil, func(server *httpapi.Server) {
		server.Mux.HandleFunc("GET /file", func(w http.ResponseWriter, r *http.Request) { server.WriteError(w, r, io.EOF) })
	})
	w := s.do("GET", "/file", "", headers{"Accept-Language": "ko"})
	if p := problem(t, w); p.Code != "internal" || p.Detail != "문제가 생겼어요. 잠시 뒤에 다시 시도해 주세요." || w.Header().Get("Cache-Control") != "no-store" {
		t.Errorf("have %+v", p)
	}
}

func TestCookies(t *testing.T) {
	for _, secure := range []bool{false, true} {
		c := httpapi.Cookies{Secure: secure}.New("name", "value", "/path", 60, http.SameSiteStrictMode)
		w := httptest.NewRecorder()
		http.SetCookie(w, &c)
		want := "name=value; Path=/path; Max-Age=60; HttpOnly; SameSite=Strict"
		if secure {
			want = "name=value; Path=/path; Max-Age=60; HttpOnly; Secure; SameSite=Strict"
		}
		if got := w.Header().Get("Set-Cookie"); got != want {
			t.Errorf("have %q, want %q", got, want)
		}
	}
}
