package webapp

import (
	"bytes"
	"compress/gzip"
	"context"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"io"
	"io/fs"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"regexp"
	"strings"
	"testing"
	"testing/fstest"

	"piece/internal/platform/errs"
	"piece/web"
)

const inlineScript = "\n  document.documentElement.dataset.theme = 'dark'\n"

const fakeIndex = `<!doctype html>
<html lang="ko">
<head>
<title>built</title>
<meta name="description" content="built" />
<script>` + inlineScript + `</script>
<!--piece:head-->
<script type="module" crossorigin src="/assets/index-1.js"></script>
<link rel="modulepreload" crossorigin href="/assets/vue-1.js">
</head>
<body><div id="app"><!--piece:shell--><p>built shell</p><!--/piece:shell--></div></body>
</html>`

const fakePlan = `{"routes":[
 {"path":"/","who":"guest","common":{"js":["assets/index-1.js","assets/vue-1.js","assets/landing-1.js"],"css":["assets/main-1.css"]},"ko":{"js":["assets/ko-1.js"],"css":[]},"en":{"js":["assets/en-1.js"],"css":[]}},
 {"path":"/","who":"person","common":{"js":["assets/home-1.js"],"css":[]},"ko":{"js":[],"css":[]},"en":{"js":[],"css":[]}},
 {"path":"/login","who":"all","common":{"js":["assets/login-1.js"],"css":[]},"ko":{"js":[],"css":[]},"en":{"js":[],"css":[]}}
]}`

func fakeFiles() fstest.MapFS {
	files := fstest.MapFS{}
	for name, content := range map[string]string{
		"index.html": fakeIndex, "preload.json": fakePlan, ".vite/manifest.json": "{}",
		"sw.js": "worker", "manifest.webmanifest": "{}", "icon-192.png": "png", "icon.svg": "<svg/>",
		"assets/index-1.js": "plain script", "assets/index-1.js.br": "br script", "assets/index-1.js.gz": "gz script",
		"assets/main-1.css": "plain style", "assets/main-1.css.gz": "gz style",
		"assets/vue-1.js": "vue", "assets/landing-1.js": "l", "assets/home-1.js": "h", "assets/login-1.js": "l", "assets/ko-1.js": "k", "assets/en-1.js": "e",
		"assets/font-1.woff2": "0123456789", "assets/heif-1.wasm": "wasm", "assets/blob-1.bin": "?",
	} {
		files[name] = &fstest.MapFile{Data: []byte(content)}
	}
	return files
}

func fakeSources() fstest.MapFS {
	texts := `{"nav":{"rooms":"채팅","join":"가입하기","login":"로그인","calendar":"달력","pieces":"모아보기","cakes":"케이크","make":"만들기","me":"나"},"error":{"notFoundTitle":"없어요"},"hello":"{name}님","kind":{"movie":"영화","concert":"콘서트"}}`
	sources := fstest.MapFS{
		"src/i18n/ko.json": {Data: []byte(texts)},
		"src/i18n/en.json": {Data: []byte(strings.NewReplacer("달력", "Calendar", "로그인", "Log in", "{name}님", "Hi {name}").Replace(texts))},
		"shells/pages.gohtml": {Data: []byte(`{{define "home"}}<h1>{{with .Me}}{{t "hello" "name" .Nickname}}{{end}}</h1>{{with .Recent}}{{range .Items}}<img src="{{.Ticket.FrontSmall}}" alt="{{.Title}}" style="background:{{.Color}}">{{end}}{{end}}{{end}}
{{define "landing"}}<h1>landing {{.Framed}}</h1>{{end}}{{define "calendar"}}<h1>{{t "nav.calendar"}} {{.Framed}} {{.Bar}}</h1>{{end}}
{{define "pieces"}}{{with .List}}{{range first 1 .Items}}<img src="{{.Ticket.FrontSmall}}">{{end}}{{end}}{{end}}{{define "person"}}{{with .Owner}}<h1>{{.Nickname}}</h1>{{end}}{{end}}
{{define "piece"}}{{with .Piece}}<h1>{{.Title}}</h1>{{end}}{{end}}{{define "cakes"}}{{with .Cakes}}{{range cakes 1 .Items}}<i style="{{.Poster.Behind}}"></i>{{end}}{{end}}{{end}}{{define "cake"}}{{with .Cake}}<h1>{{.Title}}</h1><i style="{{.Poster.Behind}}"></i><i style="{{.Poster.Light}}"></i><img src="{{.Poster.Small}}">{{end}}{{end}}
{{define "login"}}<h1>{{t "nav.login"}}</h1>{{end}}{{define "lost"}}<h1>{{t "error.notFoundTitle"}}</h1>{{end}}`)},
	}
	// titles of pages that are told in the texts of a feature
	features, _ := fs.Glob(web.Sources(), "src/features/*/i18n/*.json")
	for _, name := range features {
		data, err := fs.ReadFile(web.Sources(), name)
		if err != nil {
			panic(err)
		}
		sources[name] = &fstest.MapFile{Data: data}
	}
	return sources
}

