package cakesql

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"slices"

	"github.com/uptrace/bun"

	"piece/internal/cake"
	"piece/internal/platform/sqldb"
)

// digest tells whether a source tells the same again.
func digest(t *cake.Told) string {
	b, _ := json.Marshal(t) // holds nothing that doesn't marshal
	sum := sha256.Sum256(b)
	return hex.EncodeToString(sum[:16])
}

// recognise finds the works that the source told before, and drops those that are the same.
func (t *taking) recognise(ctx context.Context, tx bun.IDB) error {
	codes := make([]string, len(t.works))
	for i, w := range t.works {
		codes[i] = w.Code
	}
	before := make(map[string]originRow, len(codes))
	for part := range slices.Chunk(codes, 5*perStatement) {
		var rows []originRow
		if err := tx.NewSelect().Model(&rows).Where("source = ?", t.source).Where("code IN (?)", bun.List(part)).Scan(ctx); err != nil {
			return err
		}
		for _, r := range rows {
			before[r.Code] = r
		}
	}
	var left []told
	for _, w := range t.works {
		o, known := before[w.Code]
		if known && o.Digest == w.digest {
			t.taken.Same++
			continue
		}
		w.cakeID, w.known = o.CakeID, known
		left = append(left, w)
	}
	t.works = left
	return nil
}

// writeOrigins remembers what the source told, many works with one statement.
func (s *Store) writeOrigins(ctx context.Context, tx bun.IDB, rows []originRow) error {
	for part := range slices.Chunk(rows, 5*perStatement) {
		q := tx.NewInsert().Model(&part)
		if s.db.Home == sqldb.MySQL {
			q = q.On("DUPLICATE KEY UPDATE").Set("cake_id = VALUES(cake_id)").Set("digest = VALUES(digest)")
		} else {
			q = q.On("CONFLICT (source, code) DO UPDATE").Set("cake_id = EXCLUDED.cake_id").Set("digest = EXCLUDED.digest")
		}
		if _, err := q.Exec(ctx); err != nil {
			return err
		}
	}
	return nil
}
