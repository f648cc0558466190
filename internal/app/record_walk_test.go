package app

import (
	"bytes"
	"image/jpeg"
	"net/http"
	"slices"
	"strings"
	"testing"
)

// A record with its photos, from its first word to its end, seen by its owner, by another
// person and by a guest.
func TestTheWalkOfARecord(t *testing.T) {
	homes(t, func(t *testing.T, front *site, all ...*site) {
		jieun, minji, guest := front.join(t, "지은"), front.join(t, "민지"), front.guest(t)
		ticket := jieun.photo()
		id := jieun.piece(ticket, jieun.artwork(ticket)) // private
		address := "/api/v1/pieces/" + id + "/record"
		type photo struct {
			PhotoID, Small, Large string
			Width, Height         int
		}
		var r struct {
			Text    string
			Photos  []photo
			Version int
		}
		jieun.must(http.StatusOK, "GET", address, nil, &r)
		if r.Version != 0 || r.Text != "" || len(r.Photos) != 0 {
			t.Errorf("a record that was never written: %+v", r)
		}
		const text = "커튼콜이 끝나고도\n\n한참을 앉아 있었다."
		a, b := jieun.photo(), jieun.photo()
		jieun.must(http.StatusOK, "PUT", address, recordOf(0, text, a, b), &r)
		if r.Version != 1 || r.Text != text || len(r.Photos) != 2 || r.Photos[0].PhotoID != a {
			t.Fatalf("saved %+v", r)
		}
		files := []string{r.Photos[0].Small, r.Photos[0].Large, r.Photos[1].Small}
		everyone := func(status int) {
			t.Helper()
			for _, v := range []*visitor{minji, guest} {
				for _, path := range append([]string{address}, files...) {
					v.must(status, "GET", path, nil, nil)
				}
			}
		}
		everyone(http.StatusNotFound)
		minji.must(http.StatusNotFound, "PUT", address, recordOf(1, "mine now"), nil)
		guest.must(http.StatusUnauthorized, "PUT", address, recordOf(1, "mine now"), nil)

		jieun.must(http.StatusOK, "PATCH", "/api/v1/pieces/"+id, map[string]any{"visibility": "public"}, nil)
		everyone(http.StatusOK)
		minji.must(http.StatusForbidden, "PUT", address, recordOf(1, "mine now"), nil)
		for path, longest := range map[string]int{files[0]: 640, files[1]: 1000} {
			_, file := guest.send("GET", path, nil)
			c, err := jpeg.DecodeConfig(bytes.NewReader(file))
			if err != nil || max(c.Width, c.Height) != longest {
				t.Errorf("%s: %+v, %v", path, c, err)
			}
		}
		var list struct{ Items []struct{ ID string } }
		jieun.must(http.StatusOK, "GET", "/api/v1/pieces?scope=mine&q=%ED%95%9C%EC%B0%B8%EC%9D%84", nil, &list)
		if len(list.Items) != 1 || list.Items[0].ID != id {
			t.Errorf("the owner finds %+v", list)
		}
		minji.must(http.StatusOK, "GET", "/api/v1/pieces?scope=public&q=%ED%95%9C%EC%B0%B8%EC%9D%84", nil, &list)
		if len(list.Items) != 0 {
			t.Errorf("somebody else finds %+v", list)
		}

		// A link shows the piece and nothing behind it.
		var link struct{ URL string }
		jieun.must(http.StatusCreated, "POST", "/api/v1/pieces/"+id+"/links", map[string]any{}, &link)
		token := link.URL[strings.LastIndex(link.URL, "/")+1:]
		_, shared := guest.send("GET", "/api/v1/shared/"+token, nil)
		if !bytes.Contains(shared, []byte("파도의 노래")) || bytes.Contains(shared, []byte("커튼콜")) || bytes.Contains(shared, []byte(a)) {
			t.Errorf("the link shows %s", shared)
		}

		// The second of two devices is told. A photo that is taken out is seen no more, and can
		// be put back.
		jieun.must(http.StatusOK, "PUT", address, recordOf(1, text, b), &r)
		jieun.must(http.StatusConflict, "PUT", address, recordOf(1, "from an older page", a, b), nil)
		guest.must(http.StatusNotFound, "GET", files[0], nil, nil)
		jieun.must(http.StatusOK, "PUT", address, recordOf(2, text, a, b), nil)
		guest.must(http.StatusOK, "GET", files[0], nil, nil)
		jieun.must(http.StatusConflict, "DELETE", "/api/v1/media/"+b, nil, nil)

		jieun.must(http.StatusNoContent, "DELETE", "/api/v1/pieces/"+id, nil, nil)
		everyone(http.StatusNotFound)
		jieun.must(http.StatusNotFound, "PUT", address, recordOf(3, text), nil)
		for _, gone := range []string{a, b, ticket} {
			jieun.must(http.StatusNotFound, "GET", "/api/v1/media/"+gone, nil, nil)
		}
		if slices.ContainsFunc(all, func(s *site) bool { return strings.Contains(s.logged(), "커튼콜") }) {
			t.Error("D05: the log holds what somebody wrote")
		}
	})
}
