package sharehttp_test

import (
	"encoding/json"
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"

	"piece/internal/piece/share"
	"piece/internal/piece/share/sharehttp"
	"piece/internal/platform/httpapi/httpapitest"
)

var sharedFiles = []string{"front.webp", "back.webp", "front-small.webp", "back-small.webp", "front.png", "back.png", "share.jpg"}

// D24: a link opens its piece for a guest, public or private.
func TestD24_ALinkOpensItsPieceForAGuest(t *testing.T) {
	each(t, func(t *testing.T, h *house) {
		owner := newID()
		for _, visibility := range []string{"private", "public"} {
			p := h.make(owner, "visibility", visibility)
			l, token := h.link(owner, p.ID, sharehttp.NewLink{})
			if l.EndsAt != nil || l.Ended || l.Piece.ID != p.ID || l.Piece.Title != p.Title || l.Piece.FrontSmall != p.Ticket.FrontSmall {
				t.Errorf("the link %+v", l)
			}
			for _, viewer := range []string{"", newID(), owner} {
				a := h.Wants(http.StatusOK, viewer, "GET", "/shared/"+token, nil)
				if a.Header.Get("Cache-Control") != "no-store" {
					t.Errorf("Cache-Control %s", a.Header.Get("Cache-Control"))
				}
				got := httpapitest.Read[sharehttp.SharedPiece](t, a)
				if got.Title != p.Title || got.Nickname != p.Owner.Nickname || got.Review != p.Review || got.HalfStars != 9 || got.Number != p.Number || got.Venue != "블루스퀘어" {
					t.Errorf("shared %+v", got)
				}
				for _, address := range []string{got.Ticket.Front, got.Ticket.Back, got.Ticket.FrontSmall, got.Ticket.BackSmall, got.Ticket.FrontPng, got.Ticket.BackPng, got.Ticket.Share} {
					file := h.Wants(http.StatusOK, viewer, "GET", path(address), nil)
					if !strings.Contains(string(file.Body), p.Title) || file.Header.Get("Cache-Control") != "private, no-cache" || file.Header.Get("Cross-Origin-Resource-Policy") != "cross-origin" || file.Header.Get("X-Robots-Tag") != "noindex" {
						t.Errorf("%s: %s, %v", address, file.Body, file.Header)
					}
					again := h.Wants(http.StatusNotModified, viewer, "GET", path(address), nil, "If-None-Match", file.Header.Get("ETag"))
					if len(again.Body) != 0 {
						t.Errorf("%s comes again", address)
					}
				}
			}
			saved := h.Wants(http.StatusOK, "", "GET", "/shared/"+token+"/ticket/front.png?download=true", nil)
			if d := saved.Header.Get("Content-Disposition"); !strings.HasPrefix(d, "attachment") {
				t.Errorf("saved as %s", d)
			}
		}
	})
}

// D24: … and shows nothing else: nothing that is only for its owner, nothing by which the
// owner's other things are found, and no other piece.
func TestD24_ALinkShowsThisPieceAndNothingElse(t *testing.T) {
	each(t, func(t *testing.T, h *house) {
		owner := newID()
		p, other := h.make(owner), h.make(owner, "title", "다른 조각")
		_, token := h.link(owner, p.ID, sharehttp.NewLink{})
		a := h.Wants(http.StatusOK, "", "GET", "/shared/"+token, nil)
		for _, secret := range []string{p.ID, owner, p.PhotoID, p.ArtworkID, "민지", "150000", other.Title} {
			if strings.Contains(string(a.Body), secret) {
				t.Errorf("the answer holds %q: %s", secret, a.Body)
			}
		}
		var fields map[string]json.RawMessage
		if err := json.Unmarshal(a.Body, &fields); err != nil {
			t.Fatal(err)
		}
		for _, name := range []string{"companion", "price", "record", "hearts", "hearted", "id", "ownerId", "visibility", "cakeId", "remind", "version"} {
			if _, ok := fields[name]; ok {
				t.Errorf("the answer has %s", name)
			}
		}
		for _, file := range sharedFiles {
			a := h.Wants(http.StatusOK, "", "GET", "/shared/"+token+"/ticket/"+file, nil)
			for name, values := range a.Header {
				if strings.Contains(strings.Join(values, " "), p.ID) {
					t.Errorf("%s: the header %s holds the id: %s", file, name, values)
				}
			}
		}
		for _, file := range []string{"print.pdf", "record.jpg", "..%2ffront.webp", "nothing"} {
			h.Wants(http.StatusNotFound, "", "GET", "/shared/"+token+"/ticket/"+file, nil)
		}
		// The piece itself stays hidden from who has the link.
		h.Wants(http.StatusNotFound, "", "GET", "/pieces/"+p.ID, nil)
		h.Wants(http.StatusNotFound, "", "GET", path(p.Ticket.Front), nil)
	})
}

