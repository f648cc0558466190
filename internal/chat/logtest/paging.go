package logtest

import (
	"context"
	"fmt"
	"math/rand/v2"
	"slices"
	"sync"
	"sync/atomic"
	"testing"

	"piece/internal/chat"
)

func testStretches(t *testing.T, h *home) {
	room, mina := newID(), newID()
	h.numbered(t, room, mina, 3)
	h.add(t, h.reaction(chat.Entry{RoomID: room, Seq: 1}, mina, "👍")) // 4
	h.add(t, h.message(room, mina, "5"), h.message(room, mina, "6"))
	h.add(t, h.removal(chat.Entry{RoomID: room, Seq: 2, Sender: mina})) // 7
	for _, c := range []struct {
		s    chat.Stretch
		want []int64
	}{
		{chat.Stretch{Before: 99, Limit: 100}, []int64{1, 2, 3, 5, 6}},
		{chat.Stretch{Before: 6, Limit: 2}, []int64{3, 5}},
		{chat.Stretch{Before: 1, Limit: 2}, []int64{}},
		{chat.Stretch{After: 2, Limit: 2}, []int64{3, 5}},
		{chat.Stretch{After: 6, Limit: 2}, []int64{}},
		{chat.Stretch{Before: 6, After: 1, Limit: 2}, []int64{3, 5}},
		{chat.Stretch{Before: 6, After: 1, Limit: 9}, []int64{2, 3, 5}},
	} {
		page, err := h.Messages(t.Context(), room, c.s)
		must(t, err)
		same(t, fmt.Sprintf("%+v", c.s), seqs(page), c.want)
	}
	few, err := h.After(t.Context(), room, 2, 3)
	must(t, err)
	same(t, "entries of all kinds", seqs(few), []int64{3, 4, 5})
}

// testPaging pages both ways while messages arrive.
func testPaging(t *testing.T, h *home) {
	room, mina := newID(), newID()
	const before, during, few = 30, 20, 6
	h.numbered(t, room, mina, before)
	var group sync.WaitGroup
	var done atomic.Bool
	defer group.Wait()
	group.Go(func() {
		defer done.Store(true)
		for n := range during {
			m := h.message(room, mina, fmt.Sprint(before+n+1))
			if o := appended(t.Context(), h.other, m); o.Err != nil {
				t.Error(o.Err)
			}
		}
	})
	// Backwards, from wherever the log ends now, as long as it grows and once more.
	for more := true; more; {
		more = !done.Load()
		var all []int64
		for at := int64(1 << 40); at > 1; {
			page, err := h.Messages(t.Context(), room, chat.Stretch{Before: at, Limit: few})
			must(t, err)
			if len(page) == 0 || len(page) > few {
				t.Fatalf("a page of %d before %d", len(page), at)
			}
			all = append(seqs(page), all...)
			at = page[0].Seq
		}
		whole(t, all)
	}
	// Forwards, in messages and in the log.
	for _, read := range []func(after int64) ([]chat.Entry, error){
		func(after int64) ([]chat.Entry, error) {
			return h.Messages(t.Context(), room, chat.Stretch{After: after, Limit: few})
		},
		func(after int64) ([]chat.Entry, error) { return h.After(t.Context(), room, after, few) },
	} {
		var all []int64
		for at := int64(0); at < before+during; {
			page, err := read(at)
			must(t, err)
			if len(page) == 0 || len(page) > few {
				t.Fatalf("a page of %d after %d", len(page), at)
			}
			all = append(all, seqs(page)...)
			at = page[len(page)-1].Seq
		}
		if whole(t, all); len(all) != before+during {
			t.Errorf("%d messages, want %d", len(all), before+during)
		}
	}
}

// whole checks that places begin with 1 and have neither hole nor double.
func whole(t *testing.T, places []int64) {
	t.Helper()
	for i, seq := range places {
		if seq != int64(i+1) {
			t.Fatalf("place %d is %d: %v", i+1, seq, places)
		}
	}
}

