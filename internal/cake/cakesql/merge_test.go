package cakesql_test

import (
	"context"
	"errors"
	"reflect"
	"slices"
	"sync"
	"testing"
	"time"

	"piece/internal/cake"
	"piece/internal/craft/hangul"
	"piece/internal/platform/errs"
	"piece/internal/platform/page"
)

func (h *home) merge(from, into string) {
	h.t.Helper()
	must(h.t, h.Merge(h.t.Context(), from, into, newID(), noon.Add(time.Hour)))
}

func (h *home) merges() []cake.Merge {
	h.t.Helper()
	merges, err := h.Merges(h.t.Context(), 0, 50)
	must(h.t, err)
	return merges
}

func TestAMergedCakeBecomesPartOfTheOther(t *testing.T) {
	each(t, func(t *testing.T, h *home) {
		ctx := t.Context()
		a := h.added(cake.TMDB, film("1", "파도의 노래"))
		poor := work("2", "movie", "파도 노래")
		poor.Year, poor.Opens = 2025, "2025-12-31"
		b := h.added(cake.KOBIS, poor)
		person, other := newID(), newID()
		for _, heart := range []struct{ cake, person string }{{a.ID, person}, {a.ID, other}, {b.ID, other}} {
			_, err := h.Heart(ctx, heart.cake, heart.person, noon)
			must(t, err)
		}
		must(t, h.PutChart(ctx, cake.Chart{Kind: "movie", Source: cake.TMDB, Day: "2026-08-02", Entries: []cake.ChartEntry{{Code: "1", Rank: 4}}}))
		must(t, h.SetHeat(ctx, map[string]int64{a.ID: 9, b.ID: 5}))

		h.merge(a.ID, b.ID)
		want := *b
		want.Work, want.Heat, want.Version, want.UpdatedAt = a.Work, 5, b.Version+1, noon.Add(time.Hour)
		want.Title, want.Year, want.Opens, want.Closes = b.Title, 2025, "2025-12-31", ""
		for _, asked := range []string{a.ID, b.ID} {
			if got := h.get(asked); !reflect.DeepEqual(got, &want) {
				t.Errorf("got  %+v\nwant %+v", got, &want)
			}
		}
		some, err := h.Some(ctx, []string{a.ID, b.ID})
		must(t, err)
		if len(some) != 2 || some[a.ID].ID != b.ID || some[b.ID].ID != b.ID {
			t.Errorf("some %+v", some)
		}
		if h.of(cake.TMDB, "1").ID != b.ID || h.of(cake.KOBIS, "2").ID != b.ID {
			t.Error("an origin stayed behind")
		}
		if got := h.hearts(person, a.ID, b.ID); len(got) != 1 || got[b.ID] != (cake.Hearts{Count: 2, Mine: true}) {
			t.Errorf("hearts %+v", got)
		}
		if got := h.all(cake.Filter{List: cake.Hearted, Viewer: person}, 5); !slices.Equal(got, []string{"파도 노래"}) {
			t.Errorf("hearted %v", got)
		}
		if got := h.all(cake.Filter{List: cake.Hot}, 5); !slices.Equal(got, []string{"파도 노래"}) {
			t.Errorf("hot %v", got)
		}
		if got := h.all(cake.Filter{List: cake.Charts}, 5); !slices.Equal(got, []string{"파도 노래"}) {
			t.Errorf("charts %v", got)
		}
		if got := h.found(cake.Filter{List: cake.Hot}, "이감독", 5); !slices.Equal(got, []string{"파도 노래"}) {
			t.Errorf("found %v", got)
		}
		h.indexed()
		merges := h.merges()
		if len(merges) != 1 || merges[0].From != a.ID || merges[0].To != b.ID || !merges[0].At.Equal(noon.Add(time.Hour)) {
			t.Errorf("merges %+v", merges)
		}
		// Whoever has the old id goes on as if nothing had happened.
		if did, err := h.Heart(ctx, a.ID, newID(), noon); !did || err != nil || h.hearts("", b.ID)[b.ID].Count != 3 {
			t.Errorf("a heart by the old id: %v, %v", did, err)
		}
		if did, err := h.Unheart(ctx, a.ID, person); !did || err != nil || h.hearts("", b.ID)[b.ID].Count != 2 {
			t.Errorf("taken back by the old id: %v, %v", did, err)
		}
		must(t, h.Change(ctx, a.ID, func(c *cake.Cake) error {
			c.Minutes = 1
			return nil
		}))
		if h.get(b.ID).Minutes != 1 {
			t.Error("a change by the old id is lost")
		}
	})
}

