package cakehttp_test

import (
	"net/http"
	"slices"
	"sync"
	"testing"

	"piece/internal/cake/cakehttp"
)

func (h *house) heart(person, method, cakeID string) answer {
	h.t.Helper()
	return h.ask(person, method, "/"+cakeID+"/heart", nil)
}

func TestD15_HeartsAreExactHoweverOftenTheyAreSent(t *testing.T) {
	each(t, func(t *testing.T, h *house) {
		c, other := h.make(newID(), "하나"), h.make(newID(), "둘")
		people := []string{newID(), newID(), newID(), newID(), newID()}
		var crowd sync.WaitGroup
		for i := range 50 {
			crowd.Go(func() {
				if got := read[cakehttp.CakeHearts](h.heart(people[i%5], "PUT", c.ID).want(http.StatusOK)); !got.Hearted || got.Hearts < 1 || got.Hearts > 5 {
					t.Errorf("answered %+v", got)
				}
			})
		}
		crowd.Wait()
		for viewer, hearted := range map[string]bool{people[4]: true, newID(): false, "": false} {
			if got := h.get(viewer, c.ID); got.Hearts != 5 || got.Hearted != hearted {
				t.Errorf("%q sees %d, %v", viewer, got.Hearts, got.Hearted)
			}
			for _, s := range h.list(viewer, "list=hot").Items {
				if want := map[string]int{c.ID: 5}[s.ID]; s.Hearts != want || s.Hearted != (hearted && want > 0) {
					t.Errorf("%q: the list tells %d, %v of %s", viewer, s.Hearts, s.Hearted, s.Title)
				}
			}
		}
		for range 2 {
			if got := read[cakehttp.CakeHearts](h.heart(people[4], "DELETE", c.ID).want(http.StatusOK)); got != (cakehttp.CakeHearts{Hearts: 4}) {
				t.Errorf("taken back: %+v", got)
			}
		}
		if got := read[cakehttp.CakeHearts](h.heart(people[4], "DELETE", other.ID).want(http.StatusOK)); got != (cakehttp.CakeHearts{}) {
			t.Errorf("taken back from one without: %+v", got)
		}
		for _, method := range []string{"PUT", "DELETE"} {
			h.heart("", method, c.ID).want(http.StatusUnauthorized)
			for _, id := range []string{newID(), "x", "%00"} {
				h.heart(people[0], method, id).want(http.StatusNotFound)
			}
		}
	})
}

func TestHeartedCakesAreListedTheLatestFirst(t *testing.T) {
	each(t, func(t *testing.T, h *house) {
		fan := newID()
		for _, title := range []string{"하나", "둘", "셋"} {
			h.heart(fan, "PUT", h.make(newID(), title).ID).want(http.StatusOK)
		}
		h.heart(newID(), "PUT", h.make(newID(), "남의 것").ID).want(http.StatusOK)
		if got := titles(h.list(fan, "list=hearted")); !slices.Equal(got, []string{"셋", "둘", "하나"}) {
			t.Errorf("hearted %v", got)
		}
		h.heart(fan, "DELETE", h.search(fan, "둘").Items[0].ID).want(http.StatusOK)
		if got := titles(h.list(fan, "list=hearted")); !slices.Equal(got, []string{"셋", "하나"}) {
			t.Errorf("with one taken back %v", got)
		}
	})
}
