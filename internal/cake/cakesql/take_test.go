package cakesql_test

import (
	"context"
	"fmt"
	"reflect"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"piece/internal/cake"
	"piece/internal/craft/hangul"
)

// state is what is stored of cakes, to the last column, with the index of search.
func (h *home) state() []string {
	h.t.Helper()
	var state []string
	for _, table := range []string{"cakes", "cake_origins", "cake_credits", "cake_suffixes", "cake_charts", "cake_hearts", "cake_merges"} {
		rows, err := h.db.Reader().QueryContext(h.t.Context(), "SELECT * FROM "+table)
		must(h.t, err)
		columns, err := rows.Columns()
		must(h.t, err)
		var lines []string
		for rows.Next() {
			values := make([]any, len(columns))
			for i := range values {
				values[i] = new([]byte)
			}
			must(h.t, rows.Scan(values...))
			var line strings.Builder
			line.WriteString(table)
			for i, v := range values {
				fmt.Fprintf(&line, " %s=%x", columns[i], *v.(*[]byte))
			}
			lines = append(lines, line.String())
		}
		must(h.t, rows.Err())
		must(h.t, rows.Close())
		slices.Sort(lines)
		state = append(state, lines...)
	}
	return state
}

// indexed checks that the index of search holds what the listed cakes call for, no row more.
func (h *home) indexed() {
	h.t.Helper()
	var cakes []struct {
		Number int64
		ID     string
	}
	must(h.t, h.db.Reader().NewSelect().Table("cakes").Column("number", "id").Where("listed = ?", true).Scan(h.t.Context(), &cakes))
	var want []string
	for _, c := range cakes {
		for _, row := range hangul.Rows(h.get(c.ID).Texts()...) {
			want = append(want, fmt.Sprintf("%x %d", row, c.Number))
		}
	}
	var rows []struct {
		Suffix []byte
		Number int64
	}
	must(h.t, h.db.Reader().NewSelect().Table("cake_suffixes").Column("suffix", "number").Scan(h.t.Context(), &rows))
	var got []string
	for _, r := range rows {
		got = append(got, fmt.Sprintf("%x %d", r.Suffix, r.Number))
	}
	slices.Sort(want)
	slices.Sort(got)
	if !slices.Equal(got, want) {
		h.t.Errorf("%d index rows, want %d", len(got), len(want))
	}
}

func TestD31_ASecondTakeOfTheSameChangesNothing(t *testing.T) {
	each(t, func(t *testing.T, h *home) {
		works := []cake.Told{film("1", "오늘 밤, 파도의 노래"), work("2", "musical", "빈"), film("3", "다른 파도")}
		h.take(cake.TMDB, works...)
		h.indexed()
		before := h.state()
		for _, at := range []time.Time{noon, noon.Add(time.Hour)} {
			taken, err := h.Take(t.Context(), cake.TMDB, works, at)
			must(t, err)
			if taken != (cake.Taken{Same: 3}) || !slices.Equal(h.state(), before) {
				t.Errorf("the second time: %+v", taken)
			}
		}
	})
}

func TestASourceUpdatesTheSameCake(t *testing.T) {
	each(t, func(t *testing.T, h *home) {
		h.take(cake.TMDB, film("1", "오늘 밤, 파도의 노래"), film("2", "그대로"), work("3", "movie", "사람 없는"))
		was, other := h.of(cake.TMDB, "1"), h.of(cake.TMDB, "2")
		w := film("1", "오늘 밤, 바다의 노래")
		w.Minutes, w.Closes, w.OpenRun, w.Poster = 130, "", true, "https://example.com/another.jpg"
		w.Credits = []cake.Credit{{Role: "director", Name: "박감독"}, {Role: "cast", Name: "김파도", Part: "선장"}}
		third := work("3", "movie", "사람 없는")
		third.Credits = []cake.Credit{{Role: "cast", Name: "새사람"}}
		taken, err := h.Take(t.Context(), cake.TMDB, []cake.Told{w, film("2", "그대로"), third}, noon.Add(time.Hour))
		must(t, err)
		if taken != (cake.Taken{Changed: 2, Same: 1}) {
			t.Errorf("taken %+v", taken)
		}
		want := *was
		want.Work, want.Version, want.UpdatedAt = w.Work, was.Version+1, noon.Add(time.Hour)
		if got := h.of(cake.TMDB, "1"); !reflect.DeepEqual(got, &want) {
			t.Errorf("got  %+v\nwant %+v", got, &want)
		}
		if !reflect.DeepEqual(h.of(cake.TMDB, "2"), other) || h.count("cakes") != 3 {
			t.Error("something else changed")
		}
		var address string
		must(t, h.db.Reader().NewSelect().Table("cakes").Column("poster_url").Where("id = ?", was.ID).Scan(t.Context(), &address))
		if address != w.Poster {
			t.Errorf("the poster is at %q", address)
		}
		h.indexed()
		for query, n := range map[string]int{"바다": 1, "오늘": 1, "박감독": 1, "이감독": 1, "새사람": 1} {
			if got := h.found(cake.Filter{List: cake.Hot}, query, 5); len(got) != n {
				t.Errorf("%q finds %v", query, got)
			}
		}
	})
}

