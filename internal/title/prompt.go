package title

import (
	"context"
	"log/slog"
	"time"

	"github.com/prometheus/client_golang/prometheus"
)

// Evaluate finds out what a person has earned; where titles are elsewhere, by asking there.
type Evaluate func(ctx context.Context, person string) error

// Prompt has titles evaluated after something changed that they count: at once, so that a person is
// told while it is fresh, and without ever failing what the person did. What doesn't work is tried
// again for a while. What is lost after that is found with the next change, or when the person looks
// at the titles.
type Prompt struct {
	evaluate Evaluate
	log      *slog.Logger
	waits    []time.Duration
	again    chan attempt
	outcomes *prometheus.CounterVec
}

// attempt is an evaluation that didn't work.
type attempt struct {
	ctx    context.Context // of the request, for its token and its id
	person string
}

// promptLimit is how long a request waits for its evaluation at most.
const promptLimit = 2 * time.Second

// promptsWaiting is how many evaluations wait to be tried again at most.
const promptsWaiting = 1024

// PromptWaits are how long it takes until an evaluation is tried again, one after the other.
func PromptWaits() []time.Duration {
	return []time.Duration{2 * time.Second, 15 * time.Second, time.Minute}
}

// NewPrompt makes a prompt that tries again after the waits. metrics may be nil.
func NewPrompt(evaluate Evaluate, waits []time.Duration, log *slog.Logger, metrics prometheus.Registerer) *Prompt {
	p := &Prompt{
		evaluate: evaluate, log: log, waits: waits, again: make(chan attempt, promptsWaiting),
		outcomes: prometheus.NewCounterVec(prometheus.CounterOpts{
			Name: "piece_title_prompts_total", Help: "Evaluations of titles after a change, by outcome: done, later (it failed and is tried again), lost.",
		}, []string{"outcome"}),
	}
	if metrics != nil {
		metrics.MustRegister(p.outcomes)
	}
	return p
}

// Changed says that something of a person changed that titles count, and is stored.
func (p *Prompt) Changed(ctx context.Context, person string) {
	ctx = context.WithoutCancel(ctx) // what is stored counts, whether or not somebody waits for the answer
	err := p.try(ctx, person)
	if err == nil {
		p.outcomes.WithLabelValues("done").Inc()
		return
	}
	select {
	case p.again <- attempt{ctx, person}:
		p.outcomes.WithLabelValues("later").Inc()
		p.log.WarnContext(ctx, "titles are evaluated later", "error", err)
	default:
		p.lost(ctx, err)
	}
}

func (p *Prompt) try(ctx context.Context, person string) error {
	ctx, cancel := context.WithTimeout(ctx, promptLimit)
	defer cancel()
	return p.evaluate(ctx, person)
}

func (p *Prompt) lost(ctx context.Context, err error) {
	p.outcomes.WithLabelValues("lost").Inc()
	p.log.WarnContext(ctx, "titles were not evaluated; the next change does it", "error", err)
}

// Run tries again what didn't work, until ctx ends.
func (p *Prompt) Run(ctx context.Context) error {
	for {
		select {
		case <-ctx.Done():
			return nil
		case a := <-p.again:
			if !p.retry(ctx, a) {
				return nil
			}
		}
	}
}

// retry tries one evaluation after each of the waits. It is false when ctx ended. Others wait
// meanwhile: what keeps one from working keeps all of them.
func (p *Prompt) retry(ctx context.Context, a attempt) bool {
	var err error
	for _, wait := range p.waits {
		select {
		case <-ctx.Done():
			return false
		case <-time.After(wait):
		}
		if err = p.try(a.ctx, a.person); err == nil {
			p.outcomes.WithLabelValues("done").Inc()
			return true
		}
	}
	p.lost(a.ctx, err)
	return true
}
