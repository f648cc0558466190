package webapp

import (
	"encoding/json"
	"fmt"
	"html"
	"net/http"
	"regexp"
	"strings"
	"testing"
)

const (
	cakeID = "01k3q0zv5wq2m8d7x4n9c6b1ak"
	oldID  = "01k3q0zv5wq2m8d7x4n9c6b1ah" // became part of it
)

// catalogueAPI knows one cake, under two ids, with what changes of it.
func catalogueAPI(changes, ratings string) http.Handler {
	mux := http.NewServeMux()
	mux.HandleFunc("GET /api/v1/cakes", func(w http.ResponseWriter, r *http.Request) {
		_, _ = fmt.Fprintf(w, `{"items":[{"title":"%s","poster":{"small":"/small.webp","color":"#a1b2c3","blur":"data:image/webp;base64,UklGR+/="}}]}`, r.URL.RawQuery)
	})
	mux.HandleFunc("GET /api/v1/cakes/{id}", func(w http.ResponseWriter, r *http.Request) {
		if id := r.PathValue("id"); id != cakeID && id != oldID {
			w.WriteHeader(http.StatusNotFound)
			return
		}
		cake := map[string]any{
			"id": cakeID, "kind": "movie", "title": "파묘", "year": 2024,
			"poster": map[string]any{"small": "/api/v1/cakes/" + cakeID + "/poster/3/small.webp", "large": "/api/v1/cakes/" + cakeID + "/poster/3/large.webp"},
		}
		if err := json.Unmarshal([]byte(changes), &cake); err != nil {
			panic(err)
		}
		_ = json.NewEncoder(w).Encode(cake)
	})
	mux.HandleFunc("GET /api/v1/pieces/ratings", func(w http.ResponseWriter, r *http.Request) { _, _ = w.Write([]byte(ratings)) })
	return mux
}

// head reads what a page says of itself.
type head struct {
	page string
	tags map[string]string // by property or name
	work map[string]any
}

var (
	metaTag     = regexp.MustCompile(`<meta (?:property|name)="([^"]+)" content="([^"]*)">`)
	workElement = regexp.MustCompile(`(?s)<script type="application/ld\+json">(.*?)</script>`)
)

func readHead(t *testing.T, a *App, address string) head {
	t.Helper()
	res := get(a, address)
	if res.StatusCode != http.StatusOK {
		t.Fatalf("%s: %d", address, res.StatusCode)
	}
	h := head{page: text(t, res), tags: map[string]string{}}
	for _, m := range metaTag.FindAllStringSubmatch(h.page, -1) {
		h.tags[m[1]] = html.UnescapeString(m[2])
	}
	if m := workElement.FindStringSubmatch(h.page); m != nil {
		if err := json.Unmarshal([]byte(m[1]), &h.work); err != nil {
			t.Errorf("%s: %v in %s", address, err, m[1])
		}
	}
	return h
}

func TestD33_ACakesPageTellsOfTheCake(t *testing.T) {
	a := newApp(t, func(c *Config) { c.Boot = FromAPI(catalogueAPI(`{}`, `{"pieces":2}`)) })
	for _, id := range []string{cakeID, oldID} { // an id that was merged leads to the cake that it became part of
		h := readHead(t, a, "/cakes/"+id)
		const site = "https://piece.example"
		for name, want := range map[string]string{
			"og:title": "파묘 (2024)", "og:type": "video.movie", "og:url": site + "/cakes/" + cakeID, "twitter:card": "summary",
			"og:image": site + "/api/v1/cakes/" + cakeID + "/poster/3/preview.jpg", "twitter:image": site + "/api/v1/cakes/" + cakeID + "/poster/3/preview.jpg", "robots": "",
		} {
			if h.tags[name] != want {
				t.Errorf("%s: %q, want %q", name, h.tags[name], want)
			}
		}
		for _, want := range []string{
			"<title>파묘 · PIECE</title>", `<link rel="canonical" href="` + site + "/cakes/" + cakeID + `">`, "<h1>파묘</h1>",
			`<i style="background-image:url(/api/v1/cakes/` + cakeID + `/poster/3/small.webp)"></i>`, `[["cakes","one","` + id + `"],{"id":"` + cakeID + `"`, `[["pieces","ratings","` + id + `"],{"pieces":2}]`,
		} {
			if !strings.Contains(h.page, want) {
				t.Errorf("no %s in\n%s", want, h.page)
			}
		}
	}
	if res := get(a, "/cakes/gone/edit", signedIn+"; piece_access=good"); res.StatusCode != http.StatusNotFound {
		t.Errorf("the form of a cake that isn't there: %d", res.StatusCode)
	}
	for _, address := range []string{"/cakes/gone", "/cakes/01k3q0zv5wq2m8d7x4n9c6b1zz", "/cakes/%3Fx=/%23"} {
		if res := get(a, address); res.StatusCode != http.StatusNotFound {
			t.Errorf("%s: %d", address, res.StatusCode)
		}
	}
}

