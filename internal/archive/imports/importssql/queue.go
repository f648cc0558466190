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

// Begin implements imports.Store. Whoever changes the lease first has the work.
func (s *Store) Begin(ctx context.Context, now, until time.Time) (imports.Import, error) {
	var due []row
	err := s.db.Reader().NewSelect().Model(&due).Where("i.state IN (?)", bun.List([]imports.State{imports.Reading, imports.Running})).
		Where("i.lease_until <= ?", sqldb.At(now)).Order("i.updated_at", "i.id").Limit(10).Scan(ctx)
	if err != nil {
		return imports.Import{}, sqldb.Map(err)
	}
	for n := range due {
		r := &due[n]
		err := sqldb.Affected(s.db.Writer().NewUpdate().Model((*row)(nil)).Set("lease_until = ?", sqldb.At(until)).Set("attempts = attempts + 1").
			Where("id = ?", r.ID).Where("state = ?", r.State).Where("attempts = ?", r.Attempts).Where("lease_until = ?", r.LeaseUntil).Exec(ctx))
		if errors.Is(err, errs.NotFound) {
			continue // another worker was faster
		}
		if err != nil {
			return imports.Import{}, err
		}
		r.Attempts++
		return r.imported()
	}
	return imports.Import{}, errs.NotFound
}

// held names work by what only its worker knows.
func held(q *bun.UpdateQuery, i *imports.Import) *bun.UpdateQuery {
	return q.Where("id = ?", i.ID).Where("attempts = ?", i.Attempts).Where("state IN (?)", bun.List([]imports.State{imports.Reading, imports.Running}))
}

// Extend implements imports.Store.
func (s *Store) Extend(ctx context.Context, i imports.Import, until time.Time) error {
	return sqldb.Affected(held(s.db.Writer().NewUpdate().Model((*row)(nil)).Set("lease_until = ?", sqldb.At(until)), &i).Exec(ctx))
}

// PutBack implements imports.Store.
func (s *Store) PutBack(ctx context.Context, i imports.Import, at time.Time, failed bool) error {
	q := s.db.Writer().NewUpdate().Model((*row)(nil)).Set("lease_until = ?", sqldb.At(at))
	if !failed { // it was no fault of the work
		q = q.Set("attempts = attempts - 1")
	}
	return sqldb.Affected(held(q, &i).Exec(ctx))
}

// Finish implements imports.Store.
func (s *Store) Finish(ctx context.Context, i imports.Import, keepFile bool) error {
	return s.end(ctx, i, keepFile && i.HasFile)
}

// Refuse implements imports.Store.
func (s *Store) Refuse(ctx context.Context, i imports.Import) error { return s.end(ctx, i, false) }

func (s *Store) end(ctx context.Context, i imports.Import, keepFile bool) error {
	failure, err := packed(i.Failure)
	if err != nil {
		return err
	}
	return s.db.InTx(ctx, func(ctx context.Context, tx bun.Tx) error {
		q := tx.NewUpdate().Model((*row)(nil)).Set("state = ?", i.State).Set("failure = ?", failure).Set("updated_at = ?", sqldb.At(i.UpdatedAt)).
			Set("has_file = ?", keepFile).Set("lease_until = ?", epoch())
		if err := sqldb.Affected(held(q, &i).Exec(ctx)); err != nil {
			return err
		}
		if keepFile {
			return nil
		}
		return s.letGo(ctx, tx, i.ID, i.CreatedAt)
	})
}

// Drop implements imports.Store.
func (s *Store) Drop(ctx context.Context, owner, id string) error {
	return s.db.InTx(ctx, func(ctx context.Context, tx bun.Tx) error {
		r, err := s.lock(ctx, tx, id)
		if err != nil {
			return err
		}
		if r.OwnerID != owner {
			return errs.NotFound
		}
		return s.forget(ctx, tx, []row{*r})
	})
}

// Ended implements imports.Store.
func (s *Store) Ended(ctx context.Context, now time.Time, limit int) (int, error) {
	return s.forgetSome(ctx, limit, func(q *bun.SelectQuery) *bun.SelectQuery { return q.Where("i.ends_at <= ?", sqldb.At(now)) })
}

// Purge implements imports.Store.
func (s *Store) Purge(ctx context.Context, person string, limit int) (int, error) {
	return s.forgetSome(ctx, limit, func(q *bun.SelectQuery) *bun.SelectQuery { return q.Where("i.owner_id = ?", person) })
}

func (s *Store) forgetSome(ctx context.Context, limit int, which func(*bun.SelectQuery) *bun.SelectQuery) (n int, err error) {
	err = s.db.InTx(ctx, func(ctx context.Context, tx bun.Tx) error {
		var rows []row
		if err := tx.NewSelect().Model(&rows).Apply(which).Limit(int64(limit)).Apply(s.db.ForUpdate).Scan(ctx); err != nil {
			return err
		}
		n = len(rows)
		return s.forget(ctx, tx, rows)
	})
	return n, err
}

// letGo lets the file be deleted; one that may still be sent, when its grant has ended.
func (s *Store) letGo(ctx context.Context, tx bun.Tx, id string, created time.Time) error {
	at := s.clock.Now()
	if grant := created.Add(imports.GrantTTL + 10*time.Minute); at.Before(grant) {
		at = grant
	}
	i := imports.Import{ID: id}
	return s.bin.DiscardAt(ctx, tx, at, i.Key())
}

// forget removes imports with their rows.
func (s *Store) forget(ctx context.Context, tx bun.Tx, rows []row) error {
	for n := range rows {
		r := &rows[n]
		if _, err := tx.NewDelete().Model(r).WherePK().Exec(ctx); err != nil {
			return err
		}
		if err := s.letGo(ctx, tx, r.ID, r.CreatedAt.Time); err != nil {
			return err
		}
	}
	return nil
}
