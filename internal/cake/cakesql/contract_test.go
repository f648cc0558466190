package cakesql_test

import (
	"context"
	"errors"
	"fmt"
	"reflect"
	"slices"
	"sync/atomic"
	"testing"
	"time"

	"piece/internal/cake"
	"piece/internal/cake/cakesql"
	"piece/internal/platform/errs"
	"piece/internal/platform/id"
	"piece/internal/platform/page"
	"piece/internal/platform/sqldb"
	"piece/internal/platform/sqldb/sqldbtest"
)

type home struct {
	*cakesql.Store
	t  testing.TB
	db *sqldb.DB

	watcher *sqldbtest.Watcher
}

func newHome(t testing.TB, db *sqldb.DB) *home {
	_, err := sqldb.Migrate(t.Context(), db, cakesql.Domain, cakesql.Migrations)
	must(t, err)
	return &home{Store: cakesql.New(db), t: t, db: db}
}

func each(t *testing.T, run func(t *testing.T, h *home)) {
	sqldbtest.Each(t, func(t *testing.T, db *sqldb.DB) { run(t, newHome(t, db)) })
}

// asked counts the statements that are run.
func (h *home) asked(run func()) int {
	h.t.Helper()
	if h.watcher == nil {
		h.watcher = sqldbtest.Watch(h.t, h.db.Reader(), h.db.Writer())
	}
	h.watcher.Seen()
	run()
	return len(h.watcher.Seen())
}

