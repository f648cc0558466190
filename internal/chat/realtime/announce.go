package realtime

import (
	"context"
	"errors"
	"log/slog"

	"github.com/centrifugal/centrifuge"
	"github.com/prometheus/client_golang/prometheus"
)

// Announce tells all devices of a person something of another domain, once and without
// promise: who needs it asks as well. data is a JSON object whose "kind" isn't one of the chat's.
func (n *Node) Announce(person string, data []byte) { n.tell(ownChannel(person), data) }

// announceQueue is how many announcements wait for Redis; what doesn't fit is dropped.
const announceQueue = 1024

// Announcer announces from a process without connections, by the Redis of the nodes that have
// them. It is safe for concurrent use, and a lifecycle.Runner.
type Announcer struct {
	url   string
	log   *slog.Logger
	node  *centrifuge.Node // never run: it is what the library's parts are made with
	queue chan carried
}

// NewAnnouncer gives one for the Redis at an address.
func NewAnnouncer(redisURL string, log *slog.Logger) (*Announcer, error) {
	if err := checkAddress(redisURL); err != nil {
		return nil, err
	}
	// The metrics of a node without connections say nothing; they go nowhere.
	node, err := centrifuge.New(centrifuge.Config{Name: "piece", Metrics: centrifuge.MetricsConfig{RegistererGatherer: prometheus.NewRegistry()}})
	if err != nil {
		return nil, err
	}
	return &Announcer{url: redisURL, log: log, node: node, queue: make(chan carried, announceQueue)}, nil
}

// Announce is that of Node.
func (a *Announcer) Announce(person string, data []byte) {
	select {
	case a.queue <- carried{channel: ownChannel(person), data: data}:
	default:
	}
}

// Run hands announcements to Redis until ctx ends. While Redis is away they are lost.
func (a *Announcer) Run(ctx context.Context) error {
	var shard *centrifuge.RedisShard
	var broker *centrifuge.RedisBroker
	defer func() {
		if broker != nil {
			_ = broker.Close(context.WithoutCancel(ctx)) // never fails
		}
		if shard != nil {
			shard.Close()
		}
	}()
	from := map[string]string{fromTag: a.node.ID()}
	away := false
	for {
		select {
		case <-ctx.Done():
			return nil
		case c := <-a.queue:
			var err error
			if broker == nil {
				shard, broker, err = a.dial()
			}
			if err == nil {
				_, err = broker.Publish(c.channel, c.data, centrifuge.PublishOptions{Tags: from})
			}
			if err != nil && !away {
				a.log.WarnContext(ctx, "realtime: Redis is away; announcements are lost", "error", err)
			}
			away = err != nil
		}
	}
}

func (a *Announcer) dial() (*centrifuge.RedisShard, *centrifuge.RedisBroker, error) {
	shard, err := centrifuge.NewRedisShard(a.node, centrifuge.RedisShardConfig{Address: a.url})
	if err != nil {
		return nil, nil, err
	}
	broker, err := centrifuge.NewRedisBroker(a.node, centrifuge.RedisBrokerConfig{Prefix: redisPrefix, Shards: []*centrifuge.RedisShard{shard}})
	if err != nil {
		shard.Close()
		return nil, nil, errors.Join(errors.New("realtime: announcing"), err)
	}
	return shard, broker, nil
}
