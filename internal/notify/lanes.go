package notify

import (
	"container/heap"
	"time"
)

// delivery is a message on its way to one device.
type delivery struct {
	to     Subscription
	letter Letter
	about  About
	batch  int64 // the message that it is of; newer ones have higher numbers
	host   string
	since  time.Time
	tries  int
	due    time.Time // of the next try
}

// slot is what can hold only the newest message.
type slot struct{ endpoint, topic string }

func (d delivery) slot() slot { return slot{d.to.Endpoint, d.letter.Topic} }

// lanes put deliveries in order: each message has a lane, and lanes take turns, so that one for a
// thousand people doesn't keep one for a single person waiting; and one push service doesn't have
// all workers, so that a slow one doesn't stop the others. They belong to one goroutine.
type lanes struct {
	perHost int
	list    []*lane
	turn    int            // index of the lane whose turn it is
	busy    map[string]int // workers by host
	later   retries
	slots   map[slot]*held
	size    int // deliveries here and with workers
}

// held is what is on its way for a slot.
type held struct {
	newest     int64
	deliveries int
}

type lane struct {
	batch int64
	wait  []delivery
}

func newLanes(perHost int) *lanes {
	return &lanes{perHost: max(perHost, 1), busy: map[string]int{}, slots: map[slot]*held{}}
}

// add takes a new delivery in.
func (l *lanes) add(d delivery) {
	l.size++
	h := l.slots[d.slot()]
	if h == nil {
		h = &held{}
		l.slots[d.slot()] = h
	}
	h.newest, h.deliveries = max(h.newest, d.batch), h.deliveries+1
	l.enqueue(d)
}

func (l *lanes) enqueue(d delivery) {
	for _, each := range l.list {
		if each.batch == d.batch {
			each.wait = append(each.wait, d)
			return
		}
	}
	l.list = append(l.list, &lane{batch: d.batch, wait: []delivery{d}})
}

// again keeps a delivery for another try.
func (l *lanes) again(d delivery) { heap.Push(&l.later, d) }

// ripen lets those tries wait for a worker that are due, and tells when the next one is.
func (l *lanes) ripen(now time.Time) (next time.Time) {
	for len(l.later) > 0 {
		if l.later[0].due.After(now) {
			return l.later[0].due
		}
		l.enqueue(heap.Pop(&l.later).(delivery))
	}
	return time.Time{}
}

// next gives the delivery whose turn it is, and what takes it out.
func (l *lanes) next() (d delivery, take func(), ok bool) {
	for i := range l.list {
		at := (l.turn + i) % len(l.list)
		for j, d := range l.list[at].wait {
			if l.busy[d.host] < l.perHost {
				return d, func() { l.take(at, j) }, true
			}
		}
	}
	return delivery{}, nil, false
}

func (l *lanes) take(at, j int) {
	here := l.list[at]
	l.busy[here.wait[j].host]++
	here.wait = append(here.wait[:j], here.wait[j+1:]...)
	l.turn = at + 1
	if len(here.wait) == 0 {
		l.list = append(l.list[:at], l.list[at+1:]...)
		l.turn = at
	}
}

// back notes that a worker is done with a delivery.
func (l *lanes) back(d delivery) {
	if l.busy[d.host]--; l.busy[d.host] == 0 {
		delete(l.busy, d.host)
	}
}

// outdated tells whether a newer message took the place of a delivery.
func (l *lanes) outdated(d delivery) bool { return l.slots[d.slot()].newest > d.batch }

// done forgets a delivery that has come to its end.
func (l *lanes) done(d delivery) {
	l.size--
	if h := l.slots[d.slot()]; h.deliveries > 1 {
		h.deliveries--
		return
	}
	delete(l.slots, d.slot())
}

// retries is a heap by time; see container/heap.
type retries []delivery

func (r retries) Len() int           { return len(r) }
func (r retries) Less(i, j int) bool { return r[i].due.Before(r[j].due) }
func (r retries) Swap(i, j int)      { r[i], r[j] = r[j], r[i] }
func (r *retries) Push(x any)        { *r = append(*r, x.(delivery)) }
func (r *retries) Pop() any {
	old := *r
	d := old[len(old)-1]
	old[len(old)-1] = delivery{}
	*r = old[:len(old)-1]
	return d
}
