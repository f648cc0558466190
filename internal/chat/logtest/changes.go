package logtest

import (
	"fmt"
	"slices"
	"testing"
	"time"

	"piece/internal/chat"
	"piece/internal/platform/errs"
)

func testRemoval(t *testing.T, h *home) {
	room, mina, jun := newID(), newID(), newID()
	full := h.message(room, mina, "지울 말")
	full.Pictures = []chat.Picture{{ID: newID(), Width: 1, Height: 2, Color: "#ffffff"}}
	full.PieceID, full.Mentions, full.ReplyTo = newID(), []string{jun}, 1
	h.say(t, room, jun, "처음")
	stored := h.add(t, full)[0]
	like := h.add(t, h.reaction(stored, jun, "👍"))[0]
	gone := h.add(t, h.removal(stored))[0]
	if gone.Seq != 4 {
		t.Errorf("the removal is at %d", gone.Seq)
	}

	empty := chat.Entry{RoomID: room, Seq: 2, Kind: chat.Message, Sender: mina, ClientID: full.ClientID, At: full.At, Removed: true}
	same(t, "the message", h.get(t, room, 2), empty)
	same(t, "the log", h.all(t, room)[1:], []chat.Entry{empty, like, gone})
	same(t, "the head", h.head(t, "", room), chat.Head{RoomID: room, Seq: 4, Messages: 2, Last: &empty})

	want(t, h.one(t, h.removal(stored)).Err, errs.NotFound)
	want(t, h.one(t, h.reaction(stored, jun, "👍")).Err, errs.NotFound)
	want(t, h.one(t, h.removal(gone)).Err, errs.NotFound)
	want(t, h.one(t, h.reaction(like, jun, "👍")).Err, errs.NotFound)
	elsewhere := stored
	elsewhere.RoomID = newID()
	want(t, h.one(t, h.removal(elsewhere)).Err, errs.NotFound)
	// Two at once, in one call: the first does it.
	other := h.say(t, room, mina, "또")
	out := h.Append(t.Context(), []chat.Entry{h.removal(other), h.removal(other), h.reaction(other, jun, "👍")})
	must(t, out[0].Err)
	want(t, out[1].Err, errs.NotFound)
	want(t, out[2].Err, errs.NotFound)
}

func testMasking(t *testing.T, h *home) {
	room, mina, jun, admin := newID(), newID(), newID(), newID()
	m := h.say(t, room, mina, "가릴 말")
	h.add(t, h.reaction(m, jun, "👍"))
	mask := func(off bool) chat.Entry {
		h.now = h.now.Add(time.Second)
		return chat.Entry{RoomID: room, Kind: chat.Masking, Sender: admin, ClientID: "masking " + newID(), At: h.now, Target: m.Seq, Off: off}
	}
	whole := h.get(t, room, 1)
	first := h.add(t, mask(false))[0]
	hidden := whole
	hidden.Masked = true
	same(t, "the message", h.get(t, room, 1), hidden)
	same(t, "the head", h.head(t, "", room).Last.Masked, true)
	same(t, "the entry", h.all(t, room)[2], first)
	// The same once more, and showing what is shown, change nothing.
	for _, e := range []chat.Entry{mask(false)} {
		if o := h.one(t, e); o.Err != nil || o.Entry.Seq != chat.Unplaced {
			t.Errorf("masked again: %+v", o)
		}
	}
	if o := h.one(t, first); !o.Again || o.Entry.Seq != first.Seq {
		t.Errorf("the same send: %+v", o)
	}
	h.add(t, mask(true))
	same(t, "shown again", h.get(t, room, 1), whole)
	if o := h.one(t, mask(true)); o.Err != nil || o.Entry.Seq != chat.Unplaced {
		t.Errorf("shown twice: %+v", o)
	}
	h.add(t, mask(false))
	h.add(t, h.removal(m))
	if got := h.get(t, room, 1); got.Masked || !got.Removed || got.Text != "" {
		t.Errorf("removed while masked: %+v", got)
	}
	want(t, h.one(t, mask(true)).Err, errs.NotFound)
}

func testReactions(t *testing.T, h *home) {
	room, mina, jun, sora := newID(), newID(), newID(), newID()
	m := h.say(t, room, mina, "어때요?")
	off := h.reaction(m, mina, "👍")
	off.Off = true
	h.add(t, h.reaction(m, sora, "👍"), h.reaction(m, mina, "👍"), h.reaction(m, jun, "❤️"), h.reaction(m, jun, "👍"), off, h.reaction(m, sora, "❤️"))
	now := []chat.Reactions{{Emoji: "👍", People: []string{sora, jun}}, {Emoji: "❤️", People: []string{jun, sora}}}
	same(t, "one message", h.get(t, room, 1).Reactions, now)
	same(t, "the log", h.all(t, room)[0].Reactions, now)
	same(t, "the head", h.head(t, "", room).Last.Reactions, now)
	page, err := h.Messages(t.Context(), room, chat.Stretch{Before: 99, Limit: 9})
	must(t, err)
	same(t, "a page", page[0].Reactions, now)
	log := h.all(t, room)
	same(t, "the entry", log[5], chat.Entry{RoomID: room, Seq: 6, Kind: chat.Reaction, Sender: mina, ClientID: off.ClientID, At: off.At, Target: 1, Emoji: "👍", Off: true})

	// Taken off by all it is gone; put again it is the last.
	for _, person := range []string{sora, jun} {
		off := h.reaction(m, person, "👍")
		off.Off = true
		h.add(t, off)
	}
	same(t, "without", h.get(t, room, 1).Reactions, now[1:])
	h.add(t, h.reaction(m, jun, "👍"))
	same(t, "again", h.get(t, room, 1).Reactions, []chat.Reactions{now[1], {Emoji: "👍", People: []string{jun}}})
}

