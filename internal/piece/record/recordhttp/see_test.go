package recordhttp_test

import (
	"context"
	"encoding/json"
	"net/http"
	"strings"
	"sync/atomic"
	"testing"

	"github.com/uptrace/bun"

	"piece/internal/piece"
	"piece/internal/piece/record"
	"piece/internal/platform/httpapi"
	"piece/internal/platform/httpapi/httpapitest"
	"piece/internal/platform/sqldb/sqldbtest"
)

// withoutRequest is a problem without the id of its request, to be compared.
func withoutRequest(t *testing.T, a httpapitest.Answer) string {
	t.Helper()
	m := httpapitest.Read[map[string]any](t, a)
	delete(m, "requestId")
	b, err := json.Marshal(m)
	must(t, err)
	return string(b)
}

// D12: what belongs to a private piece is answered like what isn't there.
func TestD12_ARecordIsHiddenWithItsPiece(t *testing.T) {
	each(t, func(t *testing.T, h *house) {
		owner, other := h.newID(), h.newID()
		p, _ := h.piece(owner, piece.Private)
		photo := h.photo(owner)
		h.save(owner, p, body(0, "secret", photo))
		none := withoutRequest(t, h.Wants(http.StatusNotFound, other, "GET", path(h.newID()), nil))
		for _, address := range []string{
			path(p), filePath(p, photo, record.SmallFile), filePath(p, photo, record.LargeFile), filePath(p, photo, record.LargeFile) + "?v=1",
		} {
			tag := h.Wants(http.StatusOK, owner, "GET", address, nil).Header.Get("ETag")
			for _, viewer := range []string{other, ""} {
				for _, known := range []string{"", tag, "*"} {
					if got := withoutRequest(t, h.Wants(http.StatusNotFound, viewer, "GET", address, nil, "If-None-Match", known)); got != none {
						t.Errorf("%s: a hidden one answers %s, none answers %s", address, got, none)
					}
				}
			}
		}
		if got := withoutRequest(t, h.Wants(http.StatusNotFound, other, "PUT", path(p), body(1, "mine now"))); got != none {
			t.Errorf("writing a hidden one answers %s", got)
		}
		h.Wants(http.StatusUnauthorized, "", "PUT", path(p), body(1, "mine now"))
		if r := h.get(owner, p); r.Text != "secret" || r.Version != 1 {
			t.Errorf("stored is %+v", r)
		}
	})
}

// D12: others may read the record of a public piece, and change nothing of it.
func TestD12_APublicRecordCanNotBeChangedByOthers(t *testing.T) {
	each(t, func(t *testing.T, h *house) {
		owner, other := h.newID(), h.newID()
		p, _ := h.piece(owner, piece.Public)
		photo := h.photo(owner)
		h.save(owner, p, body(0, "for all", photo))
		h.refused(other, p, body(1, "mine now"), http.StatusForbidden, "forbidden")
		h.refused(other, p, body(1, "for all", photo), http.StatusForbidden, "forbidden")
		h.refused("", p, body(1, "mine now"), http.StatusUnauthorized, "unauthenticated")
		if r := h.get(other, p); r.Text != "for all" || r.Version != 1 {
			t.Errorf("stored is %+v", r)
		}
	})
}

// A photo is shown at the piece that it belongs to, and nowhere else.
func TestD12_APhotoIsSeenThroughItsOwnPieceOnly(t *testing.T) {
	each(t, func(t *testing.T, h *house) {
		owner := h.newID()
		hidden, ticket := h.piece(owner, piece.Private)
		shown, shownTicket := h.piece(owner, piece.Public)
		secret, loose, taken := h.photo(owner), h.photo(owner), h.photo(owner)
		h.save(owner, hidden, body(0, "", secret))
		h.save(owner, shown, body(0, "", taken))
		h.save(owner, shown, body(1, "taken out again"))
		for _, photo := range []string{secret, loose, taken, ticket, shownTicket, h.newID(), "x", "..%2f" + secret, "%00"} {
			for _, viewer := range []string{owner, ""} {
				h.Wants(http.StatusNotFound, viewer, "GET", filePath(shown, photo, record.SmallFile), nil)
				h.Wants(http.StatusNotFound, viewer, "GET", filePath(shown, photo, record.LargeFile), nil)
			}
		}
		for _, file := range []string{"medium.jpg", "small.webp", "SMALL.JPG", "small.jpg%00", "front.webp"} {
			h.Wants(http.StatusNotFound, owner, "GET", filePath(hidden, secret, file), nil)
		}
		for _, no := range []string{"x", "%00", "01K3Q0ZV5WQ2M8D7X4N9C6B1AH"} {
			h.Wants(http.StatusNotFound, owner, "GET", path(no), nil)
			h.Wants(http.StatusNotFound, owner, "PUT", path(no), body(0, ""))
		}
	})
}

