package cakesql_test

import (
	"fmt"
	"slices"
	"testing"
	"time"

	"piece/internal/cake"
	"piece/internal/craft/hangul"
	"piece/internal/platform/page"
)

const today cake.Day = "2026-08-03"

// catalogue has cakes of all sorts; the numbers in their titles are their codes.
func catalogue(h *home) {
	heat := map[string]int64{}
	for i := range 24 {
		w := work(fmt.Sprint(i), cake.Kinds()[i%6], fmt.Sprintf("작품 %02d", i))
		w.Genres = cake.SetOf(cake.Genres()[i%3], "etc")
		w.Area = cake.Areas()[i%4]
		if i%2 == 0 {
			w.Opens = today.Add(-i)
			w.Closes = today.Add(i - 8)
		}
		c := h.added(cake.KOPIS, w)
		heat[c.ID] = int64(i/4) * 10
	}
	must(h.t, h.SetHeat(h.t.Context(), heat))
}

func TestD20_ListsComeInTheirOrderWhateverThePage(t *testing.T) {
	each(t, func(t *testing.T, h *home) {
		catalogue(h)
		person := newID()
		for i, code := range []string{"3", "20", "11", "0"} {
			_, err := h.Heart(t.Context(), h.of(cake.KOPIS, code).ID, person, noon.Add(time.Duration(i/2)*time.Second))
			must(t, err)
		}
		for i := range 5 {
			h.made(person, work("", cake.Kinds()[i], fmt.Sprintf("손 %d", i)).Work)
		}
		for _, f := range []cake.Filter{
			{List: cake.Hot}, {List: cake.Hot, Kind: "movie"}, {List: cake.Hot, Genre: "horror"}, {List: cake.Hot, Area: "gyeonggi"},
			{List: cake.Hot, Kind: "play", Genre: "romance", Area: "gyeonggi"}, {List: cake.Hot, Area: "abroad"}, {List: cake.Hot, Genre: "war"},
			{List: cake.Showing}, {List: cake.Showing, Kind: "movie"}, {List: cake.Showing, Genre: "comedy", Area: "seoul"},
			{List: cake.Hearted}, {List: cake.Hearted, Kind: "musical"}, {List: cake.Hearted, Area: "gangwon"},
			{List: cake.Made}, {List: cake.Made, Kind: "concert"}, {List: cake.Made, Kind: "etc"},
		} {
			f.Viewer, f.Today = person, today
			want := h.all(f, 60)
			for _, limit := range []int{1, 2, 3} {
				if got := h.all(f, limit); !slices.Equal(got, want) {
					t.Errorf("%+v by %d: %v, want %v", f, limit, got, want)
				}
			}
		}
	})
}

func TestListsHoldWhatTheySay(t *testing.T) {
	each(t, func(t *testing.T, h *home) {
		catalogue(h)
		person := newID()
		for i, code := range []string{"3", "20", "11"} {
			_, err := h.Heart(t.Context(), h.of(cake.KOPIS, code).ID, person, noon.Add(time.Duration(i)*time.Second))
			must(t, err)
		}
		h.made(person, cake.Work{Kind: "etc", Title: "손 1"})
		h.made(person, cake.Work{Kind: "play", Title: "손 2"})
		h.made(newID(), cake.Work{Kind: "play", Title: "남의 손"})
		for _, x := range []struct {
			f    cake.Filter
			want []string
		}{
			{cake.Filter{List: cake.Hot, Kind: "movie"}, []string{"작품 18", "작품 12", "작품 06", "작품 00"}},
			{cake.Filter{List: cake.Hot, Genre: "horror", Area: "seoul"}, []string{"작품 12", "작품 00"}},
			{cake.Filter{List: cake.Hot, Kind: "movie", Area: "incheon"}, []string{"작품 18", "작품 06"}},
			// From 8 on the last day is today or later.
			{cake.Filter{List: cake.Showing}, []string{"작품 20", "작품 22", "작품 16", "작품 18", "작품 12", "작품 14", "작품 08", "작품 10"}},
			{cake.Filter{List: cake.Showing, Kind: "musical"}, []string{"작품 20", "작품 14", "작품 08"}},
			{cake.Filter{List: cake.Hearted}, []string{"작품 11", "작품 20", "작품 03"}},
			{cake.Filter{List: cake.Hearted, Kind: "musical"}, []string{"작품 20"}},
			{cake.Filter{List: cake.Made}, []string{"손 2", "손 1"}},
			{cake.Filter{List: cake.Made, Kind: "etc"}, []string{"손 1"}},
		} {
			x.f.Viewer, x.f.Today = person, today
			if got := h.all(x.f, 60); !slices.Equal(got, x.want) {
				t.Errorf("%+v: %v, want %v", x.f, got, x.want)
			}
			if x.f.List == cake.Hearted || x.f.List == cake.Made {
				x.f.Viewer = ""
				if got := h.all(x.f, 60); got != nil {
					t.Errorf("a guest's %s: %v", x.f.List, got)
				}
			}
		}
		if got := h.all(cake.Filter{List: cake.Hot}, 60); len(got) != 27 {
			t.Errorf("%d cakes in all", len(got))
		}
	})
}

// What changes before the cursor changes nothing behind it.
func TestD20_PagesNeitherRepeatNorSkip(t *testing.T) {
	each(t, func(t *testing.T, h *home) {
		for i := range 9 {
			h.take(cake.KOPIS, work(fmt.Sprint(i), "play", fmt.Sprint("연극 ", i)))
		}
		var got []string
		var after page.Cursor
		for i := 0; ; i++ {
			p, err := h.Page(t.Context(), cake.Filter{List: cake.Hot}, page.Request{After: after, Limit: 2})
			must(t, err)
			for _, x := range p.Items {
				got = append(got, x.Title)
			}
			if after = p.Next; after == nil {
				break
			}
			h.take(cake.KOPIS, work(fmt.Sprint("new", i), "play", "새 연극"))
		}
		want := []string{"연극 8", "연극 7", "연극 6", "연극 5", "연극 4", "연극 3", "연극 2", "연극 1", "연극 0"}
		if !slices.Equal(got, want) {
			t.Errorf("read %v", got)
		}
	})
}

