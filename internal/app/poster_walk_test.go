package app

import (
	"net/http"
	"strings"
	"testing"
	"time"
)

// The poster of a cake becomes an own photo, and that a piece, wherever cakes are. Another
// poster of the cake has another address.
func TestThePosterOfACakeGoesOnATicket(t *testing.T) {
	homes(t, func(t *testing.T, front *site, _ ...*site) {
		jieun := front.join(t, "지은")
		id := jieun.cake("파도의 노래")
		var c struct {
			Version int
			Poster  struct{ Small, Large string }
		}
		jieun.must(http.StatusOK, "GET", "/api/v1/cakes/"+id, nil, &c)
		for _, address := range []string{c.Poster.Small, c.Poster.Large, strings.Replace(c.Poster.Large, "large.webp", "preview.jpg", 1)} {
			if status, image := front.guest(t).send("GET", address, nil); status != http.StatusOK || len(image) < 2000 {
				t.Errorf("%s: %d with %d bytes", address, status, len(image))
			}
		}
		var photo struct {
			ID, URL       string
			Width, Height int
		}
		jieun.must(http.StatusCreated, "POST", "/api/v1/media/posters", map[string]any{"cakeId": id}, &photo)
		if photo.Width != 1000 || photo.Height != 1429 {
			t.Errorf("the photo is %+v", photo)
		}
		if status, image := jieun.send("GET", photo.URL, nil); status != http.StatusOK || string(image[:2]) != "\xff\xd8" {
			t.Errorf("its image: %d", status)
		}
		jieun.must(http.StatusNotFound, "POST", "/api/v1/media/posters", map[string]any{"cakeId": "01k3q0zv5wq2m8d7x4n9c6b1ak"}, nil)
		piece := jieun.piece(photo.ID, jieun.artwork(photo.ID))
		if status, image := jieun.send("GET", "/api/v1/pieces/"+piece+"/ticket/front.webp", nil); status != http.StatusOK || string(image[8:12]) != "WEBP" {
			t.Errorf("the ticket: %d", status)
		}

		// Somebody looked at the poster, so it is kept; from then on an edit is another one.
		kept := c
		for end := time.Now().Add(time.Minute); kept.Poster == c.Poster; time.Sleep(20 * time.Millisecond) {
			if time.Now().After(end) {
				t.Fatal("the poster isn't kept")
			}
			jieun.must(http.StatusOK, "GET", "/api/v1/cakes/"+id, nil, &kept)
		}
		edit := cakeNamed("다시 듣는 파도의 노래")
		edit["version"] = c.Version
		jieun.must(http.StatusOK, "PUT", "/api/v1/cakes/"+id, edit, &c)
		if c.Poster == kept.Poster {
			t.Errorf("the edited cake still shows %s", c.Poster.Small)
		}
	})
}
