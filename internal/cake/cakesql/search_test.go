package cakesql_test

import (
	"slices"
	"testing"

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
