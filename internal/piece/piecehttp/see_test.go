package piecehttp_test

import (
	"encoding/json"
	"net/http"
	"slices"
	"testing"
	"time"

	"piece/internal/piece/piecehttp"
	"piece/internal/platform/errs"
)

func mustTime(t *testing.T, s string) time.Time {
	t.Helper()
	at, err := time.Parse(time.RFC3339, s)
	if err != nil {
		t.Fatal(err)
	}
	return at
}

var ticketFiles = []string{"front.webp", "back.webp", "front-small.webp", "back-small.webp", "front.png", "back.png", "share.jpg", "print.pdf"}

// imagesOfATicket is how many objects are stored with a piece.
const imagesOfATicket = 5

// withoutRequest is a problem without the id of its request, to be compared.
func withoutRequest(a answer) string {
	a.t.Helper()
	m := read[map[string]any](a)
	delete(m, "requestId")
	b, err := json.Marshal(m)
	if err != nil {
		a.t.Fatal(err)
	}
	return string(b)
}

func TestD12_APrivatePieceIsThereForItsOwnerOnly(t *testing.T) {
	h := open(t, sketch{})
	owner, other := newID(), newID()
	p := h.make(owner, "visibility", "private")
	paths := []string{"GET " + pieces + "/" + p.ID}
	for _, f := range ticketFiles {
		paths = append(paths, "GET "+pieces+"/"+p.ID+"/ticket/"+f+"?v=1", "GET "+pieces+"/"+p.ID+"/ticket/"+f+"?download=true")
	}
	none := withoutRequest(h.ask(other, "GET", pieces+"/"+newID(), nil).want(http.StatusNotFound))
	for _, path := range paths {
		method, url, _ := cut(path)
		h.ask(owner, method, url, nil).want(http.StatusOK)
		for _, viewer := range []string{other, ""} {
			if got := withoutRequest(h.ask(viewer, method, url, nil).want(http.StatusNotFound)); got != none {
				t.Errorf("%s: a hidden piece answers %s, none answers %s", path, got, none)
			}
		}
		tag := h.ask(owner, method, url, nil).header.Get("ETag")
		h.ask(other, method, url, nil, "If-None-Match", tag).want(http.StatusNotFound)
		h.ask(other, method, url, nil, "If-None-Match", "*").want(http.StatusNotFound)
	}
	h.ask("", "DELETE", pieces+"/"+p.ID, nil).want(http.StatusUnauthorized)
	if got := withoutRequest(h.ask(other, "DELETE", pieces+"/"+p.ID, nil).want(http.StatusNotFound)); got != none {
		t.Errorf("deleting a hidden piece answers %s", got)
	}
	if see, err := h.service.CanSeeArtwork(t.Context(), other, p.ArtworkID); see || err != nil {
		t.Errorf("somebody else sees the artwork: %v, %v", see, err)
	}
	if see, err := h.service.CanSeeArtwork(t.Context(), owner, p.ArtworkID); !see || err != nil {
		t.Errorf("the owner doesn't see the artwork: %v, %v", see, err)
	}
	h.ask(owner, "GET", pieces+"/"+p.ID, nil).want(http.StatusOK)
}

func cut(path string) (method, url string, ok bool) {
	for i := range path {
		if path[i] == ' ' {
			return path[:i], path[i+1:], true
		}
	}
	return "", path, false
}

func TestD12_APublicPieceShowsNothingPrivateAndCanNotBeChanged(t *testing.T) {
	h := open(t, sketch{})
	owner, other := newID(), newID()
	p := h.make(owner)
	for _, viewer := range []string{other, ""} {
		m := read[map[string]any](h.ask(viewer, "GET", pieces+"/"+p.ID, nil).want(http.StatusOK))
		for _, key := range []string{"companion", "price", "photoId", "crop", "remind", "version"} {
			if v, there := m[key]; there {
				t.Errorf("others see %s: %v", key, v)
			}
		}
		if m["mine"] != false || m["title"] != p.Title || m["owner"].(map[string]any)["nickname"] == "" {
			t.Errorf("others see %v", m)
		}
		if see, err := h.service.CanSeeArtwork(t.Context(), viewer, p.ArtworkID); !see || err != nil {
			t.Errorf("the artwork of a public piece is hidden: %v, %v", see, err)
		}
	}
	h.ask(other, "DELETE", pieces+"/"+p.ID, nil).want(http.StatusForbidden)
	h.ask(owner, "GET", pieces+"/"+p.ID, nil).want(http.StatusOK)
}

