package cakesql

import (
	"fmt"
	"strconv"

	"github.com/uptrace/bun"

	"piece/internal/cake"
	"piece/internal/platform/page"
	"piece/internal/platform/sqldb"
)

// after leaves out what is not behind the place.
func (s *Store) after(l cake.List, c page.Cursor) func(*bun.SelectQuery) *bun.SelectQuery {
	return s.compared(l, c, "<", "<")
}

// until leaves out what is behind the place.
func (s *Store) until(l cake.List, c page.Cursor) func(*bun.SelectQuery) *bun.SelectQuery {
	return s.compared(l, c, ">", ">=")
}

// compared leaves what compares so with the place: by one of its keys, the last by the second
// operator, where all keys before are equal.
func (s *Store) compared(l cake.List, c page.Cursor, first, last bun.Safe) func(*bun.SelectQuery) *bun.SelectQuery {
	return func(q *bun.SelectQuery) *bun.SelectQuery {
		if len(c) == 0 {
			return q
		}
		keys, place, err := placed(l, c)
		if err != nil {
			return q.Err(err)
		}
		if s.db.Home == sqldb.SQLite {
			return q.Where("(?) ? (?)", bun.List(keys), last, bun.List(place))
		}
		// Such a row value would be a full scan on MariaDB, as this would be on SQLite.
		return q.WhereGroup(" AND ", func(q *bun.SelectQuery) *bun.SelectQuery {
			for i := range keys {
				q = q.WhereGroup(" OR ", func(q *bun.SelectQuery) *bun.SelectQuery {
					for k := range i {
						q = q.Where("? = ?", keys[k], place[k])
					}
					if i == len(keys)-1 {
						return q.Where("? ? ?", keys[i], last, place[i])
					}
					return q.Where("? ? ?", keys[i], first, place[i])
				})
			}
			return q
		})
	}
}

// placed gives the columns that a list is sorted by, and what they are in a place of it.
func placed(l cake.List, c page.Cursor) (keys []bun.Ident, place []any, err error) {
	switch l {
	case cake.Hearted:
		keys = []bun.Ident{"h.created_at", "h.cake_id"}
	case cake.Made:
		keys = []bun.Ident{"k.number"}
	default:
		keys = []bun.Ident{"k.heat", "k.since", "k.number"}
	}
	if len(c) != len(keys) {
		return nil, nil, fmt.Errorf("a cursor of %d keys for the list %q", len(c), l)
	}
	for i, key := range c {
		if keys[i] == "k.since" {
			place = append(place, key)
			continue
		}
		n, err := strconv.ParseInt(key, 10, 64)
		if err != nil {
			return nil, nil, err
		}
		place = append(place, n)
	}
	if l == cake.Hearted { // which sorts by ids, and a cursor tells a number
		place[1] = bun.SafeQuery("(SELECT id FROM cakes WHERE number = ?)", place[1])
	}
	return keys, place, nil
}

// place is the cursor of the row.
func (r *listRow) place(l cake.List) page.Cursor {
	number := strconv.FormatInt(r.Number, 10)
	switch l {
	case cake.Hearted:
		return page.Cursor{strconv.FormatInt(r.HeartedAt, 10), number}
	case cake.Made:
		return page.Cursor{number}
	}
	return page.Cursor{strconv.FormatInt(r.Heat, 10), r.Since, number}
}
