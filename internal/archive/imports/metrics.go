package imports

import "github.com/prometheus/client_golang/prometheus"

// metrics count what comes in.
type metrics struct {
	files    *prometheus.CounterVec
	brought  prometheus.Counter
	pictures prometheus.Histogram
}

// newMetrics registers the metrics, unless there is no registry.
func newMetrics(r prometheus.Registerer) *metrics {
	m := &metrics{
		files: prometheus.NewCounterVec(prometheus.CounterOpts{
			Name: "piece_import_files_total", Help: "Files that were read, by what they were (piece, letterboxd, table, refused).",
		}, []string{"source"}),
		brought: prometheus.NewCounter(prometheus.CounterOpts{
			Name: "piece_import_rows_total", Help: "Rows that were brought in, or were found to be there at that moment.",
		}),
		pictures: prometheus.NewHistogram(prometheus.HistogramOpts{
			Name: "piece_import_picture_seconds", Help: "Time to take in one picture of an export.",
			Buckets: []float64{.02, .05, .1, .2, .4, .8, 1.6, 3.2},
		}),
	}
	if r != nil {
		r.MustRegister(m.files, m.brought, m.pictures)
	}
	return m
}

func (m *metrics) read(source string) { m.files.WithLabelValues(source).Inc() }
