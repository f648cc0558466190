package cakesql_test

import (
	"fmt"
	"slices"
	"testing"
	"time"

	"piece/internal/cake"
)

// writes measures what changes, and what else is asked, cost where there are many cakes.
func writes(b *testing.B, h *home, runs int) {
	ctx := b.Context()
	fmt.Print("\n| request | CPU ms | least | p50 | p99 |\n|---|---|---|---|---|\n")
	measure := func(name string, runs int, run func(i int)) {
		took := make([]time.Duration, runs)
		before := processorTime(b)
		for i := range took {
			began := time.Now()
			run(i)
			took[i] = time.Since(began)
		}
		used := (processorTime(b) - before) / time.Duration(runs)
		slices.Sort(took)
		fmt.Printf("| %s | %.1f | %.1f | %.1f | %.1f |\n", name, ms(used), ms(took[0]), ms(took[len(took)/2]), ms(took[len(took)*99/100]))
	}
	films := h.count("cake_origins") * 7 / 10
	batchOf := func(round int, change func(w *cake.Told)) []cake.Told {
		f := newFeed()
		works := make([]cake.Told, batch)
		for i := range works {
			works[i] = f.film(i*films/batch, films)
			works[i].Synopsis = fmt.Sprint(works[i].Synopsis, round, time.Now().UnixNano())
			change(&works[i])
		}
		return works
	}
	few := max(5, runs/10)
	measure(fmt.Sprint(batch, " works with another synopsis"), few, func(i int) {
		_, err := h.Take(ctx, cake.TMDB, batchOf(i, func(*cake.Told) {}), noon)
		must(b, err)
	})
	measure(fmt.Sprint(batch, " works with another title"), few, func(i int) {
		_, err := h.Take(ctx, cake.TMDB, batchOf(i, func(w *cake.Told) { w.Title = fmt.Sprint(w.Title, " ", i) }), noon)
		must(b, err)
	})
	var ids []string
	must(b, h.db.Reader().NewSelect().Table("cakes").Column("id").Where("listed = ?", true).Order("number").Limit(int64(runs)).Scan(ctx, &ids))
	s := h.service()
	measure("a cake is looked up", len(ids), func(i int) {
		_, err := s.Get(ctx, cake.Viewer{ID: heavy}, ids[i])
		must(b, err)
	})
	measure("doubles of `밤`", len(ids), func(int) {
		_, err := s.Doubles(ctx, cake.Viewer{ID: heavy}, cake.DoubleRequest{Title: "밤", Kind: "movie"})
		must(b, err)
	})
	measure("a heart", len(ids), func(i int) {
		_, err := h.Heart(ctx, ids[i], "01k1n3w4r8anotheranother01", noon)
		must(b, err)
	})
	measure("a heart taken back", len(ids), func(i int) {
		_, err := h.Unheart(ctx, ids[i], "01k1n3w4r8anotheranother01")
		must(b, err)
	})
	measure("an edit by hand", len(ids), func(i int) {
		must(b, h.Change(ctx, ids[i], func(c *cake.Cake) error {
			c.Title += "!"
			return nil
		}))
	})
	must(b, h.SetHeat(ctx, nil))
	measure("every heart reckoned, all that is hot set anew", 1, func(int) { must(b, s.Reheat(ctx)) })
	measure("the same again", few, func(int) { must(b, s.Reheat(ctx)) })
}
