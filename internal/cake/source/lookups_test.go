package source_test

import (
	"context"
	"errors"
	"io"
	"log/slog"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"piece/internal/cake"
	"piece/internal/cake/source"
	"piece/internal/platform/errs"
	"piece/internal/platform/sqldb/sqldbtest"
)

// finder finds the films whose title contains what is asked for.
type finder struct {
	films []cake.Told
	asked int
	fault error
}

func (f *finder) Name() cake.Source { return cake.TMDB }

func (f *finder) Sync(context.Context, string, source.Sink) error { return nil }

func (f *finder) Find(_ context.Context, title string) ([]cake.Told, error) {
	f.asked++
	if f.fault != nil {
		return nil, f.fault
	}
	var found []cake.Told
	for _, film := range f.films {
		if strings.Contains(film.Title, title) {
			found = append(found, film)
		}
	}
	return found, nil
}

func film(code, title string, year int) cake.Told {
	return cake.Told{Code: code, Work: cake.Work{Kind: "movie", Title: title, Year: year}}
}

func (h *house) lookups(f *finder, perDay int) *source.Lookups {
	d := source.LookupDeps{Store: h.store, Catalogue: h.cakes, PerDay: perDay, Clock: h.clock, Log: slog.New(slog.NewTextHandler(io.Discard, nil))}
	if f != nil {
		d.Finder = f
	}
	return source.NewLookups(d)
}

func titles(cakes []cake.Cake) []string {
	var titles []string
	for _, c := range cakes {
		titles = append(titles, c.Title)
	}
	return titles
}

func TestALookupTakesInWhatItFinds(t *testing.T) {
	each(t, func(h *house) {
		f := &finder{films: []cake.Told{film("1", "파도의 노래", 2019), film("2", "밤", 2020), film("3", "파도", 2021)}}
		l := h.lookups(f, 10)
		found, state, err := l.Find(h.t.Context(), "somebody", " 파도 ")
		if err != nil || state != source.LookupAsked || !slices.Equal(titles(found), []string{"파도의 노래", "파도"}) {
			h.t.Fatalf("%v, %v, %v", titles(found), state, err)
		}
		again, _, err := l.Find(h.t.Context(), "somebody else", "파도")
		if err != nil || !slices.Equal(titles(again), titles(found)) || f.asked != 1 {
			h.t.Errorf("the second one got %v, %v; the source was asked %d times", titles(again), err, f.asked)
		}
		if none, state, err := l.Find(h.t.Context(), "somebody", "아무도 모르는 영화"); err != nil || len(none) != 0 || state != source.LookupAsked {
			h.t.Errorf("nothing found: %v, %v, %v", none, state, err)
		}
		if _, _, err := l.Find(h.t.Context(), "somebody", "파"); err != nil || f.asked != 2 {
			h.t.Errorf("one letter asked the source (%d times), %v", f.asked, err)
		}
		if _, _, err := l.Find(h.t.Context(), "somebody", "   "); !errors.Is(err, errs.Invalid) {
			h.t.Errorf("blanks: %v", err)
		}
	})
}

func TestALookupWithoutASourceIsOff(t *testing.T) {
	h := open(t, sqldbtest.SQLite(t))
	for name, l := range map[string]*source.Lookups{"no source": h.lookups(nil, 10), "none a day": h.lookups(&finder{}, 0)} {
		if ids, state, err := l.Find(t.Context(), "somebody", "파도"); err != nil || state != source.LookupOff || len(ids) != 0 {
			t.Errorf("%s: %v, %v, %v", name, ids, state, err)
		}
	}
}

func TestD31_ASourceThatIsDownIsAStateOfALookup(t *testing.T) {
	h := open(t, sqldbtest.SQLite(t))
	f := &finder{films: []cake.Told{film("1", "파도", 2021)}, fault: errDown}
	l := h.lookups(f, 10)
	if ids, state, err := l.Find(t.Context(), "somebody", "파도"); err != nil || state != source.LookupUnavailable || len(ids) != 0 {
		t.Errorf("down: %v, %v, %v", ids, state, err)
	}
	f.fault = nil
	if ids, state, err := l.Find(t.Context(), "somebody", "파도"); err != nil || state != source.LookupAsked || len(ids) != 1 {
		t.Errorf("up again: %v, %v, %v", ids, state, err)
	}
}

