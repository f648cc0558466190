package chat_test

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/prometheus/client_golang/prometheus"

	"piece/internal/chat"
	"piece/internal/platform/clock"
	"piece/internal/platform/errs"
)

// memory is a log in memory that can be told to fail and to wait.
type memory struct {
	chat.Log // only Append and Lanes are asked
	lanes    int
	gate     chan struct{} // a call waits for it, unless nil
	fail     error

	mu      sync.Mutex
	batches [][]chat.Entry
	rooms   map[string][]chat.Entry
}

func (m *memory) Lanes() int { return m.lanes }

func (m *memory) Append(ctx context.Context, entries []chat.Entry) []chat.Appended {
	if m.gate != nil {
		select {
		case <-m.gate:
		case <-ctx.Done():
		}
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	m.batches = append(m.batches, slices.Clone(entries))
	out := make([]chat.Appended, len(entries))
	for i, e := range entries {
		switch here := m.rooms[e.RoomID]; {
		case ctx.Err() != nil:
			out[i] = chat.Appended{Entry: e, Err: errs.Unavailable}
		case m.fail != nil:
			out[i] = chat.Appended{Entry: e, Err: m.fail}
		case e.Text == "nothing new":
			out[i] = chat.Appended{Entry: e}
		default:
			if at := slices.IndexFunc(here, func(x chat.Entry) bool { return x.ClientID == e.ClientID }); at >= 0 {
				out[i] = chat.Appended{Entry: here[at], Again: true}
				continue
			}
			e.Seq = int64(len(here) + 1)
			m.rooms[e.RoomID] = append(here, e)
			out[i] = chat.Appended{Entry: e}
		}
	}
	return out
}

// writing is a writer at work and what it has handed on.
type writing struct {
	*chat.Writer
	log   *memory
	clock *clock.Fake
	reg   *prometheus.Registry

	mu    sync.Mutex
	lines []string // what happened, in order
}

func write(t *testing.T, log *memory) *writing {
	t.Helper()
	log.rooms = map[string][]chat.Entry{}
	log.lanes = max(1, log.lanes)
	w := &writing{log: log, clock: clock.NewFake(time.Date(2026, 11, 26, 0, 0, 0, 0, time.UTC)), reg: prometheus.NewRegistry()}
	w.Writer = chat.NewWriter(log, w.clock, func(r chat.Room, e chat.Entry) { w.note("publish %s %d", r.ID, e.Seq) }, w.reg)
	return w
}

func (w *writing) note(format string, a ...any) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.lines = append(w.lines, fmt.Sprintf(format, a...))
}

func (w *writing) noted() []string {
	w.mu.Lock()
	defer w.mu.Unlock()
	return slices.Clone(w.lines)
}

// send sends a message and notes what became of it.
func (w *writing) send(t *testing.T, room, client string) {
	t.Helper()
	err := w.Send(chat.Room{ID: room}, chat.Entry{Kind: chat.Message, ClientID: client, Text: client}, func(o chat.Appended) {
		switch {
		case o.Err != nil:
			w.note("failed %s", client)
		default:
			w.note("done %s %d", client, o.Entry.Seq)
		}
	})
	if err != nil {
		t.Error(err)
	}
}

// run runs the writer; stop ends it and waits for that.
func (w *writing) run(t *testing.T) (stop func()) {
	ctx, cancel := context.WithCancel(t.Context())
	ended := make(chan error, 1)
	go func() { ended <- w.Run(ctx) }()
	return func() {
		cancel()
		if err := <-ended; err != nil {
			t.Error(err)
		}
	}
}

func expect(t *testing.T, have []string, want ...string) {
	t.Helper()
	if !slices.Equal(have, want) {
		t.Errorf("have %q\nwant %q", have, want)
	}
}

func TestWhatIsStoredIsHandedOnAndThenAcknowledged(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := write(t, &memory{})
		stop := w.run(t)
		w.send(t, "a", "one")
		synctest.Wait()
		w.clock.Advance(time.Second)
		w.send(t, "a", "two")
		synctest.Wait()
		expect(t, w.noted(), "publish a 1", "done one 1", "publish a 2", "done two 2")
		if here := w.log.rooms["a"]; here[0].RoomID != "a" || !here[1].At.Equal(w.clock.Now()) || here[1].At.Equal(here[0].At) {
			t.Errorf("stored: %+v", here)
		}
		stop()
		if n := w.counted(t, "piece_chat_messages_total"); n != 2 {
			t.Errorf("%v messages were counted", n)
		}
	})
}

