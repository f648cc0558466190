package titlehttp_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"image/png"
	"net/http"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"piece/internal/account"
	"piece/internal/account/accountsql"
	"piece/internal/craft/ticket"
	"piece/internal/platform/clock"
	"piece/internal/platform/errs"
	"piece/internal/platform/httpapi"
	"piece/internal/platform/httpapi/httpapitest"
	"piece/internal/platform/id"
	"piece/internal/platform/sqldb"
	"piece/internal/platform/sqldb/sqldbtest"
	"piece/internal/title"
	"piece/internal/title/titlehttp"
	"piece/internal/title/titlesql"
)

// neighbours are pieces, rooms and people as the test says.
type neighbours struct {
	mu       sync.Mutex
	attended map[string][]title.Attendance // guarded by mu, as the others
	rooms    map[string]int
	worn     map[string]string
	down     bool // pieces
	asked    int  // for pieces
}

func (n *neighbours) Attendances(_ context.Context, person string) ([]title.Attendance, error) {
	n.mu.Lock()
	defer n.mu.Unlock()
	n.asked++
	if n.down {
		return nil, errs.Unavailable.With(errors.New("pieces are down"))
	}
	return slices.Clone(n.attended[person]), nil
}

func (n *neighbours) Count(_ context.Context, person string) (int, error) {
	n.mu.Lock()
	defer n.mu.Unlock()
	return n.rooms[person], nil
}

func (n *neighbours) Person(_ context.Context, id string) (title.Person, error) {
	n.mu.Lock()
	defer n.mu.Unlock()
	return title.Person{Nickname: "민지", Worn: n.worn[id], TimeZone: "Asia/Seoul"}, nil
}

func (n *neighbours) Wear(_ context.Context, person, id string) error {
	n.mu.Lock()
	defer n.mu.Unlock()
	n.worn[person] = id
	return nil
}

type house struct {
	*httpapitest.Site
	*neighbours
	t     *testing.T
	clock *clock.Fake
	db    *sqldb.DB
	minji string
	jieun string
}

func each(t *testing.T, run func(t *testing.T, h *house)) {
	renderer, err := ticket.New()
	if err != nil {
		t.Fatal(err)
	}
	sqldbtest.Each(t, func(t *testing.T, db *sqldb.DB) {
		h := &house{
			t: t, db: db, clock: clock.NewFake(time.Date(2026, 11, 26, 12, 0, 0, 0, time.UTC)),
			neighbours: &neighbours{attended: map[string][]title.Attendance{}, rooms: map[string]int{}, worn: map[string]string{}},
		}
		if _, err := sqldb.Migrate(t.Context(), db, accountsql.Domain, accountsql.Migrations); err != nil {
			t.Fatal(err)
		}
		if _, err := sqldb.Migrate(t.Context(), db, titlesql.Domain, titlesql.Migrations); err != nil {
			t.Fatal(err)
		}
		s := title.New(title.Deps{
			Store: titlesql.New(db), Pieces: h.neighbours, Rooms: h.neighbours, People: h.neighbours, Renderer: renderer, Clock: h.clock,
		})
		h.Site = httpapitest.New(t, h.clock, func(a *httpapi.API) { titlehttp.Register(a, s) })
		h.minji, h.jieun = h.person("minji"), h.person("jieun")
		run(t, h)
	})
}

func (h *house) person(name string) string {
	h.t.Helper()
	now := h.clock.Now()
	p := account.Person{
		ID: id.New(clock.System{}), Email: name, EmailKey: name, Nickname: name, NicknameKey: name, Language: account.Korean, JoinedAt: now,
	}
	session := account.Session{ID: id.New(clock.System{}), PersonID: p.ID, CreatedAt: now, LastSeenAt: now, ExpiresAt: now.Add(time.Hour)}
	if err := accountsql.New(h.db).Join(h.t.Context(), p, session, strings.Repeat("0", 64-len(p.ID))+p.ID, nil); err != nil {
		h.t.Fatal(err)
	}
	return p.ID
}

// sees gives a person pieces, made an hour ago; changes are of each.
func (h *house) sees(person string, n int, change func(a *title.Attendance)) {
	h.mu.Lock()
	defer h.mu.Unlock()
	for range n {
		a := title.Attendance{PieceID: fmt.Sprintf("%026d", len(h.attended[person])), Kind: "etc", Day: "2026-11-01", MadeAt: h.clock.Now().Add(-time.Hour)}
		if change != nil {
			change(&a)
		}
		h.attended[person] = append(h.attended[person], a)
	}
}

// evaluated gives what is new.
func (h *house) evaluated(person string) string {
	h.t.Helper()
	got := httpapitest.Read[titlehttp.EarnedTitles](h.t, h.Wants(http.StatusOK, person, "POST", "/titles/evaluations", nil)).IDs
	slices.Sort(got)
	return strings.Join(got, " ")
}

