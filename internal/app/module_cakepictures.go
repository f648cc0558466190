package app

import (
	"context"

	"piece/internal/cake/gallery"
	"piece/internal/cake/gallery/galleryhttp"
	"piece/internal/cake/gallery/gallerysql"
	"piece/internal/craft/poster"
	"piece/internal/platform/lifecycle"
)

// startCakePictures makes the gallery of cakes.
func startCakePictures(_ context.Context, h *house) (lifecycle.Runner, error) {
	artist, err := poster.New()
	if err != nil {
		return nil, err
	}
	store := gallerysql.New(h.db, h.bin, h.clock)
	h.gallery = gallery.New(gallery.Deps{
		Store: store, Queue: store, Objects: h.objects, Artist: artist,
		Clock: h.clock, Log: h.log, Metrics: h.metrics, WakeBin: h.bin.Wake,
	})
	galleryhttp.Register(h.server.API, h.gallery)
	return nil, nil
}

// startCakeDrawing keeps the posters that are drawn.
func startCakeDrawing(_ context.Context, h *house) (lifecycle.Runner, error) {
	return lifecycle.RunFunc(h.gallery.Run), nil
}
