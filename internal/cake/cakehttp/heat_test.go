package cakehttp_test

import (
	"fmt"
	"net/http"
	"slices"
	"testing"
	"time"

	"piece/internal/cake"
)

// D13 is kept by who counts pieces; what is counted here is what everybody may see.
func TestHeartsPiecesAndMessagesMakeCakesHot(t *testing.T) {
	each(t, func(t *testing.T, h *house) {
		cold, warm, hot := h.make(newID(), "식은 것"), h.make(newID(), "따뜻한 것"), h.make(newID(), "뜨거운 것")
		order := func(want ...string) {
			t.Helper()
			if err := h.service.Reheat(t.Context()); err != nil {
				t.Fatal(err)
			}
			if got := titles(h.list("", "list=hot")); !slices.Equal(got, want) {
				t.Errorf("hot: %v, want %v", got, want)
			}
		}
		order("뜨거운 것", "따뜻한 것", "식은 것") // all are cold: the latest first
		h.heart(newID(), "PUT", cold.ID).want(http.StatusOK)
		order("식은 것", "뜨거운 것", "따뜻한 것")
		fan := newID()
		h.heart(newID(), "PUT", warm.ID).want(http.StatusOK)
		h.heart(fan, "PUT", warm.ID).want(http.StatusOK)
		order("따뜻한 것", "식은 것", "뜨거운 것")
		h.pieces[hot.ID] = 1
		order("뜨거운 것", "따뜻한 것", "식은 것")
		h.heart(fan, "DELETE", warm.ID).want(http.StatusOK) // as warm as the cold one again
		order("뜨거운 것", "따뜻한 것", "식은 것")
		delete(h.pieces, hot.ID) // it was made private, or deleted
		order("따뜻한 것", "식은 것", "뜨거운 것")
		h.talk[hot.ID] = 120 // twenty more than the two hearts count
		order("뜨거운 것", "따뜻한 것", "식은 것")
		delete(h.talk, hot.ID)
		order("따뜻한 것", "식은 것", "뜨거운 것")
		// A merge takes the warmth along, also that of pieces which still have the other id.
		h.pieces[hot.ID], h.talk[hot.ID] = 3, 50
		h.merge(admin, hot.ID, cold.ID).want(http.StatusOK)
		order("식은 것", "따뜻한 것")
		// In the end everything is cold, also what leads a box office that nobody tells any more.
		h.take(cake.KOBIS, cake.Work{Kind: "movie", Title: "일 위"})
		chart := cake.Chart{Kind: "movie", Source: cake.KOBIS, Day: "2026-08-02", Entries: []cake.ChartEntry{{Code: fmt.Sprintf("%x", "일 위"), Rank: 1}}}
		if err := h.store.PutChart(t.Context(), chart); err != nil {
			t.Fatal(err)
		}
		order("일 위", "식은 것", "따뜻한 것")
		delete(h.pieces, hot.ID)
		delete(h.talk, hot.ID)
		h.clock.Advance(100 * 24 * time.Hour)
		if err := h.service.Reheat(t.Context()); err != nil {
			t.Fatal(err)
		}
		var heat int64
		if err := h.db.Reader().NewRaw("SELECT max(heat) FROM cakes").Scan(t.Context(), &heat); err != nil || heat != 0 {
			t.Errorf("after a hundred days the hottest has %d, %v", heat, err)
		}
	})
}

func TestWhatPeopleDoIsCounted(t *testing.T) {
	h := open(t)
	maker := newID()
	c := h.make(maker, "하나", "kind", "play")
	other := h.make(maker, "둘", "kind", "play")
	for range 2 {
		h.heart(maker, "PUT", c.ID).want(http.StatusOK)
	}
	h.heart(maker, "DELETE", c.ID).want(http.StatusOK)
	for range 2 {
		h.put(maker, c.ID, draft{"kind": "play", "title": "셋", "version": 1}).want(http.StatusOK)
	}
	h.put(admin, c.ID, draft{"kind": "play", "title": "넷", "version": 2}).want(http.StatusOK)
	for range 2 {
		h.merge(admin, other.ID, c.ID).want(http.StatusOK)
	}
	h.posters.down = true
	h.make(maker, "다섯", "kind", "movie", "photoId", h.photos.add(maker, "jpeg"))
	h.heart(maker, "PUT", c.ID).want(http.StatusOK)
	if err := h.service.Reheat(t.Context()); err != nil {
		t.Fatal(err)
	}
	families, err := h.metrics.Gather()
	if err != nil {
		t.Fatal(err)
	}
	got := map[string]float64{}
	for _, f := range families {
		for _, m := range f.GetMetric() {
			name := f.GetName()
			for _, l := range m.GetLabel() {
				name += " " + l.GetValue()
			}
			got[name] = m.GetCounter().GetValue() + m.GetGauge().GetValue()
		}
	}
	for name, want := range map[string]float64{
		"piece_cakes_made_total play": 2, "piece_cakes_made_total movie": 1, "piece_cakes_edited_total maker": 1, "piece_cakes_edited_total admin": 1,
		"piece_cakes_merged_total": 1, "piece_cake_hearts_total set": 2, "piece_cake_hearts_total taken": 1, "piece_cake_posters_failed_total": 1, "piece_cakes_hot": 1,
	} {
		if got[name] != want {
			t.Errorf("%s is %v, want %v", name, got[name], want)
		}
	}
}
