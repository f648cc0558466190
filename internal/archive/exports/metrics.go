package exports

import (
	"time"

	"github.com/prometheus/client_golang/prometheus"
)

// metrics count exports, what they take and what they give.
type metrics struct {
	attempts *prometheus.CounterVec
	missing  *prometheus.CounterVec
	seconds  prometheus.Histogram
	bytes    prometheus.Histogram
}

// newMetrics registers the metrics, unless there is no registry.
func newMetrics(r prometheus.Registerer) *metrics {
	m := &metrics{
		attempts: prometheus.NewCounterVec(prometheus.CounterOpts{
			Name: "piece_export_attempts_total", Help: "Attempts to make an export, by outcome (ready, again, failed, stopped, lost).",
		}, []string{"outcome"}),
		missing: prometheus.NewCounterVec(prometheus.CounterOpts{
			Name: "piece_export_missing_total", Help: "Parts that an export couldn't have whole, by part.",
		}, []string{"part"}),
		seconds: prometheus.NewHistogram(prometheus.HistogramOpts{
			Name: "piece_export_attempt_seconds", Help: "Time from the beginning of an attempt to its end.",
			Buckets: []float64{.5, 1, 2, 5, 10, 30, 60, 120, 300, 600, 1800, 3600},
		}),
		bytes: prometheus.NewHistogram(prometheus.HistogramOpts{
			Name: "piece_export_bytes", Help: "Size of finished exports.", Buckets: prometheus.ExponentialBuckets(1<<16, 4, 10),
		}),
	}
	if r != nil {
		r.MustRegister(m.attempts, m.missing, m.seconds, m.bytes)
	}
	return m
}

func (m *metrics) attempt(outcome string, took time.Duration) {
	m.attempts.WithLabelValues(outcome).Inc()
	m.seconds.Observe(took.Seconds())
}
