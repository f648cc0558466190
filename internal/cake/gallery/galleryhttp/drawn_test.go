package galleryhttp_test

import (
	"bytes"
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"

	"piece/internal/cake"
	"piece/internal/cake/gallery"
	"piece/internal/cake/gallery/galleryhttp"
	"piece/internal/platform/httpapi"
	"piece/internal/platform/id"
)

var garden = cake.Work{
	Kind: "musical", Title: "달의 정원", Original: "The Moon Garden", Opens: "2026-05-01", Closes: "2026-06-14", Venue: "별빛극장", Genres: cake.SetOf("romance"),
	Credits: []cake.Credit{{Role: "director", Name: "한소라"}, {Role: "cast", Name: "이도윤"}},
}

func posterPath(cakeID string, revision int, file string) string {
	return strings.TrimPrefix(galleryhttp.Poster(cakeID, revision, file), httpapi.Prefix)
}

func TestACakeWithoutAPosterIsDrawnAtOnceAndThenKept(t *testing.T) {
	onEach(t, func(t *testing.T, h *house) {
		id := h.cake(garden)
		for file, want := range map[string]struct {
			kind string
			w, h int
		}{
			"small.webp": {"image/webp", 480, 686}, "large.webp": {"image/webp", 1000, 1429}, "preview.jpg": {"image/jpeg", 1000, 1429},
		} {
			a := h.Wants(http.StatusOK, "", "GET", posterPath(id, 0, file), nil)
			if got := a.Header.Get("Content-Type"); got != want.kind {
				t.Errorf("%s is %s", file, got)
			}
			if w, hh := size(t, want.kind, a.Body); w != want.w || hh != want.h {
				t.Errorf("%s is %d x %d", file, w, hh)
			}
			if got := a.Header.Get("Cache-Control"); got != "public, max-age=60" {
				t.Errorf("%s may be kept: %s", file, got)
			}
			h.Wants(http.StatusNotModified, "", "GET", posterPath(id, 0, file), nil, "If-None-Match", a.Header.Get("ETag"))
		}
		before := h.Wants(http.StatusOK, "", "GET", posterPath(id, 0, "small.webp"), nil)
		must(t, h.gallery.KeepDrawn(t.Context(), id))
		must(t, h.gallery.KeepDrawn(t.Context(), id)) // nothing more to do
		p := h.told(id)
		if p.Revision != 1 || p.Width != 1000 || p.Height != 1429 || len(p.Color) != 7 || !strings.HasPrefix(p.Blur, "data:image/webp;base64,") || len(p.Blur) > gallery.MaxBlur {
			t.Errorf("the catalogue tells %+v", p)
		}
		if got := h.stored(); !slices.Equal(got, onePoster) {
			t.Errorf("stored %v", got)
		}
		kept := h.Wants(http.StatusOK, "", "GET", posterPath(id, 1, "small.webp"), nil)
		if !bytes.Equal(kept.Body, before.Body) {
			t.Error("what is kept looks other than what was drawn on the spot")
		}
		if got := kept.Header.Get("Cache-Control"); got != "public, max-age=31536000, immutable" {
			t.Errorf("the kept one: %s", got)
		}
		if got := h.Wants(http.StatusOK, "", "GET", posterPath(id, 7, "small.webp"), nil).Header.Get("Cache-Control"); got != "public, max-age=60" {
			t.Errorf("under another revision: %s", got)
		}
		h.emptyBin(30 * 24 * time.Hour)
		if got := h.stored(); !slices.Equal(got, onePoster) {
			t.Errorf("after a month there is %v", got)
		}
	})
}

func TestOtherAddressesAreNotFound(t *testing.T) {
	onEach(t, func(t *testing.T, h *house) {
		known := h.cake(garden)
		must(t, h.gallery.Redraw(t.Context(), known)) // none is kept: nothing to do
		if h.told(known).Revision != 0 {
			t.Error("it was drawn although nobody looked at it")
		}
		for _, path := range []string{
			posterPath(id.New(h.clock), 0, "small.webp"), posterPath("nonsense", 0, "small.webp"), posterPath(known, 0, "small.jpg"), posterPath(known, 0, "huge.webp"),
			"/cakes/portraits/none.webp", "/cakes/portraits/.webp", "/cakes/portraits/none.jpg",
			"/cakes/portraits/%00.webp", "/cakes/portraits/a%00b.webp", "/cakes/portraits/%FF.webp", "/cakes/portraits/%EC%96%BC%EA%B5%B4.webp", "/cakes/portraits/'.webp",
		} {
			h.Wants(http.StatusNotFound, "", "GET", path, nil)
		}
		h.Wants(http.StatusUnprocessableEntity, "", "GET", "/cakes/"+known+"/poster/-1/small.webp", nil)
	})
}

func TestAMergedCakeShowsThePosterOfTheOneItLeadsTo(t *testing.T) {
	onEach(t, func(t *testing.T, h *house) {
		target := h.cake(garden)
		middle := h.cake(cake.Work{Kind: "movie", Title: "옛 제목"}, "listed = 0", "merged_into = '"+target+"'")
		first := h.cake(cake.Work{Kind: "movie", Title: "더 옛 제목"}, "listed = 0", "merged_into = '"+middle+"'")
		want := h.Wants(http.StatusOK, "", "GET", posterPath(target, 0, "small.webp"), nil)
		if got := h.Wants(http.StatusOK, "", "GET", posterPath(first, 0, "small.webp"), nil); !bytes.Equal(got.Body, want.Body) {
			t.Error("it shows another")
		}
		must(t, h.gallery.KeepDrawn(t.Context(), first))
		if h.told(target).Revision != 1 || h.told(first).Revision != 0 {
			t.Errorf("kept for %+v, not for %+v", h.told(first), h.told(target))
		}
		if got := h.Wants(http.StatusOK, "", "GET", posterPath(first, 1, "small.webp"), nil).Header.Get("Cache-Control"); got != "public, max-age=60" {
			t.Errorf("the old address may be kept: %s", got)
		}
	})
}

func TestADrawnPosterFollowsTheFacts(t *testing.T) {
	onEach(t, func(t *testing.T, h *house) {
		id := h.cake(garden)
		must(t, h.gallery.KeepDrawn(t.Context(), id))
		before := h.Wants(http.StatusOK, "", "GET", posterPath(id, 1, "small.webp"), nil)
		h.clock.Advance(time.Hour)
		h.exec("UPDATE cakes SET synopsis = 'x', updated_at = ? WHERE id = ?", h.clock.Now().UnixMicro(), id)
		must(t, h.gallery.KeepDrawn(t.Context(), id))
		if got := h.told(id).Revision; got != 1 {
			t.Errorf("revision %d though the poster doesn't tell it", got)
		}
		h.exec("UPDATE cakes SET title = '해의 정원', updated_at = ? WHERE id = ?", h.clock.Now().UnixMicro()+1, id)
		must(t, h.gallery.Redraw(t.Context(), id))
		must(t, h.gallery.Redraw(t.Context(), id))
		after := h.Wants(http.StatusOK, "", "GET", posterPath(id, 2, "small.webp"), nil)
		if bytes.Equal(before.Body, after.Body) || h.told(id).Revision != 2 {
			t.Errorf("the poster stayed, revision %d", h.told(id).Revision)
		}
		h.emptyBin(time.Hour)
		if got := h.stored(); !slices.Equal(got, onePoster) {
			t.Errorf("the old one is still there: %v", got)
		}
	})
}
