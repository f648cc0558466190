package realtime

import (
	"context"
	"errors"
	"fmt"
	"net/url"
	"slices"
	"sync"
	"time"

	"github.com/centrifugal/centrifuge"
)

// schemes are the forms of Redis addresses that the library reads.
var schemes = []string{"redis", "rediss", "redis+sentinel", "rediss+sentinel", "redis+cluster"}

// checkAddress finds mistakes in an address at the start. That nobody answers there is none:
// Redis may come later.
func checkAddress(address string) error {
	u, err := url.Parse(address)
	if err != nil || u.Host == "" || !slices.Contains(schemes, u.Scheme) {
		return errors.New("realtime: want redis://host:port for Redis") // the address may hold a password
	}
	return nil
}

// run keeps the fan up until ctx ends.
func (f *fan) run(ctx context.Context) {
	var wg sync.WaitGroup
	defer wg.Wait()
	tick := time.NewTicker(probeEvery)
	defer tick.Stop()
	for !f.connect(ctx) {
		select {
		case <-ctx.Done():
			return
		case <-tick.C:
		}
	}
	for _, queue := range f.queues {
		wg.Go(func() { f.carry(ctx, queue) })
	}
	for {
		f.sendProbe()
		if heard := f.heard.Load(); heard != 0 && !f.up() {
			f.broke("waiting for a sign", fmt.Errorf("nothing came back within %s", silence))
		}
		if f.up() {
			f.mend()
		}
		select {
		case <-ctx.Done():
			return
		case <-tick.C:
		}
	}
}

// connect reaches Redis first; from then on the library connects again by itself.
func (f *fan) connect(ctx context.Context) bool {
	c, err := f.dial()
	if err != nil {
		f.node.log.WarnContext(ctx, "realtime: Redis can't be reached yet", "error", err)
		return false
	}
	f.carrier.Store(c)
	return true
}

func (f *fan) dial() (*carrier, error) {
	shard, err := centrifuge.NewRedisShard(f.node.node, centrifuge.RedisShardConfig{Address: f.url})
	if err != nil {
		return nil, err
	}
	c := &carrier{shard: shard}
	shards := []*centrifuge.RedisShard{shard}
	if c.broker, err = centrifuge.NewRedisBroker(f.node.node, centrifuge.RedisBrokerConfig{Prefix: redisPrefix, Shards: shards}); err == nil {
		c.people, err = centrifuge.NewRedisPresenceManager(f.node.node, centrifuge.RedisPresenceManagerConfig{
			Prefix: redisPrefix, Shards: shards, PresenceTTL: presenceTTL, EnableUserMapping: func(string) bool { return true },
		})
	}
	if err == nil {
		err = c.broker.RegisterControlEventHandler(f.control)
	}
	if err == nil {
		err = c.broker.RegisterBrokerEventHandler(f)
	}
	if err == nil {
		err = c.broker.Subscribe(f.probeChannel())
	}
	if err != nil {
		c.close()
		return nil, err
	}
	return c, nil
}

func (c *carrier) close() {
	if c.broker != nil {
		_ = c.broker.Close(context.Background()) // never fails
	}
	c.shard.Close()
}

func (f *fan) close() {
	if f == nil {
		return
	}
	close(f.ended)
	if c := f.carrier.Load(); c != nil {
		c.close()
	}
}

func (f *fan) probeChannel() string { return probePrefix + f.node.node.ID() }

// sendProbe sends a probe, unless the one before still hangs.
func (f *fan) sendProbe() {
	if !f.probe.CompareAndSwap(false, true) {
		return
	}
	go func() {
		defer f.probe.Store(false)
		if _, err := f.carrier.Load().broker.Publish(f.probeChannel(), []byte("{}"), centrifuge.PublishOptions{}); err != nil {
			f.broke("sending a sign", err)
		}
	}()
}

// came notes that a probe came back. When it is the first after a while, devices are told that
// they may have missed what has no place, and the lines are compared with the log.
func (f *fan) came() {
	now := time.Now().UnixNano()
	if f.heard.Swap(now) != 0 {
		return
	}
	again := f.since.Swap(now) != 0
	f.node.metrics.fanUp.Set(1)
	f.node.log.Info("realtime: Redis carries between nodes", "again", again)
	select {
	case f.backs <- struct{}{}:
	default:
	}
	if again {
		go f.node.tellMissed(f.ended)
	}
}

// missed tells devices to ask again for what notes tell.
const missed = "missed"

// missedWithin is over how much time they are told: all ask then.
const missedWithin = 5 * time.Second

func (n *Node) tellMissed(ended <-chan struct{}) {
	people := n.sessions.people()
	data := encode(noted{Kind: missed})
	for _, person := range people {
		n.deliver(ownChannel(person), &centrifuge.Publication{Data: data}, 0)
		select {
		case <-ended:
			return
		case <-time.After(missedWithin / time.Duration(len(people)+10)):
		}
	}
}
