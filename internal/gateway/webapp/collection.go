package webapp

import (
	"net/url"
	"slices"
	"strings"
)

// Tabs and kinds of the collection as its address names them, and the scope of the list
// behind a tab; they mirror web/src/features/pieces/address.ts, held by a test.
var (
	tabScopes = map[string]string{"mine": "mine", "everyone": "public", "hearted": "hearted"}
	kinds     = []string{"movie", "play", "musical", "concert", "exhibition", "etc"}
)

// collection asks for the list that an address of the collection shows first. A search is
// left to the app, which writes it in its own way before it looks for it.
func collection(address url.Values, person bool) []question {
	scope, known := tabScopes[address.Get("tab")]
	if !known {
		scope = "public"
		if person {
			scope = "mine"
		}
	}
	if strings.TrimSpace(address.Get("q")) != "" {
		return nil
	}
	q := question{path: "/api/v1/pieces?scope=" + scope + "&limit=24", guests: scope == "public", pages: true}
	kind := address.Get("kind")
	if slices.Contains(kinds, kind) {
		q.path += "&kind=" + kind
	} else {
		kind = ""
	}
	q.key = strings.Join([]string{"pieces", "grid", scope, "", kind, ""}, "/")
	return []question{q}
}
