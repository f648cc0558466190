package cakehttp_test

import (
	"fmt"
	"net/http"
	"slices"
	"testing"

	"piece/internal/cake/cakehttp"
)

func (h *house) merge(person, from, into string) answer {
	h.t.Helper()
	return h.ask(person, http.MethodPost, "/"+from+"/merge", draft{"into": into})
}

func (h *house) merges(parameters string) []cakehttp.CakeMerge {
	h.t.Helper()
	return read[cakehttp.CakeMerges](h.ask("", "GET", "/merges?"+parameters, nil).want(http.StatusOK)).Items
}

func TestAdminsMergeCakes(t *testing.T) {
	each(t, func(t *testing.T, h *house) {
		maker, both, one := newID(), newID(), newID()
		stays := h.make(maker, "위키드", "year", 2003)
		goes := h.make(maker, "위키드 (내한)", "venue", "블루스퀘어", "year", 2025)
		for _, heart := range [][2]string{{both, stays.ID}, {both, goes.ID}, {one, goes.ID}} {
			h.heart(heart[0], "PUT", heart[1]).want(http.StatusOK)
		}
		h.merge("", goes.ID, stays.ID).want(http.StatusUnauthorized)
		h.merge(maker, goes.ID, stays.ID).want(http.StatusForbidden)
		h.merge(admin, newID(), stays.ID).want(http.StatusNotFound)
		h.merge(admin, "x", stays.ID).want(http.StatusNotFound)
		for _, into := range []string{newID(), "x", ""} {
			if a := h.merge(admin, goes.ID, into).want(http.StatusUnprocessableEntity); a.fields()["body.into"] != "not_found" {
				t.Errorf("into %q: %s", into, a.body)
			}
		}
		if all := h.merges(""); len(all) != 0 || h.merged != 0 {
			t.Fatalf("merged %v already", all)
		}
		got := read[cakehttp.Cake](h.merge(admin, goes.ID, stays.ID).want(http.StatusOK))
		if got.ID != stays.ID || got.Title != "위키드" || got.Year != 2003 || got.Venue != "블루스퀘어" || got.Hearts != 2 {
			t.Errorf("merged to %+v", got)
		}
		// The other id leads there, for everything that can be done with it.
		if got := h.get(one, goes.ID); got.ID != stays.ID || !got.Hearted || !h.get(one, stays.ID).Hearted {
			t.Errorf("the other id leads to %+v", got)
		}
		if got := read[cakehttp.CakeHearts](h.heart(one, "DELETE", goes.ID).want(http.StatusOK)); got.Hearts != 1 {
			t.Errorf("a heart taken back by the other id: %+v", got)
		}
		if l := titles(h.list("", "list=hot")); !slices.Equal(l, []string{"위키드"}) {
			t.Errorf("listed %v", l)
		}
		if l := titles(h.list(maker, "list=made")); !slices.Equal(l, []string{"위키드"}) {
			t.Errorf("made %v", l)
		}
		edited := read[cakehttp.Cake](h.put(maker, goes.ID, draft{"kind": "musical", "title": "위키드!", "version": h.get(maker, stays.ID).Version}).want(http.StatusOK))
		if edited.ID != stays.ID || edited.Title != "위키드!" {
			t.Errorf("edited by the other id: %+v", edited)
		}
		// Again, the other way round and with itself: nothing happens.
		for _, again := range [][2]string{{goes.ID, stays.ID}, {stays.ID, goes.ID}, {stays.ID, stays.ID}} {
			if got := read[cakehttp.Cake](h.merge(admin, again[0], again[1]).want(http.StatusOK)); got.ID != stays.ID {
				t.Errorf("again: %+v", got)
			}
		}
		all := h.merges("")
		if len(all) != 1 || all[0].From != goes.ID || all[0].To != stays.ID || h.merged != 1 {
			t.Errorf("told of %v, %d times", all, h.merged)
		}
	})
}

func TestMergesAreToldInTheirOrder(t *testing.T) {
	each(t, func(t *testing.T, h *house) {
		var ids []string
		for i := range 5 {
			ids = append(ids, h.make(newID(), fmt.Sprint("작품 ", i)).ID)
		}
		for _, from := range ids[:4] { // each into the next: the first ends at the last
			h.merge(admin, from, ids[slices.Index(ids, from)+1]).want(http.StatusOK)
		}
		var told []string
		after := int64(0)
		for {
			part := h.merges(fmt.Sprintf("after=%d&limit=3", after))
			if len(part) == 0 {
				break
			}
			for _, m := range part {
				if m.Seq <= after {
					t.Fatalf("%d comes after %d", m.Seq, after)
				}
				after = m.Seq
				told = append(told, m.From)
			}
		}
		if !slices.Equal(told, ids[:4]) {
			t.Errorf("told of %v, want %v", told, ids[:4])
		}
		if got := h.get("", ids[0]); got.ID != ids[4] {
			t.Errorf("the first leads to %s", got.ID)
		}
		for _, wrong := range []string{"after=-1", "after=x", "limit=0", "limit=101"} {
			h.ask("", "GET", "/merges?"+wrong, nil).want(http.StatusUnprocessableEntity)
		}
	})
}
