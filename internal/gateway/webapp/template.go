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