func TestMergingAgainChangesNothing(t *testing.T) {
	each(t, func(t *testing.T, h *home) {
		a, b := h.added(cake.TMDB, film("1", "하나")), h.added(cake.TMDB, film("2", "둘"))
		h.merge(a.ID, b.ID)
		before := h.state()
		h.merge(a.ID, b.ID)
		h.merge(b.ID, a.ID)
		h.merge(a.ID, a.ID)
		if !slices.Equal(h.state(), before) {
			t.Error("something changed")
		}
		for _, x := range [][2]string{{newID(), b.ID}, {a.ID, newID()}} {
			if err := h.Merge(t.Context(), x[0], x[1], newID(), noon); !errors.Is(err, errs.NotFound) {
				t.Errorf("a cake that isn't there: %v", err)
			}
		}
	})
}

func TestMergesLeadStraightToTheLast(t *testing.T) {
	each(t, func(t *testing.T, h *home) {
		var ids []string
		for _, title := range []string{"하나", "둘", "셋", "넷", "다섯"} {
			ids = append(ids, h.added(cake.KOPIS, work(string(rune('a'+len(ids))), "play", title)).ID)
		}
		h.merge(ids[0], ids[1])
		h.merge(ids[2], ids[1])
		h.merge(ids[0], ids[3]) // what it is by now
		h.merge(ids[3], ids[4])
		some, err := h.Some(t.Context(), ids)
		must(t, err)
		for _, asked := range ids {
			if some[asked].ID != ids[4] {
				t.Errorf("%s leads to %q", asked, some[asked].Title)
			}
		}
		var last int64
		for i, want := range [][2]string{{ids[0], ids[1]}, {ids[2], ids[1]}, {ids[1], ids[3]}, {ids[3], ids[4]}} {
			next, err := h.Merges(t.Context(), last, 1)
			must(t, err)
			if len(next) != 1 || next[0].From != want[0] || next[0].To != want[1] || next[0].Seq <= last {
				t.Fatalf("merge %d is %+v", i, next)
			}
			last = next[0].Seq
		}
		if left, err := h.Merges(t.Context(), last, 1); err != nil || len(left) != 0 {
			t.Errorf("then %+v, %v", left, err)
		}
	})
}

func TestMergesAtTheSameMomentMakeNoCircle(t *testing.T) {
	each(t, func(t *testing.T, h *home) {
		ctx := context.WithoutCancel(t.Context())
		for range 5 {
			var ids []string
			for range 3 {
				ids = append(ids, h.made(newID(), work("", "play", "연극").Work).ID)
			}
			var group sync.WaitGroup
			for i := range 6 { // around and around, both ways
				from, into := ids[i%3], ids[(i+1+i/3)%3]
				group.Go(func() {
					if err := h.Merge(ctx, from, into, newID(), noon); err != nil {
						t.Error(err)
					}
				})
			}
			group.Wait()
			some, err := h.Some(ctx, ids)
			must(t, err)
			if len(some) != 3 || some[ids[0]].ID != some[ids[1]].ID || some[ids[1]].ID != some[ids[2]].ID {
				t.Fatalf("they lead to %+v", some)
			}
		}
		if n := len(h.merges()); n != 10 {
			t.Errorf("%d merges", n)
		}
	})
}

// The next time sources tell of the cake, the one that may write it does.
func TestAfterAMergeTheSourceOfHigherRankWrites(t *testing.T) {
	each(t, func(t *testing.T, h *home) {
		low := h.added(cake.KOBIS, work("1", "movie", "기생충 재개봉"))
		h.take(cake.TMDB, film("2", "기생충"))
		h.merge(h.of(cake.TMDB, "2").ID, low.ID)
		if got := h.get(low.ID); got.Title != "기생충 재개봉" || got.Origin.Source != cake.KOBIS {
			t.Errorf("after the merge: %+v", got)
		}
		if taken := h.take(cake.TMDB, film("2", "기생충")); taken != (cake.Taken{Changed: 1}) {
			t.Errorf("taken %+v", taken)
		}
		if got := h.get(low.ID); got.Title != "기생충" || got.Origin.Source != cake.TMDB {
			t.Errorf("then: %+v", got)
		}
		if taken := h.take(cake.KOBIS, work("1", "movie", "기생충 재개봉")); taken != (cake.Taken{Same: 1}) || h.get(low.ID).Title != "기생충" {
			t.Errorf("taken %+v", taken)
		}
	})
}

