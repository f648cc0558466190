package app

import (
	"context"
	"time"

	"piece/internal/cake"
	"piece/internal/cake/gallery"
	"piece/internal/cake/gallery/galleryclient"
	"piece/internal/cake/gallery/galleryhttp"
	"piece/internal/cake/gallery/gallerysql"
	"piece/internal/cake/kopisclient"
	"piece/internal/cake/starter"
	"piece/internal/craft/poster"
	"piece/internal/platform/lifecycle"
	"piece/internal/platform/outbound"
)

// startCakePictures makes the gallery of cakes.
func startCakePictures(_ context.Context, h *house) (lifecycle.Runner, error) {
	artist, err := poster.New()
	if err != nil {
		return nil, err
	}
	inside, err := starter.New()
	if err != nil {
		return nil, err
	}
	fetchers, err := h.cakeFetchers()
	if err != nil {
		return nil, err
	}
	store := gallerysql.New(h.db, h.bin, h.clock)
	h.gallery = gallery.New(gallery.Deps{
		Store: store, Queue: store, Objects: h.objects, Artist: artist, Fetchers: fetchers,
		Clock: h.clock, Log: h.log, Metrics: h.metrics, WakeBin: h.bin.Wake,
		Look: func(o cake.Origin) (gallery.Look, bool) {
			if o.Source != cake.Starter {
				return gallery.Look{}, false
			}
			composition, second := inside.Look(o.Code)
			return gallery.Look{Composition: composition, Second: second}, composition != ""
		},
	})
	galleryhttp.Register(h.server.API, h.gallery)
	return nil, nil
}

// startCakeGallery fetches pictures from sources and keeps those that are drawn.
func startCakeGallery(_ context.Context, h *house) (lifecycle.Runner, error) { return h.gallery, nil }

// cakeFetchers get pictures of the sources whose keys are set, and of no other (defect D27).
func (h *house) cakeFetchers() ([]gallery.Fetcher, error) {
	var all []gallery.Fetcher
	for _, s := range []struct {
		source cake.Source
		key    string
		bases  []string
		share  float64 // of the requests that the source gets in a second
	}{
		{cake.TMDB, h.config.Cakes.TMDBKey, []string{h.config.Cakes.TMDBImages}, 1}, // servers apart from the API
		{cake.KOPIS, h.config.Cakes.KOPISKey, kopisclient.Hosts(h.config.Cakes.KOPISURL), 1 - kopisShare},
	} {
		if s.key == "" {
			continue
		}
		client, err := h.newOutbound(string(s.source)+"-pictures", func(c *outbound.Config) {
			c.MaxBytes, c.Tries, c.Timeout = gallery.MaxBytes, 2, 30*time.Second
			c.RequestsPerSecond *= s.share
		}, s.bases...)
		if err != nil {
			return nil, err
		}
		all = append(all, galleryclient.New(string(s.source), client))
	}
	return all, nil
}
