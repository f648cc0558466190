package piecehttp_test

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"piece/internal/craft/ticket"
	"piece/internal/piece"
	"piece/internal/piece/piecehttp"
	"piece/internal/platform/errs"
)

// arrival is something that comes from elsewhere, with a cover as its front.
func arrival(key string, change func(d *piece.Draft)) piece.Arrival {
	d := piece.Draft{
		Facts: piece.Facts{Kind: "movie", Title: "가져온 영화", Day: "2024-05-06"}, Cover: 3,
		HalfStars: 8, Review: "다시 봐도 좋았다", Visibility: piece.Private, Shape: "stub", Paper: "night",
	}
	if change != nil {
		change(&d)
	}
	return piece.Arrival{Key: key, Draft: d}
}

func (h *house) arrive(owner string, arrivals ...piece.Arrival) []piece.Arrived {
	h.t.Helper()
	out, err := h.service.Import(h.t.Context(), owner, "ko", arrivals)
	if err != nil {
		h.t.Fatal(err)
	}
	return out
}

// arrived imports one piece and gives it as its owner sees it.
func (h *house) arrived(owner string, change func(d *piece.Draft)) piecehttp.Piece {
	h.t.Helper()
	out := h.arrive(owner, arrival(newID(), change))
	if out[0].Err != nil || out[0].Known {
		h.t.Fatalf("%+v", out[0])
	}
	return h.get(owner, out[0].PieceID)
}

func (h *house) ticketObjects() int {
	h.t.Helper()
	keys, err := h.objects.Keys(h.t.Context(), "tickets/")
	if err != nil {
		h.t.Fatal(err)
	}
	return len(keys)
}

// counted counts what is drawn, and can be held while it draws.
type counted struct {
	sketch
	sets atomic.Int64
	hold func()
}

func (c *counted) Render(ctx context.Context, in ticket.Input) (*ticket.Set, error) {
	c.sets.Add(1)
	if c.hold != nil {
		c.hold()
	}
	return c.sketch.Render(ctx, in)
}

func TestAnImportedPieceIsDrawnWhenItIsFirstAskedFor(t *testing.T) {
	renderer := &counted{}
	each(t, renderer, func(t *testing.T, h *house) {
		renderer.sets.Store(0)
		owner := newID()
		p := h.arrived(owner, nil)
		if p.Cover != 3 || p.PhotoID != "" || p.Crop != nil || p.ArtworkID != "" || p.Visibility != "private" || p.Number != 1 || !strings.HasPrefix(p.Color, "#") || len(p.Color) != 7 {
			t.Errorf("%+v", p)
		}
		if n := h.ticketObjects(); n != 0 || renderer.sets.Load() != 0 {
			t.Errorf("%d objects, %d drawings before anybody asked", n, renderer.sets.Load())
		}
		var all sync.WaitGroup
		for _, address := range []string{p.Ticket.Front, p.Ticket.Back, p.Ticket.FrontSmall, p.Ticket.BackSmall, p.Ticket.Share, p.Ticket.Front} {
			all.Go(func() {
				if a := h.ask(owner, "GET", address, nil); a.status != http.StatusOK || !strings.Contains(string(a.body), "가져온 영화") {
					t.Errorf("%s: %d %.80s", address, a.status, a.body)
				}
			})
		}
		all.Wait()
		if n := renderer.sets.Load(); n != 1 {
			t.Errorf("drawn %d times for several who asked at once", n)
		}
		after := h.get(owner, p.ID)
		if after.Version != p.Version || after.UpdatedAt != p.UpdatedAt || after.Revision == p.Revision {
			t.Errorf("drawing made %+v of %+v", after, p)
		}
		h.ask(owner, "GET", after.Ticket.Front, nil).want(http.StatusOK)
		for _, address := range []string{after.Ticket.FrontPng, after.Ticket.BackPng, after.Ticket.Print} {
			h.ask(owner, "GET", address, nil).want(http.StatusOK)
		}
		if n := h.settleTickets(); n != imagesOfATicket || renderer.sets.Load() != 1 {
			t.Errorf("%d objects, drawn %d times", n, renderer.sets.Load())
		}
	})
}

// settleTickets lets everything go that is not kept, and counts the images that stay.
func (h *house) settleTickets() int {
	h.t.Helper()
	h.clock.Advance(2 * time.Hour)
	h.emptyBin()
	return h.ticketObjects()
}

