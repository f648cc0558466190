package webapp

import (
	"crypto/sha256"
	"net/http"
	"strconv"

	"piece/internal/platform/httpapi"
)

// The cookies that pages look at. The first two belong to the app's own choices and to
// the account service; neither is trusted: they only choose what is drawn first.
const (
	languageCookie = "piece_language"
	signedInCookie = "piece_signed_in"
)

// visitor is who a page is drawn for.
type visitor struct {
	lang     string
	token    string
	signedIn bool // as far as the page can know, and as the app will think
}

func readVisitor(r *http.Request) visitor {
	v := visitor{lang: httpapi.Language(r.Context())}
	if c, err := r.Cookie(languageCookie); err == nil && (c.Value == "ko" || c.Value == "en") {
		v.lang = c.Value
	}
	if c, err := r.Cookie(signedInCookie); err == nil {
		v.signedIn = c.Value != "" // its value is a time and of no concern here
	}
	if c, err := r.Cookie(httpapi.AccessCookie); err == nil && v.signedIn {
		v.token = c.Value
	}
	return v
}

// VisitorOf tells how a page that is no page of the app is drawn: in which language, and
// whether somebody seems to be signed in.
func VisitorOf(r *http.Request) (lang string, signedIn bool) {
	v := readVisitor(r)
	return v.lang, v.signedIn
}

// servePage draws the page of an address.
func (a *App) servePage(w http.ResponseWriter, r *http.Request) {
	v := readVisitor(r)
	asked, params := find(r.URL.Path)
	page := shown(asked, v.signedIn)
	entries, found := a.firstAnswers(r, Ask{Route: page.name, Params: params, Token: v.token, Page: r})
	if !found {
		page = lost
	}
	body, err := a.draw(page, v, entries)
	if err != nil {
		a.fail(w, r, err)
		return
	}
	cache := revalidate
	if v.token != "" || len(entries) > 0 {
		cache = "no-store"
	}
	status := http.StatusOK
	if page.name == lost.name {
		status = http.StatusNotFound
	}
	a.send(w, r, status, cache, body)
}

// serveIndex sends index.html without anything of a page or a person: the service worker
// keeps it, and it stands for every page when there is no network.
func (a *App) serveIndex(w http.ResponseWriter, r *http.Request) {
	v := readVisitor(r)
	tags, err := a.describePage(routes[0], v.lang, nil)
	if err != nil {
		a.fail(w, r, err)
		return
	}
	tags.social = ""
	a.send(w, r, http.StatusOK, revalidate, a.template.fill(content{lang: v.lang, tags: tags}))
}

// draw fills the template for a page.
func (a *App) draw(page route, v visitor, entries []Entry) (string, error) {
	tags, err := a.describePage(page, v.lang, entries)
	if err != nil {
		return "", err
	}
	shell, err := a.shells.draw(v.lang, page, v.signedIn, entries)
	if err != nil {
		return "", err
	}
	boot, err := bootElement(entries)
	if err != nil {
		return "", err
	}
	head := a.plan.links(page, v.signedIn, v.lang, a.template.whole)
	return a.template.fill(content{lang: v.lang, tags: tags, head: head + boot, shell: shell}), nil
}

// send answers with a page.
func (a *App) send(w http.ResponseWriter, r *http.Request, status int, cache, body string) {
	h := w.Header()
	h.Set("Content-Security-Policy", a.policy)
	h.Set("Permissions-Policy", Permissions)
	h.Set("Cache-Control", cache)
	addVary(h, "Accept-Language", "Cookie")
	if cache != "no-store" && status == http.StatusOK {
		sum := sha256.Sum256([]byte(body))
		tag := `W/"` + shortHash(sum[:]) + `"`
		h.Set("ETag", tag)
		if httpapi.HasTag(r.Header.Get("If-None-Match"), tag) {
			w.WriteHeader(http.StatusNotModified)
			return
		}
	}
	a.WritePage(w, r, status, body)
}

// WritePage answers with a page, compressed where the browser takes that. Other headers are
// set before.
func (a *App) WritePage(w http.ResponseWriter, r *http.Request, status int, body string) {
	h := w.Header()
	addVary(h, "Accept-Encoding")
	h.Set("Content-Type", contentTypes[".html"])
	answer := []byte(body)
	if negotiate(r.Header.Values("Accept-Encoding"), pageEncodings) != "" {
		h.Set("Content-Encoding", "gzip")
		answer = a.zip(body)
	}
	h.Set("Content-Length", strconv.Itoa(len(answer)))
	w.WriteHeader(status)
	_, _ = w.Write(answer) // the browser hung up
}
