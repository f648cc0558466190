package accountsql_test

import (
	"fmt"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"piece/internal/account"
	"piece/internal/account/accountsql"
	"piece/internal/platform/auth"
	"piece/internal/platform/clock"
	"piece/internal/platform/errs"
	"piece/internal/platform/id"
)

// endedLog gives all that is known of ended sessions.
func endedLog(t *testing.T, s *accountsql.Store) []account.Ended {
	t.Helper()
	all, err := s.Ended(t.Context(), 0, 1000)
	if err != nil {
		t.Fatal(err)
	}
	return all
}

// D06: whatever ends a session puts it into the list, and nothing else does.
func TestD06_EveryEndOfASessionIsListed(t *testing.T) {
	each(t, func(t *testing.T, s *accountsql.Store) {
		ctx := t.Context()
		exchange := func(outcome account.Outcome) func(p account.Person, first account.Session) error {
			return func(p account.Person, first account.Session) error {
				e := account.Exchange{SessionID: first.ID, Token: hash("first-" + p.Nickname), Next: hash("next-" + p.Nickname), Now: start}
				return s.Exchange(ctx, e, func(now account.Presented) account.Verdict {
					return account.Verdict{Outcome: outcome, Session: now.Session}
				})
			}
		}
		for i, c := range []struct {
			way  string
			ends bool
			do   func(p account.Person, first account.Session) error
		}{
			{"the sweep", true, func(_ account.Person, first account.Session) error {
				if n, err := s.DropExpired(ctx, first.ExpiresAt, 10); err != nil || n != 1 {
					t.Errorf("dropped %d, %v", n, err)
				}
				return nil
			}},
			{"one device", true, func(p account.Person, first account.Session) error { return s.EndSession(ctx, p.ID, first.ID, start) }},
			{"its token", true, func(p account.Person, first account.Session) error {
				return s.EndSessionOfToken(ctx, first.ID, hash("first-"+p.Nickname), start)
			}},
			{"everywhere", true, func(p account.Person, _ account.Session) error { return s.EndSessions(ctx, p.ID, start) }},
			{"a new password", true, func(p account.Person, _ account.Session) error {
				second := session(p, start)
				if err := s.OpenSession(ctx, second, hash("kept-"+p.Nickname), p.PasswordHash); err != nil {
					return err
				}
				return s.ChangePassword(ctx, p.ID, p.PasswordHash, "new", second.ID, start)
			}},
			{"suspension", true, func(p account.Person, _ account.Session) error {
				_, _, err := s.SetSuspended(ctx, p.NicknameKey, start)
				return err
			}},
			{"a token used again", true, exchange(account.Reused)},
			{"its time", true, exchange(account.Over)},
			{"too many", true, func(p account.Person, _ account.Session) error {
				for k := range account.MaxSessions {
					err := s.OpenSession(ctx, session(p, start.Add(time.Duration(k+1)*time.Second)), hash(fmt.Sprint(k, p.Nickname)), p.PasswordHash)
					if err != nil {
						return err
					}
				}
				return nil
			}},
			{"a refresh", false, exchange(account.Rotated)},
			{"another's", false, func(account.Person, account.Session) error {
				_, other := join(t, s, "another")
				_ = s.EndSession(ctx, id.New(clock.System{}), other.ID, start)
				return s.EndSessionOfToken(ctx, other.ID, hash("none"), start)
			}},
		} {
			p, first := join(t, s, fmt.Sprint("person", i))
			before := endedLog(t, s)
			if err := s.Lives(ctx, p.ID, first.ID, start); err != nil {
				t.Fatalf("%s: the session doesn't live: %v", c.way, err)
			}
			if err := c.do(p, first); err != nil {
				t.Fatalf("%s: %v", c.way, err)
			}
			var want []account.Ended
			if c.ends {
				want = []account.Ended{{Seq: int64(len(before)) + 1, Session: auth.SessionHash(first.ID)}}
				wantErr(t, c.way, s.Lives(ctx, p.ID, first.ID, start), errs.NotFound)
			}
			after, err := s.Ended(ctx, int64(len(before)), 10)
			if err != nil || fmt.Sprint(after) != fmt.Sprint(want) {
				t.Errorf("%s: %v, %v; want %v", c.way, after, err, want)
			}
		}
	})
}

// Whoever follows the list sees each once: numbers become readable in their order, also while
// many sessions end at once.
func TestTheListOfEndedSessionsHasNoHoleForAReader(t *testing.T) {
	const people, devices = 8, 12
	each(t, func(t *testing.T, s *accountsql.Store) {
		var group sync.WaitGroup
		for i := range people {
			p, _ := join(t, s, fmt.Sprint("person", i))
			for k := range devices {
				if err := s.OpenSession(t.Context(), session(p, start), hash(fmt.Sprint(i, "x", k)), p.PasswordHash); err != nil {
					t.Fatal(err)
				}
			}
			all, err := s.Sessions(t.Context(), p.ID, start)
			if err != nil {
				t.Fatal(err)
			}
			group.Go(func() {
				for _, one := range all[:devices/2] {
					if err := s.EndSession(t.Context(), p.ID, one.ID, start); err != nil {
						t.Error(err)
					}
				}
				if err := s.EndSessions(t.Context(), p.ID, start); err != nil {
					t.Error(err)
				}
			})
		}
		var over atomic.Bool
		go func() {
			group.Wait()
			over.Store(true)
		}()
		for last := int64(0); last < people*(devices+1); {
			all := over.Load() // before it is read
			some, err := s.Ended(t.Context(), last, 7)
			if err != nil || all && len(some) == 0 {
				t.Fatalf("nothing more after %d: %v", last, err)
			}
			for _, e := range some {
				if last++; e.Seq != last {
					t.Fatalf("%d came after %d", e.Seq, last-1)
				}
			}
		}
	})
}

