package genai_test

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"log/slog"
	"net/http"
	"testing"
	"time"

	"github.com/prometheus/client_golang/prometheus"

	"piece/internal/genai"
	"piece/internal/genai/comfyclient"
	"piece/internal/genai/genaisql"
	"piece/internal/genai/genaitest"
	"piece/internal/genai/openaiclient"
	"piece/internal/platform/clock"
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

// after lets time pass before an answer.
func (w *world) after(d time.Duration, f genaitest.Fault) genaitest.Fault {
	return func(rw http.ResponseWriter, r *http.Request) {
		w.clock.Advance(d)
		f(rw, r)
	}
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
