package webapp

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"runtime/debug"
	"strings"
	"sync"
	"time"

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

// Bounds of answers within a page.
const (
	bootPatience = 400 * time.Millisecond // a page that waits longer is slower than one without
	bootMax      = 128 << 10              // bytes of one answer
)

type question struct {
	key, path string // ":name" stands for the route's parameter
	subject   bool   // the page is about this: without it there is no page
}

// questions is the table in web/README.md, by name of the route.
var questions = map[string][]question{
	"home":  {{key: "pieces/recent", path: "/api/v1/pieces?scope=mine&limit=12"}},
	"piece": {{key: "pieces/one/:id", path: "/api/v1/pieces/:id", subject: true}},
}

var whoAmI = question{key: "me", path: "/api/v1/me"}

// FromAPI answers by calling the API itself, so that the page holds exactly what the app
// would have got, with the rights of the visitor. It works alike where the services run
// in this process and where api is a way to them.
func FromAPI(api http.Handler) Boot { return apiBoot{api} }

type apiBoot struct{ api http.Handler }

func (b apiBoot) Boot(ctx context.Context, ask Ask) ([]Entry, error) {
	list := questionsFor(ask)
	answers := make([]*answer, len(list))
	ctx, cancel := context.WithTimeout(ctx, bootPatience)
	defer cancel()
	var all sync.WaitGroup
	for i, q := range list {
		all.Go(func() { answers[i] = b.get(ctx, ask, fill(q.path, ask.Params, url.PathEscape)) })
	}
	all.Wait()
	var entries []Entry
	var failures error
	for i, q := range list {
		failures = errors.Join(failures, answers[i].failure)
		switch a := answers[i]; {
		case a.status == http.StatusOK && !a.cut && json.Valid(a.body):
			key := strings.Split(q.key, "/")
			for k := range key {
				key[k] = fill(key[k], ask.Params, func(s string) string { return s })
			}
			entries = append(entries, Entry{Key: key, Data: a.body})
		case a.status == http.StatusNotFound && q.subject:
			return entries, errs.NotFound
		}
	}
	return entries, failures
}

func questionsFor(ask Ask) []question {
	var list []question
	for _, q := range questions[ask.Route] {
		if q.subject || ask.Token != "" {
			list = append(list, q)
		}
	}
	if ask.Token != "" {
		list = append(list, whoAmI)
	}
	return list
}

func fill(s string, params map[string]string, escape func(string) string) string {
	for name, value := range params {
		s = strings.ReplaceAll(s, ":"+name, escape(value))
	}
	return s
}

// get asks the API as the browser would, from the same address.
func (b apiBoot) get(ctx context.Context, ask Ask, path string) (a *answer) {
	a = &answer{header: http.Header{}}
	r, err := http.NewRequestWithContext(ctx, http.MethodGet, path, http.NoBody)
	if err != nil {
		return a
	}
	r.Host, r.RemoteAddr, r.RequestURI = ask.Page.Host, ask.Page.RemoteAddr, path
	for _, name := range []string{"X-Forwarded-For", "X-Forwarded-Proto", "X-Forwarded-Host", "Accept-Language"} {
		if v, ok := ask.Page.Header[name]; ok {
			r.Header[name] = v
		}
	}
	if ask.Token != "" {
		r.Header.Set("Authorization", "Bearer "+ask.Token)
	}
	defer func() {
		// This runs beside the request, where nobody else would catch a panic. A proxy
		// gives up in this way when the answer breaks off.
		if p := recover(); p != nil {
			a.cut = true
			if err, ok := p.(error); !ok || !errors.Is(err, http.ErrAbortHandler) {
				a.failure = fmt.Errorf("GET %s panicked: %v\n%s", ask.Route, p, debug.Stack())
			}
		}
	}()
	b.api.ServeHTTP(a, r)
	return a
}

// answer keeps what the API says.
type answer struct {
	header http.Header
	status int
	body   []byte
	cut    bool // not all of it is there

	failure error
}

func (a *answer) Header() http.Header { return a.header }

func (a *answer) WriteHeader(code int) {
	if a.status == 0 && code >= 200 {
		a.status = code
	}
}

func (a *answer) Write(b []byte) (int, error) {
	a.WriteHeader(http.StatusOK)
	if len(a.body)+len(b) > bootMax {
		a.cut = true
		return len(b), nil
	}
	a.body = append(a.body, b...)
	return len(b), nil
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