func TestChartsComeByRank(t *testing.T) {
	each(t, func(t *testing.T, h *home) {
		ctx := t.Context()
		h.take(cake.KOBIS, work("a", "movie", "하나"), work("b", "movie", "둘"), work("c", "movie", "셋"))
		h.take(cake.KOPIS, work("a", "musical", "노래"))
		chart := cake.Chart{Kind: "movie", Source: cake.KOBIS, Day: "2026-08-02", Entries: []cake.ChartEntry{
			{Code: "c", Rank: 3, Before: 1}, {Code: "b", Rank: 1, Audience: 120, Total: 5_000_000_000}, {Code: "none", Rank: 2},
		}}
		must(t, h.PutChart(ctx, chart))
		must(t, h.PutChart(ctx, cake.Chart{Kind: "musical", Source: cake.KOPIS, Day: "2026-08-01", Entries: []cake.ChartEntry{{Code: "a", Rank: 1}}}))
		for _, kind := range []cake.Kind{"", "movie"} {
			p, err := h.Page(ctx, cake.Filter{List: cake.Charts, Kind: kind}, page.Request{Limit: 24})
			must(t, err)
			if len(p.Items) != 2 || p.Next != nil || p.Items[0].Title != "둘" || p.Items[1].Title != "셋" ||
				*p.Items[0].Rank != (cake.Rank{Day: "2026-08-02", Rank: 1, Audience: 120, Total: 5_000_000_000}) || p.Items[1].Rank.Before != 1 {
				t.Errorf("the chart of %q: %+v", kind, p)
			}
		}
		ranks, err := h.Ranks(ctx, "2026-08-01")
		must(t, err)
		if len(ranks) != 3 || ranks[h.of(cake.KOBIS, "b").ID] != 1 || ranks[h.of(cake.KOBIS, "c").ID] != 3 {
			t.Errorf("ranks %v", ranks)
		}
		if ranks, err = h.Ranks(ctx, "2026-08-02"); err != nil || len(ranks) != 2 {
			t.Errorf("ranks of charts that aren't old: %v, %v", ranks, err)
		}
		// A new chart replaces the last of its kind and source only; a broken one nothing.
		chart.Entries = []cake.ChartEntry{{Code: "a", Rank: 1}, {Code: "a", Rank: 2}, {Code: "b", Rank: 2}, {Code: "c", Rank: 2}}
		must(t, h.PutChart(ctx, chart))
		must(t, h.PutChart(ctx, cake.Chart{Kind: "movie", Source: cake.KOBIS, Day: "2026-08-03"}))
		if got := h.all(cake.Filter{List: cake.Charts, Kind: "movie"}, 24); !slices.Equal(got, []string{"하나", "둘"}) {
			t.Errorf("after it: %v", got)
		}
		if got := h.all(cake.Filter{List: cake.Charts, Kind: "musical"}, 24); !slices.Equal(got, []string{"노래"}) {
			t.Errorf("musicals: %v", got)
		}
	})
}

func TestHeatIsSetAndForgotten(t *testing.T) {
	each(t, func(t *testing.T, h *home) {
		ctx := t.Context()
		a, b, c := h.added(cake.KOPIS, work("a", "play", "가")), h.added(cake.KOPIS, work("b", "play", "나")), h.added(cake.KOPIS, work("c", "play", "다"))
		must(t, h.SetHeat(ctx, map[string]int64{a.ID: 1_000, b.ID: 3_000_000_000, newID(): 5, c.ID: 0}))
		if got := h.all(cake.Filter{List: cake.Hot}, 10); !slices.Equal(got, []string{"나", "가", "다"}) {
			t.Errorf("the order is %v", got)
		}
		must(t, h.SetHeat(ctx, map[string]int64{c.ID: 5, a.ID: 1_000}))
		if h.get(a.ID).Heat != 1_000 || h.get(b.ID).Heat != 0 || h.get(c.ID).Heat != 5 {
			t.Errorf("heat %d, %d, %d", h.get(a.ID).Heat, h.get(b.ID).Heat, h.get(c.ID).Heat)
		}
		if got := h.get(c.ID); !got.UpdatedAt.Equal(noon) || got.Version != 1 {
			t.Errorf("a hot cake counts as changed: %+v", got)
		}
		must(t, h.SetHeat(ctx, nil))
		if h.get(a.ID).Heat != 0 {
			t.Error("all are to be cold")
		}
	})
}

func TestAnUnknownListIsRefused(t *testing.T) {
	each(t, func(t *testing.T, h *home) {
		h.take(cake.KOPIS, work("a", "play", "가"))
		if _, err := h.Search(t.Context(), cake.Filter{List: cake.Hot}, hangul.Parse(" "), page.Request{Limit: 5}); err == nil {
			t.Error("nothing was searched for")
		}
		for _, f := range []cake.Filter{{}, {List: "none"}, {List: cake.Charts}} {
			if _, err := h.Page(t.Context(), f, page.Request{Limit: 5}); err == nil && f.List != cake.Charts {
				t.Errorf("%+v gave a page", f)
			}
			if _, err := h.Search(t.Context(), f, hangul.Parse("가"), page.Request{Limit: 5}); err == nil {
				t.Errorf("%+v was searched", f)
			}
		}
	})
}