// What a source doesn't tell any more was right yesterday.
func TestD31_WhatASourceStopsTellingStays(t *testing.T) {
	each(t, func(t *testing.T, h *home) {
		was := h.added(cake.TMDB, film("1", "파도의 노래"))
		taken := h.take(cake.TMDB, work("1", "movie", "파도의 노래"))
		if got := h.of(cake.TMDB, "1"); taken != (cake.Taken{Same: 1}) || !reflect.DeepEqual(got, was) {
			t.Errorf("taken %+v, %+v", taken, got)
		}
		run := work("1", "movie", "파도의 노래")
		run.Opens, run.OpenRun = "2026-09-01", true
		h.take(cake.TMDB, run)
		if got := h.of(cake.TMDB, "1"); got.Closes != "" || got.Opens != "2026-09-01" || got.Venue == "" {
			t.Errorf("days are taken together: %+v", got.Work)
		}
	})
}

func TestOfACodeThatIsToldTwiceTheLastCounts(t *testing.T) {
	each(t, func(t *testing.T, h *home) {
		taken := h.take(cake.KOPIS, work("1", "play", "먼저"), work("2", "play", "다른"), work("1", "play", "나중"))
		if taken != (cake.Taken{Added: 2}) || h.of(cake.KOPIS, "1").Title != "나중" {
			t.Errorf("taken %+v, %q", taken, h.of(cake.KOPIS, "1").Title)
		}
	})
}

func TestD31_CodesOfTwoSourcesNeverCollide(t *testing.T) {
	each(t, func(t *testing.T, h *home) {
		a := h.added(cake.TMDB, work("7", "movie", "영화"))
		b := h.added(cake.KOPIS, work("7", "play", "연극"))
		if a.ID == b.ID || h.of(cake.TMDB, "7").Title != "영화" || h.count("cakes") != 2 {
			t.Error("two works are one")
		}
	})
}

func TestAFilmOfTwoSourcesIsOneCake(t *testing.T) {
	each(t, func(t *testing.T, h *home) {
		told := func(code, title string, year int) cake.Told {
			w := work(code, "movie", title)
			w.Year = year
			return w
		}
		starter := h.added(cake.Starter, told("parasite", "기생충", 2019))
		h.take(cake.Starter, told("old", "기생충", 1982))
		if taken := h.take(cake.KOBIS, told("20183782", "기생충", 2019)); taken != (cake.Taken{Changed: 1}) {
			t.Errorf("KOBIS: %+v", taken)
		}
		full := film("496243", "기생충 (Parasite)")
		full.Year = 2019
		if taken := h.take(cake.TMDB, full, told("1", "기생충", 2019)); taken != (cake.Taken{Added: 1, Changed: 1}) {
			t.Errorf("TMDB: %+v", taken)
		}
		got := h.of(cake.TMDB, "496243")
		if got.ID != starter.ID || got.Origin != (cake.Origin{Source: cake.TMDB, Code: "496243"}) || !reflect.DeepEqual(got.Work, full.Work) {
			t.Errorf("it is %+v", got)
		}
		if h.of(cake.KOBIS, "20183782").ID != got.ID || h.of(cake.TMDB, "1").ID == got.ID || h.count("cakes") != 3 {
			t.Error("films are mixed up")
		}
		// Those below don't write it any more, but are told as known.
		again := told("20183782", "기생충", 2019)
		again.Minutes = 1
		before := h.state()
		for _, want := range []cake.Taken{{Same: 1}, {Same: 1}} {
			if taken := h.take(cake.KOBIS, again); taken != want {
				t.Errorf("KOBIS again: %+v", taken)
			}
		}
		if h.of(cake.KOBIS, "20183782").Minutes != full.Minutes || len(h.state()) != len(before) {
			t.Error("a source of lower rank wrote")
		}
		h.indexed()
	})
}

// Within one batch a film of the catalogue is given to one work only.
func TestTwoFilmsOfOneTitleDontShareACake(t *testing.T) {
	each(t, func(t *testing.T, h *home) {
		told := func(code string) cake.Told {
			w := work(code, "movie", "신세계")
			w.Year = 2013
			return w
		}
		h.take(cake.Starter, told("a"))
		if taken := h.take(cake.TMDB, told("1"), told("2")); taken.Added != 1 || h.of(cake.TMDB, "1").ID == h.of(cake.TMDB, "2").ID {
			t.Errorf("taken %+v", taken)
		}
	})
}

