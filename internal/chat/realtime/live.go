package realtime

import (
	"hash/maphash"
	"runtime"
	"time"

	"github.com/centrifugal/centrifuge"

	"piece/internal/chat"
	"piece/internal/chat/wire"
)

// handing is a stored entry on its way to devices.
type handing struct {
	room  chat.Room
	entry chat.Entry
	at    int64 // Unix milliseconds
}

// handingQueue is how many entries wait to be handed on by each worker. When it is full whoever
// stores waits, so that senders are slowed down and not memory filled.
const handingQueue = 2048

func makeHanding() []chan handing {
	queues := make([]chan handing, max(2, runtime.GOMAXPROCS(0)))
	for i := range queues {
		queues[i] = make(chan handing, handingQueue)
	}
	return queues
}

var seed = maphash.MakeSeed()

// Publish implements chat.Live. All entries of a room go through the same worker, beside who
// stores.
func (n *Node) Publish(r chat.Room, e chat.Entry) {
	if !n.serving() {
		return
	}
	n.handing[maphash.String(seed, r.ID)%uint64(len(n.handing))] <- handing{room: r, entry: e, at: time.Now().UnixMilli()}
}

func (n *Node) handOn(queue <-chan handing) {
	for h := range queue {
		n.metrics.published.Inc()
		if h.room.Kind == chat.Direct {
			for _, person := range h.room.Pair {
				n.handTo(directChannel(h.room.ID, person), person, h)
			}
			continue
		}
		n.handTo(roomChannel(h.room.ID), "", h)
		if h.entry.Kind != chat.Reaction {
			n.news.stir(h.room.ID, h.entry.Seq)
		}
	}
}

// handTo hands an entry to those who follow a channel, here at once, and by the fan elsewhere.
func (n *Node) handTo(channel, person string, h handing) {
	x := n.lines.get(channel)
	if x == nil && !n.fan.up() {
		return
	}
	r := rendered{data: render(h.entry, person), at: h.at}
	if x != nil {
		n.lines.come(x, h.entry.Seq, r)
	}
	n.fan.send(channel, r.data, h.entry.Seq)
}

// deliver gives a publication to the connections here. at is when it was stored, Unix
// milliseconds; 0 when that doesn't count.
func (n *Node) deliver(channel string, p *centrifuge.Publication, at int64) {
	followers := n.node.Hub().NumSubscribers(channel)
	if followers == 0 {
		return
	}
	_ = n.broker.hub.HandlePublication(channel, p, centrifuge.StreamPosition{Offset: p.Offset, Epoch: epoch}, false, nil)
	n.metrics.deliveries.Add(float64(followers))
	if at > 0 {
		n.metrics.delivery.Observe(float64(time.Now().UnixMilli()-at) / 1000)
	}
}

// tell gives something without a place to all who follow a channel, on all nodes.
func (n *Node) tell(channel string, data []byte) {
	if !n.serving() {
		return
	}
	n.deliver(channel, &centrifuge.Publication{Data: data}, 0)
	n.fan.send(channel, data, chat.Unplaced)
}

// noted is a note as it reaches devices.
type noted struct {
	Kind  string      `json:"kind"`
	Room  string      `json:"room,omitempty"`
	Seq   int64       `json:"seq,omitempty"`
	Entry *wire.Entry `json:"entry,omitempty"`
}

// Tell implements chat.Live.
func (n *Node) Tell(person string, note chat.Note) {
	out := noted{Kind: string(note.Kind), Room: note.Room, Seq: note.Seq}
	if note.Entry != nil {
		e := *note.Entry
		e.Reactions = nil
		shown := wire.Of(e, person, 0)
		out.Entry = &shown
	}
	n.tell(ownChannel(person), encode(out))
}

// Typing implements chat.Live. In an open room it is told while few are there: with many it
// would be told always, to everybody.
func (n *Node) Typing(r chat.Room, person string) {
	data := encode(struct {
		Typing string `json:"typing"`
	}{person})
	if r.Kind == chat.Direct {
		if other := r.Other(person); other != "" {
			n.tell(directChannel(r.ID, other), data)
		}
		return
	}
	if n.presence.count(r.ID) <= typingMost {
		n.tell(roomChannel(r.ID), data)
	}
}

// typingMost is with how many people in an open room it is told who writes.
const typingMost = 50

// Read implements chat.Live.
func (n *Node) Read(r chat.Room, person string, seq int64) {
	other := r.Other(person)
	if r.Kind != chat.Direct || other == "" {
		return
	}
	type read struct {
		Person string `json:"person"`
		Seq    int64  `json:"seq"`
	}
	n.tell(directChannel(r.ID, other), encode(struct {
		Read read `json:"read"`
	}{read{person, seq}}))
}

// How subscriptions end when somebody leaves. With a code from 2500 on the device subscribes
// again: into an open room anybody may look.
var (
	leftDirect = centrifuge.Unsubscribe{Code: 2100, Reason: "left"}
	leftOpen   = centrifuge.Unsubscribe{Code: 2600, Reason: "left"}
)

// Joined implements chat.Live.
func (n *Node) Joined(person string, r chat.Room) {
	if r.Kind != chat.Open {
		return
	}
	n.errand(func() { n.warn("following a room", n.node.Subscribe(person, newsChannel(r.ID))) })
}

// Left implements chat.Live.
func (n *Node) Left(person string, r chat.Room) {
	n.errand(func() {
		if r.Kind == chat.Direct {
			n.warn("leaving a room", n.node.Unsubscribe(person, directChannel(r.ID, person), centrifuge.WithCustomUnsubscribe(leftDirect)))
			return
		}
		n.warn("leaving a room", n.node.Unsubscribe(person, newsChannel(r.ID), centrifuge.WithCustomUnsubscribe(leftDirect)))
		n.warn("leaving a room", n.node.Unsubscribe(person, roomChannel(r.ID), centrifuge.WithCustomUnsubscribe(leftOpen)))
	})
}

// errand does something with connections on all nodes, one after the other, beside the caller.
func (n *Node) errand(do func()) {
	if n.serving() {
		n.errands <- do
	}
}

func (n *Node) warn(doing string, err error) {
	if err != nil {
		n.log.Warn("realtime: "+doing+" failed", "error", err)
	}
}