// D24: revoked, ended, deleted: gone at once, the files too, and like one that never was.
func TestD24_ALinkDies(t *testing.T) {
	for name, die := range map[string]func(h *house, owner, pieceID string, l sharehttp.Link){
		"revoked": func(h *house, owner, _ string, l sharehttp.Link) {
			h.Wants(http.StatusNoContent, owner, "DELETE", "/links/"+l.ID, nil)
		},
		"ended": func(h *house, _, _ string, l sharehttp.Link) { h.clock.Set(*l.EndsAt) },
		"deleted": func(h *house, owner, pieceID string, _ sharehttp.Link) {
			h.Wants(http.StatusNoContent, owner, "DELETE", "/pieces/"+pieceID, nil)
		},
	} {
		t.Run(name, func(t *testing.T) {
			each(t, func(t *testing.T, h *house) {
				owner := newID()
				p := h.make(owner, "visibility", "public")
				l, token := h.link(owner, p.ID, sharehttp.NewLink{EndsOn: "2026-08-04", TimeZone: "Asia/Seoul"})
				_, kept := h.link(owner, h.make(owner).ID, sharehttp.NewLink{})
				paths := []string{"/shared/" + token}
				tags := map[string]string{}
				for _, f := range sharedFiles {
					paths = append(paths, "/shared/"+token+"/ticket/"+f)
				}
				for _, path := range paths {
					tags[path] = h.Wants(http.StatusOK, "", "GET", path, nil).Header.Get("ETag")
				}
				die(h, owner, p.ID, l)
				none := h.Wants(http.StatusNotFound, "", "GET", "/shared/"+strings.Repeat("A", len(token)), nil).Problem()
				for _, path := range paths {
					for _, viewer := range []string{"", owner} {
						if got := h.Wants(http.StatusNotFound, viewer, "GET", path, nil).Problem(); got != none {
							t.Errorf("%s answers %s, none %s", path, got, none)
						}
						h.Wants(http.StatusNotFound, viewer, "GET", path, nil, "If-None-Match", tags[path])
						h.Wants(http.StatusNotFound, viewer, "GET", path, nil, "If-None-Match", "*")
					}
				}
				h.Wants(http.StatusOK, "", "GET", "/shared/"+kept, nil)
			})
		})
	}
}

func TestD24_ALinkWorksUntilTheEndOfItsDay(t *testing.T) {
	each(t, func(t *testing.T, h *house) {
		owner := newID()
		l, token := h.link(owner, h.make(owner).ID, sharehttp.NewLink{EndsOn: "2026-08-03"}) // it is 21:00 of that day in Seoul
		if want := time.Date(2026, 8, 3, 15, 0, 0, 0, time.UTC); l.EndsAt == nil || !l.EndsAt.Equal(want) {
			t.Fatalf("ends at %v", l.EndsAt)
		}
		h.clock.Set(l.EndsAt.Add(-time.Second))
		h.Wants(http.StatusOK, "", "GET", "/shared/"+token, nil)
		h.clock.Set(*l.EndsAt)
		h.Wants(http.StatusNotFound, "", "GET", "/shared/"+token, nil)
		list := httpapitest.Read[sharehttp.LinkList](t, h.Wants(http.StatusOK, owner, "GET", "/links", nil))
		if len(list.Items) != 1 || !list.Items[0].Ended {
			t.Errorf("the list %+v", list)
		}
		for field, body := range map[string]sharehttp.NewLink{"body.endsOn:past": {EndsOn: "2026-08-03"}, "body.timeZone:time_zone": {TimeZone: "Mars/Olympus"}} {
			if a := h.Do(owner, "POST", "/pieces/"+list.Items[0].Piece.ID+"/links", body); a.Status != http.StatusUnprocessableEntity || !strings.HasSuffix(a.Problem(), field) {
				t.Errorf("%+v: %d %s", body, a.Status, a.Problem())
			}
		}
	})
}

