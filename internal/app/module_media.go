package app

import (
	"context"
	"errors"

	"piece/internal/cake/cakeclient"
	"piece/internal/media"
	"piece/internal/media/mediahttp"
	"piece/internal/media/mediasql"
	"piece/internal/platform/blobstore"
	"piece/internal/platform/errs"
	"piece/internal/platform/lifecycle"
	"piece/internal/platform/sqldb"
)

// startMedia makes the photos. What other domains know of them comes through closures,
// because those start later; the sweep that asks them is a module after all of them.
func startMedia(ctx context.Context, h *house) (lifecycle.Runner, error) {
	if _, err := sqldb.Migrate(ctx, h.db, mediasql.Domain, mediasql.Migrations); err != nil {
		return nil, err
	}
	posters, err := h.postersForMedia()
	if err != nil {
		return nil, err
	}
	h.media = media.New(media.Deps{
		Store: mediasql.New(h.db, h.bin, h.clock), Objects: h.objects, Clock: h.clock, Log: h.log,
		Metrics: h.metrics, WakeBin: h.bin.Wake, Posters: posters,
		InUse: func(ctx context.Context, owner, id string) (bool, error) {
			return h.pieces.UsesPhoto(ctx, owner, id)
		},
		OnRemove: func(ctx context.Context, owner, id string) error {
			return errors.Join(h.artworks.DeleteByPhoto(ctx, owner, id), h.readings.DeleteByPhoto(ctx, owner, id))
		},
	})
	mediahttp.Register(h.server.API, h.media)
	if uploads := h.objects.Handler(); uploads != nil {
		h.server.Mux.Handle(blobstore.FolderPath, uploads)
	}
	return nil, nil
}

func startMediaSweep(_ context.Context, h *house) (lifecycle.Runner, error) { return h.media, nil }

// mediaPosters are the posters of cakes in the words of photos. Where cakes run in the same
// process, they may start later.
type mediaPosters struct {
	h     *house
	apart *cakeclient.Client // nil when upstream.cake isn't set
}

func (h *house) postersForMedia() (media.Posters, error) {
	p := mediaPosters{h: h}
	var err error
	if h.config.Upstream.Cake != "" {
		p.apart, err = cakeclient.New(h.config.Upstream.Cake)
	}
	return p, err
}

func (p mediaPosters) Poster(ctx context.Context, cakeID string) ([]byte, error) {
	switch {
	case p.h.gallery != nil:
		return p.h.gallery.Poster(ctx, cakeID)
	case p.apart != nil:
		return p.apart.Poster(ctx, cakeID)
	}
	return nil, errs.Unavailable.With(errors.New("cake doesn't run in this process, and upstream.cake is not set"))
}
