package webapp

import (
	"context"
	"encoding/json"
	"errors"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"sync"
	"time"

	"piece/internal/gateway/apicall"
	"piece/internal/platform/errs"
)

// Entry is one answer that the page would ask for at once: the key that the app keeps it
// under and the answer of the API, as JSON.
type Entry struct {
	Key  []string
	Data json.RawMessage
}

// MarshalJSON writes the pair that the app reads.
func (e Entry) MarshalJSON() ([]byte, error) { return json.Marshal([]any{e.Key, e.Data}) }

// Ask says for which page and for whom the answers are.
type Ask struct {
	Route  string            // name of the route that will be shown
	Params map[string]string // values of the route's ":name" segments
	Token  string            // the visitor's access token, not verified yet; "" for a guest
	Page   *http.Request     // the request for the page
}

// Boot finds the answers of a page. An answer that can't be had is left out: the app asks
// again. errs.NotFound says that the thing the whole page is about isn't there.
type Boot interface {
	Boot(ctx context.Context, ask Ask) ([]Entry, error)
}

// bootPatience is how long a page waits for its answers; one that waits longer is slower
// than one without.
const bootPatience = 400 * time.Millisecond

type question struct {
	key, path string // ":name" stands for the route's parameter
	subject   bool   // the page is about this: without it there is no page
	guests    bool   // guests may ask it too; they may ask for a subject anyway
	pages     bool   // the app keeps it as the first page of a list
}

// questions is the table in web/README.md, by name of the route. What a collection and the
// catalogue show is in their address (collection.go, catalogue.go).
var questions = map[string][]question{
	"home":   {{key: "pieces/recent", path: "/api/v1/pieces?scope=mine&limit=12"}},
	"piece":  {{key: "pieces/one/:id", path: "/api/v1/pieces/:id", subject: true}},
	"login":  {{key: "signin/providers", path: "/api/v1/sessions/providers", guests: true}},
	"join":   {{key: "signin/providers", path: "/api/v1/sessions/providers", guests: true}},
	"record": {{key: "pieces/one/:id", path: "/api/v1/pieces/:id", subject: true}},
	"cake": {
		{key: "cakes/one/:id", path: "/api/v1/cakes/:id", subject: true},
		{key: "pieces/ratings/:id", path: "/api/v1/pieces/ratings?cake=:id", guests: true},
		{key: "pieces/grid/public////:id", path: "/api/v1/pieces?scope=public&limit=24&cake=:id", guests: true, pages: true},
		{key: "pieces/grid/mine////:id", path: "/api/v1/pieces?scope=mine&limit=24&cake=:id", pages: true},
		{key: "rooms/ofCake/:id", path: "/api/v1/rooms/open/of/:id", guests: true},
	},
	"cakeEdit": {{key: "cakes/one/:id", path: "/api/v1/cakes/:id", subject: true}},
	"person": {
		{key: "people/:id", path: "/api/v1/people/:id", subject: true},
		{key: "pieces/grid/public/:id//", path: "/api/v1/pieces?scope=public&limit=24&owner=:id", guests: true, pages: true},
	},
	"room": {
		{key: "rooms/one/:id", path: "/api/v1/rooms/:id", subject: true},
		{key: "rooms/messages/:id", path: "/api/v1/rooms/:id/messages"},
	},
	"blocks": {{key: "blocks", path: "/api/v1/blocks"}},
}

var whoAmI = question{key: "me", path: "/api/v1/me"}

// FromAPI answers by calling the API itself, so that the page holds exactly what the app
// would have got, with the rights of the visitor. It works alike where the services run
// in this process and where api is a way to them.
func FromAPI(api http.Handler) Boot { return apiBoot{api} }

type apiBoot struct{ api http.Handler }

func (b apiBoot) Boot(ctx context.Context, ask Ask) ([]Entry, error) {
	list := questionsFor(ask)
	answers := make([]*apicall.Answer, len(list))
	ctx, cancel := context.WithTimeout(ctx, bootPatience)
	defer cancel()
	var all sync.WaitGroup
	for i, q := range list {
		all.Go(func() {
			answers[i] = apicall.Get(ctx, b.api, ask.Page, ask.Token, q.address(ask.Params))
		})
	}
	all.Wait()
	var entries []Entry
	var failures error
	for i, q := range list {
		failures = errors.Join(failures, answers[i].Failed)
		switch a := answers[i]; {
		case a.Whole() && json.Valid(a.Body):
			key := strings.Split(q.key, "/")
			for k := range key {
				key[k] = fill(key[k], ask.Params, func(s string) string { return s })
			}
			data := json.RawMessage(a.Body)
			if q.pages {
				data = slices.Concat([]byte(`{"pages":[`), a.Body, []byte(`],"pageParams":[""]}`))
			}
			entries = append(entries, Entry{Key: key, Data: data})
		case a.Status == http.StatusNotFound && q.subject:
			return entries, errs.NotFound
		}
	}
	return entries, failures
}

func questionsFor(ask Ask) []question {
	var list []question
	asked := questions[ask.Route]
	switch ask.Route {
	case "pieces":
		asked = collection(ask.Page.URL.Query(), ask.Token != "")
	case "cakes":
		asked = catalogue(ask.Page.URL.Query())
	case "rooms":
		asked = roomsAsked(ask.Page.URL.Query())
	}
	for _, q := range asked {
		if q.subject || q.guests || ask.Token != "" {
			list = append(list, q)
		}
	}
	if ask.Token != "" {
		list = append(list, whoAmI)
	}
	return list
}

// address is where the question is asked.
func (q question) address(params map[string]string) string {
	path, query, asked := strings.Cut(q.path, "?")
	path = fill(path, params, url.PathEscape)
	if asked {
		path += "?" + fill(query, params, url.QueryEscape)
	}
	return path
}

func fill(s string, params map[string]string, escape func(string) string) string {
	for name, value := range params {
		s = strings.ReplaceAll(s, ":"+name, escape(value))
	}
	return s
}

// bootElement writes the answers into the page. The encoder writes <, > and & as escapes,
// so that no text of anybody ends the element (defect D25).
func bootElement(entries []Entry) (string, error) {
	if len(entries) == 0 {
		return "", nil
	}
	b, err := json.Marshal(entries)
	if err != nil {
		return "", err
	}
	return `<script type="application/json" id="boot">` + string(b) + `</script>`, nil
}
