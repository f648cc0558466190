package cakesql

import (
	"bytes"
	"context"
	"reflect"
	"slices"

	"github.com/uptrace/bun"

	"piece/internal/craft/hangul"
	"piece/internal/platform/sqldb"
	"piece/internal/platform/sqldb/suffix"
)

// change is what becomes of a cake; was is nil when it is new.
type change struct{ was, is *kept }

// perStatement is how many cakes one statement writes.
const perStatement = 100

// store writes cakes with their credits and their rows in the index of search. It belongs
// into the transaction in which the cakes were read.
func (s *Store) store(ctx context.Context, tx bun.IDB, changes []change) error {
	var added, changed []change
	for _, c := range changes {
		if c.was == nil {
			c.is.indexed = hangul.Version
			added = append(added, c)
			continue
		}
		// Who edits facts that a source or a merge changes meanwhile is told to look again.
		if c.is.Version == c.was.Version && !reflect.DeepEqual(c.is.Work, c.was.Work) {
			c.is.Version++
		}
		changed = append(changed, c)
	}
	if err := insert(ctx, tx, added); err != nil {
		return err
	}
	if err := s.update(ctx, tx, changed); err != nil {
		return err
	}
	if err := writeCredits(ctx, tx, changes); err != nil {
		return err
	}
	return s.index(ctx, tx, changes)
}

// insert brings new cakes in and tells them their numbers.
func insert(ctx context.Context, tx bun.IDB, added []change) error {
	for part := range slices.Chunk(added, perStatement) {
		rows, ids := make([]writtenRow, len(part)), make([]string, len(part))
		for i, c := range part {
			rows[i], ids[i] = c.is.row(), c.is.ID
		}
		if _, err := tx.NewInsert().Model(&rows).Returning("NULL").Exec(ctx); err != nil {
			return err
		}
		// The numbers of several rows are told in different ways, or not at all.
		var given []cakeRow
		if err := tx.NewSelect().Model(&given).Column("id", "number").Where("id IN (?)", bun.List(ids)).Scan(ctx); err != nil {
			return err
		}
		numbers := make(map[string]int64, len(given))
		for _, r := range given {
			numbers[r.ID] = r.Number
		}
		for _, c := range part {
			c.is.number = numbers[c.is.ID]
		}
	}
	return nil
}

// update writes the facts of cakes anew, many with one statement.
func (s *Store) update(ctx context.Context, tx bun.IDB, changed []change) error {
	for part := range slices.Chunk(changed, perStatement) {
		rows := make([]writtenRow, len(part))
		for i, c := range part {
			rows[i] = c.is.row()
		}
		q := tx.NewInsert().Model(&rows).Returning("NULL")
		set := "? = EXCLUDED.?"
		if s.db.Home == sqldb.MySQL {
			q, set = q.On("DUPLICATE KEY UPDATE"), "? = VALUES(?)"
		} else {
			q = q.On("CONFLICT (number) DO UPDATE")
		}
		for _, column := range facts {
			q = q.Set(set, bun.Ident(column), bun.Ident(column))
		}
		if _, err := q.Exec(ctx); err != nil {
			return err
		}
	}
	return nil
}

// writeCredits writes the people of cakes that have others now.
func writeCredits(ctx context.Context, tx bun.IDB, changes []change) error {
	var gone []string
	var rows []creditRow
	for _, c := range changes {
		if c.was != nil {
			if slices.Equal(c.was.Credits, c.is.Credits) {
				continue
			}
			gone = append(gone, c.is.ID)
		}
		for i, x := range c.is.Credits {
			rows = append(rows, creditRow{CakeID: c.is.ID, Position: i, Role: string(x.Role), Name: x.Name, Part: x.Part, PictureURL: x.Picture})
		}
	}
	if len(gone) > 0 {
		if _, err := tx.NewDelete().Model((*creditRow)(nil)).Where("cake_id IN (?)", bun.List(gone)).Exec(ctx); err != nil {
			return err
		}
	}
	for part := range slices.Chunk(rows, 5*perStatement) {
		if _, err := tx.NewInsert().Model(&part).Exec(ctx); err != nil {
			return err
		}
	}
	return nil
}

// index brings the rows of the index of search in line. A cake that isn't in it yet, or in
// an older form, is left to Index.
func (s *Store) index(ctx context.Context, tx bun.IDB, changes []change) error {
	var added []suffix.Row[int64]
	for _, c := range changes {
		if c.is.indexed != hangul.Version {
			continue
		}
		var was [][]byte
		if c.was != nil && c.was.indexed == hangul.Version {
			was = suffixes(c.was)
		}
		is := suffixes(c.is)
		if err := s.suffixes.Remove(ctx, tx, c.is.number, without(was, is)); err != nil {
			return err
		}
		for _, x := range without(is, was) {
			added = append(added, suffix.Row[int64]{Suffix: x, Key: c.is.number})
		}
	}
	slices.SortFunc(added, func(a, b suffix.Row[int64]) int { return bytes.Compare(a.Suffix, b.Suffix) })
	return s.suffixes.Add(ctx, tx, added)
}

// suffixes gives the rows that a cake has in the index: none when there is none, or when it
// isn't listed.
func suffixes(k *kept) [][]byte {
	if k == nil || !k.listed() {
		return nil
	}
	return hangul.Rows(k.Texts()...)
}

// without gives what of sorted rows isn't among others, sorted too.
func without(rows, others [][]byte) [][]byte {
	if len(others) == 0 {
		return rows
	}
	var left [][]byte
	for _, row := range rows {
		if _, there := slices.BinarySearchFunc(others, row, bytes.Compare); !there {
			left = append(left, row)
		}
	}
	return left
}
