package piecehttp_test

import (
	"net/http"
	"net/url"
	"slices"
	"testing"
	"time"

	"piece/internal/piece/piecehttp"
)

func TestD13_MakingAPiecePrivateTakesEffectAtOnceEverywhere(t *testing.T) {
	each(t, sketch{}, func(t *testing.T, h *house) {
		owner, other := newID(), newID()
		cake := h.cakes.add()
		p := h.make(owner, "cakeId", cake, "day", "2026-08-02")
		second := h.make(owner, "cakeId", cake)
		h.heart(other, "PUT", p.ID).want(http.StatusOK)
		tags := map[string]string{}
		for _, f := range ticketFiles {
			url := pieces + "/" + p.ID + "/ticket/" + f + "?v=1"
			tags[url] = h.ask(other, "GET", url, nil).want(http.StatusOK).header.Get("ETag")
		}
		seen := func(visible bool) {
			t.Helper()
			status := map[bool]int{true: http.StatusOK, false: http.StatusNotFound}[visible]
			for _, viewer := range []string{other, ""} {
				h.ask(viewer, "GET", pieces+"/"+p.ID, nil).want(status)
				for url, tag := range tags {
					h.ask(viewer, "GET", url, nil).want(status)
					if !visible {
						h.ask(viewer, "GET", url, nil, "If-None-Match", tag).want(status)
					}
				}
				for _, query := range []string{"?scope=public", "?scope=public&kind=concert", "?scope=public&owner=" + owner, "?scope=public&q=" + url.QueryEscape("파도"), "?scope=public&q=" + url.QueryEscape("ㅍㄷ") + "&owner=" + owner} {
					if got := slices.Contains(h.listed(viewer, query), p.ID); got != visible {
						t.Errorf("%q %s shows it: %v", viewer, query, got)
					}
				}
				if see, err := h.service.CanSeeArtwork(t.Context(), viewer, p.ArtworkID); see != visible || err != nil {
					t.Errorf("%q sees the artwork: %v, %v", viewer, see, err)
				}
				if got, want := h.get(viewer, second.ID).Viewing, map[bool]int{true: 2, false: 1}[visible]; got != want {
					t.Errorf("%q: the other is viewing %d, want %d", viewer, got, want)
				}
			}
			for _, query := range []string{"?scope=hearted", "?scope=hearted&q=" + url.QueryEscape("파")} {
				if got := slices.Contains(h.listed(other, query), p.ID); got != visible {
					t.Errorf("%s shows it: %v", query, got)
				}
			}
			if got := h.get(owner, p.ID); got.Ticket != p.Ticket || !slices.Contains(h.listed(owner, "?scope=mine"), p.ID) {
				t.Errorf("the owner sees %+v", got)
			}
		}
		seen(true)
		h.patch(owner, p.ID, draft{"visibility": "private"}).want(http.StatusOK)
		seen(false)
		h.patch(owner, p.ID, draft{"visibility": "public"}).want(http.StatusOK)
		seen(true)
		if n := h.tickets(); n != 2 {
			t.Errorf("%d tickets: something was drawn", n)
		}
	})
}

func TestASwitchMakesAVersionOnlyWhenAnEditWouldUndoIt(t *testing.T) {
	each(t, sketch{}, func(t *testing.T, h *house) {
		owner := newID()
		p, form := h.made(owner)
		at := p.UpdatedAt
		for _, c := range []struct {
			change  draft
			version int
			changed bool
		}{
			{draft{}, 1, false},
			{draft{"visibility": "public", "remind": true}, 1, false},
			{draft{"remind": false}, 1, true},
			{draft{"visibility": "private"}, 2, true},
			{draft{"visibility": "private", "remind": true}, 2, true},
		} {
			h.clock.Advance(time.Hour)
			got := read[piecehttp.Piece](h.patch(owner, p.ID, c.change).want(http.StatusOK))
			if got.Version != c.version || got.UpdatedAt.After(at) != c.changed || got.Revision != 1 || got.Ticket != p.Ticket {
				t.Errorf("%v: version %d at %s", c.change, got.Version, got.UpdatedAt)
			}
			if stored := h.get(owner, p.ID); stored.Visibility != got.Visibility || *stored.Remind != *got.Remind || !stored.UpdatedAt.Equal(got.UpdatedAt) {
				t.Errorf("%v: answered %+v, stored %+v", c.change, got, stored)
			}
			at = got.UpdatedAt
		}
		// The form was opened while the piece was public, and still says so.
		h.put(owner, p.ID, form.with("title", "고친 제목")).want(http.StatusConflict)
		if got := h.get(owner, p.ID); got.Visibility != "private" {
			t.Error("an old form made a private piece public")
		}
		h.put(owner, p.ID, form.with("title", "고친 제목", "visibility", "private", "version", 2)).want(http.StatusOK)
		for _, bad := range []draft{{"visibility": "friends"}, {"visibility": ""}, {"visibility": 1}, {"remind": "no"}, {"title": "새 제목"}} {
			h.patch(owner, p.ID, bad).want(http.StatusUnprocessableEntity)
		}
		if a := h.patch(owner, p.ID, draft{"visibility": "friends"}); a.fields()["body.visibility"] != "choice" {
			t.Errorf("answered %s", a.body)
		}
	})
}
