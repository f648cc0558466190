package webapp

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"strings"
	"testing"
	"time"

	"piece/internal/gateway/apicall"
	"piece/internal/platform/errs"
)

// fakeAPI knows one person, by the token "good", and one public piece, "p1".
func fakeAPI() *http.ServeMux {
	mux := http.NewServeMux()
	person := func(answer string) http.HandlerFunc {
		return func(w http.ResponseWriter, r *http.Request) {
			if r.Header.Get("Authorization") != "Bearer good" {
				w.WriteHeader(http.StatusUnauthorized)
				return
			}
			_, _ = w.Write([]byte(answer))
		}
	}
	mux.HandleFunc("GET /api/v1/me", person(`{"nickname":"민지"}`))
	mux.HandleFunc("GET /api/v1/pieces", func(w http.ResponseWriter, r *http.Request) {
		switch ask := r.URL.Query(); {
		case ask.Get("scope") == "mine" && ask.Get("limit") == "12":
			person(`{"items":[{"title":"달의 정원","ticket":{"frontSmall":"/api/v1/pieces/p1/ticket/front-small.webp"}}]}`)(w, r)
		case ask.Get("scope") == "public":
			_, _ = fmt.Fprintf(w, `{"items":[{"title":"공개 %s%s","ticket":{"frontSmall":"/p1.webp"}}]}`, ask.Get("kind"), ask.Get("owner"))
		default:
			person(fmt.Sprintf(`{"items":[{"title":"%s %s"}]}`, ask.Get("scope"), ask.Get("kind")))(w, r)
		}
	})
	mux.HandleFunc("GET /api/v1/rooms", func(w http.ResponseWriter, r *http.Request) {
		person(fmt.Sprintf(`{"items":[{"kind":%q}]}`, r.URL.Query().Get("kind")))(w, r)
	})
	mux.HandleFunc("GET /api/v1/rooms/{id}", func(w http.ResponseWriter, r *http.Request) {
		if r.PathValue("id") != "r1" {
			w.WriteHeader(http.StatusNotFound)
			return
		}
		person(`{"id":"r1"}`)(w, r)
	})
	mux.HandleFunc("GET /api/v1/rooms/r1/messages", person(`{"items":[{"seq":1}]}`))
	mux.HandleFunc("GET /api/v1/people/{id}", func(w http.ResponseWriter, r *http.Request) {
		if r.PathValue("id") != "a1" {
			w.WriteHeader(http.StatusNotFound)
			return
		}
		_, _ = w.Write([]byte(`{"id":"a1","nickname":"하루"}`))
	})
	mux.HandleFunc("GET /api/v1/pieces/{id}", func(w http.ResponseWriter, r *http.Request) {
		if r.PathValue("id") != "p1" {
			w.WriteHeader(http.StatusNotFound)
			return
		}
		_, _ = w.Write([]byte(`{"title":"공개 조각","ticket":{"front":"/front.webp?v=1"}}`))
	})
	return mux
}

