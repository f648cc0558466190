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
func (s *Store) Begin(ctx context.Context, of []artwork.Provider, now, until, since time.Time) (artwork.Job, error) {
	for range beginTries {
		next, err := s.next(ctx, of, now, since)
		if err != nil {
			return artwork.Job{}, err
		}
		res, err := s.db.Writer().NewUpdate().Model((*row)(nil)).
			Set("state = ?", artwork.Running).Set("attempts = ?", next.Attempts+1).Set("progress = 0").Set("sketch = NULL").
			Set("begun_at = ?", sqldb.At(now)).Set("lease_until = ?", sqldb.At(until)).Set("updated_at = ?", sqldb.At(now)).
			Where("id = ?", next.ID).Where("state = ?", artwork.Asked).Where("attempts = ?", next.Attempts).Exec(ctx)
		err = sqldb.Affected(res, err)
		if errors.Is(err, errs.NotFound) {
			continue // another worker took it
		}
		if err != nil {
			return artwork.Job{}, err
		}
		next.State, next.Progress, next.Sketch, next.LeaseUntil = artwork.Running, 0, nil, sqldb.At(until)
		next.Attempts++
		return s.job(ctx, next.artwork())
	}
	return artwork.Job{}, errs.Unavailable.With(errors.New("artworks: other workers took every try"))
}

func (s *Store) next(ctx context.Context, of []artwork.Provider, now, since time.Time) (row, error) {
	var r row
	lately := s.db.Reader().NewSelect().TableExpr("artworks AS b").ColumnExpr("count(*)").
		Where("b.owner_id = a.owner_id").Where("b.begun_at > ?", sqldb.At(since)).Where("b.provider IN (?)", bun.List(of))
	err := s.db.Reader().NewSelect().Model(&r).
		Where("a.state = ?", artwork.Asked).Where("a.due_at <= ?", sqldb.At(now)).Where("a.provider IN (?)", bun.List(of)).
		OrderExpr("(?), a.created_at, a.id", lately).Limit(1).Scan(ctx)
	return r, sqldb.Map(err)
}

// Line implements artwork.Store. Of people with several tries each begun one puts the next further
// back, as next will find it then.
func (s *Store) Line(ctx context.Context, of []artwork.Provider, since time.Time, limit int) ([]string, error) {
	lately := s.db.Reader().NewSelect().TableExpr("artworks").ColumnExpr("owner_id, count(*) AS begun").
		Where("begun_at > ?", sqldb.At(since)).Where("provider IN (?)", bun.List(of)).Group("owner_id")
	var ids []string
	err := s.db.Reader().NewSelect().TableExpr("artworks AS a").Column("a.id").
		Join("LEFT JOIN (?) AS b ON b.owner_id = a.owner_id", lately).
		Where("a.state = ?", artwork.Asked).Where("a.provider IN (?)", bun.List(of)).
		OrderExpr("COALESCE(b.begun, 0) + row_number() OVER (PARTITION BY a.owner_id ORDER BY a.created_at, a.id), a.created_at, a.id").
		Limit(int64(limit)).Scan(ctx, &ids)
	return ids, sqldb.Map(err)
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
func (s *Store) Extend(ctx context.Context, j artwork.Job, at artwork.Stage, now, until time.Time) error {
	q := held(s.db.Writer(), j, now).Set("progress = ?", at.Done).Set("lease_until = ?", sqldb.At(until))
	if len(at.Sketch) > 0 {
		q = q.Set("sketch = ?", at.Sketch)
	}
	return change(ctx, q)
}

// leave ends the work of whoever held a try: what was sketched meanwhile is of no use any more.
func leave(q *bun.UpdateQuery) *bun.UpdateQuery {
	return q.Set("sketch = NULL").Set("lease_until = NULL")
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
func (s *Store) Finish(ctx context.Context, j artwork.Job, key string, p artwork.Picture, now time.Time) error {
	return s.db.InTx(ctx, func(ctx context.Context, tx bun.Tx) error {
		err := change(ctx, leave(held(tx, j, now)).Set("state = ?", artwork.Done).Set("progress = 1").
			Set("scene = ?", p.Scene).Set("model = ?", p.Model).Set("recipe = ?", sqldb.Text(p.Recipe)).Set("image_key = ?", key))
		if err != nil {
			return err
		}
		return s.bin.Keep(ctx, tx, key)
	})
}

// PutBack implements artwork.Store.
func (s *Store) PutBack(ctx context.Context, j artwork.Job, now, due time.Time, counted bool) error {
	q := leave(held(s.db.Writer(), j, now)).Set("state = ?", artwork.Asked).Set("progress = 0").Set("due_at = ?", sqldb.At(due))
	if !counted {
		q = q.Set("attempts = ?", j.Attempts-1)
	}
	return change(ctx, q)
}

// Fail implements artwork.Store.
func (s *Store) Fail(ctx context.Context, j artwork.Job, why artwork.FailureCode, now time.Time) error {
	return change(ctx, leave(held(s.db.Writer(), j, now)).Set("state = ?", artwork.Failed).Set("failure = ?", why))
}

// Cancel implements artwork.Store. It asks for no attempt: whoever paints the try has lost it.
func (s *Store) Cancel(ctx context.Context, owner, id string, now time.Time) (artwork.Artwork, error) {
	q := s.db.Writer().NewUpdate().Model((*row)(nil)).Set("state = ?", artwork.Canceled).Set("updated_at = ?", sqldb.At(now)).
		Where("id = ?", id).Where("owner_id = ?", owner).Where("state IN (?)", bun.List([]artwork.State{artwork.Asked, artwork.Running}))
	if err := change(ctx, leave(q)); err != nil && !errors.Is(err, errs.NotFound) {
		return artwork.Artwork{}, err
	}
	return s.Find(ctx, owner, id)
}

// reclaimBatch bounds what one look puts back; the next look finds the rest.
const reclaimBatch = 200

// Reclaim implements artwork.Store.
func (s *Store) Reclaim(ctx context.Context, now time.Time, maxAttempts int) ([]artwork.Artwork, error) {
	var late []row
	err := s.db.Reader().NewSelect().Model(&late).Where("a.state = ?", artwork.Running).
		Where("a.lease_until < ?", sqldb.At(now)).Order("a.id").Limit(reclaimBatch).Scan(ctx)
	if err != nil {
		return nil, sqldb.Map(err)
	}
	var reclaimed []artwork.Artwork
	for _, r := range late {
		q := leave(held(s.db.Writer(), artwork.Job{Artwork: r.artwork()}, now).Where("lease_until = ?", r.LeaseUntil))
		if r.Attempts >= maxAttempts {
			r.State, r.Failure = artwork.Failed, artwork.FailedInterrupted
		} else {
			r.State, r.Progress, r.DueAt = artwork.Asked, 0, sqldb.At(now)
		}
		r.Sketch, r.LeaseUntil, r.UpdatedAt = nil, sqldb.Time{}, sqldb.At(now)
		err := change(ctx, q.Set("state = ?", r.State).Set("failure = ?", r.Failure).Set("progress = ?", r.Progress).Set("due_at = ?", r.DueAt))
		if errors.Is(err, errs.NotFound) {
			continue // it was finished, or put back by another node
		}
		if err != nil {
			return reclaimed, err
		}
		reclaimed = append(reclaimed, r.artwork())
	}
	return reclaimed, nil
}
