package accountclient_test

import (
	"errors"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"testing"

	"github.com/prometheus/client_golang/prometheus"

	"piece/internal/account"
	"piece/internal/account/accountclient"
	"piece/internal/account/accounthttp"
	"piece/internal/account/accountsql"
	"piece/internal/platform/auth"
	"piece/internal/platform/clock"
	"piece/internal/platform/errs"
	"piece/internal/platform/httpapi"
	"piece/internal/platform/id"
	"piece/internal/platform/observe"
	"piece/internal/platform/sqldb"
	"piece/internal/platform/sqldb/sqldbtest"
)

// serve runs a real account service on a port, and tells what it is asked.
func serve(t *testing.T, seen *[]*http.Request) (*account.Service, string) {
	t.Helper()
	db := sqldbtest.SQLite(t)
	if _, err := sqldb.Migrate(t.Context(), db, accountsql.Domain, accountsql.Migrations); err != nil {
		t.Fatal(err)
	}
	pem, err := auth.GenerateKey()
	if err != nil {
		t.Fatal(err)
	}
	keys, err := auth.ParseKeys(pem)
	if err != nil {
		t.Fatal(err)
	}
	s := account.New(account.Deps{
		Store: accountsql.New(db), Keys: keys, Clock: clock.System{}, Log: slog.New(slog.DiscardHandler),
		Hash: account.HashParams{Memory: 64, Time: 1, Threads: 1},
	})
	server := httpapi.New(httpapi.Config{Log: slog.New(slog.DiscardHandler), Metrics: prometheus.NewRegistry(), Verifier: auth.NewVerifier(keys, clock.System{})})
	accounthttp.Register(server.API, s, httpapi.Cookies{})
	handler, err := server.Handler()
	if err != nil {
		t.Fatal(err)
	}
	h := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		*seen = append(*seen, r)
		handler.ServeHTTP(w, r)
	}))
	t.Cleanup(h.Close)
	return s, h.URL
}

func TestProfiles(t *testing.T) {
	var seen []*http.Request
	service, base := serve(t, &seen)
	in, err := service.Join(t.Context(), account.Joining{Email: "minji@example.com", Password: "마로니에 공원의 저녁", Nickname: "민지", Language: account.Korean}, account.Caller{})
	if err != nil {
		t.Fatal(err)
	}
	client, err := accountclient.New(base + "/")
	if err != nil {
		t.Fatal(err)
	}
	ctx := observe.WithRequest(t.Context(), "request-4711")
	ids := make([]string, account.MaxProfiles) // one more than goes into a request
	for i := range ids {
		ids[i] = id.New(clock.System{})
	}
	got, err := client.Profiles(ctx, append(ids, in.Person.ID))
	if err != nil || len(got) != 1 || got[in.Person.ID].Nickname != "민지" {
		t.Errorf("have %v, %v", got, err)
	}
	if len(seen) != 2 || seen[0].Header.Get("X-Request-Id") != "request-4711" {
		t.Errorf("asked %d times, as %v", len(seen), seen[0].Header)
	}
	if got, err := client.Profiles(ctx, nil); err != nil || len(got) != 0 || len(seen) != 2 {
		t.Errorf("nobody: %v, %v, asked %d times", got, err, len(seen))
	}
}

func TestProfilesOfAServiceThatFails(t *testing.T) {
	for name, handler := range map[string]http.HandlerFunc{
		"500":     func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(500) },
		"no JSON": func(w http.ResponseWriter, _ *http.Request) { _, _ = w.Write([]byte("<html>")) },
		"endless": func(w http.ResponseWriter, _ *http.Request) {
			_, _ = w.Write([]byte(`{"items":[` + strings.Repeat(" ", 2<<20) + `]}`))
		},
		"hang up": func(http.ResponseWriter, *http.Request) { panic(http.ErrAbortHandler) },
	} {
		h := httptest.NewServer(handler)
		client, err := accountclient.New(h.URL)
		if err != nil {
			t.Fatal(err)
		}
		_, err = client.Profiles(t.Context(), []string{id.New(clock.System{})})
		if !errors.Is(err, errs.Unavailable) || errs.As(err).RetryAfter == 0 {
			t.Errorf("%s: have %v, want unavailable", name, err)
		}
		h.Close()
		if _, err := client.Profiles(t.Context(), []string{id.New(clock.System{})}); !errors.Is(err, errs.Unavailable) {
			t.Errorf("after it has gone: %v", err)
		}
	}
}

func TestNewRefusesWhatIsNoAddress(t *testing.T) {
	for _, base := range []string{"", "account:8080", "ftp://account", "http://", "://"} {
		if _, err := accountclient.New(base); err == nil {
			t.Errorf("%q is taken", base)
		}
	}
}

func TestEnded(t *testing.T) {
	var seen []*http.Request
	service, base := serve(t, &seen)
	client, err := accountclient.New(base)
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"minji", "sujin", "jieun"} {
		in, err := service.Join(t.Context(), account.Joining{Email: name + "@example.com", Password: "마로니에 공원의 저녁", Nickname: name, Language: account.Korean}, account.Caller{})
		if err != nil {
			t.Fatal(err)
		}
		if err := service.LogOutEverywhere(t.Context(), in.Person.ID); err != nil {
			t.Fatal(err)
		}
	}
	for _, c := range []struct {
		after int64
		limit int
	}{{0, 10}, {0, 2}, {2, 2}, {3, 2}, {0, 10_000}} {
		want, err := service.Ended(t.Context(), c.after, c.limit)
		if err != nil {
			t.Fatal(err)
		}
		got, err := client.Ended(t.Context(), c.after, c.limit)
		if err != nil || !slices.Equal(got, want) {
			t.Errorf("after %d: %v, %v; want %v", c.after, got, err, want)
		}
	}
	down, err := accountclient.New("http://127.0.0.1:1")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := down.Ended(t.Context(), 0, 1); !errors.Is(err, errs.Unavailable) {
		t.Errorf("a service that is down: %v", err)
	}
}
