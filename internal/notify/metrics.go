package notify

import (
	"time"

	"github.com/prometheus/client_golang/prometheus"
)

// metrics count messages and the time that push services take.
type metrics struct {
	outcomes *prometheus.CounterVec
	seconds  prometheus.Histogram
	waiting  prometheus.Gauge
	queued   prometheus.Gauge
}

// newMetrics registers the metrics, unless there is no registry.
func newMetrics(r prometheus.Registerer) *metrics {
	m := &metrics{
		outcomes: prometheus.NewCounterVec(prometheus.CounterOpts{
			Name: "piece_push_messages_total", Help: "Push messages by outcome: sent, gone (the device is unsubscribed), later (tried again), too_large, refused, late (given up), read, replaced, dropped (too many waited), failed (a store of ours).",
		}, []string{"outcome"}),
		seconds: prometheus.NewHistogram(prometheus.HistogramOpts{
			Name: "piece_push_seconds", Help: "Seconds that a push service took to answer.",
			Buckets: []float64{.02, .05, .1, .2, .5, 1, 2, 5, 10},
		}),
		waiting: prometheus.NewGauge(prometheus.GaugeOpts{
			Name: "piece_push_waiting", Help: "People's topics that wait whether the message is read before it is pushed.",
		}),
		queued: prometheus.NewGauge(prometheus.GaugeOpts{
			Name: "piece_push_queued", Help: "Push messages to devices that wait for a worker or for another try.",
		}),
	}
	if r != nil {
		r.MustRegister(m.outcomes, m.seconds, m.waiting, m.queued)
	}
	return m
}

func (m *metrics) count(o Outcome, n int) { m.outcomes.WithLabelValues(string(o)).Add(float64(n)) }

func (m *metrics) took(d time.Duration) { m.seconds.Observe(d.Seconds()) }