// testUnread lets chance write, and counts again by reading everything.
func testUnread(t *testing.T, h *home) {
	dice := rand.New(rand.NewPCG(26, 11))
	people := []string{newID(), newID(), newID(), newID()}
	rooms := []string{newID(), newID(), newID()}
	var batch []chat.Entry
	for range 90 {
		room, who := rooms[dice.IntN(len(rooms))], people[dice.IntN(len(people))]
		m := h.message(room, who, "말")
		m.Held = dice.IntN(8) == 0
		switch some := h.entriesOf(batch, room); {
		case dice.IntN(6) == 0 && len(some) > 0:
			m = h.removal(some[dice.IntN(len(some))])
		case dice.IntN(6) == 0 && len(some) > 0:
			m = h.reaction(some[dice.IntN(len(some))], who, "👍")
		}
		o := appended(t.Context(), h.Log, m)
		if o.Entry.Seq != chat.Unplaced {
			batch = append(batch, o.Entry)
		}
	}
	for range 6 {
		var marks []chat.Mark
		wanted := map[string]int{}
		except := people[:dice.IntN(len(people))]
		most := 1 + dice.IntN(40)
		for _, room := range rooms {
			log := h.all(t, room)
			mark := chat.Mark{RoomID: room, Seq: int64(dice.IntN(len(log) + 2))}
			marks = append(marks, mark)
			for _, e := range log {
				if e.Seq > mark.Seq && e.Kind == chat.Message && !e.Removed && !e.Held && !slices.Contains(except, e.Sender) && wanted[room] < most {
					wanted[room]++
				}
			}
		}
		counts, err := h.Unread(t.Context(), append(marks, chat.Mark{RoomID: newID()}), except, most)
		must(t, err)
		same(t, fmt.Sprintf("unread behind %v without %d up to %d", marks, len(except), most), counts, wanted)
	}
	if counts, err := h.Unread(t.Context(), nil, people, 9); err != nil || len(counts) != 0 {
		t.Errorf("in no room: %v, %v", counts, err)
	}
}

// entriesOf gives the messages of a room among entries.
func (h *home) entriesOf(entries []chat.Entry, room string) []chat.Entry {
	var some []chat.Entry
	for _, e := range entries {
		if e.RoomID == room && e.Kind == chat.Message {
			some = append(some, e)
		}
	}
	return some
}

// testSideBySide lets twenty write into a few rooms by two processes, in batches of several
// rooms: nothing is lost, nothing doubled, and places have no hole.
func testSideBySide(t *testing.T, h *home) {
	const people, batches, each = 20, 2, 4
	rooms := []string{newID(), newID(), newID()}
	var group sync.WaitGroup
	var mu sync.Mutex
	stored := map[string]map[int64]string{} // what everybody was told: texts by room and place
	for _, r := range rooms {
		stored[r] = map[int64]string{}
	}
	for p := range people {
		log, who := []chat.Log{h.Log, h.other}[p%2], newID()
		group.Go(func() {
			for n := range batches {
				var batch []chat.Entry
				for i := range each {
					batch = append(batch, h.message(rooms[(p+n+i)%len(rooms)], who, fmt.Sprint(p, n, i)))
				}
				told := log.Append(t.Context(), batch)
				mu.Lock()
				for i, o := range told {
					if o.Err != nil || o.Again {
						t.Errorf("%+v", o)
					} else if was, taken := stored[o.Entry.RoomID][o.Entry.Seq]; taken {
						t.Errorf("place %d was given to %q and %q", o.Entry.Seq, was, batch[i].Text)
					} else {
						stored[o.Entry.RoomID][o.Entry.Seq] = batch[i].Text
					}
				}
				mu.Unlock()
			}
		})
	}
	group.Wait()
	total := 0
	for _, room := range rooms {
		log := h.all(t, room)
		for _, e := range log {
			if stored[room][e.Seq] != e.Text {
				t.Errorf("place %d holds %q, told was %q", e.Seq, e.Text, stored[room][e.Seq])
			}
		}
		if last := log[len(log)-1]; h.head(t, "", room).Last.Seq != last.Seq || h.head(t, "", room).Messages != last.Seq {
			t.Errorf("the head is %+v, the log ends at %d", h.head(t, "", room), last.Seq)
		}
		total += len(log)
	}
	if total != people*batches*each {
		t.Errorf("%d entries, want %d", total, people*batches*each)
	}
}

func testAgainSideBySide(t *testing.T, h *home) {
	room, mina := newID(), newID()
	sends := make([]chat.Entry, 4)
	for i := range sends {
		sends[i] = h.message(room, mina, fmt.Sprint(i))
	}
	var group sync.WaitGroup
	var fresh atomic.Int64
	for n := range 10 {
		log := []chat.Log{h.Log, h.other}[n%2]
		group.Go(func() {
			for _, o := range log.Append(context.WithoutCancel(t.Context()), sends) {
				if o.Err != nil {
					t.Error(o.Err)
				}
				if !o.Again {
					fresh.Add(1)
				}
			}
		})
	}
	group.Wait()
	if log := h.all(t, room); len(log) != len(sends) || fresh.Load() != int64(len(sends)) {
		t.Errorf("%d entries, %d times new, want %d: %v", len(log), fresh.Load(), len(sends), texts(log))
	}
}
