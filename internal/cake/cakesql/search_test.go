package cakesql_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	"piece/internal/cake"
	"piece/internal/craft/hangul"
	"piece/internal/platform/page"
)

// found gives the titles that a search finds, read by small pages.
func (h *home) found(f cake.Filter, query string, limit int) []string {
	h.t.Helper()
	var titles []string
	var after page.Cursor
	for range 200 {
		p, err := h.Search(h.t.Context(), f, hangul.Parse(query), page.Request{After: after, Limit: limit})
		must(h.t, err)
		for _, x := range p.Items {
			titles = append(titles, x.Title)
		}
		if p.Next == nil {
			return titles
		}
		after = p.Next
	}
	h.t.Fatal("a search without an end")
	return nil
}

func TestTheBestTitleIsFoundFirst(t *testing.T) {
	each(t, func(t *testing.T, h *home) {
		heat := map[string]int64{}
		for i, title := range []string{"파도의 노래", "파도", "밤의 파도", "파도 소리", "노래"} {
			w := work(title[:0]+string(rune('a'+i)), "play", title)
			if title == "노래" {
				w.Credits = []cake.Credit{{Role: "cast", Name: "김파도"}}
			}
			heat[h.added(cake.KOPIS, w).ID] = int64(i)
		}
		must(t, h.SetHeat(t.Context(), heat))
		for query, want := range map[string][]string{
			"파도":    {"파도", "파도 소리", "파도의 노래", "노래", "밤의 파도"},
			"팓":     {"파도 소리", "파도", "파도의 노래", "노래", "밤의 파도"},
			"ㅍㄷ":    {"파도", "파도 소리", "파도의 노래", "노래", "밤의 파도"},
			"파도 노래": {"노래", "파도의 노래"},
			"ㅍㄷㅅㄹ":  {"파도 소리"},
			"없다":    nil,
		} {
			for _, limit := range []int{1, 2, 24} {
				if got := h.found(cake.Filter{List: cake.Hot}, query, limit); !slices.Equal(got, want) {
					t.Errorf("%q by %d: %v, want %v", query, limit, got, want)
				}
			}
		}
	})
}

// little gives a store whose search meets every bound, with cakes of words by chance.
func little(h *home, cakes int) (person string) {
	h.ReachLittle()
	r := rand.New(rand.NewPCG(3, 14))
	pick := func(from string) string {
		words := strings.Fields(from)
		return words[r.IntN(len(words))]
	}
	person = newID()
	heat := map[string]int64{}
	for i := range cakes {
		w := work(fmt.Sprint(i), cake.Kinds()[r.IntN(2)], pick("밤 파도 노래 유령 (밤) 오페라의 La 값진 100%"))
		if r.IntN(2) == 0 {
			w.Title += " " + pick("밤 파도 노래 유령 커튼 커피 · ㅋㅋ 과일")
		}
		if r.IntN(2) == 0 {
			w.Original = pick("Night Wave Phantom 夜")
		}
		if r.IntN(2) == 0 {
			w.Venue = pick("블루스퀘어 예술의전당 밤극장")
		}
		for range r.IntN(3) {
			w.Credits = append(w.Credits, cake.Credit{Role: cake.Roles()[r.IntN(7)], Name: pick("김파도 이밤 Park 유령")})
		}
		if r.IntN(2) == 0 {
			w.Opens, w.Closes = today.Add(r.IntN(9)-8), today.Add(r.IntN(9)-1)
		}
		w.Genres, w.Area = cake.SetOf(cake.Genres()[r.IntN(2)]), cake.Areas()[r.IntN(2)]
		var c *cake.Cake
		if r.IntN(3) == 0 {
			c = h.made(person, w.Work)
		} else {
			c = h.added(cake.KOPIS, w)
		}
		heat[c.ID] = int64(r.IntN(4))
		if r.IntN(2) == 0 {
			_, err := h.Heart(h.t.Context(), c.ID, person, noon.Add(time.Duration(r.IntN(cakes))*time.Second))
			must(h.t, err)
		}
	}
	must(h.t, h.SetHeat(h.t.Context(), heat))
	return person
}

// Whatever the way, a search finds in a list exactly what matches, each cake once, and what
// few cakes have comes by how well its title fits.
func TestSearchFindsWhatMatches(t *testing.T) {
	each(t, func(t *testing.T, h *home) {
		person := little(h, 60)
		matched, ranked := 0, 0
		for _, f := range []cake.Filter{
			{List: cake.Hot}, {List: cake.Hot, Kind: "movie", Genre: "horror", Area: "seoul"}, {List: cake.Showing}, {List: cake.Hearted}, {List: cake.Hearted, Area: "seoul"},
			{List: cake.Made}, {List: cake.Hearted, Viewer: "-"}, {List: cake.Made, Viewer: "-"},
		} {
			if f.Viewer == "" {
				f.Viewer = person
			} else {
				f.Viewer = ""
			}
			f.Today = today
			var listed []*cake.Cake
			p, err := h.Page(t.Context(), f, page.Request{Limit: 60})
			must(t, err)
			for _, x := range p.Items {
				listed = append(listed, h.get(x.ID))
			}
			for _, query := range []string{"밤", "커", "ㅍㄷ", "유려", "night", "블루", "밤극장", "밤 노래", "ㅇ ㅂ", "파도 park", "없는말", "(", "ㅋㅋ", "갑"} {
				q := hangul.Parse(query)
				var want []string
				for _, c := range listed {
					if c.Matches(q) {
						want = append(want, c.ID)
					}
				}
				for _, limit := range []int{3, 24} {
					var got, ranks []string
					way := ""
					var after page.Cursor
					for {
						p, err := h.Search(t.Context(), f, q, page.Request{After: after, Limit: limit})
						must(t, err)
						if len(p.Items) > limit {
							t.Errorf("%+v, %q: %d on a page of %d", f, query, len(p.Items), limit)
						}
						for _, x := range p.Items {
							got, ranks = append(got, x.ID), append(ranks, rankOf(&x.Cake, query))
						}
						if after = p.Next; after == nil {
							break
						}
						way = after[0]
					}
					if way == cake.ByIndex {
						ranked++
						slices.Reverse(ranks)
						if !slices.IsSorted(ranks) {
							t.Errorf("%+v, %q by %d: not by rank but %q", f, query, limit, ranks)
						}
					}
					matched += len(got)
					have, need := slices.Sorted(slices.Values(got)), slices.Sorted(slices.Values(want))
					if !slices.Equal(have, need) {
						t.Errorf("%+v, %q by %d: found %d, want %d", f, query, limit, len(got), len(want))
					}
				}
			}
		}
		if matched < 400 || ranked < 4 {
			t.Errorf("%d hits and %d searches by rank prove little", matched, ranked)
		}
	})
}

