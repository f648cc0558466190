package cakeclient_test

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"testing"

	"github.com/prometheus/client_golang/prometheus"

	"piece/internal/cake"
	"piece/internal/cake/cakeclient"
	"piece/internal/cake/cakehttp"
	"piece/internal/cake/cakesql"
	"piece/internal/platform/clock"
	"piece/internal/platform/errs"
	"piece/internal/platform/httpapi"
	"piece/internal/platform/id"
	"piece/internal/platform/sqldb"
	"piece/internal/platform/sqldb/sqldbtest"
)

// serve runs a real cake service on a port.
func serve(t *testing.T) (*cake.Service, *cakeclient.Client) {
	t.Helper()
	db := sqldbtest.SQLite(t)
	if _, err := sqldb.Migrate(t.Context(), db, cakesql.Domain, cakesql.Migrations); err != nil {
		t.Fatal(err)
	}
	server := httpapi.New(httpapi.Config{Log: slog.New(slog.DiscardHandler), Metrics: prometheus.NewRegistry()})
	s := cake.New(cake.Deps{Store: cakesql.New(db), Clock: clock.System{}, Log: slog.New(slog.DiscardHandler)})
	cakehttp.Register(server.API, s)
	handler, err := server.Handler()
	if err != nil {
		t.Fatal(err)
	}
	h := httptest.NewServer(handler)
	t.Cleanup(h.Close)
	client, err := cakeclient.New(h.URL + "/")
	if err != nil {
		t.Fatal(err)
	}
	return s, client
}

// names is what both the service and its client are.
type names interface {
	Leads(ctx context.Context, id string) (string, error)
	Merges(ctx context.Context, after int64, limit int) ([]cake.Merge, error)
}

// A service that keeps ids of cakes is told the same, beside the cake service or apart from it.
func TestTheClientTellsWhatTheServiceTells(t *testing.T) {
	service, client := serve(t)
	admin := cake.Viewer{ID: newID(), Admin: true}
	var ids []string
	for i := range 120 {
		v, err := service.Create(t.Context(), cake.Viewer{ID: newID()}, fmt.Sprint("k", i), cake.Draft{Work: cake.Work{Kind: "play", Title: fmt.Sprint("연극 ", i)}})
		if err != nil {
			t.Fatal(err)
		}
		ids = append(ids, v.ID)
	}
	for _, from := range ids[1:] {
		if _, err := service.Merge(t.Context(), admin, from, ids[0]); err != nil {
			t.Fatal(err)
		}
	}
	for name, n := range map[string]names{"beside": service, "apart": client} {
		for asked, want := range map[string]string{ids[0]: ids[0], ids[5]: ids[0]} {
			if got, err := n.Leads(t.Context(), asked); got != want || err != nil {
				t.Errorf("%s: %s leads to %q, %v", name, asked, got, err)
			}
		}
		for _, none := range []string{newID(), "", "x", "../people", "merges", "doubles", "\x00"} {
			if got, err := n.Leads(t.Context(), none); !errors.Is(err, errs.NotFound) {
				t.Errorf("%s: %q leads to %q, %v", name, none, got, err)
			}
		}
		all := 0
		for after := int64(0); ; {
			part, err := n.Merges(t.Context(), after, 1000)
			if err != nil {
				t.Fatal(err)
			}
			if len(part) == 0 {
				break
			}
			for _, m := range part {
				if m.From != ids[1+all] || m.To != ids[0] || m.Seq <= after {
					t.Fatalf("%s: merge %d is %+v", name, all, m)
				}
				all, after = all+1, m.Seq
			}
		}
		if all != 119 {
			t.Errorf("%s: %d merges", name, all)
		}
		if part, err := n.Merges(t.Context(), 0, 3); err != nil || len(part) != 3 {
			t.Errorf("%s: three of them are %v, %v", name, part, err)
		}
	}
}

// What rooms show of their cakes comes in hundreds, and by old ids as well.
func TestTheClientTellsWhatCakesAre(t *testing.T) {
	service, client := serve(t)
	asked := []string{"nonsense", newID()}
	for i := range 130 {
		v, err := service.Create(t.Context(), cake.Viewer{ID: newID()}, fmt.Sprint("k", i), cake.Draft{Work: cake.Work{Kind: "play", Title: fmt.Sprint("연극 ", i)}})
		if err != nil {
			t.Fatal(err)
		}
		asked = append(asked, v.ID)
	}
	if _, err := service.Merge(t.Context(), cake.Viewer{ID: newID(), Admin: true}, asked[2], asked[3]); err != nil {
		t.Fatal(err)
	}
	some, err := client.Some(t.Context(), asked)
	if err != nil || len(some) != 130 {
		t.Fatalf("%d cakes, %v", len(some), err)
	}
	for i, id := range asked[2:] {
		want := cakeclient.Shown{ID: id, Kind: "play", Title: fmt.Sprint("연극 ", i), Poster: "/api/v1/cakes/" + id + "/poster/0/small.webp"}
		if i == 0 {
			want = some[asked[3]]
		}
		if some[id] != want {
			t.Errorf("%s is %+v", id, some[id])
		}
	}
	if none, err := client.Some(t.Context(), nil); err != nil || len(none) != 0 {
		t.Errorf("of none: %v, %v", none, err)
	}
}

func TestAServiceThatFailsIsNotTakenForOneWithoutTheCake(t *testing.T) {
	for name, handler := range map[string]http.HandlerFunc{
		"500":                      func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(500) },
		"the 404 of somebody else": func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(404) },
		"no JSON":                  func(w http.ResponseWriter, _ *http.Request) { _, _ = w.Write([]byte("<html>")) },
		"no id":                    func(w http.ResponseWriter, _ *http.Request) { _, _ = w.Write([]byte(`{"id":""}`)) },
		"hang up":                  func(http.ResponseWriter, *http.Request) { panic(http.ErrAbortHandler) },
	} {
		h := httptest.NewServer(handler)
		client, err := cakeclient.New(h.URL)
		if err != nil {
			t.Fatal(err)
		}
		if got, err := client.Leads(t.Context(), newID()); !errors.Is(err, errs.Unavailable) || errs.As(err).RetryAfter == 0 {
			t.Errorf("%s: %q, %v", name, got, err)
		}
		if _, err := client.Merges(t.Context(), 0, 10); !errors.Is(err, errs.Unavailable) && name != "no id" {
			t.Errorf("%s: merges: %v", name, err)
		}
		h.Close()
		if _, err := client.Leads(t.Context(), newID()); !errors.Is(err, errs.Unavailable) {
			t.Errorf("%s: after it has gone: %v", name, err)
		}
	}
	if _, err := cakeclient.New("cake:8080"); err == nil {
		t.Error("what is no address is taken")
	}
}

func newID() string { return id.New(clock.System{}) }