type bootFunc func(ctx context.Context, ask Ask) ([]Entry, error)

func (f bootFunc) Boot(ctx context.Context, ask Ask) ([]Entry, error) { return f(ctx, ask) }

func newApp(t *testing.T, change func(*Config)) *App {
	t.Helper()
	c := Config{
		Files: fakeFiles(), Sources: fakeSources(), PublicURL: "https://piece.example/", Log: slog.New(slog.DiscardHandler),
		Fail: func(w http.ResponseWriter, _ *http.Request, err error) {
			w.Header().Set("Content-Type", "application/problem+json")
			w.WriteHeader(map[string]int{"not_found": 404}[errs.As(err).Code])
		},
	}
	if change != nil {
		change(&c)
	}
	a, err := New(c)
	if err != nil {
		t.Fatal(err)
	}
	return a
}

// get asks for an address; each header is "Name: value".
func get(h http.Handler, address string, headers ...string) *http.Response {
	return ask(h, http.MethodGet, address, headers...)
}

func ask(h http.Handler, method, address string, headers ...string) *http.Response {
	r := httptest.NewRequest(method, "/", nil)
	r.URL.Path, r.URL.RawQuery, _ = strings.Cut(address, "?")
	for _, line := range headers {
		name, value, _ := strings.Cut(line, ": ")
		r.Header.Add(name, value)
	}
	w := httptest.NewRecorder()
	h.ServeHTTP(w, r)
	return w.Result()
}

