package piecehttp_test

import (
	"encoding/json"
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"
	"time"

	"piece/internal/craft/ticket"
	"piece/internal/piece/piecehttp"
	"piece/internal/platform/errs"
	"piece/internal/platform/sqldb"
)

// made makes a piece and gives it with the body that edits it.
func (h *house) made(owner string, changes ...any) (piecehttp.Piece, draft) {
	h.t.Helper()
	d := h.draft(owner).with(changes...)
	p := read[piecehttp.Piece](h.post(owner, newID(), d).want(http.StatusCreated))
	return p, d.with("version", p.Version)
}

func (h *house) put(person, id string, d draft) answer {
	h.t.Helper()
	return h.ask(person, http.MethodPut, pieces+"/"+id, d)
}

func (h *house) get(person, id string) piecehttp.Piece {
	h.t.Helper()
	return read[piecehttp.Piece](h.ask(person, "GET", pieces+"/"+id, nil).want(http.StatusOK))
}

// settle lets everything go that is not kept, and counts the tickets whose images stay.
func (h *house) settle() int {
	h.t.Helper()
	h.clock.Advance(2 * time.Hour)
	h.emptyBin()
	return h.tickets()
}

func (h *house) tickets() int {
	h.t.Helper()
	n := h.objectCount()
	if n%imagesOfATicket != 0 {
		h.t.Errorf("%d objects are no whole tickets", n)
	}
	return n / imagesOfATicket
}

// shown is what a side of a sketched ticket says.
func (a answer) shown() ticket.Text {
	a.t.Helper()
	var parts []json.RawMessage
	var text ticket.Text
	if err := json.Unmarshal(a.want(http.StatusOK).body, &parts); err != nil {
		a.t.Fatal(err)
	}
	if err := json.Unmarshal(parts[0], &text); err != nil {
		a.t.Fatal(err)
	}
	return text
}

func TestD16_EveryFieldCanBeEdited(t *testing.T) {
	each(t, sketch{}, func(t *testing.T, h *house) {
		owner := newID()
		p, d := h.made(owner)
		other := h.draft(owner) // for another photo and its artwork
		for _, c := range []struct {
			change draft // nil takes a field away
			drawn  bool
		}{
			{draft{"title": "다른 제목"}, true}, {draft{"day": "2026-08-04"}, true}, {draft{"time": "20:00"}, true}, {draft{"time": nil}, true},
			{draft{"venue": "다른 극장"}, true}, {draft{"seat": nil}, true}, {draft{"review": "다시 생각해 보니"}, true}, {draft{"halfStars": 7}, true},
			{draft{"shape": "film"}, true}, {draft{"paper": "kraft"}, true}, {draft{"artworkId": h.artworks.add(owner, p.PhotoID)}, true},
			{draft{"crop": crop(0.1, 0.1, 0.8, 0.8, 0)}, true},
			{draft{"photoId": other["photoId"], "artworkId": other["artworkId"]}, true},
			{draft{"kind": "musical"}, false}, {draft{"cast": "이노래"}, false}, {draft{"director": "박감독"}, false}, {draft{"price": nil}, false},
			{draft{"price": 0}, false}, {draft{"genre": nil}, false}, {draft{"genre": "etc"}, false}, {draft{"companion": nil}, false},
			{draft{"visibility": "private"}, false}, {draft{"cakeId": h.cakes.add()}, false}, {draft{"cakeId": nil}, false},
		} {
			for field, value := range c.change {
				if d[field] = value; value == nil {
					delete(d, field)
				}
			}
			before := p
			h.clock.Advance(time.Minute)
			p = read[piecehttp.Piece](h.put(owner, p.ID, d.with("version", p.Version)).want(http.StatusOK))
			stored := read[map[string]any](h.ask(owner, "GET", pieces+"/"+p.ID, nil).want(http.StatusOK))
			for field, value := range c.change {
				if fmt.Sprint(stored[field]) != fmt.Sprint(value) {
					t.Errorf("%v: stored as %v", c.change, stored[field])
				}
			}
			switch {
			case p.Version != before.Version+1, !p.UpdatedAt.After(before.UpdatedAt), !p.CreatedAt.Equal(before.CreatedAt), p.Number != 1:
				t.Errorf("%v: version %d, number %d, %s", c.change, p.Version, p.Number, p.UpdatedAt)
			case c.drawn && (p.Revision <= before.Revision || p.Ticket.Front == before.Ticket.Front):
				t.Errorf("%v: the ticket was not drawn again", c.change)
			case !c.drawn && (p.Revision != before.Revision || p.Ticket != before.Ticket):
				t.Errorf("%v: the ticket was drawn again", c.change)
			}
			text := h.ask(owner, "GET", p.Ticket.Back, nil).shown()
			if text.Title != p.Title || text.Day != p.Day || text.Time != p.Time || text.Review != p.Review || text.HalfStars != p.HalfStars {
				t.Errorf("%v: the ticket shows %+v", c.change, text)
			}
			if n := h.settle(); n != 1 {
				t.Errorf("%v: %d tickets", c.change, n)
			}
		}
	})
}

