package app

import (
	"bytes"
	"image"
	"image/color"
	"image/draw"
	"image/jpeg"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"piece/internal/cake/source/fakehttp"
)

// TestPicturesOfACatalogueElsewhereComeIn runs the house with a source that has pictures.
func TestPicturesOfACatalogueElsewhereComeIn(t *testing.T) {
	const key = "0123456789abcdef0123456789abcdef"
	img := image.NewRGBA(image.Rect(0, 0, 780, 1170))
	draw.Draw(img, img.Rect, image.NewUniform(color.RGBA{20, 90, 60, 255}), image.Point{}, draw.Src)
	var picture bytes.Buffer
	if err := jpeg.Encode(&picture, img, nil); err != nil {
		t.Fatal(err)
	}
	var strange atomic.Value
	images := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if !strings.HasPrefix(r.URL.Path, "/t/p/w780/poster") && !strings.HasPrefix(r.URL.Path, "/t/p/h632/") || r.URL.RawQuery != "" || r.Header.Get("Authorization") != "" {
			strange.Store(r.URL.String())
		}
		_, _ = w.Write(picture.Bytes())
	}))
	t.Cleanup(images.Close)
	tmdb := &fakehttp.TMDB{Key: key, Films: fakehttp.TMDBFilms(3, time.Now())}
	s := open(t, "PIECE_CAKES_TMDB_KEY="+key, "PIECE_CAKES_TMDB_URL="+fakehttp.Serve(t, tmdb), "PIECE_CAKES_TMDB_IMAGES="+images.URL+"/t/p",
		"PIECE_CAKES_REQUESTS_PER_SECOND=10000", "PIECE_OUTBOUND_PRIVATE=127.0.0.0/8")
	guest := s.guest(t)
	var list struct{ Items []struct{ ID string } }
	eventually(t, func() bool {
		guest.must(http.StatusOK, "GET", "/api/v1/cakes?kind=movie&q="+url.QueryEscape(tmdb.Films[0].Title), nil, &list)
		return len(list.Items) > 0
	})
	var c struct {
		Poster struct {
			Small, Color, Blur string
			Width, Height      int
		}
		Credits []struct{ Name, Picture string }
	}
	portrait := func() bool {
		for _, credit := range c.Credits {
			if credit.Picture != "" {
				status, _ := guest.send("GET", credit.Picture, nil)
				return status == http.StatusOK
			}
		}
		return false
	}
	eventually(t, func() bool {
		guest.must(http.StatusOK, "GET", "/api/v1/cakes/"+list.Items[0].ID, nil, &c)
		return c.Poster.Width > 0 && portrait()
	})
	if c.Poster.Width != 780 || c.Poster.Height != 1170 || !strings.HasPrefix(c.Poster.Blur, "data:image/webp") || len(c.Poster.Color) != 7 {
		t.Errorf("the poster is %+v", c.Poster)
	}
	if status, poster := guest.send("GET", c.Poster.Small, nil); status != http.StatusOK || string(poster[8:12]) != "WEBP" {
		t.Errorf("the small one: %d", status)
	}
	if asked := strange.Load(); asked != nil {
		t.Errorf("the pictures' server was asked %v", asked)
	}
}
