package app

import (
	"context"
	"errors"

	"piece/internal/cake"
	"piece/internal/cake/cakeclient"
	"piece/internal/cake/cakehttp"
	"piece/internal/cake/cakesql"
	"piece/internal/chat/chatclient"
	"piece/internal/media/mediaclient"
	"piece/internal/piece"
	"piece/internal/piece/piececlient"
	"piece/internal/platform/errs"
	"piece/internal/platform/lifecycle"
	"piece/internal/platform/page"
	"piece/internal/platform/sqldb"
)

// startCakes makes the cakes. They ask photos, pieces, rooms and their own gallery, which start
// later and are therefore looked for when they are needed.
func startCakes(ctx context.Context, h *house) (lifecycle.Runner, error) {
	if _, err := sqldb.Migrate(ctx, h.db, cakesql.Domain, cakesql.Migrations); err != nil {
		return nil, err
	}
	elsewhere, err := h.pieceElsewhere()
	if err != nil {
		return nil, err
	}
	rooms, err := h.chatElsewhere()
	if err != nil {
		return nil, err
	}
	deeds, err := h.audit()
	if err != nil {
		return nil, err
	}
	h.cakeMerged = &bell{}
	h.cakes = cake.New(cake.Deps{
		Store: cakesql.New(h.db), Photos: cakePhotos{h, elsewhere}, Posters: cakePosters{h}, Activities: cakeActivities{h, elsewhere, rooms},
		Clock: h.clock, Log: h.log, Metrics: h.metrics, OnMerge: h.cakeMerged.ring, Audit: deeds,
	})
	cakehttp.Register(h.server.API, h.cakes)
	return nil, nil
}

// startCakeIndex makes the cakes of older versions searchable.
func startCakeIndex(_ context.Context, h *house) (lifecycle.Runner, error) {
	return lifecycle.RunFunc(h.cakes.KeepIndexed), nil
}

// startCakeHeat keeps the order of hot cakes. It comes after pieces and rooms, which it asks.
func startCakeHeat(_ context.Context, h *house) (lifecycle.Runner, error) {
	if h.pieces == nil && h.config.Upstream.Piece == "" {
		return nil, errors.New("piece doesn't run in this process: set upstream.piece to where it does")
	}
	if h.chats == nil && h.config.Upstream.Chat == "" {
		return nil, errors.New("chat doesn't run in this process: set upstream.chat to where it does")
	}
	return lifecycle.RunFunc(h.cakes.KeepHot), nil
}

// cakeNames tell which cakes there are, here or in a service elsewhere.
type cakeNames interface {
	// Leads gives the cake that an id leads to; errs.NotFound when it is none of a cake.
	Leads(ctx context.Context, id string) (string, error)
	Merges(ctx context.Context, after int64, limit int) ([]cake.Merge, error)
}

func (h *house) cakeNames() (cakeNames, error) {
	if h.cakes != nil {
		return h.cakes, nil
	}
	if h.config.Upstream.Cake == "" {
		return nil, errors.New("cake doesn't run in this process: set upstream.cake to where it does")
	}
	return cakeclient.New(h.config.Upstream.Cake)
}

// pieceService is the service that has pieces and photos, when it runs apart.
type pieceService struct {
	pieces *piececlient.Client
	photos *mediaclient.Client
}

// pieceElsewhere gives the piece service at upstream.piece; nil when that isn't set.
func (h *house) pieceElsewhere() (*pieceService, error) {
	base := h.config.Upstream.Piece
	if base == "" {
		return nil, nil
	}
	pieces, err := piececlient.New(base)
	if err != nil {
		return nil, err
	}
	photos, err := mediaclient.New(base)
	return &pieceService{pieces, photos}, err
}

// errPieceApart is what a process without pieces answers that doesn't know where they are.
var errPieceApart = errs.Unavailable.With(errors.New("piece doesn't run in this process, and upstream.piece is not set"))

// cakePhotos are the photos in the words of the cake domain.
type cakePhotos struct {
	h     *house
	apart *pieceService
}

func (c cakePhotos) Image(ctx context.Context, owner, id string) ([]byte, error) {
	switch {
	case c.h.media != nil:
		return c.h.media.Image(ctx, owner, id)
	case c.apart != nil:
		return c.apart.photos.Image(ctx, id) // who asks is the owner: the token says so
	}
	return nil, errPieceApart
}

// cakePosters are the gallery in the words of the cake domain.
type cakePosters struct{ h *house }

func (c cakePosters) Put(ctx context.Context, cakeID string, jpeg []byte) error {
	return c.h.gallery.Put(ctx, cakeID, jpeg)
}

func (c cakePosters) Draw(ctx context.Context, cakeID string) error {
	return c.h.gallery.Redraw(ctx, cakeID)
}

// cakeActivities are the pieces and the rooms in the words of the cake domain.
type cakeActivities struct {
	h     *house
	apart *pieceService
	chat  *chatclient.Client // nil where it isn't known, or rooms are here
}

func (c cakeActivities) Pieces(ctx context.Context, since cake.Day) ([]cake.Activity, error) {
	ask := func(cursor string) (page.Page[piece.Activity], error) {
		return page.Page[piece.Activity]{}, errPieceApart
	}
	switch {
	case c.h.pieces != nil:
		ask = func(cursor string) (page.Page[piece.Activity], error) {
			return c.h.pieces.Activity(ctx, string(since), cursor)
		}
	case c.apart != nil:
		ask = func(cursor string) (page.Page[piece.Activity], error) {
			return c.apart.pieces.Activity(ctx, string(since), cursor)
		}
	}
	var all []cake.Activity
	for cursor := ""; ; {
		found, err := ask(cursor)
		if err != nil {
			return nil, err
		}
		for _, a := range found.Items {
			all = append(all, cake.Activity{CakeID: a.CakeID, Day: cake.Day(a.Day), Count: a.Pieces})
		}
		if cursor = found.Next.String(); cursor == "" {
			return all, nil
		}
	}
}
