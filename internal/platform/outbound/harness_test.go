package outbound_test

import (
	"bytes"
	"compress/gzip"
	"context"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/prometheus/client_golang/prometheus"

	"piece/internal/platform/clock"
	"piece/internal/platform/outbound"
)

// secret is what must never be seen outside of a request.
const secret = "0123456789abcdef0123456789abcdef"

var loopback = []netip.Prefix{netip.MustParsePrefix("127.0.0.0/8"), netip.MustParsePrefix("::1/128")}

// world is a client, the time it lives in, and all that it says.
type world struct {
	*outbound.Client
	clock   *clock.Fake
	metrics *prometheus.Registry
	log     *bytes.Buffer

	mu    sync.Mutex
	waits []time.Duration // guarded by mu
}

// newWorld gives a client for the hosts of some servers; waiting takes no time but moves the clock.
func newWorld(t *testing.T, change func(*outbound.Config), servers ...string) *world {
	t.Helper()
	w := &world{clock: clock.NewFake(time.Date(2026, 11, 26, 3, 0, 0, 0, time.UTC)), metrics: prometheus.NewRegistry(), log: &bytes.Buffer{}}
	c := outbound.Config{
		Name: "test", Agent: "PIECE/test (+https://piece.example)", Private: loopback, RequestsPerSecond: 1e6,
		Clock: w.clock, Metrics: w.metrics, Log: slog.New(slog.NewTextHandler(w.log, &slog.HandlerOptions{Level: slog.LevelDebug})),
		Wait: func(ctx context.Context, d time.Duration) error {
			if d > time.Millisecond { // less is the rate's
				w.mu.Lock()
				w.waits = append(w.waits, d)
				w.mu.Unlock()
			}
			w.clock.Advance(d)
			return ctx.Err()
		},
	}
	for _, s := range servers {
		h, err := outbound.HostOf(s)
		if err != nil {
			t.Fatal(err)
		}
		c.Hosts = append(c.Hosts, h)
	}
	if change != nil {
		change(&c)
	}
	client, err := outbound.New(c)
	if err != nil {
		t.Fatal(err)
	}
	w.Client = client
	return w
}

// get asks a path with a key in its query, and watches over the key.
func (w *world) get(t *testing.T, address string, o outbound.Options) (*outbound.Response, *outbound.Error) {
	t.Helper()
	res, err := w.Get(t.Context(), address+"?api_key="+secret+"&page=1", o)
	if s := w.log.String(); strings.Contains(s, secret) || strings.Contains(s, "api_key") {
		t.Errorf("D05: the log has the key: %s", s)
	}
	if err == nil {
		return res, nil
	}
	if strings.Contains(err.Error(), secret) {
		t.Errorf("D05: the error has the key: %v", err)
	}
	e, ok := err.(*outbound.Error)
	if !ok {
		t.Fatalf("%T is not an Error: %v", err, err)
	}
	return nil, e
}

// count reads a counter.
func (w *world) count(t *testing.T, outcome outbound.Outcome) int {
	t.Helper()
	all, err := w.metrics.Gather()
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range all {
		for _, m := range f.GetMetric() {
			for _, l := range m.GetLabel() {
				if f.GetName() == "piece_outbound_requests_total" && l.GetName() == "outcome" && l.GetValue() == string(outcome) {
					return int(m.GetCounter().GetValue())
				}
			}
		}
	}
	return 0
}

// serve runs a server.
func serve(t *testing.T, h http.HandlerFunc) string {
	t.Helper()
	s := httptest.NewServer(h)
	t.Cleanup(s.Close)
	return s.URL
}

// answers gives one handler after the other, the last for all that follow, and counts.
func answers(n *atomic.Int64, list ...http.HandlerFunc) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		i := int(n.Add(1)) - 1
		list[min(i, len(list)-1)](w, r)
	}
}

func status(code int, header ...string) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) {
		for i := 0; i < len(header); i += 2 {
			w.Header().Set(header[i], header[i+1])
		}
		w.WriteHeader(code)
	}
}

func text(s string) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) { _, _ = w.Write([]byte(s)) }
}

// cut promises more than it sends.
func cut(w http.ResponseWriter, _ *http.Request) {
	w.Header().Set("Content-Length", "1000")
	_, _ = w.Write([]byte("the first bytes"))
	panic(http.ErrAbortHandler)
}

func zipped(b []byte) []byte {
	var out bytes.Buffer
	z := gzip.NewWriter(&out)
	_, _ = z.Write(b)
	_ = z.Close()
	return out.Bytes()
}

func unpackable(w http.ResponseWriter, b []byte) {
	w.Header().Set("Content-Encoding", "gzip")
	_, _ = w.Write(b)
}
