package accountsql_test

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"sync"
	"testing"
	"time"

	"piece/internal/account"
	"piece/internal/account/accountsql"
	"piece/internal/platform/clock"
	"piece/internal/platform/errs"
	"piece/internal/platform/id"
	"piece/internal/platform/sqldb"
	"piece/internal/platform/sqldb/sqldbtest"
)

var start = time.Date(2026, 8, 3, 12, 0, 0, 123456000, time.UTC)

// each runs a test of the contract of account.Store on every home.
func each(t *testing.T, run func(t *testing.T, s *accountsql.Store)) {
	sqldbtest.Each(t, func(t *testing.T, db *sqldb.DB) {
		for range 2 { // a second start finds the tables made
			if _, err := sqldb.Migrate(t.Context(), db, accountsql.Domain, accountsql.Migrations); err != nil {
				t.Fatal(err)
			}
		}
		run(t, accountsql.New(db))
	})
}

func person(name string) account.Person {
	return account.Person{
		ID: id.New(clock.System{}), Email: name + "@example.com", EmailKey: name + "@example.com",
		Nickname: name, NicknameKey: name, PasswordHash: "hash-" + name, Language: account.Korean, JoinedAt: start,
	}
}

func session(p account.Person, at time.Time) account.Session {
	return account.Session{
		ID: id.New(clock.System{}), PersonID: p.ID, Device: "Safari · iPhone",
		CreatedAt: at, LastSeenAt: at, ExpiresAt: at.Add(account.SessionIdle),
	}
}

// hash makes something of the form of a token's hash.
func hash(s string) string { return strings.Repeat("0", 64-len(s)) + s }

func join(t *testing.T, s *accountsql.Store, name string) (account.Person, account.Session) {
	t.Helper()
	p := person(name)
	first := session(p, start)
	if err := s.Join(t.Context(), p, first, hash("first-"+name), nil); err != nil {
		t.Fatal(err)
	}
	return p, first
}

func sessionIDs(t *testing.T, s *accountsql.Store, personID string) string {
	t.Helper()
	all, err := s.Sessions(t.Context(), personID, start)
	if err != nil {
		t.Fatal(err)
	}
	var ids []string
	for _, one := range all {
		ids = append(ids, one.ID)
	}
	return strings.Join(ids, " ")
}

func wantErr(t *testing.T, what string, got, want error) {
	t.Helper()
	if !errors.Is(got, want) {
		t.Errorf("%s: have %v, want %v", what, got, want)
	}
}

func TestPersonIsKeptAsGiven(t *testing.T) {
	each(t, func(t *testing.T, s *accountsql.Store) {
		p := person("민지")
		p.Email, p.Language, p.Onboarded, p.SuspendedAt = "민지+조각@example.com", account.English, true, start.Add(time.Microsecond)
		first := session(p, start)
		if err := s.Join(t.Context(), p, first, hash("a"), nil); err != nil {
			t.Fatal(err)
		}
		if got, err := s.ByID(t.Context(), p.ID); err != nil || got != p {
			t.Errorf("by id: %+v, %v; want %+v", got, err, p)
		}
		if got, err := s.ByEmail(t.Context(), p.EmailKey); err != nil || got != p {
			t.Errorf("by mail: %+v, %v", got, err)
		}
		all, err := s.Sessions(t.Context(), p.ID, start)
		if err != nil || len(all) != 1 || all[0] != first {
			t.Errorf("sessions: %+v, %v; want %+v", all, err, first)
		}
		_, err = s.ByID(t.Context(), id.New(clock.System{}))
		wantErr(t, "unknown id", err, errs.NotFound)
		_, err = s.ByEmail(t.Context(), "")
		wantErr(t, "unknown mail", err, errs.NotFound)
	})
}

