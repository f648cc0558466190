package sharepage

import (
	"net/http"
	"os"
	"regexp"
	"strings"
	"testing"
	"testing/fstest"

	"golang.org/x/net/html"

	"piece/internal/gateway/webapp"
	"piece/web"
)

// D24: what is shared previews in messengers and opens for a guest.
func TestD24_APageShowsThePieceAndItsPreview(t *testing.T) {
	for _, path := range []string{"/p/" + pieceID, "/s/" + token} {
		h := open(t)
		w := h.get(http.StatusOK, path)
		p := read(t, w)
		api := "/api/v1/pieces/" + pieceID
		if strings.HasPrefix(path, "/s/") {
			api = "/api/v1/shared/" + token
		}
		for name, want := range map[string]string{
			"og:title": "오늘 밤, 파도의 노래 · 지은님의 조각", "og:site_name": "PIECE", "og:type": "article", "og:url": site + path,
			"og:image": site + api + "/ticket/share.jpg?v=1", "og:image:width": "1200", "og:image:height": "630", "og:locale": "ko_KR",
			"og:description": "★ 4.5 · 마지막 앙코르에서 눈물이 왈칵 · 2026년 8월 3일 (월) 19:30 · 블루스퀘어",
			"twitter:card":   "summary_large_image", "twitter:image": site + api + "/ticket/share.jpg?v=1",
		} {
			if got := p.meta(name); got != want {
				t.Errorf("%s: %s is %q, want %q", path, name, got, want)
			}
		}
		body := p.text("main")
		for _, want := range []string{"오늘 밤, 파도의 노래", "지은님의 조각 · 2026년의 12번째 조각", "4.5", "뮤지컬", "음악", "1층 C열 14번", "김파도", "윤물결", "나도 만들기", "이미지 저장"} {
			if !strings.Contains(body, want) {
				t.Errorf("%s doesn't say %q", path, want)
			}
		}
		if r := p.data(); r.Type != "Review" || r.About.Type != "TheaterEvent" || r.About.Name != "오늘 밤, 파도의 노래" || r.About.StartDate != "2026-08-03T19:30" || r.Rating.Value != "4.5" || r.Author.Name != "지은" {
			t.Errorf("%s: described as %+v", path, r)
		}
		var images []string
		for _, n := range p.all("img") {
			images = append(images, attr(n, "src"))
			if attr(n, "alt") == "" || attr(n, "width") == "" {
				t.Errorf("%s: %s has no words or size", path, attr(n, "src"))
			}
		}
		if strings.Join(images, " ") != api+"/ticket/front-small.webp?v=1 "+api+"/ticket/back-small.webp?v=1" {
			t.Errorf("%s: images %v", path, images)
		}
		for _, r := range h.asked {
			if r.Header.Get("Authorization") != "" || r.Header.Get("Cookie") != "" {
				t.Error("the page asks as somebody")
			}
		}
	}
}

// Everything works without a script: the ticket is turned by a label of a checkbox.
func TestTheTicketTurnsWithoutScript(t *testing.T) {
	p := read(t, open(t).get(http.StatusOK, "/p/"+pieceID))
	box := p.all("input")
	if len(box) != 1 || attr(box[0], "type") != "checkbox" || attr(box[0], "id") != "turn" || attr(box[0], "aria-label") == "" {
		t.Fatalf("%d inputs", len(box))
	}
	labels := 0
	for _, n := range p.all("label") {
		if attr(n, "for") == "turn" {
			labels++
		}
	}
	if labels != 2 {
		t.Errorf("%d labels", labels)
	}
	for _, n := range p.all("button") {
		hidden := false
		for _, a := range n.Attr {
			hidden = hidden || a.Key == "hidden"
		}
		if !hidden {
			t.Error("a button that needs a script shows without one")
		}
	}
}

