package sharepage

import (
	"encoding/json"
	"errors"
	"fmt"
	"html"
	"net/http"
	"net/url"
	"strconv"
	"strings"

	"piece/internal/gateway/webapp"
	"piece/internal/platform/errs"
)

// embedding is an answer of oEmbed 1.0 (https://oembed.com).
type embedding struct {
	Version         string `json:"version"`
	Type            string `json:"type"`
	Title           string `json:"title"`
	Author          string `json:"author_name"`
	Provider        string `json:"provider_name"`
	ProviderURL     string `json:"provider_url"`
	URL             string `json:"url,omitempty"`  // of a photo
	HTML            string `json:"html,omitempty"` // of what is rich
	Width           int    `json:"width"`
	Height          int    `json:"height"`
	Thumbnail       string `json:"thumbnail_url,omitempty"`
	ThumbnailWidth  int    `json:"thumbnail_width,omitempty"`
	ThumbnailHeight int    `json:"thumbnail_height,omitempty"`
}

// oembed tells other sites how to show one of our pages. A photo is the picture that fits
// the bounds; where none is that small, a picture that the page scales.
func (p *Pages) oembed(w http.ResponseWriter, r *http.Request) {
	q := r.URL.Query()
	h := w.Header()
	h.Set("X-Robots-Tag", "noindex")
	h.Set("Referrer-Policy", "no-referrer")
	h.Set("Cache-Control", "no-store")
	s, ours := p.subjectOf(q.Get("url"))
	if !ours {
		p.Fail(w, r, errs.NotFound)
		return
	}
	if f := q.Get("format"); f != "" && f != "json" {
		http.Error(w, http.StatusText(http.StatusNotImplemented), http.StatusNotImplemented) // as oEmbed says
		return
	}
	width, errW := bound(q.Get("maxwidth"))
	height, errH := bound(q.Get("maxheight"))
	if err := errors.Join(errW, errH); err != nil {
		p.Fail(w, r, errs.Invalid.With(err))
		return
	}
	found, err := p.ask(r, s)
	switch {
	case errors.Is(err, errGone):
		p.Fail(w, r, errs.NotFound)
		return
	case err != nil:
		p.Fail(w, r, errs.Unavailable.With(err))
		return
	}
	lang, _ := webapp.VisitorOf(r)
	body, err := json.Marshal(p.embedOf(s, found, lang, width, height))
	if err != nil {
		p.Fail(w, r, err)
		return
	}
	h.Set("Content-Type", "application/json")
	h.Set("Access-Control-Allow-Origin", "*") // pages elsewhere may ask for it, without cookies
	h.Set("Cross-Origin-Resource-Policy", "cross-origin")
	h.Add("Vary", "Accept-Language")
	_, _ = w.Write(body) // the asker hung up
}

// bound reads a largest length; none is as long as one likes.
func bound(s string) (int, error) {
	const none = 1 << 20
	if s == "" {
		return none, nil
	}
	n, err := strconv.Atoi(s)
	if err != nil || n < 1 {
		return 0, fmt.Errorf("a bound of %q pixels", s)
	}
	return n, nil
}

// subjectOf reads an address of ours; the scheme doesn't matter, the rest does.
func (p *Pages) subjectOf(address string) (subject, bool) {
	u, err := url.Parse(address)
	if err != nil || u.Scheme != "http" && u.Scheme != "https" || !strings.EqualFold(u.Host, p.site.Host) || u.User != nil {
		return subject{}, false
	}
	kind, end, ok := strings.Cut(strings.TrimPrefix(u.Path, "/"), "/")
	switch {
	case !ok || end == "" || strings.Contains(end, "/"):
	case kind == "p":
		return publicPiece(end), true
	case kind == "s":
		return sharedPiece(end), true
	}
	return subject{}, false
}

func (p *Pages) oembedOf(s subject) string {
	return p.absolute("/oembed?" + url.Values{"url": {p.absolute(s.path)}, "format": {"json"}}.Encode())
}

// picture is an image of a ticket with its size in pixels.
type picture struct {
	address       string
	width, height int
}

func (p *Pages) embedOf(s subject, found piece, lang string, maxWidth, maxHeight int) embedding {
	e := embedding{
		Version: "1.0", Type: "photo", Title: found.Title, Author: name(found, lang),
		Provider: "PIECE", ProviderURL: p.absolute("/"),
	}
	small := picture{found.Ticket.FrontSmall, 448, 640}
	for _, one := range []picture{{found.Ticket.Share, 1200, 630}, {found.Ticket.Front, 896, 1280}, small} {
		if one.width <= maxWidth && one.height <= maxHeight {
			e.URL, e.Width, e.Height = p.absolute(one.address), one.width, one.height
			if small.width <= maxWidth && small.height <= maxHeight {
				e.Thumbnail, e.ThumbnailWidth, e.ThumbnailHeight = p.absolute(small.address), small.width, small.height
			}
			return e
		}
	}
	e.Type = "rich"
	e.Width = max(1, min(maxWidth, maxHeight*small.width/small.height))
	e.Height = max(1, min(maxHeight, e.Width*small.height/small.width))
	e.HTML = fmt.Sprintf(`<a href="%s"><img src="%s" alt="%s" width="%d" height="%d"></a>`,
		html.EscapeString(p.absolute(s.path)), html.EscapeString(p.absolute(small.address)), html.EscapeString(found.Title), e.Width, e.Height)
	return e
}