func TestJoinRefusesTakenKeysAndStoresNothing(t *testing.T) {
	each(t, func(t *testing.T, s *accountsql.Store) {
		p, _ := join(t, s, "minji")
		for what, change := range map[string]func(*account.Person){
			"mail":     func(q *account.Person) { q.EmailKey = p.EmailKey },
			"nickname": func(q *account.Person) { q.NicknameKey = p.NicknameKey },
		} {
			q := person("other")
			change(&q)
			wantErr(t, what, s.Join(t.Context(), q, session(q, start), hash("x"+what), nil), errs.Conflict)
			_, err := s.ByID(t.Context(), q.ID)
			wantErr(t, "row of the refused one", err, errs.NotFound)
		}
		for _, c := range []struct{ mail, nick, want string }{
			{p.EmailKey, "", "true false"}, {"", p.NicknameKey, "false true"},
			{p.EmailKey, p.NicknameKey, "true true"}, {"", "", "false false"}, {"free", "free", "false false"},
		} {
			mail, nick, err := s.Taken(t.Context(), c.mail, c.nick)
			if got := fmt.Sprint(mail, " ", nick); err != nil || got != c.want {
				t.Errorf("taken %q %q: %s, %v; want %s", c.mail, c.nick, got, err, c.want)
			}
		}
	})
}

func TestChangeTouchesOnlyWhatIsGiven(t *testing.T) {
	each(t, func(t *testing.T, s *accountsql.Store) {
		p, _ := join(t, s, "minji")
		other, _ := join(t, s, "sujin")
		for _, what := range []string{"once", "the same again"} {
			if err := s.Change(t.Context(), p.ID, account.Changes{Onboarded: new(true)}); err != nil {
				t.Errorf("%s: %v", what, err)
			}
		}
		p.Onboarded = true
		if got, _ := s.ByID(t.Context(), p.ID); got != p {
			t.Errorf("have %+v, want %+v", got, p)
		}
		if got, _ := s.ByID(t.Context(), other.ID); got != other {
			t.Errorf("another person changed: %+v", got)
		}
		wantErr(t, "unknown", s.Change(t.Context(), id.New(clock.System{}), account.Changes{Language: new(account.English)}), errs.NotFound)
	})
}

func TestEverythingThatMayBeChangedIsKept(t *testing.T) {
	each(t, func(t *testing.T, s *accountsql.Store) {
		p, _ := join(t, s, "minji")
		other, _ := join(t, s, "sujin")
		c := account.Changes{
			Nickname: &account.Nickname{Shown: "달빛정원", Key: "달빛정원"}, Language: new(account.English), Theme: new(account.ThemeDark),
			TimeZone: new("America/Argentina/Buenos_Aires"), Onboarded: new(true), Title: new("front-row"),
		}
		if err := s.Change(t.Context(), p.ID, c); err != nil {
			t.Fatal(err)
		}
		p.Nickname, p.NicknameKey, p.Language, p.Theme, p.TimeZone, p.Onboarded, p.Title = "달빛정원", "달빛정원", account.English, account.ThemeDark, "America/Argentina/Buenos_Aires", true, "front-row"
		if got, err := s.ByID(t.Context(), p.ID); err != nil || got != p {
			t.Errorf("have %+v, %v; want %+v", got, err, p)
		}
		taken := account.Changes{Nickname: &account.Nickname{Shown: "SUJIN", Key: other.NicknameKey}, Theme: new(account.ThemeLight)}
		wantErr(t, "a taken nickname", s.Change(t.Context(), p.ID, taken), errs.Conflict)
		if got, _ := s.ByID(t.Context(), p.ID); got != p {
			t.Errorf("a refused change changed something: %+v", got)
		}
		again := account.Changes{Nickname: &account.Nickname{Shown: "달빛정원", Key: p.NicknameKey}}
		if err := s.Change(t.Context(), p.ID, again); err != nil {
			t.Errorf("the own one: %v", err)
		}
	})
}

func TestProfilesLeaveUnknownOut(t *testing.T) {
	each(t, func(t *testing.T, s *accountsql.Store) {
		p, _ := join(t, s, "minji")
		got, err := s.Profiles(t.Context(), []string{p.ID, id.New(clock.System{}), p.ID})
		if err != nil || len(got) != 1 || got[0] != (account.Profile{ID: p.ID, Nickname: p.Nickname}) {
			t.Errorf("have %+v, %v", got, err)
		}
	})
}