func TestSearchEnginesReadACakeByItsKind(t *testing.T) {
	const credits = `"credits":[{"role":"cast","name":"김고은"},{"role":"director","name":"장재현"},{"role":"artist","name":"모네"}]`
	for name, c := range map[string]struct{ cake, ratings, want string }{
		"a film": {`{"originalTitle":"Exhuma","opens":"2024-02-22","minutes":134,` + credits + `}`, `{"pieces":6,"average":4.25}`,
			`"@type":"Movie","alternateName":"Exhuma","datePublished":"2024-02-22","duration":"PT134M","director":[{"@type":"Person","name":"장재현"}],"actor":[{"@type":"Person","name":"김고은"}],` +
				`"aggregateRating":{"@type":"AggregateRating","ratingValue":"4.25","ratingCount":6,"bestRating":"5","worstRating":"0.5"}`},
		"a film of a year, rated too seldom": {`{}`, `{"pieces":4}`, `"@type":"Movie","datePublished":"2024"`},
		"a musical": {`{"kind":"musical","opens":"2026-08-03","closes":"2026-10-11","venue":"블루스퀘어",` + credits + `}`, `{"pieces":0}`,
			`"@type":"TheaterEvent","startDate":"2026-08-03","endDate":"2026-10-11","location":{"@type":"Place","name":"블루스퀘어"},"director":[{"@type":"Person","name":"장재현"}],` +
				`"performer":[{"@type":"Person","name":"김고은"},{"@type":"Person","name":"모네"}]`},
		"a play without an end": {`{"kind":"play","opens":"2026-08-03","closes":"2026-10-11","openRun":true}`, ``, `"@type":"TheaterEvent","startDate":"2026-08-03"`},
		"a concert":             {`{"kind":"concert","synopsis":"한여름 밤"}`, ``, `"@type":"MusicEvent","description":"한여름 밤"`},
		"an exhibition":         {`{"kind":"exhibition"}`, ``, `"@type":"ExhibitionEvent"`},
		"something else": {`{"kind":"etc",` + credits + `}`, ``,
			`"@type":"CreativeWork","contributor":[{"@type":"Person","name":"장재현"},{"@type":"Person","name":"모네"},{"@type":"Person","name":"김고은"}]`},
	} {
		a := newApp(t, func(cfg *Config) { cfg.Boot = FromAPI(catalogueAPI(c.cake, c.ratings)) })
		got := readHead(t, a, "/cakes/"+cakeID).work
		for _, same := range []string{"@context", "url", "name", "image"} {
			if got[same] == nil {
				t.Errorf("%s: no %s", name, same)
			}
			delete(got, same)
		}
		var want map[string]any
		if err := json.Unmarshal([]byte("{"+c.want+"}"), &want); err != nil {
			t.Fatal(err)
		}
		if fmt.Sprint(got) != fmt.Sprint(want) {
			t.Errorf("%s: %v\nwant %v", name, got, want)
		}
	}
}

// D25: what somebody wrote is text wherever it is put.
func TestD25_NoTextOfACakeBecomesAPartOfItsPage(t *testing.T) {
	const wild = `</script><img src=x onerror=alert(1)>"'&\u2028`
	evil, err := json.Marshal(map[string]any{
		"title": wild, "originalTitle": wild, "venue": wild, "synopsis": wild, "kind": "concert", "opens": wild, "closes": wild,
		"credits": []any{map[string]any{"role": "cast", "name": wild}},
		"poster":  map[string]any{"small": "javascript:alert(1)", "large": "/x/\"><img src=x onerror=alert(1)>/large.webp", "color": `red"><img src=x>`, "blur": `data:text/html,<img src=x>`},
	})
	if err != nil {
		t.Fatal(err)
	}
	a := newApp(t, func(c *Config) { c.Boot = FromAPI(catalogueAPI(string(evil), `{}`)) })
	h := readHead(t, a, "/cakes/"+cakeID)
	for _, no := range []string{"<img src=x", "javascript:", "text/html"} {
		shown := strings.ReplaceAll(h.page, `"javascript:alert(1)"`, "") // within the answers, as text
		if strings.Contains(strings.ReplaceAll(shown, `"data:text/html,\u003cimg src=x\u003e"`, ""), no) {
			t.Errorf("the page has %s:\n%s", no, h.page)
		}
	}
	if h.work["name"] != wild || h.tags["og:title"] != wild+" (2024)" {
		t.Errorf("it is told as %v, %q", h.work["name"], h.tags["og:title"])
	}
}

func TestTheCatalogueOpensWithItsList(t *testing.T) {
	a := newApp(t, func(c *Config) { c.Boot = FromAPI(catalogueAPI(`{}`, `{}`)) })
	for address, want := range map[string]string{
		"/cakes": `["cakes","grid","hot","","","",""],{"pages":[{"items":[{"title":"list=hot\u0026limit=24"`,
		"/cakes?list=showing&kind=play&area=jeju": `["cakes","grid","showing","play","","jeju",""],{"pages":[{"items":[{"title":"list=showing\u0026limit=24\u0026kind=play\u0026area=jeju"`,
		"/cakes?list=charts&kind=movie&genre=war": `["cakes","grid","charts","","","",""],{"pages":[{"items":[{"title":"list=charts\u0026limit=24"`,
		"/cakes?list=charts&kind=musical&q=x":     `["cakes","grid","charts","musical","","",""]`,
		"/cakes?list=x&kind=%27&genre=drama":      `["cakes","grid","hot","","drama","",""]`,
	} {
		h := readHead(t, a, address)
		if !strings.Contains(h.page, want) || h.tags["robots"] != "" || h.tags["og:url"] != "https://piece.example/cakes" {
			t.Errorf("%s: no %s in\n%s", address, want, h.page)
		}
		if !strings.Contains(h.page, `style="background-color:#a1b2c3;background-image:url(data:image/webp;base64,UklGR&#43;/=)"`) {
			t.Errorf("%s: nothing stands in place of a poster:\n%s", address, h.page)
		}
	}
	for _, address := range []string{"/cakes?q=달", "/cakes?list=hearted", "/cakes?list=made"} { // left to the app, or not for guests
		if h := readHead(t, a, address); strings.Contains(h.page, `id="boot"`) {
			t.Errorf("%s: there are answers", address)
		}
	}
}
