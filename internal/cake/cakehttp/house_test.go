package cakehttp_test

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"net/url"
	"sync"
	"testing"
	"time"

	"github.com/prometheus/client_golang/prometheus"

	"piece/internal/cake"
	"piece/internal/cake/cakehttp"
	"piece/internal/cake/cakesql"
	"piece/internal/platform/auth"
	"piece/internal/platform/clock"
	"piece/internal/platform/errs"
	"piece/internal/platform/httpapi"
	"piece/internal/platform/id"
	"piece/internal/platform/sqldb"
	"piece/internal/platform/sqldb/sqldbtest"
)

// house is the real router over a real store; only the neighbours of the domain are made up.
type house struct {
	t       testing.TB
	handler http.Handler
	service *cake.Service
	store   *cakesql.Store
	db      *sqldb.DB
	clock   *clock.Fake
	keys    *auth.Keys
	photos  photos
	posters *posters
	pieces  activities
	talk    activities
	merged  int // times that somebody was told of a merge
	metrics *prometheus.Registry
	log     *bytes.Buffer
}

// each runs a test in houses over every home of the rows.
func each(t *testing.T, run func(t *testing.T, h *house)) {
	t.Helper()
	sqldbtest.Each(t, func(t *testing.T, db *sqldb.DB) { run(t, openOn(t, db)) })
}

func open(t testing.TB) *house {
	t.Helper()
	return openOn(t, sqldbtest.SQLite(t))
}

func openOn(t testing.TB, db *sqldb.DB) *house {
	t.Helper()
	h := &house{
		t: t, db: db, store: cakesql.New(db), clock: clock.NewFake(time.Date(2026, 8, 3, 12, 0, 0, 0, time.UTC)),
		photos: photos{}, posters: &posters{of: map[string][]byte{}}, pieces: activities{}, talk: activities{}, metrics: prometheus.NewRegistry(), log: &bytes.Buffer{},
	}
	if _, err := sqldb.Migrate(t.Context(), db, cakesql.Domain, cakesql.Migrations); err != nil {
		t.Fatal(err)
	}
	pem, err := auth.GenerateKey()
	if err != nil {
		t.Fatal(err)
	}
	if h.keys, err = auth.ParseKeys(pem); err != nil {
		t.Fatal(err)
	}
	log := slog.New(slog.NewTextHandler(h.log, nil))
	server := httpapi.New(httpapi.Config{Version: "test", Log: log, Metrics: prometheus.NewRegistry(), Verifier: auth.NewVerifier(h.keys, h.clock)})
	h.service = cake.New(cake.Deps{
		Store: h.store, Photos: h.photos, Posters: h.posters, Activities: neighbours{h.pieces, h.talk}, Clock: ticking{h.clock}, Log: log, Metrics: h.metrics,
		OnMerge: func() { h.merged++ },
	})
	cakehttp.Register(server.API, h.service)
	if h.handler, err = server.Handler(); err != nil {
		t.Fatal(err)
	}
	return h
}

// ticking moves on by a millisecond whenever it is asked, so that what is made later has a
// later id.
type ticking struct{ *clock.Fake }

func (c ticking) Now() time.Time {
	c.Advance(time.Millisecond)
	return c.Fake.Now()
}

// answer is what came back.
type answer struct {
	t      testing.TB
	status int
	body   []byte
}

// admin is who asks as an admin; anybody else is a person of that id, and "" a guest.
const admin = "admin"

func (h *house) ask(person, method, path string, body any, headers ...string) answer {
	h.t.Helper()
	var r io.Reader
	switch b := body.(type) {
	case nil:
	case string:
		r = bytes.NewReader([]byte(b))
	default:
		j, err := json.Marshal(b)
		if err != nil {
			h.t.Fatal(err)
		}
		r = bytes.NewReader(j)
	}
	req := httptest.NewRequestWithContext(h.t.Context(), method, cakes+path, r)
	if body != nil {
		req.Header.Set("Content-Type", "application/json")
	}
	if person != "" {
		who := auth.Identity{PersonID: person, SessionID: "s"}
		if person == admin {
			who.PersonID, who.Role = adminID, auth.RoleAdmin
		}
		token, err := h.keys.Sign(who, h.clock.Now())
		if err != nil {
			h.t.Fatal(err)
		}
		req.Header.Set("Authorization", "Bearer "+token)
	}
	for i := 0; i < len(headers); i += 2 {
		req.Header.Set(headers[i], headers[i+1])
	}
	rec := httptest.NewRecorder()
	h.handler.ServeHTTP(rec, req)
	return answer{h.t, rec.Code, rec.Body.Bytes()}
}

const (
	cakes   = "/api/v1/cakes"
	adminID = "01k3q0zv5wq2m8d7x4n9c6b1ad"
)

func (a answer) want(status int) answer {
	a.t.Helper()
	if a.status != status {
		a.t.Fatalf("answered %d, want %d: %s", a.status, status, a.body)
	}
	return a
}

