package chat

import (
	"context"
	"hash/maphash"
	"sync"
	"time"

	"github.com/prometheus/client_golang/prometheus"

	"piece/internal/platform/clock"
)

// Limits of the writer.
const (
	// maxBatch is how many entries are stored with one call. More would let the first of them
	// wait longer without storing more in a second.
	maxBatch = 256
	// laneQueue is how many entries wait in a lane before senders are told to come back: at
	// 15,000 a second those of half a second.
	laneQueue = 8192
	// storeWithin is how long a call may take. When it is over nobody knows what was stored, and
	// senders, who are told that it failed, find out by sending the same again.
	storeWithin = 10 * time.Second
)

// Writer stores what people send, and hands it on once it is stored, in the order of places.
// Whatever has come while a call of the log ran goes into the next one, so that the log is as fast
// as its batches and an entry never waits for a clock. It is safe for concurrent use.
type Writer struct {
	log     Log
	clock   clock.Clock
	publish func(Room, Entry)
	metrics *writerMetrics
	lanes   []chan sending
	seed    maphash.Seed

	mu     sync.RWMutex
	closed bool // guarded by mu: nothing comes into the lanes any more
}

// sending is an entry on its way into the log.
type sending struct {
	room  Room
	entry Entry
	since time.Time
	done  func(Appended)
}

// NewWriter gives a writer into the log; publish hands on what was stored. Both publish and what
// is told when an entry is done are called by the lanes themselves and must not wait. r may be nil.
func NewWriter(log Log, c clock.Clock, publish func(Room, Entry), r prometheus.Registerer) *Writer {
	w := &Writer{log: log, clock: c, publish: publish, metrics: newWriterMetrics(r), lanes: make([]chan sending, max(1, log.Lanes())), seed: maphash.MakeSeed()}
	for i := range w.lanes {
		w.lanes[i] = make(chan sending, laneQueue)
	}
	return w
}

// Send takes an entry of a room, whose time will be that of storing. done is told what became of
// it, after it was handed on. An entry that changed nothing, such as a reaction that is there
// already, has no place in the log (Unplaced) and isn't handed on; one that was stored before is
// handed on again, since it may be that nobody could the first time. Send never waits: ErrBusy
// says that too many others do, and that done won't be called.
func (w *Writer) Send(room Room, e Entry, done func(Appended)) error {
	e.RoomID = room.ID
	w.mu.RLock()
	defer w.mu.RUnlock()
	if w.closed {
		return ErrBusy.After(time.Second)
	}
	lane := w.lanes[maphash.String(w.seed, room.ID)%uint64(len(w.lanes))]
	select {
	case lane <- sending{room: room, entry: e, since: w.clock.Now(), done: done}:
		return nil
	default:
		w.metrics.full.Inc()
		return ErrBusy.After(time.Second)
	}
}

// Run stores until the context ends, and then what is waiting.
func (w *Writer) Run(ctx context.Context) error {
	var lanes sync.WaitGroup
	for _, lane := range w.lanes {
		lanes.Go(func() { w.work(context.WithoutCancel(ctx), lane) })
	}
	<-ctx.Done()
	w.mu.Lock()
	w.closed = true
	w.mu.Unlock()
	for _, lane := range w.lanes {
		close(lane)
	}
	lanes.Wait()
	return nil
}

// work stores what comes through a lane until it is closed and empty.
func (w *Writer) work(ctx context.Context, lane <-chan sending) {
	batch := make([]sending, 0, maxBatch)
	for first := range lane {
		batch = append(batch[:0], first)
		for waiting := true; waiting && len(batch) < maxBatch; {
			select {
			case next, open := <-lane:
				if open {
					batch = append(batch, next)
				}
				waiting = open
			default:
				waiting = false
			}
		}
		w.store(ctx, batch)
		clear(batch) // what was sent isn't kept until the lane is as full again
	}
}

func (w *Writer) store(ctx context.Context, batch []sending) {
	ctx, cancel := context.WithTimeout(ctx, storeWithin)
	defer cancel()
	entries := make([]Entry, len(batch))
	now := w.clock.Now()
	for i, s := range batch {
		entries[i] = s.entry
		entries[i].At = now
	}
	outcomes := w.log.Append(ctx, entries)
	stored := w.clock.Now()
	for i, o := range outcomes {
		if o.Err == nil && o.Entry.Seq != Unplaced {
			if !o.Again {
				w.metrics.stored(o.Entry.Kind, stored.Sub(batch[i].since))
			}
			w.publish(batch[i].room, o.Entry)
		}
		batch[i].done(o)
	}
}

// writerMetrics count what is stored and how long that takes.
type writerMetrics struct {
	messages *prometheus.CounterVec
	seconds  prometheus.Histogram
	full     prometheus.Counter
}

// newWriterMetrics registers the metrics, unless there is no registry.
func newWriterMetrics(r prometheus.Registerer) *writerMetrics {
	m := &writerMetrics{
		messages: prometheus.NewCounterVec(prometheus.CounterOpts{
			Name: "piece_chat_messages_total", Help: "Entries of rooms that were stored, by kind (message, removal, reaction).",
		}, []string{"kind"}),
		seconds: prometheus.NewHistogram(prometheus.HistogramOpts{
			Name: "piece_chat_store_seconds", Help: "Time from taking an entry to its being stored, with waiting for those before it.",
			Buckets: []float64{.001, .0025, .005, .01, .025, .05, .1, .25, .5, 1, 2.5, 10},
		}),
		full: prometheus.NewCounter(prometheus.CounterOpts{
			Name: "piece_chat_queue_full_total", Help: "Entries that were refused because too many waited to be stored.",
		}),
	}
	for _, kind := range []EntryKind{Message, Removal, Masking, Reaction} {
		m.messages.WithLabelValues(string(kind)) // is 0, not missing, until there is one
	}
	if r != nil {
		r.MustRegister(m.messages, m.seconds, m.full)
	}
	return m
}

func (m *writerMetrics) stored(kind EntryKind, took time.Duration) {
	m.messages.WithLabelValues(string(kind)).Inc()
	m.seconds.Observe(took.Seconds())
}
