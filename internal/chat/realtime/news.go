package realtime

import (
	"context"
	"encoding/json"
	"strings"
	"sync"
	"time"

	"piece/internal/chat/wire"
)

const (
	// newsEvery is how often at most it is told that something new was said in an open room.
	newsEvery = 2 * time.Second
	// newsTick is how long the first of them may take, so that many rooms are asked about at
	// once.
	newsTick = 200 * time.Millisecond
)

// news tell the members of open rooms, who mostly don't look, what was said last.
type news struct {
	node *Node
	mu   sync.Mutex
	// due are the rooms in which something was said that isn't told yet, with the place of the
	// last of it; guarded by mu.
	due map[string]int64
	// told is when it was told last; guarded by mu.
	told map[string]time.Time
}

func newNews(n *Node) *news {
	return &news{node: n, due: map[string]int64{}, told: map[string]time.Time{}}
}

// stir notes that something was said in a room.
func (n *news) stir(room string, seq int64) {
	n.mu.Lock()
	n.due[room] = max(n.due[room], seq)
	n.mu.Unlock()
}

// latest is what it is told in.
type latest struct {
	Room     string     `json:"room"`
	Seq      int64      `json:"seq"`
	Messages int64      `json:"messages"`
	Entry    wire.Entry `json:"entry"`
}

// heard notes that another node told it, so that this one doesn't tell it again.
func (n *news) heard(channel string, data []byte) {
	room, ok := strings.CutPrefix(channel, newsPrefix)
	var l struct {
		Seq int64 `json:"seq"`
	}
	if !ok || json.Unmarshal(data, &l) != nil {
		return
	}
	n.mu.Lock()
	defer n.mu.Unlock()
	n.told[room] = time.Now()
	if n.due[room] <= l.Seq {
		delete(n.due, room)
	}
}

// ripe takes the rooms whose turn has come.
func (n *news) ripe(now time.Time) []string {
	n.mu.Lock()
	defer n.mu.Unlock()
	for room, at := range n.told {
		if now.Sub(at) >= newsEvery {
			delete(n.told, room)
		}
	}
	var rooms []string
	for room := range n.due {
		if _, waits := n.told[room]; !waits && len(rooms) < healChunk {
			rooms = append(rooms, room)
			n.told[room] = now
			delete(n.due, room)
		}
	}
	return rooms
}

// spread tells what is due, until ctx ends.
func (n *news) spread(ctx context.Context) {
	tick := time.NewTicker(newsTick)
	defer tick.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case now := <-tick.C:
			if rooms := n.ripe(now); len(rooms) > 0 {
				if err := n.tell(ctx, rooms); err != nil && ctx.Err() == nil {
					n.node.warn("reading what is new in rooms", err)
				}
			}
		}
	}
}

func (n *news) tell(ctx context.Context, rooms []string) error {
	ask, cancel := context.WithTimeout(ctx, askPatience)
	defer cancel()
	heads, err := n.node.config.Log.Heads(ask, "", rooms)
	if err != nil {
		return err
	}
	for room, h := range heads {
		if h.Last == nil {
			continue
		}
		last := *h.Last
		last.Reactions = nil
		n.node.tell(newsChannel(room), encode(latest{room, h.Seq, h.Messages, wire.Of(last, "", 0)}))
	}
	return nil
}
