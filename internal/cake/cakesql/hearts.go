package cakesql

import (
	"context"
	"errors"
	"time"

	"github.com/uptrace/bun"

	"piece/internal/cake"
	"piece/internal/platform/errs"
	"piece/internal/platform/sqldb"
)

// Heart implements cake.Store. The key of the table makes a second heart of one person
// impossible. The cake is locked, so that a merge at the same moment finds the heart, or the
// heart finds the merge.
func (s *Store) Heart(ctx context.Context, cakeID, person string, at time.Time) (bool, error) {
	err := s.db.InTx(ctx, func(ctx context.Context, tx bun.Tx) error {
		leads, err := s.hold(ctx, tx, cakeID)
		if err != nil {
			return err
		}
		row := heartRow{CakeID: leads, PersonID: person, CreatedAt: sqldb.At(at)}
		_, err = tx.NewInsert().Model(&row).Exec(ctx)
		return err
	})
	if errors.Is(err, errs.Conflict) {
		return false, nil
	}
	return err == nil, err
}

// Unheart implements cake.Store.
func (s *Store) Unheart(ctx context.Context, cakeID, person string) (bool, error) {
	err := s.db.InTx(ctx, func(ctx context.Context, tx bun.Tx) error {
		leads, err := s.hold(ctx, tx, cakeID)
		if err != nil {
			return err
		}
		row := heartRow{CakeID: leads, PersonID: person}
		return sqldb.Affected(tx.NewDelete().Model(&row).WherePK().Exec(ctx))
	})
	if errors.Is(err, errs.NotFound) {
		return false, nil
	}
	return err == nil, err
}

// hold gives the id that another leads to, and keeps it so for the rest of a transaction.
func (s *Store) hold(ctx context.Context, tx bun.IDB, id string) (string, error) {
	for {
		var into string
		err := tx.NewSelect().Model((*cakeRow)(nil)).Column("merged_into").Where("id = ?", id).Apply(s.db.ForUpdate).Scan(ctx, &into)
		if err != nil || into == "" {
			return id, err
		}
		id = into
	}
}

// Hearts implements cake.Store.
func (s *Store) Hearts(ctx context.Context, viewer string, ids []string) (map[string]cake.Hearts, error) {
	found := map[string]cake.Hearts{}
	if len(ids) == 0 {
		return found, nil
	}
	var rows []struct {
		CakeID      string
		Count, Mine int
	}
	err := s.db.Reader().NewSelect().Model((*heartRow)(nil)).Column("cake_id").
		ColumnExpr("COUNT(*) AS count").ColumnExpr("SUM(CASE WHEN person_id = ? THEN 1 ELSE 0 END) AS mine", viewer).
		Where("cake_id IN (?)", bun.List(ids)).Group("cake_id").Scan(ctx, &rows)
	for _, r := range rows {
		found[r.CakeID] = cake.Hearts{Count: r.Count, Mine: r.Mine > 0}
	}
	return found, sqldb.Map(err)
}

// A day, and how far it begins earlier in Korea, in the microseconds in which instants are
// stored.
const (
	dayLength = int64(24 * time.Hour / time.Microsecond)
	koreaFrom = int64(9 * time.Hour / time.Microsecond)
)

// HeartDays implements cake.Store.
func (s *Store) HeartDays(ctx context.Context, since time.Time) ([]cake.Activity, error) {
	var rows []struct {
		CakeID string
		Began  int64
		Count  int
	}
	// When the day began, because both homes give the same rest; they don't divide alike.
	err := s.db.Reader().NewSelect().TableExpr("?", s.by("cake_hearts", "h", "cake_hearts_day")).Column("cake_id").
		ColumnExpr("h.created_at - (h.created_at + ?) % ? AS began", koreaFrom, dayLength).ColumnExpr("COUNT(*) AS count").
		Where("h.created_at >= ?", sqldb.At(since)).GroupExpr("cake_id, began").Scan(ctx, &rows)
	days := make([]cake.Activity, len(rows))
	for i, r := range rows {
		days[i] = cake.Activity{CakeID: r.CakeID, Day: cake.Today(time.UnixMicro(r.Began)), Count: r.Count}
	}
	return days, sqldb.Map(err)
}
