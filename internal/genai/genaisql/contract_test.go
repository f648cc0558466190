package genaisql_test

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"piece/internal/genai"
	"piece/internal/genai/genaisql"
	"piece/internal/platform/clock"
	"piece/internal/platform/errs"
	"piece/internal/platform/id"
	"piece/internal/platform/sqldb"
	"piece/internal/platform/sqldb/sqldbtest"
)

var t0 = time.Date(2026, 8, 3, 3, 0, 0, 0, time.UTC)

const day = "2026-08-03"

func each(t *testing.T, run func(t *testing.T, s *genaisql.Store)) {
	sqldbtest.Each(t, func(t *testing.T, db *sqldb.DB) {
		if _, err := sqldb.Migrate(t.Context(), db, genaisql.Domain, genaisql.Migrations); err != nil {
			t.Fatal(err)
		}
		run(t, genaisql.New(db))
	})
}

func newID() string { return id.New(clock.System{}) }

// row is a call that is sent.
func row(c genai.Call, micros int64) genai.Entry {
	return genai.Entry{Call: c, Day: day, Provider: "OpenAI", Model: "gpt-image-2.5-flare", State: genai.StateSent, Sending: 1, Micros: micros, SentAt: t0}
}

func send(t *testing.T, s *genaisql.Store, e genai.Entry) genai.Entry {
	t.Helper()
	got, err := s.Send(t.Context(), e.Call, e.Day, func(*genai.Entry, string, genai.Spent) (genai.Entry, error) { return e, nil })
	if err != nil {
		t.Fatal(err)
	}
	return got
}

// peek gives the row of a call and changes nothing.
func peek(t *testing.T, s *genaisql.Store, c genai.Call) (found *genai.Entry, agreed string, spent genai.Spent) {
	t.Helper()
	stop := errors.New("stop")
	_, err := s.Send(t.Context(), c, day, func(f *genai.Entry, a string, d genai.Spent) (genai.Entry, error) {
		if f != nil {
			e := *f
			found = &e
		}
		agreed, spent = a, d
		return genai.Entry{}, stop
	})
	if !errors.Is(err, stop) {
		t.Fatal(err)
	}
	return found, agreed, spent
}

func TestACallIsKeptAsItWas(t *testing.T) {
	each(t, func(t *testing.T, s *genaisql.Store) {
		c := genai.Call{Ref: "read:" + newID(), Person: newID(), Step: genai.Read}
		if found, agreed, spent := peek(t, s, c); found != nil || agreed != "" || spent != (genai.Spent{}) {
			t.Errorf("in the beginning: %+v, %q, %+v", found, agreed, spent)
		}
		e := send(t, s, row(c, 1500))
		if found, _, spent := peek(t, s, c); found == nil || *found != e || spent != (genai.Spent{Micros: 1500, Readings: 1}) {
			t.Errorf("sent: %+v, %+v", found, spent)
		}
		e.State, e.Usage, e.Micros, e.Text, e.EndedAt = genai.StateAnswered, genai.Usage{TokensIn: 900, TokensOut: 100, Pictures: 1}, 77, `{"title":"파도의 노래 🌊"}`, t0.Add(time.Second)
		if err := s.Settle(t.Context(), e); err != nil {
			t.Fatal(err)
		}
		if found, _, spent := peek(t, s, c); found == nil || *found != e || spent.Micros != 77 {
			t.Errorf("answered: %+v, %+v, want %+v", found, spent, e)
		}
		other := c
		other.Step = genai.Describe
		if found, _, _ := peek(t, s, other); found != nil {
			t.Errorf("another step of it: %+v", found)
		}
	})
}

// A late answer settles its own sending only.
func TestAnAnswerSettlesItsOwnSending(t *testing.T) {
	each(t, func(t *testing.T, s *genaisql.Store) {
		c := genai.Call{Ref: newID(), Person: newID(), Step: genai.Paint}
		first := send(t, s, row(c, 10))
		again := first
		again.Sending, again.SentAt = 2, t0.Add(time.Minute)
		send(t, s, again)
		first.State, first.EndedAt = genai.StateNotRun, t0.Add(time.Hour)
		if err := s.Settle(t.Context(), first); !errors.Is(err, errs.NotFound) {
			t.Errorf("the first sending: %v", err)
		}
		if found, _, _ := peek(t, s, c); found.State != genai.StateSent || found.Sending != 2 {
			t.Errorf("have %+v", found)
		}
	})
}