func TestD16_ListsCalendarAndNumbersFollowAnEdit(t *testing.T) {
	each(t, sketch{}, func(t *testing.T, h *house) {
		owner := newID()
		h.make(owner, "day", "2025-01-01")
		p, d := h.made(owner, "kind", "movie")
		kept := h.make(owner)

		moved := read[piecehttp.Piece](h.put(owner, p.ID, d.with("day", "2025-12-31", "kind", "play", "title", "옮긴 것", "cast", "이노래", "halfStars", 2)).want(http.StatusOK))
		if moved.Year != 2025 || moved.Number != 2 {
			t.Errorf("it is %d · No. %d, want the next of 2025", moved.Year, moved.Number)
		}
		if text := h.ask(owner, "GET", moved.Ticket.Back, nil).shown(); text.Year != 2025 || text.Number != 2 {
			t.Errorf("the ticket says %d · No. %d", text.Year, text.Number)
		}
		within := read[piecehttp.Piece](h.put(owner, p.ID, d.with("day", "2025-06-01", "title", "옮긴 것", "cast", "이노래", "version", moved.Version)).want(http.StatusOK))
		if within.Number != 2 {
			t.Errorf("within its year the number became %d", within.Number)
		}
		if next := h.make(owner); next.Number != 3 {
			t.Errorf("the next of 2026 is number %d", next.Number)
		}
		for month, want := range map[string]int{"2026-08": 2, "2025-06": 1, "2025-12": 0} {
			c := read[piecehttp.Calendar](h.ask(owner, "GET", pieces+"/calendar?month="+month, nil))
			if c.Total != want {
				t.Errorf("%s has %d pieces, want %d", month, c.Total, want)
			}
		}
		list := read[piecehttp.PieceList](h.ask(owner, "GET", pieces+"?scope=mine", nil))
		if len(list.Items) != 4 || list.Items[1].ID != kept.ID || list.Items[2].ID != p.ID || list.Items[2].Ticket != within.Ticket.TicketImages {
			t.Errorf("list %+v", list.Items)
		}
		if movies := read[piecehttp.PieceList](h.ask(owner, "GET", pieces+"?scope=mine&kind=movie", nil)); len(movies.Items) != 1 {
			t.Errorf("%d movies", len(movies.Items))
		}
		for q, want := range map[string]bool{"옮긴": true, "ㅇㄱ": true, "파도": false} {
			for _, scope := range []string{"mine", "public"} {
				if got := slices.Contains(h.listed(owner, "?scope="+scope+"&q="+url.QueryEscape(q)), p.ID); got != want {
					t.Errorf("%s: a search for %s finds it: %v", scope, q, got)
				}
			}
		}
		if s := read[piecehttp.Summary](h.ask(owner, "GET", pieces+"/summary?today=2025-06-30", nil)); s.ThisYear != 2 || s.ThisMonth != 1 {
			t.Errorf("summary %+v", s)
		}
		if back := read[piecehttp.Piece](h.put(owner, p.ID, d.with("version", within.Version)).want(http.StatusOK)); back.Number != 4 {
			t.Errorf("back in 2026 it is number %d", back.Number)
		}
	})
}