func testManyReactions(t *testing.T, h *home) {
	room, mina, jun := newID(), newID(), newID()
	m := h.say(t, room, mina, "무지개")
	var all []chat.Entry
	for i := range chat.MaxReactions {
		all = append(all, h.reaction(m, mina, string(rune('🌀'+i))))
	}
	h.add(t, all...)
	want(t, h.one(t, h.reaction(m, jun, "👍")).Err, chat.ErrTooManyReactions)
	h.add(t, h.reaction(m, jun, "🌀"))
	if now := h.get(t, room, 1).Reactions; len(now) != chat.MaxReactions || len(now[0].People) != 2 {
		t.Errorf("%d reactions: %v", len(now), now)
	}
}

func testSameReaction(t *testing.T, h *home) {
	room, mina := newID(), newID()
	m := h.say(t, room, mina, "하나")
	h.add(t, h.reaction(m, mina, "👍"))
	off := h.reaction(m, mina, "❤️")
	off.Off = true
	for i, o := range h.Append(t.Context(), []chat.Entry{h.reaction(m, mina, "👍"), off}) {
		if o.Err != nil || o.Again || o.Entry.Seq != chat.Unplaced {
			t.Errorf("%d became %+v", i, o)
		}
	}
	if log := h.all(t, room); len(log) != 2 {
		t.Errorf("%d entries, want 2", len(log))
	}
}

func testHeld(t *testing.T, h *home) {
	room, mina, jun := newID(), newID(), newID()
	hold := func(sender, text string) chat.Entry {
		m := h.message(room, sender, text)
		m.Held = true
		return h.add(t, m)[0]
	}
	shown := h.say(t, room, jun, "보여요")
	alone := hold(mina, "나만 봐요")
	if !alone.Held || alone.Seq != 2 {
		t.Errorf("stored as %+v", alone)
	}
	for viewer, last := range map[string]chat.Entry{mina: alone, jun: shown, "": shown} {
		head := h.head(t, viewer, room)
		same(t, "the head", head, chat.Head{RoomID: room, Seq: 2, Messages: 2, Last: &last})
		page, err := h.Messages(t.Context(), room, chat.Stretch{Before: 9, Viewer: viewer, Limit: 9})
		must(t, err)
		if page[len(page)-1].Seq != last.Seq {
			t.Errorf("the page of %q ends at %d", viewer, page[len(page)-1].Seq)
		}
	}
	counts, err := h.Unread(t.Context(), []chat.Mark{{RoomID: room, Seq: 0}}, nil, 99)
	must(t, err)
	same(t, "unread", counts, map[string]int{room: 1})
	// The log keeps the place for everybody.
	same(t, "places", seqs(h.all(t, room)), []int64{1, 2})
	// A room where all is held has no last message for the other.
	room = newID()
	hold(mina, "처음부터")
	if last := h.head(t, jun, room).Last; last != nil {
		t.Errorf("the other sees %+v", last)
	}
	if last := h.head(t, mina, room).Last; last == nil || last.Text != "처음부터" {
		t.Errorf("the sender sees %+v", last)
	}
}

func testHeads(t *testing.T, h *home) {
	var rooms []string
	wanted := map[string]chat.Head{}
	mina := newID()
	for i := range 12 {
		room := newID()
		rooms = append(rooms, room)
		for n := range i % 4 { // some stay silent
			m := h.say(t, room, mina, fmt.Sprint(n))
			wanted[room] = chat.Head{RoomID: room, Seq: m.Seq, Messages: m.Seq, Last: &m}
		}
	}
	heads, err := h.Heads(t.Context(), mina, rooms)
	must(t, err)
	same(t, "heads", heads, wanted)
	heads, err = h.other.Heads(t.Context(), "", append(slices.Clone(rooms), newID()))
	must(t, err)
	same(t, "heads of another process", heads, wanted)
	if heads, err := h.Heads(t.Context(), mina, nil); err != nil || len(heads) != 0 {
		t.Errorf("of no room: %v, %v", heads, err)
	}
}

// testDays writes later than the others, so that what they wrote doesn't count.
func testDays(t *testing.T, h *home) {
	a, b, mina := newID(), newID(), newID()
	a, b = min(a, b), max(a, b)
	midnight := time.Date(2026, 11, 30, 15, 0, 0, 0, time.UTC) // in Korea
	tell := func(room string, at time.Time, n int) {
		h.now = at
		for range n {
			h.say(t, room, mina, "말")
		}
	}
	tell(a, midnight.Add(-chat.Kept-24*time.Hour), 1)
	tell(a, midnight.Add(-time.Microsecond), 2)
	tell(a, midnight, 1)
	h.add(t, h.message(a, mina, "둘"), h.message(b, mina, "셋"), h.message(a, mina, "넷"))
	m := h.say(t, b, mina, "지워요")
	h.add(t, h.reaction(m, mina, "👍"), h.removal(m)) // are no messages
	for day, want := range map[string][]chat.Activity{
		"2026-10-01": {}, // too old
		"2026-11-29": {},
		"2026-11-30": {{RoomID: a, Day: "2026-11-30", Messages: 2}},
		"2026-12-01": {{RoomID: a, Day: "2026-12-01", Messages: 3}, {RoomID: b, Day: "2026-12-01", Messages: 2}},
		"2026-12-02": {},
	} {
		written, err := h.Written(t.Context(), day)
		must(t, err)
		same(t, "on "+day, written, want)
	}
}
