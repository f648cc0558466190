package chat

import "github.com/prometheus/client_golang/prometheus"

// metrics count what people do in rooms. What the writer and the realtime part do is counted by
// them.
type metrics struct {
	joined   *prometheus.CounterVec
	refused  *prometheus.CounterVec
	pictures prometheus.Counter
	unpushed prometheus.Counter
}

// newMetrics registers the metrics, unless there is no registry.
func newMetrics(r prometheus.Registerer) *metrics {
	m := &metrics{
		joined: prometheus.NewCounterVec(prometheus.CounterOpts{
			Name: "piece_chat_memberships_total", Help: "Changes of who is in a room, by kind of room and change: joined or left.",
		}, []string{"kind", "change"}),
		refused: prometheus.NewCounterVec(prometheus.CounterOpts{
			Name: "piece_chat_refused_total", Help: "Messages, removals and reactions that were refused, by code of the error.",
		}, []string{"code"}),
		pictures: prometheus.NewCounter(prometheus.CounterOpts{
			Name: "piece_chat_pictures_total", Help: "Pictures made for messages.",
		}),
		unpushed: prometheus.NewCounter(prometheus.CounterOpts{
			Name: "piece_chat_pushes_dropped_total", Help: "Messages for which no push was considered, because too many were waiting.",
		}),
	}
	if r != nil {
		r.MustRegister(m.joined, m.refused, m.pictures, m.unpushed)
	}
	return m
}
