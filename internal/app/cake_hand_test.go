package app

import (
	"net/http"
	"testing"
)

type handMade struct {
	ID      string
	Version int
	Poster  struct {
		Small  string
		Width  int
		Height int
	}
}

// A poster of one's own comes from the photos, wherever these are, and stays when the photo goes.
func TestAPhotoBecomesThePosterOfACakeMadeByHand(t *testing.T) {
	homes(t, func(t *testing.T, front *site, _ ...*site) {
		maker, other := front.join(t, "지은"), front.join(t, "민지")
		photo := maker.photo()
		body := cakeNamed("파도의 노래")
		body["photoId"] = photo
		var c handMade
		maker.must(http.StatusCreated, "POST", "/api/v1/cakes", body, &c, "Idempotency-Key", "with-poster")
		if c.Poster.Width != 1000 && c.Poster.Width != 700 || c.Poster.Height*7 != c.Poster.Width*10 {
			t.Errorf("the poster is %+v", c.Poster)
		}
		maker.must(http.StatusNoContent, "DELETE", "/api/v1/media/"+photo, nil, nil)
		if status, image := front.guest(t).send("GET", c.Poster.Small, nil); status != http.StatusOK || string(image[8:12]) != "WEBP" {
			t.Errorf("the poster is answered %d", status)
		}

		// Nobody else's photo can be shown to everybody in this way (defect D29).
		theirs := other.photo()
		body["photoId"], body["version"] = theirs, c.Version
		var p struct {
			Errors []struct{ Location, Code string }
		}
		maker.must(http.StatusUnprocessableEntity, "PUT", "/api/v1/cakes/"+c.ID, body, &p)
		if len(p.Errors) != 1 || p.Errors[0].Location != "body.photoId" || p.Errors[0].Code != "not_found" {
			t.Errorf("somebody else's photo: %+v", p)
		}
		delete(body, "photoId")
		body["title"] = "다시 듣는 파도의 노래"
		var edited handMade
		maker.must(http.StatusOK, "PUT", "/api/v1/cakes/"+c.ID, body, &edited)
		if edited.Poster != c.Poster || edited.Version != c.Version+1 {
			t.Errorf("an edit without a photo left %+v of %+v", edited, c)
		}
	})
}
