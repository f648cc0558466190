package httpapi

import (
	"context"
	"encoding/json"
	"errors"
	"log/slog"
	"net"
	"net/http"
	"net/netip"
	"time"

	"github.com/prometheus/client_golang/prometheus"

	"piece/internal/platform/auth"
	"piece/internal/platform/errs"
	"piece/internal/platform/observe"
)

// Config is what a server needs.
type Config struct {
	Version        string
	Log            *slog.Logger
	Metrics        *prometheus.Registry
	Verifier       *auth.Verifier
	TrustedProxies []netip.Prefix // whose X-Forwarded-For is believed
	PublicOrigin   string         // scheme and host that browsers use; unsafe requests from others are refused
	HSTS           bool           // tell browsers to use TLS only
}

// Server is the public face of the process: an API and other handlers on one router.
type Server struct {
	API     *API
	Mux     *http.ServeMux
	config  Config
	metrics *httpMetrics
	within  []func(http.Handler) http.Handler
}

// Use puts a wrapper around the router, within what every request passes first. Call it
// before Handler.
func (s *Server) Use(wrap func(http.Handler) http.Handler) { s.within = append(s.within, wrap) }

// New makes a server without operations.
func New(c Config) *Server {
	mux := http.NewServeMux()
	return &Server{API: newAPI(mux, c.Version, c.Verifier, c.Log), Mux: mux, config: c, metrics: newHTTPMetrics(c.Metrics)}
}

// Describe makes an API that can be described but not served.
func Describe(version string) *API {
	return newAPI(http.NewServeMux(), version, nil, slog.New(slog.DiscardHandler))
}

// maxBody bounds the body of every request but uploads to the object store, in bytes;
// operations have tighter bounds of their own.
const maxBody = 2 << 20

// Handler gives the router within everything that every request passes through.
func (s *Server) Handler() (http.Handler, error) {
	guard := http.NewCrossOriginProtection()
	if s.config.PublicOrigin != "" {
		if err := guard.AddTrustedOrigin(s.config.PublicOrigin); err != nil {
			return nil, err
		}
	}
	guard.SetDenyHandler(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		writeProblem(w, newProblem(errs.Forbidden.With(errors.New("cross-origin request")), Language(r.Context()), observe.Request(r.Context())))
	}))
	var h http.Handler = http.HandlerFunc(s.route)
	for _, wrap := range s.within {
		h = wrap(h)
	}
	h = guard.Handler(h)
	h = s.secure(h)
	h, err := compress(s.observe(h))
	if err != nil {
		return nil, err
	}
	return s.introduce(h), nil
}

// Serve listens until ctx ends, then lets running requests finish within grace.
func Serve(ctx context.Context, l net.Listener, h http.Handler, grace time.Duration, log *slog.Logger) error {
	srv := &http.Server{
		Handler:           h,
		ReadHeaderTimeout: 10 * time.Second,
		ReadTimeout:       2 * time.Minute, // a phone on a slow line uploads a photo
		WriteTimeout:      5 * time.Minute, // a slow upload and its answer; who stops reading doesn't hold a picture in memory for ever
		IdleTimeout:       2 * time.Minute,
		MaxHeaderBytes:    32 << 10,
		ErrorLog:          slog.NewLogLogger(log.Handler(), slog.LevelDebug),
	}
	done := make(chan error, 1)
	go func() { done <- srv.Serve(l) }()
	select {
	case err := <-done:
		return err
	case <-ctx.Done():
	}
	end, cancel := context.WithTimeout(context.WithoutCancel(ctx), grace)
	defer cancel()
	if err := srv.Shutdown(end); err != nil {
		return errors.Join(err, srv.Close())
	}
	return nil
}

func writeProblem(w http.ResponseWriter, p *Problem) {
	for k, v := range p.GetHeaders() {
		w.Header()[k] = v
	}
	w.Header().Set("Content-Type", p.ContentType(""))
	w.Header().Set("Cache-Control", "no-store")
	w.WriteHeader(p.Status)
	_ = json.NewEncoder(w).Encode(p) // the client hung up
}

// WriteError answers a plain handler's request with an error, in the same form as the API.
func (s *Server) WriteError(w http.ResponseWriter, r *http.Request, err error) {
	writeProblem(w, problem(r.Context(), s.API.log, err))
}
