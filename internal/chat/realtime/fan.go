package realtime

import (
	"context"
	"hash/maphash"
	"sync"
	"sync/atomic"
	"time"

	"github.com/centrifugal/centrifuge"

	"piece/internal/chat"
)

const (
	probePrefix = "probe:" // {node}: comes back to the node that sends it
	probeEvery  = 500 * time.Millisecond
	// silence is after how long without a probe that came back the fan counts as broken. That it
	// refuses what is sent shows at once.
	silence = 4 * time.Second
	// soundAfter is how long the fan has to work again until nothing is expected to be lost: the
	// library follows its channels again one after the other.
	soundAfter = 10 * time.Second
	fanQueue   = 4096
	fanSenders = 8
	fromTag    = "from"
	// redisPrefix starts the name of everything in Redis.
	redisPrefix = "piece"
)

// fan carries between nodes what was stored and what is told, by Redis. It is fast and forgets:
// what it loses is read from the log. Nothing waits for it. A nil fan is that of a single node.
type fan struct {
	node    *Node
	url     string
	carrier atomic.Pointer[carrier] // nil until Redis was reached first
	control centrifuge.ControlEventHandler
	queues  []chan carried
	backs   chan struct{}
	ended   chan struct{} // closed at the end

	heard atomic.Int64 // when a probe came back last, Unix nanoseconds; 0 while broken
	since atomic.Int64 // since when probes come back, likewise
	probe atomic.Bool  // one is on its way

	stripes [64]sync.Mutex // one for each channel's coming and going
	mu      sync.Mutex
	wanted  map[string]bool // channels, and whether the carrier follows them; guarded by mu
}

// carrier is the connection to Redis.
type carrier struct {
	shard  *centrifuge.RedisShard
	broker *centrifuge.RedisBroker
	people *centrifuge.RedisPresenceManager
}

type carried struct {
	channel string
	data    []byte
	seq     int64
}

var (
	_ centrifuge.BrokerEventHandler = (*fan)(nil)
	_ centrifuge.Controller         = (*fan)(nil)
)

// newFan makes a fan by the Redis at an address; nil for none.
func newFan(n *Node, address string) (*fan, error) {
	if address == "" {
		return nil, nil
	}
	f := &fan{node: n, url: address, backs: make(chan struct{}, 1), ended: make(chan struct{}), wanted: map[string]bool{}}
	for range fanSenders {
		f.queues = append(f.queues, make(chan carried, fanQueue))
	}
	return f, checkAddress(address)
}

// up tells whether the fan works now.
func (f *fan) up() bool {
	if f == nil {
		return false
	}
	heard := f.heard.Load()
	return heard != 0 && time.Now().UnixNano()-heard < int64(silence)
}

// sound tells whether nothing is expected to get lost between nodes.
func (f *fan) sound() bool {
	return f == nil || f.up() && time.Now().UnixNano()-f.since.Load() > int64(soundAfter)
}

// back tells that the fan works again.
func (f *fan) back() <-chan struct{} {
	if f == nil {
		return nil
	}
	return f.backs
}

// people are those present on all nodes; nil while they can't be known.
func (f *fan) people() *centrifuge.RedisPresenceManager {
	if !f.up() {
		return nil
	}
	return f.carrier.Load().people
}

// broke notes that Redis gave no answer.
func (f *fan) broke(doing string, err error) {
	if f.heard.Swap(0) != 0 {
		f.node.metrics.fanUp.Set(0)
		f.node.log.Warn("realtime: Redis is away; what other nodes store is read from the log", "doing", doing, "error", err)
	}
}

// send carries something to the other nodes; seq is 0 for what has no place. What doesn't fit is
// dropped: the others find it in the log.
func (f *fan) send(channel string, data []byte, seq int64) {
	if !f.up() {
		return
	}
	select {
	case f.queues[maphash.String(seed, channel)%fanSenders] <- carried{channel, data, seq}:
	default:
		f.node.metrics.full.WithLabelValues("fan").Inc()
	}
}

