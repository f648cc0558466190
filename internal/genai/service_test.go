package genai_test

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"log/slog"
	"net/http"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/prometheus/client_golang/prometheus"

	"piece/internal/genai"
	"piece/internal/genai/comfyclient"
	"piece/internal/genai/genaisql"
	"piece/internal/genai/genaitest"
	"piece/internal/genai/openaiclient"
	"piece/internal/platform/clock"
	"piece/internal/platform/errs"
	"piece/internal/platform/id"
	"piece/internal/platform/sqldb"
	"piece/internal/platform/sqldb/sqldbtest"
)

// noon of 3 August in Korea.
var noon = time.Date(2026, 8, 3, 3, 0, 0, 0, time.UTC)

// world is a service over a real ledger, which asks a server over the wire.
type world struct {
	t       *testing.T
	db      *sqldb.DB
	clock   *clock.Fake
	server  *genaitest.Server
	log     bytes.Buffer
	metrics *prometheus.Registry
	deps    genai.Deps
	*genai.Service
	person string        // agreed
	looked chan struct{} // takes a token when it was looked whether ComfyUI is done
}

// each runs a test on every home of the ledger.
func each(t *testing.T, run func(t *testing.T, w *world)) {
	sqldbtest.Each(t, func(t *testing.T, db *sqldb.DB) {
		if _, err := sqldb.Migrate(t.Context(), db, genaisql.Domain, genaisql.Migrations); err != nil {
			t.Fatal(err)
		}
		w := &world{t: t, db: db, clock: clock.NewFake(noon), server: genaitest.New(t), metrics: prometheus.NewRegistry(), looked: make(chan struct{})}
		eyes, err := openaiclient.NewEyes(w.openAI("gpt-5.4-mini"))
		if err != nil {
			t.Fatal(err)
		}
		brush, err := openaiclient.NewBrush(w.openAI("gpt-image-2.5-flare"))
		if err != nil {
			t.Fatal(err)
		}
		w.deps = genai.Deps{
			Store: genaisql.New(db), Eyes: eyes, Brush: brush, Name: "OpenAI",
			Prices: genai.Prices{In: 1, Out: 10, Picture: .05}, BudgetPerDay: 5_000_000, PaintingsPerDay: 10, ReadingsPerDay: 3,
			Clock: w.clock, Log: slog.New(slog.NewTextHandler(&w.log, nil)), Metrics: w.metrics,
		}
		w.restart(func(*genai.Deps) {})
		w.person = w.joins()
		run(t, w)
	})
}

func (w *world) openAI(model string) openaiclient.Config {
	return openaiclient.Config{URL: w.server.URL, Key: genaitest.Key, Dialect: openaiclient.OpenAI, Model: model, Agent: "PIECE/test", Clock: w.clock}
}

// comfy lets ComfyUI paint. It is looked for again when the test says so.
func (w *world) comfy(d *genai.Deps) {
	w.t.Helper()
	b, err := comfyclient.New(comfyclient.Config{URL: w.server.URL, Model: "sd15.safetensors", Agent: "PIECE/test", Clock: w.clock, Wait: func(ctx context.Context, _ time.Duration) error {
		select {
		case w.looked <- struct{}{}:
		case <-ctx.Done():
		}
		return ctx.Err()
	}})
	if err != nil {
		w.t.Fatal(err)
	}
	d.Brush = b
}

// restart is another process over the same ledger.
func (w *world) restart(change func(*genai.Deps)) {
	w.metrics = prometheus.NewRegistry()
	w.deps.Metrics = w.metrics
	change(&w.deps)
	w.Service = genai.New(w.deps)
}

// other is another process beside this one.
func (w *world) other() *genai.Service {
	d := w.deps
	d.Metrics = nil
	return genai.New(d)
}

// joins gives a person who agreed.
func (w *world) joins() string {
	w.t.Helper()
	person := newID()
	if err := w.Agree(w.t.Context(), person, "OpenAI"); err != nil {
		w.t.Fatal(err)
	}
	return person
}

func newID() string { return id.New(clock.System{}) }

