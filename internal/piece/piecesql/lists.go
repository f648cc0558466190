package piecesql

import (
	"context"
	"fmt"
	"strconv"

	"github.com/uptrace/bun"

	"piece/internal/piece"
	"piece/internal/platform/page"
	"piece/internal/platform/sqldb"
)

// listRow is a piece in a list; hearted_at is only read where the list is sorted by it.
type listRow struct {
	pieceRow `bun:",extend"`

	HeartedAt int64 `bun:",scanonly"`
}

// Page implements piece.Store.
func (s *Store) Page(ctx context.Context, f piece.Filter, r page.Request) (page.Page[piece.Piece], error) {
	var rows []listRow
	q := s.db.Reader().NewSelect().Model(&rows).Apply(columns(f.Order())).Apply(sorted(f.Order()))
	of := func(q *bun.SelectQuery) *bun.SelectQuery {
		return q.Apply(chosen(f)).Apply(after(f.Order(), r.After)).Limit(int64(r.Limit) + 1)
	}
	if f.Order() == piece.ByMade {
		// From the index alone, which is as fast far down as at the top: when it is to read the
		// rows as well, MariaDB begins at the top and counts them off.
		q = q.Join("JOIN (?) AS k ON k.id = p.id", s.db.Reader().NewSelect().Model((*listRow)(nil)).Column("id").Apply(of).Apply(sorted(f.Order())))
	} else {
		q = q.Apply(of)
	}
	if err := q.Scan(ctx); err != nil {
		return page.Page[piece.Piece]{}, sqldb.Map(err)
	}
	cut := page.Cut(rows, r.Limit, func(row listRow) page.Cursor { return row.place(f.Order()) })
	out := page.Page[piece.Piece]{Items: make([]piece.Piece, len(cut.Items)), Next: cut.Next}
	for i := range cut.Items {
		out.Items[i] = cut.Items[i].piece()
	}
	return out, nil
}

// Count implements piece.Store.
func (s *Store) Count(ctx context.Context, f piece.Filter) (int, error) {
	n, err := s.db.Reader().NewSelect().Model((*listRow)(nil)).Apply(chosen(f)).Count(ctx)
	return int(n), sqldb.Map(err)
}

// chosen applies a filter to a query of pieces.
func chosen(f piece.Filter) func(*bun.SelectQuery) *bun.SelectQuery {
	return func(q *bun.SelectQuery) *bun.SelectQuery {
		switch f.Scope {
		case piece.ScopeMine:
			q = q.Apply(own(f.Viewer))
		case piece.ScopePublic:
			// Also to their owners the public lists show what they show to everybody.
			q = q.Apply(visible(""))
			if f.Owner != "" {
				q = q.Where("p.owner_id = ?", f.Owner)
			} else {
				q = q.Where("p.visibility = ?", piece.Public)
			}
		case piece.ScopeHearted:
			q = q.Join("JOIN piece_hearts AS h ON h.piece_id = p.id").Where("h.person_id = ?", f.Viewer).Apply(visible(f.Viewer))
		default:
			return q.Err(fmt.Errorf("there is no scope %q", f.Scope))
		}
		if f.Kind != "" {
			q = q.Where("p.kind = ?", f.Kind)
		}
		if f.CakeID != "" {
			q = q.Where("p.cake_id = ?", f.CakeID)
		}
		return q
	}
}

// columns are what a list reads of its rows besides what they are.
func columns(o piece.Order) func(*bun.SelectQuery) *bun.SelectQuery {
	return func(q *bun.SelectQuery) *bun.SelectQuery {
		q = q.ColumnExpr("?TableColumns")
		if o == piece.ByHeart {
			q = q.ColumnExpr("h.created_at AS hearted_at")
		}
		return q
	}
}

func sorted(o piece.Order) func(*bun.SelectQuery) *bun.SelectQuery {
	return func(q *bun.SelectQuery) *bun.SelectQuery {
		switch o {
		case piece.ByHeart:
			return q.OrderExpr("h.created_at DESC, h.piece_id DESC")
		case piece.ByMade:
			return q.OrderExpr("p.id DESC")
		default:
			return q.OrderExpr("p.day DESC, p.id DESC")
		}
	}
}

// after leaves out what is not behind the place.
func after(o piece.Order, c page.Cursor) func(*bun.SelectQuery) *bun.SelectQuery {
	return compared(o, c, "<", "<")
}

// until leaves out what is behind the place.
func until(o piece.Order, c page.Cursor) func(*bun.SelectQuery) *bun.SelectQuery {
	return compared(o, c, ">", ">=")
}

// compared leaves what compares so with the place: the first key by the first operator, or
// if it is equal, the id by the second. A row value such as (day, id) < (?, ?) would be a
// full scan on MariaDB.
func compared(o piece.Order, c page.Cursor, first, last bun.Safe) func(*bun.SelectQuery) *bun.SelectQuery {
	return func(q *bun.SelectQuery) *bun.SelectQuery {
		switch {
		case len(c) == 0:
			return q
		case o == piece.ByMade:
			return q.Where("p.id ? ?", last, c[0])
		case o == piece.ByHeart:
			at, err := strconv.ParseInt(c[0], 10, 64)
			if err != nil {
				return q.Err(err)
			}
			return q.Where("(h.created_at ? ? OR (h.created_at = ? AND h.piece_id ? ?))", first, at, at, last, c[1])
		default:
			return q.Where("(p.day ? ? OR (p.day = ? AND p.id ? ?))", first, c[0], c[0], last, c[1])
		}
	}
}

// place is the cursor of the row.
func (r *listRow) place(o piece.Order) page.Cursor {
	switch o {
	case piece.ByHeart:
		return page.Cursor{strconv.FormatInt(r.HeartedAt, 10), r.ID}
	case piece.ByMade:
		return page.Cursor{r.ID}
	default:
		return page.Cursor{r.Day, r.ID}
	}
}
