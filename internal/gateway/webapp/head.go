package webapp

import (
	"html"
	"strings"
)

// headTags are a page's title, description and link preview, ready for the template.
type headTags struct {
	title, description string
	social             string // link preview, or the wish not to be indexed
}

// describePage gives the head of a page. The site's address is written where it is known.
func (a *App) describePage(r route, lang string) (headTags, error) {
	d, public := about[r.name]
	if !public {
		title := siteName
		if r.title != "" {
			own, err := a.texts.get(lang, r.title)
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
