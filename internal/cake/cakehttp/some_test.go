package cakehttp_test

import (
	"net/http"
	"strings"
	"testing"

	"piece/internal/cake"
	"piece/internal/cake/cakehttp"
)

func (h *house) some(person string, ids ...string) []cakehttp.AskedCake {
	h.t.Helper()
	return read[cakehttp.SomeCakes](h.ask(person, "GET", "/some?ids="+strings.Join(ids, ","), nil).want(http.StatusOK)).Items
}

// Services that keep ids of cakes ask for many at once, also by ids of cakes that are no more.
func TestSomeCakesAreAskedForByTheirIDs(t *testing.T) {
	each(t, func(t *testing.T, h *house) {
		sea, moon, old := h.make(newID(), "파도의 노래"), h.make(newID(), "달의 정원"), h.make(newID(), "달의 정원 (앙코르)")
		h.merge(admin, old.ID, moon.ID).want(http.StatusOK)
		fan := newID()
		h.heart(fan, "PUT", moon.ID).want(http.StatusOK)
		got := h.some(fan, old.ID, newID(), "nonsense", sea.ID, moon.ID, sea.ID)
		for i, want := range []struct{ asked, id, title string }{{old.ID, moon.ID, "달의 정원"}, {sea.ID, sea.ID, "파도의 노래"}, {moon.ID, moon.ID, "달의 정원"}} {
			if i >= len(got) || got[i].Asked != want.asked || got[i].ID != want.id || got[i].Title != want.title || got[i].Hearted != (want.id == moon.ID) {
				t.Fatalf("answered %+v", got)
			}
		}
		if len(got) != 3 || len(h.some("", newID())) != 0 {
			t.Errorf("answered %+v", got)
		}
		for _, query := range []string{"", "?ids=", "?ids=" + strings.Repeat(sea.ID+",", cake.MaxSome) + sea.ID} {
			h.ask("", "GET", "/some"+query, nil).want(http.StatusUnprocessableEntity)
		}
	})
}
