package exportssql

import (
	"context"
	"errors"
	"time"

	"github.com/uptrace/bun"

	"piece/internal/archive/exports"
	"piece/internal/platform/errs"
	"piece/internal/platform/objectbin"
	"piece/internal/platform/sqldb"
)

// beginTries is how often the next export is looked up while other workers are faster.
const beginTries = 20

// Begin implements exports.Store.
func (s *Store) Begin(ctx context.Context, now, until time.Time) (exports.Export, error) {
	for range beginTries {
		var next row
		err := s.db.Reader().NewSelect().Model(&next).Where("e.state = ?", exports.Waiting).Where("e.due_at <= ?", sqldb.At(now)).
			Order("e.due_at", "e.id").Limit(1).Scan(ctx)
		if err != nil {
			return exports.Export{}, sqldb.Map(err)
		}
		res, err := s.db.Writer().NewUpdate().Model((*row)(nil)).
			Set("state = ?", exports.Running).Set("attempts = ?", next.Attempts+1).Set("lease_until = ?", sqldb.At(until)).Set("updated_at = ?", sqldb.At(now)).
			Where("id = ?", next.ID).Where("state = ?", exports.Waiting).Where("attempts = ?", next.Attempts).Exec(ctx)
		err = sqldb.Affected(res, err)
		if errors.Is(err, errs.NotFound) {
			continue // another worker took it
		}
		if err != nil {
			return exports.Export{}, err
		}
		next.State, next.LeaseUntil = exports.Running, sqldb.At(until)
		next.Attempts++
		return next.export()
	}
	return exports.Export{}, errs.Unavailable.With(errors.New("exports: other workers took every one"))
}

// held begins a change of an export that the worker still has.
func held(db bun.IDB, e exports.Export, now time.Time) *bun.UpdateQuery {
	return db.NewUpdate().Model((*row)(nil)).Set("updated_at = ?", sqldb.At(now)).
		Where("id = ?", e.ID).Where("state = ?", e.State).Where("attempts = ?", e.Attempts)
}

func change(ctx context.Context, q *bun.UpdateQuery) error {
	res, err := q.Exec(ctx)
	return sqldb.Affected(res, err)
}

// Extend implements exports.Store.
func (s *Store) Extend(ctx context.Context, e exports.Export, p exports.Progress, now, until time.Time) error {
	return change(ctx, held(s.db.Writer(), e, now).Set("step = ?", p.Step).Set("done = ?", p.Done).Set("total = ?", p.Total).Set("lease_until = ?", sqldb.At(until)))
}

// Intend implements exports.Store.
func (s *Store) Intend(ctx context.Context, e exports.Export, key string, now time.Time) error {
	return s.db.InTx(ctx, func(ctx context.Context, tx bun.Tx) error {
		if err := change(ctx, held(tx, e, now)); err != nil {
			return err
		}
		return s.bin.Intend(ctx, tx, now.Add(objectbin.StoreWithin), key)
	})
}

// Gathered implements exports.Store.
func (s *Store) Gathered(ctx context.Context, e exports.Export, key string, notes []exports.Note, now time.Time, then exports.State) error {
	text, err := notesText(notes)
	if err != nil {
		return err
	}
	return s.db.InTx(ctx, func(ctx context.Context, tx bun.Tx) error {
		q := held(tx, e, now).Set("gathered_key = ?", key).Set("notes = ?", text).Set("state = ?", then)
		if then == exports.Waiting {
			q = q.Set("due_at = ?", sqldb.At(now)).Set("lease_until = NULL")
		}
		if err := change(ctx, q); err != nil {
			return err
		}
		return s.bin.Keep(ctx, tx, key)
	})
}