// A cake keeps one place of a chart, the better one.
func TestAMergeLeavesOnePlaceInAChart(t *testing.T) {
	each(t, func(t *testing.T, h *home) {
		h.take(cake.KOBIS, work("1", "movie", "하나"), work("2", "movie", "둘"), work("3", "movie", "셋"))
		chart := cake.Chart{Kind: "movie", Source: cake.KOBIS, Day: "2026-08-02", Entries: []cake.ChartEntry{{Code: "1", Rank: 1}, {Code: "2", Rank: 2}, {Code: "3", Rank: 3}}}
		must(t, h.PutChart(t.Context(), chart))
		h.merge(h.of(cake.KOBIS, "1").ID, h.of(cake.KOBIS, "3").ID)
		p, err := h.Page(t.Context(), cake.Filter{List: cake.Charts}, page.Request{Limit: 5})
		must(t, err)
		if len(p.Items) != 2 || p.Items[0].Title != "셋" || p.Items[0].Rank.Rank != 1 || p.Items[1].Title != "둘" {
			t.Errorf("the chart: %+v", p.Items)
		}
		must(t, h.PutChart(t.Context(), chart)) // the same again
		if got := h.all(cake.Filter{List: cake.Charts}, 5); !slices.Equal(got, []string{"셋", "둘"}) {
			t.Errorf("told again: %v", got)
		}
	})
}

// A film whose cake was merged is known by its title still.
func TestANewSourceFindsAMergedFilm(t *testing.T) {
	each(t, func(t *testing.T, h *home) {
		told := func(code, title string) cake.Told {
			w := work(code, "movie", title)
			w.Year = 2019
			return w
		}
		a, b := h.added(cake.TMDB, told("1", "패러사이트")), h.added(cake.Starter, told("2", "기생충"))
		h.merge(a.ID, b.ID)
		if taken := h.take(cake.KOBIS, told("3", "패러사이트")); taken.Added != 0 || h.of(cake.KOBIS, "3").ID != b.ID {
			t.Errorf("taken %+v", taken)
		}
	})
}

func TestIndexBringsInWhatIsNotInIt(t *testing.T) {
	each(t, func(t *testing.T, h *home) {
		ctx := t.Context()
		for i := range 7 {
			h.take(cake.KOPIS, film(string(rune('a'+i)), "파도의 노래"))
		}
		merged := h.of(cake.KOPIS, "a").ID
		for _, statement := range []string{"DELETE FROM cake_suffixes", "UPDATE cakes SET search_version = 0, search_key = NULL, search_initials = NULL"} {
			_, err := h.db.Writer().ExecContext(ctx, statement)
			must(t, err)
		}
		// What happens before its turn comes is indexed with it.
		h.take(cake.KOPIS, film("b", "바다의 노래"))
		h.merge(merged, h.of(cake.KOPIS, "c").ID)
		var group sync.WaitGroup
		for range 3 {
			group.Go(func() {
				for {
					n, err := h.Index(context.WithoutCancel(ctx), 2)
					if err != nil {
						t.Error(err)
					}
					if n == 0 || err != nil {
						return
					}
				}
			})
		}
		group.Wait()
		h.indexed()
		for query, n := range map[string]int{"파도의": 5, "바다의": 1, "ㅂㄷ": 1} {
			p, err := h.Search(ctx, cake.Filter{List: cake.Hot}, hangul.Parse(query), page.Request{Limit: 10})
			must(t, err)
			if len(p.Items) != n {
				t.Errorf("%q: %d", query, len(p.Items))
			}
		}
		if n := h.count("cakes"); n != 7 {
			t.Errorf("%d rows", n)
		}
	})
}
