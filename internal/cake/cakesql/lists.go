package cakesql

import (
	"context"
	"fmt"

	"github.com/uptrace/bun"

	"piece/internal/cake"
	"piece/internal/platform/page"
	"piece/internal/platform/sqldb"
)

// listRow is a cake in a list; when and what was hearted is only read where the list is
// sorted by it.
type listRow struct {
	cakeRow `bun:",extend"`

	HeartedAt int64  `bun:",scanonly"`
	CakeID    string `bun:",scanonly"`
}

// Page implements cake.Store.
func (s *Store) Page(ctx context.Context, f cake.Filter, r page.Request) (page.Page[cake.Listed], error) {
	if f.List == cake.Charts {
		return s.chart(ctx, f)
	}
	var rows []listRow
	// Which cakes is found in an index alone: to read the rows on the way, most of which a
	// filter drops, would take long, and MariaDB would begin at the top.
	keys := s.db.Reader().NewSelect().Apply(s.keys(f)).Apply(s.after(f.List, r.After)).Apply(sorted(f.List, "k")).Limit(int64(r.Limit) + 1)
	err := s.db.Reader().NewSelect().Model(&rows).ColumnExpr("?TableColumns").Apply(heartedAt(f.List, "k")).
		Join("JOIN (?) AS k ON k.number = c.number", keys).Apply(sorted(f.List, "k")).Scan(ctx)
	if err != nil {
		return page.Page[cake.Listed]{}, sqldb.Map(err)
	}
	cut := page.Cut(rows, r.Limit, func(row listRow) page.Cursor { return row.place(f.List) })
	out := page.Page[cake.Listed]{Items: make([]cake.Listed, len(cut.Items)), Next: cut.Next}
	for i := range cut.Items {
		k, err := cut.Items[i].kept()
		if err != nil {
			return page.Page[cake.Listed]{}, err
		}
		out.Items[i].Cake = k.Cake
	}
	return out, nil
}

// by names a table that is read by one of its indexes. Neither home can know which one is
// short for what is asked, and each would guess differently.
func (s *Store) by(table, alias, index string) any {
	hint := "? AS ? INDEXED BY ?"
	if s.db.Home == sqldb.MySQL {
		hint = "? AS ? FORCE INDEX (?)"
	}
	return bun.SafeQuery(hint, bun.Ident(table), bun.Ident(alias), bun.Ident(index))
}

// byNumber names the cakes that are read by their numbers. SQLite would rather look through
// all that are listed.
func (s *Store) byNumber(alias bun.Ident) any {
	if s.db.Home == sqldb.MySQL {
		return bun.SafeQuery("cakes AS ? FORCE INDEX (PRIMARY)", alias)
	}
	return bun.SafeQuery("cakes AS ? NOT INDEXED", alias)
}

// keys gives a query of the cakes of a list, as k, that reads what it is sorted by.
func (s *Store) keys(f cake.Filter) func(*bun.SelectQuery) *bun.SelectQuery {
	return func(q *bun.SelectQuery) *bun.SelectQuery {
		switch f.List {
		case cake.Hot:
			q = q.TableExpr("?", s.by("cakes", "k", hotIndex(f))).ColumnExpr("k.number, k.heat, k.since")
		case cake.Showing:
			q = q.TableExpr("?", s.by("cakes", "k", "cakes_showing")).ColumnExpr("k.number, k.heat, k.since").
				Where("k.shows_until >= ?", f.Today).Where("k.since <= ?", f.Today)
		case cake.Hearted:
			return q.TableExpr("?", s.by("cake_hearts", "h", "cake_hearts_person")).Join("JOIN ? ON k.id = h.cake_id", s.by("cakes", "k", "cakes_id")).
				ColumnExpr("k.number, h.created_at AS hearted_at, h.cake_id").Where("h.person_id = ?", f.Viewer).Where("k.listed = ?", true).Apply(chosen(f))
		case cake.Made:
			if f.Viewer == "" {
				q = q.Where("1 = 0") // cakes of sources have no maker
			}
			q = q.TableExpr("?", s.by("cakes", "k", "cakes_maker")).ColumnExpr("k.number").Where("k.maker_id = ?", f.Viewer)
		default:
			return q.Err(fmt.Errorf("there is no list %q", f.List))
		}
		return q.Where("k.listed = ?", true).Apply(chosen(f))
	}
}

// hotIndex names the index in which the hot cakes of a filter are closest together.
func hotIndex(f cake.Filter) string {
	switch {
	case f.Area != "":
		return "cakes_hot_area"
	case f.Kind != "":
		return "cakes_hot_kind"
	}
	return "cakes_hot"
}

// chosen leaves cakes, as k, of the kind, genre and area.
func chosen(f cake.Filter) func(*bun.SelectQuery) *bun.SelectQuery {
	return func(q *bun.SelectQuery) *bun.SelectQuery {
		if f.Kind != "" {
			q = q.Where("k.kind = ?", f.Kind)
		}
		if f.Genre != "" {
			q = q.Where("(k.genres & ?) <> 0", int64(cake.SetOf(f.Genre)))
		}
		if f.Area != "" {
			q = q.Where("k.area = ?", f.Area)
		}
		return q
	}
}

// heartedAt reads what only one list is sorted by.
func heartedAt(l cake.List, from bun.Ident) func(*bun.SelectQuery) *bun.SelectQuery {
	return func(q *bun.SelectQuery) *bun.SelectQuery {
		if l == cake.Hearted {
			q = q.ColumnExpr("?.hearted_at", from)
		}
		return q
	}
}

func sorted(l cake.List, by bun.Ident) func(*bun.SelectQuery) *bun.SelectQuery {
	return func(q *bun.SelectQuery) *bun.SelectQuery {
		switch l {
		case cake.Hearted:
			return q.OrderExpr("hearted_at DESC, cake_id DESC")
		case cake.Made:
			return q.OrderExpr("?.number DESC", by)
		}
		return q.OrderExpr("?.heat DESC, ?.since DESC, ?.number DESC", by, by, by)
	}
}
