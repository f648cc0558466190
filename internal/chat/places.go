package chat

import (
	"sync"
	"time"

	"piece/internal/platform/clock"
)

// How long somebody's place in an open room is believed, and how many places are kept.
const (
	placeFor  = 5 * time.Second
	placesMax = 100_000
)

// places remembers who may write into open rooms. It is safe for concurrent use.
type places struct {
	clock clock.Clock

	mu  sync.RWMutex
	all map[placeKey]place // guarded by mu
}

type placeKey struct{ room, person string }

type place struct {
	writing
	until time.Time
}

func newPlaces(c clock.Clock) *places {
	return &places{clock: c, all: map[placeKey]place{}}
}

func (p *places) get(room, person string) (writing, bool) {
	p.mu.RLock()
	defer p.mu.RUnlock()
	found, ok := p.all[placeKey{room, person}]
	return found.writing, ok && p.clock.Now().Before(found.until)
}

func (p *places) put(room, person string, w writing) {
	p.mu.Lock()
	defer p.mu.Unlock()
	now := p.clock.Now()
	if len(p.all) >= placesMax {
		p.sweep(now)
	}
	p.all[placeKey{room, person}] = place{w, now.Add(placeFor)}
}

// sweep forgets the places whose time is over, or all if none is.
func (p *places) sweep(now time.Time) {
	for k, one := range p.all {
		if !now.Before(one.until) {
			delete(p.all, k)
		}
	}
	if len(p.all) >= placesMax {
		clear(p.all)
	}
}

// drop forgets somebody's place, who has left.
func (p *places) drop(room, person string) {
	p.mu.Lock()
	defer p.mu.Unlock()
	delete(p.all, placeKey{room, person})
}

// dropRoom forgets all places of a room, which goes on elsewhere.
func (p *places) dropRoom(room string) {
	p.mu.Lock()
	defer p.mu.Unlock()
	for k := range p.all {
		if k.room == room {
			delete(p.all, k)
		}
	}
}
