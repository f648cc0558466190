package media

import (
	"time"

	"github.com/prometheus/client_golang/prometheus"
)

// Metrics count photos and the time they take. A nil one counts nothing.
type Metrics struct {
	photos  *prometheus.CounterVec
	seconds prometheus.Histogram
}

// NewMetrics registers the metrics.
func NewMetrics(r prometheus.Registerer) *Metrics {
	m := &Metrics{
		photos: prometheus.NewCounterVec(prometheus.CounterOpts{
			Name: "piece_media_photos_total", Help: "Uploaded photos that were checked, by outcome (accepted, refused).",
		}, []string{"outcome"}),
		seconds: prometheus.NewHistogram(prometheus.HistogramOpts{
			Name: "piece_media_clean_seconds", Help: "Time to decode, turn and encode an uploaded photo, without waiting for its turn.",
			Buckets: []float64{.02, .05, .1, .2, .4, .8, 1.6, 3.2},
		}),
	}
	r.MustRegister(m.photos, m.seconds)
	return m
}

func (m *Metrics) checked(outcome string) {
	if m != nil {
		m.photos.WithLabelValues(outcome).Inc()
	}
}

func (m *Metrics) took(d time.Duration) {
	if m != nil {
		m.seconds.Observe(d.Seconds())
	}
}
