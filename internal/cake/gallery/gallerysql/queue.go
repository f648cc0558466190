package gallerysql

import (
	"context"
	"errors"
	"slices"
	"time"

	"github.com/uptrace/bun"

	"piece/internal/cake/gallery"
	"piece/internal/platform/errs"
	"piece/internal/platform/sqldb"
)

// The states of a task.
const (
	waiting = "waiting" // for whoever fetches
	running = "running" // leased until due_at
	resting = "resting" // until due_at
)

// taskRow is a task of the queue.
type taskRow struct {
	bun.BaseModel `bun:"table:cake_pictures,alias:t"`

	Picture      string          `bun:"picture,pk"`
	CakeID       string          `bun:"cake_id"`
	Address      string          `bun:"address"`
	Source       string          `bun:"source"`
	State        string          `bun:"state"`
	Urgency      int64           `bun:"urgency"`
	DueAt        sqldb.Time      `bun:"due_at"`
	Attempts     int             `bun:"attempts"`
	Outcome      gallery.Outcome `bun:"outcome"`
	SetID        string          `bun:"set_id"`
	Digest       string          `bun:"digest"`
	ETag         string          `bun:"etag"`
	LastModified string          `bun:"last_modified"`
}

func (r *taskRow) task() gallery.Task {
	return gallery.Task{
		Picture: r.Picture, CakeID: r.CakeID, Address: r.Address, Source: r.Source, Urgency: r.Urgency, Attempts: r.Attempts,
		Outcome: r.Outcome, Until: r.DueAt.Time,
		Made: gallery.Made{SetID: r.SetID, Digest: r.Digest, Validators: gallery.Validators{ETag: r.ETag, LastModified: r.LastModified}},
	}
}

// Tasks implements gallery.Queue.
func (s *Store) Tasks(ctx context.Context, pictures []string) (map[string]gallery.Task, error) {
	found := make(map[string]gallery.Task, len(pictures))
	if len(pictures) == 0 {
		return found, nil
	}
	var rows []taskRow
	err := s.db.Reader().NewSelect().Model(&rows).Where("t.picture IN (?)", bun.List(pictures)).Scan(ctx)
	for i := range rows {
		found[rows[i].Picture] = rows[i].task()
	}
	return found, sqldb.Map(err)
}

// askBatch is how many tasks are added in one statement.
const askBatch = 500

// Ask implements gallery.Queue.
func (s *Store) Ask(ctx context.Context, fresh, other []gallery.Task) error {
	for batch := range slices.Chunk(fresh, askBatch) {
		rows := make([]taskRow, len(batch))
		for i, t := range batch {
			rows[i] = taskRow{Picture: t.Picture, CakeID: t.CakeID, Address: t.Address, Source: t.Source, State: waiting, Urgency: t.Urgency}
		}
		if _, err := s.db.Writer().NewInsert().Model(&rows).Ignore().Exec(ctx); err != nil {
			return sqldb.Map(err)
		}
	}
	if len(other) == 0 {
		return nil
	}
	return s.db.InTx(ctx, func(ctx context.Context, tx bun.Tx) error {
		for _, t := range other {
			_, err := tx.NewUpdate().Model((*taskRow)(nil)).Set("urgency = ?", t.Urgency).Where("picture = ?", t.Picture).Exec(ctx)
			if err != nil {
				return err
			}
			_, err = tx.NewUpdate().Model((*taskRow)(nil)).
				Set("address = ?", t.Address).Set("source = ?", t.Source).Set("state = ?", waiting).Set("due_at = NULL").
				Set("attempts = 0").Set("outcome = ''").Set("etag = ''").Set("last_modified = ''").
				Where("picture = ?", t.Picture).Where("address <> ?", t.Address).Exec(ctx)
			if err != nil {
				return err
			}
		}
		return nil
	})
}

// wakeBatch bounds what one look brings back; the next look finds the rest.
const wakeBatch = 500

// Wake implements gallery.Queue.
func (s *Store) Wake(ctx context.Context, now time.Time) error {
	for _, state := range []string{running, resting} {
		var due []string
		err := s.db.Reader().NewSelect().Model((*taskRow)(nil)).Column("picture").
			Where("t.state = ?", state).Where("t.due_at <= ?", sqldb.At(now)).Limit(wakeBatch).Scan(ctx, &due)
		if err != nil {
			return sqldb.Map(err)
		}
		if len(due) == 0 {
			continue
		}
		_, err = s.db.Writer().NewUpdate().Model((*taskRow)(nil)).Set("state = ?", waiting).Set("due_at = NULL").
			Where("picture IN (?)", bun.List(due)).Where("state = ?", state).Where("due_at <= ?", sqldb.At(now)).Exec(ctx)
		if err != nil {
			return sqldb.Map(err)
		}
	}
	return nil
}

