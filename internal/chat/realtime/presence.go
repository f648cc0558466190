package realtime

import (
	"context"
	"sync"
	"time"

	"github.com/centrifugal/centrifuge"

	"piece/internal/chat"
)

// countKept is how long a count of people is taken for true: it is asked at each sign of writing.
const countKept = time.Second

// maxCounts bounds the counts that are remembered.
const maxCounts = 10_000

const warnEvery = 10 * time.Second

// presence knows who has which room open: here, and by Redis on all nodes. While Redis is away,
// those here are all that is known.
type presence struct {
	node  *Node
	local centrifuge.PresenceManager

	mu      sync.Mutex
	counts  map[string]counted // by room; guarded by mu
	lookers map[string]lookers // of open rooms, by room; guarded by mu
	warned  time.Time          // guarded by mu
}

type counted struct {
	people int
	at     time.Time
}

// lookers are the people who have a room open.
type lookers struct {
	people map[string]bool
	at     time.Time
}

// maxLookers bounds the rooms whose people are remembered.
const maxLookers = 200

var _ centrifuge.PresenceManager = (*presence)(nil)

func newPresence(n *Node) (*presence, error) {
	local, err := centrifuge.NewMemoryPresenceManager(n.node, centrifuge.MemoryPresenceManagerConfig{})
	return &presence{node: n, local: local, counts: map[string]counted{}, lookers: map[string]lookers{}}, err
}

// key is where people of a channel are kept: both sides of a direct room are in one room.
func key(channel string) string {
	if room, _, ok := logChannel(channel); ok {
		return roomChannel(room)
	}
	return channel
}

// failed logs now and then that Redis doesn't keep who is present: every device tells it often.
func (p *presence) failed(err error) {
	if err == nil {
		return
	}
	p.mu.Lock()
	quiet := time.Since(p.warned) < warnEvery
	if !quiet {
		p.warned = time.Now()
	}
	p.mu.Unlock()
	if !quiet {
		p.node.warn("keeping who is present in Redis", err)
	}
}

// AddPresence implements centrifuge.PresenceManager.
func (p *presence) AddPresence(ch, client string, info *centrifuge.ClientInfo) error {
	if r := p.node.fan.people(); r != nil {
		p.failed(r.AddPresence(key(ch), client, info))
	}
	return p.local.AddPresence(key(ch), client, info)
}

// RemovePresence implements centrifuge.PresenceManager.
func (p *presence) RemovePresence(ch, client, person string) error {
	if r := p.node.fan.people(); r != nil {
		p.failed(r.RemovePresence(key(ch), client, person))
	}
	return p.local.RemovePresence(key(ch), client, person)
}

// Presence implements centrifuge.PresenceManager.
func (p *presence) Presence(ch string) (map[string]*centrifuge.ClientInfo, error) {
	if r := p.node.fan.people(); r != nil {
		found, err := r.Presence(key(ch))
		if err == nil {
			return found, nil
		}
		p.failed(err)
	}
	return p.local.Presence(key(ch))
}

// PresenceStats implements centrifuge.PresenceManager.
func (p *presence) PresenceStats(ch string) (centrifuge.PresenceStats, error) {
	if r := p.node.fan.people(); r != nil {
		found, err := r.PresenceStats(key(ch))
		if err == nil {
			return found, nil
		}
		p.failed(err)
	}
	return p.local.PresenceStats(key(ch))
}

// count gives how many people have a room open, as it was a moment ago.
func (p *presence) count(room string) int {
	p.mu.Lock()
	c, ok := p.counts[room]
	p.mu.Unlock()
	if ok && time.Since(c.at) < countKept {
		return c.people
	}
	stats, err := p.PresenceStats(roomChannel(room))
	if err != nil {
		return 0
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	if len(p.counts) >= maxCounts {
		clear(p.counts)
	}
	p.counts[room] = counted{people: stats.NumUsers, at: time.Now()}
	return stats.NumUsers
}

// Present implements chat.Live.
func (n *Node) Present(ctx context.Context, rooms []string) (map[string]int, error) {
	out := make(map[string]int, len(rooms))
	var mu sync.Mutex
	var wg sync.WaitGroup
	slots := make(chan struct{}, 16) // asked at once, Redis answers them together
	for _, room := range rooms {
		if ctx.Err() != nil {
			break
		}
		slots <- struct{}{}
		wg.Go(func() {
			defer func() { <-slots }()
			if people := n.presence.count(room); people > 0 {
				mu.Lock()
				out[room] = people
				mu.Unlock()
			}
		})
	}
	wg.Wait()
	return out, ctx.Err()
}

// looking gives who has a room open. In a busy open room many messages in a row ask for the same
// many people, so there it is taken for true for a moment.
func (p *presence) looking(r chat.Room) (map[string]bool, error) {
	p.mu.Lock()
	known, ok := p.lookers[r.ID]
	p.mu.Unlock()
	if ok && time.Since(known.at) < countKept {
		return known.people, nil
	}
	found, err := p.Presence(roomChannel(r.ID))
	if err != nil {
		return nil, err
	}
	here := make(map[string]bool, len(found))
	for _, info := range found {
		here[info.UserID] = true
	}
	if r.Kind == chat.Open {
		p.mu.Lock()
		defer p.mu.Unlock()
		if len(p.lookers) >= maxLookers {
			clear(p.lookers)
		}
		p.lookers[r.ID] = lookers{people: here, at: time.Now()}
	}
	return here, nil
}

// Looking implements chat.Live.
func (n *Node) Looking(_ context.Context, r chat.Room, people []string) (map[string]bool, error) {
	here, err := n.presence.looking(r)
	if err != nil {
		return nil, err
	}
	out := make(map[string]bool, len(people))
	for _, person := range people {
		if here[person] {
			out[person] = true
		}
	}
	return out, nil
}
