package piecesql

import (
	"context"

	"piece/internal/craft/hangul"
	"piece/internal/platform/id"
	"piece/internal/platform/page"
	"piece/internal/platform/sqldb/suffix"
)

// named gives public pieces among which are all that the query matches, the latest first and
// up to most, and, if there are that many, the place of the last. ids is nil when the index
// would have to be asked for too much.
func (s *Store) named(ctx context.Context, q hangul.Query, from page.Cursor, most int) (ids []string, last page.Cursor, err error) {
	var sets [][]hangul.Range
	for _, w := range q.Words() {
		sets = append(sets, w.Ranges()...)
	}
	var before *[]byte
	if len(from) > 0 {
		before = new(id.Bytes(from[0]))
	}
	found, err := s.suffixes.Last(ctx, s.reach.index, suffix.Ranges(sets), before, most)
	if err != nil || found == nil {
		return nil, nil, err
	}
	ids = make([]string, len(found))
	for i, b := range found {
		if ids[i], err = id.FromBytes(b); err != nil {
			return nil, nil, err
		}
	}
	if len(ids) == most {
		last = page.Cursor{ids[most-1]}
	}
	return ids, last, nil
}
