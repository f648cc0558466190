package importssql

import (
	"context"
	"errors"
	"time"

	"github.com/uptrace/bun"

	"piece/internal/archive/imports"
	"piece/internal/platform/errs"
	"piece/internal/platform/sqldb"
)

// Add implements imports.Store.
func (s *Store) Add(ctx context.Context, i imports.Import, most int) error {
	r, err := rowOf(&i)
	if err != nil {
		return err
	}
	return s.db.InTx(ctx, func(ctx context.Context, tx bun.Tx) error {
		open, err := tx.NewSelect().Model((*row)(nil)).Where("owner_id = ?", i.OwnerID).Count(ctx)
		if err != nil {
			return err
		}
		if int(open) >= most {
			return imports.ErrOpen
		}
		if _, err := tx.NewInsert().Model(r).Exec(ctx); err != nil {
			return err
		}
		return s.bin.DiscardAt(ctx, tx, i.EndsAt, i.Key())
	})
}

// Find implements imports.Store.
func (s *Store) Find(ctx context.Context, owner, id string) (imports.Import, error) {
	var r row
	if err := s.db.Reader().NewSelect().Model(&r).Where("i.id = ?", id).Where("i.owner_id = ?", owner).Scan(ctx); err != nil {
		return imports.Import{}, sqldb.Map(err)
	}
	i, err := r.imported()
	if err != nil {
		return i, err
	}
	var counts []struct {
		State string
		N     int
	}
	err = s.db.Reader().NewSelect().Model((*line)(nil)).ColumnExpr("r.state, COUNT(*) AS n").Where("r.import_id = ?", id).GroupExpr("r.state").Scan(ctx, &counts)
	for _, c := range counts {
		i.Counts[imports.RowState(c.State)] = c.N
	}
	return i, sqldb.Map(err)
}

// List implements imports.Store.
func (s *Store) List(ctx context.Context, owner string) ([]imports.Import, error) {
	var rows []row
	err := s.db.Reader().NewSelect().Model(&rows).Where("i.owner_id = ?", owner).Order("i.id DESC").Limit(2 * imports.MaxOpen).Scan(ctx)
	if err != nil {
		return nil, sqldb.Map(err)
	}
	list := make([]imports.Import, len(rows))
	for n := range rows {
		if list[n], err = rows[n].imported(); err != nil {
			return nil, err
		}
	}
	return list, nil
}

// lock reads an import for the rest of a transaction that changes it.
func (s *Store) lock(ctx context.Context, tx bun.Tx, id string) (*row, error) {
	var r row
	err := tx.NewSelect().Model(&r).Where("i.id = ?", id).Apply(s.db.ForUpdate).Scan(ctx)
	return &r, sqldb.Map(err)
}

// Move implements imports.Store.
func (s *Store) Move(ctx context.Context, i imports.Import, from ...imports.State) error {
	r, err := rowOf(&i)
	if err != nil {
		return err
	}
	r.Attempts = 0
	err = sqldb.Affected(s.db.Writer().NewUpdate().Model(r).Column("state", "language", "planned", "failure", "updated_at", "lease_until", "attempts").
		WherePK().Where("owner_id = ?", i.OwnerID).Where("state IN (?)", bun.List(from)).Exec(ctx))
	if !errors.Is(err, errs.NotFound) {
		return err
	}
	if _, err := s.Find(ctx, i.OwnerID, i.ID); err != nil {
		return err
	}
	return imports.ErrBusy
}

// Fill implements imports.Store.
func (s *Store) Fill(ctx context.Context, i imports.Import, rows []imports.Row) error {
	r, err := rowOf(&i)
	if err != nil {
		return err
	}
	return s.db.InTx(ctx, func(ctx context.Context, tx bun.Tx) error {
		stored, err := s.lock(ctx, tx, i.ID)
		if err != nil {
			return err
		}
		if stored.State != string(imports.Reading) {
			return errs.NotFound
		}
		if _, err := tx.NewUpdate().Model(r).WherePK().Exec(ctx); err != nil {
			return err
		}
		if !i.HasFile {
			if err := s.letGo(ctx, tx, i.ID, i.CreatedAt); err != nil {
				return err
			}
		}
		return insert(ctx, tx, i.ID, rows)
	})
}

