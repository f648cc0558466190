package webapp

import (
	"encoding/json"
	"html"
	"path"
	"strconv"
	"strings"

	"piece/internal/gateway/jsonld"
	"piece/internal/platform/textrule"
)

// cakeFacts is what the API tells of a cake and the head of its page says. Everything in it
// was written by somebody.
type cakeFacts struct {
	ID       string       `json:"id"`
	Kind     string       `json:"kind"`
	Title    string       `json:"title"`
	Original string       `json:"originalTitle"`
	Year     int          `json:"year"`
	Opens    string       `json:"opens"`
	Closes   string       `json:"closes"`
	OpenRun  bool         `json:"openRun"`
	Venue    string       `json:"venue"`
	Minutes  int          `json:"minutes"`
	Synopsis string       `json:"synopsis"`
	Credits  []cakeCredit `json:"credits"`
	Poster   struct {
		Large string `json:"large"`
	} `json:"poster"`
}

type cakeCredit struct {
	Role string `json:"role"`
	Name string `json:"name"`
}

// names gives who has one of the roles, in the order of the credits, up to a limit.
func (c *cakeFacts) names(limit int, roles ...string) []string {
	var names []string
	for _, role := range roles {
		for _, one := range c.Credits {
			if one.Role == role && len(names) < limit {
				names = append(names, one.Name)
			}
		}
	}
	return names
}

// cakeRatings is what everybody thinks of a cake.
type cakeRatings struct {
	Pieces  int     `json:"pieces"`
	Average float64 `json:"average"`
}

// cakeOf finds the cake of a page among the answers; false without one.
func cakeOf(entries []Entry) (c cakeFacts, r cakeRatings, found bool) {
	for _, e := range entries {
		switch strings.Join(e.Key[:min(2, len(e.Key))], "/") {
		case "cakes/one":
			found = json.Unmarshal(e.Data, &c) == nil
		case "pieces/ratings":
			_ = json.Unmarshal(e.Data, &r) // without them the page tells less
		}
	}
	return c, r, found
}

// How much of a cake its head tells.
const (
	aboutLength   = 160 // visible characters
	aboutNames    = 2
	creditedNames = 12
)

// describeCake gives the head of the page of a cake.
func (a *App) describeCake(lang string, c cakeFacts, r cakeRatings) (headTags, error) {
	name := c.Title
	if c.Year > 0 {
		name += " (" + strconv.Itoa(c.Year) + ")"
	}
	var b strings.Builder
	d := headTags{title: c.Title + " · " + siteName, description: a.aboutCake(lang, &c)} // the title as the app has it
	tag := func(of, property, content string) {
		b.WriteString(`<meta ` + of + `="` + property + `" content="` + html.EscapeString(content) + `">`)
	}
	tag("property", "og:site_name", siteName)
	kind := "website"
	if c.Kind == "movie" {
		kind = "video.movie"
	}
	tag("property", "og:type", kind)
	tag("property", "og:title", name)
	tag("property", "og:description", d.description)
	tag("property", "og:locale", map[string]string{"ko": "ko_KR", "en": "en_US"}[lang])
	tag("name", "twitter:card", "summary")
	tag("name", "twitter:title", name)
	tag("name", "twitter:description", d.description)
	if a.publicURL != "" {
		address, image := a.publicURL+"/cakes/"+c.ID, a.publicURL+c.preview()
		b.WriteString(`<link rel="canonical" href="` + html.EscapeString(address) + `">`)
		tag("property", "og:url", address)
		tag("property", "og:image", image)
		tag("property", "og:image:type", "image/jpeg")
		tag("property", "og:image:alt", c.Title)
		tag("name", "twitter:image", image)
		tag("name", "twitter:image:alt", c.Title)
		element, err := jsonld.Element(workOf(&c, r, address, image))
		if err != nil {
			return headTags{}, err
		}
		b.WriteString(element)
	}
	d.social = b.String()
	return d, nil
}

// preview is the address of the poster for previews of links, beside its other forms.
func (c *cakeFacts) preview() string { return path.Dir(c.Poster.Large) + "/preview.jpg" }

// aboutCake is one line about a cake: what it is, when, where, whose, and how it begins.
func (a *App) aboutCake(lang string, c *cakeFacts) string {
	var parts []string
	add := func(s string) {
		if s != "" {
			parts = append(parts, s)
		}
	}
	kind, _ := a.texts.Get(lang, "kind."+c.Kind) // a kind of a newer API has no name yet
	add(kind)
	add(c.period())
	add(c.Venue)
	add(strings.Join(c.names(aboutNames, "director", "artist", "cast"), ", "))
	add(c.Synopsis)
	whole := strings.Join(parts, " · ")
	short := textrule.Rule{Max: aboutLength}.Fit(whole)
	if textrule.Length(short) == aboutLength && short != whole {
		short = textrule.Rule{Max: aboutLength - 1}.Fit(whole) + "…"
	}
	return short
}

// period is the run of a cake: 2026.08.03 ~ 2026.10.11.
func (c *cakeFacts) period() string {
	dotted := strings.NewReplacer("-", ".")
	switch {
	case c.Opens == "":
		return ""
	case c.OpenRun:
		return dotted.Replace(c.Opens) + " ~"
	case c.Closes != "" && c.Closes != c.Opens:
		return dotted.Replace(c.Opens + " ~ " + c.Closes)
	}
	return dotted.Replace(c.Opens)
}