func must(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// noon is when the tests happen.
var noon = time.Date(2026, 8, 3, 3, 0, 0, 123456000, time.UTC)

// ids of tests sort in the order in which they were made.
var ticks atomic.Int64

type ticking struct{}

func (ticking) Now() time.Time { return time.UnixMilli(1_785_000_000_000 + ticks.Add(1)) }

func newID() string { return id.New(ticking{}) }

// film is a work with something in every field.
func film(code, title string) cake.Told {
	return cake.Told{
		Work: cake.Work{
			Kind: "movie", Title: title, Original: "Song of the Waves", Year: 2026, Opens: "2026-07-01", Closes: "2026-08-31",
			Venue: "블루스퀘어 신한카드홀", Area: "seoul", Genres: cake.SetOf("music", "drama"), Minutes: 124, Age: new(12),
			Prices: []cake.Price{{Seat: "R석", Won: 150_000}, {Seat: "S석", Won: 0}}, Times: "화~금 20:00", Synopsis: "%_\\'\"?#(\n👩‍👩‍👧", Link: "https://example.com/1",
			Credits: []cake.Credit{{Role: "cast", Name: "김파도", Part: "선장", Picture: "https://example.com/p.jpg"}, {Role: "director", Name: "이감독"}},
		},
		Code: code, Poster: "https://example.com/poster.jpg",
	}
}

// work is one of which only what must be known is.
func work(code string, kind cake.Kind, title string) cake.Told {
	return cake.Told{Work: cake.Work{Kind: kind, Title: title}, Code: code}
}

func (h *home) take(source cake.Source, works ...cake.Told) cake.Taken {
	h.t.Helper()
	taken, err := h.Take(h.t.Context(), source, works, noon)
	must(h.t, err)
	return taken
}

// of gives the cake that a source knows under a code.
func (h *home) of(source cake.Source, code string) *cake.Cake {
	h.t.Helper()
	found, err := h.ByOrigin(h.t.Context(), source, []string{code})
	must(h.t, err)
	if found[code].ID == "" {
		h.t.Fatalf("%s knows no %q", source, code)
	}
	return h.get(found[code].ID)
}

// added takes a work in and gives its cake.
func (h *home) added(source cake.Source, w cake.Told) *cake.Cake {
	h.t.Helper()
	h.take(source, w)
	return h.of(source, w.Code)
}

func (h *home) get(cakeID string) *cake.Cake {
	h.t.Helper()
	c, err := h.Get(h.t.Context(), cakeID)
	must(h.t, err)
	return c
}

// made stores a cake made by hand.
func (h *home) made(maker string, w cake.Work) *cake.Cake {
	h.t.Helper()
	c := hand(maker, w)
	must(h.t, h.create(c, newID()))
	return c
}

func hand(maker string, w cake.Work) *cake.Cake {
	c := &cake.Cake{Work: w, ID: newID(), MakerID: maker, Version: 1, CreatedAt: noon, UpdatedAt: noon}
	c.Origin = cake.Origin{Source: cake.Hand, Code: c.ID}
	return c
}

func (h *home) create(c *cake.Cake, key string) error {
	return h.Create(h.t.Context(), c, cake.Creation{Maker: c.MakerID, Key: key, Hash: "hash", CakeID: c.ID, At: noon}, noon.Add(-time.Hour), nil)
}

// all gives the titles of a list, read by small pages.
func (h *home) all(f cake.Filter, limit int) []string {
	h.t.Helper()
	var titles []string
	var after page.Cursor
	for range 100 {
		p, err := h.Page(h.t.Context(), f, page.Request{After: after, Limit: limit})
		must(h.t, err)
		for _, x := range p.Items {
			titles = append(titles, x.Title)
		}
		if p.Next == nil {
			return titles
		}
		after = p.Next
	}
	h.t.Fatal("a list without an end")
	return nil
}

func (h *home) count(table string) int {
	h.t.Helper()
	n, err := h.db.Reader().NewSelect().Table(table).Count(h.t.Context())
	must(h.t, err)
	return int(n)
}

func TestACakeComesBackAsItWasTold(t *testing.T) {
	each(t, func(t *testing.T, h *home) {
		full, bare := film("1", "오늘 밤, 파도의 노래 👩‍👩‍👧"), work("2", "etc", "빈")
		if taken := h.take(cake.TMDB, full, bare); taken != (cake.Taken{Added: 2}) {
			t.Errorf("taken %+v", taken)
		}
		for _, w := range []cake.Told{full, bare} {
			got := h.of(cake.TMDB, w.Code)
			want := &cake.Cake{
				Work: w.Work, ID: got.ID, Origin: cake.Origin{Source: cake.TMDB, Code: w.Code}, Version: 1, CreatedAt: noon, UpdatedAt: noon,
			}
			if !id.Valid(got.ID) || !reflect.DeepEqual(got, want) {
				t.Errorf("got  %+v\nwant %+v", got, want)
			}
			some, err := h.Some(t.Context(), []string{got.ID, newID()})
			must(t, err)
			want.Credits = nil
			if x := some[got.ID]; len(some) != 1 || !reflect.DeepEqual(&x, want) {
				t.Errorf("some %+v", some)
			}
		}
		if _, err := h.Get(t.Context(), newID()); !errors.Is(err, errs.NotFound) {
			t.Errorf("an unknown id gave %v", err)
		}
		if taken, err := h.Take(t.Context(), cake.TMDB, nil, noon); err != nil || taken != (cake.Taken{}) {
			t.Errorf("nothing taken gave %+v, %v", taken, err)
		}
	})
}

func TestACakeMadeByHandIsStoredOnce(t *testing.T) {
	each(t, func(t *testing.T, h *home) {
		ctx := t.Context()
		maker := newID()
		first := hand(maker, film("", "손으로").Work)
		must(t, h.create(first, "key"))
		if got := h.get(first.ID); !reflect.DeepEqual(got, first) {
			t.Errorf("got  %+v\nwant %+v", got, first)
		}
		second := hand(maker, film("", "또").Work)
		if err := h.create(second, "key"); !errors.Is(err, cake.ErrKeyTaken) {
			t.Errorf("the same key gave %v", err)
		}
		if _, err := h.Get(ctx, second.ID); !errors.Is(err, errs.NotFound) {
			t.Errorf("half of it was stored: %v", err)
		}
		must(t, h.create(hand(newID(), film("", "남의").Work), "key"))
		c, err := h.Creation(ctx, maker, "key")
		if err != nil || c.CakeID != first.ID || c.Hash != "hash" || !c.At.Equal(noon) {
			t.Errorf("creation %+v, %v", c, err)
		}
		later := cake.Creation{Maker: maker, Key: "later", Hash: "hash", CakeID: second.ID, At: noon.Add(2 * time.Hour)}
		must(t, h.Create(ctx, second, later, noon.Add(time.Hour), nil))
		if _, err := h.Creation(ctx, maker, "key"); !errors.Is(err, errs.NotFound) {
			t.Errorf("a forgotten key gave %v", err)
		}
	})
}

func TestAChangeIsStoredWhole(t *testing.T) {
	each(t, func(t *testing.T, h *home) {
		ctx := t.Context()
		c := h.made(newID(), film("", "처음").Work)
		must(t, h.SetHeat(ctx, map[string]int64{c.ID: 7}))
		err := h.Change(ctx, c.ID, func(x *cake.Cake) error {
			if x.Title != "처음" || len(x.Credits) != 2 {
				t.Errorf("a change of %+v", x)
			}
			*x.Age = 19
			x.Work = cake.Work{Kind: "play", Title: "다음", Age: x.Age, Credits: x.Credits[1:]}
			x.Edited, x.Version, x.UpdatedAt = true, 2, noon.Add(time.Hour)
			return nil
		})
		must(t, err)
		want := *c
		want.Work = cake.Work{Kind: "play", Title: "다음", Age: new(19), Credits: []cake.Credit{{Role: "director", Name: "이감독"}}}
		want.Edited, want.Version, want.UpdatedAt, want.Heat = true, 2, noon.Add(time.Hour), 7
		if got := h.get(c.ID); !reflect.DeepEqual(got, &want) {
			t.Errorf("got  %+v\nwant %+v", got, &want)
		}
		refused := errors.New("refused")
		for _, end := range []error{refused, nil} {
			err := h.Change(ctx, c.ID, func(x *cake.Cake) error {
				if end != nil {
					x.Title, x.Credits[0].Name = "nie", "nie"
				}
				return end
			})
			if !errors.Is(err, end) || !reflect.DeepEqual(h.get(c.ID), &want) {
				t.Errorf("after %v: %v, %+v", end, err, h.get(c.ID))
			}
		}
		if err := h.Change(ctx, newID(), func(*cake.Cake) error { return nil }); !errors.Is(err, errs.NotFound) {
			t.Errorf("an unknown id gave %v", err)
		}
	})
}

// Nothing that two people change at once is lost.
func TestChangesOfOneCakeFollowEachOther(t *testing.T) {
	each(t, func(t *testing.T, h *home) {
		c := h.made(newID(), work("", "play", "함께").Work)
		const edits = 12
		failed := make(chan error, edits)
		for range edits {
			go func() {
				failed <- h.Change(context.WithoutCancel(t.Context()), c.ID, func(x *cake.Cake) error {
					x.Minutes++
					return nil
				})
			}()
		}
		for range edits {
			must(t, <-failed)
		}
		if got := h.get(c.ID); got.Minutes != edits {
			t.Errorf("%d of %d edits are there", got.Minutes, edits)
		}
	})
}

func TestDoublesAreTitlesThatBeginAlike(t *testing.T) {
	each(t, func(t *testing.T, h *home) {
		a := h.added(cake.KOPIS, work("1", "musical", "오페라의 유령 [서울]"))
		b := h.added(cake.KOPIS, work("2", "musical", "오페라의 유령들"))
		c := h.added(cake.KOPIS, work("3", "play", "오페라의 유령 (앙코르)"))
		h.take(cake.KOPIS, work("4", "musical", "오페라"), work("5", "musical", "유령"))
		must(t, h.SetHeat(t.Context(), map[string]int64{b.ID: 9, c.ID: 5}))
		for _, x := range []struct {
			title string
			kind  cake.Kind
			limit int
			want  []string
		}{
			{"오페라의 유령", "", 5, []string{c.ID, a.ID, b.ID}},
			{"오페라의유령!", "musical", 5, []string{a.ID, b.ID}},
			{"오페라의 유령", "", 1, []string{c.ID}},
			{"오페라의 유령", "concert", 5, nil},
			{"유령이", "", 5, nil},
			{"", "", 5, nil},
		} {
			found, err := h.Doubles(t.Context(), x.title, x.kind, x.limit)
			must(t, err)
			var got []string
			for _, d := range found {
				got = append(got, d.ID)
			}
			if !slices.Equal(got, x.want) {
				t.Errorf("%+v: %v", x, got)
			}
		}
	})
}

func TestOriginsAreFoundByCode(t *testing.T) {
	each(t, func(t *testing.T, h *home) {
		var codes []string
		for i := range 3 {
			w := work(fmt.Sprint(i), "concert", fmt.Sprint("공연 ", i))
			h.take(cake.KOPIS, w)
			codes = append(codes, w.Code)
		}
		h.take(cake.TMDB, work("7", "movie", "영화"))
		found, err := h.ByOrigin(t.Context(), cake.KOPIS, append(codes, "7", "none"))
		must(t, err)
		if len(found) != 3 || found["1"].Title != "공연 1" {
			t.Errorf("found %+v", found)
		}
	})
}
