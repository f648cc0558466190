package artwork

import (
	"context"
	"sync"
	"time"
)

// news tells those who wait in this process that a try has changed.
type news struct {
	mu   sync.Mutex
	here map[string]*topic // by id of a try; guarded by mu
}

type topic struct {
	changed chan struct{} // closed at the next change
	readers int
}

func newNews() *news { return &news{here: map[string]*topic{}} }

// follow gives a function that tells the channel of the next change, and one that ends
// the following.
func (n *news) follow(id string) (next func() <-chan struct{}, end func()) {
	n.mu.Lock()
	defer n.mu.Unlock()
	t := n.here[id]
	if t == nil {
		t = &topic{changed: make(chan struct{})}
		n.here[id] = t
	}
	t.readers++
	next = func() <-chan struct{} {
		n.mu.Lock()
		defer n.mu.Unlock()
		return t.changed
	}
	end = func() {
		n.mu.Lock()
		defer n.mu.Unlock()
		if t.readers--; t.readers == 0 {
			delete(n.here, id)
		}
	}
	return next, end
}

func (n *news) tell(id string) {
	n.mu.Lock()
	defer n.mu.Unlock()
	if t := n.here[id]; t != nil {
		close(t.changed)
		t.changed = make(chan struct{})
	}
}

// EndWaits lets go of every held question, now and from now on, so that a server that
// stops need not wait for them. It may be called again.
func (s *Service) EndWaits() { s.endWaits() }

// lookEvery is how often a held question looks into the store, for what changes on other
// nodes.
const lookEvery = 500 * time.Millisecond

// Await gives a person's try when it has changed, is done or failed, or the wait (capped
// at MaxWait) is over.
func (s *Service) Await(ctx context.Context, owner, artworkID string, wait time.Duration) (Artwork, error) {
	next, end := s.news.follow(artworkID)
	defer end()
	changed := next()
	first, err := s.Artwork(ctx, owner, artworkID)
	if err != nil || wait <= 0 || first.settled() {
		return first, err
	}
	over := time.NewTimer(min(wait, MaxWait))
	defer over.Stop()
	look := time.NewTicker(lookEvery)
	defer look.Stop()
	for {
		select {
		case <-changed:
		case <-look.C:
		case <-over.C:
			return first, nil
		case <-s.stopping:
			return first, nil
		case <-ctx.Done():
			return first, nil // nobody reads the answer
		}
		changed = next()
		now, err := s.Artwork(ctx, owner, artworkID)
		if err != nil || now.State != first.State || now.Progress != first.Progress {
			return now, err
		}
	}
}