func TestWhatAPersonEditedIsNotOverwritten(t *testing.T) {
	each(t, func(t *testing.T, h *home) {
		c := h.added(cake.TMDB, film("1", "파도의 노래"))
		must(t, h.Change(t.Context(), c.ID, func(c *cake.Cake) error {
			c.Title, c.Edited, c.Version = "파도의 노래 (정정)", true, 2
			return nil
		}))
		want := h.get(c.ID)
		w := film("1", "파도의 노래 개봉")
		w.Poster = "https://example.com/other.jpg"
		if taken := h.take(cake.TMDB, w); taken != (cake.Taken{Same: 1}) || !reflect.DeepEqual(h.get(c.ID), want) {
			t.Errorf("taken %+v, %+v", taken, h.get(c.ID))
		}
		byHand := h.made(newID(), film("", "손으로 만든 영화").Work)
		if taken := h.take(cake.TMDB, film("2", "손으로 만든 영화")); taken != (cake.Taken{Same: 1}) || h.of(cake.TMDB, "2").ID != byHand.ID {
			t.Errorf("a film made by hand: %+v", taken)
		}
		if got := h.get(byHand.ID); !reflect.DeepEqual(got, byHand) {
			t.Errorf("it is %+v", got)
		}
	})
}

func TestATryTellsWhatATakeWouldDo(t *testing.T) {
	each(t, func(t *testing.T, h *home) {
		h.take(cake.TMDB, film("1", "파도의 노래"), film("2", "그대로"))
		before := h.state()
		works := []cake.Told{film("1", "바다의 노래"), film("2", "그대로"), film("3", "새로운")}
		would, err := h.WouldTake(t.Context(), cake.TMDB, works, noon.Add(time.Hour))
		must(t, err)
		if would != (cake.Taken{Added: 1, Changed: 1, Same: 1}) || !slices.Equal(h.state(), before) {
			t.Errorf("a try gave %+v", would)
		}
		if taken := h.take(cake.TMDB, works...); taken != would {
			t.Errorf("taken %+v", taken)
		}
	})
}

// All or none of a batch is stored.
func TestABatchThatFailsLeavesNothing(t *testing.T) {
	each(t, func(t *testing.T, h *home) {
		_, err := h.db.Writer().ExecContext(t.Context(), "ALTER TABLE cake_origins RENAME TO cake_origins_away")
		must(t, err)
		_, err = h.db.Writer().ExecContext(t.Context(), "CREATE TABLE cake_origins (source varchar(16), code varchar(64), cake_id char(26), digest varchar(64), other int NOT NULL, PRIMARY KEY (source, code))")
		must(t, err)
		if _, err := h.Take(t.Context(), cake.KOPIS, []cake.Told{film("1", "파도"), film("2", "바다")}, noon); err == nil {
			t.Error("it was stored")
		}
		if h.count("cakes")+h.count("cake_suffixes")+h.count("cake_credits") != 0 {
			t.Error("half of it was stored")
		}
	})
}

func TestBatchesAtTheSameMomentMakeNoDoubles(t *testing.T) {
	each(t, func(t *testing.T, h *home) {
		ctx := context.WithoutCancel(t.Context())
		var group sync.WaitGroup
		for _, source := range []cake.Source{cake.TMDB, cake.KOBIS, cake.TMDB, cake.KOBIS, cake.Starter} {
			group.Go(func() {
				var works []cake.Told
				for i := range 20 {
					w := work(fmt.Sprint(source, i), "movie", fmt.Sprint("영화 ", i))
					w.Year = 2000 + i
					works = append(works, w)
				}
				if _, err := h.Take(ctx, source, works, noon); err != nil {
					t.Error(err)
				}
			})
		}
		group.Wait()
		if cakes, origins := h.count("cakes"), h.count("cake_origins"); cakes != 20 || origins != 60 {
			t.Errorf("%d cakes of %d origins", cakes, origins)
		}
		h.indexed()
	})
}

// A batch asks the store a number of times that doesn't grow with it.
func TestABatchIsFewStatements(t *testing.T) {
	each(t, func(t *testing.T, h *home) {
		few, many := 0, 0
		for round := range 2 { // new, then changed
			batch := func(from, n int) []cake.Told {
				var works []cake.Told
				for i := range n {
					w := film(fmt.Sprint(from+i), fmt.Sprint("영화 ", from+i))
					w.Minutes += round
					w.Synopsis += fmt.Sprint(round)
					works = append(works, w)
				}
				return works
			}
			few = h.asked(func() { h.take(cake.TMDB, batch(0, 5)...) })
			many = h.asked(func() { h.take(cake.TMDB, batch(1000, 100)...) })
			if few < 5 || many > few+10 {
				t.Errorf("round %d: %d statements for 5 works, %d for 100", round, few, many)
			}
		}
	})
}
