package realtime

import (
	"context"
	"sync"
	"time"

	"github.com/centrifugal/centrifuge"

	"piece/internal/chat"
)

const (
	// lateWait is how long an entry that was overtaken may take before it is read from the log.
	lateWait = 30 * time.Millisecond
	// againWait is how long until the log is asked again after it failed.
	againWait = 500 * time.Millisecond
	// maxEarly bounds the entries that wait for those before them; more are read from the log
	// when their turn comes.
	maxEarly  = 256
	healChunk = 200
)

// line is the log of a room as it is handed to the devices here: in order, each entry once.
type line struct {
	channel, room, person string

	mu      sync.Mutex
	last    int64              // the place handed on last; guarded by mu, as all below
	ready   bool               // last is known
	early   map[int64]rendered // those that came before their turn
	timer   *time.Timer        // runs while some are early
	healing bool
	gone    bool // nobody here follows the room any longer
}

// rendered is an entry in the form for one channel.
type rendered struct {
	data []byte
	at   int64 // when it was handed on first, Unix milliseconds; 0 when it was read from the log
}

// lines are the rooms that devices here follow.
type lines struct {
	node *Node
	mu   sync.RWMutex
	all  map[string]*line // by channel; guarded by mu
}

func newLines(n *Node) *lines { return &lines{node: n, all: map[string]*line{}} }

func (l *lines) get(channel string) *line {
	l.mu.RLock()
	defer l.mu.RUnlock()
	return l.all[channel]
}

func (l *lines) count() int {
	l.mu.RLock()
	defer l.mu.RUnlock()
	return len(l.all)
}

// direct gives the lines of direct rooms.
func (l *lines) direct() (all []*line) {
	l.mu.RLock()
	defer l.mu.RUnlock()
	for _, x := range l.all {
		if x.person != "" {
			all = append(all, x)
		}
	}
	return all
}

// open begins a line at the head of the log. What comes meanwhile waits.
func (l *lines) open(channel, room, person string) error {
	x := &line{channel: channel, room: room, person: person}
	l.mu.Lock()
	l.all[channel] = x
	l.mu.Unlock()
	return l.start(x)
}

// start finds where a line begins.
func (l *lines) start(x *line) error {
	head, err := l.node.head(x.room)
	if err != nil {
		l.drop(x.channel)
		return err
	}
	x.mu.Lock()
	defer x.mu.Unlock()
	x.last, x.ready = head, true
	l.flush(x)
	return nil
}

func (l *lines) drop(channel string) {
	l.mu.Lock()
	x := l.all[channel]
	delete(l.all, channel)
	l.mu.Unlock()
	if x == nil {
		return
	}
	x.mu.Lock()
	defer x.mu.Unlock()
	x.gone, x.early = true, nil
	if x.timer != nil {
		x.timer.Stop()
	}
}

// come takes an entry of a line, from here or from another node.
func (l *lines) come(x *line, seq int64, r rendered) {
	x.mu.Lock()
	defer x.mu.Unlock()
	switch {
	case x.gone || x.ready && seq <= x.last:
		return
	case x.ready && seq == x.last+1:
		l.hand(x, seq, r)
	case len(x.early) < maxEarly:
		if x.early == nil {
			x.early = map[int64]rendered{}
		}
		x.early[seq] = r
	}
	if x.ready {
		l.flush(x)
	}
}

// flush hands on those early ones whose turn has come. mu of the line is held.
func (l *lines) flush(x *line) {
	for {
		r, ok := x.early[x.last+1]
		if !ok {
			break
		}
		delete(x.early, x.last+1)
		l.hand(x, x.last+1, r)
	}
	for seq := range x.early {
		if seq <= x.last {
			delete(x.early, seq)
		}
	}
	l.wait(x, lateWait)
}