func (h *house) list(person string) titlehttp.TitleList {
	h.t.Helper()
	return httpapitest.Read[titlehttp.TitleList](h.t, h.Wants(http.StatusOK, person, "GET", "/titles", nil))
}

// one gives how a title looks to a person.
func (h *house) one(person, id string) titlehttp.OwnTitle {
	h.t.Helper()
	for _, item := range h.list(person).Items {
		if item.ID == id {
			return item
		}
	}
	h.t.Fatalf("there is no %s", id)
	return titlehttp.OwnTitle{}
}

func TestATitleIsEarnedOnceAndStays(t *testing.T) {
	each(t, func(t *testing.T, h *house) {
		if got := h.evaluated(h.minji); got != "newcomer" {
			t.Errorf("joined: %s", got)
		}
		h.sees(h.minji, 1, func(a *title.Attendance) { a.Kind, a.Seat = "movie", "A열 3번" })
		if got := h.evaluated(h.minji); got != "first-piece front-row" {
			t.Errorf("one piece: %s", got)
		}
		if got := h.evaluated(h.minji); got != "" {
			t.Errorf("again: %s", got)
		}
		front := h.one(h.minji, "front-row")
		if front.Done != 1 || front.EarnedAt == nil || !front.EarnedAt.Equal(h.clock.Now()) || front.PieceID != fmt.Sprintf("%026d", 0) || front.Seen {
			t.Errorf("front row: %+v", front)
		}
		h.mu.Lock()
		h.attended[h.minji] = nil // edited, or deleted
		h.mu.Unlock()
		if got := h.evaluated(h.minji); got != "" || h.one(h.minji, "front-row").Done != 1 {
			t.Errorf("without its piece: %q, %+v", got, h.one(h.minji, "front-row"))
		}
		if got := h.one(h.jieun, "front-row"); got.EarnedAt != nil || got.Done != 0 {
			t.Errorf("somebody else: %+v", got)
		}
	})
}

func TestD35_OnlyEarnedTitlesAreWorn(t *testing.T) {
	each(t, func(t *testing.T, h *house) {
		h.sees(h.jieun, 1, nil)
		h.evaluated(h.minji)
		h.evaluated(h.jieun)
		for _, id := range []string{"first-piece", "hundred-pieces", "no-such-title", "' OR 1=1 --"} {
			if a := h.Do(h.minji, "PUT", "/titles/worn", map[string]any{"id": id}); a.Status != http.StatusForbidden || !strings.HasPrefix(a.Problem(), "not_earned") {
				t.Errorf("%s: %d %s", id, a.Status, a.Body)
			}
		}
		if h.list(h.minji).Worn != "" {
			t.Errorf("worn: %q", h.list(h.minji).Worn)
		}
		h.Wants(http.StatusUnprocessableEntity, h.minji, "PUT", "/titles/worn", map[string]any{"id": ""})
		h.Wants(http.StatusUnauthorized, "", "PUT", "/titles/worn", map[string]any{"id": "newcomer"})
		h.Wants(http.StatusForbidden, httpapitest.Admin, "PUT", "/titles/worn", map[string]any{"id": "newcomer"})
		h.Wants(http.StatusNoContent, h.minji, "PUT", "/titles/worn", map[string]any{"id": "newcomer"})
		if h.list(h.minji).Worn != "newcomer" || h.list(h.jieun).Worn != "" {
			t.Errorf("worn: %q and %q", h.list(h.minji).Worn, h.list(h.jieun).Worn)
		}
		for range 2 {
			h.Wants(http.StatusNoContent, h.minji, "DELETE", "/titles/worn", nil)
		}
		if h.list(h.minji).Worn != "" {
			t.Error("still worn")
		}
	})
}

// D35: nobody makes titles; D37: no look earns one.
func TestD37_LookingEarnsNothing(t *testing.T) {
	each(t, func(t *testing.T, h *house) {
		h.sees(h.minji, 10, nil)
		for range 2 {
			for _, path := range []string{"/titles", "/titles/unseen"} {
				h.Wants(http.StatusOK, h.minji, "GET", path, nil)
			}
			h.Wants(http.StatusNotFound, h.minji, "GET", "/titles/ten-pieces/card.png", nil)
		}
		if got := h.one(h.minji, "ten-pieces"); got.Done != 10 || got.EarnedAt != nil {
			t.Errorf("looked at: %+v", got)
		}
		if got := h.evaluated(h.minji); got != "first-piece newcomer ten-pieces" {
			t.Errorf("evaluated: %s", got)
		}
		for _, method := range []string{"POST", "PUT", "DELETE"} {
			if a := h.Do(httpapitest.Admin, method, "/titles", map[string]any{"id": "own"}); a.Status != http.StatusMethodNotAllowed && a.Status != http.StatusNotFound {
				t.Errorf("%s /titles: %d", method, a.Status)
			}
		}
	})
}