func TestPagesHoldTheAnswersOfTheAPI(t *testing.T) {
	a := newApp(t, func(c *Config) { c.Boot = FromAPI(fakeAPI()) })
	const person = signedIn + "; piece_access=good"
	for _, c := range []struct {
		name, address, cookie string
		status                int
		cache                 string
		want, not             []string
	}{
		{"a person at home", "/", person, 200, "no-store", []string{`[["pieces","recent"],{"items":`, `[["me"],{"nickname":"민지"}]`, "<h1>민지님</h1>", `<img src="/api/v1/pieces/p1/ticket/front-small.webp"`}, nil},
		{"a stale token", "/", signedIn + "; piece_access=stale", 200, "no-store", []string{"<h1></h1>"}, []string{`id="boot"`}},
		{"a token after the log out", "/", "Cookie: piece_access=good", 200, "no-cache", []string{"landing"}, []string{`id="boot"`}},
		{"a guest", "/", "", 200, "no-cache", nil, []string{`id="boot"`, "민지"}},
		{"a public piece for a guest", "/pieces/p1", "", 200, "no-store", []string{`[["pieces","one","p1"],{"title":"공개 조각"`, "<h1>공개 조각</h1>"}, []string{`["me"]`}},
		{"a piece that is not there", "/pieces/gone", "", 404, "no-cache", []string{"<h1>없어요</h1>"}, nil},
		{"the same for a person", "/pieces/gone", person, 404, "no-store", []string{"<h1>없어요</h1>"}, nil},
		{"the collection", "/pieces?kind=play", person, 200, "no-store", []string{`[["pieces","grid","mine","","play",""],{"pages":[{"items":[{"title":"mine play"}]}],"pageParams":[""]}]`}, nil},
		{"what a person hearted", "/pieces?tab=hearted&kind=opera", person, 200, "no-store", []string{`[["pieces","grid","hearted","","",""],{"pages":[{"items":[{"title":"hearted "}]}]`}, nil},
		{"the collection of guests", "/pieces", "", 200, "no-store", []string{`[["pieces","grid","public","","",""],{"pages":[{"items":[{"title":"공개 "`, `<img src="/p1.webp"`}, []string{`["me"]`}},
		{"a guest where people have their own", "/pieces?tab=mine", "", 200, "no-cache", nil, []string{`id="boot"`}},
		{"a search", "/pieces?q=달", person, 200, "no-store", nil, []string{"grid"}},
		{"a person's page", "/people/a1", "", 200, "no-store", []string{`[["people","a1"],{"id":"a1","nickname":"하루"}]`, `[["pieces","grid","public","a1","",""],{"pages":[{"items":[{"title":"공개 a1"`, "<h1>하루</h1>"}, []string{`["me"]`}},
		{"a person who isn't there", "/people/gone", "", 404, "no-cache", []string{"<h1>없어요</h1>"}, nil},
		{"my rooms", "/rooms", person, 200, "no-store", []string{`[["rooms","grid","open"],{"pages":[{"items":[{"kind":"open"}]}],"pageParams":[""]}]`}, nil},
		{"my direct rooms", "/rooms?kind=direct", person, 200, "no-store", []string{`[["rooms","grid","direct"],{"pages":[{"items":[{"kind":"direct"}]}]`}, nil},
		{"a room", "/rooms/r1", person, 200, "no-store", []string{`[["rooms","one","r1"],{"id":"r1"}]`, `[["rooms","messages","r1"],{"items":[{"seq":1}]}]`}, nil},
		{"a room that isn't the person's", "/rooms/r2", person, 404, "no-store", []string{"<h1>없어요</h1>"}, nil},
		{"a room for a guest", "/rooms/r1", "", 200, "no-cache", []string{"<h1>로그인</h1>"}, []string{`id="boot"`}},
		{"a page of people", "/calendar", person, 200, "no-store", []string{`[[["me"],{"nickname":"민지"}]]`}, []string{"recent"}},
		{"a page of people for a guest", "/calendar", "", 200, "no-cache", []string{"<h1>로그인</h1>"}, nil},
		{"index.html", "/index.html", person, 200, "no-cache", nil, []string{"민지", `id="boot"`}},
	} {
		res := get(a, c.address, c.cookie)
		page := text(t, res)
		if res.StatusCode != c.status || res.Header.Get("Cache-Control") != c.cache {
			t.Errorf("%s: %d, %q; want %d, %q", c.name, res.StatusCode, res.Header.Get("Cache-Control"), c.status, c.cache)
		}
		for _, want := range c.want {
			if !strings.Contains(page, want) {
				t.Errorf("%s: no %s in\n%s", c.name, want, page)
			}
		}
		for _, not := range c.not {
			if strings.Contains(page, not) {
				t.Errorf("%s: there is %s", c.name, not)
			}
		}
	}
}

func TestAnAPIInTroubleDoesntTakeThePageAlong(t *testing.T) {
	var log bytes.Buffer
	for name, h := range map[string]http.HandlerFunc{
		"down": func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusServiceUnavailable) },
		"slow": func(_ http.ResponseWriter, r *http.Request) { <-r.Context().Done() },
		"cut": func(w http.ResponseWriter, _ *http.Request) {
			_, _ = w.Write([]byte(`{"a":1}`))
			panic(http.ErrAbortHandler)
		},
		"panicking": func(http.ResponseWriter, *http.Request) { panic("oh") },
		"endless": func(w http.ResponseWriter, _ *http.Request) {
			_, _ = w.Write(bytes.Repeat([]byte("1"), apicall.MaxAnswer+1))
		},
		"not JSON": func(w http.ResponseWriter, _ *http.Request) { _, _ = w.Write([]byte("<html>")) },
	} {
		a := newApp(t, func(c *Config) { c.Boot, c.Log = FromAPI(h), slog.New(slog.NewTextHandler(&log, nil)) })
		begin := time.Now()
		res := get(a, "/", signedIn+"; piece_access=good")
		if page := text(t, res); res.StatusCode != 200 || strings.Contains(page, `id="boot"`) {
			t.Errorf("%s: %d\n%s", name, res.StatusCode, page)
		}
		if took := time.Since(begin); took > 10*bootPatience {
			t.Errorf("%s: the page took %v", name, took)
		}
	}
	if !strings.Contains(log.String(), "panicked") || strings.Contains(log.String(), "good") {
		t.Errorf("want the panic in the log, and no token:\n%s", log.String())
	}
}

func TestAQuestionCantLeaveItsPath(t *testing.T) {
	var asked []string
	api := http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		asked = append(asked, r.URL.RequestURI())
		w.WriteHeader(http.StatusNotFound)
	})
	_, err := FromAPI(api).Boot(context.Background(), Ask{Route: "piece", Params: map[string]string{"id": "x?scope=mine/../me#"}, Page: &http.Request{}})
	if !errors.Is(err, errs.NotFound) || len(asked) != 1 || asked[0] != "/api/v1/pieces/x%3Fscope=mine%2F..%2Fme%23" {
		t.Errorf("asked %q, %v", asked, err)
	}
}
