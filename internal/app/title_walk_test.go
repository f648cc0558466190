package app

import (
	"net/http"
	"slices"
	"strings"
	"testing"
)

// titles gives the ids of what is earned and not told yet, sorted, and says to have seen it.
func (v *visitor) titles() string {
	v.t.Helper()
	var list struct{ Items []struct{ ID string } }
	v.must(http.StatusOK, "GET", "/api/v1/titles/unseen", nil, &list)
	ids := []string{}
	for _, item := range list.Items {
		ids = append(ids, item.ID)
	}
	v.must(http.StatusNoContent, "POST", "/api/v1/titles/seen", map[string]any{"ids": ids}, nil)
	slices.Sort(ids)
	return strings.Join(ids, " ")
}

// worn gives the title that others see beside somebody's nickname.
func (v *visitor) worn(person string) string {
	v.t.Helper()
	var p struct{ Title struct{ ID, Ko string } }
	v.must(http.StatusOK, "GET", "/api/v1/people/"+person, nil, &p)
	return p.Title.ID + " " + p.Title.Ko
}

// A title is there when the answer to what earned it is, in one process and where its parts run apart,
// and others see at once what is worn (defects D16, D35 and D37).
func TestTitlesAreEarnedByWhatPeopleDo(t *testing.T) {
	homes(t, func(t *testing.T, front *site, _ ...*site) {
		minji, jieun := front.join(t, "민지"), front.join(t, "지은")
		if got := minji.titles(); got != "newcomer" {
			t.Errorf("joined: %q", got)
		}
		photo := minji.photo()
		artwork := minji.artwork(photo)
		piece := minji.piece(photo, artwork)
		if got := minji.titles(); got != "first-piece" {
			t.Errorf("a piece: %q", got)
		}
		edited := editOf(photo, artwork)
		edited["kind"], edited["time"], edited["seat"], edited["price"] = "movie", "23:40", "A열 3번", 1_000_000
		minji.must(http.StatusOK, "PUT", "/api/v1/pieces/"+piece, edited, nil)
		if got := minji.titles(); got != "big-spender front-row night-owl" {
			t.Errorf("edited: %q", got)
		}
		for i, name := range []string{"하나", "둘", "셋", "넷", "다섯"} {
			if got := minji.titles(); got != "" {
				t.Errorf("with %d rooms: %q", i, got)
			}
			minji.joinRoom(jieun.cake("케이크 " + name))
		}
		if got := minji.titles(); got != "chatterbox" {
			t.Errorf("rooms: %q", got)
		}
		if code, _ := jieun.send("PUT", "/api/v1/titles/worn", map[string]any{"id": "night-owl"}); code != http.StatusForbidden {
			t.Errorf("D35: somebody else's title: %d", code)
		}
		minji.must(http.StatusNoContent, "PUT", "/api/v1/titles/worn", map[string]any{"id": "night-owl"}, nil)
		if got := jieun.worn(minji.id); got != "night-owl 심야 올빼미" {
			t.Errorf("worn: %q", got)
		}
		minji.must(http.StatusNoContent, "DELETE", "/api/v1/pieces/"+piece, nil, nil)
		if got := jieun.worn(minji.id); got != "night-owl 심야 올빼미" {
			t.Errorf("without its piece: %q", got)
		}
		if got := jieun.titles(); got != "newcomer" {
			t.Errorf("somebody else: %q", got)
		}
	})
}