// read decodes the body.
func read[T any](a answer) T {
	a.t.Helper()
	var v T
	if err := json.Unmarshal(a.body, &v); err != nil {
		a.t.Fatalf("%v in %q", err, a.body)
	}
	return v
}

type problem struct {
	Code   string
	Errors []struct{ Location, Code, Message string }
}

// fields gives the code of each broken field by its place.
func (a answer) fields() map[string]string {
	a.t.Helper()
	m := map[string]string{}
	for _, e := range read[problem](a).Errors {
		m[e.Location] = e.Code
	}
	return m
}

// draft is a body that makes a cake.
type draft map[string]any

func newDraft() draft {
	return draft{
		"kind": "musical", "title": "오페라의 유령", "originalTitle": "The Phantom of the Opera", "year": 1986,
		"opens": "2026-07-21", "closes": "2026-11-17", "venue": "샤롯데씨어터", "area": "seoul", "genres": []string{"romance", "music"},
		"minutes": 150, "age": 8, "prices": []any{draft{"seat": "VIP석", "won": 190000}, draft{"won": 0}}, "times": "화~금 19:30",
		"synopsis": "가면 뒤의 목소리.\n그리고 샹들리에.", "link": "https://www.example.com/phantom",
		"credits": []any{draft{"role": "cast", "name": "김파도", "part": "크리스틴"}, draft{"role": "director", "name": "해럴드 프린스"}},
	}
}

func (d draft) with(changes ...any) draft {
	out := draft{}
	for k, v := range d {
		out[k] = v
	}
	for i := 0; i < len(changes); i += 2 {
		if changes[i+1] == absent {
			delete(out, changes[i].(string))
		} else {
			out[changes[i].(string)] = changes[i+1]
		}
	}
	return out
}

// absent takes a field out of a draft.
var absent = struct{ absent bool }{true}

func (h *house) post(person, key string, body any) answer {
	h.t.Helper()
	return h.ask(person, http.MethodPost, "", body, "Idempotency-Key", key)
}

// make makes a cake of a title, whatever others of that title there are.
func (h *house) make(maker, title string, changes ...any) cakehttp.Cake {
	h.t.Helper()
	d := draft{"kind": "musical", "title": title, "notADouble": true}.with(changes...)
	return read[cakehttp.Cake](h.post(maker, newID(), d).want(http.StatusCreated))
}

func (h *house) get(person, cakeID string) cakehttp.Cake {
	h.t.Helper()
	return read[cakehttp.Cake](h.ask(person, "GET", "/"+cakeID, nil).want(http.StatusOK))
}

func (h *house) list(person, parameters string) cakehttp.CakeList {
	h.t.Helper()
	return read[cakehttp.CakeList](h.ask(person, "GET", "?"+parameters, nil).want(http.StatusOK))
}

func (h *house) search(person, query string) cakehttp.CakeList {
	h.t.Helper()
	return h.list(person, "q="+url.QueryEscape(query))
}

func titles(l cakehttp.CakeList) []string {
	all := []string{}
	for _, c := range l.Items {
		all = append(all, c.Title)
	}
	return all
}

// take takes films of TMDB in, each with its title as the code.
func (h *house) take(source cake.Source, works ...cake.Work) {
	h.t.Helper()
	var told []cake.Told
	for _, w := range works {
		told = append(told, cake.Told{Work: w, Code: fmt.Sprintf("%x", w.Title)})
	}
	if _, err := h.store.Take(h.t.Context(), source, told, h.clock.Now()); err != nil {
		h.t.Fatal(err)
	}
}

func newID() string { return id.New(clock.System{}) }

// photos are the neighbour that keeps photos, by owner and id.
type photos map[[2]string][]byte

func (p photos) add(owner, jpeg string) string {
	photoID := newID()
	p[[2]string{owner, photoID}] = []byte(jpeg)
	return photoID
}

func (p photos) Image(_ context.Context, owner, photoID string) ([]byte, error) {
	if jpeg, ok := p[[2]string{owner, photoID}]; ok {
		return jpeg, nil
	}
	return nil, errs.NotFound
}

// posters are the gallery. It can be down.
type posters struct {
	mu   sync.Mutex
	of   map[string][]byte
	down bool
}

func (p *posters) Put(_ context.Context, cakeID string, jpeg []byte) error {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.down {
		return errors.New("the gallery is down")
	}
	p.of[cakeID] = jpeg
	return nil
}

func (p *posters) Draw(context.Context, string) error {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.down {
		return errors.New("the gallery is down")
	}
	return nil
}

// activities are what people did, by cake: all of today.
type activities map[string]int

func (a activities) list() []cake.Activity {
	var all []cake.Activity
	for cakeID, n := range a {
		all = append(all, cake.Activity{CakeID: cakeID, Day: "2026-08-03", Count: n})
	}
	return all
}

// neighbours are the pieces and the open rooms.
type neighbours struct{ pieces, talk activities }

func (n neighbours) Pieces(context.Context, cake.Day) ([]cake.Activity, error) {
	return n.pieces.list(), nil
}

func (n neighbours) Messages(context.Context, cake.Day) ([]cake.Activity, error) {
	return n.talk.list(), nil
}