// A page of a list asks for many small fronts at once; they don't wait for whole tickets.
func TestTheSmallFrontOfAWaitingPieceIsQuick(t *testing.T) {
	h := drawn(t)
	owner := newID()
	p := h.arrived(owner, nil)
	quick := h.ask(owner, "GET", p.Ticket.FrontSmall, nil).want(http.StatusOK)
	again := h.ask(owner, "GET", p.Ticket.FrontSmall, nil, "If-None-Match", quick.header.Get("ETag"))
	if s := quick.size(); s.X != ticket.SmallWidth || s.Y != ticket.SmallHeight || h.ticketObjects() != 0 || again.status != http.StatusNotModified {
		t.Errorf("%v, %d objects, again %d", s, h.ticketObjects(), again.status)
	}
	h.ask(owner, "GET", p.Ticket.Front, nil).want(http.StatusOK)
	full := h.ask(owner, "GET", h.get(owner, p.ID).Ticket.FrontSmall, nil).want(http.StatusOK)
	if full.header.Get("ETag") == quick.header.Get("ETag") || distance(full.pixels(), quick.pixels()) > 4 {
		t.Errorf("the ticket is %.1f levels away from its quick front", distance(full.pixels(), quick.pixels()))
	}
}

func TestTheSameArrivalsMakeNothingNew(t *testing.T) {
	each(t, sketch{}, func(t *testing.T, h *house) {
		owner, other := newID(), newID()
		var batch []piece.Arrival
		for i := range 30 {
			batch = append(batch, arrival(fmt.Sprint("row-", i), func(d *piece.Draft) { d.Day = piece.Day(fmt.Sprintf("20%02d-03-%02d", 20+i%3, i+1)) }))
		}
		var all sync.WaitGroup
		for range 4 {
			all.Go(func() {
				if _, err := h.service.Import(context.Background(), owner, "ko", batch); err != nil {
					t.Error(err)
				}
			})
		}
		all.Wait()
		again := h.arrive(owner, batch...)
		for i, a := range again {
			if !a.Known || a.Err != nil {
				t.Errorf("row %d: %+v", i, a)
			}
		}
		list := h.list(owner, "scope=mine&limit=50")
		if len(list.Items) != 30 {
			t.Fatalf("%d pieces", len(list.Items))
		}
		numbers := map[string]bool{}
		for _, p := range list.Items {
			if p.Number > 10 {
				t.Errorf("number %d of ten in a year", p.Number)
			}
			numbers[fmt.Sprint(p.Year, " ", p.Number)] = true
		}
		if len(numbers) != 30 {
			t.Errorf("%d different numbers", len(numbers))
		}
		if theirs := h.arrive(other, batch...); theirs[0].Known {
			t.Error("the keys of one are those of another")
		}
		// Who deleted a piece may bring it again.
		h.ask(owner, http.MethodDelete, pieces+"/"+again[0].PieceID, nil).want(http.StatusNoContent)
		if back := h.arrive(owner, batch[0]); back[0].Known || back[0].Err != nil {
			t.Errorf("a deleted one can't come again: %+v", back[0])
		}
	})
}

func TestArrivalsKeepTheRulesOfMaking(t *testing.T) {
	h := open(t, sketch{})
	owner := newID()
	cake := h.cakes.add()
	out := h.arrive(owner,
		arrival("ok", func(d *piece.Draft) { d.CakeID = cake }),
		arrival("no title", func(d *piece.Draft) { d.Title = " " }),
		arrival("no cake", func(d *piece.Draft) { d.CakeID = newID() }),
		arrival("no stars", func(d *piece.Draft) { d.HalfStars = 0 }),
		arrival("cover", func(d *piece.Draft) { d.Cover = piece.MaxCover + 1 }),
		arrival("both", func(d *piece.Draft) { d.PhotoID = h.photos.add(owner) }),
		arrival("ok", nil),
		arrival("again of the work", func(d *piece.Draft) { d.CakeID, d.Day = cake, "2024-06-06" }),
		arrival("", nil),
	)
	for i, want := range []string{"", "body.title", "body.cakeId", "body.halfStars", "body.cover", "body.cover", "", "", "key"} {
		got := ""
		if out[i].Err != nil {
			if !errors.Is(out[i].Err, errs.Invalid) {
				t.Errorf("%d: %v", i, out[i].Err)
			}
			got = errs.As(out[i].Err).Fields[0].Path
		}
		if got != want {
			t.Errorf("%d: refused for %q, want %q", i, got, want)
		}
	}
	if !out[6].Known || out[6].PieceID != out[0].PieceID {
		t.Errorf("a key twice in one go: %+v", out[6])
	}
	if v := h.get(owner, out[7].PieceID).Viewing; v != 2 {
		t.Errorf("viewing %d", v)
	}
	if found := h.search(owner, "mine", "ㄱㅈㅇ").Items; len(found) != 2 {
		t.Errorf("a search found %d", len(found))
	}
}

