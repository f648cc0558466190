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
	"piece/internal/platform/sqldb/suffix"
)

// Two things are kept to search in. Every piece has keys, to look through a list with a
// filter. Public pieces have suffixes besides: a row for every position of their texts, with
// the letters from there on, in which any word of any public piece is found as a range.

// index brings the search index in line with a piece that is created (old is nil), changed,
// or deleted (new is nil). It belongs into the transaction that does so, after the row is
// written; old is the piece as it was stored.
func (s *Store) index(ctx context.Context, tx bun.IDB, old, new *piece.Piece) error {
	was, is := suffixes(old), suffixes(new)
	if old != nil && new != nil && keysOf(old) == keysOf(new) && slices.EqualFunc(was, is, bytes.Equal) {
		return nil // if the old one is not indexed yet, then Index will
	}
	if old != nil {
		if err := s.suffixes.Remove(ctx, tx, id.Bytes(old.ID), was); err != nil {
			return err
		}
	}
	if new == nil {
		return nil
	}
	if err := s.suffixes.Add(ctx, tx, rowsOf(new, is)); err != nil {
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

// rowsOf gives the rows of a piece as they are added.
func rowsOf(p *piece.Piece, suffixes [][]byte) []suffix.Row[[]byte] {
	rows := make([]suffix.Row[[]byte], len(suffixes))
	for i, s := range suffixes {
		rows[i] = suffix.Row[[]byte]{Suffix: s, Key: id.Bytes(p.ID)}
	}
	return rows
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
			if err := s.index(ctx, tx, nil, &p); err != nil {
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
