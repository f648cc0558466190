package reading

import (
	"time"

	"github.com/prometheus/client_golang/prometheus"
)

// metrics count readings, what came of them, and the time they take.
type metrics struct {
	readings    *prometheus.CounterVec
	seconds     prometheus.Histogram
	suggestions *prometheus.CounterVec
}

// newMetrics registers the metrics, unless there is no registry.
func newMetrics(r prometheus.Registerer) *metrics {
	m := &metrics{
		readings: prometheus.NewCounterVec(prometheus.CounterOpts{
			Name: "piece_reading_attempts_total", Help: "Attempts to read a ticket, by outcome (done, nothing, again, failed, stopped, lost).",
		}, []string{"outcome"}),
		seconds: prometheus.NewHistogram(prometheus.HistogramOpts{
			Name: "piece_reading_attempt_seconds", Help: "Time from the beginning of an attempt to its end.",
			Buckets: []float64{.5, 1, 2, 3, 5, 8, 13, 20, 30, 60, 120},
		}),
		suggestions: prometheus.NewCounterVec(prometheus.CounterOpts{
			Name: "piece_reading_suggestions_total", Help: "Suggestions made from tickets, by field and whether they are clear.",
		}, []string{"field", "clear"}),
	}
	if r != nil {
		r.MustRegister(m.readings, m.seconds, m.suggestions)
	}
	return m
}

func (m *metrics) read(outcome string, took time.Duration) {
	m.readings.WithLabelValues(outcome).Inc()
	m.seconds.Observe(took.Seconds())
}

func (m *metrics) found(list []Suggestion) {
	for _, s := range list {
		clear := "no"
		if s.Clear() {
			clear = "yes"
		}
		m.suggestions.WithLabelValues(string(s.Field), clear).Inc()
	}
}