// rankOf gives a text that sorts like the order of a search.
func rankOf(c *cake.Cake, query string) string {
	var key, initials string
	byInitials := true
	for _, w := range hangul.Parse(query).Words() {
		key, initials, byInitials = key+w.Key(), initials+w.Initials(), byInitials && w.Initials() != ""
	}
	fit := 0
	title, short := hangul.Key(hangul.Name(c.Title)), hangul.Initials(hangul.Name(c.Title))
	switch {
	case title == key || byInitials && short == initials:
		fit = 2
	case strings.HasPrefix(title, key) || byInitials && strings.HasPrefix(short, initials):
		fit = 1
	}
	return fmt.Sprintf("%d %05d %10s", fit, c.Heat, c.Opens)
}

// A word that is in most cakes finds the cake that is called so, however cold it is.
func TestAFrequentTitleIsFoundFirst(t *testing.T) {
	each(t, func(t *testing.T, h *home) {
		h.ReachLittle()
		heat := map[string]int64{}
		for i := range 9 {
			heat[h.added(cake.KOPIS, work(fmt.Sprint(i), "play", fmt.Sprint("어느 밤 ", i))).ID] = 100
		}
		h.take(cake.KOPIS, work("a", "play", "밤"), work("b", "musical", "밤 (앙코르)"), work("c", "play", "낮"))
		must(t, h.SetHeat(t.Context(), heat))
		for _, limit := range []int{1, 2, 3, 24} {
			got := h.found(cake.Filter{List: cake.Hot}, "밤", limit)
			if len(got) != 11 || got[0] != "밤 (앙코르)" || got[1] != "밤" || got[2] != "어느 밤 8" {
				t.Errorf("by %d: %v", limit, got)
			}
		}
		if got := h.found(cake.Filter{List: cake.Hot, Kind: "musical"}, "밤", 5); !slices.Equal(got, []string{"밤 (앙코르)"}) {
			t.Errorf("musicals: %v", got)
		}
	})
}

// A search that went by the index goes on so while some cakes come, and begins anew when the
// word has become frequent. A cursor of that way with a frequent word is no way to ask for much.
func TestASearchGoesOnWhileCakesCome(t *testing.T) {
	each(t, func(t *testing.T, h *home) {
		h.ReachLittle() // a word is rare up to 6 rows
		for i := range 5 {
			h.take(cake.KOPIS, work(fmt.Sprint(i), "play", fmt.Sprint("밤 ", i)))
		}
		search := func(after page.Cursor) page.Page[cake.Listed] {
			p, err := h.Search(t.Context(), cake.Filter{List: cake.Hot}, hangul.Parse("밤"), page.Request{After: after, Limit: 2})
			must(t, err)
			return p
		}
		next := search(nil).Next
		for i := range 5 {
			h.take(cake.KOPIS, work(fmt.Sprint("new", i), "play", "새 밤"))
		}
		if p := search(next); p.Next[0] != cake.ByIndex || len(p.Items) != 2 || p.Items[0].Title != "밤 2" {
			t.Errorf("it went on with %+v", p)
		}
		for i := range 9 {
			h.take(cake.KOPIS, work(fmt.Sprint("more", i), "play", "또 밤"))
		}
		if p := search(next); p.Next[0] != cake.ByWalk || len(p.Items) != 2 || p.Items[0].Title != "또 밤" {
			t.Errorf("it began anew with %+v", p)
		}
	})
}

// D14, D25: what means something in SQL, in patterns or in HTML means nothing in a search.
func TestD14_EveryCharacterIsPlain(t *testing.T) {
	each(t, func(t *testing.T, h *home) {
		for i, special := range []string{"%", "_", `\`, "/", "?", "#", "'", `"`, "(", "[", "*", "<", "&", ";", "--", "$", "`", "👩‍👩‍👧"} {
			h.take(cake.KOPIS, work(fmt.Sprint(i), "play", "앞"+special+"뒤"))
			if got := h.found(cake.Filter{List: cake.Hot}, special, 5); !slices.Equal(got, []string{"앞" + special + "뒤"}) {
				t.Errorf("%q finds %v", special, got)
			}
		}
		h.take(cake.KOPIS, work("html", "play", "<img src=x onerror=…>"))
		if got := h.found(cake.Filter{List: cake.Hot}, "<img src=x onerror=…>", 5); len(got) != 1 {
			t.Errorf("the title of D25: %v", got)
		}
	})
}
