package source

import (
	"log/slog"
	"time"

	"piece/internal/cake"
)

// Report tells what a run did.
type Report struct {
	Source cake.Source
	Began  time.Time
	Took   time.Duration
	Seen   int // works that the source told
	cake.Taken
	Charts   int
	Further  bool      // it ended further than the run before
	Failed   int       // works that could not be read
	Failures []Failure // the first of them
	Err      error     // why the run ended early; nil when it went to its end
}

// Failure is a work that could not be read.
type Failure struct {
	Code   string // within the source, as far as it is known
	Reason string
}

// maxFailures is how many failures a report names; the others are counted.
const maxFailures = 20

func (r *Report) fail(code string, reason error) {
	r.Failed++
	if len(r.Failures) < maxFailures {
		r.Failures = append(r.Failures, Failure{code, reason.Error()})
	}
}

// LogValue writes the report for the log.
func (r Report) LogValue() slog.Value {
	list := []slog.Attr{
		slog.String("source", string(r.Source)), slog.Duration("took", r.Took.Round(time.Millisecond)), slog.Int("seen", r.Seen),
		slog.Int("added", r.Added), slog.Int("changed", r.Changed), slog.Int("same", r.Same), slog.Int("failed", r.Failed),
	}
	if r.Charts > 0 {
		list = append(list, slog.Int("charts", r.Charts))
	}
	if len(r.Failures) > 0 {
		list = append(list, slog.Any("failures", r.Failures))
	}
	if r.Err != nil {
		list = append(list, slog.Any("error", r.Err))
	}
	return slog.GroupValue(list...)
}
