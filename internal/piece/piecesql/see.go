package piecesql

import (
	"github.com/uptrace/bun"

	"piece/internal/piece"
)

// visible narrows a query of pieces, as p, to those that the viewer may see. It is
// piece.CanSee in SQL, and the only translation of it. Planners can't look into a CASE:
// an index is chosen by what the list is of, never by this.
func visible(viewer string) func(*bun.SelectQuery) *bun.SelectQuery {
	return func(q *bun.SelectQuery) *bun.SelectQuery {
		if viewer == "" {
			return q.Where("CASE WHEN p.visibility = ? THEN 1 ELSE 0 END = 1", piece.Public)
		}
		return q.Where("CASE WHEN p.visibility = ? THEN 1 WHEN p.owner_id = ? THEN 1 ELSE 0 END = 1", piece.Public, viewer)
	}
}
