package outbound

import (
	"errors"
	"time"

	"github.com/prometheus/client_golang/prometheus"
)

// metrics count tries by client; all clients of a process share them.
type metrics struct {
	requests *prometheus.CounterVec
	seconds  *prometheus.HistogramVec
	breaker  *prometheus.GaugeVec
}

func newMetrics(r prometheus.Registerer) *metrics {
	return &metrics{
		requests: register(r, prometheus.NewCounterVec(prometheus.CounterOpts{
			Name: "piece_outbound_requests_total", Help: "Tries to ask servers of others, by client and outcome.",
		}, []string{"client", "outcome"})),
		seconds: register(r, prometheus.NewHistogramVec(prometheus.HistogramOpts{
			Name: "piece_outbound_request_seconds", Help: "Time of a try, waiting for its turn included.",
			Buckets: []float64{.05, .1, .25, .5, 1, 2, 5, 10, 30, 60},
		}, []string{"client"})),
		breaker: register(r, prometheus.NewGaugeVec(prometheus.GaugeOpts{
			Name: "piece_outbound_breaker_state", Help: "Circuit breaker: 0 closed, 1 half open, 2 open.",
		}, []string{"client"})),
	}
}

// register registers a metric, or gives the one that an earlier client registered.
func register[T prometheus.Collector](r prometheus.Registerer, m T) T {
	if r == nil {
		return m
	}
	var there prometheus.AlreadyRegisteredError
	if err := r.Register(m); errors.As(err, &there) {
		if old, ok := there.ExistingCollector.(T); ok {
			return old
		}
	}
	return m
}

func (m *metrics) count(client string, res *Response, err error, took time.Duration) {
	o := outcome(err)
	if err == nil && res.NotModified {
		o = NotModified
	}
	m.requests.WithLabelValues(client, string(o)).Inc()
	if o != Open && o != Held {
		m.seconds.WithLabelValues(client).Observe(took.Seconds())
	}
}
