package httpapi_test

import (
	"context"
	"net/http"
	"strings"
	"testing"

	"github.com/danielgtaylor/huma/v2"

	"piece/internal/platform/auth"
	"piece/internal/platform/httpapi"
)

func TestD01_AccessOfOperations(t *testing.T) {
	s := serve(t, nil, func(server *httpapi.Server) {
		who := func(ctx context.Context) (string, error) { return auth.Person(ctx), nil }
		get(server, httpapi.Public, "/public", who)
		get(server, httpapi.Optional, "/optional", who)
		get(server, httpapi.Person, "/person", who)
	})
	good := s.token()
	stale := s.token()
	s.clock.Advance(auth.AccessTTL / 2)
	good = s.token()
	s.clock.Advance(auth.AccessTTL / 2)

	for _, c := range []struct {
		path, name string
		headers    headers
		want       string // who, or a code
	}{
		{"/public", "guest", nil, ""},
		{"/public", "good", headers{"Cookie": "piece_access=" + good}, ""},
		{"/public", "stale", headers{"Cookie": "piece_access=" + stale}, ""},
		{"/optional", "guest", nil, ""},
		{"/optional", "good", headers{"Cookie": "piece_access=" + good}, "minji"},
		{"/optional", "stale", headers{"Cookie": "piece_access=" + stale}, "unauthenticated"},
		{"/optional", "empty cookie", headers{"Cookie": "piece_access="}, ""},
		{"/person", "guest", nil, "unauthenticated"},
		{"/person", "good", headers{"Cookie": "piece_access=" + good}, "minji"},
		{"/person", "good bearer", headers{"Authorization": "Bearer " + good}, "minji"},
		{"/person", "stale", headers{"Cookie": "piece_access=" + stale}, "unauthenticated"},
		{"/person", "bearer wins", headers{"Authorization": "Bearer " + stale, "Cookie": "piece_access=" + good}, "unauthenticated"},
		{"/person", "no scheme", headers{"Authorization": good}, "unauthenticated"},
		{"/person", "names", headers{"X-User-Id": "minji", "X-Person": "minji", "X-Account-Id": "minji", "X-Auth-Request-User": "minji"}, "unauthenticated"},
	} {
		w := s.do("GET", "/api/v1"+c.path, "", c.headers)
		if w.Code == 200 {
			if got := strings.Trim(w.Body.String(), "\"\n"); got != c.want {
				t.Errorf("%s, %s: taken for %q, want %q", c.path, c.name, got, c.want)
			}
		} else if p := problem(t, w); p.Code != c.want || w.Code != 401 || p.Detail != "Please log in." {
			t.Errorf("%s, %s: %+v, want %q", c.path, c.name, p, c.want)
		}
	}
}

func TestD01_HeadersThatNameAPersonAreDropped(t *testing.T) {
	var seen http.Header
	s := serve(t, nil, func(server *httpapi.Server) {
		server.Mux.HandleFunc("GET /echo", func(_ http.ResponseWriter, r *http.Request) { seen = r.Header })
	})
	s.do("GET", "/echo", "", headers{"X-User": "1", "X-User-Id": "1", "x-person-id": "1", "X-ACCOUNT": "1", "X-Auth-Token": "1", "X-Other": "1"})
	for name := range seen {
		if strings.HasPrefix(name, "X-") && name != "X-Other" {
			t.Errorf("%s came through", name)
		}
	}
	if seen.Get("X-Other") != "1" {
		t.Error("others should come through")
	}
}

func TestDescriptionTellsAccess(t *testing.T) {
	a := httpapi.Describe("1.2.3")
	for _, access := range []httpapi.Access{httpapi.Public, httpapi.Optional, httpapi.Person} {
		httpapi.Register(a, access, huma.Operation{OperationID: string(access), Method: http.MethodGet, Path: "/api/v1/" + string(access)},
			func(context.Context, *struct{}) (*struct{}, error) { return nil, nil })
		op := a.OpenAPI().Paths["/api/v1/"+string(access)].Get
		if op.Extensions["x-access"] != string(access) || (len(op.Security) > 0) != (access == httpapi.Person) {
			t.Errorf("%s: %v, %v", access, op.Extensions, op.Security)
		}
	}
	if a.OpenAPI().OpenAPI[:3] != "3.1" || a.OpenAPI().Info.Version != "1.2.3" {
		t.Errorf("have %s of %s", a.OpenAPI().OpenAPI, a.OpenAPI().Info.Version)
	}
}