func TestD13_PrivatePiecesAreInNoListOfOthers(t *testing.T) {
	h := open(t, sketch{})
	owner, other := newID(), newID()
	h.make(owner, "visibility", "private")
	h.make(owner)
	mine := h.make(other, "venue", "내 극장")

	list := read[piecehttp.PieceList](h.ask(other, "GET", pieces+"?scope=mine", nil).want(http.StatusOK))
	if *list.Total != 1 || len(list.Items) != 1 || list.Items[0].ID != mine.ID {
		t.Errorf("list %+v", list)
	}
	c := read[piecehttp.Calendar](h.ask(other, "GET", pieces+"/calendar?month=2026-08", nil).want(http.StatusOK))
	if c.Total != 1 {
		t.Errorf("calendar %+v", c)
	}
	s := read[piecehttp.Summary](h.ask(other, "GET", pieces+"/summary?today=2026-08-03", nil).want(http.StatusOK))
	if s.Total != 1 || s.ByKind[0].Count != 1 {
		t.Errorf("summary %+v", s)
	}
	g := read[piecehttp.Suggestions](h.ask(other, "GET", pieces+"/suggestions", nil).want(http.StatusOK))
	if !slices.Equal(g.Venues, []string{"내 극장"}) {
		t.Errorf("suggestions %+v", g)
	}
	if mine.Number != 1 {
		t.Errorf("the first of a person is number %d", mine.Number)
	}
	for _, path := range []string{"", "/calendar?month=2026-08", "/summary?today=2026-08-03", "/suggestions"} {
		h.ask("", "GET", pieces+path, nil).want(http.StatusUnauthorized)
	}
}

func TestWhatIsNoIdIsNotThere(t *testing.T) {
	h := open(t, sketch{})
	for _, id := range []string{"x", "%00", "..%2f", "01M841QMWMDZK3905G5W27EYFP", newID(), "'%20OR%201=1"} {
		h.ask("", "GET", pieces+"/"+id, nil).want(http.StatusNotFound)
		h.ask("", "GET", pieces+"/"+id+"/ticket/front.webp", nil).want(http.StatusNotFound)
	}
	p := h.make(newID())
	for _, f := range []string{"front.gif", "x", "..%2ffront.webp", "%00"} {
		h.ask("", "GET", pieces+"/"+p.ID+"/ticket/"+f, nil).want(http.StatusNotFound)
	}
}

func TestD18_DeletingRemovesEverything(t *testing.T) {
	h := open(t, sketch{})
	owner := newID()
	p := h.make(owner)
	kept := h.make(owner)
	h.objects.fail(true, 0)
	h.ask(owner, "DELETE", pieces+"/"+p.ID, nil).want(http.StatusNoContent)
	h.emptyBin()
	if n := h.objectCount(); n != 2*imagesOfATicket {
		t.Fatalf("%d objects while the store is down", n)
	}
	h.objects.fail(false, 0)
	h.clock.Advance(time.Hour)
	h.emptyBin()
	if n := h.objectCount(); n != imagesOfATicket {
		t.Errorf("%d objects, want those of the other piece", n)
	}
	if !h.photos.all[p.PhotoID].released || h.photos.all[kept.PhotoID].released {
		t.Error("want the photo of the deleted piece released, and no other")
	}
	h.ask(owner, "GET", pieces+"/"+p.ID, nil).want(http.StatusNotFound)
	h.ask(owner, "GET", p.Ticket.Front, nil).want(http.StatusNotFound)
	h.ask(owner, "DELETE", pieces+"/"+p.ID, nil).want(http.StatusNotFound)
	h.ask(owner, "GET", kept.Ticket.Front, nil).want(http.StatusOK)
}

func TestAReleaseThatFailsCanBeMended(t *testing.T) {
	h := open(t, sketch{})
	owner := newID()
	p := h.make(owner)
	if used, err := h.service.UsesPhoto(t.Context(), owner, p.PhotoID); !used || err != nil {
		t.Errorf("in use: %v, %v", used, err)
	}
	h.photos.broken = errs.Unavailable
	h.ask(owner, "DELETE", pieces+"/"+p.ID, nil).want(http.StatusNoContent)
	if used, err := h.service.UsesPhoto(t.Context(), owner, p.PhotoID); used || err != nil {
		t.Errorf("in use after the delete: %v, %v", used, err)
	}
}