func TestWhatADayTook(t *testing.T) {
	each(t, func(t *testing.T, s *genaisql.Store) {
		a, b := newID(), newID()
		states := []genai.EntryState{genai.StateSent, genai.StateAnswered, genai.StateRefused, genai.StateBroken, genai.StateLost, genai.StateGivenUp, genai.StateNotRun}
		for _, step := range []genai.Step{genai.Paint, genai.Edit, genai.Read, genai.Describe} {
			for _, state := range states {
				e := send(t, s, row(genai.Call{Ref: newID(), Person: a, Step: step}, 1))
				e.State, e.Micros = state, 1
				if state == genai.StateNotRun {
					e.Micros = 0
				}
				if err := s.Settle(t.Context(), e); err != nil {
					t.Fatal(err)
				}
			}
		}
		yesterday := row(genai.Call{Ref: newID(), Person: a, Step: genai.Paint}, 1000)
		yesterday.Day = "2026-08-02"
		send(t, s, yesterday)
		send(t, s, row(genai.Call{Ref: newID(), Person: b, Step: genai.Paint}, 100))
		for person, want := range map[string]genai.Spent{
			a: {Micros: 124, Paintings: 8, Readings: 4}, b: {Micros: 124, Paintings: 1}, newID(): {Micros: 124},
		} {
			if got, err := s.Spent(t.Context(), day, person); err != nil || got != want {
				t.Errorf("have %+v, %v, want %+v", got, err, want)
			}
		}
	})
}

// D28: of fifty that come at the same moment those are sent that the budget allows, and no other.
func TestD28_TheMoneyOfADayIsCountedExactly(t *testing.T) {
	each(t, func(t *testing.T, s *genaisql.Store) {
		const most, price = 1_000_000, 90_000 // eleven
		var sent atomic.Int64
		full := errors.New("full")
		var all sync.WaitGroup
		for range 50 {
			all.Go(func() {
				c := genai.Call{Ref: newID(), Person: newID(), Step: genai.Paint}
				_, err := s.Send(context.WithoutCancel(t.Context()), c, day, func(_ *genai.Entry, _ string, d genai.Spent) (genai.Entry, error) {
					if d.Micros+price > most {
						return genai.Entry{}, full
					}
					return row(c, price), nil
				})
				switch {
				case err == nil:
					sent.Add(1)
				case !errors.Is(err, full):
					t.Error(err)
				}
			})
		}
		all.Wait()
		if got, err := s.Spent(t.Context(), day, ""); err != nil || sent.Load() != 11 || got.Micros != 11*price {
			t.Errorf("%d were sent, which took %d, %v", sent.Load(), got.Micros, err)
		}
	})
}

// D28: of many that make the same call at the same moment, on two days as well, one sends it.
func TestD28_TheSameCallIsSentOnce(t *testing.T) {
	each(t, func(t *testing.T, s *genaisql.Store) {
		c := genai.Call{Ref: newID(), Person: newID(), Step: genai.Paint}
		known := errors.New("known")
		var sent, others atomic.Int64
		var all sync.WaitGroup
		for i := range 20 {
			all.Go(func() {
				e := row(c, 1)
				if i%2 == 1 {
					e.Day = "2026-08-04"
				}
				_, err := s.Send(context.WithoutCancel(t.Context()), c, e.Day, func(found *genai.Entry, _ string, _ genai.Spent) (genai.Entry, error) {
					if found != nil {
						return genai.Entry{}, known
					}
					return e, nil
				})
				switch {
				case err == nil:
					sent.Add(1)
				case errors.Is(err, known):
					others.Add(1)
				default:
					t.Error(err)
				}
			})
		}
		all.Wait()
		if sent.Load() != 1 || others.Load() != 19 {
			t.Errorf("%d were sent, %d not", sent.Load(), others.Load())
		}
	})
}

func TestHowLongPaintingsTook(t *testing.T) {
	each(t, func(t *testing.T, s *genaisql.Store) {
		for i, step := range []genai.Step{genai.Paint, genai.Edit, genai.Describe, genai.Paint, genai.Paint} {
			e := send(t, s, row(genai.Call{Ref: newID(), Person: newID(), Step: step}, 1))
			e.State, e.EndedAt = genai.StateAnswered, t0.Add(time.Duration(i+1)*time.Second)
			if i == 4 {
				e.State = genai.StateLost
			}
			if err := s.Settle(t.Context(), e); err != nil {
				t.Fatal(err)
			}
		}
		send(t, s, row(genai.Call{Ref: newID(), Person: newID(), Step: genai.Paint}, 1))
		took, err := s.Took(t.Context(), 2, genai.Paint, genai.Edit)
		if err != nil || fmt.Sprint(took) != "[4s 2s]" {
			t.Errorf("took %v, %v", took, err)
		}
	})
}

