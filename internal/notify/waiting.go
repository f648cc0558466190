package notify

import (
	"sync"
	"time"
)

// note is a message for one person that waits for its time.
type note struct {
	person string
	about  *Message // the newest of the topic
	since  time.Time
}

type place struct{ person, topic string }

// waiting holds messages until it is clear whether they are needed. Of one topic a person has at
// most one note here: newer messages go into it, and its time is that of the first, so that a
// lively room is heard of now and then instead of never. It is safe for concurrent use.
type waiting struct {
	mu    sync.Mutex
	list  []*note         // guarded by mu; who came first is first
	known map[place]*note // guarded by mu
	come  chan struct{}   // holds a token when there is something new
}

func newWaiting() *waiting {
	return &waiting{known: map[place]*note{}, come: make(chan struct{}, 1)}
}

// add takes a message in, and tells how many people it replaced one for, and how many it found
// no room for.
func (w *waiting) add(m Message, now time.Time) (replaced, dropped int) {
	w.mu.Lock()
	defer w.mu.Unlock()
	for _, person := range m.People {
		at := place{person, m.Topic}
		switch n := w.known[at]; {
		case n != nil:
			n.about = &m
			replaced++
		case len(w.list) >= maxWaiting:
			dropped++
		default:
			n = &note{person: person, about: &m, since: now}
			w.list, w.known[at] = append(w.list, n), n
		}
	}
	select {
	case w.come <- struct{}{}:
	default:
	}
	return replaced, dropped
}

// due takes out what came before the instant, by message, and tells when the next one came; zero
// when there is none.
func (w *waiting) due(before time.Time) (batches []Message, next time.Time) {
	w.mu.Lock()
	defer w.mu.Unlock()
	place := func(n *note) place { return place{n.person, n.about.Topic} }
	at := map[*Message]int{}
	taken := 0
	for _, n := range w.list {
		if n.since.After(before) {
			next = n.since
			break
		}
		taken++
		delete(w.known, place(n))
		i, known := at[n.about]
		if !known {
			i = len(batches)
			at[n.about] = i
			batches = append(batches, Message{Topic: n.about.Topic, About: n.about.About})
		}
		batches[i].People = append(batches[i].People, n.person)
	}
	clear(w.list[:taken]) // the array lives on
	w.list = w.list[taken:]
	return batches, next
}

func (w *waiting) len() int {
	w.mu.Lock()
	defer w.mu.Unlock()
	return len(w.list)
}
