package webapp

import (
	htmltemplate "html/template"
	"regexp"
)

type shellCakes struct {
	Items []shellCake `json:"items"`
}

type shellCake struct {
	Title  string      `json:"title"`
	Poster shellPoster `json:"poster"`
}

type shellPoster struct {
	Small string `json:"small"`
	Large string `json:"large"`
	Color string `json:"color"`
	Blur  string `json:"blur"`
}

var (
	posterSmall = regexp.MustCompile(`^/api/v1/cakes/[0-9a-z]{26}/poster/[0-9]+/small\.webp$`)
	posterColor = regexp.MustCompile(`^#[0-9a-f]{6}$`)
	posterBlur  = regexp.MustCompile(`^data:image/webp;base64,[A-Za-z0-9+/=]+$`)
)

// Behind is what stands in place of a poster until it has come: its colour and a blurred
// picture of it.
func (p shellPoster) Behind() htmltemplate.CSS {
	var css string
	if posterColor.MatchString(p.Color) {
		css = "background-color:" + p.Color + ";"
	}
	if posterBlur.MatchString(p.Blur) {
		css += "background-image:url(" + p.Blur + ")"
	}
	return htmltemplate.CSS(css) // nothing but a colour and base64
}

// Light is what shines behind a poster: what stands in place of it, or the poster itself.
func (p shellPoster) Light() htmltemplate.CSS {
	css := p.Behind()
	if p.Blur == "" && posterSmall.MatchString(p.Small) {
		css += htmltemplate.CSS("background-image:url(" + p.Small + ")") // an address of ours
	}
	return css
}
