package app

import (
	"bytes"
	"net/http"
	"os"
	"strings"
	"testing"
	"time"

	"piece/internal/platform/sqldb/sqldbtest"
	"piece/web"
)

// admin makes somebody an admin, by the command on the server that has the accounts.
func (v *visitor) admin(nickname string, accounts *site) {
	v.t.Helper()
	var told bytes.Buffer
	if code := Main(v.t.Context(), []string{"admin", "grant", nickname}, []string{"PIECE_DATA_DIR=" + accounts.dir}, &told, &told); code != 0 {
		v.t.Fatalf("%d: %s", code, told.String())
	}
	v.must(http.StatusNoContent, "POST", "/api/v1/sessions/refresh", nil, nil)
}

type ratedCake struct {
	Pieces    int
	Average   float64
	Histogram []int
}

func (v *visitor) rated(cake string) (r ratedCake) {
	v.t.Helper()
	v.must(http.StatusOK, "GET", "/api/v1/pieces/ratings?cake="+cake, nil, &r)
	return r
}

// pieceOfCake makes a public piece of a cake and gives its id.
func (v *visitor) pieceOfCake(cake string, halfStars int) string {
	v.t.Helper()
	photo := v.photo()
	body := pieceOf(photo, v.artwork(photo))
	body["cakeId"], body["visibility"], body["halfStars"] = cake, "public", halfStars
	var p struct{ ID string }
	v.must(http.StatusCreated, "POST", "/api/v1/pieces", body, &p, "Idempotency-Key", "of-"+photo)
	return p.ID
}

func TestTheWalkOfACake(t *testing.T) {
	homes(t, func(t *testing.T, front *site, all ...*site) {
		accounts := all[min(1, len(all)-1)]
		jieun := front.join(t, "지은")
		cake, double := jieun.cake("파도의 노래"), jieun.cake("파도의 노래 (앙코르)")

		first := jieun.pieceOfCake(double, 9)
		second := jieun.pieceOfCake(cake, 7)
		if got := jieun.rated(double); got.Pieces != 1 || got.Average != 0 || got.Histogram != nil {
			t.Errorf("rated once: %+v", got)
		}
		status, answer := jieun.send("POST", "/api/v1/pieces", pieceOfUnknown(jieun), "Idempotency-Key", "unknown")
		if status != http.StatusUnprocessableEntity || !strings.Contains(string(answer), `"body.cakeId"`) {
			t.Errorf("a piece of a cake that nobody knows: %d %s", status, answer)
		}

		jieun.must(http.StatusForbidden, "POST", "/api/v1/cakes/"+double+"/merge", map[string]any{"into": cake}, nil)
		jieun.admin("지은", accounts)
		jieun.must(http.StatusOK, "POST", "/api/v1/cakes/"+double+"/merge", map[string]any{"into": cake}, nil)
		var p struct {
			CakeID           string
			Viewing, Version int
		}
		for end := time.Now().Add(20 * time.Second); p.CakeID != cake; time.Sleep(20 * time.Millisecond) {
			if time.Now().After(end) {
				t.Fatalf("the piece stays with %q", p.CakeID)
			}
			jieun.must(http.StatusOK, "GET", "/api/v1/pieces/"+first, nil, &p)
		}
		if p.Viewing != 1 || p.Version != 1 {
			t.Errorf("after the merge: viewing %d, version %d", p.Viewing, p.Version)
		}
		for _, id := range []string{cake, double} {
			var list struct{ Items []struct{ ID string } }
			front.guest(t).must(http.StatusOK, "GET", "/api/v1/pieces?scope=public&cake="+id, nil, &list)
			if len(list.Items) != 2 || list.Items[0].ID != second || list.Items[1].ID != first || front.guest(t).rated(id).Pieces != 2 {
				t.Errorf("of %s there are %+v", id, list.Items)
			}
		}
		for _, visitor := range []*visitor{front.guest(t), jieun} {
			visitor.pagesOfCakes(cake, double)
		}
	})
}

// D33: the pages of cakes can be opened directly and reloaded, by whoever comes. There are
// none in a program that was built without the web app; make test builds it first.
func (v *visitor) pagesOfCakes(cake, merged string) {
	v.t.Helper()
	if _, built := web.App(); !built {
		if os.Getenv(sqldbtest.RequireEnv) == "all" {
			v.t.Fatal("the web app is not built, but everything is required")
		}
		return
	}
	for _, address := range []string{"/cakes/" + cake, "/cakes/" + merged, "/cakes/" + cake + "/"} {
		const told = `["cakes","one",`
		status, page := v.send("GET", address, nil)
		for end := time.Now().Add(20 * time.Second); !strings.Contains(string(page), told) && time.Now().Before(end); {
			status, page = v.send("GET", address, nil) // on a busy machine a page doesn't wait for its answers
		}
		for _, want := range []string{told, "<title>파도의 노래 · PIECE</title>", `/cakes/` + cake + `">`, `"@type":"MusicEvent"`, `/poster/`} {
			if status != http.StatusOK || !strings.Contains(string(page), want) {
				v.t.Errorf("%s: %d, no %s", address, status, want)
			}
		}
		if strings.Contains(string(page), "noindex") {
			v.t.Errorf("%s asks not to be found", address)
		}
	}
	if status, page := v.send("GET", "/cakes?kind=concert", nil); status != http.StatusOK || strings.Contains(string(page), "noindex") {
		v.t.Errorf("the catalogue: %d", status)
	}
	for _, address := range []string{"/cakes/01k3q0zv5wq2m8d7x4n9c6b1ak", "/cakes/nothing"} {
		if status, page := v.send("GET", address, nil); status != http.StatusNotFound || !strings.Contains(string(page), "noindex") {
			v.t.Errorf("%s: %d", address, status)
		}
	}
}

// pieceOfUnknown is a piece of a cake that isn't there.
func pieceOfUnknown(v *visitor) map[string]any {
	body := pieceOf(v.photo(), "01k3q0zv5wq2m8d7x4n9c6b1ak")
	body["cakeId"] = "01k3q0zv5wq2m8d7x4n9c6b1ak"
	return body
}
