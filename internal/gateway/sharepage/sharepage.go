// Package sharepage draws the pages that people send to each other: /p/{id} is a public
// piece, /s/{token} what a link opens, /oembed what other sites need to show one of them.
// They work without the app, for guests, in link previews and without scripts.
//
// Invariants: a page knows what a guest may ask the API, whoever looks at it; a piece that
// is hidden and one that isn't there give the same page; everything that people wrote is
// plain text wherever it is put; the token of a link leaves in no Referer, is kept by no
// cache and indexed by nobody. The package imports its neighbours in the gateway and platform.
package sharepage

import (
	"context"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"log/slog"
	"net/http"
	"net/url"
	"strings"
	"time"

	"piece/internal/gateway/apicall"
	"piece/internal/gateway/webapp"
	"piece/internal/platform/httpapi"
)

// Config is what the pages are made from.
type Config struct {
	API     http.Handler // a router that has the API, or the ways to it
	Files   fs.FS        // the build of the web app, for its font
	Sources fs.FS        // the catalogues of the web app
	// PublicURL is the address that people type.
	PublicURL string
	// Write answers with a page, compressed where the browser takes that.
	Write func(w http.ResponseWriter, r *http.Request, status int, page string)
	Log   *slog.Logger
	// Fail answers with an error in the form of the API.
	Fail func(w http.ResponseWriter, r *http.Request, err error)
}

// Pages serves the pages. It is safe for concurrent use.
type Pages struct {
	Config
	site      *url.URL
	templates *templates
}

// New parses the templates and draws each page once, so that a defect is found at the start.
func New(c Config) (*Pages, error) {
	site, err := url.Parse(strings.TrimSuffix(c.PublicURL, "/"))
	if err != nil {
		return nil, fmt.Errorf("share pages: %w", err)
	}
	p := &Pages{Config: c, site: site}
	if p.templates, err = readTemplates(c.Files, c.Sources); err != nil {
		return nil, fmt.Errorf("share pages: %w", err)
	}
	return p, nil
}

// Mount adds the pages to the router.
func (p *Pages) Mount(mux *http.ServeMux) {
	mux.HandleFunc("GET /p/{id}", func(w http.ResponseWriter, r *http.Request) { p.serve(w, r, publicPiece(r.PathValue("id"))) })
	mux.HandleFunc("GET /s/{token}", func(w http.ResponseWriter, r *http.Request) { p.serve(w, r, sharedPiece(r.PathValue("token"))) })
	mux.HandleFunc("GET /oembed", p.oembed)
	mux.HandleFunc("GET "+fontsPath, p.serveFonts)
}

// serveFonts sends the sheet of faces; its address changes with it.
func (p *Pages) serveFonts(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Content-Type", "text/css; charset=utf-8")
	w.Header().Set("Cache-Control", "public, max-age=31536000, immutable")
	http.ServeContent(w, r, "", time.Time{}, strings.NewReader(p.templates.fonts.sheet))
}

// subject is what a page is about: where it is, where the API tells of it, and whether it
// is open to all or to the holders of a link.
type subject struct {
	path, api string
	link      bool
}

func publicPiece(id string) subject {
	return subject{path: "/p/" + url.PathEscape(id), api: httpapi.Prefix + "/pieces/" + url.PathEscape(id)}
}

func sharedPiece(token string) subject {
	return subject{path: "/s/" + url.PathEscape(token), api: httpapi.Prefix + "/shared/" + url.PathEscape(token), link: true}
}

// patience is how long a page waits for the API; without the piece there is no page.
const patience = 10 * time.Second

// errGone says that there is no such piece for a guest; any other error that it can't be
// told now.
var errGone = errors.New("no such piece")

// ask gets what a guest may know of the subject.
func (p *Pages) ask(r *http.Request, s subject) (piece, error) {
	ctx, cancel := context.WithTimeout(r.Context(), patience)
	defer cancel()
	a := apicall.Get(ctx, p.API, r, "", s.api)
	if a.Failed != nil {
		return piece{}, a.Failed
	}
	if isGone(a.Status) {
		return piece{}, errGone
	}
	if !a.Whole() {
		return piece{}, fmt.Errorf("the API answered %d", a.Status)
	}
	var found piece
	return found, json.Unmarshal(a.Body, &found)
}

// extras is how long a page waits for what it can do without.
const extras = 400 * time.Millisecond

// hasRecord tells whether a guest finds more of a public piece in the app: a long text, or
// photos. Links never tell of it.
func (p *Pages) hasRecord(r *http.Request, s subject) bool {
	if s.link {
		return false
	}
	ctx, cancel := context.WithTimeout(r.Context(), extras)
	defer cancel()
	a := apicall.Get(ctx, p.API, r, "", s.api+"/record")
	var record struct {
		Text   string `json:"text"`
		Photos []any  `json:"photos"`
	}
	return a.Whole() && json.Unmarshal(a.Body, &record) == nil && (record.Text != "" || len(record.Photos) > 0)
}

// isGone tells whether the API has no piece under the address for a guest. Names such as ".."
// or "calendar" lead elsewhere in the API, where guests are sent away or on.
func isGone(status int) bool {
	return status >= 300 && status < 500 && status != http.StatusTooManyRequests
}

func (p *Pages) serve(w http.ResponseWriter, r *http.Request, s subject) {
	lang, signedIn := webapp.VisitorOf(r)
	h := w.Header()
	h.Add("Vary", "Accept-Language")
	h.Add("Vary", "Cookie")
	h.Set("Content-Security-Policy", p.templates.policy)
	h.Set("Permissions-Policy", webapp.Permissions)
	h.Set("Cache-Control", "no-store")
	if s.link {
		h.Set("Referrer-Policy", "no-referrer")
		h.Set("X-Robots-Tag", "noindex")
	}
	found, err := p.ask(r, s)
	if err != nil {
		p.serveNothing(w, r, lang, err)
		return
	}
	v := p.view(s, found, lang, signedIn)
	if p.hasRecord(r, s) {
		v.Record = v.App
	}
	page, err := p.templates.draw(lang, "piece", v)
	if err != nil {
		p.Fail(w, r, err)
		return
	}
	if !s.link {
		h.Set("Cache-Control", "no-cache") // it may be made private at any moment
		sum := sha256.Sum256([]byte(page))
		tag := `W/"` + base64.RawURLEncoding.EncodeToString(sum[:12]) + `"`
		h.Set("ETag", tag)
		if httpapi.HasTag(r.Header.Get("If-None-Match"), tag) {
			w.WriteHeader(http.StatusNotModified)
			return
		}
	}
	p.Write(w, r, http.StatusOK, page)
}

// serveNothing tells, in a friendly way and without any reason, that there is nothing to
// see, or that it can't be shown now.
func (p *Pages) serveNothing(w http.ResponseWriter, r *http.Request, lang string, cause error) {
	status, name := http.StatusNotFound, "gone"
	if !errors.Is(cause, errGone) {
		status, name = http.StatusServiceUnavailable, "down"
		w.Header().Set("Retry-After", "5")
		p.Log.WarnContext(r.Context(), "a share page has no piece", "error", cause)
	}
	w.Header().Set("X-Robots-Tag", "noindex")
	page, err := p.templates.draw(lang, name, view{Lang: lang})
	if err != nil {
		p.Fail(w, r, err)
		return
	}
	p.Write(w, r, status, page)
}