// wait reads the hole from the log after d, while there is one. mu of the line is held.
func (l *lines) wait(x *line, d time.Duration) {
	if len(x.early) == 0 {
		x.early = nil
		return
	}
	if x.timer == nil && !x.gone {
		x.timer = time.AfterFunc(d, func() {
			x.mu.Lock()
			x.timer = nil
			waits := len(x.early) > 0
			x.mu.Unlock()
			if waits {
				l.heal(x)
			}
		})
	}
}

// hand gives an entry to all devices that follow the channel. mu of the line is held, so that
// entries come in order.
func (l *lines) hand(x *line, seq int64, r rendered) {
	x.last = seq // before devices get it: who subscribes meanwhile starts behind it
	l.node.deliver(x.channel, &centrifuge.Publication{Offset: uint64(seq), Data: r.data}, r.at)
}

// heal reads what a line lacks from the log and hands it on.
func (l *lines) heal(x *line) {
	x.mu.Lock()
	if x.gone || !x.ready || x.healing {
		x.mu.Unlock()
		return
	}
	x.healing = true
	from := x.last
	x.mu.Unlock()
	for {
		entries, err := l.node.after(x.room, from, healChunk)
		x.mu.Lock()
		if x.gone {
			x.mu.Unlock()
			return
		}
		for _, e := range entries {
			if e.Seq == x.last+1 { // others came meanwhile
				l.node.metrics.healed.Inc()
				l.hand(x, e.Seq, rendered{data: render(e, x.person)})
			}
		}
		stuck := x.last == from // what would come next isn't there; asking again helps nothing
		from = x.last
		if err != nil || stuck || len(entries) < healChunk {
			x.healing = false
			l.flush(x)
			if err != nil {
				l.wait(x, againWait)
			}
			x.mu.Unlock()
			return
		}
		x.mu.Unlock()
	}
}

// top is the place handed on last; false where nobody follows the room or it isn't known yet.
func (l *lines) top(channel string) (int64, bool) {
	x := l.get(channel)
	if x == nil {
		return 0, false
	}
	x.mu.Lock()
	defer x.mu.Unlock()
	return x.last, x.ready
}

// behind compares the lines with the log and reads what they lack. An entry may just be on its
// way, so a line is looked at again after a moment.
func (l *lines) behind(ctx context.Context) error {
	rooms := map[string][]*line{}
	l.mu.RLock()
	for _, x := range l.all {
		rooms[x.room] = append(rooms[x.room], x)
	}
	l.mu.RUnlock()
	ids := make([]string, 0, len(rooms))
	for id := range rooms {
		ids = append(ids, id)
	}
	heads := map[string]int64{}
	for len(ids) > 0 {
		chunk := ids[:min(len(ids), healChunk)]
		ids = ids[len(chunk):]
		found, err := l.node.config.Log.Heads(ctx, "", chunk)
		if err != nil {
			return err
		}
		for id, h := range found {
			heads[id] = h.Seq
		}
	}
	late := func() (all []*line) {
		for id, head := range heads {
			for _, x := range rooms[id] {
				x.mu.Lock()
				if x.ready && x.last < head {
					all = append(all, x)
				}
				x.mu.Unlock()
			}
		}
		return all
	}
	if len(late()) == 0 {
		return nil
	}
	select {
	case <-ctx.Done():
		return ctx.Err()
	case <-time.After(lateWait):
	}
	for _, x := range late() {
		l.heal(x)
	}
	return nil
}

// head is how far the log of a room is.
func (n *Node) head(room string) (int64, error) {
	ctx, cancel := context.WithTimeout(context.Background(), askPatience)
	defer cancel()
	heads, err := n.config.Log.Heads(ctx, "", []string{room})
	return heads[room].Seq, err
}

func (n *Node) after(room string, seq int64, limit int) ([]chat.Entry, error) {
	ctx, cancel := context.WithTimeout(context.Background(), askPatience)
	defer cancel()
	return n.config.Log.After(ctx, room, seq, limit)
}
