package app

import (
	"net/http"
	"testing"
)

// D16: an edit reaches every neighbour: the photo and the paintings that the piece had go, in
// one process and apart, and what others see follows at once.
func TestD16_AnEditGoesThroughTheHouse(t *testing.T) {
	homes(t, func(t *testing.T, front *site, _ ...*site) {
		jieun, minsu, guest := front.join(t, "지은"), front.join(t, "민수"), front.guest(t)
		old, next := jieun.photo(), jieun.photo()
		oldBack, nextBack := jieun.artwork(old), jieun.artwork(next)
		id := jieun.piece(old, oldBack)
		address := "/api/v1/pieces/" + id

		var p struct {
			Version, Revision, Number, Year, Hearts int
			Hearted                                 bool
			Ticket                                  struct{ Front, FrontPng string }
		}
		edit := editOf(next, nextBack)
		edit["day"], edit["visibility"] = "2025-08-03", "public"
		jieun.must(http.StatusOK, "PUT", address, edit, &p)
		if p.Version != 2 || p.Revision != 2 || p.Year != 2025 || p.Number != 1 {
			t.Errorf("edited: %+v", p)
		}
		for _, url := range []string{p.Ticket.Front, p.Ticket.FrontPng, address + "/ticket/print.pdf"} {
			if status, _ := guest.send("GET", url, nil); status != http.StatusOK {
				t.Errorf("%s: %d", url, status)
			}
		}
		for _, gone := range []string{"/api/v1/media/" + old, "/api/v1/artworks/" + oldBack} {
			jieun.must(http.StatusNotFound, "GET", gone, nil, nil)
		}
		for _, there := range []string{"/api/v1/media/" + next, "/api/v1/artworks/" + nextBack} {
			jieun.must(http.StatusOK, "GET", there, nil, nil)
		}
		jieun.must(http.StatusConflict, "DELETE", "/api/v1/media/"+next, nil, nil)
		back := editOf(old, oldBack)
		back["version"] = p.Version
		jieun.must(http.StatusUnprocessableEntity, "PUT", address, back, nil)

		minsu.must(http.StatusOK, "PUT", address+"/heart", nil, nil)
		minsu.must(http.StatusOK, "GET", address, nil, &p)
		if p.Hearts != 1 || !p.Hearted {
			t.Errorf("hearted: %+v", p)
		}
		jieun.must(http.StatusOK, "PATCH", address, map[string]any{"visibility": "private"}, &p)
		for _, url := range []string{address, p.Ticket.Front} {
			guest.must(http.StatusNotFound, "GET", url, nil, nil)
			minsu.must(http.StatusNotFound, "GET", url, nil, nil)
		}
		minsu.must(http.StatusNotFound, "DELETE", address+"/heart", nil, nil)

		var memories struct {
			Items []struct {
				YearsAgo int
				Piece    struct{ ID string }
			}
		}
		jieun.must(http.StatusOK, "GET", "/api/v1/pieces/memories?today=2026-08-03", nil, &memories)
		if len(memories.Items) != 1 || memories.Items[0].Piece.ID != id || memories.Items[0].YearsAgo != 1 {
			t.Errorf("memories: %+v", memories)
		}
	})
}
