package app

import (
	"context"

	"piece/internal/cake/cakesql"
	"piece/internal/cake/source"
	"piece/internal/cake/source/sourcehttp"
	"piece/internal/cake/source/sourcesql"
	"piece/internal/cake/starter"
	"piece/internal/platform/lifecycle"
)

// startCakeSources makes the sources, and lets people search in what they have.
func startCakeSources(_ context.Context, h *house) (lifecycle.Runner, error) {
	inside, err := starter.New()
	if err != nil {
		return nil, err
	}
	store, catalogue := sourcesql.New(h.db), cakesql.New(h.db)
	outside, finder, err := h.outsideSources(catalogue)
	if err != nil {
		return nil, err
	}
	h.cakeSources = append([]source.Source{inside}, outside...)
	h.cakeSync = source.New(source.Deps{
		Store: store, Catalogue: catalogue, Sources: h.cakeSources, Every: h.config.Cakes.SyncEvery,
		Clock: h.clock, Log: h.log, Metrics: h.metrics,
	})
	lookups := source.NewLookups(source.LookupDeps{
		Store: store, Catalogue: catalogue, Finder: finder, PerDay: h.config.Cakes.LookupsPerDay, Clock: h.clock, Log: h.log,
	})
	sourcehttp.Register(h.server.API, lookups, h.cakes)
	return nil, nil
}

// startCakeStarter takes the starter catalogue in, so that it is there before anybody looks.
func startCakeStarter(ctx context.Context, h *house) (lifecycle.Runner, error) {
	_, _, err := h.cakeSync.RunNow(ctx, h.cakeSources[0])
	return nil, err
}

func startCakeSync(_ context.Context, h *house) (lifecycle.Runner, error) { return h.cakeSync, nil }
