package webapp

import (
	"encoding/json"
	"errors"
	"fmt"
	"html"
	"io/fs"
	"strings"
)

// planFile is where the build writes what every page needs first (see web/README.md).
const planFile = "preload.json"

// plan tells which files the first paint of a page needs, so that the browser fetches all
// of them at once instead of finding one inside the other.
type plan struct {
	Routes []planned `json:"routes"`
}

type planned struct {
	Path   string   `json:"path"`
	Who    visitors `json:"who"`
	Common assets   `json:"common"`
	Ko     assets   `json:"ko"`
	En     assets   `json:"en"`
}

type assets struct {
	JS  []string `json:"js"`
	CSS []string `json:"css"`
}

// readPlan reads the build's plan. A build without one works, only slower; a plan that
// names pages or files that are not there belongs to another build and is an error.
func readPlan(app fs.FS, files map[string]file) (plan, error) {
	var p plan
	b, err := fs.ReadFile(app, planFile)
	if errors.Is(err, fs.ErrNotExist) {
		return p, nil
	}
	if err != nil {
		return p, err
	}
	if err := json.Unmarshal(b, &p); err != nil {
		return p, fmt.Errorf("%s: %w", planFile, err)
	}
	for _, r := range p.Routes {
		for _, set := range []assets{r.Common, r.Ko, r.En} {
			for _, name := range append(append([]string{}, set.JS...), set.CSS...) {
				if _, ok := files["/"+name]; !ok {
					return p, fmt.Errorf("%s: %s needs %s, which the build doesn't have", planFile, r.Path, name)
				}
			}
		}
	}
	return p, nil
}

// links writes the preloads of a page, without those that the template has anyway.
func (p plan) links(r route, signedIn bool, lang, template string) string {
	who := guests
	if signedIn {
		who = people
	}
	for _, e := range p.Routes {
		if base(e.Path) != base(r.path) || e.Who != everybody && e.Who != who {
			continue
		}
		texts := e.Ko
		if lang == "en" {
			texts = e.En
		}
		var b strings.Builder
		written := map[string]bool{}
		write := func(kind, name string) {
			address := `="/` + html.EscapeString(name) + `"`
			if !written[address] && !strings.Contains(template, address) {
				written[address] = true
				b.WriteString(`<link rel="` + kind + ` crossorigin href` + address + `>`)
			}
		}
		for _, set := range []assets{e.Common, texts} {
			for _, name := range set.JS {
				write(`modulepreload"`, name)
			}
			for _, name := range set.CSS {
				write(`preload" as="style"`, name)
			}
		}
		return b.String()
	}
	return ""
}
