package cakesql

import (
	"context"
	"slices"

	"github.com/uptrace/bun"

	"piece/internal/cake"
)

// findFilms finds films that are new to the source among those of the catalogue. A cake that
// the source knows under another code is another film, and no two works of a batch are one.
func (t *taking) findFilms(ctx context.Context, tx bun.IDB) error {
	var keys []string
	for _, w := range t.works {
		if !w.known && w.Kind == "movie" {
			keys = append(keys, cake.DoubleKey(w.Title))
		}
	}
	slices.Sort(keys)
	films, err := t.films(ctx, tx, slices.Compact(keys))
	if err != nil {
		return err
	}
	taken := map[string]bool{}
	for i := range t.works {
		w := &t.works[i]
		if w.known || w.Kind != "movie" {
			continue
		}
		free := slices.DeleteFunc(slices.Clone(films[cake.DoubleKey(w.Title)]), func(f cake.Film) bool { return taken[f.ID] })
		if w.cakeID = cake.SameFilm(t.source, &w.Work, free); w.cakeID != "" {
			taken[w.cakeID] = true
		}
	}
	return nil
}

// films gives the films of the keys that the source doesn't know, by key. One that was merged
// into another is known by its own title still, and stands for the cake that it leads to.
func (t *taking) films(ctx context.Context, tx bun.IDB, keys []string) (map[string][]cake.Film, error) {
	found := map[string][]cake.Film{}
	for part := range slices.Chunk(keys, 5*perStatement) {
		var rows []cakeRow
		err := tx.NewSelect().Model(&rows).Column("number", "id", "merged_into", "double_key", "year", "opens").
			Where("c.double_key IN (?)", bun.List(part)).Where("c.kind = ?", "movie").
			Where("NOT EXISTS (SELECT 1 FROM cake_origins AS o WHERE o.source = ? AND o.cake_id = CASE WHEN c.merged_into = '' THEN c.id ELSE c.merged_into END)", t.source).
			Order("c.number").Scan(ctx)
		if err != nil {
			return nil, err
		}
		for _, r := range rows {
			w := cake.Work{Year: r.Year, Opens: cake.Day(r.Opens)}
			film := cake.Film{ID: r.ID, Year: w.FirstYear(), Opens: w.Opens}
			if r.MergedInto != "" {
				film.ID = r.MergedInto
			}
			same := func(f cake.Film) bool { return f.ID == film.ID && f.Year == film.Year }
			if !slices.ContainsFunc(found[r.DoubleKey], same) {
				found[r.DoubleKey] = append(found[r.DoubleKey], film)
			}
		}
	}
	return found, nil
}
