// Package logtest says what a chat.Log has to do, for every home of it. It knows nothing of the
// homes: each runs it on a fresh log, opened twice, as two processes would.
package logtest

import (
	"context"
	"errors"
	"fmt"
	"reflect"
	"slices"
	"testing"
	"time"

	"piece/internal/chat"
	"piece/internal/platform/clock"
	"piece/internal/platform/errs"
	"piece/internal/platform/id"
)

// Open gives a fresh log, opened twice.
type Open func(t *testing.T) (chat.Log, chat.Log)

// Run runs everything on a home.
func Run(t *testing.T, open Open) {
	for _, c := range []struct {
		name string
		test func(t *testing.T, h *home)
	}{
		{"EntriesAreKeptAsTheyWere", testKept},
		{"TestD43_TheSameSendIsStoredOnce", testAgain},
		{"AnEntryThatFailsFailsAlone", testAlone},
		{"SomeMessages", testSome},
		{"ARemovalLeavesNothing", testRemoval},
		{"WhatAnAdminHidesIsKept", testMasking},
		{"ReactionsAreOrdered", testReactions},
		{"ReactionsHaveAnEnd", testManyReactions},
		{"AReactionThatChangesNothingIsNotStored", testSameReaction},
		{"TestD49_HeldMessagesAreTheSendersOnly", testHeld},
		{"HeadsOfManyRooms", testHeads},
		{"TestD11_APersonIsRenamedEverywhere", testRename},
		{"TestD11_ARenameThatWasCutShortIsFinished", testRenameAgain},
		{"TestD11_ALongLogIsRenamed", testRenameLong},
		{"TestD11_ALogThatIsDropped", testDrop},
		{"DaysInKorea", testDays},
		{"StretchesAreBounded", testStretches},
		{"TestD44_PagingWhileMessagesArrive", testPaging},
		{"TestD47_UnreadEqualsARecount", testUnread},
		{"ManyAppendAtOnce", testSideBySide},
		{"TestD43_TheSameSendAtOnce", testAgainSideBySide},
	} {
		t.Run(c.name, func(t *testing.T) {
			a, b := open(t)
			c.test(t, &home{Log: a, other: b, now: time.Date(2026, 11, 26, 3, 4, 5, 678901000, time.UTC)})
		})
	}
}

// home is a log under test.
type home struct {
	chat.Log          // as one process has it
	other    chat.Log // as another one has it
	now      time.Time
}

func newID() string { return id.New(clock.System{}) }

// message gives a message that can be sent.
func (h *home) message(room, sender, text string) chat.Entry {
	return chat.Entry{RoomID: room, Kind: chat.Message, Sender: sender, ClientID: newID(), At: h.now, Text: text}
}

func (h *home) removal(of chat.Entry) chat.Entry {
	return chat.Entry{RoomID: of.RoomID, Kind: chat.Removal, Sender: of.Sender, ClientID: newID(), At: h.now, Target: of.Seq}
}

func (h *home) reaction(to chat.Entry, person, emoji string) chat.Entry {
	return chat.Entry{RoomID: to.RoomID, Kind: chat.Reaction, Sender: person, ClientID: newID(), At: h.now, Target: to.Seq, Emoji: emoji}
}

// add stores entries, all of which must get a place.
func (h *home) add(t testing.TB, entries ...chat.Entry) []chat.Entry {
	t.Helper()
	stored := make([]chat.Entry, len(entries))
	for i, o := range h.Append(t.Context(), entries) {
		if o.Err != nil || o.Again || o.Entry.Seq == chat.Unplaced {
			t.Fatalf("entry %d: %+v", i, o)
		}
		stored[i] = o.Entry
	}
	return stored
}

// say stores one message.
func (h *home) say(t testing.TB, room, sender, text string) chat.Entry {
	t.Helper()
	return h.add(t, h.message(room, sender, text))[0]
}

// one stores an entry and gives what became of it.
func (h *home) one(t testing.TB, e chat.Entry) chat.Appended {
	t.Helper()
	out := h.Append(t.Context(), []chat.Entry{e})
	if len(out) != 1 {
		t.Fatalf("%d outcomes of one entry", len(out))
	}
	return out[0]
}