func (f *fan) carry(ctx context.Context, queue <-chan carried) {
	own := map[string]string{fromTag: f.node.node.ID()}
	for {
		select {
		case <-ctx.Done():
			return
		case c := <-queue:
			if !f.up() {
				continue
			}
			o := centrifuge.PublishOptions{Offset: uint64(c.seq), Epoch: epoch}
			if c.seq == chat.Unplaced {
				o = centrifuge.PublishOptions{Tags: own}
			}
			if _, err := f.carrier.Load().broker.Publish(c.channel, c.data, o); err != nil {
				f.broke("handing on", err)
			}
		}
	}
}

// follow listens to a channel of the other nodes.
func (f *fan) follow(channel string) {
	if f == nil {
		return
	}
	stripe := f.stripe(channel)
	stripe.Lock()
	defer stripe.Unlock()
	f.note(channel, false)
	f.listen(channel)
}

// listen follows a channel if the carrier works. The stripe of the channel is held.
func (f *fan) listen(channel string) bool {
	if !f.up() {
		return false
	}
	if err := f.carrier.Load().broker.Subscribe(channel); err != nil {
		f.broke("following a channel", err)
		return false
	}
	f.note(channel, true)
	return true
}

func (f *fan) unfollow(channel string) {
	if f == nil {
		return
	}
	stripe := f.stripe(channel)
	stripe.Lock()
	defer stripe.Unlock()
	f.mu.Lock()
	delete(f.wanted, channel)
	f.mu.Unlock()
	if c := f.carrier.Load(); c != nil {
		_ = c.broker.Unsubscribe(channel) // without a connection there is nothing to end
	}
}

func (f *fan) stripe(channel string) *sync.Mutex {
	return &f.stripes[maphash.String(seed, channel)%uint64(len(f.stripes))]
}

func (f *fan) note(channel string, followed bool) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.wanted[channel] = followed
}

// missing are the channels that should be followed and aren't.
func (f *fan) missing() []string {
	f.mu.Lock()
	defer f.mu.Unlock()
	var all []string
	for channel, followed := range f.wanted {
		if !followed {
			all = append(all, channel)
		}
	}
	return all
}

// mend follows what could not be followed when it was asked for, and reads what was missed.
func (f *fan) mend() {
	for _, channel := range f.missing() {
		stripe := f.stripe(channel)
		stripe.Lock()
		f.mu.Lock()
		followed, wanted := f.wanted[channel]
		f.mu.Unlock()
		ok := wanted && !followed && f.listen(channel)
		stripe.Unlock()
		if ok {
			if x := f.node.lines.get(channel); x != nil {
				f.node.lines.heal(x)
			}
		}
		if !f.up() {
			return
		}
	}
}

// HandlePublication takes what comes from the other nodes, and what this one sent.
func (f *fan) HandlePublication(ch string, p *centrifuge.Publication, _ centrifuge.StreamPosition, _ bool, _ *centrifuge.Publication) error {
	switch {
	case ch == f.probeChannel():
		f.came()
	case p.Offset > 0:
		if x := f.node.lines.get(ch); x != nil {
			f.node.lines.come(x, int64(p.Offset), rendered{data: p.Data, at: p.Time})
		}
	case p.Tags[fromTag] != f.node.node.ID():
		f.node.news.heard(ch, p.Data)
		f.node.deliver(ch, &centrifuge.Publication{Data: p.Data}, 0)
	}
	return nil
}

// HandleJoin and HandleLeave are never sent.
func (f *fan) HandleJoin(string, *centrifuge.ClientInfo) error  { return nil }
func (f *fan) HandleLeave(string, *centrifuge.ClientInfo) error { return nil }

// RegisterControlEventHandler implements centrifuge.Controller.
func (f *fan) RegisterControlEventHandler(h centrifuge.ControlEventHandler) error {
	f.control = h
	return nil
}

// PublishControl implements centrifuge.Controller. What doesn't reach the others isn't an error:
// it was done here, and they look again after a while (stayFor, endedEvery).
func (f *fan) PublishControl(data []byte, nodeID, shardKey string) error {
	if f.up() {
		if err := f.carrier.Load().broker.PublishControl(data, nodeID, shardKey); err != nil {
			f.broke("telling the other nodes", err)
		}
	}
	return nil
}
