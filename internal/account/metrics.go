package account

import "github.com/prometheus/client_golang/prometheus"

// metrics count what people do at the door.
type metrics struct {
	joins     prometheus.Counter
	logins    *prometheus.CounterVec
	refreshes *prometheus.CounterVec
}

func newMetrics(r prometheus.Registerer) *metrics {
	m := &metrics{
		joins: prometheus.NewCounter(prometheus.CounterOpts{
			Name: "piece_account_joins_total", Help: "People who joined.",
		}),
		logins: prometheus.NewCounterVec(prometheus.CounterOpts{
			Name: "piece_account_logins_total", Help: "Sign-ins by outcome: ok, wrong, suspended.",
		}, []string{"outcome"}),
		refreshes: prometheus.NewCounterVec(prometheus.CounterOpts{
			Name: "piece_account_refreshes_total", Help: "Refresh tokens handed in, by outcome: rotated, repeated, reused, over, unknown. Many reused ones mean that tokens are being stolen.",
		}, []string{"outcome"}),
	}
	if r != nil {
		r.MustRegister(m.joins, m.logins, m.refreshes)
	}
	return m
}