func TestD16_AnEditedTicketHasNewAddressesAndNoCacheKeepsTheOld(t *testing.T) {
	each(t, sketch{}, func(t *testing.T, h *house) {
		owner, other := newID(), newID()
		p, d := h.made(owner)
		old := map[string]answer{}
		for _, f := range ticketFiles { // the files that are drawn when asked for are kept in memory now
			url := pieces + "/" + p.ID + "/ticket/" + f
			old[url] = h.ask(owner, "GET", url+"?v=1", nil).want(http.StatusOK)
		}
		edited := read[piecehttp.Piece](h.put(owner, p.ID, d.with("title", "새 제목")).want(http.StatusOK))
		if !strings.HasSuffix(edited.Ticket.Front, "?v=2") || edited.Revision != 2 {
			t.Errorf("the new address is %s", edited.Ticket.Front)
		}
		if n := h.tickets(); n != 2 {
			t.Errorf("%d tickets: who is about to read the old ones finds none", n)
		}
		h.settle()
		const forever, askAgain = "private, max-age=31536000, immutable", "private, no-cache"
		for url, before := range old {
			for _, c := range []struct{ viewer, url, cache string }{
				{owner, url + "?v=2", forever}, {owner, url + "?v=1", askAgain}, {owner, url, askAgain}, {other, url + "?v=2", askAgain}, {"", url + "?v=1", askAgain},
			} {
				a := h.ask(c.viewer, "GET", c.url, nil, "If-None-Match", before.header.Get("ETag"))
				if text := a.shown(); text.Title != "새 제목" || a.header.Get("Cache-Control") != c.cache || a.header.Get("ETag") == before.header.Get("ETag") {
					t.Errorf("%q %s: %q, %s, %s", c.viewer, c.url, text.Title, a.header.Get("Cache-Control"), a.header.Get("ETag"))
				}
			}
		}
	})
}

func TestAnEditThatChangesNothingStoresNothing(t *testing.T) {
	h := open(t, sketch{}) // on SQLite, which has a pool for writing of its own
	owner := newID()
	p, d := h.made(owner, "price", 0)
	h.clock.Advance(time.Hour)
	writes := count(t, h.db.Writer())
	same := read[piecehttp.Piece](h.put(owner, p.ID, d.with("title", "  오늘 밤,  파도의 노래 ")).want(http.StatusOK))
	if same.Version != p.Version || same.Revision != p.Revision || !same.UpdatedAt.Equal(p.UpdatedAt) || writes.n.Load() != 0 {
		t.Errorf("%d statements to write, %+v", writes.n.Load(), same)
	}
	if untold := read[piecehttp.Piece](h.put(owner, p.ID, d.with("price", nil)).want(http.StatusOK)); untold.Price != nil || untold.Version != 2 || untold.Revision != 1 {
		t.Errorf("D17: a price of 0 that is taken away: %+v", untold)
	}
}

func TestAnEditWhoseAnswerGotLostCanBeRepeated(t *testing.T) {
	each(t, sketch{}, func(t *testing.T, h *house) {
		owner := newID()
		p, d := h.made(owner)
		d = d.with("title", "고친 제목")
		first := h.put(owner, p.ID, d).want(http.StatusOK)
		if again := h.put(owner, p.ID, d).want(http.StatusOK); string(again.body) != string(first.body) {
			t.Errorf("first %s\nagain %s", first.body, again.body)
		}
		late := h.put(owner, p.ID, d.with("title", "옛 화면에서")).want(http.StatusConflict)
		if read[problem](late).Code != "edited_elsewhere" {
			t.Errorf("an old form: %s", late.body)
		}
		h.put(owner, p.ID, d.with("title", "아직 없는 판", "version", 3)).want(http.StatusConflict)
		if got := h.get(owner, p.ID); got.Title != "고친 제목" || got.Version != 2 || h.settle() != 1 {
			t.Errorf("stored %+v", got)
		}
		for _, version := range []any{0, -1, nil, "1", 1.5} {
			h.put(owner, p.ID, d.with("version", version)).want(http.StatusUnprocessableEntity)
		}
	})
}

