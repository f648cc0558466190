package webapp

import (
	"maps"
	"os"
	"regexp"
	"strings"
	"testing"

	"piece/web"
)

// webDir is the source of the web app as seen from this package.
const webDir = "../../../web/"

func source(t *testing.T, name string) string {
	t.Helper()
	b, err := os.ReadFile(webDir + name)
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

var (
	routeStart = regexp.MustCompile(`path: '([^']+)',\s*name: '([^']+)'`)
	metaTitle  = regexp.MustCompile(`title: '([^']+)'`)
	metaWho    = regexp.MustCompile(`who: '([^']+)'`)
)

func TestRoutesMirrorTheRouterOfTheApp(t *testing.T) {
	_, list, ok := strings.Cut(source(t, "src/app/router.ts"), "routes: [")
	if !ok {
		t.Fatal("router.ts has no list of routes")
	}
	list, _, _ = strings.Cut(list, "\n  ],")
	var theirs []route
	starts := routeStart.FindAllStringSubmatchIndex(list, -1)
	for i, at := range starts {
		end := len(list)
		if i+1 < len(starts) {
			end = starts[i+1][0]
		}
		text := list[at[0]:end]
		r := route{path: list[at[2]:at[3]], name: list[at[4]:at[5]], who: everybody}
		if m := metaTitle.FindStringSubmatch(text); m != nil {
			r.title = m[1]
		}
		if m := metaWho.FindStringSubmatch(text); m != nil {
			r.who = visitors(m[1])
		}
		r.immersive, r.plain = strings.Contains(text, "immersive: true"), strings.Contains(text, "plain: true")
		theirs = append(theirs, r)
	}
	if len(theirs) != len(routes) || len(theirs) != strings.Count(list, "path: '") {
		t.Fatalf("the app has %d routes, the server %d", len(theirs), len(routes))
	}
	for i := range routes {
		if routes[i] != theirs[i] {
			t.Errorf("the server has %+v where the app has %+v", routes[i], theirs[i])
		}
	}
}

func TestTabsAndKindsAreTheApps(t *testing.T) {
	scopes := map[string]string{}
	_, list, _ := strings.Cut(source(t, "src/features/pieces/address.ts"), "scopes: Record<Tab, Scope> = {")
	list, _, _ = strings.Cut(list, "}")
	for _, m := range regexp.MustCompile(`(\w+): '(\w+)'`).FindAllStringSubmatch(list, -1) {
		scopes[m[1]] = m[2]
	}
	if !maps.Equal(scopes, tabScopes) {
		t.Errorf("the app has %v, the server %v", scopes, tabScopes)
	}
	_, list, _ = strings.Cut(source(t, "src/api/types.ts"), "kinds = [")
	list, _, _ = strings.Cut(list, "]")
	if want := "'" + strings.Join(kinds, "', '") + "'"; list != want {
		t.Errorf("the app has %s, the server %s", list, want)
	}
}

func TestAddressesOfTheCatalogueAreTheApps(t *testing.T) {
	for file, all := range map[string]map[string][]string{
		"src/api/types.ts":           {"cakeLists = [": cakeLists, "areas = [": areas},
		"src/features/make/model.ts": {"GENRES = [": genres},
	} {
		for start, ours := range all {
			_, list, _ := strings.Cut(source(t, file), start)
			list, _, _ = strings.Cut(list, "]")
			theirs := regexp.MustCompile(`'(\w+)'`).FindAllStringSubmatch(list, -1)
			if len(theirs) != len(ours) {
				t.Fatalf("%s, %s: the app has %v, the server %v", file, start, theirs, ours)
			}
			for i, m := range theirs {
				if m[1] != ours[i] {
					t.Errorf("%s, %s: the app has %s, the server %s", file, start, m[1], ours[i])
				}
			}
		}
	}
}

func TestTheAppsPageHasOurPlaces(t *testing.T) {
	cut := parseTemplate(source(t, "index.html"))
	for _, start := range []string{"<html lang", "<title>", "<meta", "<!--piece:head-->", "<!--piece:shell-->"} {
		n := 0
		for _, slot := range cut.slots {
			if strings.HasPrefix(slot, start) {
				n++
			}
		}
		if n != 1 {
			t.Errorf("web/index.html has %d places that start with %s, want one", n, start)
		}
	}
}

func TestEveryRouteOfThePlanExists(t *testing.T) {
	known := map[string]bool{}
	for _, r := range routes {
		known[base(r.path)] = true
	}
	for _, m := range regexp.MustCompile(`path: '([^']+)'`).FindAllStringSubmatch(source(t, "src/app/first-loads.ts"), -1) {
		if !known[base(m[1])] {
			t.Errorf("first-loads.ts names %s, which is no route", m[1])
		}
	}
}

func TestEveryPageHasAShellOfTheAppsWordsAndColours(t *testing.T) {
	a := newApp(t, func(c *Config) { c.Sources = web.Sources() })
	for _, r := range routes {
		for _, signedIn := range []bool{false, true} {
			page, err := a.draw(shown(r, signedIn), visitor{lang: "en", signedIn: signedIn}, nil)
			if err != nil || !strings.Contains(page, `<div class="shell`) {
				t.Errorf("%s, signed in %v: no shell, %v", r.name, signedIn, err)
			}
			if strings.Contains(page, "ZgotmplZ") {
				t.Errorf("%s: a value was refused in its place", r.name)
			}
		}
	}
	tokens := source(t, "src/styles/tokens.css")
	style := source(t, "shells/frame.gohtml")
	colours := regexp.MustCompile(`(--[a-z0-9-]+: [^;}]+)[;}]`).FindAllStringSubmatch(style, -1)
	if len(colours) < 10 {
		t.Fatalf("%d colours in frame.gohtml", len(colours))
	}
	for _, m := range colours {
		if !strings.Contains(tokens, m[1]+";") {
			t.Errorf("tokens.css has no %s", m[1])
		}
	}
}
