package source

import (
	"time"

	"github.com/prometheus/client_golang/prometheus"
)

// metrics tell how synchronisation goes.
type metrics struct {
	runs  *prometheus.CounterVec
	works *prometheus.CounterVec
	took  *prometheus.HistogramVec
	last  *prometheus.GaugeVec
}

// newMetrics registers the metrics, unless there is no registry.
func newMetrics(r prometheus.Registerer) *metrics {
	m := &metrics{
		runs: prometheus.NewCounterVec(prometheus.CounterOpts{
			Name: "piece_cake_sync_runs_total", Help: "Runs of catalogue sources, by source and outcome: ok or failed.",
		}, []string{"source", "outcome"}),
		works: prometheus.NewCounterVec(prometheus.CounterOpts{
			Name: "piece_cake_sync_works_total", Help: "Works that sources told, by source and outcome: added, changed, same or failed.",
		}, []string{"source", "outcome"}),
		took: prometheus.NewHistogramVec(prometheus.HistogramOpts{
			Name: "piece_cake_sync_seconds", Help: "Time of a run, by source.",
			Buckets: []float64{.1, 1, 10, 60, 300, 1200, 3600, 4 * 3600},
		}, []string{"source"}),
		last: prometheus.NewGaugeVec(prometheus.GaugeOpts{
			Name: "piece_cake_sync_last_success_timestamp_seconds", Help: "When a run of the source last went to its end on this node, in seconds since 1970.",
		}, []string{"source"}),
	}
	if r != nil {
		r.MustRegister(m.runs, m.works, m.took, m.last)
	}
	return m
}

func (m *metrics) ran(r *Report, at time.Time) {
	name, outcome := string(r.Source), "ok"
	if r.Err != nil {
		outcome = "failed"
	} else {
		m.last.WithLabelValues(name).Set(float64(at.Unix()))
	}
	m.runs.WithLabelValues(name, outcome).Inc()
	m.took.WithLabelValues(name).Observe(r.Took.Seconds())
	for what, n := range map[string]int{"added": r.Added, "changed": r.Changed, "same": r.Same, "failed": r.Failed} {
		m.works.WithLabelValues(name, what).Add(float64(n))
	}
}
