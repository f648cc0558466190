package readingsql

import (
	"context"
	"errors"
	"time"

	"github.com/uptrace/bun"

	"piece/internal/platform/errs"
	"piece/internal/platform/sqldb"
	"piece/internal/reading"
)

// beginTries is how often the next reading is looked up while other workers are faster.
const beginTries = 20

// Begin implements reading.Store.
func (s *Store) Begin(ctx context.Context, now, until, since time.Time) (reading.Job, error) {
	for range beginTries {
		next, err := s.next(ctx, now, since)
		if err != nil {
			return reading.Job{}, err
		}
		res, err := s.db.Writer().NewUpdate().Model((*row)(nil)).
			Set("state = ?", reading.Running).Set("attempts = ?", next.Attempts+1).
			Set("begun_at = ?", sqldb.At(now)).Set("lease_until = ?", sqldb.At(until)).Set("updated_at = ?", sqldb.At(now)).
			Where("id = ?", next.ID).Where("state = ?", reading.Asked).Where("attempts = ?", next.Attempts).Exec(ctx)
		err = sqldb.Affected(res, err)
		if errors.Is(err, errs.NotFound) {
			continue // another worker took it
		}
		if err != nil {
			return reading.Job{}, err
		}
		next.State, next.LeaseUntil, next.UpdatedAt = reading.Running, sqldb.At(until), sqldb.At(now)
		next.Attempts++
		r, err := next.reading()
		return reading.Job{Reading: r}, err
	}
	return reading.Job{}, errs.Unavailable.With(errors.New("readings: other workers took every one"))
}

func (s *Store) next(ctx context.Context, now, since time.Time) (row, error) {
	var r row
	lately := s.db.Reader().NewSelect().TableExpr("readings AS b").ColumnExpr("count(*)").
		Where("b.owner_id = r.owner_id").Where("b.begun_at > ?", sqldb.At(since))
	err := s.db.Reader().NewSelect().Model(&r).
		Where("r.state = ?", reading.Asked).Where("r.due_at <= ?", sqldb.At(now)).
		OrderExpr("(?), r.created_at, r.id", lately).Limit(1).Scan(ctx)
	return r, sqldb.Map(err)
}

// held begins a change of a reading that the worker still has.
func held(db bun.IDB, id string, attempts int, now time.Time) *bun.UpdateQuery {
	return db.NewUpdate().Model((*row)(nil)).Set("updated_at = ?", sqldb.At(now)).
		Where("id = ?", id).Where("state = ?", reading.Running).Where("attempts = ?", attempts)
}

func change(ctx context.Context, q *bun.UpdateQuery) error {
	res, err := q.Exec(ctx)
	return sqldb.Affected(res, err)
}

// Extend implements reading.Store.
func (s *Store) Extend(ctx context.Context, j reading.Job, now, until time.Time) error {
	return change(ctx, held(s.db.Writer(), j.ID, j.Attempts, now).Set("lease_until = ?", sqldb.At(until)))
}

// Finish implements reading.Store.
func (s *Store) Finish(ctx context.Context, j reading.Job, found []reading.Suggestion, now time.Time) error {
	return change(ctx, held(s.db.Writer(), j.ID, j.Attempts, now).Set("state = ?", reading.Done).
		Set("found = ?", listOf(found)).Set("lease_until = NULL"))
}

// PutBack implements reading.Store.
func (s *Store) PutBack(ctx context.Context, j reading.Job, now, due time.Time, counted bool) error {
	q := held(s.db.Writer(), j.ID, j.Attempts, now).Set("state = ?", reading.Asked).Set("due_at = ?", sqldb.At(due)).Set("lease_until = NULL")
	if !counted {
		q = q.Set("attempts = ?", j.Attempts-1)
	}
	return change(ctx, q)
}

// Fail implements reading.Store.
func (s *Store) Fail(ctx context.Context, j reading.Job, why reading.FailureCode, now time.Time) error {
	return change(ctx, held(s.db.Writer(), j.ID, j.Attempts, now).Set("state = ?", reading.Failed).Set("failure = ?", why).Set("lease_until = NULL"))
}

// reclaimBatch bounds what one look puts back; the next look finds the rest.
const reclaimBatch = 200

// Reclaim implements reading.Store.
func (s *Store) Reclaim(ctx context.Context, now time.Time, maxAttempts int) (int, error) {
	var late []row
	err := s.db.Reader().NewSelect().Model(&late).Where("r.state = ?", reading.Running).
		Where("r.lease_until < ?", sqldb.At(now)).Order("r.id").Limit(reclaimBatch).Scan(ctx)
	if err != nil {
		return 0, sqldb.Map(err)
	}
	put := 0
	for _, r := range late {
		q := held(s.db.Writer(), r.ID, r.Attempts, now).Where("lease_until = ?", r.LeaseUntil).Set("lease_until = NULL")
		if r.Attempts >= maxAttempts {
			q = q.Set("state = ?", reading.Failed).Set("failure = ?", reading.FailedInterrupted)
		} else {
			q = q.Set("state = ?", reading.Asked).Set("due_at = ?", sqldb.At(now))
		}
		err := change(ctx, q)
		if errors.Is(err, errs.NotFound) {
			continue // it was finished, or put back by another node
		}
		if err != nil {
			return put, err
		}
		put++
	}
	return put, nil
}
