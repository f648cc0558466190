package chat

import (
	"context"
	"slices"
	"sync"
	"time"

	"piece/internal/platform/clock"
)

// Pushes are considered after a message was stored, by few goroutines, and without promise: when
// more wait than there is room for, they are left out.
const (
	pushesWaiting = 4096
	pushWorkers   = 4
	pushWithin    = 10 * time.Second
)

// push is a message that may be pushed.
type push struct {
	room  Room
	entry Entry
	asked string // who wrote what it answers; "" when it answers nothing
	other Member // of a direct room
}

// considerPush lets it be found out later whose devices are told of a message.
func (s *Service) considerPush(p push) {
	select {
	case s.pushes <- p:
	default:
		s.metrics.unpushed.Inc()
	}
}

// KeepPushing finds out whose devices are told of messages, until ctx ends; what was begun is
// finished.
func (s *Service) KeepPushing(ctx context.Context) error {
	var workers sync.WaitGroup
	for range pushWorkers {
		workers.Go(func() {
			for {
				select {
				case <-ctx.Done():
					return
				case p := <-s.pushes:
					s.push(ctx, p)
				}
			}
		})
	}
	workers.Wait()
	return nil
}

// push hands a message to the Pusher for those who want it and don't look.
func (s *Service) push(ctx context.Context, p push) {
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), pushWithin)
	defer cancel()
	people, err := s.wanting(ctx, p)
	if err == nil && len(people) > 0 {
		people, err = s.notLooking(ctx, p, people)
	}
	if err != nil {
		s.Log.WarnContext(ctx, "a message isn't pushed", "room", p.room.ID, "seq", p.entry.Seq, "error", err)
		return
	}
	if len(people) > 0 {
		s.Pusher.Push(PushMessage{People: people, Room: p.room, Entry: p.entry})
	}
}

// wanting gives the members whose choice for the room fits the message, without its sender and
// those who have blocked the sender. It asks a number of times that doesn't depend on how many
// people are in the room, and doesn't read them all: few are named, and those who want everything
// of an open room are few as well.
func (s *Service) wanting(ctx context.Context, p push) ([]string, error) {
	named := slices.Clone(p.entry.Mentions)
	if p.asked != "" {
		named = append(named, p.asked)
	}
	var people []string
	if p.room.Kind == Direct {
		if wants(p.other, slices.Contains(named, p.other.PersonID)) {
			people = []string{p.other.PersonID} // who has blocked the sender gets held messages only
		}
		return people, nil
	}
	members := map[string]Member{}
	if len(named) > 0 {
		var err error
		if members, err = s.Store.Among(ctx, p.room.ID, named); err != nil {
			return nil, err
		}
	}
	for one, m := range members {
		if wants(m, true) {
			people = append(people, one)
		}
	}
	loud, err := s.loud.of(ctx, s.Store, p.room.ID)
	if err != nil {
		return nil, err
	}
	people = append(people, loud...)
	slices.Sort(people)
	people = slices.DeleteFunc(slices.Compact(people), func(one string) bool { return one == p.entry.Sender })
	if len(people) == 0 {
		return nil, nil
	}
	blocked, err := s.Store.Blockers(ctx, p.entry.Sender, people)
	if err != nil {
		return nil, err
	}
	return slices.DeleteFunc(people, func(one string) bool { return blocked[one] }), nil
}

// wants tells whether a member wants a message pushed that names them, or doesn't.
func wants(m Member, named bool) bool {
	return m.Here() && !m.Muted && (m.Push == PushAll || m.Push == PushMentions && named)
}

func (s *Service) notLooking(ctx context.Context, p push, people []string) ([]string, error) {
	looking, err := s.Live.Looking(ctx, p.room, people)
	if err != nil {
		return nil, err
	}
	return slices.DeleteFunc(people, func(one string) bool { return looking[one] }), nil
}

// How long it is believed who wants all messages of a room, how many of them count, and for how
// many rooms it is kept.
const (
	loudFor   = 10 * time.Second
	loudMost  = 1000
	loudRooms = 10_000
)

// listeners remembers who wants all messages of open rooms. It is safe for concurrent use.
type listeners struct {
	clock clock.Clock

	mu  sync.Mutex
	all map[string]heard // by room; guarded by mu
}

type heard struct {
	people []string
	until  time.Time
}

func newListeners(c clock.Clock) *listeners { return &listeners{clock: c, all: map[string]heard{}} }

func (l *listeners) of(ctx context.Context, store Store, room string) ([]string, error) {
	l.mu.Lock()
	h, ok := l.all[room]
	l.mu.Unlock()
	now := l.clock.Now()
	if ok && now.Before(h.until) {
		return h.people, nil
	}
	people, err := store.Loud(ctx, room, loudMost)
	if err != nil {
		return nil, err
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	if len(l.all) >= loudRooms {
		clear(l.all)
	}
	l.all[room] = heard{people, now.Add(loudFor)}
	return people, nil
}

// drop forgets a room where somebody chose something else.
func (l *listeners) drop(room string) {
	l.mu.Lock()
	defer l.mu.Unlock()
	delete(l.all, room)
}
