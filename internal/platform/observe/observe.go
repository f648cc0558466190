// Package observe makes what runs visible: structured logs that carry the request id,
// Prometheus metrics, and the operators' server with health, metrics and profiles,
// which listens on a port of its own and is never public.
package observe

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"net/http/pprof"
	"sync/atomic"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/collectors"
	"github.com/prometheus/client_golang/prometheus/promhttp"
)

type requestKey struct{}

// WithRequest puts the id of a request into its context.
func WithRequest(ctx context.Context, id string) context.Context {
	return context.WithValue(ctx, requestKey{}, id)
}

// Request gives the id of the request, "" outside of one.
func Request(ctx context.Context) string {
	id, _ := ctx.Value(requestKey{}).(string)
	return id
}

// NewLogger writes logs of the level ("debug", "info", "warn", "error") and format
// ("text", "json").
func NewLogger(w io.Writer, level, format string) (*slog.Logger, error) {
	var l slog.Level
	if err := l.UnmarshalText([]byte(level)); err != nil {
		return nil, fmt.Errorf("log level: %w", err)
	}
	o := &slog.HandlerOptions{Level: l}
	var h slog.Handler = slog.NewTextHandler(w, o)
	if format == "json" {
		h = slog.NewJSONHandler(w, o)
	}
	return slog.New(requestHandler{h}), nil
}

// requestHandler adds the request id to each line, so that no call site has to.
type requestHandler struct{ slog.Handler }

func (h requestHandler) Handle(ctx context.Context, r slog.Record) error {
	if id := Request(ctx); id != "" {
		r.AddAttrs(slog.String("request", id))
	}
	return h.Handler.Handle(ctx, r)
}

func (h requestHandler) WithAttrs(a []slog.Attr) slog.Handler {
	return requestHandler{h.Handler.WithAttrs(a)}
}

func (h requestHandler) WithGroup(name string) slog.Handler {
	return requestHandler{h.Handler.WithGroup(name)}
}

// NewRegistry gives a metrics registry with those of the Go runtime and the process.
func NewRegistry() *prometheus.Registry {
	r := prometheus.NewRegistry()
	r.MustRegister(collectors.NewGoCollector(), collectors.NewProcessCollector(collectors.ProcessCollectorOpts{}))
	return r
}

// Check is one thing that must answer before requests are taken.
type Check struct {
	Name string
	Ping func(ctx context.Context) error
}

// Health answers /healthz and /readyz. It is safe for concurrent use.
type Health struct {
	ready  atomic.Bool
	checks atomic.Pointer[[]Check]
}

// Watch adds a check. Call it while starting, from one goroutine.
func (h *Health) Watch(c Check) {
	var all []Check
	if p := h.checks.Load(); p != nil {
		all = append(all, *p...)
	}
	all = append(all, c)
	h.checks.Store(&all)
}

// SetReady says whether requests are taken: true after the start, false when stopping.
func (h *Health) SetReady(ok bool) { h.ready.Store(ok) }

const checkTimeout = 2 * time.Second

func (h *Health) serveReady(w http.ResponseWriter, r *http.Request) {
	ctx, cancel := context.WithTimeout(r.Context(), checkTimeout)
	defer cancel()
	state, code := map[string]string{}, http.StatusOK
	if !h.ready.Load() {
		state["process"], code = "starting or stopping", http.StatusServiceUnavailable
	}
	if p := h.checks.Load(); p != nil {
		for _, c := range *p {
			state[c.Name] = "ok"
			if err := c.Ping(ctx); err != nil {
				state[c.Name], code = "down", http.StatusServiceUnavailable
			}
		}
	}
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(code)
	_ = json.NewEncoder(w).Encode(state) // the reader hung up
}

// OpsHandler serves /healthz (the process lives), /readyz (it and what it needs can take
// requests), /metrics and /debug/pprof/.
func OpsHandler(h *Health, r *prometheus.Registry) http.Handler {
	m := http.NewServeMux()
	m.HandleFunc("GET /healthz", func(w http.ResponseWriter, _ *http.Request) { fmt.Fprintln(w, "ok") })
	m.HandleFunc("GET /readyz", h.serveReady)
	m.Handle("GET /metrics", promhttp.HandlerFor(r, promhttp.HandlerOpts{}))
	m.HandleFunc("GET /debug/pprof/", pprof.Index)
	m.HandleFunc("GET /debug/pprof/profile", pprof.Profile)
	m.HandleFunc("GET /debug/pprof/trace", pprof.Trace)
	m.HandleFunc("GET /debug/pprof/symbol", pprof.Symbol)
	return m
}
