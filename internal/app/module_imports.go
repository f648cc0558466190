package app

import (
	"context"

	"piece/internal/archive/imports"
	"piece/internal/archive/imports/importshttp"
	"piece/internal/archive/imports/importssql"
	"piece/internal/cake"
	"piece/internal/cake/cakeclient"
	"piece/internal/platform/lifecycle"
	"piece/internal/platform/sqldb"
)

// startImports makes the imports. They ask cakes, which may start later or run apart.
func startImports(ctx context.Context, h *house) (lifecycle.Runner, error) {
	if _, err := sqldb.Migrate(ctx, h.db, importssql.Domain, importssql.Migrations); err != nil {
		return nil, err
	}
	works := importWorks{h: h}
	if h.config.Upstream.Cake != "" {
		var err error
		if works.apart, err = cakeclient.New(h.config.Upstream.Cake); err != nil {
			return nil, err
		}
	}
	h.imports = imports.New(imports.Deps{
		Store: importssql.New(h.db, h.bin, h.clock), Objects: h.objects, Pieces: importPieces{h}, Records: importRecords{h},
		Photos: importPhotos{h}, Artworks: importArtworks{h}, Works: works,
		Clock: h.clock, Log: h.log, Metrics: h.metrics, WakeBin: h.bin.Wake,
	})
	importshttp.Register(h.server.API, h.imports)
	return nil, nil
}

// startImportQueue reads files and brings rows in, once everything that they ask is there.
func startImportQueue(_ context.Context, h *house) (lifecycle.Runner, error) { return h.imports, nil }

// importWorks are the cakes in the words of imports.
type importWorks struct {
	h     *house
	apart *cakeclient.Client // nil when upstream.cake isn't set
}

func (w importWorks) Exact(ctx context.Context, kind, title string, year int) (string, error) {
	switch {
	case w.h.cakes != nil:
		return w.h.cakes.Exact(ctx, cake.Kind(kind), title, year)
	case w.apart != nil:
		return w.apart.Exact(ctx, cake.Kind(kind), title, year)
	}
	return "", nil
}