// all reads the whole log of a room, a few at a time, and checks that it has no hole.
func (h *home) all(t testing.TB, room string) []chat.Entry {
	t.Helper()
	var log []chat.Entry
	for {
		const few = 30
		part, err := h.After(t.Context(), room, int64(len(log)), few)
		must(t, err)
		log = append(log, part...)
		if len(part) < few {
			break
		}
	}
	for i, e := range log {
		if e.Seq != int64(i+1) || e.RoomID != room {
			t.Fatalf("place %d of room %s holds place %d of room %s", i+1, room, e.Seq, e.RoomID)
		}
	}
	return log
}

func (h *home) head(t testing.TB, viewer, room string) chat.Head {
	t.Helper()
	heads, err := h.Heads(t.Context(), viewer, []string{room})
	must(t, err)
	return heads[room]
}

func (h *home) get(t testing.TB, room string, seq int64) chat.Entry {
	t.Helper()
	some, err := h.Some(t.Context(), room, []int64{seq})
	must(t, err)
	return some[seq]
}

func must(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func want(t testing.TB, have error, target *errs.Error) {
	t.Helper()
	if !errors.Is(have, target) {
		t.Errorf("have %v, want %v", have, target)
	}
}

func same(t testing.TB, what string, have, wanted any) {
	t.Helper()
	if !reflect.DeepEqual(have, wanted) {
		t.Errorf("%s:\nhave %+v\nwant %+v", what, have, wanted)
	}
}

func testKept(t *testing.T, h *home) {
	room, other, mina, jun := newID(), newID(), newID(), newID()
	full := h.message(room, mina, "첫 줄\n둘째 줄 👩‍👩‍👧 ||비밀|| %_'\"\\")
	full.Pictures = []chat.Picture{{ID: newID(), Width: 1600, Height: 900, Color: "#a1b2c3"}, {ID: newID(), Width: 3, Height: 4, Color: "#000000"}}
	full.PieceID, full.Mentions = newID(), []string{jun, mina}
	answer := h.message(room, jun, "네")
	answer.ReplyTo, answer.At = 1, h.now.Add(time.Microsecond)
	elsewhere := h.message(other, mina, "안녕")

	stored := h.add(t, full, elsewhere, answer)
	full.Seq, elsewhere.Seq, answer.Seq = 1, 1, 2
	same(t, "stored", stored, []chat.Entry{full, elsewhere, answer})
	same(t, "the log", h.all(t, room), []chat.Entry{full, answer})
	same(t, "the other log", h.all(t, other), []chat.Entry{elsewhere})
	same(t, "the head", h.head(t, "", room), chat.Head{RoomID: room, Seq: 2, Messages: 2, Last: &answer})
	if log, err := h.After(t.Context(), newID(), 0, 10); err != nil || len(log) != 0 {
		t.Errorf("a room where nothing was said has %v, %v", log, err)
	}
	must(t, h.Ping(t.Context()))
}

func testAgain(t *testing.T, h *home) {
	room, mina, jun := newID(), newID(), newID()
	first := h.message(room, mina, "한 번만")
	out := h.Append(t.Context(), []chat.Entry{first, first, h.message(room, jun, "그래"), first})
	must(t, out[0].Err)
	stored := out[0].Entry
	for i, again := range []bool{false, true, false, true} {
		if out[i].Err != nil || out[i].Again != again || again && !reflect.DeepEqual(out[i].Entry, stored) {
			t.Errorf("entry %d became %+v", i, out[i])
		}
	}
	changed := first
	changed.Text, changed.At = "다른 말", h.now.Add(time.Hour)
	for _, log := range []chat.Log{h.Log, h.other} {
		again := log.Append(t.Context(), []chat.Entry{changed})[0]
		if again.Err != nil || !again.Again {
			t.Errorf("the same send: %+v", again)
		}
		same(t, "what is stored", again.Entry, stored)
	}
	// The id is one of a kind for its room and sender only.
	others := first
	others.Sender = jun
	elsewhere := first
	elsewhere.RoomID = newID()
	h.add(t, others, elsewhere)
	if log := h.all(t, room); len(log) != 3 {
		t.Errorf("%d entries, want 3", len(log))
	}
	// It is answered as it is now.
	h.add(t, h.reaction(stored, jun, "👍"))
	stored.Reactions = []chat.Reactions{{Emoji: "👍", People: []string{jun}}}
	same(t, "after a reaction", h.one(t, first).Entry, stored)
	found, err := h.Sent(t.Context(), room, mina, first.ClientID)
	must(t, err)
	same(t, "what is stored of the send", found, stored)
	gone := h.removal(stored)
	h.add(t, gone)
	if again := h.one(t, first); !again.Again || !again.Entry.Removed || again.Entry.Text != "" {
		t.Errorf("a removed message came again as %+v", again)
	}
	found, err = h.other.Sent(t.Context(), room, mina, first.ClientID)
	must(t, err)
	same(t, "what is stored of the send", found, h.one(t, first).Entry)
	for _, none := range [][3]string{{room, mina, newID()}, {newID(), mina, first.ClientID}, {room, newID(), first.ClientID}} {
		if _, err := h.Sent(t.Context(), none[0], none[1], none[2]); !errors.Is(err, errs.NotFound) {
			t.Errorf("of a send that isn't stored: %v", err)
		}
	}
	if again := h.one(t, gone); again.Err != nil || !again.Again || again.Entry.Kind != chat.Removal || again.Entry.Target != stored.Seq {
		t.Errorf("the same removal: %+v", again)
	}
}

func testAlone(t *testing.T, h *home) {
	room, mina := newID(), newID()
	first := h.say(t, room, mina, "하나")
	nowhere := first
	nowhere.Seq = 99
	out := h.Append(t.Context(), []chat.Entry{
		h.message(room, mina, "둘"), h.removal(nowhere), h.message(room, mina, "셋"), h.reaction(nowhere, mina, "👍"), h.reaction(first, mina, "👍"),
	})
	for i, seq := range []int64{2, 0, 3, 0, 4} {
		if out[i].Entry.Seq != seq || (out[i].Err == nil) != (seq > 0) {
			t.Errorf("entry %d became %+v", i, out[i])
		}
	}
	want(t, out[1].Err, errs.NotFound)
	want(t, out[3].Err, errs.NotFound)
	if log := h.all(t, room); len(log) != 4 {
		t.Errorf("%d entries, want 4", len(log))
	}
}

func testSome(t *testing.T, h *home) {
	room, mina := newID(), newID()
	a, b := h.say(t, room, mina, "가"), h.say(t, room, mina, "나")
	h.add(t, h.reaction(a, mina, "👍"))
	some, err := h.Some(t.Context(), room, []int64{2, 3, 99, 2})
	must(t, err)
	same(t, "some", some, map[int64]chat.Entry{2: b})
	if none, err := h.Some(t.Context(), room, nil); err != nil || len(none) != 0 {
		t.Errorf("none of none: %v, %v", none, err)
	}
}

// texts gives what messages say.
func texts(entries []chat.Entry) []string {
	all := make([]string, len(entries))
	for i, e := range entries {
		all[i] = e.Text
	}
	return all
}

// seqs gives where entries are.
func seqs(entries []chat.Entry) []int64 {
	all := make([]int64, len(entries))
	for i, e := range entries {
		all[i] = e.Seq
	}
	return all
}

// numbered stores messages that say their number, from 1.
func (h *home) numbered(t testing.TB, room, sender string, n int) {
	t.Helper()
	for part := range slices.Chunk(slices.Collect(func(yield func(int) bool) {
		for i := range n {
			if !yield(i + 1) {
				return
			}
		}
	}), 100) {
		batch := make([]chat.Entry, len(part))
		for i, number := range part {
			batch[i] = h.message(room, sender, fmt.Sprint(number))
		}
		h.add(t, batch...)
	}
}

// appended tells what became of one entry in a log.
func appended(ctx context.Context, log chat.Log, e chat.Entry) chat.Appended {
	return log.Append(ctx, []chat.Entry{e})[0]
}
