package genai_test

import (
	"context"
	"errors"
	"testing"
	"time"

	"piece/internal/genai"
	"piece/internal/genai/genaitest"
)

// D28: a call is paid once, whoever asks for it again: its text is given from the ledger, its picture
// is with whoever asked first.
func TestD28_ACallIsPaidOnce(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		w.server.Reads(`{"title":"파도의 노래"}`)
		describing, reading, painting := w.call(genai.Describe), w.call(genai.Read), w.call(genai.Paint)
		for i := range 3 {
			text, err := w.Describe(t.Context(), describing, look)
			if err != nil || text != "Deep blue dusk over still water, warm" {
				t.Errorf("described %q, %v", text, err)
			}
			object, err := w.Read(t.Context(), reading, read)
			if err != nil || string(object) != `{"title":"파도의 노래"}` {
				t.Errorf("read %s, %v", object, err)
			}
			if got := w.paint(painting); i == 0 && got != "" || i > 0 && got != genai.Lost {
				t.Errorf("painting %d times: %q", i+1, got)
			}
			w.restart(func(*genai.Deps) {})
		}
		if n := w.server.Paid(); n != 3 {
			t.Errorf("%d requests were paid", n)
		}
		// The painting was asked for again: it didn't arrive.
		if p, r := w.left(); p != 10 || r != 2 {
			t.Errorf("left are %d paintings and %d readings", p, r)
		}
		if got, want := w.spent(), int64(2*(900+10*100)+50_000); got != want {
			t.Errorf("spent %d, want %d", got, want)
		}
		if e := w.row(painting); e.State != genai.StateLost || e.Model != "gpt-image-2.5-flare" || e.Provider != "OpenAI" || e.Usage != (genai.Usage{TokensIn: 50, TokensOut: 1000, Pictures: 1}) {
			t.Errorf("the row is %+v", e)
		}
	})
}

// D28: those who make the same call at the same moment get the answer to one, in this process; in
// another one it is lost, because nobody knows here what becomes of it.
func TestD28_TheSameCallAtTheSameMoment(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		c, hold := w.call(genai.Paint), genaitest.NewHold()
		w.server.Break(genaitest.Generations, hold.Then(genaitest.Painted(genaitest.Picture())))
		outcomes := make(chan genai.Outcome, 20)
		for range 20 {
			go func() {
				p, err := w.Paint(context.WithoutCancel(t.Context()), c, order)
				if err == nil && len(p.Bytes) == 0 {
					t.Error("an answer without a picture")
				}
				outcomes <- genai.OutcomeOf(err)
			}()
		}
		<-hold.Arrived
		if _, err := w.other().Paint(t.Context(), c, order); genai.OutcomeOf(err) != genai.Lost {
			t.Errorf("in another process: %v", err)
		}
		if e := w.row(c); e.State != genai.StateLost {
			t.Errorf("the row is %+v", e)
		}
		hold.Let()
		answered := 0
		for range 20 {
			switch got := <-outcomes; got {
			case "":
				answered++
			case genai.Lost: // came after it was over
			default:
				t.Errorf("got %q", got)
			}
		}
		if n := w.server.Paid(); n != 1 || answered == 0 {
			t.Errorf("%d requests were paid, %d answered", n, answered)
		}
		if e := w.row(c); e.State != genai.StateAnswered { // it turned up
			t.Errorf("the row is %+v", e)
		}
	})
}

// D28: a call of a process that is gone is told as lost and never sent again; its money is counted as
// paid, but it isn't held against its person.
func TestD28_ACallOfADeadProcess(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		for _, step := range []genai.Step{genai.Paint, genai.Describe, genai.Read} {
			c := w.call(step)
			dead := genai.Entry{Call: c, Day: "2026-08-03", Provider: "OpenAI", Model: "m", State: genai.StateSent, Sending: 1, Micros: 50_000, SentAt: noon}
			_, err := w.deps.Store.Send(t.Context(), c, dead.Day, func(*genai.Entry, string, genai.Spent) (genai.Entry, error) { return dead, nil })
			if err != nil {
				t.Fatal(err)
			}
			for range 2 {
				switch step {
				case genai.Describe:
					_, err = w.Describe(t.Context(), c, look)
				case genai.Read:
					_, err = w.Read(t.Context(), c, read)
				default:
					_, err = w.Paint(t.Context(), c, order)
				}
				if genai.OutcomeOf(err) != genai.Lost {
					t.Errorf("%s: %v", step, err)
				}
			}
			if e := w.row(c); e.State != genai.StateLost || e.Micros != 50_000 {
				t.Errorf("the row is %+v", e)
			}
		}
		if p, r := w.left(); w.server.Paid() != 0 || p != 10 || r != 3 {
			t.Errorf("%d requests; left are %d paintings and %d readings", w.server.Paid(), p, r)
		}
	})
}