// Weigh implements imports.Store.
func (s *Store) Weigh(ctx context.Context, i imports.Import, rows []imports.Row) error {
	plan, err := packed(i.Plan)
	if err != nil {
		return err
	}
	var open []imports.Row
	for _, r := range rows {
		if r.State != imports.RowDone {
			open = append(open, r)
		}
	}
	return s.db.InTx(ctx, func(ctx context.Context, tx bun.Tx) error {
		stored, err := s.lock(ctx, tx, i.ID)
		switch {
		case err != nil:
			return err
		case stored.State != string(imports.Ready) && stored.State != string(imports.Done):
			return imports.ErrBusy
		case stored.Version != i.Version:
			return imports.ErrChanged
		}
		_, err = tx.NewUpdate().Model(stored).Set("plan = ?", plan).Set("version = version + 1").Set("updated_at = ?", sqldb.At(i.UpdatedAt)).WherePK().Exec(ctx)
		if err != nil {
			return err
		}
		_, err = tx.NewDelete().Model((*line)(nil)).Where("import_id = ?", i.ID).Where("state <> ?", imports.RowDone).Exec(ctx)
		if err != nil {
			return err
		}
		return insert(ctx, tx, i.ID, open)
	})
}

// Mend implements imports.Store.
func (s *Store) Mend(ctx context.Context, importID string, r imports.Row) error {
	l, err := lineOf(importID, &r)
	if err != nil {
		return err
	}
	return s.db.InTx(ctx, func(ctx context.Context, tx bun.Tx) error {
		of, err := s.lock(ctx, tx, importID)
		if err != nil {
			return err
		}
		var was line
		if err := tx.NewSelect().Model(&was).Where("r.import_id = ?", importID).Where("r.n = ?", r.N).Apply(s.db.ForUpdate).Scan(ctx); err != nil {
			return err
		}
		if was.State == string(imports.RowDone) || was.State == string(imports.RowReady) && of.State == string(imports.Running) {
			return imports.ErrBusy
		}
		_, err = tx.NewUpdate().Model(&l).WherePK().Exec(ctx)
		return err
	})
}

// Row implements imports.Store.
func (s *Store) Row(ctx context.Context, importID string, n int) (imports.Row, error) {
	var l line
	if err := s.db.Reader().NewSelect().Model(&l).Where("r.import_id = ?", importID).Where("r.n = ?", n).Scan(ctx); err != nil {
		return imports.Row{}, sqldb.Map(err)
	}
	return l.imported()
}

// Rows implements imports.Store.
func (s *Store) Rows(ctx context.Context, importID string, after, limit int, states ...imports.RowState) ([]imports.Row, error) {
	var lines []line
	q := s.db.Reader().NewSelect().Model(&lines).Where("r.import_id = ?", importID).Where("r.n > ?", after).Order("r.n").Limit(int64(limit))
	if len(states) > 0 {
		q = q.Where("r.state IN (?)", bun.List(states))
	}
	if err := q.Scan(ctx); err != nil {
		return nil, sqldb.Map(err)
	}
	rows := make([]imports.Row, len(lines))
	for i := range lines {
		var err error
		if rows[i], err = lines[i].imported(); err != nil {
			return nil, err
		}
	}
	return rows, nil
}

// Settle implements imports.Store.
func (s *Store) Settle(ctx context.Context, importID string, rows []imports.Row) error {
	return s.db.InTx(ctx, func(ctx context.Context, tx bun.Tx) error {
		for i := range rows {
			problems, err := packed(rows[i].Problems)
			if err != nil {
				return err
			}
			_, err = tx.NewUpdate().Model((*line)(nil)).Set("state = ?", rows[i].State).Set("problems = ?", problems).Set("piece_id = ?", rows[i].PieceID).
				Where("import_id = ?", importID).Where("n = ?", rows[i].N).Where("state = ?", imports.RowReady).Exec(ctx)
			if err != nil {
				return err
			}
		}
		return nil
	})
}

// epoch is a lease that is over.
func epoch() sqldb.Time { return sqldb.At(time.UnixMicro(0)) }