func TestD12_OthersEditNothing(t *testing.T) {
	each(t, sketch{}, func(t *testing.T, h *house) {
		owner, other := newID(), newID()
		none := withoutRequest(h.put(other, newID(), h.draft(other).with("version", 1)).want(http.StatusNotFound))
		for visibility, status := range map[string]int{"public": http.StatusForbidden, "private": http.StatusNotFound} {
			p, d := h.made(owner, "visibility", visibility)
			before := h.get(owner, p.ID)
			patch := map[string]any{"visibility": "public", "remind": false}
			for _, body := range []draft{d.with("title", "남의 것"), h.draft(other).with("version", 1)} {
				if a := h.put(other, p.ID, body).want(status); status == http.StatusNotFound && withoutRequest(a) != none {
					t.Errorf("a hidden piece answers %s, none answers %s", a.body, none)
				}
			}
			if a := h.ask(other, "PATCH", pieces+"/"+p.ID, patch).want(status); status == http.StatusNotFound && withoutRequest(a) != none {
				t.Errorf("a hidden piece answers %s, none answers %s", a.body, none)
			}
			h.put("", p.ID, d).want(http.StatusUnauthorized)
			h.ask("", "PATCH", pieces+"/"+p.ID, patch).want(http.StatusUnauthorized)
			if got := h.get(owner, p.ID); fmt.Sprintf("%+v", got.Facts.Title) != before.Title || got.Version != 1 || got.Visibility != visibility || !*got.Remind {
				t.Errorf("it became %+v", got)
			}
		}
		for _, id := range []string{"x", "%00", newID()} {
			h.put(owner, id, h.draft(owner).with("version", 1)).want(http.StatusNotFound)
			h.ask(owner, "PATCH", pieces+"/"+id, map[string]any{}).want(http.StatusNotFound)
		}
	})
}

func TestAnEditKeepsTheRulesOfMaking(t *testing.T) {
	each(t, sketch{}, func(t *testing.T, h *house) {
		owner, other := newID(), newID()
		p, d := h.made(owner)
		second, _ := h.made(owner)
		fresh, theirs := h.draft(owner), h.draft(other)
		for name, c := range map[string]struct {
			d           draft
			field, code string
		}{
			"no title":                    {d.with("title", " "), "body.title", "required"},
			"D17: a day that isn't":       {d.with("day", "2026-02-29"), "body.day", "day"},
			"D17: a month that isn't":     {d.with("day", "2026-13-01"), "body.day", "day"},
			"D17: a price below 0":        {d.with("price", -1), "body.price", "out_of_range"},
			"D17: a price of a fraction":  {d.with("price", 0.5), "body.price", "format"},
			"a review too long":           {d.with("review", long(51, "가")), "body.review", "too_long"},
			"a work that isn't":           {d.with("cakeId", "x"), "body.cakeId", "not_found"},
			"a work that nobody knows":    {d.with("cakeId", newID()), "body.cakeId", "not_found"},
			"somebody else's photo":       {d.with("photoId", theirs["photoId"]), "body.photoId", "not_found"},
			"the artwork of the old":      {d.with("photoId", fresh["photoId"]), "body.artworkId", "not_found"},
			"the photo of another":        {d.with("photoId", second.PhotoID, "artworkId", second.ArtworkID), "body.photoId", "photo_used"},
			"somebody else's artwork":     {d.with("artworkId", theirs["artworkId"]), "body.artworkId", "not_found"},
			"a crop of another aspect":    {d.with("crop", crop(0, 0, 1, 0.9, 0)), "body.crop", "crop"},
			"a crop of a handful":         {d.with("crop", crop(0, 0, 0.4, 0.4, 0)), "body.crop", "crop_too_small"},
			"no photo":                    {d.with("photoId", ""), "body.photoId", "required"},
			"an artwork of another photo": {d.with("artworkId", fresh["artworkId"]), "body.artworkId", "not_found"},
		} {
			a := h.put(owner, p.ID, c.d)
			want := http.StatusUnprocessableEntity
			if c.code == "photo_used" {
				want = http.StatusConflict
			}
			if a.status != want || a.fields()[c.field] != c.code {
				t.Errorf("%s: %d %s", name, a.status, a.body)
			}
		}
		if got := h.get(owner, p.ID); got.Version != 1 || got.Revision != 1 || h.settle() != 2 || h.photos.all[fresh["photoId"].(string)].claimed {
			t.Errorf("it became %+v", got)
		}
	})
}

