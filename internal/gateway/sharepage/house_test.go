package sharepage

import (
	"encoding/json"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"piece/internal/platform/errs"
	"piece/web"
)

const site = "https://piece.example"

// house is the pages over an API that knows one public piece and one link.
type house struct {
	t      *testing.T
	mux    *http.ServeMux
	asked  []*http.Request // of the API
	piece  map[string]any
	record string // of the public piece, as JSON
	down   bool
}

const pieceID, token = "01k3q0zv5wq2m8d7x4n9c6b1ah", "8yJf0pQ2kWcXn5aVt1LmGd7R"

func open(t *testing.T) *house {
	t.Helper()
	h := &house{t: t, mux: http.NewServeMux(), piece: map[string]any{
		"id": pieceID, "owner": map[string]any{"id": "01k3q0zv5wq2m8d7x4n9c6b1zz", "nickname": "지은"}, "mine": false,
		"kind": "musical", "title": "오늘 밤, 파도의 노래", "day": "2026-08-03", "time": "19:30", "cast": "김파도", "director": "윤물결",
		"venue": "블루스퀘어", "seat": "1층 C열 14번", "genre": "music", "halfStars": 9, "review": "마지막 앙코르에서 눈물이 왈칵",
		"visibility": "public", "year": 2026, "number": 12, "hearts": 3, "createdAt": "2026-08-04T01:02:03Z",
		"ticket": files("/api/v1/pieces/" + pieceID),
	}}
	api := http.NewServeMux()
	answer := func(w http.ResponseWriter, r *http.Request, want, have string, change func(map[string]any)) {
		h.asked = append(h.asked, r)
		switch {
		case h.down:
			http.Error(w, "down", http.StatusServiceUnavailable)
		case have != want:
			http.Error(w, "none", http.StatusNotFound)
		default:
			p := map[string]any{}
			for k, v := range h.piece {
				p[k] = v
			}
			change(p)
			if err := json.NewEncoder(w).Encode(p); err != nil {
				t.Error(err)
			}
		}
	}
	api.HandleFunc("GET /api/v1/pieces/{id}", func(w http.ResponseWriter, r *http.Request) {
		answer(w, r, pieceID, r.PathValue("id"), func(map[string]any) {})
	})
	api.HandleFunc("GET /api/v1/pieces/{id}/record", func(w http.ResponseWriter, r *http.Request) {
		h.asked = append(h.asked, r)
		_, _ = io.WriteString(w, h.record)
	})
	api.HandleFunc("GET /api/v1/pieces/calendar", func(w http.ResponseWriter, _ *http.Request) {
		http.Error(w, "not for guests", http.StatusUnauthorized)
	})
	api.HandleFunc("GET /api/v1/shared/{token}", func(w http.ResponseWriter, r *http.Request) {
		answer(w, r, token, r.PathValue("token"), func(p map[string]any) {
			for _, name := range []string{"id", "owner", "mine", "visibility", "hearts", "createdAt"} {
				delete(p, name)
			}
			p["nickname"], p["ticket"] = "지은", files("/api/v1/shared/"+token)
		})
	})
	app, _ := web.App()
	pages, err := New(Config{
		API: api, Files: app, Sources: web.Sources(), PublicURL: site + "/", Log: slog.New(slog.DiscardHandler),
		Write: func(w http.ResponseWriter, _ *http.Request, status int, page string) {
			w.Header().Set("Content-Type", "text/html; charset=utf-8")
			w.WriteHeader(status)
			_, _ = io.WriteString(w, page)
		},
		Fail: func(w http.ResponseWriter, _ *http.Request, err error) {
			switch errs.As(err).Kind {
			case errs.KindNotFound:
				w.WriteHeader(http.StatusNotFound)
			case errs.KindInvalid:
				w.WriteHeader(http.StatusUnprocessableEntity)
			case errs.KindUnavailable:
				w.WriteHeader(http.StatusServiceUnavailable)
			default:
				t.Errorf("failed: %v", err)
			}
		},
	})
	if err != nil {
		t.Fatal(err)
	}
	pages.Mount(h.mux)
	return h
}

func files(of string) map[string]any {
	f := map[string]any{}
	for name, file := range map[string]string{
		"front": "front.webp", "back": "back.webp", "frontSmall": "front-small.webp", "backSmall": "back-small.webp",
		"frontPng": "front.png", "backPng": "back.png", "share": "share.jpg",
	} {
		f[name] = of + "/ticket/" + file + "?v=1"
	}
	return f
}

// get asks for a page; headers are pairs of name and value.
func (h *house) get(status int, path string, headers ...string) *httptest.ResponseRecorder {
	h.t.Helper()
	r := httptest.NewRequestWithContext(h.t.Context(), http.MethodGet, path, http.NoBody)
	for i := 0; i < len(headers); i += 2 {
		r.Header.Set(headers[i], headers[i+1])
	}
	w := httptest.NewRecorder()
	h.mux.ServeHTTP(w, r)
	if w.Code != status {
		h.t.Fatalf("%s: %d, want %d: %.300s", path, w.Code, status, w.Body)
	}
	return w
}

// page is a document as browsers read it.
type page struct {
	t    *testing.T
	root *html.Node
}

func read(t *testing.T, w *httptest.ResponseRecorder) page {
	t.Helper()
	root, err := html.Parse(strings.NewReader(w.Body.String()))
	if err != nil {
		t.Fatal(err)
	}
	return page{t, root}
}

func attr(n *html.Node, name string) string {
	for _, a := range n.Attr {
		if a.Key == name {
			return a.Val
		}
	}
	return ""
}

// all gives the elements of a name.
func (p page) all(name string) (found []*html.Node) {
	for n := range p.root.Descendants() {
		if n.Type == html.ElementNode && n.Data == name {
			found = append(found, n)
		}
	}
	return found
}

// text gives all text of the first element of a name.
func (p page) text(name string) string {
	p.t.Helper()
	for _, n := range p.all(name) {
		return inside(n)
	}
	p.t.Fatalf("no <%s>", name)
	return ""
}

func inside(n *html.Node) string {
	var b strings.Builder
	for c := range n.Descendants() {
		if c.Type == html.TextNode {
			b.WriteString(c.Data)
		}
	}
	return b.String()
}

// meta gives the content of a meta element by its name or property, "" without one.
func (p page) meta(name string) string {
	for _, n := range p.all("meta") {
		if attr(n, "name") == name || attr(n, "property") == name {
			return attr(n, "content")
		}
	}
	return ""
}

// links gives where links lead, by their words.
func (p page) links() map[string]string {
	m := map[string]string{}
	for _, n := range p.all("a") {
		m[strings.TrimSpace(inside(n))] = attr(n, "href")
	}
	return m
}

// data gives the description for search engines.
func (p page) data() (r review) {
	p.t.Helper()
	for _, n := range p.all("script") {
		if attr(n, "type") == "application/ld+json" {
			if err := json.Unmarshal([]byte(inside(n)), &r); err != nil {
				p.t.Fatalf("%v in %s", err, inside(n))
			}
			return r
		}
	}
	p.t.Fatal("no JSON-LD")
	return r
}
