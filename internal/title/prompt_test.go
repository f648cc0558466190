package title

import (
	"bytes"
	"context"
	"errors"
	"log/slog"
	"strings"
	"testing"
	"time"

	"github.com/prometheus/client_golang/prometheus"
)

// prompter is a prompt whose outcomes are counted.
type prompter struct {
	*Prompt
	t       *testing.T
	metrics *prometheus.Registry
}

func newPrompter(t *testing.T, log *bytes.Buffer, waits []time.Duration, evaluate Evaluate) prompter {
	metrics := prometheus.NewRegistry()
	return prompter{NewPrompt(evaluate, waits, slog.New(slog.NewTextHandler(log, nil)), metrics), t, metrics}
}

// counted tells how many prompts had an outcome.
func (p prompter) counted(outcome string) float64 {
	p.t.Helper()
	families, err := p.metrics.Gather()
	if err != nil {
		p.t.Fatal(err)
	}
	for _, f := range families {
		for _, m := range f.GetMetric() {
			if m.GetLabel()[0].GetValue() == outcome {
				return m.GetCounter().GetValue()
			}
		}
	}
	return 0
}

func TestWhatDoesNotWorkIsTriedAgainAndFailsNothing(t *testing.T) {
	tries, done := make(chan string), make(chan error)
	var log bytes.Buffer
	p := newPrompter(t, &log, []time.Duration{time.Millisecond, time.Millisecond}, func(_ context.Context, person string) error {
		tries <- person
		return <-done
	})
	changed := make(chan struct{})
	go func() { p.Changed(t.Context(), "minji"); close(changed) }()
	<-tries
	done <- errors.New("the store is down")
	<-changed // whatever became of it, the request goes on
	if p.counted("later") != 1 || !strings.Contains(log.String(), "the store is down") {
		t.Errorf("log: %s", log.String())
	}

	ctx, stop := context.WithCancel(t.Context())
	ended := make(chan error)
	go func() { ended <- p.Run(ctx) }()
	<-tries
	done <- errors.New("still down")
	<-tries
	done <- nil
	go p.Changed(t.Context(), "jieun") // and those behind it have their turn
	if person := <-tries; person != "jieun" {
		t.Errorf("then %s", person)
	}
	done <- nil
	stop()
	if err := <-ended; err != nil {
		t.Error(err)
	}
	if p.counted("lost") != 0 {
		t.Error("something was lost")
	}
}

func TestAnEvaluationIsGivenUpInTheEnd(t *testing.T) {
	tries := make(chan struct{}, 10)
	p := newPrompter(t, &bytes.Buffer{}, []time.Duration{0, 0}, func(context.Context, string) error {
		tries <- struct{}{}
		return errors.New("down")
	})
	ctx, stop := context.WithCancel(t.Context())
	ended := make(chan error)
	p.Changed(t.Context(), "minji")
	go func() { ended <- p.Run(ctx) }()
	for range 3 {
		<-tries
	}
	stop()
	<-ended
	if p.counted("lost") > 1 || len(tries) > 0 {
		t.Errorf("lost %v, %d more tries", p.counted("lost"), len(tries))
	}
}

// A request whose client has hung up has changed something all the same.
func TestAnEvaluationOutlivesItsRequest(t *testing.T) {
	ctx, hangUp := context.WithCancel(t.Context())
	hangUp()
	p := newPrompter(t, &bytes.Buffer{}, nil, func(ctx context.Context, _ string) error {
		if _, bounded := ctx.Deadline(); !bounded {
			t.Error("the request may wait for ever")
		}
		return ctx.Err()
	})
	p.Changed(ctx, "minji")
	if p.counted("done") != 1 {
		t.Error("not evaluated")
	}
}