func TestANewPhotoTakesThePlaceOfTheOld(t *testing.T) {
	each(t, sketch{}, func(t *testing.T, h *house) {
		owner := newID()
		p, d := h.made(owner)
		next := h.draft(owner)
		change := []any{"photoId", next["photoId"], "artworkId", next["artworkId"], "crop", crop(0, 0, 0.9, 0.9, 2)}
		edited := read[piecehttp.Piece](h.put(owner, p.ID, d.with(change...)).want(http.StatusOK))
		if !h.photos.all[p.PhotoID].released || !h.photos.all[edited.PhotoID].claimed || h.photos.all[edited.PhotoID].released {
			t.Error("want the new photo claimed and the old one released")
		}
		for photo, want := range map[string]bool{p.PhotoID: false, edited.PhotoID: true} {
			if used, err := h.service.UsesPhoto(t.Context(), owner, photo); used != want || err != nil {
				t.Errorf("%s is in use: %v, %v", photo, used, err)
			}
		}
		h.ask(owner, "DELETE", pieces+"/"+p.ID, nil).want(http.StatusNoContent)
		if !h.photos.all[edited.PhotoID].released || h.settle() != 0 {
			t.Error("the photo of the edit outlived the piece")
		}
	})
}

func TestD18_D23_AFailedEditLeavesThePieceAndCanBeRepeated(t *testing.T) {
	for name, fail := range map[string]func(h *house, on bool){
		"the object store is down":        func(h *house, on bool) { h.objects.fail(on, 0) },
		"it goes down between two puts":   func(h *house, on bool) { h.objects.fail(on, 2) },
		"the photo can't be claimed":      func(h *house, on bool) { h.photos.broken = map[bool]error{true: errs.Unavailable}[on] },
		"the store refuses the last word": refuseEdits,
	} {
		t.Run(name, func(t *testing.T) {
			each(t, sketch{}, func(t *testing.T, h *house) {
				owner := newID()
				p, d := h.made(owner)
				next := h.draft(owner)
				d = d.with("title", "고친 제목", "day", "2025-08-03", "photoId", next["photoId"], "artworkId", next["artworkId"])
				fail(h, true)
				if a := h.put(owner, p.ID, d); a.status < 500 {
					t.Fatalf("answered %d: %s", a.status, a.body)
				}
				got := h.get(owner, p.ID)
				if got.Title != p.Title || got.Version != 1 || got.Ticket != p.Ticket || got.PhotoID != p.PhotoID {
					t.Errorf("a failed edit left %+v", got)
				}
				h.ask(owner, "GET", p.Ticket.Front, nil).want(http.StatusOK)
				fail(h, false)
				if n := h.settle(); n != 1 {
					t.Errorf("%d tickets after a failed edit", n)
				}
				edited := read[piecehttp.Piece](h.put(owner, p.ID, d).want(http.StatusOK))
				if text := h.ask(owner, "GET", edited.Ticket.Back, nil).shown(); edited.Version != 2 || text.Title != "고친 제목" || text.Year != 2025 {
					t.Errorf("the repeated edit: %+v shows %+v", edited, text)
				}
				h.objects.fail(true, 0) // when the old images are to go
				if n := h.settle(); n != 2 {
					t.Errorf("%d tickets while the store is down", n)
				}
				h.objects.fail(false, 0)
				if n := h.settle(); n != 1 {
					t.Errorf("%d tickets in the end", n)
				}
				h.ask(owner, "GET", edited.Ticket.Front, nil).want(http.StatusOK)
			})
		})
	}
}

