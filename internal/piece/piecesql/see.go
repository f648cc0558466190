package piecesql

import (
	"github.com/uptrace/bun"

	"piece/internal/piece"
)

// Who may see what, in SQL: the only translation of what package piece decides. The column
// visibility says what holds: a piece that an admin hides is private in it (see pieceRow), which
// is piece.IsOpen.

// visible narrows a query of pieces, as p, to those that the viewer may see: piece.CanSee.
// Planners can't look into a CASE: an index is chosen by what a list is of, not by this.
func visible(viewer string) func(*bun.SelectQuery) *bun.SelectQuery {
	return func(q *bun.SelectQuery) *bun.SelectQuery {
		if viewer == "" {
			return q.Where("CASE WHEN p.visibility = ? THEN 1 ELSE 0 END = 1", piece.Public)
		}
		return q.Where("CASE WHEN p.visibility = ? THEN 1 WHEN p.owner_id = ? THEN 1 ELSE 0 END = 1", piece.Public, viewer)
	}
}

// own narrows a query of pieces, as p, to the viewer's own, who may see them all:
// piece.IsOwn.
func own(viewer string) func(*bun.SelectQuery) *bun.SelectQuery {
	return func(q *bun.SelectQuery) *bun.SelectQuery {
		if viewer == "" {
			return q.Where("1 = 0")
		}
		return q.Where("p.owner_id = ?", viewer)
	}
}