// What comes while the log stores is stored with the next call, in the order in which it came.
func TestWhatCameMeanwhileIsStoredTogether(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		gate := make(chan struct{})
		w := write(t, &memory{gate: gate})
		stop := w.run(t)
		w.send(t, "a", "0")
		synctest.Wait()
		const many = 300
		for i := range many {
			w.send(t, "a", fmt.Sprint(i+1))
		}
		close(gate)
		synctest.Wait()
		stop()
		var sizes []int
		for _, b := range w.log.batches {
			sizes = append(sizes, len(b))
		}
		if !slices.Equal(sizes, []int{1, 256, 44}) {
			t.Errorf("stored in calls of %v", sizes)
		}
		for i, e := range w.log.rooms["a"] {
			if e.ClientID != fmt.Sprint(i) {
				t.Fatalf("place %d holds %q", i+1, e.ClientID)
			}
		}
		for i, line := range w.noted() {
			if want := fmt.Sprintf("publish a %d", i/2+1); i%2 == 0 && line != want {
				t.Fatalf("line %d is %q, want %q", i, line, want)
			}
		}
	})
}

func TestD43_NobodySeesWhatIsNotStored(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := write(t, &memory{fail: errs.Unavailable})
		stop := w.run(t)
		w.send(t, "a", "one")
		synctest.Wait()
		expect(t, w.noted(), "failed one")
		w.log.fail = nil
		w.send(t, "a", "one")
		synctest.Wait()
		expect(t, w.noted()[1:], "publish a 1", "done one 1")
		stop()
	})
}

// The node may have died between storing and handing on, or its answer was lost.
func TestD43_ARetriedSendIsHandedOnAgain(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := write(t, &memory{})
		stop := w.run(t)
		for range 5 {
			w.send(t, "a", "one")
		}
		w.send(t, "a", "nothing new")
		synctest.Wait()
		var want []string
		for range 5 {
			want = append(want, "publish a 1", "done one 1")
		}
		expect(t, w.noted(), append(want, "done nothing new 0")...)
		stop()
		if n := w.counted(t, "piece_chat_messages_total"); n != 1 {
			t.Errorf("%v messages were counted", n)
		}
	})
}

func TestWhatWasTakenIsStoredBeforeTheEnd(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		gate := make(chan struct{})
		w := write(t, &memory{gate: gate, lanes: 3})
		stop := w.run(t)
		const many = 40
		for i := range many {
			w.send(t, fmt.Sprint("room", i%7), fmt.Sprint(i))
		}
		synctest.Wait()
		go close(gate)
		stop()
		if lines := w.noted(); len(lines) != 2*many {
			t.Errorf("%d lines: %v", len(lines), lines)
		}
		err := w.Send(chat.Room{ID: "a"}, chat.Entry{}, func(chat.Appended) { t.Error("was told") })
		if !errors.Is(err, chat.ErrBusy) {
			t.Errorf("after the end: %v", err)
		}
	})
}

func TestAFullQueueIsToldAtOnce(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := write(t, &memory{})
		taken := 0
		for {
			err := w.Send(chat.Room{ID: "a"}, chat.Entry{ClientID: fmt.Sprint(taken)}, func(chat.Appended) { w.note("done") })
			if err != nil {
				if !errors.Is(err, chat.ErrBusy) || errs.As(err).RetryAfter == 0 {
					t.Errorf("refused with %v", err)
				}
				break
			}
			taken++
		}
		if n := w.counted(t, "piece_chat_queue_full_total"); n != 1 {
			t.Errorf("%v refusals were counted", n)
		}
		stop := w.run(t)
		synctest.Wait()
		stop()
		if done := w.noted(); len(slices.DeleteFunc(done, func(s string) bool { return s != "done" })) != taken {
			t.Errorf("%d of %d were told", len(done), taken)
		}
	})
}

// A log that hangs must not hold senders for ever.
func TestALogThatHangsIsGivenUp(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := write(t, &memory{gate: make(chan struct{})})
		stop := w.run(t)
		w.send(t, "a", "one")
		time.Sleep(11 * time.Second) // of the bubble
		synctest.Wait()
		expect(t, w.noted(), "failed one")
		stop()
	})
}

// counted gives what a counter has counted, in all its series.
func (w *writing) counted(t *testing.T, name string) float64 {
	t.Helper()
	families, err := w.reg.Gather()
	if err != nil {
		t.Fatal(err)
	}
	total := 0.0
	for _, f := range families {
		if f.GetName() == name {
			for _, m := range f.GetMetric() {
				total += m.GetCounter().GetValue()
			}
		}
	}
	return total
}
