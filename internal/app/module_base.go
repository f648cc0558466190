package app

import (
	"context"
	"fmt"
	"net"
	"os"
	"path/filepath"
	"strings"

	"piece/internal/platform/auth"
	"piece/internal/platform/blobstore"
	"piece/internal/platform/httpapi"
	"piece/internal/platform/lifecycle"
	"piece/internal/platform/observe"
	"piece/internal/platform/sqldb"
)

// startOps serves health, metrics and profiles from the first moment, so that a start
// that hangs can be looked into.
func startOps(ctx context.Context, h *house) (lifecycle.Runner, error) {
	l, err := listen(ctx, h.config.Ops.Addr)
	if err != nil {
		return nil, err
	}
	handler := observe.OpsHandler(h.health, h.metrics)
	return lifecycle.RunFunc(func(ctx context.Context) error {
		return httpapi.Serve(ctx, l, handler, h.config.HTTP.Grace, h.log)
	}), nil
}

func startDatabase(_ context.Context, h *house) (lifecycle.Runner, error) {
	if file, ok := strings.CutPrefix(h.config.Database.URL, "sqlite:"); ok {
		if err := os.MkdirAll(filepath.Dir(file), 0o700); err != nil {
			return nil, err
		}
	}
	db, err := sqldb.Open(h.config.Database.URL)
	if err != nil {
		return nil, err
	}
	h.db = db
	h.health.Watch(observe.Check{Name: "database", Ping: db.Ping})
	return lifecycle.OnStop(db.Close), nil
}

func startObjects(ctx context.Context, h *house) (lifecycle.Runner, error) {
	o := blobstore.Options{Clock: h.clock}
	if strings.HasPrefix(h.config.Objects.URL, "file:") {
		secret, err := h.config.objectsSecret()
		if err != nil {
			return nil, err
		}
		o.Secret = secret
	}
	store, err := blobstore.Open(ctx, h.config.Objects.URL, o)
	if err != nil {
		return nil, err
	}
	h.objects = store
	h.health.Watch(observe.Check{Name: "objects", Ping: store.Ping})
	if err := store.AllowOrigin(ctx, h.config.HTTP.PublicURL); err != nil {
		h.log.WarnContext(ctx, "the bucket does not take a CORS rule from here; set one by hand, or browsers can't upload", "error", err)
	}
	return lifecycle.OnStop(store.Close), nil
}

// startSessions makes the verifier of access tokens, over our own keys or over the key
// set of an account service elsewhere.
func startSessions(_ context.Context, h *house) (lifecycle.Runner, error) {
	if h.config.Auth.KeySetURL != "" {
		h.verifier = auth.NewVerifier(auth.NewRemoteKeys(h.config.Auth.KeySetURL, h.clock), h.clock)
		return nil, nil
	}
	keys, err := h.config.authKeys()
	if err != nil {
		return nil, err
	}
	h.verifier = auth.NewVerifier(keys, h.clock)
	return nil, nil
}

// startServer makes the public router, to which later modules add their routes.
func startServer(_ context.Context, h *house) (lifecycle.Runner, error) {
	proxies, err := h.config.proxies()
	if err != nil {
		return nil, err
	}
	h.server = httpapi.New(httpapi.Config{
		Version: h.version, Log: h.log, Metrics: h.metrics, Verifier: h.verifier,
		TrustedProxies: proxies, PublicOrigin: h.config.site(), HSTS: h.config.secure(),
	})
	return nil, nil
}

// startListen takes requests. It starts last and stops first.
func startListen(ctx context.Context, h *house) (lifecycle.Runner, error) {
	handler, err := h.server.Handler()
	if err != nil {
		return nil, err
	}
	l, err := listen(ctx, h.config.HTTP.Addr)
	if err != nil {
		return nil, err
	}
	return lifecycle.RunFunc(func(ctx context.Context) error {
		context.AfterFunc(ctx, func() {
			for _, end := range h.beforeStop {
				end()
			}
		})
		return httpapi.Serve(ctx, l, handler, h.config.HTTP.Grace, h.log)
	}), nil
}

func listen(ctx context.Context, addr string) (net.Listener, error) {
	l, err := (&net.ListenConfig{}).Listen(ctx, "tcp", addr)
	if err != nil {
		return nil, fmt.Errorf("can't listen: %w", err)
	}
	return l, nil
}