func TestManyEvaluationsAtOnceGiveEachTitleOnce(t *testing.T) {
	each(t, func(t *testing.T, h *house) {
		h.sees(h.minji, 10, func(a *title.Attendance) { a.Genre, a.Venue = "horror", "극장"+a.PieceID })
		var crowd sync.WaitGroup
		var mu sync.Mutex
		given := map[string]int{}
		for range 12 {
			crowd.Go(func() {
				a := h.Do(h.minji, "POST", "/titles/evaluations", nil)
				if a.Status != http.StatusOK {
					t.Errorf("%d %s", a.Status, a.Body)
					return
				}
				mu.Lock()
				defer mu.Unlock()
				for _, id := range httpapitest.Read[titlehttp.EarnedTitles](t, a).IDs {
					given[id]++
				}
			})
		}
		crowd.Wait()
		if len(given) != 5 { // newcomer, first-piece, ten-pieces, genre-horror, pilgrim
			t.Errorf("given %v", given)
		}
		for id, n := range given {
			if n != 1 {
				t.Errorf("%s was given %d times", id, n)
			}
		}
	})
}

func TestNewTitlesAreToldUntilTheyAreSeen(t *testing.T) {
	each(t, func(t *testing.T, h *house) {
		unseen := func() string {
			var ids []string
			for _, item := range httpapitest.Read[titlehttp.NewTitles](t, h.Wants(http.StatusOK, h.minji, "GET", "/titles/unseen", nil)).Items {
				ids = append(ids, item.ID)
			}
			return strings.Join(ids, " ")
		}
		h.evaluated(h.minji)
		h.clock.Advance(time.Minute)
		h.sees(h.minji, 1, nil)
		h.evaluated(h.minji)
		if got := unseen(); got != "newcomer first-piece" {
			t.Errorf("unseen: %s", got)
		}
		h.Wants(http.StatusNoContent, h.minji, "POST", "/titles/seen", map[string]any{"ids": []string{"newcomer", "hundred-pieces"}})
		if got := unseen(); got != "first-piece" || h.one(h.minji, "hundred-pieces").Seen || !h.one(h.minji, "newcomer").Seen {
			t.Errorf("then: %s", got)
		}
		h.Wants(http.StatusNoContent, h.jieun, "POST", "/titles/seen", map[string]any{"ids": []string{"first-piece"}})
		if got := unseen(); got != "first-piece" {
			t.Errorf("seen by somebody else: %s", got)
		}
	})
}

func TestPiecesThatCannotBeAskedKeepNoOtherTitleWaiting(t *testing.T) {
	each(t, func(t *testing.T, h *house) {
		h.sees(h.minji, 1, nil)
		h.mu.Lock()
		h.down, h.rooms[h.minji] = true, 5
		h.mu.Unlock()
		h.Wants(http.StatusServiceUnavailable, h.minji, "POST", "/titles/evaluations", nil) // so that it is tried again
		h.mu.Lock()
		h.down = false
		h.mu.Unlock()
		if h.one(h.minji, "chatterbox").EarnedAt == nil || h.one(h.minji, "first-piece").EarnedAt != nil {
			t.Errorf("%+v", h.list(h.minji).Items)
		}
		if got := h.evaluated(h.minji); got != "first-piece" {
			t.Errorf("later: %s", got)
		}
	})
}

func TestNothingIsReadWhenNothingIsLeftToEarn(t *testing.T) {
	each(t, func(t *testing.T, h *house) {
		var all []title.Earned
		for _, one := range title.Titles() {
			all = append(all, title.Earned{TitleID: one.ID, At: h.clock.Now()})
		}
		if _, err := titlesql.New(h.db).Earn(t.Context(), h.minji, all); err != nil {
			t.Fatal(err)
		}
		if got := h.evaluated(h.minji); got != "" || h.asked != 0 {
			t.Errorf("%q, pieces were read %d times", got, h.asked)
		}
	})
}

func TestTheCardOfAnEarnedTitle(t *testing.T) {
	each(t, func(t *testing.T, h *house) {
		h.evaluated(h.minji)
		a := h.Wants(http.StatusOK, h.minji, "GET", "/titles/newcomer/card.png", nil)
		c, err := png.DecodeConfig(bytes.NewReader(a.Body))
		if err != nil || c.Width != ticket.ShareWidth || c.Height != ticket.ShareHeight || a.Header.Get("Content-Type") != "image/png" {
			t.Errorf("%v, %v, %+v", c, err, a.Header)
		}
		h.Wants(http.StatusNotFound, h.jieun, "GET", "/titles/newcomer/card.png", nil)
		h.Wants(http.StatusNotFound, h.minji, "GET", "/titles/first-piece/card.png", nil)
	})
}
