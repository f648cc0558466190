package piecehttp_test

import (
	"context"
	"fmt"
	"net/http"
	"sync"
	"testing"

	"github.com/prometheus/client_golang/prometheus"

	"piece/internal/craft/ticket"
	"piece/internal/piece"
	"piece/internal/piece/piecehttp"
	"piece/internal/platform/auth"
	"piece/internal/platform/httpapi"
)

// another is a second node over the same stores, with locks and metrics of its own.
func (h *house) another(metrics *prometheus.Registry) *house {
	h.t.Helper()
	d := h.service.Deps
	d.Metrics = metrics
	n := *h
	n.service = piece.New(d)
	server := httpapi.New(httpapi.Config{Version: "test", Log: d.Log, Metrics: prometheus.NewRegistry(), Verifier: auth.NewVerifier(h.keys, h.clock)})
	piecehttp.Register(server.API, n.service)
	var err error
	if n.handler, err = server.Handler(); err != nil {
		h.t.Fatal(err)
	}
	return &n
}

// meanwhile is a renderer that lets something happen once, while the next set is drawn.
type meanwhile struct {
	sketch
	happen *func()
}

func (m meanwhile) Render(ctx context.Context, in ticket.Input) (*ticket.Set, error) {
	if f := *m.happen; f != nil {
		*m.happen = nil
		f()
	}
	return m.sketch.Render(ctx, in)
}

func TestWhatHappensWhileAnEditIsDrawn(t *testing.T) {
	for name, c := range map[string]struct {
		happen  func(t *testing.T, node *house, owner string, p piecehttp.Piece, d draft) // on another node
		status  int
		code    string
		title   string // in the end; "" when the piece is gone
		tickets int
	}{
		"another edit": {func(_ *testing.T, node *house, owner string, p piecehttp.Piece, d draft) {
			node.put(owner, p.ID, d.with("title", "다른 기기에서")).want(http.StatusOK)
		}, http.StatusConflict, "edited_elsewhere", "다른 기기에서", 1},
		"the same edit": {func(_ *testing.T, node *house, owner string, p piecehttp.Piece, d draft) {
			node.put(owner, p.ID, d.with("title", "고친 제목", "day", "2025-08-03")).want(http.StatusOK)
		}, http.StatusOK, "", "고친 제목", 1},
		"it is made private": {func(_ *testing.T, node *house, owner string, p piecehttp.Piece, _ draft) {
			node.ask(owner, "PATCH", pieces+"/"+p.ID, map[string]any{"visibility": "private"}).want(http.StatusOK)
		}, http.StatusConflict, "edited_elsewhere", "오늘 밤, 파도의 노래", 1},
		"its reminder is switched off": {func(_ *testing.T, node *house, owner string, p piecehttp.Piece, _ draft) {
			node.ask(owner, "PATCH", pieces+"/"+p.ID, map[string]any{"remind": false}).want(http.StatusOK)
		}, http.StatusOK, "", "고친 제목", 1},
		"it is deleted": {func(_ *testing.T, node *house, owner string, p piecehttp.Piece, _ draft) {
			node.ask(owner, "DELETE", pieces+"/"+p.ID, nil).want(http.StatusNoContent)
		}, http.StatusNotFound, "not_found", "", 0},
		"its number is taken": {func(t *testing.T, node *house, owner string, _ piecehttp.Piece, _ draft) {
			if made := node.make(owner, "day", "2025-01-01"); made.Number != 1 {
				t.Errorf("the other is number %d", made.Number)
			}
		}, http.StatusOK, "", "고친 제목", 2},
	} {
		t.Run(name, func(t *testing.T) {
			var happen func()
			each(t, meanwhile{happen: &happen}, func(t *testing.T, h *house) {
				node := h.another(prometheus.NewRegistry())
				owner := newID()
				p, d := h.made(owner)
				happen = func() { c.happen(t, node, owner, p, d) }
				a := h.put(owner, p.ID, d.with("title", "고친 제목", "day", "2025-08-03"))
				if happen != nil {
					t.Fatal("nothing was drawn")
				}
				if a.status != c.status || a.status != http.StatusOK && read[problem](a).Code != c.code {
					t.Errorf("answered %d %s", a.status, a.body)
				}
				if n := h.settle(); n != c.tickets {
					t.Errorf("%d tickets, want %d", n, c.tickets)
				}
				if c.title == "" {
					h.ask(owner, "GET", pieces+"/"+p.ID, nil).want(http.StatusNotFound)
					return
				}
				got := h.get(owner, p.ID)
				text := h.ask(owner, "GET", got.Ticket.Back, nil).shown()
				if got.Title != c.title || text.Title != c.title || text.Number != got.Number || text.Year != got.Year {
					t.Errorf("in the end %+v, shown %+v", got, text)
				}
				if name == "its number is taken" && got.Number != 2 {
					t.Errorf("it is number %d, like the other", got.Number)
				}
				if remind := name != "its reminder is switched off"; *got.Remind != remind {
					t.Errorf("remind is %v", *got.Remind)
				}
			})
		})
	}
}