func TestWhatPeopleAgreeTo(t *testing.T) {
	each(t, func(t *testing.T, s *genaisql.Store) {
		a, b := newID(), newID()
		agreed := func(person, want string, at time.Time) {
			t.Helper()
			got, when, err := s.Agreed(t.Context(), person)
			if _, decided, _ := peek(t, s, genai.Call{Ref: newID(), Person: person, Step: genai.Paint}); err != nil || got != want || decided != want || !when.Equal(at) {
				t.Errorf("agreed to %q at %v, when sending %q; %v; want %q at %v", got, when, decided, err, want, at)
			}
		}
		agree := func(person, provider string, at time.Time) {
			t.Helper()
			if err := s.Agree(t.Context(), person, provider, at); err != nil {
				t.Fatal(err)
			}
		}
		agreed(a, "", time.Time{})
		agree(a, "OpenAI", t0)
		agree(a, "OpenAI", t0.Add(time.Hour)) // it was so since
		agreed(a, "OpenAI", t0)
		agree(a, "우리 서버", t0.Add(time.Hour))
		agreed(a, "우리 서버", t0.Add(time.Hour))
		agreed(b, "", time.Time{})
		for range 2 {
			if err := s.Disagree(t.Context(), a); err != nil {
				t.Fatal(err)
			}
		}
		agreed(a, "", time.Time{})
		var all sync.WaitGroup
		for range 10 {
			all.Go(func() {
				if err := s.Agree(context.WithoutCancel(t.Context()), b, "OpenAI", t0); err != nil {
					t.Error(err)
				}
			})
		}
		all.Wait()
		agreed(b, "OpenAI", t0)
	})
}

// D11: who is gone is on no call, and neither is what was read for them; the money stays.
func TestD11_WhoIsGoneLeavesTheMoneyBehind(t *testing.T) {
	each(t, func(t *testing.T, s *genaisql.Store) {
		a, b := newID(), newID()
		answered := send(t, s, row(genai.Call{Ref: newID(), Person: a, Step: genai.Read}, 5))
		answered.State, answered.Text, answered.EndedAt = genai.StateAnswered, "seat 7", t0
		if err := s.Settle(t.Context(), answered); err != nil {
			t.Fatal(err)
		}
		under := send(t, s, row(genai.Call{Ref: newID(), Person: a, Step: genai.Read}, 7))
		send(t, s, row(genai.Call{Ref: newID(), Person: b, Step: genai.Read}, 11))
		if err := errors.Join(s.Agree(t.Context(), a, "OpenAI", t0), s.Purge(t.Context(), a), s.Purge(t.Context(), a)); err != nil {
			t.Fatal(err)
		}
		under.State, under.Text, under.EndedAt = genai.StateAnswered, "seat 8", t0 // comes after the person went
		if err := s.Settle(t.Context(), under); err != nil {
			t.Fatal(err)
		}
		for _, c := range []genai.Call{answered.Call, under.Call} {
			if found, agreed, _ := peek(t, s, c); found == nil || found.Person != "" || found.Text != "" || agreed != "" {
				t.Errorf("left: %+v, %q", found, agreed)
			}
		}
		if got, err := s.Spent(t.Context(), day, b); err != nil || got != (genai.Spent{Micros: 23, Readings: 1}) {
			t.Errorf("the day took %+v, %v", got, err)
		}
	})
}

// D11: who goes while a call is decided is on no call either.
func TestD11_WhoGoesWhileACallIsDecided(t *testing.T) {
	each(t, func(t *testing.T, s *genaisql.Store) {
		c := genai.Call{Ref: newID(), Person: newID(), Step: genai.Read}
		if err := s.Agree(t.Context(), c.Person, "OpenAI", t0); err != nil {
			t.Fatal(err)
		}
		purged := make(chan error, 1)
		_, err := s.Send(t.Context(), c, day, func(*genai.Entry, string, genai.Spent) (genai.Entry, error) {
			go func() { purged <- s.Purge(context.WithoutCancel(t.Context()), c.Person) }()
			select {
			case err := <-purged:
				t.Errorf("purged in the middle: %v", err)
				purged <- err
			case <-time.After(200 * time.Millisecond): // it waits, as it should
			}
			return row(c, 1), nil
		})
		if err := errors.Join(err, <-purged); err != nil {
			t.Fatal(err)
		}
		if found, agreed, _ := peek(t, s, c); found == nil || found.Person != "" || agreed != "" {
			t.Errorf("left: %+v, %q", found, agreed)
		}
	})
}

func TestTheLedgerForgets(t *testing.T) {
	each(t, func(t *testing.T, s *genaisql.Store) {
		add := func(at time.Time) genai.Call {
			e := row(genai.Call{Ref: newID(), Person: newID(), Step: genai.Read}, 1)
			e.SentAt = at
			e = send(t, s, e)
			e.State, e.Text, e.EndedAt = genai.StateAnswered, "text", at
			if err := s.Settle(t.Context(), e); err != nil {
				t.Fatal(err)
			}
			return e.Call
		}
		old, past, fresh := add(t0.Add(-100*24*time.Hour)), add(t0.Add(-25*time.Hour)), add(t0)
		if err := s.Tidy(t.Context(), t0.Add(-24*time.Hour), t0.Add(-90*24*time.Hour)); err != nil {
			t.Fatal(err)
		}
		if found, _, _ := peek(t, s, old); found != nil {
			t.Errorf("the old one: %+v", found)
		}
		if found, _, _ := peek(t, s, past); found == nil || found.Person != "" || found.Text != "" || found.Micros != 1 {
			t.Errorf("the one of yesterday: %+v", found)
		}
		if found, _, _ := peek(t, s, fresh); found == nil || found.Person == "" || found.Text == "" {
			t.Errorf("the fresh one: %+v", found)
		}
	})
}
