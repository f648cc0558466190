package moderationsql

import (
	"context"

	"github.com/uptrace/bun"

	"piece/internal/moderation"
	"piece/internal/platform/page"
	"piece/internal/platform/sqldb"
)

// Mine implements moderation.Store.
func (s *Store) Mine(ctx context.Context, person string, r page.Request) (page.Page[moderation.Report], error) {
	var rows []reportRow
	q := s.db.Reader().NewSelect().Model(&rows).Where("reporter_id = ?", person).Order("id DESC").Limit(int64(r.Limit) + 1)
	if len(r.After) == 1 {
		q = q.Where("id < ?", r.After[0])
	}
	if err := q.Scan(ctx); err != nil {
		return page.Page[moderation.Report]{}, sqldb.Map(err)
	}
	reports := make([]moderation.Report, len(rows))
	for i := range rows {
		reports[i] = rows[i].report()
	}
	return page.Cut(reports, r.Limit, func(r moderation.Report) page.Cursor { return page.Cursor{r.ID} }), nil
}

// Purge implements moderation.Store. Reports of a person who is gone are of nothing any more.
func (s *Store) Purge(ctx context.Context, person string) error {
	return s.db.InTx(ctx, func(ctx context.Context, tx bun.Tx) error {
		reports := func() *bun.UpdateQuery { return tx.NewUpdate().Model((*reportRow)(nil)) }
		lines := func() *bun.UpdateQuery { return tx.NewUpdate().Model((*lineRow)(nil)) }
		for _, do := range []func() error{
			func() error {
				_, err := tx.NewDelete().Model((*reportRow)(nil)).Where("kind = ?", string(moderation.Person)).Where("target_id = ?", person).Exec(ctx)
				return err
			},
			func() error {
				_, err := reports().Set("reporter_id = ''").Set("open_key = NULL").Set("text = ''").Where("reporter_id = ?", person).Exec(ctx)
				return err
			},
			func() error {
				_, err := reports().Set("seen_person_id = ''").Set("seen_title = ''").Set("seen_text = ''").Where("seen_person_id = ?", person).Exec(ctx)
				return err
			},
			func() error {
				_, err := reports().Set("seen_around = NULL").Where("seen_around LIKE ?", "%"+person+"%").Exec(ctx)
				return err
			},
			func() error {
				_, err := reports().Set("closed_by = ''").Where("closed_by = ?", person).Exec(ctx)
				return err
			},
			func() error {
				_, err := lines().Set("by_id = ''").Where("by_id = ?", person).Exec(ctx)
				return err
			},
			func() error {
				_, err := lines().Set("target = ''").Set("name = ''").Set("reason = ''").Where("kind = 'person'").Where("target = ?", person).Exec(ctx)
				return err
			},
		} {
			if err := do(); err != nil {
				return err
			}
		}
		return nil
	})
}
