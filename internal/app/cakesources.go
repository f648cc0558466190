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

// searchHaste is how many times faster TMDB is asked for people, who wait: a search is a dozen
// requests. TMDB takes about forty in a second.
const searchHaste = 4

// outsideSources are the sources elsewhere whose key is set, and the one among them that can
// be searched. Searches have a client of their own: a run, which takes an hour, doesn't keep
// people waiting, and the budget of the day keeps people from asking too much.
func (h *house) outsideSources(catalogue *cakesql.Store) (all []source.Source, finder source.Finder, err error) {
	keys := &h.config.Cakes
	if keys.TMDBKey != "" {
		films, err := h.tmdb("tmdb", 1, catalogue)
		if err != nil {
			return nil, nil, err
		}
		search, err := h.tmdb("tmdb-search", searchHaste, catalogue)
		if err != nil {
			return nil, nil, err
		}
		all, finder = append(all, films), search
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

// tmdb gives TMDB through a client of its own.
func (h *house) tmdb(client string, haste float64, catalogue *cakesql.Store) (*tmdbclient.Source, error) {
	keys := &h.config.Cakes
	c, err := h.newOutbound(client, func(c *outbound.Config) { c.RequestsPerSecond *= haste }, keys.TMDBURL)
	if err != nil {
		return nil, err
	}
	return tmdbclient.New(tmdbclient.Config{
		Key: keys.TMDBKey, BaseURL: keys.TMDBURL, Images: keys.TMDBImages, Client: c, Clock: h.clock, Known: known(catalogue, cake.TMDB),
	})
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
