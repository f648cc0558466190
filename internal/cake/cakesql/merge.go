package cakesql

import (
	"context"
	"time"

	"github.com/uptrace/bun"

	"piece/internal/cake"
	"piece/internal/platform/sqldb"
)

// Merge implements cake.Store. Merges take turns, so none can lead in a circle, and their
// numbers are seen in their order.
func (s *Store) Merge(ctx context.Context, from, into, admin string, at time.Time) error {
	return s.db.InTx(ctx, func(ctx context.Context, tx bun.Tx) error {
		if err := s.takeTurn(ctx, tx); err != nil {
			return err
		}
		a, err := s.lock(ctx, tx, from)
		if err != nil {
			return err
		}
		b, err := s.lock(ctx, tx, into)
		if err != nil || a.ID == b.ID {
			return err
		}
		for _, step := range []func(context.Context, bun.IDB, string, string) error{moveHearts, moveOrigins, moveRanks, moveLeads} {
			if err := step(ctx, tx, a.ID, b.ID); err != nil {
				return err
			}
		}
		row := mergeRow{FromID: a.ID, ToID: b.ID, AdminID: admin, CreatedAt: sqldb.At(at)}
		if _, err := tx.NewInsert().Model(&row).Returning("NULL").Exec(ctx); err != nil {
			return err
		}
		return s.store(ctx, tx, joined(a, b, at))
	})
}

// joined gives what becomes of two cakes of which the first becomes part of the second.
func joined(a, b *kept, at time.Time) []change {
	part, whole := a.copied(), b.copied()
	part.mergedInto, part.UpdatedAt = b.ID, at
	whole.Fill(&part.Work)
	if whole.posterURL == "" { // whether it is shown, the gallery decides
		whole.posterURL = part.posterURL
	}
	whole.UpdatedAt = at
	return []change{{was: a, is: part}, {was: b, is: whole}}
}

// moveHearts gives the hearts of one cake to another, on which nobody has two.
func moveHearts(ctx context.Context, tx bun.IDB, from, to string) error {
	_, err := tx.NewRaw("INSERT INTO cake_hearts (cake_id, person_id, created_at) SELECT ?, h.person_id, h.created_at FROM cake_hearts AS h "+
		"WHERE h.cake_id = ? AND NOT EXISTS (SELECT 1 FROM cake_hearts AS o WHERE o.cake_id = ? AND o.person_id = h.person_id)", to, from, to).Exec(ctx)
	if err != nil {
		return err
	}
	_, err = tx.NewDelete().Model((*heartRow)(nil)).Where("cake_id = ?", from).Exec(ctx)
	return err
}

// moveOrigins lets sources tell of the other cake from now on. Without a digest the next time
// counts as news: one of them may outrank the source that wrote it until now.
func moveOrigins(ctx context.Context, tx bun.IDB, from, to string) error {
	_, err := tx.NewUpdate().Model((*originRow)(nil)).Set("cake_id = ?", to).Set("digest = ''").Where("cake_id = ?", from).Exec(ctx)
	return err
}

// moveRanks gives the other cake the place in charts where it has none.
func moveRanks(ctx context.Context, tx bun.IDB, from, to string) error {
	var rows []chartRow
	if err := tx.NewSelect().Model(&rows).Where("t.cake_id IN (?, ?)", from, to).Order("t.position").Scan(ctx); err != nil {
		return err
	}
	type chart struct{ kind, source string }
	placed := map[chart]bool{}
	for i := range rows {
		r := &rows[i]
		in := chart{r.Kind, r.Source}
		var err error
		switch {
		case placed[in]: // by its better place
			_, err = tx.NewDelete().Model(r).WherePK().Exec(ctx)
		case r.CakeID == from:
			r.CakeID = to
			_, err = tx.NewUpdate().Model(r).Column("cake_id").WherePK().Exec(ctx)
		}
		if err != nil {
			return err
		}
		placed[in] = true
	}
	return nil
}

// moveLeads lets what was merged into the one cake lead straight to the other.
func moveLeads(ctx context.Context, tx bun.IDB, from, to string) error {
	var before []string
	err := tx.NewRaw("WITH RECURSIVE earlier (id) AS (SELECT from_id FROM cake_merges WHERE to_id = ? "+
		"UNION SELECT m.from_id FROM cake_merges AS m JOIN earlier AS e ON m.to_id = e.id) SELECT id FROM earlier", from).Scan(ctx, &before)
	if err != nil || len(before) == 0 {
		return err
	}
	_, err = tx.NewUpdate().Model((*cakeRow)(nil)).Set("merged_into = ?", to).Where("id IN (?)", bun.List(before)).Exec(ctx)
	return err
}

// Merges implements cake.Store.
func (s *Store) Merges(ctx context.Context, after int64, limit int) ([]cake.Merge, error) {
	var rows []mergeRow
	err := s.db.Reader().NewSelect().Model(&rows).Where("seq > ?", after).Order("seq").Limit(int64(limit)).Scan(ctx)
	merges := make([]cake.Merge, len(rows))
	for i, r := range rows {
		merges[i] = cake.Merge{Seq: r.Seq, From: r.FromID, To: r.ToID, At: r.CreatedAt.Time}
	}
	return merges, sqldb.Map(err)
}