// D24: the token of a link leaves in no Referer, is kept by no cache and indexed by nobody;
// a public page is for everybody, but asked for again, because it may become private.
func TestD24_HeadersKeepALinkSecret(t *testing.T) {
	h := open(t)
	link := h.get(http.StatusOK, "/s/"+token)
	for name, want := range map[string]string{"Cache-Control": "no-store", "Referrer-Policy": "no-referrer", "X-Robots-Tag": "noindex", "ETag": ""} {
		if got := link.Header().Get(name); got != want {
			t.Errorf("%s of a link is %q, want %q", name, got, want)
		}
	}
	if p := read(t, link); p.meta("robots") != "noindex" || p.meta("referrer") != "no-referrer" {
		t.Error("the page of a link may be indexed or tells where it was")
	}
	public := h.get(http.StatusOK, "/p/"+pieceID)
	for name, want := range map[string]string{"Cache-Control": "no-cache", "X-Robots-Tag": ""} {
		if got := public.Header().Get(name); got != want {
			t.Errorf("%s of a public page is %q, want %q", name, got, want)
		}
	}
	if p := read(t, public); p.meta("robots") != "" || !strings.Contains(public.Body.String(), `<link rel="canonical" href="`+site+"/p/"+pieceID+`">`) {
		t.Error("a public page has no address to be found by")
	}
	tag := public.Header().Get("ETag")
	h.get(http.StatusNotModified, "/p/"+pieceID, "If-None-Match", tag)
	h.piece["title"] = "고친 제목"
	h.get(http.StatusOK, "/p/"+pieceID, "If-None-Match", tag)
	if vary := strings.Join(public.Header().Values("Vary"), ","); !strings.Contains(vary, "Cookie") || !strings.Contains(vary, "Accept-Language") {
		t.Errorf("Vary %s", vary)
	}
}

// D24: a browser that fetches a font tells in which style sheet it found it, and for a style
// within the page that would be the address of the page, token and all.
func TestD24_FontsAreFetchedByASheetOfTheirOwn(t *testing.T) {
	fetched := `@font-face{font-family:Piece Sans;src:url(/assets/core-x.woff2)format("woff2")}`
	local := `@font-face{font-family:Piece Sans Fallback;src:local(Apple SD Gothic Neo)}`
	tmpl, err := readTemplates(fstest.MapFS{
		"assets/main-x.css": {Data: []byte(".btn{color:red}" + fetched + local)}, "assets/rest-x.css": {Data: []byte(fetched)},
	}, web.Sources())
	if err != nil {
		t.Fatal(err)
	}
	page, err := tmpl.draw("ko", "piece", view{Link: true, Piece: piece{Kind: "movie"}})
	if err != nil {
		t.Fatal(err)
	}
	if strings.Contains(page, "url(") || !strings.Contains(page, local) {
		t.Error("the page fetches fonts by itself")
	}
	if !strings.Contains(page, `data-fonts="`+fontsPath+`?v=`) || !strings.Contains(page, `data-fonts="/assets/rest-x.css"`) || tmpl.fonts.sheet != fetched {
		t.Errorf("the fonts are %+v", tmpl.fonts)
	}
}

// D13: a private piece and none give the same page, which tells nothing.
func TestD13_APageOfAHiddenPieceTellsNothing(t *testing.T) {
	h := open(t)
	none := h.get(http.StatusNotFound, "/p/01k3q0zv5wq2m8d7x4n9c6b1ad")
	for _, path := range []string{"/p/nothing", "/s/nothing", "/p/%3Cimg%20src=x%20onerror=alert(1)%3E", "/s/a%2Fb", "/p/" + token, "/p/%2e%2e", "/s/%2e", "/p/calendar"} {
		for _, cookie := range []string{"", "piece_signed_in=1"} {
			w := h.get(http.StatusNotFound, path, "Cookie", cookie)
			if w.Body.String() != none.Body.String() {
				t.Errorf("%s differs", path)
			}
			if w.Header().Get("Cache-Control") != "no-store" || w.Header().Get("X-Robots-Tag") != "noindex" || w.Header().Get("Content-Security-Policy") == "" {
				t.Errorf("%s: %v", path, w.Header())
			}
		}
	}
	if p := read(t, none); !strings.Contains(p.text("main"), "여기에는 조각이 없어요") || p.meta("og:image") != "" {
		t.Errorf("the page %s", p.text("main"))
	}
}

