package app

import (
	"context"
	"strings"

	"piece/internal/archive/exports"
	"piece/internal/archive/exports/exportshttp"
	"piece/internal/archive/exports/exportssql"
	"piece/internal/platform/lifecycle"
	"piece/internal/platform/peer"
	"piece/internal/platform/sqldb"
)

// startExports makes the exports. They ask people, cakes and rooms, which may start later or run
// apart, and are therefore looked for when they are needed.
func startExports(ctx context.Context, h *house) (lifecycle.Runner, error) {
	if _, err := sqldb.Migrate(ctx, h.db, exportssql.Domain, exportssql.Migrations); err != nil {
		return nil, err
	}
	cakes, err := h.chatCakes()
	if err != nil {
		return nil, err
	}
	neighbours, err := h.exportNeighbours()
	if err != nil {
		return nil, err
	}
	h.exports = exports.New(exports.Deps{
		Store: exportssql.New(h.db, h.bin), Objects: h.objects, Neighbours: neighbours,
		Pieces: exportPieces{house: h, cakes: cakes, publicURL: strings.TrimSuffix(h.config.HTTP.PublicURL, "/")},
		Clock:  h.clock, Log: h.log, Metrics: h.metrics, Version: h.version, WakeBin: h.bin.Wake,
	})
	exportshttp.Register(h.server.API, h.exports)
	return nil, nil
}

// startExportQueue makes the files, once everything that they ask is there.
func startExportQueue(_ context.Context, h *house) (lifecycle.Runner, error) { return h.exports, nil }

// exportNeighbours are the other services in the words of exports: called directly where they run
// here, and otherwise by their API with the token of the person.
func (h *house) exportNeighbours() (exports.Neighbours, error) {
	var account, cake, chat *peer.Service
	for _, s := range []struct {
		name, address string
		into          **peer.Service
	}{{"account", h.config.Upstream.Account, &account}, {"cake", h.config.Upstream.Cake, &cake}, {"chat", h.config.Upstream.Chat, &chat}} {
		if s.address == "" {
			continue
		}
		var err error
		if *s.into, err = peer.New(s.name, s.address); err != nil {
			return exports.Neighbours{}, err
		}
	}
	return exports.Neighbours{
		Accounts: exportAccounts{h, account}, Titles: exportTitles{h, account}, Orders: exportOrders{h, account},
		Cakes: exportCakes{h, cake}, Rooms: exportRooms{h, chat},
	}, nil
}