func TestD12_D13_APrivateImportedPieceIsThereForItsOwnerOnly(t *testing.T) {
	renderer := &counted{}
	h := open(t, renderer)
	owner, other := newID(), newID()
	p := h.arrived(owner, nil)
	for _, viewer := range []string{other, ""} {
		for _, address := range []string{pieces + "/" + p.ID, p.Ticket.Front, p.Ticket.FrontSmall, p.Ticket.Share, p.Ticket.FrontPng, p.Ticket.Print} {
			h.ask(viewer, "GET", address, nil).want(http.StatusNotFound)
		}
	}
	if list := h.list(other, "scope=public").Items; len(list) != 0 || renderer.sets.Load() != 0 {
		t.Errorf("others see %v, and made %d drawings", list, renderer.sets.Load())
	}
	h.patch(owner, p.ID, draft{"visibility": "public"}).want(http.StatusOK)
	seen := read[piecehttp.Piece](h.ask(other, "GET", pieces+"/"+p.ID, nil).want(http.StatusOK))
	if seen.Cover != 3 || len(h.list(other, "scope=public").Items) != 1 {
		t.Errorf("%+v", seen)
	}
	h.ask("", "GET", seen.Ticket.Front, nil).want(http.StatusOK)
}

func TestD16_ACoverCanBeEditedAndGivesWayToAPhoto(t *testing.T) {
	each(t, sketch{}, func(t *testing.T, h *house) {
		owner := newID()
		p := h.arrived(owner, nil)
		body := func(p piecehttp.Piece) draft {
			return draft{"kind": p.Kind, "title": p.Title, "day": p.Day, "halfStars": p.HalfStars, "review": p.Review, "visibility": p.Visibility,
				"shape": p.Shape, "paper": p.Paper, "cover": p.Cover, "version": p.Version}
		}
		// What doesn't show leaves it undrawn.
		p = read[piecehttp.Piece](h.put(owner, p.ID, body(p).with("companion", "민지")).want(http.StatusOK))
		if p.Companion != "민지" || p.Revision != 1 || h.ticketObjects() != 0 {
			t.Errorf("%+v", p)
		}
		h.ask(owner, "GET", p.Ticket.Front, nil).want(http.StatusOK)
		p = h.get(owner, p.ID)
		p = read[piecehttp.Piece](h.put(owner, p.ID, body(p).with("title", "다른 제목", "cover", 5)).want(http.StatusOK))
		if shown := h.ask(owner, "GET", p.Ticket.Back, nil).shown(); shown.Title != "다른 제목" || p.Cover != 5 {
			t.Errorf("the ticket shows %+v", shown)
		}
		// A cover takes no artwork and no photo beside it.
		h.put(owner, p.ID, body(p).with("photoId", h.photos.add(owner))).want(http.StatusUnprocessableEntity)
		d := h.draft(owner).with("version", p.Version)
		p = read[piecehttp.Piece](h.put(owner, p.ID, d).want(http.StatusOK))
		if p.Cover != 0 || p.PhotoID != d["photoId"] || p.Color != "#6b4f3a" || !h.photos.all[p.PhotoID].claimed {
			t.Errorf("%+v", p)
		}
		p = read[piecehttp.Piece](h.put(owner, p.ID, body(p).with("cover", 2)).want(http.StatusOK))
		if p.Cover != 2 || p.PhotoID != "" || !h.photos.all[d["photoId"].(string)].released {
			t.Errorf("back to a cover: %+v", p)
		}
		if n := h.settleTickets(); n != imagesOfATicket {
			t.Errorf("%d objects stay", n)
		}
	})
}

// A person may make a piece with a cover too; that is drawn like any other.
func TestAPieceCanBeMadeWithACover(t *testing.T) {
	h := drawn(t)
	owner := newID()
	d := h.draft(owner).with("cover", 7)
	delete(d, "photoId")
	delete(d, "artworkId")
	delete(d, "crop")
	p := read[piecehttp.Piece](h.post(owner, newID(), d).want(http.StatusCreated))
	front := h.ask(owner, "GET", p.Ticket.Front, nil).want(http.StatusOK)
	if s := front.size(); s.X != ticket.Width || s.Y != ticket.Height || h.ticketObjects() != imagesOfATicket {
		t.Errorf("%v, %d objects", s, h.ticketObjects())
	}
	for side, address := range map[string]string{"front": p.Ticket.FrontSmall, "back": p.Ticket.BackSmall} {
		preview := h.ask(owner, http.MethodPost, previews, draft{
			"pieceId": p.ID, "side": side, "width": 448, "cover": 7, "kind": p.Kind, "title": p.Title, "day": p.Day, "time": p.Time, "venue": p.Venue, "seat": p.Seat,
			"review": p.Review, "halfStars": p.HalfStars, "shape": p.Shape, "paper": p.Paper,
		}).want(http.StatusOK)
		if far := distance(preview.pixels(), h.ask(owner, "GET", address, nil).want(http.StatusOK).pixels()); far > 4 {
			t.Errorf("%s: the preview is %.1f levels away from the ticket", side, far)
		}
	}
}