func TestAPageTellsWhenItCanNotBeShownNow(t *testing.T) {
	h := open(t)
	h.down = true
	w := h.get(http.StatusServiceUnavailable, "/p/"+pieceID)
	if w.Header().Get("Retry-After") == "" || w.Header().Get("Cache-Control") != "no-store" || !strings.Contains(w.Body.String(), "잠시 뒤에") {
		t.Errorf("%v %s", w.Header(), w.Body)
	}
	h.get(http.StatusServiceUnavailable, "/oembed?url="+site+"/p/"+pieceID)
}

const hostile = `<img src=x onerror=alert(1)>"'&</script><script>alert(1)</script>{{.}}`

// D25: what people wrote is plain text in every place.
func TestD25_HostileTextsStayTexts(t *testing.T) {
	for _, path := range []string{"/p/" + pieceID, "/s/" + token} {
		h := open(t)
		clean := read(t, h.get(http.StatusOK, path))
		for _, field := range []string{"title", "review", "venue", "seat", "cast", "director"} {
			h.piece[field] = hostile
		}
		w := h.get(http.StatusOK, path, "Accept-Language", "en")
		p := read(t, w)
		for _, name := range []string{"script", "img", "a", "meta", "style", "b"} {
			if got, want := len(p.all(name)), len(clean.all(name)); got != want {
				t.Errorf("%s: %d <%s>, %d without hostile texts", path, got, name, want)
			}
		}
		for n := range p.root.Descendants() {
			if n.Type != html.ElementNode {
				continue
			}
			for _, a := range n.Attr {
				if strings.HasPrefix(a.Key, "on") || a.Key == "style" {
					t.Errorf("%s: <%s %s>", path, n.Data, a.Key)
				}
			}
		}
		for place, got := range map[string]string{
			"the heading": p.text("h1"), "the quote": p.text("blockquote"), "JSON-LD's name": p.data().About.Name, "JSON-LD's body": p.data().Body,
			"Twitter's title": p.meta("twitter:title"),
		} {
			if got != hostile {
				t.Errorf("%s: %s became %q", path, place, got)
			}
		}
		for _, name := range []string{"og:title", "og:description", "description", "og:image:alt"} {
			if !strings.Contains(p.meta(name), hostile) {
				t.Errorf("%s: %s is %q", path, name, p.meta(name))
			}
		}
		if !strings.Contains(p.text("title"), hostile) || strings.Contains(w.Body.String(), "ZgotmplZ") {
			t.Errorf("%s: the title is %q", path, p.text("title"))
		}
	}
}

// The policy lets the style and the script of the page run and nothing else.
func TestThePolicyFitsThePage(t *testing.T) {
	h := open(t)
	for _, path := range []string{"/p/" + pieceID, "/s/" + token, "/p/nothing"} {
		r := h.get(map[bool]int{true: http.StatusNotFound, false: http.StatusOK}[path == "/p/nothing"], path)
		policy, body := r.Header().Get("Content-Security-Policy"), r.Body.String()
		for _, source := range webapp.ScriptHashes(body) {
			if !strings.Contains(policy, "script-src "+source+";") {
				t.Errorf("%s: %s is not in %s", path, source, policy)
			}
		}
		if len(webapp.ScriptHashes(body)) != 1 || strings.Contains(policy, "unsafe") || !strings.Contains(policy, "default-src 'none'") || !strings.Contains(policy, "frame-ancestors 'none'") {
			t.Errorf("%s: %s", path, policy)
		}
	}
}

