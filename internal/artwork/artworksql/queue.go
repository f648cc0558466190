package artworksql

import (
	"context"
	"errors"
	"time"

	"github.com/uptrace/bun"

	"piece/internal/artwork"
	"piece/internal/platform/errs"
	"piece/internal/platform/objectbin"
	"piece/internal/platform/sqldb"
)

// beginTries is how often the next try is looked up while other workers are faster.
const beginTries = 20

// Begin implements artwork.Store.
func (s *Store) Begin(ctx context.Context, now, until, since time.Time) (artwork.Job, error) {
	for range beginTries {
		next, err := s.next(ctx, now, since)
		if err != nil {
			return artwork.Job{}, err
		}
		res, err := s.db.Writer().NewUpdate().Model((*row)(nil)).
			Set("state = ?", artwork.Running).Set("attempts = ?", next.Attempts+1).Set("progress = 0").
			Set("begun_at = ?", sqldb.At(now)).Set("lease_until = ?", sqldb.At(until)).Set("updated_at = ?", sqldb.At(now)).
			Where("id = ?", next.ID).Where("state = ?", artwork.Asked).Where("attempts = ?", next.Attempts).Exec(ctx)
		err = sqldb.Affected(res, err)
		if errors.Is(err, errs.NotFound) {
			continue // another worker took it
		}
		if err != nil {
			return artwork.Job{}, err
		}
		next.State, next.Progress, next.LeaseUntil = artwork.Running, 0, sqldb.At(until)
		next.Attempts++
		return s.job(ctx, next.artwork())
	}
	return artwork.Job{}, errs.Unavailable.With(errors.New("artworks: other workers took every try"))
}

func (s *Store) next(ctx context.Context, now, since time.Time) (row, error) {
	var r row
	lately := s.db.Reader().NewSelect().TableExpr("artworks AS b").ColumnExpr("count(*)").
		Where("b.owner_id = a.owner_id").Where("b.begun_at > ?", sqldb.At(since))
	err := s.db.Reader().NewSelect().Model(&r).
		Where("a.state = ?", artwork.Asked).Where("a.due_at <= ?", sqldb.At(now)).
		OrderExpr("(?), a.created_at, a.id", lately).Limit(1).Scan(ctx)
	return r, sqldb.Map(err)
}

func (s *Store) job(ctx context.Context, a artwork.Artwork) (artwork.Job, error) {
	tries, err := s.List(ctx, a.OwnerID, a.PhotoID)
	if err != nil {
		return artwork.Job{}, err
	}
	j := artwork.Job{Artwork: a}
	for _, t := range tries {
		if t.Scene != "" && t.Number < a.Number {
			j.Avoid = append(j.Avoid, t.Scene)
		}
	}
	return j, nil
}

// held begins a change of a try that the worker still has.
func held(db bun.IDB, j artwork.Job, now time.Time) *bun.UpdateQuery {
	return db.NewUpdate().Model((*row)(nil)).Set("updated_at = ?", sqldb.At(now)).
		Where("id = ?", j.ID).Where("state = ?", artwork.Running).Where("attempts = ?", j.Attempts)
}

func change(ctx context.Context, q *bun.UpdateQuery) error {
	res, err := q.Exec(ctx)
	return sqldb.Affected(res, err)
}

// Extend implements artwork.Store.
func (s *Store) Extend(ctx context.Context, j artwork.Job, progress float64, now, until time.Time) error {
	return change(ctx, held(s.db.Writer(), j, now).Set("progress = ?", progress).Set("lease_until = ?", sqldb.At(until)))
}

// Prepare implements artwork.Store.
func (s *Store) Prepare(ctx context.Context, j artwork.Job, key string, now time.Time) error {
	return s.db.InTx(ctx, func(ctx context.Context, tx bun.Tx) error {
		var r row
		err := tx.NewSelect().Model(&r).Where("a.id = ?", j.ID).Where("a.state = ?", artwork.Running).
			Where("a.attempts = ?", j.Attempts).Apply(s.db.ForUpdate).Scan(ctx)
		if err != nil {
			return err
		}
		return s.bin.Intend(ctx, tx, now.Add(objectbin.StoreWithin), key)
	})
}

// Finish implements artwork.Store.
func (s *Store) Finish(ctx context.Context, j artwork.Job, key, scene string, now time.Time) error {
	return s.db.InTx(ctx, func(ctx context.Context, tx bun.Tx) error {
		err := change(ctx, held(tx, j, now).Set("state = ?", artwork.Done).Set("progress = 1").
			Set("scene = ?", scene).Set("image_key = ?", key).Set("lease_until = NULL"))
		if err != nil {
			return err
		}
		return s.bin.Keep(ctx, tx, key)
	})
}

// PutBack implements artwork.Store.
func (s *Store) PutBack(ctx context.Context, j artwork.Job, now, due time.Time, counted bool) error {
	q := held(s.db.Writer(), j, now).Set("state = ?", artwork.Asked).Set("progress = 0").
		Set("due_at = ?", sqldb.At(due)).Set("lease_until = NULL")
	if !counted {
		q = q.Set("attempts = ?", j.Attempts-1)
	}
	return change(ctx, q)
}

// Fail implements artwork.Store.
func (s *Store) Fail(ctx context.Context, j artwork.Job, why artwork.FailureCode, now time.Time) error {
	return change(ctx, held(s.db.Writer(), j, now).Set("state = ?", artwork.Failed).Set("failure = ?", why).Set("lease_until = NULL"))
}

// reclaimBatch bounds what one look puts back; the next look finds the rest.
const reclaimBatch = 200

// Reclaim implements artwork.Store.
func (s *Store) Reclaim(ctx context.Context, now time.Time, maxAttempts int) ([]string, error) {
	var late []row
	err := s.db.Reader().NewSelect().Model(&late).Where("a.state = ?", artwork.Running).
		Where("a.lease_until < ?", sqldb.At(now)).Order("a.id").Limit(reclaimBatch).Scan(ctx)
	if err != nil {
		return nil, sqldb.Map(err)
	}
	var ids []string
	for _, r := range late {
		q := held(s.db.Writer(), artwork.Job{Artwork: r.artwork()}, now).Where("lease_until = ?", r.LeaseUntil).Set("lease_until = NULL")
		if r.Attempts >= maxAttempts {
			q = q.Set("state = ?", artwork.Failed).Set("failure = ?", artwork.FailedInterrupted)
		} else {
			q = q.Set("state = ?", artwork.Asked).Set("progress = 0").Set("due_at = ?", sqldb.At(now))
		}
		err := change(ctx, q)
		if errors.Is(err, errs.NotFound) {
			continue // it was finished, or put back by another node
		}
		if err != nil {
			return ids, err
		}
		ids = append(ids, r.ID)
	}
	return ids, nil
}
