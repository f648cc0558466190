package gallery

import (
	"time"

	"github.com/prometheus/client_golang/prometheus"
)

// metrics count pictures and the time that they take.
type metrics struct {
	kept    *prometheus.CounterVec
	drawn   *prometheus.HistogramVec
	fetches *prometheus.CounterVec
	seconds *prometheus.HistogramVec
	waiting *prometheus.GaugeVec
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
		fetches: prometheus.NewCounterVec(prometheus.CounterOpts{
			Name: "piece_cake_pictures_fetched_total", Help: "Posters and portraits that sources were asked for, by source and outcome (fetched, unchanged, superseded, missing, refused, too_large, unusable, unreachable, held).",
		}, []string{"source", "outcome"}),
		seconds: prometheus.NewHistogramVec(prometheus.HistogramOpts{
			Name: "piece_cake_picture_fetch_seconds", Help: "Time to fetch a picture, encode it and keep it, waiting for its turn at the source included.",
			Buckets: []float64{.05, .1, .25, .5, 1, 2, 5, 10, 30, 60, 240},
		}, []string{"source"}),
		waiting: prometheus.NewGaugeVec(prometheus.GaugeOpts{
			Name: "piece_cake_pictures_waiting", Help: "Posters and portraits that wait to be fetched, by source, as of the last round of the node that walks through the catalogue.",
		}, []string{"source"}),
	}
	if r != nil {
		r.MustRegister(m.kept, m.drawn, m.fetches, m.seconds, m.waiting)
	}
	return m
}

func (m *metrics) drew(what string, begin time.Time) {
	m.drawn.WithLabelValues(what).Observe(time.Since(begin).Seconds())
}

func (m *metrics) fetched(source string, o Outcome, begin time.Time) {
	m.fetches.WithLabelValues(source, string(o)).Inc()
	m.seconds.WithLabelValues(source).Observe(time.Since(begin).Seconds())
}