func TestTheSamePhotoIsNotTakenByTwoEditsAtOnce(t *testing.T) {
	var happen func()
	each(t, meanwhile{happen: &happen}, func(t *testing.T, h *house) {
		node := h.another(prometheus.NewRegistry())
		owner := newID()
		p, d := h.made(owner)
		other, theirs := h.made(owner)
		next := h.draft(owner)
		change := []any{"photoId", next["photoId"], "artworkId", next["artworkId"]}
		happen = func() { node.put(owner, other.ID, theirs.with(change...)).want(http.StatusOK) }
		a := h.put(owner, p.ID, d.with(change...)).want(http.StatusConflict)
		if a.fields()["body.photoId"] != "photo_used" {
			t.Errorf("answered %s", a.body)
		}
		if got := h.get(owner, p.ID); got.PhotoID != p.PhotoID || h.settle() != 2 {
			t.Errorf("in the end %+v", got)
		}
		if h.photos.all[p.PhotoID].released || h.photos.all[next["photoId"].(string)].released {
			t.Error("a photo that is in use was released")
		}
	})
}

func TestEditsMakesAndDeletesAtOnceLeaveNoNumberTwice(t *testing.T) {
	each(t, sketch{}, func(t *testing.T, h *house) {
		nodes := []*house{h, h.another(prometheus.NewRegistry())}
		owner := newID()
		const each = 8
		var group sync.WaitGroup
		for i := range each {
			p, d := h.made(owner, "day", "2025-01-01")
			gone, _ := h.made(owner)
			fresh := h.draft(owner)
			for n, node := range nodes {
				group.Go(func() { // two edits of one piece into the year in which others are made
					a := node.put(owner, p.ID, d.with("day", "2026-08-03", "title", fmt.Sprint("고친 제목 ", n)))
					if a.status != http.StatusOK && a.status != http.StatusConflict && a.status != http.StatusServiceUnavailable {
						t.Errorf("edit: %d %s", a.status, a.body)
					}
				})
			}
			group.Go(func() {
				if a := nodes[i%2].post(owner, fmt.Sprint("k", i), fresh); a.status != http.StatusCreated && a.status != http.StatusServiceUnavailable {
					t.Errorf("create: %d %s", a.status, a.body)
				}
			})
			group.Go(func() { nodes[i%2].ask(owner, "DELETE", pieces+"/"+gone.ID, nil).want(http.StatusNoContent) })
		}
		group.Wait()
		seen := map[string]string{}
		list := read[piecehttp.PieceList](h.ask(owner, "GET", pieces+"?scope=mine&limit=60", nil).want(http.StatusOK))
		for _, p := range list.Items {
			edition := fmt.Sprintf("%d · No. %d", p.Year, p.Number)
			if other, twice := seen[edition]; twice {
				t.Errorf("%s and %s are both %s", p.ID, other, edition)
			}
			seen[edition] = p.ID
			if text := h.ask(owner, "GET", p.Ticket.Back, nil).shown(); text.Title != p.Title || text.Number != p.Number || text.Year != p.Year {
				t.Errorf("%s shows %+v", edition, text)
			}
		}
		if n := h.settle(); n != len(list.Items) {
			t.Errorf("%d tickets for %d pieces", n, len(list.Items))
		}
	})
}
