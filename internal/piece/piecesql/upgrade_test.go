package piecesql

import (
	"io/fs"
	"path"
	"testing"
	"testing/fstest"

	"piece/internal/piece"
	"piece/internal/platform/sqldb"
	"piece/internal/platform/sqldb/sqldbtest"
)

// firstTables are the migrations of the program that could only make and delete pieces.
func firstTables(t *testing.T) fs.FS {
	t.Helper()
	files := fstest.MapFS{}
	must(t, fs.WalkDir(Migrations, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || path.Base(name) >= "0003" {
			return err
		}
		data, err := fs.ReadFile(Migrations, name)
		files[name] = &fstest.MapFile{Data: data}
		return err
	}))
	return files
}

// A piece that was made before there were lists of others, search, edits and hearts is in all
// of them after the update.
func TestPiecesOfTheFirstTablesAreTakenOver(t *testing.T) {
	sqldbtest.Each(t, func(t *testing.T, db *sqldb.DB) {
		ctx := t.Context()
		_, err := sqldb.Migrate(ctx, db, Domain, firstTables(t))
		must(t, err)
		p := (&shelf{t: t}).piece("01k3q0zv5wq2m8d7x4n9c6b1ah", nil)
		row := rowOf(p)
		_, err = db.Writer().NewInsert().Model(row).ExcludeColumn("cake_id", "remind", "version", "cover", "undrawn", "hidden_at", "hidden_reason", "hidden_visibility").Exec(ctx)
		must(t, err)

		h := newShelf(t, db)
		got, err := h.Get(ctx, p.ID)
		must(t, err)
		if got.Version != 1 || !got.Remind || got.CakeID != "" || got.Revision != 1 {
			t.Errorf("it became %+v", got)
		}
		n, err := h.Index(ctx, 10)
		if must(t, err); n != 1 {
			t.Errorf("%d pieces were to be indexed", n)
		}
		h.heart(p, h.person())
		for _, f := range []piece.Filter{{Scope: piece.ScopePublic}, {Scope: piece.ScopeMine, Viewer: p.OwnerID}} {
			if len(h.all(f)) != 1 || len(h.found(f, "ㅍㄷ")) != 1 {
				t.Errorf("%s: it is not listed or not found", f.Scope)
			}
		}
		remembered, err := h.OnDays(ctx, p.OwnerID, []piece.Day{p.Day}, 1)
		if must(t, err); len(remembered) != 1 {
			t.Error("nobody is reminded of it")
		}
		must(t, h.Redraw(ctx, got))
		if got.Revision != 2 {
			t.Errorf("its second drawing is number %d", got.Revision)
		}
		h.change(p, func(p *piece.Piece) { p.Visibility = piece.Private })
		if h.indexRows() != 0 {
			t.Error("made private, it is still in the index")
		}
	})
}
