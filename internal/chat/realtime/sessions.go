package realtime

import (
	"context"
	"slices"
	"sync"
	"time"

	"github.com/centrifugal/centrifuge"
)

const (
	// endedEvery is how often it is asked which sessions have ended, which is the longest that a
	// device is heard after its session.
	endedEvery = 2 * time.Second
	// endedKept is longer than the last token of a session lives.
	endedKept  = time.Hour
	endedChunk = 500
)

// sessions know which connections belong to which session, and which sessions are over.
type sessions struct {
	node  *Node
	mu    sync.Mutex
	open  map[string]map[*device]struct{} // guarded by mu
	count map[string]int                  // of connections, by person; guarded by mu
	ended map[string]time.Time            // when we learned it; guarded by mu
	after int64                           // how far the log of ended sessions is read; of follow alone
}

func newSessions(n *Node) *sessions {
	return &sessions{node: n, open: map[string]map[*device]struct{}{}, count: map[string]int{}, ended: map[string]time.Time{}}
}

func (s *sessions) over(session string) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	_, over := s.ended[session]
	return over
}

// of tells how many connections a person has here.
func (s *sessions) of(person string) int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.count[person]
}

// remember keeps a device for the end of its session, and tells whether that is over already, and
// how many connections its person has here now.
func (s *sessions) remember(d *device) (over bool, count int) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.open[d.session] == nil {
		s.open[d.session] = map[*device]struct{}{}
	}
	s.open[d.session][d] = struct{}{}
	s.count[d.person]++
	_, over = s.ended[d.session]
	return over, s.count[d.person]
}

func (s *sessions) forget(d *device) {
	s.mu.Lock()
	defer s.mu.Unlock()
	delete(s.open[d.session], d)
	if len(s.open[d.session]) == 0 {
		delete(s.open, d.session)
	}
	if s.count[d.person]--; s.count[d.person] <= 0 {
		delete(s.count, d.person)
	}
}

// follow closes the connections of sessions that end, until ctx ends.
func (s *sessions) follow(ctx context.Context) {
	tick := time.NewTicker(endedEvery)
	defer tick.Stop()
	for {
		if err := s.read(ctx); err != nil && ctx.Err() == nil {
			s.node.warn("reading which sessions ended", err)
		}
		select {
		case <-ctx.Done():
			return
		case <-tick.C:
		case <-s.node.config.SessionEnded:
		}
	}
}

// read closes what ended since it read last.
func (s *sessions) read(ctx context.Context) error {
	for {
		ask, cancel := context.WithTimeout(ctx, askPatience)
		found, err := s.node.config.Sessions.Ended(ask, s.after, endedChunk)
		cancel()
		if err != nil {
			return err
		}
		for _, e := range found {
			s.after = max(s.after, e.Seq)
			for _, d := range s.end(e.Session) {
				d.client.Disconnect(sessionOver)
			}
		}
		if len(found) < endedChunk {
			s.sweep()
			return nil
		}
	}
}

func (s *sessions) end(session string) []*device {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.ended[session] = time.Now()
	var all []*device
	for d := range s.open[session] {
		all = append(all, d)
	}
	return all
}

// sweep forgets sessions whose tokens have all run out.
func (s *sessions) sweep() {
	s.mu.Lock()
	defer s.mu.Unlock()
	for name, at := range s.ended {
		if time.Since(at) > endedKept {
			delete(s.ended, name)
		}
	}
}

// all gives the connections of this node.
func (s *sessions) all() []*centrifuge.Client {
	s.mu.Lock()
	defer s.mu.Unlock()
	var all []*centrifuge.Client
	for _, devices := range s.open {
		for d := range devices {
			all = append(all, d.client)
		}
	}
	return all
}

// people gives everybody who is connected to this node.
func (s *sessions) people() []string {
	s.mu.Lock()
	defer s.mu.Unlock()
	var all []string
	for _, devices := range s.open {
		for d := range devices {
			all = append(all, d.person)
			break // a session is of one person
		}
	}
	slices.Sort(all)
	return slices.Compact(all)
}
