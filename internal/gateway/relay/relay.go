// Package relay hands requests on to services that run apart from the gateway, by the
// first part of their address.
//
// Invariants: bodies pass as they come, without being gathered; no header that claims to
// know who a person is passes; what is said about earlier hops is kept only from proxies
// of ours; a service that is down is a 503 that tells when to come again. It imports the
// platform only.
package relay

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"net/http/httputil"
	"net/netip"
	"net/url"
	"time"

	"piece/internal/platform/errs"
	"piece/internal/platform/httpapi"
	"piece/internal/platform/observe"
)

// Upstreams are the base addresses of services that run apart; "" means that the service
// runs in this process.
type Upstreams struct{ Account, Cake, Piece, Chat string }

// Config is what a relay needs.
type Config struct {
	Upstreams      Upstreams
	TrustedProxies []netip.Prefix // whose X-Forwarded-… is believed
	// Patience is how long a service may take from the end of the request to the start of
	// its answer; 0 means 30 s.
	Patience time.Duration
	Log      *slog.Logger
	// Fail answers with an error in the form of the API.
	Fail func(w http.ResponseWriter, r *http.Request, err error)
}

const (
	defaultPatience = 30 * time.Second
	dialPatience    = 2 * time.Second
	// comeAgain is how long clients wait before they ask again for what was down, about
	// the time that a service takes to start anew.
	comeAgain = 3 * time.Second
)

// Mount adds the addresses of all services that run apart to the router.
func Mount(mux *http.ServeMux, c Config) error {
	if c.Patience == 0 {
		c.Patience = defaultPatience
	}
	transport := newTransport(c.Patience)
	for _, o := range owners {
		base := map[Service]string{Account: c.Upstreams.Account, Cake: c.Upstreams.Cake, Piece: c.Upstreams.Piece, Chat: c.Upstreams.Chat}[o.Service]
		if base == "" {
			continue
		}
		u, err := url.Parse(base)
		if err != nil || u.Scheme != "http" && u.Scheme != "https" || u.Host == "" {
			return fmt.Errorf("upstream %s: want http(s)://host, not %q", o.Service, base)
		}
		h := newProxy(u, transport, c)
		mux.Handle(o.Prefix, h)
		mux.Handle(o.Prefix+"/", h)
	}
	return nil
}

func newTransport(patience time.Duration) *http.Transport {
	return &http.Transport{
		DialContext:           (&net.Dialer{Timeout: dialPatience, KeepAlive: 30 * time.Second}).DialContext,
		TLSHandshakeTimeout:   dialPatience,
		ResponseHeaderTimeout: patience,
		ExpectContinueTimeout: time.Second,
		MaxIdleConnsPerHost:   64,
		IdleConnTimeout:       90 * time.Second,
		DisableCompression:    true, // answers pass as they are
	}
}

type writerKey struct{}

func newProxy(to *url.URL, transport http.RoundTripper, c Config) http.Handler {
	proxy := &httputil.ReverseProxy{
		Transport: transport,
		ErrorLog:  slog.NewLogLogger(c.Log.Handler(), slog.LevelDebug),
		Rewrite: func(p *httputil.ProxyRequest) {
			p.SetURL(to)
			// The service compares it with the Origin of requests that change something.
			p.Out.Host = p.In.Host
			dropClaims(p.Out.Header)
			forward(p.In, p.Out.Header, c.TrustedProxies)
			p.Out.Header.Del("X-Request-Id")
			if id := observe.Request(p.In.Context()); id != "" {
				p.Out.Header.Set("X-Request-Id", id)
			}
		},
		ModifyResponse: func(res *http.Response) error {
			// The service's own headers stand instead of the general ones of this server:
			// two Cache-Control headers would add up to no caching.
			if w, ok := res.Request.Context().Value(writerKey{}).(http.ResponseWriter); ok {
				for name := range res.Header {
					w.Header().Del(name)
				}
			}
			return nil
		},
		ErrorHandler: c.failed,
	}
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		proxy.ServeHTTP(w, r.WithContext(context.WithValue(r.Context(), writerKey{}, w)))
	})
}

// failed answers for a service that gave no answer.
func (c Config) failed(w http.ResponseWriter, r *http.Request, err error) {
	var tooLarge *http.MaxBytesError
	switch {
	case errors.As(err, &tooLarge):
		c.Fail(w, r, errs.TooLarge.With(err))
	case r.Context().Err() != nil:
		w.WriteHeader(httpapi.StatusHungUp)
	default:
		c.Fail(w, r, errs.Unavailable.With(err).After(comeAgain))
	}
}