func (w *world) call(step genai.Step) genai.Call {
	return genai.Call{Ref: newID(), Person: w.person, Step: step}
}

// paint asks for a painting and tells how that ended.
func (w *world) paint(c genai.Call) genai.Outcome {
	w.t.Helper()
	p, err := w.Paint(w.t.Context(), c, order)
	if err == nil && (!bytes.Equal(p.Bytes, genaitest.Picture()) || p.Model == "") {
		w.t.Errorf("painted %d bytes by %q", len(p.Bytes), p.Model)
	}
	return genai.OutcomeOf(err)
}

// row is the ledger's row of a call.
func (w *world) row(c genai.Call) genai.Entry {
	w.t.Helper()
	var got genai.Entry
	stop := errors.New("stop")
	_, err := w.deps.Store.Send(w.t.Context(), c, "2026-08-03", func(found *genai.Entry, _ string, _ genai.Spent) (genai.Entry, error) {
		if found != nil {
			got = *found
		}
		return genai.Entry{}, stop
	})
	if !errors.Is(err, stop) {
		w.t.Fatal(err)
	}
	return got
}

func (w *world) left() (paintings, readings int) {
	w.t.Helper()
	s, err := w.State(w.t.Context(), w.person)
	if err != nil {
		w.t.Fatal(err)
	}
	return s.Paintings.Left, s.Readings.Left
}

func (w *world) spent() int64 {
	w.t.Helper()
	d, err := w.deps.Store.Spent(w.t.Context(), "2026-08-03", w.person)
	if err != nil {
		w.t.Fatal(err)
	}
	return d.Micros
}

var (
	order = genai.PaintOrder{Prompt: "dusk over the sea", Seed: 7}
	look  = genai.DescribeOrder{Picture: genaitest.Photo(), Instructions: "What colours?", MaxRunes: 40}
	read  = genai.ReadOrder{Picture: genaitest.Photo(), Instructions: "What is printed?", SchemaName: "ticket", Schema: json.RawMessage(`{"type":"object"}`)}
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

// Nothing of a person is sent before that person agreed to the provider of now.
func TestNothingIsSentBeforeAPersonAgreed(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		if err := w.Agree(t.Context(), w.person, "Somebody else"); !errors.Is(err, genai.ErrProvider) {
			t.Errorf("agreed to another one: %v", err)
		}
		refusals := func(why string) {
			t.Helper()
			if got := w.paint(w.call(genai.Paint)); got != genai.NoConsent {
				t.Errorf("%s: %q", why, got)
			}
			if err := w.MayAsk(t.Context(), w.person, genai.Paint); !errors.Is(err, genai.ErrConsent) {
				t.Errorf("%s: may ask: %v", why, err)
			}
			if s, err := w.State(t.Context(), w.person); err != nil || s.Agreed || !s.AgreedAt.IsZero() {
				t.Errorf("%s: the state is %+v, %v", why, s, err)
			}
		}
		if err := w.Disagree(t.Context(), w.person); err != nil {
			t.Fatal(err)
		}
		refusals("taken back")
		if err := w.Agree(t.Context(), w.person, "OpenAI"); err != nil {
			t.Fatal(err)
		}
		w.restart(func(d *genai.Deps) { d.Name = "우리 서버" })
		refusals("another provider now")
		if n := w.server.Paid(); n != 0 {
			t.Errorf("%d requests", n)
		}
		w.restart(func(d *genai.Deps) { d.Name = "OpenAI" })
		if got := w.paint(w.call(genai.Paint)); got != "" {
			t.Errorf("agreed: %q", got)
		}
	})
}

func TestWithoutAProviderThereIsNoAI(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		w.restart(func(d *genai.Deps) { d.Eyes, d.Brush, d.Name = nil, nil, "" })
		if s, err := w.State(t.Context(), w.person); err != nil || s != (genai.State{}) || w.About().On() {
			t.Errorf("the state is %+v, %v", s, err)
		}
		if got := w.paint(w.call(genai.Paint)); got != genai.Off {
			t.Errorf("painting: %q", got)
		}
		for _, err := range []error{w.MayAsk(t.Context(), w.person, genai.Read), w.Agree(t.Context(), w.person, "")} {
			if !errors.Is(err, genai.ErrOff) {
				t.Errorf("got %v", err)
			}
		}
	})
}

