package httpapi_test

import (
	"bytes"
	"context"
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"sync"
	"testing"
	"time"

	"github.com/danielgtaylor/huma/v2"
	"github.com/prometheus/client_golang/prometheus"

	"piece/internal/platform/auth"
	"piece/internal/platform/clock"
	"piece/internal/platform/httpapi"
	"piece/internal/platform/observe"
)

// site is a server as the process makes it, with what a test registers on it.
type site struct {
	t       *testing.T
	handler http.Handler
	keys    *auth.Keys
	clock   *clock.Fake
	metrics *prometheus.Registry
	log     *logBuffer
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

// lines gives what was logged, decoded.
func (l *logBuffer) lines(t *testing.T) []map[string]any {
	t.Helper()
	l.mu.Lock()
	defer l.mu.Unlock()
	var all []map[string]any
	for line := range bytes.Lines(l.buf.Bytes()) {
		var m map[string]any
		if err := json.Unmarshal(line, &m); err != nil {
			t.Fatal(err)
		}
		all = append(all, m)
	}
	return all
}

func serve(t *testing.T, change func(*httpapi.Config), register func(*httpapi.Server)) *site {
	t.Helper()
	pem, err := auth.GenerateKey()
	if err != nil {
		t.Fatal(err)
	}
	s := &site{t: t, clock: clock.NewFake(time.Date(2026, 8, 3, 12, 0, 0, 0, time.UTC)), metrics: prometheus.NewRegistry(), log: &logBuffer{}}
	if s.keys, err = auth.ParseKeys(pem); err != nil {
		t.Fatal(err)
	}
	log, err := observe.NewLogger(s.log, "debug", "json")
	if err != nil {
		t.Fatal(err)
	}
	c := httpapi.Config{Version: "test", Log: log, Metrics: s.metrics, Verifier: auth.NewVerifier(s.keys, s.clock)}
	if change != nil {
		change(&c)
	}
	server := httpapi.New(c)
	register(server)
	if s.handler, err = server.Handler(); err != nil {
		t.Fatal(err)
	}
	return s
}

// get is a handler that needs nothing and answers what f gives.
func get[O any](server *httpapi.Server, access httpapi.Access, path string, f func(ctx context.Context) (O, error)) {
	httpapi.Register(server.API, access, huma.Operation{OperationID: path, Method: http.MethodGet, Path: httpapi.Prefix + path},
		func(ctx context.Context, _ *struct{}) (*struct{ Body O }, error) {
			out, err := f(ctx)
			return &struct{ Body O }{Body: out}, err
		})
}

func (s *site) token() string {
	s.t.Helper()
	token, err := s.keys.Sign(auth.Identity{PersonID: "minji", SessionID: "phone"}, s.clock.Now())
	if err != nil {
		s.t.Fatal(err)
	}
	return token
}

type headers map[string]string

func (s *site) do(method, target, body string, h headers) *httptest.ResponseRecorder {
	s.t.Helper()
	r := httptest.NewRequest(method, target, bytes.NewBufferString(body))
	r.Header.Set("Content-Type", "application/json")
	r.Header.Set("Accept-Language", "en")
	r.RemoteAddr = "10.0.0.1:4711"
	for k, v := range h {
		if k == "peer" {
			r.RemoteAddr = netip.AddrPortFrom(netip.MustParseAddr(v), 4711).String()
			continue
		}
		r.Header.Set(k, v)
	}
	w := httptest.NewRecorder()
	s.handler.ServeHTTP(w, r)
	return w
}

// problem reads the body of an error answer.
func problem(t *testing.T, w *httptest.ResponseRecorder) httpapi.Problem {
	t.Helper()
	var p httpapi.Problem
	if err := json.Unmarshal(w.Body.Bytes(), &p); err != nil || w.Header().Get("Content-Type") != "application/problem+json" {
		t.Fatalf("not a problem: %d %s %q, %v", w.Code, w.Header().Get("Content-Type"), w.Body, err)
	}
	if p.Status != w.Code {
		t.Errorf("the problem says %d, the answer %d", p.Status, w.Code)
	}
	return p
}
