package sharepage

import (
	"encoding/json"
	"net/http"
	"net/url"
	"strings"
	"testing"
)

func (h *house) embed(address, more string) embedding {
	h.t.Helper()
	w := h.get(http.StatusOK, "/oembed?url="+url.QueryEscape(address)+more)
	if w.Header().Get("Content-Type") != "application/json" || w.Header().Get("Cache-Control") != "no-store" || w.Header().Get("X-Robots-Tag") != "noindex" {
		h.t.Errorf("headers %v", w.Header())
	}
	var e embedding
	if err := json.Unmarshal(w.Body.Bytes(), &e); err != nil {
		h.t.Fatal(err)
	}
	return e
}

func TestOEmbedKeepsItsBounds(t *testing.T) {
	h := open(t)
	for _, address := range []string{site + "/p/" + pieceID, site + "/s/" + token, "http://PIECE.example/p/" + pieceID + "?utm_source=x#top"} {
		for _, c := range []struct {
			more          string
			kind, file    string
			width, height int
		}{
			{"&format=json", "photo", "share.jpg", 1200, 630},
			{"&maxwidth=1200&maxheight=630", "photo", "share.jpg", 1200, 630},
			{"&maxwidth=1199", "photo", "front.webp", 896, 1280},
			{"&maxheight=640", "photo", "share.jpg", 1200, 630},
			{"&maxwidth=800&maxheight=640", "photo", "front-small.webp", 448, 640},
			{"&maxwidth=447", "rich", "front-small.webp", 447, 638},
			{"&maxwidth=300&maxheight=200", "rich", "front-small.webp", 140, 200},
			{"&maxwidth=1&maxheight=1", "rich", "front-small.webp", 1, 1},
		} {
			e := h.embed(address, c.more)
			if e.Version != "1.0" || e.Type != c.kind || e.Width != c.width || e.Height != c.height || !strings.Contains(e.URL+e.HTML, "/ticket/"+c.file) || !strings.Contains(e.URL+e.HTML, site+"/api/v1/") {
				t.Errorf("%s%s: %+v", address, c.more, e)
			}
			if e.Title != "오늘 밤, 파도의 노래" || e.Author != "지은" || e.Provider != "PIECE" {
				t.Errorf("%s: %+v", address, e)
			}
		}
	}
	h.get(http.StatusUnprocessableEntity, "/oembed?maxwidth=0&url="+site+"/p/"+pieceID)
	h.get(http.StatusUnprocessableEntity, "/oembed?maxheight=tall&url="+site+"/p/"+pieceID)
	h.get(http.StatusNotImplemented, "/oembed?format=xml&url="+site+"/p/"+pieceID)
}

func TestOEmbedKnowsOurOwnPagesOnly(t *testing.T) {
	h := open(t)
	for _, address := range []string{
		"", "nonsense", "https://elsewhere.example/p/" + pieceID, site + ".evil.example/p/" + pieceID, "https://user@piece.example/p/" + pieceID,
		"javascript://piece.example/p/" + pieceID, site, site + "/p/", site + "/pieces/" + pieceID, site + "/p/" + pieceID + "/more", site + "/p/nothing", site + "/s/nothing", site + "/p/..", site + "/s/.", site + "/p/calendar",
	} {
		h.get(http.StatusNotFound, "/oembed?url="+url.QueryEscape(address))
	}
}

// D25: oEmbed's answer is JSON, and its HTML has a hostile title as text.
func TestD25_OEmbedEscapesTitles(t *testing.T) {
	h := open(t)
	h.piece["title"] = hostile
	if e := h.embed(site+"/p/"+pieceID, ""); e.Title != hostile {
		t.Errorf("the title became %q", e.Title)
	}
	e := h.embed(site+"/p/"+pieceID, "&maxwidth=100")
	if strings.Count(e.HTML, "<") != 3 || strings.Contains(e.HTML, "onerror=alert(1)>") {
		t.Errorf("the HTML is %s", e.HTML)
	}
}

func TestPagesTellWhereTheirOEmbedIs(t *testing.T) {
	h := open(t)
	for _, path := range []string{"/p/" + pieceID, "/s/" + token} {
		for _, n := range read(t, h.get(http.StatusOK, path)).all("link") {
			if attr(n, "type") != "application/json+oembed" {
				continue
			}
			address, ok := strings.CutPrefix(attr(n, "href"), site)
			if !ok {
				t.Fatalf("oEmbed of %s is at %s", path, attr(n, "href"))
			}
			if w := h.get(http.StatusOK, address); !strings.Contains(w.Body.String(), "파도의 노래") {
				t.Errorf("%s: %s", address, w.Body)
			}
			return
		}
		t.Errorf("%s doesn't tell of oEmbed", path)
	}
}