// D13: private takes effect at once, whatever others have kept.
func TestD13_ARecordMadePrivateIsGoneAtOnce(t *testing.T) {
	each(t, func(t *testing.T, h *house) {
		owner, other := h.newID(), h.newID()
		p, _ := h.piece(owner, piece.Public)
		saved := h.save(owner, p, body(0, "for a while", h.photo(owner)))
		small := strings.TrimPrefix(saved.Photos[0].Small, httpapi.Prefix)
		tag := ""
		for _, viewer := range []string{other, ""} {
			a := h.Wants(http.StatusOK, viewer, "GET", small, nil)
			if tag = a.Header.Get("ETag"); tag == "" || a.Header.Get("Cache-Control") != httpapi.AskAgain {
				t.Errorf("others may keep a photo: %v", a.Header)
			}
			if a := h.Wants(http.StatusNotModified, viewer, "GET", small, nil, "If-None-Match", tag); len(a.Body) > 0 || a.Header.Get("Cache-Control") != httpapi.AskAgain {
				t.Errorf("what they have is sent again: %d bytes, %v", len(a.Body), a.Header)
			}
			if a := h.Wants(http.StatusOK, viewer, "GET", path(p), nil); a.Header.Get("Cache-Control") != "no-store" {
				t.Errorf("others may keep the text: %v", a.Header)
			}
		}
		h.Wants(http.StatusOK, owner, "PATCH", "/pieces/"+p, map[string]any{"visibility": piece.Private})
		for _, viewer := range []string{other, ""} {
			h.Wants(http.StatusNotFound, viewer, "GET", path(p), nil)
			h.Wants(http.StatusNotFound, viewer, "GET", small, nil, "If-None-Match", tag)
		}
		h.Wants(http.StatusOK, owner, "PATCH", "/pieces/"+p, map[string]any{"visibility": piece.Public})
		h.Wants(http.StatusNotModified, "", "GET", small, nil, "If-None-Match", tag)
	})
}

func TestTheOwnerKeepsPhotosForGood(t *testing.T) {
	h := open(t, sqldbtest.SQLite(t))
	owner := h.newID()
	p, _ := h.piece(owner, piece.Public)
	photo := h.save(owner, p, body(0, "", h.photo(owner))).Photos[0]
	tags := map[string]bool{}
	for _, address := range []string{photo.Small, photo.Large} {
		address = strings.TrimPrefix(address, httpapi.Prefix)
		a := h.Wants(http.StatusOK, owner, "GET", address, nil)
		if a.Header.Get("Cache-Control") != httpapi.KeepForever {
			t.Errorf("an own photo: %v", a.Header)
		}
		tags[a.Header.Get("ETag")] = true
		bare, _, _ := strings.Cut(address, "?")
		for _, other := range []string{bare, bare + "?v=7"} {
			if a := h.Wants(http.StatusOK, owner, "GET", other, nil); a.Header.Get("Cache-Control") != httpapi.AskAgain {
				t.Errorf("%s: %v", other, a.Header)
			}
		}
	}
	if len(tags) != 2 {
		t.Errorf("the two files have the tags %v", tags)
	}
}

// queries counts the statements that pass a connection pool.
type queries struct{ n atomic.Int64 }

func (q *queries) BeforeQuery(ctx context.Context, _ *bun.QueryEvent) context.Context {
	q.n.Add(1)
	return ctx
}

func (q *queries) AfterQuery(context.Context, *bun.QueryEvent) {}

func TestD20_ARecordCostsTheSameQueriesWhateverItsSize(t *testing.T) {
	h := open(t, sqldbtest.SQLite(t))
	owner := h.newID()
	one, _ := h.piece(owner, piece.Public)
	ten, _ := h.piece(owner, piece.Public)
	h.save(owner, one, body(0, "", h.photo(owner)))
	h.save(owner, ten, body(0, "", h.photosOf(owner, record.MaxPhotos)...))
	q := &queries{}
	h.db.Reader().(*bun.DB).AddQueryHook(q)
	cost := func(address string) int64 {
		before := q.n.Load()
		h.Wants(http.StatusOK, "", "GET", address, nil)
		return q.n.Load() - before
	}
	if a, b := cost(path(one)), cost(path(ten)); a != b || b > 3 {
		t.Errorf("%d queries for one photo, %d for ten", a, b)
	}
	if n := cost(filePath(ten, h.get("", ten).Photos[9].PhotoID, record.SmallFile)); n > 3 {
		t.Errorf("%d queries for a file", n)
	}
}