// D12: links are made and revoked by the owner alone, and nobody else learns of them.
func TestD12_OnlyTheOwnerHasLinks(t *testing.T) {
	each(t, func(t *testing.T, h *house) {
		owner, other := newID(), newID()
		hidden, public := h.make(owner), h.make(owner, "visibility", "public")
		l, token := h.link(owner, hidden.ID, sharehttp.NewLink{})
		none := h.Wants(http.StatusNotFound, other, "POST", "/pieces/"+newID()+"/links", sharehttp.NewLink{}).Problem()
		if got := h.Wants(http.StatusNotFound, other, "POST", "/pieces/"+hidden.ID+"/links", sharehttp.NewLink{}).Problem(); got != none {
			t.Errorf("a hidden piece answers %s, none %s", got, none)
		}
		h.Wants(http.StatusForbidden, other, "POST", "/pieces/"+public.ID+"/links", sharehttp.NewLink{})
		h.Wants(http.StatusUnauthorized, "", "POST", "/pieces/"+public.ID+"/links", sharehttp.NewLink{})
		h.Wants(http.StatusNotFound, other, "DELETE", "/links/"+l.ID, nil)
		h.Wants(http.StatusUnauthorized, "", "DELETE", "/links/"+l.ID, nil)
		h.Wants(http.StatusNotFound, owner, "DELETE", "/links/nonsense", nil)
		for _, path := range []string{"/links", "/links?pieceId=" + hidden.ID, "/links?pieceId=nonsense"} {
			if list := httpapitest.Read[sharehttp.LinkList](t, h.Wants(http.StatusOK, other, "GET", path, nil)); len(list.Items) != 0 {
				t.Errorf("%s shows somebody else %+v", path, list)
			}
		}
		h.Wants(http.StatusOK, "", "GET", "/shared/"+token, nil)
		h.Wants(http.StatusNoContent, owner, "DELETE", "/links/"+l.ID, nil)
		h.Wants(http.StatusNotFound, owner, "DELETE", "/links/"+l.ID, nil)
	})
}

func TestLinksAreListedAndLimited(t *testing.T) {
	each(t, func(t *testing.T, h *house) {
		owner := newID()
		p, second := h.make(owner), h.make(owner)
		for range share.MaxLivingLinks - 1 {
			h.link(owner, p.ID, sharehttp.NewLink{})
		}
		ending, _ := h.link(owner, p.ID, sharehttp.NewLink{EndsOn: "2026-08-03"})
		if a := h.Do(owner, "POST", "/pieces/"+p.ID+"/links", sharehttp.NewLink{}); a.Status != http.StatusConflict || a.Problem() != "too_many_links" {
			t.Errorf("one more: %d %s", a.Status, a.Problem())
		}
		h.link(owner, second.ID, sharehttp.NewLink{})
		h.clock.Set(*ending.EndsAt)
		last, _ := h.link(owner, p.ID, sharehttp.NewLink{}) // one has ended
		var got []string
		for cursor := ""; ; {
			list := httpapitest.Read[sharehttp.LinkList](t, h.Wants(http.StatusOK, owner, "GET", "/links?limit=7&cursor="+cursor, nil))
			for _, l := range list.Items {
				if slices.Contains(got, l.ID) {
					t.Errorf("%s comes twice", l.ID)
				}
				got = append(got, l.ID)
			}
			if cursor = list.Next; cursor == "" {
				break
			}
		}
		if len(got) != share.MaxLivingLinks+2 || got[0] != last.ID || !slices.IsSortedFunc(got, func(a, b string) int { return strings.Compare(b, a) }) {
			t.Errorf("%d links, the first is %s", len(got), got[0])
		}
		of := httpapitest.Read[sharehttp.LinkList](t, h.Wants(http.StatusOK, owner, "GET", "/links?pieceId="+second.ID, nil))
		if len(of.Items) != 1 || of.Items[0].Piece.ID != second.ID {
			t.Errorf("of one piece: %+v", of)
		}
		h.Wants(http.StatusUnprocessableEntity, owner, "GET", "/links?cursor=x", nil)
	})
}

// D37: looking at what is shared, also for the first time, changes nothing.
func TestD37_LookingAtWhatIsSharedChangesNothing(t *testing.T) {
	each(t, func(t *testing.T, h *house) {
		owner := newID()
		_, token := h.link(owner, h.make(owner).ID, sharehttp.NewLink{})
		_, calendar := h.feed(owner, "Asia/Seoul")
		before := h.rows()
		paths := []string{"/shared/" + token, calendar, "/links", "/feed"}
		for _, f := range sharedFiles {
			paths = append(paths, "/shared/"+token+"/ticket/"+f)
		}
		for _, path := range paths {
			h.Wants(http.StatusOK, owner, "GET", path, nil)
		}
		if after := h.rows(); after != before {
			t.Errorf("before:\n%s\nafter:\n%s", before, after)
		}
	})
}

// rows writes down every table that sharing reads.
func (h *house) rows() string {
	h.t.Helper()
	var b strings.Builder
	for _, table := range []string{"pieces", "piece_links", "piece_feeds", "piece_hearts", "object_bin"} {
		var rows []map[string]any
		if err := h.db.Reader().NewSelect().Table(table).OrderExpr("1").Scan(h.t.Context(), &rows); err != nil {
			h.t.Fatal(err)
		}
		j, err := json.Marshal(rows)
		if err != nil {
			h.t.Fatal(err)
		}
		b.WriteString(table + " " + string(j) + "\n")
	}
	return b.String()
}
