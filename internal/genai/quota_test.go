package genai_test

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"sync"
	"testing"
	"time"

	"piece/internal/genai"
	"piece/internal/genai/genaitest"
	"piece/internal/platform/errs"
)

// D28: fifty at the same moment spend the budget, and not more.
func TestD28_TheBudgetOfADay(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		w.restart(func(d *genai.Deps) { d.BudgetPerDay = 520_000 }) // ten
		var mu sync.Mutex
		outcomes := map[genai.Outcome]int{}
		var all sync.WaitGroup
		for range 50 {
			person := w.joins()
			all.Go(func() {
				_, err := w.Paint(context.WithoutCancel(t.Context()), genai.Call{Ref: newID(), Person: person, Step: genai.Paint}, order)
				mu.Lock()
				defer mu.Unlock()
				outcomes[genai.OutcomeOf(err)]++
			})
		}
		all.Wait()
		if outcomes[""] != 10 || outcomes[genai.NoMoney] != 40 || w.server.Paid() != 10 || w.spent() != 500_000 {
			t.Errorf("%v, %d requests, spent %d", outcomes, w.server.Paid(), w.spent())
		}
		if err := w.MayAsk(t.Context(), w.person, genai.Paint); !errors.Is(err, genai.ErrBudget) || errs.As(err).RetryAfter != 12*time.Hour {
			t.Errorf("may ask: %v", err)
		}
		if s, err := w.State(t.Context(), w.person); err != nil || s.Paused != genai.PausedBudget {
			t.Errorf("the state is %+v, %v", s, err)
		}
		w.clock.Advance(12 * time.Hour) // the next day in Korea
		if err := w.MayAsk(t.Context(), w.person, genai.Paint); err != nil {
			t.Errorf("the next day: %v", err)
		}
	})
}

func TestWithoutMoneyOnlyWhatIsFreeIsAsked(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		w.restart(func(d *genai.Deps) { d.BudgetPerDay = 0 })
		if got := w.paint(w.call(genai.Paint)); got != genai.NoMoney {
			t.Errorf("with a price: %q", got)
		}
		w.restart(func(d *genai.Deps) { d.Prices = genai.Prices{} })
		if got := w.paint(w.call(genai.Paint)); got != "" {
			t.Errorf("without one: %q", got)
		}
	})
}

// D28: the quota of a person is exact, and those of others are their own.
func TestD28_TheQuotaOfAPerson(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		var mu sync.Mutex
		outcomes := map[genai.Outcome]int{}
		var all sync.WaitGroup
		for range 8 {
			all.Go(func() {
				_, err := w.Read(context.WithoutCancel(t.Context()), w.call(genai.Read), read)
				mu.Lock()
				defer mu.Unlock()
				outcomes[genai.OutcomeOf(err)]++
			})
		}
		all.Wait()
		if outcomes[""] != 3 || outcomes[genai.NoQuota] != 5 {
			t.Errorf("%v", outcomes)
		}
		if err := w.MayAsk(t.Context(), w.person, genai.Read); !errors.Is(err, genai.ErrQuota) || errs.As(err).RetryAfter != 12*time.Hour {
			t.Errorf("may ask: %v", err)
		}
		if err := w.MayAsk(t.Context(), w.person, genai.Paint); err != nil {
			t.Errorf("for a painting: %v", err)
		}
		if err := w.MayAsk(t.Context(), w.joins(), genai.Read); err != nil {
			t.Errorf("another person: %v", err)
		}
		s, err := w.State(t.Context(), w.person)
		if want := (genai.Quota{Limit: 3, ResetsAt: time.Date(2026, 8, 3, 15, 0, 0, 0, time.UTC)}); err != nil || s.Readings != want {
			t.Errorf("the state is %+v, %v", s, err)
		}
	})
}

// D28: for a painting that the quota doesn't allow nothing is looked at.
func TestD28_NothingIsLookedAtForNoPainting(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		w.restart(func(d *genai.Deps) { d.PaintingsPerDay = 1 })
		if got := w.paint(w.call(genai.Paint)); got != "" {
			t.Fatalf("the first: %q", got)
		}
		if _, err := w.Describe(t.Context(), w.call(genai.Describe), look); genai.OutcomeOf(err) != genai.NoQuota {
			t.Errorf("described: %v", err)
		}
		if n := w.server.Paid(); n != 1 {
			t.Errorf("%d requests were paid", n)
		}
	})
}

// D28: what whoever asked can't use is paid, but isn't held against the person; and what the person
// gives up is, or one could ask and take back without an end.
func TestD28_WhatCountsInTheQuota(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		useless := order
		useless.Check = func(b []byte) error {
			if !bytes.Equal(b, genaitest.Picture()) {
				t.Errorf("checked %d bytes", len(b))
			}
			return errors.New("it is blank")
		}
		blank := w.call(genai.Paint)
		for range 2 {
			if _, err := w.Paint(t.Context(), blank, useless); genai.OutcomeOf(err) != genai.Broken {
				t.Errorf("of no use: %v", err)
			}
		}
		w.server.Reads(`{"error":"no image"}`)
		odd, unread := read, w.call(genai.Read)
		odd.Check = func(o json.RawMessage) error { return errors.New("not the shape: " + string(o[:0])) }
		if _, err := w.Read(t.Context(), unread, odd); genai.OutcomeOf(err) != genai.Broken {
			t.Errorf("an odd reading: %v", err)
		}
		if p, r := w.left(); p != 10 || r != 3 || w.row(blank).State != genai.StateBroken || w.row(unread).State != genai.StateBroken || w.spent() <= 50_000 {
			t.Errorf("left are %d paintings and %d readings, spent %d", p, r, w.spent())
		}

		hold := genaitest.NewHold()
		w.server.Break(genaitest.Generations, hold.Then(genaitest.Nothing))
		ctx, cancel := context.WithCancelCause(t.Context())
		go func() {
			<-hold.Arrived
			cancel(genai.ErrGivenUp)
		}()
		given := w.call(genai.Paint)
		if _, err := w.Paint(ctx, given, order); genai.OutcomeOf(err) != genai.Lost {
			t.Errorf("given up: %v", err)
		}
		if p, _ := w.left(); p != 9 || w.row(given).State != genai.StateGivenUp {
			t.Errorf("given up: %d paintings are left of 10, the row is %+v", p, w.row(given))
		}
	})
}
