// Package webapp serves the built web app: its files as they are, compressed where the
// build did that, and its pages with what makes the first paint quick (preloads, the
// heading, the first answers of the API) written into the build's index.html.
//
// Invariants: a page that holds anybody's data is never stored; everything that people
// wrote is escaped; only scripts of ours run (the content security policy is made from
// the build); only what the build lists can be reached. It imports its neighbours in
// the gateway and the platform, and gets files, texts and answers through its Config.
package webapp

import (
	"errors"
	"fmt"
	"io/fs"
	"log/slog"
	"net/http"
	"path"
	"strings"
	"sync"

	"piece/internal/platform/errs"
)

// Config is what the web app is served from.
type Config struct {
	Files   fs.FS // the build: index.html, preload.json, assets/…
	Sources fs.FS // shells/*.gohtml and src/**/i18n/*.json
	// Boot finds the first answers of pages; nil leaves them to the app.
	Boot Boot
	// PublicURL is the address that people type, without a slash at the end; "" leaves
	// absolute addresses out of link previews.
	PublicURL string
	// UploadOrigin is scheme and host of an object store that browsers reach by
	// themselves, "" when that is this server.
	UploadOrigin string
	Log          *slog.Logger
	// Fail answers with an error in the form of the API.
	Fail func(w http.ResponseWriter, r *http.Request, err error)
}

// App serves the web app. It is safe for concurrent use.
type App struct {
	files     fs.FS
	listed    map[string]file
	template  *template
	plan      plan
	texts     Texts
	shells    shells
	policy    string
	boot      Boot
	zippers   sync.Pool // of *gzip.Writer
	publicURL string
	log       *slog.Logger
	fail      func(w http.ResponseWriter, r *http.Request, err error)
}

const indexFile = "index.html"

// New reads the build and draws every page once, so that a build that doesn't fit the
// program is found at the start.
func New(c Config) (*App, error) {
	a := &App{files: c.Files, boot: c.Boot, publicURL: strings.TrimSuffix(c.PublicURL, "/"), log: c.Log, fail: c.Fail}
	index, err := fs.ReadFile(c.Files, indexFile)
	if err != nil {
		return nil, fmt.Errorf("web app: %w", err)
	}
	a.template = parseTemplate(string(index))
	a.policy = contentPolicy(ScriptHashes(a.template.whole), c.UploadOrigin)
	if a.listed, err = listFiles(c.Files); err != nil {
		return nil, fmt.Errorf("web app: %w", err)
	}
	if a.plan, err = readPlan(c.Files, a.listed); err != nil {
		return nil, fmt.Errorf("web app: %w", err)
	}
	if a.texts, err = ReadTexts(c.Sources); err != nil {
		return nil, fmt.Errorf("web app: %w", err)
	}
	if a.shells, err = readShells(c.Sources, a.texts, a.listed); err != nil {
		return nil, fmt.Errorf("web app: %w", err)
	}
	for _, r := range routes {
		for _, v := range []visitor{{"ko", "", true}, {"ko", "", false}, {"en", "", true}, {"en", "", false}} {
			if _, err := a.draw(r, v, nil); err != nil {
				return nil, fmt.Errorf("web app: page %s: %w", r.name, err)
			}
		}
	}
	return a, nil
}

// ServeHTTP answers with a file, a page, or why there is none.
func (a *App) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	address := r.URL.Path
	f, isFile := a.listed[address]
	switch {
	case r.Method != http.MethodGet && r.Method != http.MethodHead:
		w.Header().Set("Allow", "GET, HEAD")
		http.Error(w, http.StatusText(http.StatusMethodNotAllowed), http.StatusMethodNotAllowed)
	case isFile:
		a.serveFile(w, r, f)
	case address == "/robots.txt":
		w.Header().Set("Cache-Control", forADay)
		http.ServeContent(w, r, "robots.txt", noTime, strings.NewReader(robots))
	case address == "/favicon.ico" && a.listed[icon].name != "":
		a.serveFile(w, r, a.listed[icon])
	case address == "/"+indexFile:
		a.serveIndex(w, r)
	case isReserved(address):
		a.fail(w, r, errs.NotFound)
	case path.Ext(address) != "":
		http.Error(w, http.StatusText(http.StatusNotFound), http.StatusNotFound)
	default:
		a.servePage(w, r)
	}
}

const icon = "/icon-192.png"

// robots keeps crawlers at the pages. The pictures of tickets and the posters are parts of pages and of
// previews of links; the longest rule that fits counts (RFC 9309).
const robots = `User-agent: *
Allow: /api/v1/pieces/*/ticket/
Allow: /api/v1/shared/*/ticket/
Allow: /api/v1/cakes/*/poster/
Disallow: /api/
Disallow: /objects/
`

// isReserved tells addresses that programs use: they never get a page.
func isReserved(address string) bool {
	for _, prefix := range []string{"/api", "/objects", "/.well-known"} {
		if rest, ok := strings.CutPrefix(address, prefix); ok && (rest == "" || rest[0] == '/') {
			return true
		}
	}
	return false
}

// firstAnswers asks for what the page needs. What goes wrong leaves the answers out.
func (a *App) firstAnswers(r *http.Request, ask Ask) (entries []Entry, found bool) {
	if a.boot == nil {
		return nil, true
	}
	entries, err := a.boot.Boot(r.Context(), ask)
	if err != nil && !errors.Is(err, errs.NotFound) {
		a.log.ErrorContext(r.Context(), "first answers of a page failed", "page", ask.Route, "error", err)
	}
	return entries, !errors.Is(err, errs.NotFound)
}
