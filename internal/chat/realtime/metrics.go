package realtime

import (
	"github.com/centrifugal/centrifuge"
	"github.com/prometheus/client_golang/prometheus"
)

// metrics count what goes to devices.
type metrics struct {
	deliveries prometheus.Counter
	delivery   prometheus.Histogram
	published  prometheus.Counter
	full       *prometheus.CounterVec
	recoveries *prometheus.CounterVec
	healed     prometheus.Counter
	fanUp      prometheus.Gauge
}

func newMetrics(r *prometheus.Registry, n *Node) *metrics {
	m := &metrics{
		deliveries: prometheus.NewCounter(prometheus.CounterOpts{
			Name: "piece_chat_deliveries_total", Help: "Entries and notes handed to connections of this node, one for each connection.",
		}),
		delivery: prometheus.NewHistogram(prometheus.HistogramOpts{
			Name: "piece_chat_delivery_seconds", Help: "Time from the moment an entry was stored until it was in the queues of all connections of this node that follow the room.",
			Buckets: []float64{.001, .002, .005, .01, .02, .05, .1, .2, .5, 1, 2, 5},
		}),
		published: prometheus.NewCounter(prometheus.CounterOpts{
			Name: "piece_chat_published_total", Help: "Stored entries that this node handed on.",
		}),
		full: prometheus.NewCounterVec(prometheus.CounterOpts{
			Name: "piece_chat_live_queue_full_total", Help: "What was refused or dropped because a queue was full, by queue: commands (refused, the device tries again), fan (dropped, other nodes read it from the log).",
		}, []string{"queue"}),
		recoveries: prometheus.NewCounterVec(prometheus.CounterOpts{
			Name: "piece_chat_recoveries_total", Help: "Devices that came back to a room, by outcome: recovered, nothing_missed, too_far (starts from a page of the history), lost (place unknown here).",
		}, []string{"outcome"}),
		healed: prometheus.NewCounter(prometheus.CounterOpts{
			Name: "piece_chat_healed_total", Help: "Entries read from the log because they did not come from the node that stored them.",
		}),
		fanUp: prometheus.NewGauge(prometheus.GaugeOpts{
			Name: "piece_chat_fan_up", Help: "1 while Redis carries entries between nodes, 0 while they are read from the log.",
		}),
	}
	if r != nil {
		r.MustRegister(m.deliveries, m.delivery, m.published, m.full, m.recoveries, m.healed, m.fanUp,
			prometheus.NewGaugeFunc(prometheus.GaugeOpts{
				Name: "piece_chat_connections", Help: "Devices that are connected to this node.",
			}, func() float64 { return float64(n.node.Hub().NumClients()) }),
			prometheus.NewGaugeFunc(prometheus.GaugeOpts{
				Name: "piece_chat_rooms_open", Help: "Rooms, for direct ones sides of them, that somebody follows on this node.",
			}, func() float64 { return float64(n.lines.count()) }),
		)
	}
	return m
}

// libraryMetrics are those of the realtime library; without a registry they go nowhere.
func libraryMetrics(r *prometheus.Registry) centrifuge.RegistererGatherer {
	if r == nil {
		return prometheus.NewRegistry()
	}
	return r
}