func TestGuestsAreInvitedAndPeopleFindTheApp(t *testing.T) {
	h := open(t)
	guest := read(t, h.get(http.StatusOK, "/p/"+pieceID)).links()
	if guest["찜하기3"] != "/join?next=/pieces/"+pieceID+"%3Fheart%3D1" || guest["나도 만들기"] != "/join?next=/make" || guest["로그인"] == "" || guest["앱에서 보기"] != "" {
		t.Errorf("a guest's links %v", guest)
	}
	if guest["이미지 저장"] != "/api/v1/pieces/"+pieceID+"/ticket/front.png?v=1&download=true" {
		t.Errorf("the image is saved from %s", guest["이미지 저장"])
	}
	person := read(t, h.get(http.StatusOK, "/p/"+pieceID, "Cookie", "piece_signed_in=1785758400")).links()
	if person["찜하기3"] != "/pieces/"+pieceID+"?heart=1" || person["나도 만들기"] != "/make" || person["앱에서 보기"] != "/pieces/"+pieceID {
		t.Errorf("a person's links %v", person)
	}
	link := read(t, h.get(http.StatusOK, "/s/"+token)).links()
	for words, address := range link {
		if strings.Contains(address, pieceID) || strings.Contains(words, "찜") {
			t.Errorf("a link leads to more: %s %s", words, address)
		}
	}
}

func TestAPublicPageLeadsToTheRecordIfThereIsOne(t *testing.T) {
	for _, c := range []struct {
		path, record string
		want         string
	}{
		{"/p/" + pieceID, `{"text":"그날 밤","photos":[]}`, "/pieces/" + pieceID},
		{"/p/" + pieceID, `{"text":"","photos":[{"photoId":"x"}]}`, "/pieces/" + pieceID},
		{"/p/" + pieceID, `{"text":"","photos":[]}`, ""},
		{"/p/" + pieceID, "out of order", ""},
		{"/s/" + token, `{"text":"그날 밤","photos":[]}`, ""},
	} {
		h := open(t)
		h.record = c.record
		if got := read(t, h.get(http.StatusOK, c.path)).links()["기록과 사진 보기"]; got != c.want {
			t.Errorf("%s with %s: %q, want %q", c.path, c.record, got, c.want)
		}
	}
}

// The language of Accept-Language is found out by the server around the pages.
func TestThePageSpeaksTheLanguageThatWasChosen(t *testing.T) {
	w := open(t).get(http.StatusOK, "/p/"+pieceID, "Cookie", "piece_language=en")
	p := read(t, w)
	if !strings.Contains(w.Body.String(), `<html lang="en"`) || p.meta("og:locale") != "en_US" || !strings.Contains(p.text("main"), "Make your own") || !strings.Contains(p.text("main"), "Mon, Aug 3, 2026 19:30") {
		t.Errorf("%s", p.text("main"))
	}
}

func TestSomebodyWithoutANameIsUnknown(t *testing.T) {
	h := open(t)
	h.piece["owner"] = map[string]any{"id": "x", "nickname": ""}
	if p := read(t, h.get(http.StatusOK, "/p/"+pieceID)); !strings.Contains(p.text("main"), "(알 수 없음)님의 조각") {
		t.Errorf("%s", p.text("main"))
	}
}

func TestTheColoursAreThoseOfTheApp(t *testing.T) {
	tokens, err := os.ReadFile("../../../web/src/styles/tokens.css")
	if err != nil {
		t.Fatal(err)
	}
	css, err := sources.ReadFile("page.css")
	if err != nil {
		t.Fatal(err)
	}
	found := 0
	for _, m := range regexp.MustCompile(`(--(?:bg|surface|line|ink|on-accent|star|coral|butter|lilac)[a-z0-9-]*: [^;}]+)[;}]`).FindAllStringSubmatch(string(css), -1) {
		found++
		if !strings.Contains(string(tokens), m[1]+";") {
			t.Errorf("tokens.css has no %s", m[1])
		}
	}
	if found < 25 {
		t.Errorf("%d colours", found)
	}
}
