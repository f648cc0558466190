package webapp

import "strings"

// visitors says for whom a page is.
type visitors string

const (
	everybody visitors = "all"
	guests    visitors = "guest"  // a person who is signed in is led home
	people    visitors = "person" // a guest is led to the login
)

// route is a page of the app. The table mirrors web/src/app/router.ts, and a test holds
// the two together.
type route struct {
	name      string
	path      string // ":name" stands for one segment, ":name?" for one or none at the end
	title     string // key of the page's title; "" where the page names itself
	who       visitors
	immersive bool // takes the whole screen of a phone
	plain     bool // has no rail beside it on a desktop
}

var routes = []route{
	{name: "home", path: "/", who: everybody},
	{name: "join", path: "/join", title: "nav.join", who: guests, plain: true},
	{name: "login", path: "/login", title: "nav.login", who: guests, plain: true},
	{name: "signin", path: "/signin/:provider", title: "signin.title", who: everybody, plain: true},
	{name: "reset", path: "/reset", title: "mail.ask.title", who: everybody, plain: true},
	{name: "verify", path: "/verify", title: "mail.verify.title", who: everybody, plain: true},
	{name: "welcome", path: "/welcome", title: "onboarding.title", who: people, immersive: true, plain: true},
	{name: "calendar", path: "/calendar", title: "nav.calendar", who: people},
	{name: "pieces", path: "/pieces", title: "nav.pieces", who: everybody},
	{name: "person", path: "/people/:id", who: everybody},
	{name: "piece", path: "/pieces/:id", who: everybody, immersive: true},
	{name: "record", path: "/pieces/:id/record", who: people, immersive: true},
	{name: "edit", path: "/pieces/:id/edit/:step?", title: "make.edit.title", who: people, immersive: true},
	{name: "make", path: "/make/:step?", title: "nav.make", who: people, immersive: true},
	{name: "cakes", path: "/cakes", title: "nav.cakes", who: everybody},
	{name: "cakeNew", path: "/cakes/new", title: "cakeform.newTitle", who: people, immersive: true},
	{name: "cakeEdit", path: "/cakes/:id/edit", title: "cakeform.editTitle", who: people, immersive: true},
	{name: "cake", path: "/cakes/:id", who: everybody, immersive: true},
	{name: "me", path: "/me", title: "nav.me", who: people},
	{name: "profile", path: "/me/profile", title: "account.hub.edit", who: people},
	{name: "settings", path: "/me/settings", title: "account.hub.settings", who: people},
	{name: "security", path: "/me/security", title: "account.hub.security", who: people},
	{name: "data", path: "/me/data", title: "data.title", who: people},
	{name: "leave", path: "/me/leave", title: "leave.title", who: people},
	{name: "back", path: "/back", title: "leave.back.title", who: people, immersive: true, plain: true},
	{name: "statistics", path: "/me/statistics", title: "stats.title", who: people},
	{name: "recap", path: "/me/recap/:year?", title: "recap.title", who: people, immersive: true, plain: true},
	{name: "titles", path: "/me/titles", title: "titles.title", who: people},
	{name: "import", path: "/me/import", title: "imports.title", who: people},
	{name: "links", path: "/me/links", title: "share.links.title", who: people},
	{name: "blocks", path: "/me/blocks", title: "chat.blocks.title", who: people},
	{name: "rooms", path: "/rooms", title: "nav.rooms", who: people},
	{name: "directRoom", path: "/rooms/with/:personId", title: "nav.rooms", who: people, immersive: true},
	{name: "room", path: "/rooms/:id", who: people, immersive: true},
	{name: "notices", path: "/notices", title: "notices.title", who: everybody},
	{name: "questions", path: "/questions", title: "questions.title", who: people},
	{name: "admin", path: "/admin", title: "admin.title", who: people},
	{name: "reports", path: "/reports", title: "admin.title", who: people},
	lost,
}

// lost is the page for addresses that lead nowhere.
var lost = route{name: "lost", path: "/:rest(.*)*", title: "error.notFoundTitle", who: everybody}

// find gives the route of an address and the values of its ":name" segments. Like the
// app's router it takes no notice of case and of one slash at the end.
func find(address string) (route, map[string]string) {
	for _, r := range routes {
		if r.name != lost.name {
			if values, ok := fits(r.path, address); ok {
				return r, values
			}
		}
	}
	return lost, nil
}

// shown is the route whose page the visitor will really see: the app sends guests to the
// login and people who are signed in away from it.
func shown(r route, signedIn bool) route {
	name := r.name
	switch {
	case r.who == people && !signedIn:
		name = "login"
	case r.who == guests && signedIn:
		name = "home"
	}
	for _, other := range routes {
		if other.name == name {
			return other
		}
	}
	return r
}

// base is the pattern without the segment that may be missing.
func base(pattern string) string {
	if at := strings.LastIndex(pattern, "/:"); strings.HasSuffix(pattern, "?") && at > 0 {
		return pattern[:at]
	}
	return pattern
}

// fits compares an address with a pattern such as "/pieces/:id".
func fits(pattern, address string) (map[string]string, bool) {
	if len(address) > 1 {
		address = strings.TrimSuffix(address, "/")
	}
	want, have := strings.Split(pattern, "/"), strings.Split(address, "/")
	if len(have) == len(want)-1 && strings.HasSuffix(pattern, "?") {
		want = want[:len(have)]
	}
	if len(want) != len(have) {
		return nil, false
	}
	values := map[string]string{}
	for i, w := range want {
		if name, ok := strings.CutPrefix(w, ":"); ok && have[i] != "" {
			values[strings.TrimSuffix(name, "?")] = have[i]
		} else if !strings.EqualFold(w, have[i]) {
			return nil, false
		}
	}
	return values, true
}