func text(t *testing.T, res *http.Response) string {
	t.Helper()
	b, err := io.ReadAll(res.Body)
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

func TestFilesAreServedAsTheyAre(t *testing.T) {
	a := newApp(t, nil)
	for _, c := range []struct{ address, contentType, cache, body string }{
		{"/assets/index-1.js", "text/javascript; charset=utf-8", immutable, "plain script"},
		{"/assets/main-1.css", "text/css; charset=utf-8", immutable, "plain style"},
		{"/assets/font-1.woff2", "font/woff2", immutable, "0123456789"},
		{"/assets/heif-1.wasm", "application/wasm", immutable, "wasm"},
		{"/assets/blob-1.bin", "application/octet-stream", immutable, "?"},
		{"/sw.js", "text/javascript; charset=utf-8", "no-cache", "worker"},
		{"/manifest.webmanifest", "application/manifest+json", "no-cache", "{}"},
		{"/icon.svg", "image/svg+xml", "public, max-age=86400", "<svg/>"},
		{"/favicon.ico", "image/png", "public, max-age=86400", "png"},
		{"/robots.txt", "text/plain; charset=utf-8", "public, max-age=86400", robots},
	} {
		res := get(a, c.address)
		if body := text(t, res); res.StatusCode != 200 || body != c.body {
			t.Errorf("%s: %d %q, want %q", c.address, res.StatusCode, body, c.body)
		}
		if ct, cc := res.Header.Get("Content-Type"), res.Header.Get("Cache-Control"); ct != c.contentType || cc != c.cache {
			t.Errorf("%s: type %q, cache %q; want %q, %q", c.address, ct, cc, c.contentType, c.cache)
		}
		head := ask(a, http.MethodHead, c.address)
		if head.StatusCode != 200 || head.Header.Get("Content-Length") != res.Header.Get("Content-Length") {
			t.Errorf("HEAD %s: %d, length %q", c.address, head.StatusCode, head.Header.Get("Content-Length"))
		}
	}
}

func TestOnlyWhatTheBuildListsIsServed(t *testing.T) {
	a := newApp(t, nil)
	for _, address := range []string{
		"/assets", "/assets/", "/preload.json", "/.vite/manifest.json", "/assets/index-1.js.br", "/assets/index-1.js.gz", "/assets/gone-2.js",
		"/../webapp.go", "/assets/../../webapp.go", "//etc/passwd", "/..%2fwebapp.go", "/assets/..\\..\\go.mod", "/.git/config", "/.env",
		"/index.html/x.js", "/api", "/api/v1/nothing", "/objects/x", "/.well-known/x",
	} {
		res := get(a, address)
		if body := text(t, res); res.StatusCode != http.StatusNotFound || strings.Contains(body, "package") {
			t.Errorf("%s: %d %q", address, res.StatusCode, body)
		}
	}
	for _, method := range []string{"POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE"} {
		if res := ask(a, method, "/calendar"); res.StatusCode != http.StatusMethodNotAllowed || res.Header.Get("Allow") != "GET, HEAD" {
			t.Errorf("%s: %d, Allow %q", method, res.StatusCode, res.Header.Get("Allow"))
		}
	}
}

func TestTheBestEncodingIsSent(t *testing.T) {
	a := newApp(t, nil)
	for _, c := range []struct{ address, accept, encoding, body string }{
		{"/assets/index-1.js", "", "", "plain script"},
		{"/assets/index-1.js", "gzip, deflate, br, zstd", "br", "br script"},
		{"/assets/index-1.js", "gzip", "gzip", "gz script"},
		{"/assets/index-1.js", "br;q=0.5, gzip;q=0.8", "gzip", "gz script"},
		{"/assets/index-1.js", "br;q=0, gzip", "gzip", "gz script"},
		{"/assets/index-1.js", "BR", "br", "br script"},
		{"/assets/index-1.js", "*", "br", "br script"},
		{"/assets/index-1.js", "*;q=0.1, gzip", "gzip", "gz script"},
		{"/assets/index-1.js", "gzip;q=0, br;q=0", "", "plain script"},
		{"/assets/index-1.js", "identity", "", "plain script"},
		{"/assets/index-1.js", "identity, br;q=0.5", "", "plain script"},
		{"/assets/index-1.js", "deflate", "", "plain script"},
		{"/assets/index-1.js", "gzip;q=x, br;q=7", "", "plain script"},
		{"/assets/main-1.css", "br, gzip", "gzip", "gz style"},
		{"/assets/font-1.woff2", "br, gzip", "", "0123456789"},
	} {
		res := get(a, c.address, "Accept-Encoding: "+c.accept)
		if body := text(t, res); body != c.body || res.Header.Get("Content-Encoding") != c.encoding {
			t.Errorf("%s for %q: %q as %q, want %q as %q", c.address, c.accept, body, res.Header.Get("Content-Encoding"), c.body, c.encoding)
		}
		if compressed := strings.Contains(c.address, "index") || strings.Contains(c.address, "main"); compressed != (res.Header.Get("Vary") == "Accept-Encoding") {
			t.Errorf("%s: Vary %q", c.address, res.Header.Get("Vary"))
		}
	}
}

func TestBrowsersThatHaveAFileDontGetItAgain(t *testing.T) {
	a := newApp(t, nil)
	plain, br := get(a, "/assets/index-1.js").Header.Get("ETag"), get(a, "/assets/index-1.js", "Accept-Encoding: br").Header.Get("ETag")
	if plain == "" || plain == br {
		t.Errorf("tags %q and %q: want two", plain, br)
	}
	res := get(a, "/assets/index-1.js", "Accept-Encoding: br", "If-None-Match: "+br)
	if res.StatusCode != http.StatusNotModified || text(t, res) != "" {
		t.Errorf("known file: %d", res.StatusCode)
	}
	res = get(a, "/assets/index-1.js", "Accept-Encoding: br", "Range: bytes=0-4")
	if got := text(t, res); res.StatusCode != http.StatusPartialContent || got != "plain" || res.Header.Get("Content-Encoding") != "" {
		t.Errorf("range: %d %q", res.StatusCode, got)
	}
	res = get(a, "/assets/font-1.woff2", "Range: bytes=8-")
	if got := text(t, res); res.StatusCode != http.StatusPartialContent || got != "89" {
		t.Errorf("range of a font: %d %q", res.StatusCode, got)
	}
}

func TestD33_EveryPageOpensByItsAddress(t *testing.T) {
	a := newApp(t, nil)
	for address, status := range map[string]int{
		"/": 200, "/join": 200, "/login": 200, "/welcome": 200, "/calendar": 200, "/calendar/": 200, "/Calendar": 200, "/pieces": 200,
		"/pieces/01arz3ndektsv4rrffq69g5fav": 200, "/make": 200, "/make/facts": 200, "/me": 200, "/index.html": 200,
		"/nowhere": 404, "/pieces/a/b": 404, "/make/a/b": 404, "/pieces//": 404, "/healthz": 404, "/metrics": 404,
	} {
		res := get(a, address)
		if body := text(t, res); res.StatusCode != status || !strings.Contains(body, `src="/assets/index-1.js"`) {
			t.Errorf("%s: %d, want %d with the app", address, res.StatusCode, status)
		}
		if res.Header.Get("Content-Type") != "text/html; charset=utf-8" || res.Header.Get("Content-Security-Policy") == "" || res.Header.Get("Permissions-Policy") == "" {
			t.Errorf("%s: headers %v", address, res.Header)
		}
	}
}

const signedIn = "Cookie: piece_signed_in=1795434456"

func TestAPageIsDrawnForItsVisitor(t *testing.T) {
	a := newApp(t, nil)
	for _, c := range []struct {
		address string
		headers []string
		want    []string
		not     []string
	}{
		{"/", nil, []string{"<h1>landing false</h1>", "landing-1.js", "ko-1.js", `<html lang="ko"`, `<title>PIECE · 본 것을 아름다운 조각으로</title>`, `<link rel="preload" as="style" crossorigin href="/assets/main-1.css">`}, []string{"built shell", "home-1.js", "en-1.js", "noindex", `modulepreload" crossorigin href="/assets/index-1.js"`}},
		{"/", []string{"Cookie: piece_language=en"}, []string{`<html lang="en"`, "en-1.js", `og:locale" content="en_US"`, `og:url" content="https://piece.example/"`}, []string{"ko-1.js"}},
		{"/", []string{"Cookie: piece_language=<x>"}, []string{`<html lang="ko"`}, []string{"<x>"}},
		{"/", []string{signedIn}, []string{"home-1.js"}, []string{"landing-1.js"}},
		{"/", []string{"Cookie: piece_signed_in="}, []string{"landing-1.js"}, []string{"home-1.js"}},
		{"/calendar", []string{signedIn}, []string{"<h1>달력 true true</h1>", "<title>달력 · PIECE</title>", "noindex"}, []string{"og:title"}},
		{"/calendar", nil, []string{"<h1>로그인</h1>", "login-1.js"}, []string{"달력"}},
		{"/login", []string{signedIn}, []string{"home-1.js"}, []string{"login-1.js"}},
		{"/nowhere", nil, []string{"<h1>없어요</h1>"}, nil},
		{"/index.html", []string{signedIn}, []string{"built shell"}, []string{"modulepreload\" crossorigin href=\"/assets/home-1.js", "og:"}},
	} {
		page := text(t, get(a, c.address, c.headers...))
		for _, want := range c.want {
			if !strings.Contains(page, want) {
				t.Errorf("%s %v: no %s in\n%s", c.address, c.headers, want, page)
			}
		}
		for _, not := range c.not {
			if strings.Contains(page, not) {
				t.Errorf("%s %v: there is %s", c.address, c.headers, not)
			}
		}
		if n := strings.Count(page, `rel="modulepreload" crossorigin href="/assets/vue-1.js"`); n != 1 {
			t.Errorf("%s: vue is preloaded %d times", c.address, n)
		}
	}
}

func TestPagesAreCompressedAndRevalidated(t *testing.T) {
	a := newApp(t, nil)
	plain := text(t, get(a, "/"))
	res := get(a, "/", "Accept-Encoding: gzip, br")
	if res.Header.Get("Content-Encoding") != "gzip" || get(a, "/", "Accept-Encoding: gzip;q=0").Header.Get("Content-Encoding") != "" {
		t.Errorf("encoding %q", res.Header.Get("Content-Encoding"))
	}
	for range 2 { // the second time with a writer that was used before
		zipped, err := gzip.NewReader(get(a, "/", "Accept-Encoding: gzip").Body)
		if err != nil {
			t.Fatal(err)
		}
		if unpacked, err := io.ReadAll(zipped); err != nil || string(unpacked) != plain {
			t.Errorf("gzip: %v", err)
		}
	}
	tag := res.Header.Get("ETag")
	if again := get(a, "/", "If-None-Match: \"other\", "+tag); again.StatusCode != http.StatusNotModified || again.Header.Get("ETag") != tag {
		t.Errorf("known page: %d", again.StatusCode)
	}
	if other := get(a, "/", "If-None-Match: "+tag, "Cookie: piece_language=en"); other.StatusCode != http.StatusOK {
		t.Error("the page in another language is taken for the same")
	}
	if vary := strings.Join(res.Header.Values("Vary"), ","); !strings.Contains(vary, "Cookie") || !strings.Contains(vary, "Accept-Language") {
		t.Errorf("Vary %q", vary)
	}
}

var bootBlock = regexp.MustCompile(`(?s)<script type="application/json" id="boot">(.*?)</script>`)

func TestD25_AnswersAndShellsAreText(t *testing.T) {
	const nasty = `</script><img src=x onerror=alert(1)><!--&` + "\u2028'\""
	body := func(v any) json.RawMessage {
		var b bytes.Buffer
		e := json.NewEncoder(&b)
		e.SetEscapeHTML(false) // as bad as an answer can be
		if err := e.Encode(v); err != nil {
			t.Fatal(err)
		}
		return b.Bytes()
	}
	recent := body(map[string]any{"items": []any{map[string]any{
		"title": nasty, "color": "red;background:url(//evil.example)", "ticket": map[string]string{"frontSmall": "javascript:alert(1)"},
	}}})
	a := newApp(t, func(c *Config) {
		c.Boot = bootFunc(func(context.Context, Ask) ([]Entry, error) {
			return []Entry{{[]string{"me"}, body(map[string]string{"nickname": nasty})}, {[]string{"pieces", "recent"}, recent}, {[]string{"x", nasty}, body(nasty)}}, nil
		})
	})
	res := get(a, "/", signedIn+"; piece_access=token")
	page := text(t, res)
	blocks := bootBlock.FindAllStringSubmatch(page, -1)
	if len(blocks) != 1 {
		t.Fatalf("%d boot blocks in\n%s", len(blocks), page)
	}
	var entries [][2]json.RawMessage
	if err := json.Unmarshal([]byte(blocks[0][1]), &entries); err != nil || len(entries) != 3 {
		t.Fatalf("boot data: %v, %d entries", err, len(entries))
	}
	var me struct{ Nickname string }
	if err := json.Unmarshal(entries[0][1], &me); err != nil || me.Nickname != nasty || string(entries[0][0]) != `["me"]` {
		t.Errorf("the answer came out as %s", entries[0])
	}
	outside := bootBlock.ReplaceAllString(page, "")
	for _, bad := range []string{"<img src=x", "onerror=alert(1)>", "javascript:", "evil.example"} {
		if strings.Contains(outside, bad) {
			t.Errorf("there is %s in\n%s", bad, page)
		}
	}
	if !strings.Contains(page, "<h1>&lt;/script&gt;&lt;img src=x onerror=alert(1)&gt;") {
		t.Errorf("the shell doesn't greet with the name as text:\n%s", page)
	}
	if cc := res.Header.Get("Cache-Control"); cc != "no-store" || res.Header.Get("ETag") != "" {
		t.Errorf("a page with answers may be stored: %q", cc)
	}
}

func TestOnlyOurScriptsRun(t *testing.T) {
	a := newApp(t, func(c *Config) { c.UploadOrigin = "https://bucket.example" })
	csp := get(a, "/").Header.Get("Content-Security-Policy")
	sum := sha256.Sum256([]byte(inlineScript))
	want := "script-src 'self' 'wasm-unsafe-eval' 'sha256-" + base64.StdEncoding.EncodeToString(sum[:]) + "';"
	for _, part := range []string{want, "default-src 'self';", "img-src 'self' data: blob: https://bucket.example;", "connect-src 'self' blob: https://bucket.example;", "frame-ancestors 'none'", "base-uri 'none'", "object-src 'none'"} {
		if !strings.Contains(csp, part) {
			t.Errorf("no %s in %s", part, csp)
		}
	}
	if _, scripts, _ := strings.Cut(csp, "script-src"); strings.Contains(strings.Split(scripts, ";")[0], "unsafe-inline") {
		t.Error("any inline script runs")
	}
	for page, n := range map[string]int{
		`<script>a</script><script>a</script><SCRIPT >b</SCRIPT>`:                           2,
		`<script type="module">c</script><script src="/x.js"></script>`:                     1,
		`<script type="application/json">{}</script><script data-src="x">d</script>`:        1,
		`<script type='application/ld+json'>{}</script><script type=importmap>{}</script>x`: 0,
	} {
		if got := ScriptHashes(page); len(got) != n {
			t.Errorf("%s: %v, want %d", page, got, n)
		}
	}
	windows := newApp(t, func(c *Config) {
		f := fakeFiles()
		f["index.html"].Data = []byte(strings.ReplaceAll(fakeIndex, "\n", "\r\n"))
		c.Files = f
	})
	if !strings.Contains(get(windows, "/").Header.Get("Content-Security-Policy"), want) {
		t.Error("browsers hash scripts with plain line feeds")
	}
}

func TestABuildThatDoesntFitIsFoundAtTheStart(t *testing.T) {
	for name, spoil := range map[string]func(*Config, fstest.MapFS, fstest.MapFS){
		"no index":        func(_ *Config, f, _ fstest.MapFS) { delete(f, "index.html") },
		"plan unreadable": func(_ *Config, f, _ fstest.MapFS) { f["preload.json"].Data = []byte("{") },
		"plan is of another build": func(_ *Config, f, _ fstest.MapFS) {
			delete(f, "assets/home-1.js")
		},
		"text missing": func(_ *Config, _, s fstest.MapFS) { s["src/i18n/en.json"].Data = []byte(`{}`) },
		"shell is broken": func(_ *Config, _, s fstest.MapFS) {
			s["shells/pages.gohtml"].Data = []byte(`{{define "home"}}{{.Nothing}}{{end}}`)
		},
	} {
		files, sources := fakeFiles(), fakeSources()
		c := Config{Files: files, Sources: sources, Log: slog.New(slog.DiscardHandler)}
		spoil(&c, files, sources)
		if _, err := New(c); err == nil {
			t.Errorf("%s: New takes it", name)
		}
	}
	files := fakeFiles()
	delete(files, "preload.json")
	a := newApp(t, func(c *Config) { c.Files = files })
	if res := get(a, "/"); res.StatusCode != 200 {
		t.Error("without a plan there is no page")
	}
}