// halting finds the first of its films, and then fails.
type halting struct{ finder }

func (f *halting) Find(ctx context.Context, title string) ([]cake.Told, error) {
	found, err := f.finder.Find(ctx, title)
	if f.asked == 1 {
		return found[:1], errDown
	}
	return found, err
}

// D31: half an answer is better than none, but nobody has to live with it.
func TestD31_HalfAnAnswerIsNotKept(t *testing.T) {
	h := open(t, sqldbtest.SQLite(t))
	f := &halting{finder{films: []cake.Told{film("1", "파도 하나", 2021), film("2", "파도 둘", 2022)}}}
	l := source.NewLookups(source.LookupDeps{Store: h.store, Catalogue: h.cakes, Finder: f, PerDay: 10, Clock: h.clock, Log: slog.New(slog.DiscardHandler)})
	for _, want := range []int{1, 2, 2} {
		if found, state, err := l.Find(t.Context(), "somebody", "파도"); err != nil || state != source.LookupAsked || len(found) != want {
			t.Fatalf("%v, %v, %v, want %d", titles(found), state, err, want)
		}
	}
	if f.asked != 2 {
		t.Errorf("the source was asked %d times", f.asked)
	}
}

// lingering finds what it finds until its time is over.
type lingering struct {
	finder
	until time.Time
}

func (f *lingering) Find(ctx context.Context, title string) ([]cake.Told, error) {
	f.until, _ = ctx.Deadline()
	return f.finder.Find(ctx, title)
}

// storing notes until when what was found may be stored.
type storing struct {
	source.Catalogue
	until time.Time
}

func (c *storing) Take(ctx context.Context, s cake.Source, works []cake.Told, at time.Time) (cake.Taken, error) {
	c.until, _ = ctx.Deadline()
	return c.Catalogue.Take(ctx, s, works, at)
}

// D31: what a slow source told in the last moment is stored still.
func TestD31_WhatWasFoundHasTimeToBeStored(t *testing.T) {
	h := open(t, sqldbtest.SQLite(t))
	f, c := &lingering{finder: finder{films: []cake.Told{film("1", "파도", 2021)}}}, &storing{Catalogue: h.cakes}
	l := source.NewLookups(source.LookupDeps{Store: h.store, Catalogue: c, Finder: f, PerDay: 10, Clock: h.clock, Log: slog.New(slog.DiscardHandler)})
	if found, _, err := l.Find(t.Context(), "somebody", "파도"); err != nil || len(found) != 1 {
		t.Fatalf("%v, %v", found, err)
	}
	if rest := c.until.Sub(f.until); f.until.IsZero() || rest < time.Second {
		t.Errorf("%v are left for the store", rest)
	}
}

// D32: neither one person nor all together spend the quota of a source.
func TestD32_LookupsAreBounded(t *testing.T) {
	h := open(t, sqldbtest.SQLite(t))
	f := &finder{}
	l := h.lookups(f, source.LookupsPerPerson+3)
	for i := range source.LookupsPerPerson {
		if _, _, err := l.Find(t.Context(), "eager", "영화 "+strconv.Itoa(i)); err != nil {
			t.Fatalf("search %d: %v", i, err)
		}
	}
	_, _, err := l.Find(t.Context(), "eager", "하나 더")
	if e := errs.As(err); !errors.Is(err, cake.ErrTooManyLookups) || e.RetryAfter <= 0 {
		t.Errorf("one more: %v", err)
	}
	var states []source.LookupState
	for i := range 5 {
		_, state, err := l.Find(t.Context(), "another", "연극 "+strconv.Itoa(i))
		if err != nil {
			t.Fatal(err)
		}
		states = append(states, state)
	}
	if want := slices.Concat(slices.Repeat([]source.LookupState{source.LookupAsked}, 3), slices.Repeat([]source.LookupState{source.LookupUnavailable}, 2)); !slices.Equal(states, want) {
		t.Errorf("after the searches of the day were spent: %v", states)
	}
	if f.asked != source.LookupsPerPerson+3 {
		t.Errorf("the source was asked %d times", f.asked)
	}
	h.clock.Advance(24 * time.Hour)
	if _, state, _ := l.Find(t.Context(), "eager", "하나 더"); state != source.LookupAsked {
		t.Errorf("the next day: %v", state)
	}
}
