package signinsql_test

import (
	"context"
	"errors"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"piece/internal/account"
	"piece/internal/account/accountsql"
	"piece/internal/account/signin"
	"piece/internal/account/signin/signinsql"
	"piece/internal/platform/clock"
	"piece/internal/platform/errs"
	"piece/internal/platform/id"
	"piece/internal/platform/sqldb"
	"piece/internal/platform/sqldb/sqldbtest"
)

var now = time.Date(2026, 8, 3, 12, 0, 0, 123456000, time.UTC)

type home struct {
	*signinsql.Store
	people *accountsql.Store
	db     *sqldb.DB
}

// each runs a test of the contract of signin.Store on every home.
func each(t *testing.T, run func(t *testing.T, h *home)) {
	sqldbtest.Each(t, func(t *testing.T, db *sqldb.DB) {
		for range 2 { // a second start finds the tables made
			if _, err := sqldb.Migrate(t.Context(), db, accountsql.Domain, accountsql.Migrations); err != nil {
				t.Fatal(err)
			}
			if _, err := sqldb.Migrate(t.Context(), db, signinsql.Domain, signinsql.Migrations); err != nil {
				t.Fatal(err)
			}
		}
		run(t, &home{signinsql.New(db), accountsql.New(db), db})
	})
}

// join stores a person, and what also stores with it.
func (h *home) join(t *testing.T, name, password string, also func(context.Context, string) error) (string, error) {
	t.Helper()
	p := account.Person{
		ID: id.New(clock.System{}), Email: name + "@example.com", EmailKey: name + "@example.com", Nickname: name, NicknameKey: name,
		PasswordHash: password, Language: account.Korean, JoinedAt: now,
	}
	s := account.Session{ID: id.New(clock.System{}), PersonID: p.ID, CreatedAt: now, LastSeenAt: now, ExpiresAt: now.Add(time.Hour)}
	return p.ID, h.people.Join(t.Context(), p, s, strings.Repeat("0", 64-len(name))+name, func(ctx context.Context) error {
		if also == nil {
			return nil
		}
		return also(ctx, p.ID)
	})
}

