// Package gateway is the front door: the web app, the pages that people share, the reader of
// the API, the way to services that run apart, and the limit of requests from one address.
//
// Invariants: nothing of the operators' server (health, metrics, profiles) can be reached
// here; requests for services in this process don't pass it. It imports the platform and
// the files in package web.
package gateway

import (
	"log/slog"
	"net/http"
	"net/netip"

	"piece/internal/gateway/relay"
	"piece/internal/gateway/sharepage"
	"piece/internal/gateway/webapp"
	"piece/internal/platform/clock"
	"piece/web"
)

// Config is what the gateway needs.
type Config struct {
	// PublicURL is the address that people type.
	PublicURL string
	// UploadOrigin is scheme and host of the object store when browsers reach it by
	// themselves (S3), "" for the folder home.
	UploadOrigin   string
	TrustedProxies []netip.Prefix // whose X-Forwarded-… is believed
	Upstreams      relay.Upstreams
	// RateLimit is how many API requests one client address may make within 10 s; 0
	// means no limit.
	RateLimit int
	Clock     clock.Clock
	Log       *slog.Logger
	// Fail answers with an error in the form of the API.
	Fail func(w http.ResponseWriter, r *http.Request, err error)
}

// Gateway is the front door. It is safe for concurrent use.
type Gateway struct {
	config  Config
	app     *webapp.App
	shared  *sharepage.Pages
	limiter *limiter
}

// New makes the gateway over the web app in this program. Pages take their first answers
// from api, a router that has the API or, where services run apart, the ways to it; it may
// be the one that the gateway will be mounted on.
func New(c Config, api http.Handler) (*Gateway, error) {
	files, built := web.App()
	if !built {
		c.Log.Warn("this program was built without the web app; make build includes it")
	}
	app, err := webapp.New(webapp.Config{
		Files: files, Sources: web.Sources(), Boot: webapp.FromAPI(api),
		PublicURL: c.PublicURL, UploadOrigin: c.UploadOrigin, Log: c.Log, Fail: c.Fail,
	})
	if err != nil {
		return nil, err
	}
	shared, err := sharepage.New(sharepage.Config{
		API: api, Files: files, Sources: web.Sources(), PublicURL: c.PublicURL, Write: app.WritePage, Log: c.Log, Fail: c.Fail,
	})
	if err != nil {
		return nil, err
	}
	return &Gateway{config: c, app: app, shared: shared, limiter: newLimiter(c.Clock, c.RateLimit, c.Fail)}, nil
}

// Mount adds everything to the router: the web app at "/", shared pieces at /p and /s, the
// reader of the API at /api/docs and the addresses of services that run apart.
func (g *Gateway) Mount(mux *http.ServeMux) error {
	docs := newDocs()
	mux.Handle("GET "+docsPath, docs)
	mux.Handle("GET "+docsPath+"/", docs)
	mux.Handle("/", g.app)
	g.shared.Mount(mux)
	return relay.Mount(mux, relay.Config{
		Upstreams: g.config.Upstreams, TrustedProxies: g.config.TrustedProxies, Log: g.config.Log, Fail: g.config.Fail,
	})
}

// Limit wraps a router so that one address can't take it away from all others. It needs
// httpapi.ClientIP and goes within what finds that out.
func (g *Gateway) Limit(next http.Handler) http.Handler { return g.limiter.wrap(next) }
