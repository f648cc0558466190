package app

import (
	"context"

	"piece/internal/cake"
	"piece/internal/cake/cakesql"
	"piece/internal/cake/kobisclient"
	"piece/internal/cake/kopisclient"
	"piece/internal/cake/source"
	"piece/internal/cake/tmdbclient"
	"piece/internal/platform/outbound"
)

// kopisShare is how much of the requests that KOPIS gets in a second is for what it tells; the
// rest is for its posters, which the same servers have.
const kopisShare = .5

// outsideSources are the sources elsewhere whose key is set, and the one among them that can
// be searched. Runs and searches share a client, so that together they keep its rate.
func (h *house) outsideSources(catalogue *cakesql.Store) (all []source.Source, finder source.Finder, err error) {
	keys := &h.config.Cakes
	if keys.TMDBKey != "" {
		client, err := h.newOutbound("tmdb", nil, keys.TMDBURL)
		if err != nil {
			return nil, nil, err
		}
		films, err := tmdbclient.New(tmdbclient.Config{
			Key: keys.TMDBKey, BaseURL: keys.TMDBURL, Images: keys.TMDBImages, Client: client, Clock: h.clock, Known: known(catalogue, cake.TMDB),
		})
		if err != nil {
			return nil, nil, err
		}
		all, finder = append(all, films), films
	}
	if keys.KOPISKey != "" {
		client, err := h.newOutbound("kopis", func(c *outbound.Config) { c.RequestsPerSecond *= kopisShare }, kopisclient.Hosts(keys.KOPISURL)...)
		if err != nil {
			return nil, nil, err
		}
		stage, err := kopisclient.New(kopisclient.Config{Key: keys.KOPISKey, BaseURL: keys.KOPISURL, Client: client, Clock: h.clock})
		if err != nil {
			return nil, nil, err
		}
		all = append(all, stage)
	}
	if keys.KOBISKey != "" {
		client, err := h.newOutbound("kobis", nil, keys.KOBISURL)
		if err != nil {
			return nil, nil, err
		}
		boxOffice, err := kobisclient.New(kobisclient.Config{Key: keys.KOBISKey, BaseURL: keys.KOBISURL, Client: client, Clock: h.clock})
		if err != nil {
			return nil, nil, err
		}
		all = append(all, boxOffice)
	}
	return all, finder, nil
}

// known tells which codes of a source the catalogue has.
func known(catalogue *cakesql.Store, s cake.Source) func(context.Context, []string) (map[string]bool, error) {
	return func(ctx context.Context, codes []string) (map[string]bool, error) {
		cakes, err := catalogue.ByOrigin(ctx, s, codes)
		if err != nil {
			return nil, err
		}
		there := make(map[string]bool, len(cakes))
		for code := range cakes {
			there[code] = true
		}
		return there, nil
	}
}
