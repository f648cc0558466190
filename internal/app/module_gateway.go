package app

import (
	"context"
	"errors"
	"strings"

	"piece/internal/gateway"
	"piece/internal/gateway/relay"
	"piece/internal/platform/blobstore"
	"piece/internal/platform/lifecycle"
)

func startGateway(ctx context.Context, h *house) (lifecycle.Runner, error) {
	proxies, err := h.config.proxies()
	if err != nil {
		return nil, err
	}
	origin, err := h.uploadOrigin(ctx)
	if err != nil {
		return nil, err
	}
	g, err := gateway.New(gateway.Config{
		PublicURL:      h.config.HTTP.PublicURL,
		UploadOrigin:   origin,
		TrustedProxies: proxies,
		Upstreams:      relay.Upstreams{Account: h.config.Upstream.Account, Cake: h.config.Upstream.Cake, Piece: h.config.Upstream.Piece, Chat: h.config.Upstream.Chat},
		RateLimit:      h.config.HTTP.RateLimit,
		Clock:          h.clock,
		Log:            h.log,
		Fail:           h.server.WriteError,
	}, h.server.Mux)
	if err != nil {
		return nil, err
	}
	h.server.Use(g.Limit)
	return nil, g.Mount(h.server.Mux)
}

// uploadOrigin is where browsers send photos, for the policy of the pages: the bucket's
// address on S3, "" on the folder home. The gateway may run without the store's module.
func (h *house) uploadOrigin(ctx context.Context) (string, error) {
	if !strings.HasPrefix(h.config.Objects.URL, "s3:") {
		return "", nil
	}
	store, err := blobstore.Open(ctx, h.config.Objects.URL, blobstore.Options{Clock: h.clock})
	if err != nil {
		return "", err
	}
	origin, err := store.UploadOrigin(ctx)
	return origin, errors.Join(err, store.Close())
}