// beginTries is how often the next task is looked up while other nodes are faster.
const beginTries = 20

// Begin implements gallery.Queue.
func (s *Store) Begin(ctx context.Context, source string, now, until time.Time) (gallery.Task, error) {
	for range beginTries {
		var r taskRow
		err := s.db.Reader().NewSelect().Model(&r).Where("t.source = ?", source).Where("t.state = ?", waiting).
			OrderExpr("t.urgency DESC").Limit(1).Scan(ctx)
		if err != nil {
			return gallery.Task{}, sqldb.Map(err)
		}
		res, err := s.db.Writer().NewUpdate().Model((*taskRow)(nil)).Set("state = ?", running).Set("due_at = ?", sqldb.At(until)).
			Where("picture = ?", r.Picture).Where("address = ?", r.Address).Where("state = ?", waiting).Exec(ctx)
		err = sqldb.Affected(res, err)
		if errors.Is(err, errs.NotFound) {
			continue // another node took it
		}
		r.DueAt = sqldb.At(until)
		return r.task(), err
	}
	return gallery.Task{}, errs.Unavailable.With(errors.New("pictures: other nodes took every task"))
}

// Finish implements gallery.Queue.
func (s *Store) Finish(ctx context.Context, t gallery.Task, e gallery.Ended) error {
	return s.db.InTx(ctx, func(ctx context.Context, tx bun.Tx) error {
		v := fitting(e.Made.Validators)
		res, err := tx.NewUpdate().Model((*taskRow)(nil)).
			Set("state = ?", resting).Set("due_at = ?", sqldb.At(e.Due)).Set("attempts = ?", e.Attempts).Set("outcome = ?", e.Outcome).
			Set("set_id = ?", e.Made.SetID).Set("digest = ?", e.Made.Digest).Set("etag = ?", v.ETag).Set("last_modified = ?", v.LastModified).
			Where("picture = ?", t.Picture).Where("address = ?", t.Address).Where("state = ?", running).Where("due_at = ?", sqldb.At(t.Until)).Exec(ctx)
		if err := sqldb.Affected(res, err); err != nil {
			return err
		}
		if t.CakeID != "" || e.Made.SetID == t.Made.SetID {
			return nil
		}
		if e.Made.SetID != "" {
			if err := s.bin.Keep(ctx, tx, gallery.PortraitKey(e.Made.SetID)); err != nil {
				return errs.Unavailable.With(err) // deleted, because all this took too long
			}
		}
		if t.Made.SetID == "" {
			return nil
		}
		return s.bin.DiscardAt(ctx, tx, s.clock.Now().Add(stillRead), gallery.PortraitKey(t.Made.SetID))
	})
}

// What is kept of validators. A longer one, or one that isn't plain text, does without: the
// picture is then fetched in full the next time.
const (
	maxETag         = 200
	maxLastModified = 64
)

func fitting(v gallery.Validators) gallery.Validators {
	if len(v.ETag) > maxETag || !printable(v.ETag) {
		v.ETag = ""
	}
	if len(v.LastModified) > maxLastModified || !printable(v.LastModified) {
		v.LastModified = ""
	}
	return v
}

func printable(s string) bool {
	for i := range len(s) {
		if s[i] < ' ' || s[i] > '~' {
			return false
		}
	}
	return true
}

// Waiting implements gallery.Queue.
func (s *Store) Waiting(ctx context.Context) (map[string]int, error) {
	var rows []struct {
		Source string `bun:"source"`
		Count  int    `bun:"n"`
	}
	err := s.db.Reader().NewSelect().Model((*taskRow)(nil)).Column("source").ColumnExpr("count(*) AS n").
		Where("t.state = ?", waiting).Group("source").Scan(ctx, &rows)
	counts := map[string]int{}
	for _, r := range rows {
		counts[r.Source] = r.Count
	}
	return counts, sqldb.Map(err)
}

// Portrait implements gallery.Queue.
func (s *Store) Portrait(ctx context.Context, name string) (string, error) {
	var setID string
	err := s.db.Reader().NewSelect().Model((*taskRow)(nil)).Column("set_id").
		Where("t.picture = ?", gallery.PortraitOf(name)).Where("t.set_id <> ''").Scan(ctx, &setID)
	return setID, sqldb.Map(err)
}
