package genaisql

import (
	"context"
	"errors"
	"time"

	"github.com/uptrace/bun"

	"piece/internal/platform/errs"
	"piece/internal/platform/sqldb"
)

type consentRow struct {
	bun.BaseModel `bun:"table:genai_consents,alias:c"`

	PersonID string `bun:",pk"`
	Provider string
	AgreedAt sqldb.Time
}

// Agree implements genai.Store. What was agreed to already keeps its instant.
func (s *Store) Agree(ctx context.Context, person, provider string, at time.Time) error {
	return s.db.InTx(ctx, func(ctx context.Context, tx bun.Tx) error {
		now, _, err := s.agreed(ctx, tx, person)
		if err != nil || now == provider {
			return err
		}
		if _, err := tx.NewDelete().Model((*consentRow)(nil)).Where("person_id = ?", person).Exec(ctx); err != nil {
			return err
		}
		_, err = tx.NewInsert().Model(&consentRow{PersonID: person, Provider: provider, AgreedAt: sqldb.At(at)}).Ignore().Exec(ctx)
		return err
	})
}

// Disagree implements genai.Store.
func (s *Store) Disagree(ctx context.Context, person string) error {
	_, err := s.db.Writer().NewDelete().Model((*consentRow)(nil)).Where("person_id = ?", person).Exec(ctx)
	return sqldb.Map(err)
}

// Agreed implements genai.Store.
func (s *Store) Agreed(ctx context.Context, person string) (string, time.Time, error) {
	return s.agreed(ctx, s.db.Reader(), person)
}

func (s *Store) agreed(ctx context.Context, db bun.IDB, person string, how ...func(*bun.SelectQuery) *bun.SelectQuery) (string, time.Time, error) {
	var r consentRow
	err := sqldb.Map(db.NewSelect().Model(&r).Where("c.person_id = ?", person).Apply(how...).Scan(ctx))
	if errors.Is(err, errs.NotFound) {
		return "", time.Time{}, nil
	}
	return r.Provider, r.AgreedAt.Time, err
}

// Purge implements genai.Store.
func (s *Store) Purge(ctx context.Context, person string) error {
	return s.db.InTx(ctx, func(ctx context.Context, tx bun.Tx) error {
		if _, err := tx.NewDelete().Model((*consentRow)(nil)).Where("person_id = ?", person).Exec(ctx); err != nil {
			return err
		}
		_, err := tx.NewUpdate().Model((*callRow)(nil)).Set("person_id = ''").Set("answer = NULL").Where("person_id = ?", person).Exec(ctx)
		return err
	})
}
