package gallery

import (
	"time"

	"github.com/prometheus/client_golang/prometheus"
)

// metrics count pictures and the time that they take.
type metrics struct {
	kept  *prometheus.CounterVec
	drawn *prometheus.HistogramVec
}

// newMetrics registers the metrics, unless there is no registry.
func newMetrics(r prometheus.Registerer) *metrics {
	m := &metrics{
		kept: prometheus.NewCounterVec(prometheus.CounterOpts{
			Name: "piece_cake_posters_kept_total", Help: "Posters that became those of cakes, by origin (drawn, source, hand).",
		}, []string{"origin"}),
		drawn: prometheus.NewHistogramVec(prometheus.HistogramOpts{
			Name: "piece_cake_poster_draw_seconds", Help: "Time to draw and encode posters, without waiting for a turn: one file that somebody waits for (small.webp, large.webp, preview.jpg), or the set that is kept.",
			Buckets: []float64{.02, .04, .06, .1, .15, .2, .3, .5, 1, 2},
		}, []string{"what"}),
	}
	if r != nil {
		r.MustRegister(m.kept, m.drawn)
	}
	return m
}

func (m *metrics) drew(what string, begin time.Time) {
	m.drawn.WithLabelValues(what).Observe(time.Since(begin).Seconds())
}