func TestD18_NothingIsLeftOfAPieceThatIsDeletedWhileItIsDrawn(t *testing.T) {
	renderer := &counted{}
	each(t, renderer, func(t *testing.T, h *house) {
		owner := newID()
		p := h.arrived(owner, nil)
		var once sync.Once
		renderer.hold = func() {
			once.Do(func() { h.ask(owner, http.MethodDelete, pieces+"/"+p.ID, nil).want(http.StatusNoContent) })
		}
		defer func() { renderer.hold = nil }()
		h.ask(owner, "GET", p.Ticket.Front, nil).want(http.StatusNotFound)
		h.ask(owner, http.MethodDelete, pieces+"/"+p.ID, nil).want(http.StatusNotFound)
		if n := h.settleTickets(); n != 0 {
			t.Errorf("%d objects stay", n)
		}
	})
}

func TestAPieceThatIsEditedWhileItIsDrawnShowsTheEdit(t *testing.T) {
	renderer := &counted{}
	each(t, renderer, func(t *testing.T, h *house) {
		owner := newID()
		p := h.arrived(owner, nil)
		var once sync.Once
		renderer.hold = func() {
			once.Do(func() {
				renderer.hold = nil
				h.put(owner, p.ID, draft{"kind": p.Kind, "title": "고친 제목", "day": p.Day, "halfStars": 2, "review": p.Review, "visibility": "private",
					"shape": p.Shape, "paper": p.Paper, "cover": p.Cover, "version": p.Version}).want(http.StatusOK)
			})
		}
		defer func() { renderer.hold = nil }()
		if shown := h.ask(owner, "GET", p.Ticket.Back, nil).shown(); shown.Title != "고친 제목" {
			t.Errorf("it shows %+v", shown)
		}
		if n := h.settleTickets(); n != imagesOfATicket {
			t.Errorf("%d objects stay", n)
		}
	})
}

func TestAFailedLateDrawingLeavesNothingAndCanBeRepeated(t *testing.T) {
	h := open(t, sketch{})
	owner := newID()
	first := h.arrived(owner, nil)
	h.ask(owner, "GET", first.Ticket.Front, nil).want(http.StatusOK) // its back is painted now
	p := h.arrived(owner, func(d *piece.Draft) { d.Day = "2024-05-07" })
	h.objects.fail(true, 2)
	h.ask(owner, "GET", p.Ticket.Front, nil).want(http.StatusServiceUnavailable)
	h.objects.fail(false, 0)
	h.ask(owner, "GET", p.Ticket.Front, nil).want(http.StatusOK)
	if n := h.settleTickets(); n != 2*imagesOfATicket {
		t.Errorf("%d objects stay", n)
	}
}

func TestD20_ListsOfUndrawnPiecesDrawNothing(t *testing.T) {
	renderer := &counted{}
	h := open(t, renderer)
	owner := newID()
	for i := range 5 {
		h.arrived(owner, func(d *piece.Draft) { d.Day = piece.Day(fmt.Sprintf("2024-05-%02d", i+1)) })
	}
	h.list(owner, "scope=mine")
	h.ask(owner, "GET", "/api/v1/pieces/calendar?month=2024-05", nil).want(http.StatusOK)
	if renderer.sets.Load() != 0 {
		t.Errorf("%d drawings", renderer.sets.Load())
	}
}

// The rest is drawn without anybody asking.
func TestWaitingPiecesAreDrawnInTheBackground(t *testing.T) {
	renderer := &counted{}
	h := open(t, renderer)
	owner := newID()
	ctx, stop := context.WithCancel(t.Context())
	done := make(chan error)
	drawnAll := make(chan struct{})
	renderer.hold = func() {
		if renderer.sets.Load() == 3 {
			close(drawnAll)
		}
	}
	go func() { done <- h.service.KeepDrawn(ctx) }()
	h.arrive(owner, arrival("1", nil), arrival("2", nil), arrival("3", nil))
	<-drawnAll
	stop()
	if err := <-done; err != nil {
		t.Error(err)
	}
}
