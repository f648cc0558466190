package titlesql_test

import (
	"embed"
	"fmt"
	"strings"
	"sync"
	"testing"
	"time"

	"piece/internal/account"
	"piece/internal/account/accountsql"
	"piece/internal/platform/clock"
	"piece/internal/platform/id"
	"piece/internal/platform/sqldb"
	"piece/internal/platform/sqldb/sqldbtest"
	"piece/internal/title"
	"piece/internal/title/titlesql"
)

var start = time.Date(2026, 8, 3, 12, 0, 0, 123456000, time.UTC)

type home struct {
	*titlesql.Store
	t    *testing.T
	db   *sqldb.DB
	next int
}

// each runs a test of the contract of title.Store on every home.
func each(t *testing.T, run func(t *testing.T, h *home)) {
	sqldbtest.Each(t, func(t *testing.T, db *sqldb.DB) {
		for range 2 { // a second start finds the tables made
			for _, m := range []struct {
				domain string
				files  embed.FS
			}{{accountsql.Domain, accountsql.Migrations}, {titlesql.Domain, titlesql.Migrations}} {
				if _, err := sqldb.Migrate(t.Context(), db, m.domain, m.files); err != nil {
					t.Fatal(err)
				}
			}
		}
		run(t, &home{Store: titlesql.New(db), t: t, db: db})
	})
}

// person makes somebody who joined.
func (h *home) person() string {
	h.t.Helper()
	h.next++
	name := fmt.Sprint("person", h.next)
	p := account.Person{
		ID: id.New(clock.System{}), Email: name + "@example.com", EmailKey: name + "@example.com", Nickname: name, NicknameKey: name,
		Language: account.Korean, JoinedAt: start,
	}
	session := account.Session{ID: id.New(clock.System{}), PersonID: p.ID, CreatedAt: start, LastSeenAt: start, ExpiresAt: start.Add(time.Hour)}
	if err := accountsql.New(h.db).Join(h.t.Context(), p, session, strings.Repeat("0", 64-len(p.ID))+p.ID, nil); err != nil {
		h.t.Fatal(err)
	}
	return p.ID
}

func (h *home) has(person string) string {
	h.t.Helper()
	all, err := h.Earned(h.t.Context(), person)
	if err != nil {
		h.t.Fatal(err)
	}
	var out []string
	for _, e := range all {
		out = append(out, fmt.Sprintf("%s/%s/%s/%v", e.TitleID, e.PieceID, e.At.Sub(start), e.Seen))
	}
	return strings.Join(out, " ")
}

func TestEarnedTitlesComeBackAsTheyWereAndStay(t *testing.T) {
	each(t, func(t *testing.T, h *home) {
		minji, jieun := h.person(), h.person()
		if got := h.has(minji); got != "" {
			t.Errorf("from the beginning: %s", got)
		}
		first := []title.Earned{{TitleID: "newcomer", At: start}, {TitleID: "first-piece", PieceID: "01k3q0zv5wq2m8d7x4n9c6b1ah", At: start.Add(time.Second)}}
		if kept, err := h.Earn(t.Context(), minji, first); err != nil || len(kept) != 2 {
			t.Errorf("first: %+v, %v", kept, err)
		}
		again := []title.Earned{{TitleID: "first-piece", PieceID: "01k3q0zv5wq2m8d7x4n9c6b1ai", At: start.Add(time.Hour)}, {TitleID: "fresh", PieceID: "01k3q0zv5wq2m8d7x4n9c6b1ai", At: start.Add(time.Hour)}}
		if kept, err := h.Earn(t.Context(), minji, again); err != nil || len(kept) != 1 || kept[0].TitleID != "fresh" {
			t.Errorf("again: %+v, %v", kept, err)
		}
		want := "newcomer//0s/false first-piece/01k3q0zv5wq2m8d7x4n9c6b1ah/1s/false fresh/01k3q0zv5wq2m8d7x4n9c6b1ai/1h0m0s/false"
		if got := h.has(minji); got != want {
			t.Errorf("got %s, want %s", got, want)
		}
		if err := h.See(t.Context(), minji, []string{"fresh", "night-owl", "x' OR 1=1"}, start); err != nil {
			t.Error(err)
		}
		if err := h.See(t.Context(), minji, nil, start); err != nil {
			t.Error(err)
		}
		if got := h.has(minji); got != strings.Replace(want, "1h0m0s/false", "1h0m0s/true", 1) {
			t.Errorf("seen: %s", got)
		}
		if got := h.has(jieun); got != "" {
			t.Errorf("somebody else has %s", got)
		}
	})
}

func TestOfSeveralAtOnceEachTitleIsGivenToOne(t *testing.T) {
	each(t, func(t *testing.T, h *home) {
		minji := h.person()
		var crowd sync.WaitGroup
		var mu sync.Mutex
		given := map[string]int{}
		for i := range 20 {
			crowd.Go(func() {
				kept, err := h.Earn(t.Context(), minji, []title.Earned{
					{TitleID: "newcomer", At: start}, {TitleID: "first-piece", PieceID: fmt.Sprintf("%026d", i), At: start}, {TitleID: "fresh", At: start},
				})
				if err != nil {
					t.Error(err)
				}
				mu.Lock()
				defer mu.Unlock()
				for _, e := range kept {
					given[e.TitleID]++
				}
			})
		}
		crowd.Wait()
		if len(given) != 3 || given["newcomer"] != 1 || given["first-piece"] != 1 || given["fresh"] != 1 {
			t.Errorf("given %v", given)
		}
		if n := len(strings.Fields(h.has(minji))); n != 3 {
			t.Errorf("%d are stored", n)
		}
	})
}

func TestD11_TitlesGoWithTheirPerson(t *testing.T) {
	each(t, func(t *testing.T, h *home) {
		minji, jieun := h.person(), h.person()
		for _, p := range []string{minji, jieun} {
			if _, err := h.Earn(t.Context(), p, []title.Earned{{TitleID: "newcomer", At: start}}); err != nil {
				t.Fatal(err)
			}
		}
		if _, err := h.db.Writer().NewDelete().Table("people").Where("id = ?", minji).Exec(t.Context()); err != nil {
			t.Fatal(err)
		}
		if h.has(minji) != "" || h.has(jieun) == "" {
			t.Errorf("they have %q and %q", h.has(minji), h.has(jieun))
		}
	})
}
