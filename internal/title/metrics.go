package title

import (
	"time"

	"github.com/prometheus/client_golang/prometheus"
)

// metrics count what is earned, and what finding out costs.
type metrics struct {
	earned      *prometheus.CounterVec
	evaluations *prometheus.HistogramVec
}

// newMetrics registers the metrics, unless there is no registry.
func newMetrics(r prometheus.Registerer) *metrics {
	m := &metrics{
		earned: prometheus.NewCounterVec(prometheus.CounterOpts{
			Name: "piece_titles_earned_total", Help: "Titles that people earned, by title.",
		}, []string{"title"}),
		evaluations: prometheus.NewHistogramVec(prometheus.HistogramOpts{
			Name: "piece_title_evaluation_seconds", Help: "Time to find out what somebody has earned, by outcome: earned, nothing, failed.",
			Buckets: []float64{.002, .005, .01, .02, .05, .1, .25, 1, 2},
		}, []string{"outcome"}),
	}
	if r != nil {
		r.MustRegister(m.earned, m.evaluations)
	}
	return m
}

func (m *metrics) evaluated(begin time.Time, earned []Earned, err error) {
	outcome := "nothing"
	switch {
	case err != nil:
		outcome = "failed"
	case len(earned) > 0:
		outcome = "earned"
	}
	m.evaluations.WithLabelValues(outcome).Observe(time.Since(begin).Seconds())
	for _, e := range earned {
		m.earned.WithLabelValues(e.TitleID).Inc()
	}
}
