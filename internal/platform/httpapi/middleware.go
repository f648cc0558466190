package httpapi

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"net/netip"
	"regexp"
	"runtime/debug"
	"strings"
	"sync"
	"time"

	"golang.org/x/text/language"

	"piece/internal/platform/clock"
	"piece/internal/platform/errs"
	"piece/internal/platform/id"
	"piece/internal/platform/observe"
)

type metaKey struct{}

// meta is what is known of a request before anybody handles it.
type meta struct {
	lang string
	ip   netip.Addr
}

// Language gives the language of a request, "ko" or "en".
func Language(ctx context.Context) string {
	if m, ok := ctx.Value(metaKey{}).(meta); ok {
		return m.lang
	}
	return "ko"
}

// ClientIP gives the address that a request came from, for limits. It is never logged
// together with what a person did.
func ClientIP(ctx context.Context) string {
	if m, ok := ctx.Value(metaKey{}).(meta); ok && m.ip.IsValid() {
		return m.ip.String()
	}
	return ""
}

var languages = language.NewMatcher([]language.Tag{language.Korean, language.English})

func requestLanguage(accept string) string {
	tags, _, err := language.ParseAcceptLanguage(accept)
	if err != nil || len(tags) == 0 {
		return "ko"
	}
	_, i, _ := languages.Match(tags...)
	return [...]string{"ko", "en"}[i]
}

var requestIDForm = regexp.MustCompile(`^[A-Za-z0-9_-]{8,64}$`)

// introduce gives the request its id, language and address, and drops headers that
// claim to know who the person is (defect D01).
func (s *Server) introduce(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		for name := range r.Header {
			if strings.HasPrefix(name, "X-User") || strings.HasPrefix(name, "X-Person") || strings.HasPrefix(name, "X-Account") || strings.HasPrefix(name, "X-Auth") {
				r.Header.Del(name)
			}
		}
		rid := r.Header.Get("X-Request-Id")
		if !requestIDForm.MatchString(rid) {
			rid = id.New(clock.System{})
		}
		w.Header().Set("X-Request-Id", rid)
		m := meta{lang: requestLanguage(r.Header.Get("Accept-Language")), ip: s.clientIP(r)}
		ctx := context.WithValue(observe.WithRequest(r.Context(), rid), metaKey{}, m)
		next.ServeHTTP(w, r.WithContext(ctx))
	})
}

// clientIP walks X-Forwarded-For from the nearest hop outwards while the hops are
// trusted; what lies behind an untrusted one may be made up.
func (s *Server) clientIP(r *http.Request) netip.Addr {
	peer, err := netip.ParseAddrPort(r.RemoteAddr)
	if err != nil {
		return netip.Addr{}
	}
	addr := peer.Addr().Unmap()
	hops := strings.Split(strings.Join(r.Header.Values("X-Forwarded-For"), ","), ",")
	for i := len(hops) - 1; i >= 0 && s.trusted(addr); i-- {
		next, err := netip.ParseAddr(strings.TrimSpace(hops[i]))
		if err != nil {
			break
		}
		addr = next.Unmap()
	}
	return addr
}

func (s *Server) trusted(a netip.Addr) bool {
	for _, p := range s.config.TrustedProxies {
		if p.Contains(a) {
			return true
		}
	}
	return false
}

// secure sets the headers that hold for every answer; handlers of pages add their
// content security policy.
func (s *Server) secure(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		h := w.Header()
		h.Set("X-Content-Type-Options", "nosniff")
		h.Set("Referrer-Policy", "strict-origin-when-cross-origin")
		h.Set("Cross-Origin-Opener-Policy", "same-origin")
		h.Set("Cross-Origin-Resource-Policy", "same-origin")
		if s.config.HSTS {
			h.Set("Strict-Transport-Security", "max-age=31536000")
		}
		if strings.HasPrefix(r.URL.Path, "/api/") {
			h.Set("Cache-Control", "no-store")
			r.Body = http.MaxBytesReader(w, r.Body, maxBody)
		}
		next.ServeHTTP(w, r)
	})
}

// route finds the handler, and gives unknown paths of the API a problem document.
func (s *Server) route(w http.ResponseWriter, r *http.Request) {
	if _, pattern := s.Mux.Handler(r); strings.HasPrefix(r.URL.Path, "/api/") && (pattern == "" || pattern == "/" || strings.HasSuffix(pattern, " /")) {
		writeProblem(w, newProblem(errs.NotFound, Language(r.Context()), observe.Request(r.Context())))
		return
	}
	s.Mux.ServeHTTP(w, r)
	if rec, ok := w.(*recorder); ok {
		rec.pattern = r.Pattern
	}
}

// recorder remembers what was answered.
type recorder struct {
	http.ResponseWriter
	status  int
	bytes   int64
	pattern string
	left    func() // tells that the request is under way no longer
}

func (r *recorder) WriteHeader(code int) {
	if r.status == 0 {
		r.status = code
	}
	r.ResponseWriter.WriteHeader(code)
}

func (r *recorder) Write(b []byte) (int, error) {
	if r.status == 0 {
		r.status = http.StatusOK
	}
	n, err := r.ResponseWriter.Write(b)
	r.bytes += int64(n)
	return n, err
}

// Unwrap lets http.ResponseController reach the connection.
func (r *recorder) Unwrap() http.ResponseWriter { return r.ResponseWriter }

// Hijack implements http.Hijacker for websockets. From then on it is a connection, which may last
// for hours, and no longer a request under way.
func (r *recorder) Hijack() (net.Conn, *bufio.ReadWriter, error) {
	conn, rw, err := http.NewResponseController(r.ResponseWriter).Hijack()
	if err == nil {
		r.status = http.StatusSwitchingProtocols
		r.left()
	}
	return conn, rw, err
}

// observe counts, times and logs requests, and turns a panic into a plain 500.
func (s *Server) observe(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		rec := &recorder{ResponseWriter: w, left: sync.OnceFunc(s.metrics.inFlight.Dec)}
		begin := time.Now()
		s.metrics.inFlight.Inc()
		defer func() {
			rec.left()
			defer func() { s.finish(rec, r, time.Since(begin)) }() // also when an aborted answer panics on
			if p := recover(); p != nil {
				s.recovered(rec, r, p)
			}
		}()
		next.ServeHTTP(rec, r)
	})
}

func (s *Server) recovered(rec *recorder, r *http.Request, p any) {
	if err, ok := p.(error); ok && errors.Is(err, http.ErrAbortHandler) {
		panic(p)
	}
	s.config.Log.ErrorContext(r.Context(), "handler panicked", "panic", fmt.Sprint(p), "stack", string(debug.Stack()))
	if rec.status == 0 {
		writeProblem(rec, newProblem(errs.Internal, Language(r.Context()), observe.Request(r.Context())))
	}
}

func (s *Server) finish(rec *recorder, r *http.Request, took time.Duration) {
	route := rec.pattern
	if route == "" {
		route = "none"
	}
	if rec.status == 0 {
		rec.status = http.StatusOK
	}
	s.metrics.observe(r.Method, route, rec.status, took)
	s.config.Log.InfoContext(r.Context(), "request",
		"method", r.Method, "route", route, "status", rec.status, "bytes", rec.bytes, "ms", float64(took.Microseconds())/1000)
}
