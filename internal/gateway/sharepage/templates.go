package sharepage

import (
	"crypto/sha256"
	"embed"
	"encoding/base64"
	"fmt"
	"html/template"
	"io/fs"
	"regexp"
	"strings"

	"piece/internal/gateway/webapp"
)

//go:embed page.gohtml page.css page.js
var sources embed.FS

// templates draw the pages. Style and script are the same on each page and stand in it, so
// that a page needs no second request; the policy lets exactly these run.
type templates struct {
	byLanguage map[string]*template.Template
	policy     string
	fonts      fonts
}

// fonts are the faces of the app's font. Those that are fetched can't stand in the page:
// browsers tell a font's server in which style sheet they found it, whatever the page's
// policy says, and for a style within a page that is the address of the page.
type fonts struct {
	here  string // faces that the device has
	sheet string // faces that are fetched; "" where the build has none
	at    string // address of the sheet
	rare  string // address of the sheet with rarer characters, "" where the build has none
}

const fontsPath = "/shared.css"

var fontFace = regexp.MustCompile(`@font-face\s*{[^}]*}`)

func readFonts(app fs.FS) (f fonts, err error) {
	names, err := fs.Glob(app, "assets/*.css")
	if err != nil {
		return f, err
	}
	for _, name := range names {
		switch {
		case strings.HasPrefix(name, "assets/main-"):
			css, err := fs.ReadFile(app, name)
			if err != nil {
				return f, err
			}
			for _, face := range fontFace.FindAllString(string(css), -1) {
				if strings.Contains(face, "url(") {
					f.sheet += face
				} else {
					f.here += face
				}
			}
		case strings.HasPrefix(name, "assets/rest-"):
			f.rare = "/" + name
		}
	}
	if f.sheet != "" {
		sum := sha256.Sum256([]byte(f.sheet))
		f.at = fontsPath + "?v=" + base64.RawURLEncoding.EncodeToString(sum[:9])
	}
	return f, nil
}

func readTemplates(app, catalogues fs.FS) (*templates, error) {
	f, err := readFonts(app)
	if err != nil {
		return nil, err
	}
	texts, err := webapp.ReadTexts(catalogues)
	if err != nil {
		return nil, err
	}
	css, err := sources.ReadFile("page.css")
	if err != nil {
		return nil, err
	}
	js, err := sources.ReadFile("page.js")
	if err != nil {
		return nil, err
	}
	style, script := f.here+inTheDark(string(css)), string(js)
	t := &templates{byLanguage: map[string]*template.Template{}, policy: policy(style, script), fonts: f}
	for _, lang := range []string{"ko", "en"} {
		parsed, err := template.New("").Funcs(template.FuncMap{
			"t": func(key string, named ...any) (string, error) {
				if text, ok := own[key]; ok {
					return webapp.Fill(text.In(lang), named...), nil
				}
				return texts.Get(lang, key, named...)
			},
			"style":  func() template.CSS { return template.CSS(style) }, // ours and the build's
			"script": func() template.JS { return template.JS(script) },
			"fonts":  func() string { return f.at },
			"rare":   func() string { return f.rare },
		}).ParseFS(sources, "page.gohtml")
		if err != nil {
			return nil, err
		}
		t.byLanguage[lang] = parsed
	}
	return t, t.try()
}

var darkRule = regexp.MustCompile(`:root\[data-theme=dark]({[^}]*})`)

// inTheDark lets the dark colours also hold where the device asks for them and the person
// has chosen nothing else, which needs no script.
func inTheDark(css string) string {
	return darkRule.ReplaceAllString(css, "$0@media (prefers-color-scheme:dark){:root:not([data-theme=light])$1}")
}

// try draws every page in both languages.
func (t *templates) try() error {
	for lang := range t.byLanguage {
		for _, name := range []string{"piece", "gone", "down"} {
			if _, err := t.draw(lang, name, view{Lang: lang, Piece: piece{Kind: "movie", Genre: "drama"}}); err != nil {
				return err
			}
		}
	}
	return nil
}

func (t *templates) draw(lang, name string, v view) (string, error) {
	var b strings.Builder
	if err := t.byLanguage[lang].ExecuteTemplate(&b, name, v); err != nil {
		return "", fmt.Errorf("page %s: %w", name, err)
	}
	return b.String(), nil
}

// policy lets nothing run, be loaded or be sent but what the pages have.
func policy(style, script string) string {
	hash := func(s string) string {
		sum := sha256.Sum256([]byte(s))
		return "'sha256-" + base64.StdEncoding.EncodeToString(sum[:]) + "'"
	}
	return strings.Join([]string{
		"default-src 'none'",
		"script-src " + hash(script),
		"style-src 'self' " + hash(style),
		"img-src 'self'",
		"font-src 'self'",
		"connect-src 'self'", // tools that judge pages read robots.txt from within
		"manifest-src 'self'",
		"base-uri 'none'",
		"form-action 'none'",
		"frame-ancestors 'none'",
	}, "; ")
}