func TestEndedSessionsAreForgottenAndNumbersGoOn(t *testing.T) {
	each(t, func(t *testing.T, s *accountsql.Store) {
		p, first := join(t, s, "minji")
		second := session(p, start)
		if err := s.OpenSession(t.Context(), second, hash("2"), p.PasswordHash); err != nil {
			t.Fatal(err)
		}
		if err := s.EndSession(t.Context(), p.ID, first.ID, start); err != nil {
			t.Fatal(err)
		}
		for _, c := range []struct {
			before time.Time
			left   int
		}{{start, 1}, {start.Add(time.Microsecond), 0}} {
			if err := s.DropEnded(t.Context(), c.before); err != nil {
				t.Fatal(err)
			}
			if n := len(endedLog(t, s)); n != c.left {
				t.Errorf("%d are left, want %d", n, c.left)
			}
		}
		if err := s.EndSession(t.Context(), p.ID, second.ID, start); err != nil {
			t.Fatal(err)
		}
		if got := endedLog(t, s); len(got) != 1 || got[0].Seq != 2 {
			t.Errorf("%v", got)
		}
	})
}

func TestASessionLivesForItsPersonUntilItsEnd(t *testing.T) {
	each(t, func(t *testing.T, s *accountsql.Store) {
		p, first := join(t, s, "minji")
		other, _ := join(t, s, "sujin")
		for _, c := range []struct {
			what            string
			person, session string
			at              time.Time
			want            error
		}{
			{"own", p.ID, first.ID, start, nil},
			{"the last moment", p.ID, first.ID, first.ExpiresAt.Add(-time.Microsecond), nil},
			{"over", p.ID, first.ID, first.ExpiresAt, errs.NotFound},
			{"another's", other.ID, first.ID, start, errs.NotFound},
			{"unknown", p.ID, "x", start, errs.NotFound},
		} {
			wantErr(t, c.what, s.Lives(t.Context(), c.person, c.session, c.at), c.want)
		}
	})
}

// D06: whoever signs in when a suspension is over ends that one, and none that was made longer meanwhile.
func TestD06_ASuspensionThatWasMadeLongerIsNotEnded(t *testing.T) {
	each(t, func(t *testing.T, s *accountsql.Store) {
		p, _ := join(t, s, "minji")
		suspend := func(until time.Time) {
			t.Helper()
			if err := s.SetSuspension(t.Context(), p.ID, account.Suspension{At: start, Until: until, Reason: "spam"}); err != nil {
				t.Fatal(err)
			}
		}
		end := start.Add(time.Hour)
		for what, until := range map[string]time.Time{"longer": end.Add(time.Second), "without an end": {}} {
			suspend(until)
			wantErr(t, what, s.EndSuspension(t.Context(), p.ID, end), errs.NotFound)
			if now, err := s.ByID(t.Context(), p.ID); err != nil || now.Suspension(end) == (account.Suspension{}) {
				t.Errorf("%s: %+v, %v", what, now, err)
			}
		}
		suspend(end)
		if err := s.EndSuspension(t.Context(), p.ID, end); err != nil {
			t.Fatal(err)
		}
		if now, err := s.ByID(t.Context(), p.ID); err != nil || !now.SuspendedAt.IsZero() || !now.SuspendedUntil.IsZero() || now.SuspendedReason != "" {
			t.Errorf("when it is over: %+v, %v", now, err)
		}
		wantErr(t, "again", s.EndSuspension(t.Context(), p.ID, end), errs.NotFound)
	})
}

// D06: no session is opened beside a suspension.
func TestD06_SuspensionAndSignInAtOnceLeaveNoSession(t *testing.T) {
	each(t, func(t *testing.T, s *accountsql.Store) {
		p, _ := join(t, s, "minji")
		var group sync.WaitGroup
		for i := range 10 {
			group.Go(func() {
				_ = s.OpenSession(t.Context(), session(p, start), hash(fmt.Sprint(i)), p.PasswordHash) // either way
			})
		}
		group.Go(func() {
			if _, changed, err := s.SetSuspended(t.Context(), p.NicknameKey, start); err != nil || !changed {
				t.Errorf("suspended: %v, %v", changed, err)
			}
		})
		group.Wait()
		if got := sessionIDs(t, s, p.ID); got != "" {
			t.Errorf("sessions %s", got)
		}
		for _, c := range []struct {
			since   time.Time
			changed bool
		}{{start, false}, {time.Time{}, true}, {time.Time{}, false}} {
			who, changed, err := s.SetSuspended(t.Context(), p.NicknameKey, c.since)
			if err != nil || changed != c.changed || who.ID != p.ID || who.Nickname != p.Nickname {
				t.Errorf("since %v: %+v, %v, %v", c.since, who, changed, err)
			}
		}
		_, _, err := s.SetSuspended(t.Context(), "nobody", start)
		wantErr(t, "nobody", err, errs.NotFound)
		if err := s.OpenSession(t.Context(), session(p, start), hash("back"), p.PasswordHash); err != nil {
			t.Errorf("after it ended: %v", err)
		}
	})
}