func TestAProviderThatIsDownIsSaidToBe(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		paused := func(want genai.Pause) {
			t.Helper()
			if s, err := w.State(t.Context(), w.person); err != nil || s.Paused != want {
				t.Errorf("paused is %q, %v, want %q", s.Paused, err, want)
			}
		}
		w.server.BreakAll(genaitest.Generations, genaitest.Unauthorized)
		for range 3 {
			paused(genai.NotPaused)
			w.paint(w.call(genai.Paint))
		}
		paused(genai.PausedDown)
		if n := strings.Count(w.log.String(), "not set up"); n != 1 || strings.Contains(w.log.String(), "sk-test") {
			t.Errorf("told %d times: %s", n, w.log.String())
		}
		w.clock.Advance(3 * time.Minute)
		paused(genai.NotPaused)
		w.paint(w.call(genai.Paint))
		paused(genai.PausedDown)
		w.server.BreakAll(genaitest.Generations, nil)
		w.paint(w.call(genai.Paint))
		paused(genai.NotPaused)
	})
}

func TestHowLongAPaintingUsuallyTakes(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		seconds := func(want int) {
			t.Helper()
			if s, err := w.State(t.Context(), w.person); err != nil || s.Seconds != want {
				t.Errorf("%d seconds, %v, want %d", s.Seconds, err, want)
			}
		}
		seconds(30)
		for i, took := range []time.Duration{8, 20, 9} {
			w.server.Break(genaitest.Generations, w.after(took*time.Second, genaitest.Painted(genaitest.Picture())))
			if got := w.paint(w.call(genai.Paint)); got != "" {
				t.Fatalf("%d: %q", i, got)
			}
		}
		seconds(9)
		w.server.Break(genaitest.Chat, w.after(3*time.Second, genaitest.Says("Blue.")))
		if _, err := w.Describe(t.Context(), w.call(genai.Describe), look); err != nil {
			t.Fatal(err)
		}
		seconds(12)
	})
}

// after lets time pass before an answer.
func (w *world) after(d time.Duration, f genaitest.Fault) genaitest.Fault {
	return func(rw http.ResponseWriter, r *http.Request) {
		w.clock.Advance(d)
		f(rw, r)
	}
}

func TestCallsAreMeasured(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		w.server.Break(genaitest.Generations, genaitest.Moderated)
		w.paint(w.call(genai.Paint))
		w.paint(w.call(genai.Paint))
		if err := w.Disagree(t.Context(), w.person); err != nil {
			t.Fatal(err)
		}
		w.paint(w.call(genai.Paint))
		for series, want := range map[string]float64{
			`piece_ai_calls_total answered paint`: 1, `piece_ai_calls_total consent paint`: 1, `piece_ai_calls_total refused paint`: 1,
			`piece_ai_cost_usd_total answered paint`: .05, `piece_ai_cost_usd_total refused paint`: .05,
			`piece_ai_tokens_total in answered paint`: 50, `piece_ai_tokens_total out answered paint`: 1000, `piece_ai_pictures_total answered paint`: 1,
			`piece_ai_call_seconds answered paint`: 1,
		} {
			if got := w.measured()[series]; got != want {
				t.Errorf("%s is %v, want %v of %v", series, got, want, w.measured())
			}
		}
	})
}

// measured gives the metrics by name and labels but the model.
func (w *world) measured() map[string]float64 {
	w.t.Helper()
	families, err := w.metrics.Gather()
	if err != nil {
		w.t.Fatal(err)
	}
	all := map[string]float64{}
	for _, f := range families {
		for _, m := range f.GetMetric() {
			series := f.GetName()
			for _, l := range m.GetLabel() {
				if l.GetName() != "model" {
					series += " " + l.GetValue()
				}
			}
			all[series] = m.GetCounter().GetValue() + float64(m.GetHistogram().GetSampleCount())
		}
	}
	return all
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
