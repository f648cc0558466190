// Package recordsql keeps records in the relational store, in the tables that piecesql's
// migrations make. They hang on the row of the piece and go with it.
//
// Invariants: a record's text and photos are one transaction, made while the row of the
// piece is locked; what is searched is stored with the text. The package imports the domain,
// craft/hangul and platform.
package recordsql

import (
	"context"
	"errors"
	"slices"

	"github.com/uptrace/bun"

	"piece/internal/craft/hangul"
	"piece/internal/piece/record"
	"piece/internal/platform/errs"
	"piece/internal/platform/sqldb"
)

// Store implements record.Store and piece.Records.
type Store struct{ db *sqldb.DB }

// New gives the store over a database with piecesql's migrations.
func New(db *sqldb.DB) *Store { return &Store{db} }

type recordRow struct {
	bun.BaseModel `bun:"table:piece_records"`

	PieceID   string `bun:",pk"`
	Text      string
	SearchKey string // what the owner's search looks through
	Version   int
	UpdatedAt sqldb.Time
}

type photoRow struct {
	bun.BaseModel `bun:"table:piece_record_photos,alias:rp"`

	PhotoID  string `bun:",pk"`
	PieceID  string
	Position int
	Caption  string
}

// Get implements record.Store.
func (s *Store) Get(ctx context.Context, pieceID string) (record.Record, error) {
	// One statement: text and photos are of the same version while another one is stored. The
	// text comes with the first photo only, because it may be long.
	var rows []struct {
		recordRow
		PhotoID string
		Caption string
	}
	err := s.db.Reader().NewSelect().TableExpr("piece_records AS r").
		ColumnExpr("CASE WHEN COALESCE(rp.position, 0) = 0 THEN r.text ELSE '' END AS text").
		ColumnExpr("r.version, r.updated_at, COALESCE(rp.photo_id, '') AS photo_id, COALESCE(rp.caption, '') AS caption").
		Join("LEFT JOIN piece_record_photos AS rp ON rp.piece_id = r.piece_id").
		Where("r.piece_id = ?", pieceID).Order("rp.position").Scan(ctx, &rows)
	r := record.Record{PieceID: pieceID}
	if err != nil || len(rows) == 0 {
		return r, sqldb.Map(err)
	}
	r.Text, r.Version, r.UpdatedAt = rows[0].Text, rows[0].Version, rows[0].UpdatedAt.Time
	for _, row := range rows {
		if row.PhotoID != "" {
			r.Photos = append(r.Photos, record.Photo{ID: row.PhotoID, Caption: row.Caption})
		}
	}
	return r, nil
}

// Save implements record.Store.
func (s *Store) Save(ctx context.Context, owner string, r record.Record) error {
	err := s.db.InTx(ctx, func(ctx context.Context, tx bun.Tx) error {
		if err := s.lockPiece(ctx, tx, owner, r.PieceID); err != nil {
			return err
		}
		if err := saveText(ctx, tx, r); err != nil {
			return err
		}
		return savePhotos(ctx, tx, r)
	})
	if !errors.Is(err, errs.Conflict) {
		return err
	}
	// Another node stored a record with one of the photos at the same moment.
	if err := unused(ctx, s.db.Reader(), r); err != nil {
		return err
	}
	return errs.Unavailable.With(err)
}

func (s *Store) lockPiece(ctx context.Context, tx bun.Tx, owner, pieceID string) error {
	var found string
	return tx.NewSelect().Table("pieces").Column("id").Where("id = ?", pieceID).Where("owner_id = ?", owner).
		Apply(s.db.ForUpdate).Scan(ctx, &found)
}

// unused keeps photos from being in two places: the ticket photo of a piece, or another
// record.
func unused(ctx context.Context, db bun.IDB, r record.Record) error {
	if len(r.Photos) == 0 {
		return nil
	}
	ids := make([]string, len(r.Photos))
	for i, p := range r.Photos {
		ids[i] = p.ID
	}
	var onTickets, inRecords []string
	err := db.NewSelect().Table("pieces").Column("photo_id").Where("photo_id IN (?)", bun.List(ids)).Scan(ctx, &onTickets)
	if err != nil {
		return sqldb.Map(err)
	}
	err = db.NewSelect().Model((*photoRow)(nil)).Column("photo_id").Where("photo_id IN (?)", bun.List(ids)).
		Where("piece_id <> ?", r.PieceID).Scan(ctx, &inRecords)
	if err != nil {
		return sqldb.Map(err)
	}
	return r.UsedBy(append(onTickets, inRecords...))
}

func saveText(ctx context.Context, tx bun.Tx, r record.Record) error {
	row := recordRow{
		PieceID: r.PieceID, Text: r.Text, SearchKey: hangul.Key(hangul.Sentence(r.Text)),
		Version: r.Version, UpdatedAt: sqldb.At(r.UpdatedAt),
	}
	if r.Version > 1 {
		err := sqldb.Affected(tx.NewUpdate().Model(&row).WherePK().Where("version = ?", r.Version-1).Exec(ctx))
		if errors.Is(err, errs.NotFound) {
			return record.ErrChanged
		}
		return err
	}
	_, err := tx.NewInsert().Model(&row).Exec(ctx)
	if errors.Is(sqldb.Map(err), errs.Conflict) {
		return record.ErrChanged
	}
	return err
}

// savePhotos leaves photos alone that are stored so already, as they are at most saves of
// somebody who types.
func savePhotos(ctx context.Context, tx bun.Tx, r record.Record) error {
	var stored, rows []photoRow
	err := tx.NewSelect().Model(&stored).Where("piece_id = ?", r.PieceID).Order("position").Scan(ctx)
	for i, p := range r.Photos {
		rows = append(rows, photoRow{PhotoID: p.ID, PieceID: r.PieceID, Position: i, Caption: p.Caption})
	}
	if err != nil || slices.Equal(stored, rows) {
		return err
	}
	if err := unused(ctx, tx, r); err != nil {
		return err
	}
	if _, err := tx.NewDelete().Model((*photoRow)(nil)).Where("piece_id = ?", r.PieceID).Exec(ctx); err != nil || len(rows) == 0 {
		return err
	}
	_, err = tx.NewInsert().Model(&rows).Exec(ctx)
	return err
}

// Has implements record.Store.
func (s *Store) Has(ctx context.Context, pieceID, photoID string) (bool, error) {
	has, err := s.db.Reader().NewSelect().Model((*photoRow)(nil)).
		Where("photo_id = ?", photoID).Where("piece_id = ?", pieceID).Exists(ctx)
	return has, sqldb.Map(err)
}

// UsesPhoto implements piece.Records.
func (s *Store) UsesPhoto(ctx context.Context, owner, photoID string) (bool, error) {
	used, err := s.db.Reader().NewSelect().Model((*photoRow)(nil)).Join("JOIN pieces AS p ON p.id = rp.piece_id").
		Where("rp.photo_id = ?", photoID).Where("p.owner_id = ?", owner).Exists(ctx)
	return used, sqldb.Map(err)
}

// PhotoIDs implements piece.Records.
func (s *Store) PhotoIDs(ctx context.Context, pieceID string) ([]string, error) {
	var ids []string
	err := s.db.Reader().NewSelect().Model((*photoRow)(nil)).Column("photo_id").
		Where("piece_id = ?", pieceID).Order("position").Scan(ctx, &ids)
	return ids, sqldb.Map(err)
}
