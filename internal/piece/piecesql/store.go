// Package piecesql keeps pieces in the relational store, on SQLite and MySQL alike.
//
// Invariants: a piece's row, the request that made it and the keeping of its objects are
// one transaction; so are a change of the row with the keeping of new objects and the throwing
// away of old ones, and its end with the throwing away of all. The package imports the domain and platform.
package piecesql

import (
	"context"
	"embed"
	"errors"
	"time"

	"github.com/uptrace/bun"

	"piece/internal/piece"
	"piece/internal/platform/clock"
	"piece/internal/platform/errs"
	"piece/internal/platform/objectbin"
	"piece/internal/platform/sqldb"
	"piece/internal/platform/sqldb/suffix"
)

// Domain is what the versions of the tables are counted under.
const Domain = "piece"

// Migrations make the tables of this domain. The object bin has its own.
//
//go:embed migrations
var Migrations embed.FS

// Store implements piece.Store.
type Store struct {
	db    *sqldb.DB
	bin   *objectbin.Bin
	clock clock.Clock
	reach reach

	suffixes suffix.Table[[]byte] // the index of search, by id.Bytes
}

// New gives the store over a database with both migrations; the bin must be of the same.
func New(db *sqldb.DB, bin *objectbin.Bin, c clock.Clock) *Store {
	return &Store{db: db, bin: bin, clock: c, reach: usualReach, suffixes: suffix.New[[]byte](db, "piece_suffixes", "piece_id")}
}

// Intend implements piece.Store.
func (s *Store) Intend(ctx context.Context, p *piece.Piece) error {
	return s.db.InTx(ctx, func(ctx context.Context, tx bun.Tx) error {
		return s.bin.Intend(ctx, tx, s.clock.Now().Add(objectbin.StoreWithin), p.ObjectKeys()...)
	})
}

// Create implements piece.Store.
func (s *Store) Create(ctx context.Context, p *piece.Piece, c piece.Creation, forget time.Time) error {
	var taken error // which of the unique keys another piece was faster at
	err := s.db.InTx(ctx, func(ctx context.Context, tx bun.Tx) error {
		taken = piece.ErrKeyTaken
		row := creationRow{OwnerID: c.Owner, RequestKey: c.Key, Hash: c.Hash, PieceID: c.PieceID, CreatedAt: sqldb.At(c.At)}
		if _, err := tx.NewInsert().Model(&row).Exec(ctx); err != nil {
			return err
		}
		leads, err := leadsTo(ctx, tx, p.CakeID)
		if err != nil {
			return err
		}
		p.CakeID = leads
		taken = piece.ErrNumberTaken
		if _, err := tx.NewInsert().Model(rowOf(p)).Exec(ctx); err != nil {
			return err
		}
		if err := s.index(ctx, tx, nil, p); err != nil {
			return err
		}
		if err := unrecorded(ctx, tx, p.PhotoID); err != nil {
			return err
		}
		taken = errs.Unavailable // the images were deleted, because all this took too long
		if err := s.bin.Keep(ctx, tx, p.ObjectKeys()...); err != nil {
			return err
		}
		_, err = tx.NewDelete().Model((*creationRow)(nil)).Where("owner_id = ?", c.Owner).Where("created_at < ?", sqldb.At(forget)).Exec(ctx)
		return err
	})
	if !errors.Is(err, errs.Conflict) {
		return err
	}
	if taken == piece.ErrNumberTaken {
		return s.faster(ctx, p, "")
	}
	return taken
}

// Creation implements piece.Store.
func (s *Store) Creation(ctx context.Context, owner, key string) (piece.Creation, error) {
	var r creationRow
	err := s.db.Reader().NewSelect().Model(&r).Where("owner_id = ?", owner).Where("request_key = ?", key).Scan(ctx)
	if err != nil {
		return piece.Creation{}, sqldb.Map(err)
	}
	return piece.Creation{Owner: r.OwnerID, Key: r.RequestKey, Hash: r.Hash, PieceID: r.PieceID, At: r.CreatedAt.Time}, nil
}

// UsesPhoto implements piece.Store.
func (s *Store) UsesPhoto(ctx context.Context, owner, photoID string) (bool, error) {
	used, err := s.db.Reader().NewSelect().Model((*pieceRow)(nil)).
		Where("photo_id = ?", photoID).Where("owner_id = ?", owner).Exists(ctx)
	return used, sqldb.Map(err)
}

// Delete implements piece.Store.
func (s *Store) Delete(ctx context.Context, owner, id string) (*piece.Piece, error) {
	var p piece.Piece
	err := s.db.InTx(ctx, func(ctx context.Context, tx bun.Tx) error {
		row, err := s.lock(ctx, tx, owner, id)
		if err != nil {
			return err
		}
		if err := sqldb.Affected(tx.NewDelete().Model(row).WherePK().Exec(ctx)); err != nil {
			return err
		}
		p = row.piece()
		if err := s.index(ctx, tx, &p, nil); err != nil {
			return err
		}
		return s.bin.Discard(ctx, tx, p.ObjectKeys()...)
	})
	if err != nil {
		return nil, err
	}
	s.bin.Wake()
	return &p, nil
}
