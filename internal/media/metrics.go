package media

import (
	"time"

	"github.com/prometheus/client_golang/prometheus"
)

// metrics count photos and the time they take.
type metrics struct {
	photos  *prometheus.CounterVec
	seconds prometheus.Histogram
}

// newMetrics registers the metrics, unless there is no registry.
func newMetrics(r prometheus.Registerer) *metrics {
	m := &metrics{
		photos: prometheus.NewCounterVec(prometheus.CounterOpts{
			Name: "piece_media_photos_total", Help: "Uploaded photos that were checked, by outcome (accepted, refused).",
		}, []string{"outcome"}),
		seconds: prometheus.NewHistogram(prometheus.HistogramOpts{
			Name: "piece_media_clean_seconds", Help: "Time to decode, turn and encode an uploaded photo, without waiting for its turn.",
			Buckets: []float64{.02, .05, .1, .2, .4, .8, 1.6, 3.2},
		}),
	}
	if r != nil {
		r.MustRegister(m.photos, m.seconds)
	}
	return m
}

func (m *metrics) checked(outcome string) {
	m.photos.WithLabelValues(outcome).Inc()
}

func (m *metrics) took(d time.Duration) {
	m.seconds.Observe(d.Seconds())
}
