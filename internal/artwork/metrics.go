package artwork

import (
	"time"

	"github.com/prometheus/client_golang/prometheus"
)

// metrics count tries and the time they take.
type metrics struct {
	tries   *prometheus.CounterVec
	seconds *prometheus.HistogramVec
}

// newMetrics registers the metrics, unless there is no registry.
func newMetrics(r prometheus.Registerer) *metrics {
	m := &metrics{
		tries: prometheus.NewCounterVec(prometheus.CounterOpts{
			Name: "piece_artwork_attempts_total", Help: "Attempts to paint, by painter and outcome (done, again, stopped, lost, or why it failed).",
		}, []string{"painter", "outcome"}),
		seconds: prometheus.NewHistogramVec(prometheus.HistogramOpts{
			Name: "piece_artwork_attempt_seconds", Help: "Time from the beginning of an attempt to its end, by painter.",
			Buckets: []float64{.25, .5, .75, 1, 1.5, 2, 3, 5, 10, 30, 60, 120},
		}, []string{"painter"}),
	}
	if r != nil {
		r.MustRegister(m.tries, m.seconds)
	}
	return m
}

func (m *metrics) painted(painter Provider, outcome string, took time.Duration) {
	m.tries.WithLabelValues(string(painter), outcome).Inc()
	m.seconds.WithLabelValues(string(painter)).Observe(took.Seconds())
}