func TestOpenSessionNeedsTheVerifiedPassword(t *testing.T) {
	each(t, func(t *testing.T, s *accountsql.Store) {
		p, first := join(t, s, "minji")
		second := session(p, start.Add(time.Second))
		if err := s.OpenSession(t.Context(), second, hash("2"), p.PasswordHash); err != nil {
			t.Fatal(err)
		}
		if got := sessionIDs(t, s, p.ID); got != second.ID+" "+first.ID {
			t.Errorf("sessions %s, want the last seen first", got)
		}
		wantErr(t, "changed password", s.OpenSession(t.Context(), session(p, start), hash("3"), "other"), errs.NotFound)

		gone := person("suspended")
		gone.SuspendedAt = start
		if err := s.Join(t.Context(), gone, session(gone, start), hash("4"), nil); err != nil {
			t.Fatal(err)
		}
		wantErr(t, "suspended", s.OpenSession(t.Context(), session(gone, start), hash("5"), gone.PasswordHash), errs.NotFound)
	})
}

func TestOpenSessionEndsTheLongestUnused(t *testing.T) {
	each(t, func(t *testing.T, s *accountsql.Store) {
		p, first := join(t, s, "minji")
		for i := range account.MaxSessions {
			fresh := session(p, start.Add(time.Duration(i+1)*time.Second))
			if err := s.OpenSession(t.Context(), fresh, hash(fmt.Sprint(i)), p.PasswordHash); err != nil {
				t.Fatal(err)
			}
		}
		ids := sessionIDs(t, s, p.ID)
		if n := len(strings.Fields(ids)); n != account.MaxSessions || strings.Contains(ids, first.ID) {
			t.Errorf("%d sessions, the first still there: %v", n, strings.Contains(ids, first.ID))
		}
		wantErr(t, "the longest unused", s.EndSession(t.Context(), p.ID, first.ID, start), errs.NotFound)
	})
}

func TestExchangeShowsWhatIsKnownAndDoesWhatIsSaid(t *testing.T) {
	each(t, func(t *testing.T, s *accountsql.Store) {
		p, first := join(t, s, "minji")
		later := start.Add(time.Hour)
		var seen account.Presented
		exchange := func(token, next string, outcome account.Outcome) error {
			e := account.Exchange{SessionID: first.ID, Token: hash(token), Next: hash(next), Now: later}
			return s.Exchange(t.Context(), e, func(p account.Presented) account.Verdict {
				seen = p
				kept := p.Session
				kept.LastSeenAt, kept.ExpiresAt = later, later.Add(time.Hour)
				return account.Verdict{Outcome: outcome, Session: kept}
			})
		}
		steps := []struct {
			token, next string
			outcome     account.Outcome
			known, used bool
		}{
			{"first-minji", "b", account.Rotated, true, false},
			{"first-minji", "c", account.Repeated, true, true},
			{"b", "d", account.Rotated, true, false},
			{"first-minji", "e", account.Repeated, false, false}, // forgotten with the rotation
			{"c", "f", account.Repeated, false, false},           // so is the twin
			{"d", "g", account.Reused, true, false},
		}
		for i, step := range steps {
			if err := exchange(step.token, step.next, step.outcome); err != nil {
				t.Fatalf("step %d: %v", i, err)
			}
			if seen.Known != step.known || seen.UsedAt.IsZero() == step.used || seen.Suspended || seen.Session.PersonID != p.ID {
				t.Errorf("step %d: saw %+v", i, seen)
			}
		}
		if !seen.Session.LastSeenAt.Equal(later) || !seen.Session.ExpiresAt.Equal(later.Add(time.Hour)) {
			t.Errorf("session was not kept as told: %+v", seen.Session)
		}
		wantErr(t, "ended session", exchange("g", "h", account.Rotated), errs.NotFound)
	})
}

func TestExchangeIsAtomic(t *testing.T) {
	each(t, func(t *testing.T, s *accountsql.Store) {
		_, first := join(t, s, "minji")
		var mu sync.Mutex
		saw := map[string]int{} // whether the token was unused, and the error
		var wg sync.WaitGroup
		for i := range 20 {
			wg.Go(func() {
				e := account.Exchange{SessionID: first.ID, Token: hash("first-minji"), Next: hash(fmt.Sprint("next", i)), Now: start}
				var p account.Presented
				err := s.Exchange(context.Background(), e, func(now account.Presented) account.Verdict {
					p = now
					if p.UsedAt.IsZero() {
						return account.Verdict{Outcome: account.Rotated, Session: p.Session}
					}
					return account.Verdict{Outcome: account.Repeated, Session: p.Session}
				})
				mu.Lock()
				defer mu.Unlock()
				saw[fmt.Sprint(p.UsedAt.IsZero(), " ", err)]++
			})
		}
		wg.Wait()
		if saw["true <nil>"] != 1 || saw["false <nil>"] != 19 {
			t.Errorf("want one of 20 to find the token unused, have %v", saw)
		}
	})
}

