package piecesql

import (
	"bytes"
	"context"
	"slices"

	"github.com/uptrace/bun"

	"piece/internal/craft/hangul"
	"piece/internal/piece"
	"piece/internal/platform/id"
	"piece/internal/platform/sqldb"
)

// Two things are kept to search in. Every piece has keys, to look through a list with a
// filter. Public pieces have suffixes besides: a row for every position of their texts, with
// the letters from there on, in which any word of any public piece is found as a range.

// suffixRow is a row of piece_suffixes.
type suffixRow struct {
	bun.BaseModel `bun:"table:piece_suffixes,alias:x"`

	Suffix  []byte `bun:",pk"`
	PieceID []byte `bun:",pk"`
}

// index brings the search index in line with a piece that is created (old is nil), changed,
// or deleted (new is nil). It belongs into the transaction that does so, after the row is
// written; old is the piece as it was stored.
func index(ctx context.Context, tx bun.IDB, old, new *piece.Piece) error {
	was, is := suffixes(old), suffixes(new)
	if old != nil && new != nil && keysOf(old) == keysOf(new) && slices.EqualFunc(was, is, bytes.Equal) {
		return nil // if the old one is not indexed yet, then Index will
	}
	if err := removeSuffixes(ctx, tx, old, was); err != nil {
		return err
	}
	if new == nil {
		return nil
	}
	if err := addSuffixes(ctx, tx, new, is); err != nil {
		return err
	}
	k := keysOf(new)
	update := tx.NewUpdate().Table("pieces").Set("search_key = ?", k.strokes).Set("search_initials = ?", k.initials).Where("id = ?", new.ID)
	if old == nil { // else its record may still have an older key, which Index sees by the version
		update = update.Set("search_version = ?", hangul.Version)
	}
	_, err := update.Exec(ctx)
	return err
}

// keys are what lists are filtered by.
type keys struct{ strokes, initials string }

func keysOf(p *piece.Piece) keys {
	texts := p.Texts()
	return keys{hangul.Key(texts...), hangul.Initials(texts...)}
}

// suffixes gives the index rows that a piece has: none when others can't see it.
func suffixes(p *piece.Piece) [][]byte {
	if p == nil || !piece.CanSee("", p) {
		return nil
	}
	return hangul.Rows(p.Texts()...)
}

func removeSuffixes(ctx context.Context, tx bun.IDB, p *piece.Piece, rows [][]byte) error {
	if len(rows) == 0 {
		return nil
	}
	_, err := tx.NewDelete().Model((*suffixRow)(nil)).Where("suffix IN (?)", bun.List(rows)).Where("piece_id = ?", id.Bytes(p.ID)).Exec(ctx)
	return err
}

// addSuffixes doesn't mind rows that are there already.
func addSuffixes(ctx context.Context, tx bun.IDB, p *piece.Piece, rows [][]byte) error {
	if len(rows) == 0 {
		return nil
	}
	models := make([]suffixRow, len(rows))
	for i, row := range rows {
		models[i] = suffixRow{Suffix: row, PieceID: id.Bytes(p.ID)}
	}
	_, err := tx.NewInsert().Model(&models).Ignore().Exec(ctx)
	return err
}

// Index implements piece.Store.
func (s *Store) Index(ctx context.Context, limit int) (int, error) {
	n := 0
	err := s.db.InTx(ctx, func(ctx context.Context, tx bun.Tx) error {
		n = 0
		var rows []pieceRow
		// Locked, so that an edit at the same moment comes before or after.
		err := tx.NewSelect().Model(&rows).Where("search_version < ?", hangul.Version).Limit(int64(limit)).Apply(s.db.ForUpdate).Scan(ctx)
		if err != nil {
			return err
		}
		for i := range rows {
			p := rows[i].piece()
			if err := index(ctx, tx, nil, &p); err != nil {
				return err
			}
			if err := indexRecord(ctx, tx, p.ID); err != nil {
				return err
			}
		}
		n = len(rows)
		return nil
	})
	return n, sqldb.Map(err)
}

// indexRecord writes the key of a piece's record anew.
func indexRecord(ctx context.Context, tx bun.IDB, pieceID string) error {
	var texts []string
	if err := tx.NewSelect().Table("piece_records").Column("text").Where("piece_id = ?", pieceID).Scan(ctx, &texts); err != nil {
		return err
	}
	for _, text := range texts {
		_, err := tx.NewUpdate().Table("piece_records").Set("search_key = ?", hangul.Key(hangul.Sentence(text))).Where("piece_id = ?", pieceID).Exec(ctx)
		if err != nil {
			return err
		}
	}
	return nil
}
