package logtest

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	"piece/internal/chat"
)

// Sizes of a measurement: a person is in all of its rooms. One room holds a third of everything.
const (
	measuredRooms  = chat.MaxRooms
	measuredPeople = 5000
	repeats        = 200
)

// Measure fills a log with n entries, of which one in twenty is a reaction, and tells how long it
// takes to read from it: least, p50 and p99 in milliseconds.
func Measure(b *testing.B, log chat.Log, n int) string {
	feed := NewFeed(measuredRooms, measuredPeople)
	m := &measurement{b: b, log: log, feed: feed, dice: rand.New(rand.NewPCG(1, 2)), big: feed.Rooms()[0]}
	m.fill(n)
	m.read()
	return m.out.String()
}

type measurement struct {
	b    *testing.B
	log  chat.Log
	feed *Feed
	dice *rand.Rand
	big  string
	ends map[string]int64
	out  strings.Builder
}

func (m *measurement) fill(n int) {
	begun := time.Now()
	var took []time.Duration
	m.ends = map[string]int64{}
	for stored := 0; stored < n; stored += BatchSize {
		batch := m.feed.Next(BatchSize)
		for i := range batch {
			if i%3 == 0 {
				batch[i].RoomID = m.big
			}
			if end := m.ends[batch[i].RoomID]; i%20 == 7 && end > 1 {
				batch[i].Kind, batch[i].Text, batch[i].Emoji = chat.Reaction, "", []string{"👍", "❤️", "😂"}[i%3]
				batch[i].Target = max(1, end-int64(m.dice.IntN(10)))
			}
		}
		before := time.Now()
		for _, o := range m.log.Append(m.b.Context(), batch) {
			if o.Entry.Seq > 0 {
				m.ends[o.Entry.RoomID] = o.Entry.Seq
			}
		}
		took = append(took, time.Since(before))
	}
	all := time.Since(begun)
	fmt.Fprintf(&m.out, "| %d entries in batches of %d | %s a batch; %.0f a second |\n", n, BatchSize, spread(took), float64(n)/all.Seconds())
}

func (m *measurement) read() {
	rooms := m.feed.Rooms()
	marks := func(n int, behind int64) []chat.Mark {
		all := make([]chat.Mark, n)
		for i, r := range rooms[:n] {
			all[i] = chat.Mark{RoomID: r, Seq: max(0, m.ends[r]-behind)}
		}
		return all
	}
	somewhere := func() int64 { return 100 + m.dice.Int64N(max(1, m.ends[m.big]-200)) }
	blocked := m.feed.People()[:50]
	few, some, lot := marks(30, 20), marks(measuredRooms, 20), marks(measuredRooms, 1<<40)
	for _, c := range []struct {
		name string
		run  func() (int, error)
	}{
		{"newest page of 50 of the large room", func() (int, error) { return m.page(chat.Stretch{Before: 1 << 40, Limit: 50}) }},
		{"page of 50 somewhere in it, backwards", func() (int, error) { return m.page(chat.Stretch{Before: somewhere(), Limit: 50}) }},
		{"page of 100 somewhere in it, forwards", func() (int, error) { return m.page(chat.Stretch{After: somewhere(), Limit: 100}) }},
		{"100 entries of all kinds behind a place", func() (int, error) {
			all, err := m.log.After(m.b.Context(), m.big, somewhere(), 100)
			return len(all), err
		}},
		{"20 messages that are answered to", func() (int, error) {
			seqs := make([]int64, 20)
			for i := range seqs {
				seqs[i] = somewhere()
			}
			all, err := m.log.Some(m.b.Context(), m.big, seqs)
			return len(all), err
		}},
		{"heads of 30 rooms", func() (int, error) {
			heads, err := m.log.Heads(m.b.Context(), blocked[0], rooms[:30])
			return len(heads), err
		}},
		{"heads of 300 rooms", func() (int, error) {
			heads, err := m.log.Heads(m.b.Context(), blocked[0], rooms)
			return len(heads), err
		}},
		{"unread in 30 rooms, up to 20 in each", func() (int, error) { return m.unread(few, blocked[:1]) }},
		{"unread in 300 rooms, up to 20 in each", func() (int, error) { return m.unread(some, blocked[:1]) }},
		{"the same, with 50 people blocked", func() (int, error) { return m.unread(some, blocked) }},
		{"unread in 30 rooms, more than 999 in each", func() (int, error) { return m.unread(lot[:30], blocked[:1]) }},
		{"unread in 300 rooms, more than 999 in each", func() (int, error) { return m.unread(lot, blocked[:1]) }},
	} {
		took := make([]time.Duration, 0, repeats)
		found := 0
		for begun := time.Now(); len(took) < repeats && time.Since(begun) < 30*time.Second; {
			before := time.Now()
			n, err := c.run()
			if err != nil {
				m.b.Fatal(err)
			}
			found = n
			took = append(took, time.Since(before))
		}
		fmt.Fprintf(&m.out, "| %s | %s | %d |\n", c.name, spread(took), found)
	}
}

func (m *measurement) page(s chat.Stretch) (int, error) {
	all, err := m.log.Messages(m.b.Context(), m.big, s)
	return len(all), err
}

func (m *measurement) unread(marks []chat.Mark, except []string) (int, error) {
	counts, err := m.log.Unread(m.b.Context(), marks, except, chat.MaxUnread)
	total := 0
	for _, n := range counts {
		total += n
	}
	return total, err
}

// spread gives the least, the median and the 99th of a hundred.
func spread(took []time.Duration) string {
	slices.Sort(took)
	ms := func(d time.Duration) string { return fmt.Sprintf("%.1f", d.Seconds()*1000) }
	return ms(took[0]) + " · " + ms(took[len(took)/2]) + " · " + ms(took[len(took)*99/100])
}
