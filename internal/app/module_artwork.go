package app

import (
	"context"
	"runtime"
	"time"

	"piece/internal/artwork"
	"piece/internal/artwork/aipainter"
	"piece/internal/artwork/artworkhttp"
	"piece/internal/artwork/artworksql"
	"piece/internal/artwork/localpainter"
	"piece/internal/media"
	"piece/internal/platform/lifecycle"
	"piece/internal/platform/sqldb"
)

func startArtwork(ctx context.Context, h *house) (lifecycle.Runner, error) {
	if _, err := sqldb.Migrate(ctx, h.db, artworksql.Domain, artworksql.Migrations); err != nil {
		return nil, err
	}
	workers := h.config.Artwork.Workers
	if workers == 0 {
		workers = max(1, runtime.NumCPU()/2)
	}
	photos, store, model := artworkPhotos{h.media}, artworksql.New(h.db, h.bin), artworkModel{h.ai, h.config.aiFinish()}
	ai := aipainter.New(aipainter.Deps{
		Photos: photos, Model: model, Shelf: artwork.Shelf{Store: store, Objects: h.objects}, Sketcher: localpainter.New(photos, sketchForWaiting),
		Prompts: aipainter.PromptsOf(h.config.AI.Describe, h.config.AI.Paint),
	})
	h.artworks = artwork.New(artwork.Deps{
		Store: store, Photos: photos, Objects: h.objects, Painter: localpainter.New(photos, localpainter.SketchEvery), AI: ai,
		Clock: h.clock, Log: h.log, Metrics: h.metrics, Workers: workers, AIWorkers: h.config.AI.Workers, AIStyles: h.config.AI.Styles,
		Drain: h.config.HTTP.Grace * 2 / 3, WakeBin: h.bin.Wake, MayAsk: model.mayAsk,
		MaySee: func(ctx context.Context, artworkID, personID string) (bool, error) {
			return h.pieces.CanSeeArtwork(ctx, personID, artworkID)
		},
		OnChange: func(owner string, a artwork.Artwork) {
			h.announce(owner, artworkNews{Kind: "artwork", ID: a.ID, State: string(a.State), Progress: a.Progress})
		},
	})
	h.beforeStop = append(h.beforeStop, h.artworks.EndWaits)
	artworkhttp.Register(h.server.API, h.artworks)
	return nil, nil
}

// sketchForWaiting is how often what people see while a model paints is sketched as it is painted:
// some twenty stages, to be shown over half a minute.
const sketchForWaiting = 40 * time.Millisecond

func startArtworkQueue(_ context.Context, h *house) (lifecycle.Runner, error) { return h.artworks, nil }

// artworkNews is what devices are told of a try. The picture so far isn't in it: who looks asks.
type artworkNews struct {
	Kind     string  `json:"kind"`
	ID       string  `json:"id"`
	State    string  `json:"state"`
	Progress float64 `json:"progress"`
}

// artworkPhotos are the photos in the words of the artwork domain.
type artworkPhotos struct{ media *media.Service }

func (a artworkPhotos) Size(ctx context.Context, owner, id string) (width, height int, err error) {
	p, err := a.media.Photo(ctx, owner, id)
	return p.Width, p.Height, err
}

func (a artworkPhotos) Image(ctx context.Context, owner, id string) ([]byte, error) {
	return a.media.Image(ctx, owner, id)
}
