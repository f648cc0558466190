package piecehttp_test

import (
	"net/http"
	"slices"
	"sync"
	"testing"

	"piece/internal/piece/piecehttp"
)

func (h *house) heart(person, method, id string) answer {
	h.t.Helper()
	return h.ask(person, method, pieces+"/"+id+"/heart", nil)
}

func (h *house) patch(person, id string, change draft) answer {
	h.t.Helper()
	return h.ask(person, http.MethodPatch, pieces+"/"+id, change)
}

// listed gives the ids of a list.
func (h *house) listed(person, query string) []string {
	h.t.Helper()
	var ids []string
	for _, p := range read[piecehttp.PieceList](h.ask(person, "GET", pieces+query, nil).want(http.StatusOK)).Items {
		ids = append(ids, p.ID)
	}
	return ids
}

func TestD15_HeartsAreExactHoweverOftenTheyAreSent(t *testing.T) {
	each(t, sketch{}, func(t *testing.T, h *house) {
		owner := newID()
		p, other := h.make(owner), h.make(owner)
		people := []string{owner, newID(), newID(), newID(), newID()} // one's own piece too
		var crowd sync.WaitGroup
		for i := range 50 {
			crowd.Go(func() {
				if got := read[piecehttp.Hearts](h.heart(people[i%5], "PUT", p.ID).want(http.StatusOK)); !got.Hearted || got.Hearts < 1 || got.Hearts > 5 {
					t.Errorf("answered %+v", got)
				}
			})
		}
		crowd.Wait()
		for viewer, hearted := range map[string]bool{people[4]: true, newID(): false, "": false} {
			got := h.get(viewer, p.ID)
			if got.Hearts != 5 || got.Hearted != hearted {
				t.Errorf("%q sees %d, %v", viewer, got.Hearts, got.Hearted)
			}
			list := read[piecehttp.PieceList](h.ask(viewer, "GET", pieces+"?scope=public", nil).want(http.StatusOK))
			for _, s := range list.Items {
				if want := map[string]int{p.ID: 5}[s.ID]; s.Hearts != want || s.Hearted != (hearted && want > 0) {
					t.Errorf("%q: the list tells %d, %v of %s", viewer, s.Hearts, s.Hearted, s.ID)
				}
			}
		}
		for range 2 {
			if got := read[piecehttp.Hearts](h.heart(people[4], "DELETE", p.ID).want(http.StatusOK)); got != (piecehttp.Hearts{Hearts: 4}) {
				t.Errorf("taken back: %+v", got)
			}
		}
		if got := read[piecehttp.Hearts](h.heart(people[4], "DELETE", other.ID).want(http.StatusOK)); got != (piecehttp.Hearts{}) {
			t.Errorf("taken back from one without: %+v", got)
		}
		h.heart("", "PUT", p.ID).want(http.StatusUnauthorized)
		h.heart("", "DELETE", p.ID).want(http.StatusUnauthorized)
	})
}

func TestD12_APrivatePieceCanNotBeHearted(t *testing.T) {
	each(t, sketch{}, func(t *testing.T, h *house) {
		owner, other := newID(), newID()
		p := h.make(owner, "visibility", "private")
		none := withoutRequest(h.heart(other, "PUT", newID()).want(http.StatusNotFound))
		for _, method := range []string{"PUT", "DELETE"} {
			if got := withoutRequest(h.heart(other, method, p.ID).want(http.StatusNotFound)); got != none {
				t.Errorf("%s: a hidden piece answers %s, none answers %s", method, got, none)
			}
			h.heart(other, method, "x").want(http.StatusNotFound)
		}
		if got := read[piecehttp.Hearts](h.heart(owner, "PUT", p.ID).want(http.StatusOK)); got != (piecehttp.Hearts{Hearts: 1, Hearted: true}) {
			t.Errorf("the owner's own heart: %+v", got)
		}
	})
}

func TestD13_AHeartOfAPieceThatBecamePrivateIsHidden(t *testing.T) {
	each(t, sketch{}, func(t *testing.T, h *house) {
		owner, fan := newID(), newID()
		p := h.make(owner)
		h.heart(fan, "PUT", p.ID).want(http.StatusOK)
		h.patch(owner, p.ID, draft{"visibility": "private"}).want(http.StatusOK)
		if got := h.listed(fan, "?scope=hearted"); len(got) != 0 {
			t.Errorf("the list of hearts shows %v", got)
		}
		h.heart(fan, "DELETE", p.ID).want(http.StatusNotFound)
		h.patch(owner, p.ID, draft{"visibility": "public"}).want(http.StatusOK)
		if got := h.listed(fan, "?scope=hearted"); !slices.Equal(got, []string{p.ID}) || h.get(fan, p.ID).Hearts != 1 {
			t.Errorf("public again, the list of hearts shows %v", got)
		}
		h.heart(fan, "DELETE", p.ID).want(http.StatusOK)
		if got := h.listed(fan, "?scope=hearted"); len(got) != 0 {
			t.Errorf("taken back, the list of hearts shows %v", got)
		}
		h.heart(fan, "PUT", p.ID).want(http.StatusOK)
		h.ask(owner, "DELETE", pieces+"/"+p.ID, nil).want(http.StatusNoContent)
		if got := h.listed(fan, "?scope=hearted"); len(got) != 0 {
			t.Errorf("the list of hearts shows a deleted piece: %v", got)
		}
		h.heart(fan, "DELETE", p.ID).want(http.StatusNotFound)
	})
}

func TestViewingsOfAWorkAreCountedAsTheViewerSeesThem(t *testing.T) {
	each(t, sketch{}, func(t *testing.T, h *house) {
		owner, other := newID(), newID()
		cake := h.cakes.add()
		third := h.make(owner, "cakeId", cake, "day", "2026-08-05")
		second := h.make(owner, "cakeId", cake, "day", "2026-08-04", "visibility", "private")
		first := h.make(owner, "cakeId", cake, "day", "2026-08-03")
		none := h.make(owner)
		for _, c := range []struct {
			viewer, id string
			want       int
		}{{owner, first.ID, 1}, {owner, second.ID, 2}, {owner, third.ID, 3}, {owner, none.ID, 0}, {other, third.ID, 2}, {"", third.ID, 2}} {
			if got := h.get(c.viewer, c.id).Viewing; got != c.want {
				t.Errorf("%q: viewing %d of %s, want %d", c.viewer, got, c.id, c.want)
			}
		}
		got := map[string]int{}
		for _, s := range read[piecehttp.PieceList](h.ask(owner, "GET", pieces+"?scope=mine", nil)).Items {
			got[s.ID] = s.Viewing
		}
		if got[third.ID] != 3 || got[second.ID] != 2 || got[first.ID] != 1 || got[none.ID] != 0 {
			t.Errorf("the list tells %v", got)
		}
		h.ask(owner, "DELETE", pieces+"/"+first.ID, nil).want(http.StatusNoContent)
		if got := h.get(owner, third.ID).Viewing; got != 2 {
			t.Errorf("after the first is deleted it is viewing %d", got)
		}
	})
}
