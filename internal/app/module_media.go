package app

import (
	"context"

	"piece/internal/media"
	"piece/internal/media/mediahttp"
	"piece/internal/media/mediasql"
	"piece/internal/platform/blobstore"
	"piece/internal/platform/lifecycle"
	"piece/internal/platform/sqldb"
)

// startMedia makes the photos. What other domains know of them comes through closures,
// because those start later; the sweep that asks them is a module after all of them.
func startMedia(ctx context.Context, h *house) (lifecycle.Runner, error) {
	if _, err := sqldb.Migrate(ctx, h.db, mediasql.Domain, mediasql.Migrations); err != nil {
		return nil, err
	}
	h.media = media.New(media.Deps{
		Store: mediasql.New(h.db, h.bin, h.clock), Objects: h.objects, Clock: h.clock, Log: h.log,
		Metrics: h.metrics, WakeBin: h.bin.Wake,
		InUse: func(ctx context.Context, owner, id string) (bool, error) {
			return h.pieces.UsesPhoto(ctx, owner, id)
		},
		OnRemove: func(ctx context.Context, owner, id string) error {
			return h.artworks.DeleteByPhoto(ctx, owner, id)
		},
	})
	mediahttp.Register(h.server.API, h.media)
	if uploads := h.objects.Handler(); uploads != nil {
		h.server.Mux.Handle(blobstore.FolderPath, uploads)
	}
	return nil, nil
}

func startMediaSweep(_ context.Context, h *house) (lifecycle.Runner, error) { return h.media, nil }