// Finish implements exports.Store.
func (s *Store) Finish(ctx context.Context, e exports.Export, now time.Time) error {
	text, err := notesText(e.Notes)
	if err != nil {
		return err
	}
	return s.db.InTx(ctx, func(ctx context.Context, tx bun.Tx) error {
		err := change(ctx, held(tx, e, now).Set("state = ?", exports.Ready).Set("active_owner = NULL").Set("lease_until = NULL").
			Set("gathered_key = ?", "").Set("file_key = ?", e.FileKey).Set("notes = ?", text).Set("pieces = ?", e.Pieces).Set("size = ?", e.Size).
			Set("ready_at = ?", sqldb.At(e.ReadyAt)).Set("ends_at = ?", sqldb.At(e.EndsAt)))
		if err != nil {
			return err
		}
		if err := s.bin.Keep(ctx, tx, e.FileKey); err != nil {
			return err
		}
		if e.GatheredKey != "" {
			if err := s.bin.Discard(ctx, tx, e.GatheredKey); err != nil {
				return err
			}
		}
		var older []row
		err = tx.NewSelect().Model(&older).Where("e.owner_id = ?", e.OwnerID).Where("e.state = ?", exports.Ready).Where("e.id <> ?", e.ID).
			Apply(s.db.ForUpdate).Scan(ctx)
		if err != nil {
			return err
		}
		return s.remove(ctx, tx, older, now)
	})
}

// PutBack implements exports.Store.
func (s *Store) PutBack(ctx context.Context, e exports.Export, now, due time.Time, counted bool) error {
	q := held(s.db.Writer(), e, now).Set("state = ?", exports.Waiting).Set("due_at = ?", sqldb.At(due)).Set("lease_until = NULL")
	if !counted {
		q = q.Set("attempts = ?", e.Attempts-1)
	}
	return change(ctx, q)
}

// Fail implements exports.Store.
func (s *Store) Fail(ctx context.Context, e exports.Export, why exports.FailureCode, now time.Time) error {
	return s.db.InTx(ctx, func(ctx context.Context, tx bun.Tx) error { return s.fail(ctx, tx, e, why, now) })
}

func (s *Store) fail(ctx context.Context, tx bun.Tx, e exports.Export, why exports.FailureCode, now time.Time) error {
	var r row
	err := tx.NewSelect().Model(&r).Where("e.id = ?", e.ID).Apply(s.db.ForUpdate).Scan(ctx)
	if err != nil {
		return err
	}
	err = change(ctx, held(tx, e, now).Set("state = ?", exports.Failed).Set("failure = ?", why).Set("active_owner = NULL").
		Set("lease_until = NULL").Set("gathered_key = ?", ""))
	if err != nil {
		return err
	}
	return s.bin.Discard(ctx, tx, r.keys()...)
}

// reclaimBatch bounds what one look puts back; the next look finds the rest.
const reclaimBatch = 100

// Reclaim implements exports.Store.
func (s *Store) Reclaim(ctx context.Context, now time.Time, most int) (int, error) {
	var late []row
	err := s.db.Reader().NewSelect().Model(&late).Where("e.state IN (?)", bun.List([]exports.State{exports.Gathering, exports.Running})).
		Where("e.lease_until < ?", sqldb.At(now)).Order("e.id").Limit(reclaimBatch).Scan(ctx)
	if err != nil {
		return 0, sqldb.Map(err)
	}
	n := 0
	for i := range late {
		e, err := late[i].export()
		if err != nil {
			return n, err
		}
		err = s.db.InTx(ctx, func(ctx context.Context, tx bun.Tx) error {
			q := held(tx, e, now).Where("lease_until = ?", late[i].LeaseUntil).Set("state = ?", exports.Waiting).Set("due_at = ?", sqldb.At(now)).Set("lease_until = NULL")
			if err := change(ctx, q); err != nil {
				return err
			}
			if e.Attempts < most {
				return nil
			}
			e.State = exports.Waiting
			return s.fail(ctx, tx, e, exports.FailedInterrupted, now)
		})
		if errors.Is(err, errs.NotFound) {
			continue // it went on, or was put back by another node
		}
		if err != nil {
			return n, err
		}
		n++
	}
	return n, nil
}
