package piece

import (
	"time"

	"github.com/prometheus/client_golang/prometheus"
)

// metrics count pieces and the time that drawing them takes.
type metrics struct {
	made     *prometheus.CounterVec
	edited   *prometheus.CounterVec
	hearts   *prometheus.CounterVec
	drawn    *prometheus.HistogramVec
	previews prometheus.Histogram
}

// newMetrics registers the metrics, unless there is no registry.
func newMetrics(r prometheus.Registerer) *metrics {
	m := &metrics{
		made: prometheus.NewCounterVec(prometheus.CounterOpts{
			Name: "piece_pieces_made_total", Help: "Pieces made, by kind.",
		}, []string{"kind"}),
		edited: prometheus.NewCounterVec(prometheus.CounterOpts{
			Name: "piece_pieces_edited_total", Help: "Edits of pieces that changed something, by whether the ticket was drawn again.",
		}, []string{"redrawn"}),
		hearts: prometheus.NewCounterVec(prometheus.CounterOpts{
			Name: "piece_hearts_total", Help: "Changes of hearts: set, or taken back.",
		}, []string{"change"}),
		drawn: prometheus.NewHistogramVec(prometheus.HistogramOpts{
			Name: "piece_ticket_render_seconds", Help: "Time to draw a ticket, without waiting for a turn: the set of images that is stored, or one file.",
			Buckets: []float64{.05, .1, .2, .3, .5, .75, 1, 2, 5},
		}, []string{"what"}),
		previews: prometheus.NewHistogram(prometheus.HistogramOpts{
			Name: "piece_ticket_preview_seconds", Help: "Time to answer a preview of a ticket, waiting for a turn included.",
			Buckets: []float64{.01, .02, .03, .04, .06, .1, .2, .5, 1, 5},
		}),
	}
	if r != nil {
		r.MustRegister(m.made, m.edited, m.hearts, m.drawn, m.previews)
	}
	return m
}

func (m *metrics) draw(what string, begin time.Time) {
	m.drawn.WithLabelValues(what).Observe(time.Since(begin).Seconds())
}
