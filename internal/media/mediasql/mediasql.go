// Package mediasql keeps the records of photos in the relational store. Each change that
// lets go of an object, or begins to need one, moves its key into or out of the object
// bin in the same transaction.
package mediasql

import (
	"context"
	"embed"
	"time"

	"github.com/uptrace/bun"

	"piece/internal/media"
	"piece/internal/platform/clock"
	"piece/internal/platform/errs"
	"piece/internal/platform/objectbin"
	"piece/internal/platform/sqldb"
)

// Domain is what the versions of the tables are counted under.
const Domain = "media"

// Migrations make the tables of this domain. The object bin has its own.
//
//go:embed migrations
var Migrations embed.FS

// Store implements media.Store.
type Store struct {
	db    *sqldb.DB
	bin   *objectbin.Bin
	clock clock.Clock
}

// New gives the store over a database with both migrations.
func New(db *sqldb.DB, bin *objectbin.Bin, c clock.Clock) *Store {
	return &Store{db: db, bin: bin, clock: c}
}

type photo struct {
	bun.BaseModel `bun:"table:media_photos"`

	ID          string      `bun:"id,pk"`
	OwnerID     string      `bun:"owner_id"`
	State       media.State `bun:"state"`
	GrantedType string      `bun:"granted_type"`
	GrantedSize int64       `bun:"granted_size"`
	GrantEnds   sqldb.Time  `bun:"grant_ends"`
	Width       int         `bun:"width"`
	Height      int         `bun:"height"`
	Color       string      `bun:"color"`
	CreatedAt   sqldb.Time  `bun:"created_at"`
	ClaimedAt   sqldb.Time  `bun:"claimed_at"`
}

func (p photo) record() media.Record {
	return media.Record{
		Photo: media.Photo{ID: p.ID, OwnerID: p.OwnerID, Width: p.Width, Height: p.Height, Color: p.Color},
		State: p.State, GrantedType: p.GrantedType, GrantedSize: p.GrantedSize,
		GrantEnds: p.GrantEnds.Time, CreatedAt: p.CreatedAt.Time, ClaimedAt: p.ClaimedAt.Time,
	}
}

// AddUpload implements media.Store.
func (s *Store) AddUpload(ctx context.Context, r media.Record) error {
	row := photo{
		ID: r.ID, OwnerID: r.OwnerID, State: media.Granted, GrantedType: r.GrantedType, GrantedSize: r.GrantedSize,
		GrantEnds: sqldb.At(r.GrantEnds), CreatedAt: sqldb.At(r.CreatedAt),
	}
	_, err := s.db.Writer().NewInsert().Model(&row).Exec(ctx)
	return sqldb.Map(err)
}

// Find implements media.Store.
func (s *Store) Find(ctx context.Context, owner, id string) (media.Record, error) {
	return s.find(ctx, s.db.Reader(), owner, id, nil)
}

// FindAll implements media.Store.
func (s *Store) FindAll(ctx context.Context, owner string, ids []string) ([]media.Photo, error) {
	var rows []photo
	err := s.db.Reader().NewSelect().Model(&rows).Where("id IN (?)", bun.List(ids)).Where("owner_id = ?", owner).
		Where("state = ?", media.Verified).Scan(ctx)
	photos := make([]media.Photo, len(rows))
	for i, row := range rows {
		photos[i] = row.record().Photo
	}
	return photos, sqldb.Map(err)
}

func (s *Store) find(ctx context.Context, db bun.IDB, owner, id string, lock func(*bun.SelectQuery) *bun.SelectQuery) (media.Record, error) {
	var row photo
	err := db.NewSelect().Model(&row).Where("id = ?", id).Where("owner_id = ?", owner).
		Where("state <> ?", media.Dropped).Apply(lock).Scan(ctx)
	return row.record(), sqldb.Map(err)
}

// Prepare implements media.Store.
func (s *Store) Prepare(ctx context.Context, owner, id string, now time.Time) (media.Record, error) {
	var r media.Record
	err := s.db.InTx(ctx, func(ctx context.Context, tx bun.Tx) error {
		var err error
		r, err = s.find(ctx, tx, owner, id, s.db.ForUpdate)
		if err != nil || r.State == media.Verified {
			return err
		}
		return s.bin.Intend(ctx, tx, now.Add(objectbin.StoreWithin), r.Keys()...)
	})
	return r, err
}

// Verify implements media.Store.
func (s *Store) Verify(ctx context.Context, p media.Photo) (media.Photo, error) {
	stored := p
	err := s.db.InTx(ctx, func(ctx context.Context, tx bun.Tx) error {
		r, err := s.find(ctx, tx, p.OwnerID, p.ID, s.db.ForUpdate)
		if err != nil {
			return err
		}
		if r.State == media.Verified {
			stored = r.Photo
			return nil
		}
		if err := s.bin.Keep(ctx, tx, p.Keys()...); err != nil {
			return errs.Unavailable.With(err).After(time.Minute) // took over an hour; the bytes are still there
		}
		if err := s.throwRaw(ctx, tx, r); err != nil {
			return err
		}
		res, err := tx.NewUpdate().Model((*photo)(nil)).Set("state = ?", media.Verified).
			Set("width = ?", p.Width).Set("height = ?", p.Height).Set("color = ?", p.Color).
			Where("id = ?", p.ID).Exec(ctx)
		return sqldb.Affected(res, err)
	})
	return stored, err
}

// throwRaw lets the raw object go when it can't be sent again any more.
func (s *Store) throwRaw(ctx context.Context, tx bun.Tx, r media.Record) error {
	at := r.RawUntil()
	if now := s.clock.Now(); at.Before(now) {
		at = now
	}
	return s.bin.DiscardAt(ctx, tx, at, r.RawKey())
}

// Reject implements media.Store.
func (s *Store) Reject(ctx context.Context, r media.Record) error {
	return s.db.InTx(ctx, func(ctx context.Context, tx bun.Tx) error {
		res, err := tx.NewDelete().Model((*photo)(nil)).Where("id = ?", r.ID).Where("owner_id = ?", r.OwnerID).
			Where("state = ?", media.Granted).Exec(ctx)
		if err := sqldb.Affected(res, err); err != nil {
			return err
		}
		return s.throwRaw(ctx, tx, r)
	})
}