// refuseEdits makes the database refuse changed pieces, as a full disk would. Counting a
// drawing is none.
func refuseEdits(h *house, on bool) {
	statement := "DROP TRIGGER refuse"
	if on {
		statement = map[sqldb.Home]string{
			sqldb.SQLite: "CREATE TRIGGER refuse BEFORE UPDATE OF title ON pieces BEGIN SELECT RAISE(ABORT, 'no'); END",
			sqldb.MySQL: "CREATE TRIGGER refuse BEFORE UPDATE ON pieces FOR EACH ROW " +
				"BEGIN IF NEW.title <> OLD.title THEN SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'no'; END IF; END",
		}[h.db.Home]
	}
	if _, err := h.db.Writer().ExecContext(h.t.Context(), statement); err != nil {
		h.t.Fatal(err)
	}
}

func TestAPreviewOfAnEditShowsTheNumberThatStays(t *testing.T) {
	each(t, sketch{}, func(t *testing.T, h *house) {
		owner := newID()
		p, d := h.made(owner)
		h.make(owner)
		preview := draft{"side": "back", "width": 448, "shape": "stub", "pieceId": p.ID, "language": "en"}
		for day, want := range map[string]int{"2026-01-01": 1, "2025-01-01": 1, "2026-": 0} {
			if text := h.ask(owner, "POST", previews, preview.with("day", day)).shown(); text.Number != want || text.Lang != "ko" {
				t.Errorf("%s: No. %d in %s", day, text.Number, text.Lang)
			}
		}
		h.make(owner, "day", "2025-05-05")
		shown := h.ask(owner, "POST", previews, preview.with("day", "2025-01-01", "title", "옮긴 것")).shown()
		moved := read[piecehttp.Piece](h.put(owner, p.ID, d.with("day", "2025-01-01", "title", "옮긴 것")).want(http.StatusOK))
		if text := h.ask(owner, "GET", moved.Ticket.Back, nil).shown(); text.Number != shown.Number || text.Title != shown.Title || text.Lang != shown.Lang {
			t.Errorf("previewed %+v, drawn %+v", shown, text)
		}
		theirs := h.make(newID())
		hidden := h.make(newID(), "visibility", "private")
		for _, id := range []string{theirs.ID, hidden.ID, newID(), "x"} {
			a := h.ask(owner, "POST", previews, preview.with("pieceId", id)).want(http.StatusUnprocessableEntity)
			if a.fields()["body.pieceId"] != "not_found" {
				t.Errorf("%s: %s", id, a.body)
			}
		}
	})
}

func TestD16_AnEditedTicketIsDrawnAsItWasPreviewed(t *testing.T) {
	h := drawn(t)
	owner := newID()
	p, d := h.made(owner)
	front := h.ask(owner, "GET", p.Ticket.FrontSmall, nil).want(http.StatusOK)
	back := h.ask(owner, "GET", p.Ticket.BackSmall, nil).want(http.StatusOK)
	d = d.with("paper", "kraft", "title", "다시 듣는 파도의 노래", "halfStars", 3)
	preview := draft{"side": "back", "width": 448, "pieceId": p.ID}
	for _, key := range []string{"photoId", "artworkId", "crop", "shape", "paper", "title", "day", "time", "venue", "seat", "review", "halfStars"} {
		preview[key] = d[key]
	}
	before := h.ask(owner, "POST", previews, preview).want(http.StatusOK).pixels()
	edited := read[piecehttp.Piece](h.put(owner, p.ID, d).want(http.StatusOK))
	after := h.ask(owner, "GET", edited.Ticket.BackSmall, nil).want(http.StatusOK)
	if d := distance(before, after.pixels()); d > 3 {
		t.Errorf("the back differs from its preview by %.1f levels", d)
	}
	if d := distance(back.pixels(), after.pixels()); d < 3 {
		t.Errorf("the back differs from the old one by %.1f levels only", d)
	}
	if same := h.ask(owner, "GET", edited.Ticket.FrontSmall, nil); string(same.body) != string(front.body) {
		t.Error("the front changed, of which nothing was edited")
	}
}