func (h *home) person(t *testing.T, name, password string) string {
	t.Helper()
	p, err := h.join(t, name, password, nil)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

func at(provider, subject, person string) signin.Identity {
	return signin.Identity{Provider: provider, Subject: subject, PersonID: person, Email: "민지@example.com", LinkedAt: now, UsedAt: now}
}

func wantErr(t *testing.T, what string, got, want error) {
	t.Helper()
	if !errors.Is(got, want) {
		t.Errorf("%s: have %v, want %v", what, got, want)
	}
}

func TestAnIdentityComesBackAsItWas(t *testing.T) {
	each(t, func(t *testing.T, h *home) {
		minji := h.person(t, "minji", "hash")
		long := at("work", strings.Repeat("가", signin.MaxSubject/3), minji)
		wantErr(t, "link", h.Link(t.Context(), long), nil)
		got, err := h.Find(t.Context(), "work", long.Subject)
		if err != nil || got != long {
			t.Errorf("have %+v, %v", got, err)
		}
		long.UsedAt, long.Email = now.Add(time.Hour), ""
		wantErr(t, "used", h.Used(t.Context(), long), nil)
		second := at("kakao", "1", minji)
		second.LinkedAt = now.Add(time.Second)
		wantErr(t, "link another", h.Link(t.Context(), second), nil)
		all, err := h.Of(t.Context(), minji)
		if err != nil || len(all) != 2 || all[0] != long || all[1] != second {
			t.Errorf("have %+v, %v", all, err)
		}
		// Ids elsewhere are bytes: no case, form or blank makes two of them the same.
		wantErr(t, "link Ab", h.Link(t.Context(), at("naver", "Ab", minji)), nil)
		for _, other := range []string{"ab", "AB", "Ab ", " Ab", "Ａb", "Ab\u0301"} {
			_, err := h.Find(t.Context(), "naver", other)
			wantErr(t, other, err, errs.NotFound)
		}
		wantErr(t, "used of nobody", h.Used(t.Context(), at("x", "x", minji)), errs.NotFound)
	})
}

func TestOneIdentityOnePersonOneEach(t *testing.T) {
	each(t, func(t *testing.T, h *home) {
		minji, sujin := h.person(t, "minji", "hash"), h.person(t, "sujin", "hash")
		wantErr(t, "link", h.Link(t.Context(), at("work", "1", minji)), nil)
		wantErr(t, "again", h.Link(t.Context(), at("work", "1", minji)), signin.ErrTaken)
		wantErr(t, "by another", h.Link(t.Context(), at("work", "1", sujin)), signin.ErrTaken)
		wantErr(t, "another there", h.Link(t.Context(), at("work", "2", minji)), signin.ErrLinked)
		wantErr(t, "the same id elsewhere", h.Link(t.Context(), at("kakao", "1", sujin)), nil)
		wantErr(t, "of nobody", h.Link(t.Context(), at("work", "3", id.New(clock.System{}))), errs.NotFound)
		wantErr(t, "unlink another's", h.Unlink(t.Context(), sujin, "work"), errs.NotFound)
		wantErr(t, "unlink", h.Unlink(t.Context(), minji, "work"), nil)
		wantErr(t, "unlink again", h.Unlink(t.Context(), minji, "work"), errs.NotFound)
		wantErr(t, "of nobody", h.Unlink(t.Context(), id.New(clock.System{}), "work"), errs.NotFound)
	})
}

// An account and how its person signs in are stored together or not at all.
func TestJoiningIsAllOrNothing(t *testing.T) {
	each(t, func(t *testing.T, h *home) {
		h.person(t, "sujin", "hash")
		link := func(ctx context.Context, person string) error { return h.Link(ctx, at("work", "1", person)) }
		minji, err := h.join(t, "minji", "", link)
		if err != nil {
			t.Fatal(err)
		}
		if all, err := h.Of(t.Context(), minji); err != nil || len(all) != 1 {
			t.Errorf("have %v, %v", all, err)
		}
		late, err := h.join(t, "late", "", link)
		wantErr(t, "the identity is taken", err, signin.ErrTaken)
		_, err = h.people.ByID(t.Context(), late)
		wantErr(t, "the account of who came too late", err, errs.NotFound)
		_, err = h.join(t, "sujin", "", func(ctx context.Context, person string) error { return h.Link(ctx, at("work", "9", person)) })
		wantErr(t, "the nickname is taken", err, errs.Conflict)
		_, err = h.Find(t.Context(), "work", "9")
		wantErr(t, "the identity of who couldn't join", err, errs.NotFound)
	})
}

func TestTheLastWayStays(t *testing.T) {
	each(t, func(t *testing.T, h *home) {
		link := func(ctx context.Context, person string) error { return h.Link(ctx, at("work", "1", person)) }
		minji, err := h.join(t, "minji", "", link)
		if err != nil {
			t.Fatal(err)
		}
		wantErr(t, "the only one", h.Unlink(t.Context(), minji, "work"), signin.ErrLastWay)
		if _, err := h.Find(t.Context(), "work", "1"); err != nil {
			t.Errorf("it is gone all the same: %v", err)
		}
		for range 5 {
			if err := h.Link(t.Context(), at("kakao", "1", minji)); err != nil && !errors.Is(err, signin.ErrTaken) {
				t.Fatal(err)
			}
			if err := h.Link(t.Context(), at("work", "1", minji)); err != nil && !errors.Is(err, signin.ErrTaken) {
				t.Fatal(err)
			}
			var gone atomic.Int64
			var wg sync.WaitGroup
			for _, provider := range []string{"work", "kakao"} {
				wg.Go(func() {
					if h.Unlink(t.Context(), minji, provider) == nil {
						gone.Add(1)
					}
				})
			}
			wg.Wait()
			if gone.Load() != 1 {
				t.Errorf("%d of two ways are gone", gone.Load())
			}
		}
	})
}

func TestAnAttemptIsSpentOnce(t *testing.T) {
	each(t, func(t *testing.T, h *home) {
		attempt := strings.Repeat("a", 64)
		var spent atomic.Int64
		var wg sync.WaitGroup
		for range 8 {
			wg.Go(func() {
				switch err := h.Spend(t.Context(), attempt, now.Add(time.Minute)); {
				case err == nil:
					spent.Add(1)
				case !errors.Is(err, signin.ErrOver):
					t.Error(err)
				}
			})
		}
		wg.Wait()
		if spent.Load() != 1 {
			t.Errorf("spent %d times", spent.Load())
		}
		wantErr(t, "drop", h.DropSpent(t.Context(), now), nil)
		wantErr(t, "it is remembered", h.Spend(t.Context(), attempt, now), signin.ErrOver)
		wantErr(t, "drop", h.DropSpent(t.Context(), now.Add(time.Minute)), nil)
		wantErr(t, "it would be over anyway", h.Spend(t.Context(), attempt, now), nil)
	})
}

// With a person the identities go (D11).
func TestD11_WithAPersonTheIdentitiesGo(t *testing.T) {
	each(t, func(t *testing.T, h *home) {
		minji := h.person(t, "minji", "hash")
		wantErr(t, "link", h.Link(t.Context(), at("work", "1", minji)), nil)
		if _, err := h.db.Writer().NewDelete().Table("people").Where("id = ?", minji).Exec(t.Context()); err != nil {
			t.Fatal(err)
		}
		_, err := h.Find(t.Context(), "work", "1")
		wantErr(t, "find", err, errs.NotFound)
	})
}
