package webapp

import (
	"html"
	"regexp"
	"strings"
)

// places are where the server writes into the index.html of the build.
var places = regexp.MustCompile(`(?s)<html lang="[^"]*"|<title>.*?</title>|<meta\s+name="description"[^>]*>|<!--piece:head-->|<!--piece:shell-->.*?<!--/piece:shell-->`)

// template is index.html cut at its places; a place that it doesn't have stays unused.
type template struct {
	whole string
	parts []string // what lies before, between and after the places
	slots []string // what the build has in the places
}

func parseTemplate(page string) *template {
	// Browsers hash inline scripts with plain line feeds, whatever the file has.
	t := &template{whole: strings.ReplaceAll(page, "\r\n", "\n")}
	end := 0
	for _, at := range places.FindAllStringIndex(t.whole, -1) {
		t.parts = append(t.parts, t.whole[end:at[0]])
		t.slots = append(t.slots, t.whole[at[0]:at[1]])
		end = at[1]
	}
	t.parts = append(t.parts, t.whole[end:])
	return t
}

// content is what goes into the places. Head and shell are HTML; an empty shell or
// description leaves what the build has.
type content struct {
	lang  string
	tags  headTags
	head  string
	shell string
}

func (t *template) fill(c content) string {
	var b strings.Builder
	b.Grow(len(t.whole) + len(c.head) + len(c.shell) + 512)
	for i, slot := range t.slots {
		b.WriteString(t.parts[i])
		switch {
		case strings.HasPrefix(slot, "<html"):
			b.WriteString(`<html lang="` + c.lang + `"`)
		case strings.HasPrefix(slot, "<title"):
			b.WriteString("<title>" + html.EscapeString(c.tags.title) + "</title>")
		case strings.HasPrefix(slot, "<meta") && c.tags.description != "":
			b.WriteString(`<meta name="description" content="` + html.EscapeString(c.tags.description) + `">`)
		case strings.HasPrefix(slot, "<!--piece:head"):
			b.WriteString(c.tags.social + c.head)
		case strings.HasPrefix(slot, "<!--piece:shell") && c.shell != "":
			b.WriteString(c.shell)
		default:
			b.WriteString(slot)
		}
	}
	b.WriteString(t.parts[len(t.parts)-1])
	return b.String()
}

// headTags are a page's title, description and link preview, ready for the template.
type headTags struct {
	title, description string
	social             string // link preview, or the wish not to be indexed
}

// describePage gives the head of a page with its first answers. The site's address is written
// where it is known.
func (a *App) describePage(r route, lang string, entries []Entry) (headTags, error) {
	if c, rated, found := cakeOf(entries); found && r.name == "cake" {
		return a.describeCake(lang, c, rated)
	}
	d, public := about[r.name]
	if !public {
		title := siteName
		if r.title != "" {
			own, err := a.texts.Get(lang, r.title)
			if err != nil {
				return headTags{}, err
			}
			title = own + " · " + siteName
		}
		return headTags{title: title, social: `<meta name="robots" content="noindex">`}, nil
	}
	own, description := d.title.In(lang), d.description.In(lang)
	title := own + " · " + siteName
	if r.name == "home" {
		title = siteName + " · " + own
	}
	var b strings.Builder
	property := func(name, content string) {
		b.WriteString(`<meta property="og:` + name + `" content="` + html.EscapeString(content) + `">`)
	}
	property("site_name", siteName)
	property("type", "website")
	property("title", title)
	property("description", description)
	property("locale", map[string]string{"ko": "ko_KR", "en": "en_US"}[lang])
	if a.publicURL != "" {
		property("image", a.publicURL+"/icon-512.png")
		if !strings.Contains(r.path, ":") {
			property("url", a.publicURL+r.path)
		}
	}
	b.WriteString(`<meta name="twitter:card" content="summary">`)
	return headTags{title: title, description: description, social: b.String()}, nil
}