func TestEndingSessions(t *testing.T) {
	each(t, func(t *testing.T, s *accountsql.Store) {
		p, first := join(t, s, "minji")
		other, theirs := join(t, s, "sujin")
		second := session(p, start.Add(time.Second))
		if err := s.OpenSession(t.Context(), second, hash("2"), p.PasswordHash); err != nil {
			t.Fatal(err)
		}
		wantErr(t, "another's", s.EndSession(t.Context(), p.ID, theirs.ID, start), errs.NotFound)
		if err := s.EndSessionOfToken(t.Context(), theirs.ID, hash("2"), start); err != nil {
			t.Fatal(err)
		}
		if got := sessionIDs(t, s, other.ID); got != theirs.ID {
			t.Errorf("a token of another session ended it")
		}
		if err := s.EndSessionOfToken(t.Context(), second.ID, hash("2"), start); err != nil {
			t.Fatal(err)
		}
		if got := sessionIDs(t, s, p.ID); got != first.ID {
			t.Errorf("have %s, want %s", got, first.ID)
		}
		if err := s.EndSession(t.Context(), p.ID, first.ID, start); err != nil {
			t.Fatal(err)
		}
		wantErr(t, "twice", s.EndSession(t.Context(), p.ID, first.ID, start), errs.NotFound)
		if err := s.EndSessions(t.Context(), other.ID, start); err != nil {
			t.Fatal(err)
		}
		if got := sessionIDs(t, s, other.ID); got != "" {
			t.Errorf("still there: %s", got)
		}
	})
}

func TestExpiredSessionsAreHiddenAndDropped(t *testing.T) {
	each(t, func(t *testing.T, s *accountsql.Store) {
		p, first := join(t, s, "minji")
		if all, err := s.Sessions(t.Context(), p.ID, first.ExpiresAt); err != nil || len(all) != 0 {
			t.Errorf("listed when over: %v, %v", all, err)
		}
		for _, c := range []struct {
			now  time.Time
			want int
		}{{first.ExpiresAt.Add(-time.Microsecond), 0}, {first.ExpiresAt, 1}, {first.ExpiresAt, 0}} {
			if n, err := s.DropExpired(t.Context(), c.now, 10); err != nil || n != c.want {
				t.Errorf("dropped %d, %v; want %d", n, err, c.want)
			}
		}
	})
}

func TestChangePasswordKeepsOneSession(t *testing.T) {
	each(t, func(t *testing.T, s *accountsql.Store) {
		p, first := join(t, s, "minji")
		other, theirs := join(t, s, "sujin")
		second := session(p, start.Add(time.Second))
		if err := s.OpenSession(t.Context(), second, hash("2"), p.PasswordHash); err != nil {
			t.Fatal(err)
		}
		wantErr(t, "wrong hash", s.ChangePassword(t.Context(), p.ID, "other", "new", first.ID, start), errs.Conflict)
		wantErr(t, "another's session", s.ChangePassword(t.Context(), p.ID, p.PasswordHash, "new", theirs.ID, start), errs.NotFound)
		if err := s.ChangePassword(t.Context(), p.ID, p.PasswordHash, "new", first.ID, start); err != nil {
			t.Fatal(err)
		}
		if got := sessionIDs(t, s, p.ID); got != first.ID {
			t.Errorf("have %s, want only %s", got, first.ID)
		}
		if got := sessionIDs(t, s, other.ID); got != theirs.ID {
			t.Error("another person was signed out")
		}
		wantErr(t, "rehash of an old hash", s.Rehash(t.Context(), p.ID, p.PasswordHash, "x"), errs.NotFound)
		if err := s.Rehash(t.Context(), p.ID, "new", "newer"); err != nil {
			t.Fatal(err)
		}
		if got, _ := s.ByID(t.Context(), p.ID); got.PasswordHash != "newer" {
			t.Errorf("have %q", got.PasswordHash)
		}
	})
}
