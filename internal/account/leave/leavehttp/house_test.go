package leavehttp_test

import (
	"bytes"
	"context"
	"encoding/json"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/prometheus/client_golang/prometheus"

	"piece/internal/account"
	"piece/internal/account/accounthttp"
	"piece/internal/account/accountsql"
	"piece/internal/account/leave"
	"piece/internal/account/leave/leavehttp"
	"piece/internal/account/leave/leavesql"
	"piece/internal/platform/auth"
	"piece/internal/platform/clock"
	"piece/internal/platform/httpapi"
	"piece/internal/platform/objectbin"
	"piece/internal/platform/sqldb"
	"piece/internal/platform/sqldb/sqldbtest"
)

const (
	api      = httpapi.Prefix
	password = "마로니에 공원의 저녁"
)

// house is accounts and leaving behind the real router, over a real store.
type house struct {
	t        *testing.T
	db       *sqldb.DB
	handler  http.Handler
	accounts *account.Service
	leaving  *leave.Service
	clock    *clock.Fake
	posted   []account.Letter
	gone     atomic.Int64 // how often it was told that somebody is gone
}

// Send implements account.Post.
func (h *house) Send(_ context.Context, l account.Letter) error {
	h.posted = append(h.posted, l)
	return nil
}

func each(t *testing.T, run func(t *testing.T, h *house)) {
	sqldbtest.Each(t, func(t *testing.T, db *sqldb.DB) { run(t, open(t, db)) })
}

func open(t *testing.T, db *sqldb.DB) *house {
	t.Helper()
	must := func(err error) {
		if err != nil {
			t.Fatal(err)
		}
	}
	for range 2 { // a second start finds the tables made
		_, err := sqldb.Migrate(t.Context(), db, accountsql.Domain, accountsql.Migrations)
		must(err)
		_, err = sqldb.Migrate(t.Context(), db, leavesql.Domain, leavesql.Migrations)
		must(err)
		_, err = sqldb.Migrate(t.Context(), db, objectbin.Domain, objectbin.Migrations)
		must(err)
	}
	pem, err := auth.GenerateKey()
	must(err)
	keys, err := auth.ParseKeys(pem)
	must(err)
	h := &house{t: t, db: db, clock: clock.NewFake(time.Date(2026, 11, 26, 3, 0, 0, 0, time.UTC))}
	log, store := slog.New(slog.DiscardHandler), accountsql.New(db)
	h.accounts = account.New(account.Deps{
		Store: store, Keys: keys, Clock: h.clock, Log: log, Hash: account.HashParams{Memory: 64, Time: 1, Threads: 1},
	})
	h.leaving = leave.New(leave.Deps{
		Store: leavesql.New(db, store, objectbin.New(db, h.clock), func(revision string) []string {
			if revision == "" {
				return nil
			}
			return []string{"portraits/" + revision + "/small.webp"}
		}),
		People: h.accounts, Post: h, Site: "https://piece.test", Clock: h.clock, Log: log, OnGone: func() { h.gone.Add(1) },
	})
	server := httpapi.New(httpapi.Config{Version: "test", Log: log, Metrics: prometheus.NewRegistry(), Verifier: auth.NewVerifier(keys, h.clock)})
	accounthttp.Register(server.API, h.accounts, httpapi.Cookies{})
	leavehttp.Register(server.API, h.leaving, httpapi.Cookies{})
	h.handler, err = server.Handler()
	must(err)
	return h
}

// browser keeps cookies as browsers do.
type browser struct {
	*house
	id  string
	jar map[string]*http.Cookie
}

type object = map[string]any

// send makes a request that has to be answered with the status, and gives the answer.
func (b *browser) send(status int, method, path string, body any) string {
	b.t.Helper()
	var text []byte
	if body != nil {
		var err error
		if text, err = json.Marshal(body); err != nil {
			b.t.Fatal(err)
		}
	}
	r := httptest.NewRequest(method, api+path, bytes.NewReader(text))
	r.Header.Set("Content-Type", "application/json")
	for _, c := range b.jar {
		if strings.HasPrefix(r.URL.Path, c.Path) {
			r.AddCookie(&http.Cookie{Name: c.Name, Value: c.Value})
		}
	}
	w := httptest.NewRecorder()
	b.handler.ServeHTTP(w, r)
	for _, c := range w.Result().Cookies() {
		if c.MaxAge < 0 {
			delete(b.jar, c.Name)
		} else {
			b.jar[c.Name] = c
		}
	}
	if w.Code != status {
		b.t.Errorf("%s %s: %d, want %d: %s", method, path, w.Code, status, w.Body)
	}
	return w.Body.String()
}

func (h *house) browser() *browser { return &browser{house: h, jar: map[string]*http.Cookie{}} }

func (h *house) join(name string) *browser {
	h.t.Helper()
	b := h.browser()
	var me struct{ ID string }
	answer := b.send(http.StatusCreated, "POST", "/accounts", object{"email": name + "@example.com", "password": password, "nickname": name, "language": "ko"})
	if err := json.Unmarshal([]byte(answer), &me); err != nil {
		h.t.Fatal(err)
	}
	b.id = me.ID
	return b
}

func (h *house) logIn(status int, name string) *browser {
	h.t.Helper()
	b := h.browser()
	b.send(status, "POST", "/sessions", object{"email": name + "@example.com", "password": password})
	return b
}

// joinOtherwise is somebody without a password, who is signed in.
func (h *house) joinOtherwise(name string) auth.Identity {
	h.t.Helper()
	in, err := h.accounts.JoinTrusted(h.t.Context(), account.Joining{Email: name + "@example.com", Nickname: name, Language: account.English}, true, account.Caller{}, nil)
	if err != nil {
		h.t.Fatal(err)
	}
	all, err := h.accounts.Sessions(h.t.Context(), in.Person.ID)
	if err != nil || len(all) != 1 {
		h.t.Fatalf("%d sessions, %v", len(all), err)
	}
	return auth.Identity{PersonID: in.Person.ID, SessionID: all[0].ID}
}

// look lets the service look whose time has come.
func (h *house) look() {
	h.t.Helper()
	if err := h.leaving.Look(h.t.Context()); err != nil {
		h.t.Fatal(err)
	}
}

// listed gives the ids of the list of those who are gone.
func (h *house) listed() []string {
	h.t.Helper()
	var list struct{ Items []struct{ ID string } }
	if err := json.Unmarshal([]byte(h.browser().send(http.StatusOK, "GET", "/accounts/gone", nil)), &list); err != nil {
		h.t.Fatal(err)
	}
	ids := make([]string, len(list.Items))
	for i, g := range list.Items {
		ids[i] = g.ID
	}
	return ids
}