// D28: what each fault leaves in the ledger, and whether the same call may be made again.
func TestD28_FaultsInTheLedger(t *testing.T) {
	for _, c := range []struct {
		name    string
		fault   genaitest.Fault
		outcome genai.Outcome
		state   genai.EntryState
		again   genai.Outcome
	}{
		{"busy", genaitest.Limited(time.Second), genai.Busy, genai.StateNotRun, ""},
		{"down", genaitest.Failing, genai.Down, genai.StateNotRun, ""},
		{"setup", genaitest.Unauthorized, genai.Setup, genai.StateNotRun, ""},
		{"refused", genaitest.Moderated, genai.Refused, genai.StateRefused, genai.Refused},
		{"cut", genaitest.Cut, genai.Lost, genai.StateLost, genai.Lost},
		{"nonsense", genaitest.Nonsense, genai.Broken, genai.StateBroken, genai.Broken},
		{"a wrong type", genaitest.WrongType, genai.Broken, genai.StateBroken, genai.Broken},
	} {
		t.Run(c.name, func(t *testing.T) {
			each(t, func(t *testing.T, w *world) {
				call := w.call(genai.Paint)
				w.server.Break(genaitest.Generations, c.fault)
				if got := w.paint(call); got != c.outcome {
					t.Errorf("got %q, want %q", got, c.outcome)
				}
				if e := w.row(call); e.State != c.state || e.EndedAt.IsZero() {
					t.Errorf("the row is %+v", e)
				}
				want, left := int64(50_000), 9
				switch c.state {
				case genai.StateNotRun:
					want, left = 0, 10
				case genai.StateLost, genai.StateBroken:
					left = 10
				}
				if p, _ := w.left(); p != left || w.spent() != want {
					t.Errorf("left are %d, spent %d; want %d, %d", p, w.spent(), left, want)
				}
				if got := w.paint(call); got != c.again {
					t.Errorf("again: %q, want %q", got, c.again)
				}
				if n := w.server.Paid(); (n == 2) != (c.again == "") {
					t.Errorf("asked %d times", n)
				}
				if e := w.row(call); c.again == "" && (e.Sending != 2 || e.State != genai.StateAnswered) {
					t.Errorf("sent again the row is %+v", e)
				}
			})
		})
	}
}

// A painting of ComfyUI that its process didn't live to see is fetched by the next one.
func TestD28_WhatComfyUIKeepsIsFetchedAfterACrash(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		w.restart(w.comfy)
		stopped := errors.New("the process stops")
		cut := func(c genai.Call, why error) genai.Outcome {
			w.server.HoldOrders()
			ctx, cancel := context.WithCancelCause(t.Context())
			done := make(chan error)
			go func() {
				_, err := w.Paint(ctx, c, order)
				done <- err
			}()
			<-w.looked
			cancel(why)
			return genai.OutcomeOf(<-done)
		}
		c := w.call(genai.Paint)
		if got := cut(c, stopped); got != genai.Lost {
			t.Errorf("cut short: %q", got)
		}
		if e := w.row(c); e.State != genai.StateSent {
			t.Errorf("it goes on, but the row is %+v", e)
		}
		w.restart(w.comfy)
		w.server.Break(genaitest.History, genaitest.Failing)
		if got := w.paint(c); got != genai.Down {
			t.Errorf("while ComfyUI can't be asked: %q", got)
		}
		w.server.LetOrders()
		if got := w.paint(c); got != "" {
			t.Errorf("fetched: %q", got)
		}
		if e := w.row(c); e.State != genai.StateAnswered || len(w.server.Asked(genaitest.Prompt)) != 1 {
			t.Errorf("the row is %+v, %d orders", e, len(w.server.Asked(genaitest.Prompt)))
		}

		given := w.call(genai.Paint)
		if got := cut(given, genai.ErrGivenUp); got != genai.Lost {
			t.Errorf("given up: %q", got)
		}
		if e := w.row(given); e.State != genai.StateGivenUp || w.server.Orders() != 0 || len(w.server.Asked(genaitest.Interrupt)) != 1 {
			t.Errorf("the row is %+v, %d orders in the queue", e, w.server.Orders())
		}

		never := w.call(genai.Paint) // sent by a process that died before ComfyUI heard of it
		dead := genai.Entry{Call: never, Day: "2026-08-03", Provider: "OpenAI", Model: "m", State: genai.StateSent, Sending: 1, SentAt: noon}
		if _, err := w.deps.Store.Send(t.Context(), never, dead.Day, func(*genai.Entry, string, genai.Spent) (genai.Entry, error) { return dead, nil }); err != nil {
			t.Fatal(err)
		}
		if got := w.paint(never); got != genai.Lost || w.row(never).State != genai.StateLost {
			t.Errorf("of one that ComfyUI doesn't know: %q", got)
		}
	})
}
