package cake

import "github.com/prometheus/client_golang/prometheus"

// metrics count what people do with cakes, and what keeps the lists up.
type metrics struct {
	made    *prometheus.CounterVec
	edited  *prometheus.CounterVec
	merged  prometheus.Counter
	hearts  *prometheus.CounterVec
	posters prometheus.Counter
	hot     prometheus.Gauge
	heating prometheus.Histogram
}

// newMetrics registers the metrics, unless there is no registry.
func newMetrics(r prometheus.Registerer) *metrics {
	m := &metrics{
		made: prometheus.NewCounterVec(prometheus.CounterOpts{
			Name: "piece_cakes_made_total", Help: "Cakes made by hand, by kind.",
		}, []string{"kind"}),
		edited: prometheus.NewCounterVec(prometheus.CounterOpts{
			Name: "piece_cakes_edited_total", Help: "Edits of cakes that changed something, by whether the maker or an admin edited.",
		}, []string{"by"}),
		merged: prometheus.NewCounter(prometheus.CounterOpts{
			Name: "piece_cakes_merged_total", Help: "Cakes that became part of another.",
		}),
		hearts: prometheus.NewCounterVec(prometheus.CounterOpts{
			Name: "piece_cake_hearts_total", Help: "Changes of hearts of cakes: set, or taken back.",
		}, []string{"change"}),
		posters: prometheus.NewCounter(prometheus.CounterOpts{
			Name: "piece_cake_posters_failed_total", Help: "Posters that people gave to their cakes and that could not be kept.",
		}),
		hot: prometheus.NewGauge(prometheus.GaugeOpts{
			Name: "piece_cakes_hot", Help: "Cakes that are not cold, as last reckoned by this process.",
		}),
		heating: prometheus.NewHistogram(prometheus.HistogramOpts{
			Name: "piece_cake_heat_seconds", Help: "Time to reckon how hot cakes are, with what is asked for it and stored.",
			Buckets: []float64{.01, .05, .1, .5, 1, 5, 30},
		}),
	}
	if r != nil {
		r.MustRegister(m.made, m.edited, m.merged, m.hearts, m.posters, m.hot, m.heating)
	}
	return m
}
