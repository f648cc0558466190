package logtest

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"testing"

	"piece/internal/chat"
	"piece/internal/platform/errs"
)

// asked gives an alias that says whether it was asked for.
func asked(alias string, ever *bool) func() (string, error) {
	return func() (string, error) {
		*ever = true
		return alias, nil
	}
}

// names tells whether an entry names somebody.
func names(e chat.Entry, person string) bool {
	return e.Sender == person || slices.Contains(e.Mentions, person) ||
		slices.ContainsFunc(e.Reactions, func(r chat.Reactions) bool { return slices.Contains(r.People, person) })
}

func testRename(t *testing.T, h *home) {
	room, other, mina, jun, alias := newID(), newID(), newID(), newID(), newID()
	said := h.say(t, room, mina, "남는 말")
	full := h.message(room, mina, "사진과 함께")
	full.Pictures, full.Mentions = []chat.Picture{{ID: newID(), Width: 1, Height: 2, Color: "#ffffff"}}, []string{jun, mina}
	full = h.add(t, full)[0]
	only := h.message(room, mina, "")
	only.Pictures = full.Pictures
	only = h.add(t, only)[0]
	held := h.message(room, mina, "아무도 못 본 말")
	held.Held = true
	held = h.add(t, held)[0]
	named := h.message(room, jun, "안녕하세요")
	named.Mentions, named.ReplyTo = []string{mina, jun}, said.Seq
	named = h.add(t, named)[0]
	h.add(t, h.reaction(named, mina, "👍"), h.reaction(named, jun, "👍"), h.reaction(said, jun, "❤️"), h.reaction(only, jun, "👍"))
	h.add(t, h.removal(h.say(t, room, mina, "지운 말")))
	before := h.say(t, other, jun, "다른 방")

	for range 2 { // again is fine
		ever := false
		must(t, h.Rename(t.Context(), room, mina, asked(alias, &ever)))
		must(t, h.Rename(t.Context(), other, mina, asked(newID(), new(bool))))
	}
	said.Sender, said.Reactions = alias, []chat.Reactions{{Emoji: "❤️", People: []string{jun}}}
	full.Sender, full.Pictures, full.Mentions = alias, nil, []string{jun, alias}
	empty := func(e chat.Entry) chat.Entry {
		return chat.Entry{RoomID: room, Seq: e.Seq, Kind: chat.Message, Sender: alias, ClientID: e.ClientID, At: e.At, Held: e.Held, Removed: true}
	}
	named.Mentions, named.Reactions = []string{alias, jun}, []chat.Reactions{{Emoji: "👍", People: []string{alias, jun}}}
	log := h.all(t, room)
	same(t, "the log", log[:5], []chat.Entry{said, full, empty(only), empty(held), named})
	same(t, "the reaction", log[5].Sender, alias)
	same(t, "the removal", log[10].Sender, alias)
	for _, e := range log {
		if names(e, mina) {
			t.Errorf("place %d still names the person: %+v", e.Seq, e)
		}
	}
	same(t, "the other room", h.all(t, other), []chat.Entry{before})
	head := h.head(t, "", room)
	if head.Seq != 11 || head.Messages != 6 || head.Last == nil || head.Last.Sender != alias {
		t.Errorf("the head: %+v", head)
	}
	counts, err := h.Unread(t.Context(), []chat.Mark{{RoomID: room, Seq: 0}}, nil, 99)
	must(t, err)
	same(t, "unread", counts, map[string]int{room: 3})
	want(t, func() error { _, err := h.Sent(t.Context(), room, mina, said.ClientID); return err }(), errs.NotFound)
	// Life goes on, also with what is the renamed person's.
	h.add(t, h.reaction(said, jun, "🎉"), h.message(room, jun, "네"))
}

// A rename that fails in the middle leaves what the next one finds.
func testRenameAgain(t *testing.T, h *home) {
	room, mina, jun, alias := newID(), newID(), newID(), newID()
	var batch []chat.Entry
	for i := range 300 {
		batch = append(batch, h.message(room, mina, fmt.Sprint("말 ", i)))
	}
	h.add(t, batch...)
	h.add(t, h.reaction(h.say(t, room, jun, "끝"), mina, "👍"))
	calls := 0
	torn := errors.New("the process dies")
	err := h.Rename(t.Context(), room, mina, func() (string, error) {
		if calls++; calls > 1 {
			return "", torn
		}
		return alias, nil
	})
	if !errors.Is(err, torn) {
		t.Fatalf("have %v", err)
	}
	renamed := 0
	for _, e := range h.all(t, room) {
		if e.Sender == alias {
			renamed++
		}
	}
	if renamed == 0 || renamed >= 300 {
		t.Errorf("%d were renamed by the first half", renamed)
	}
	must(t, h.other.Rename(t.Context(), room, mina, asked(alias, new(bool))))
	for _, e := range h.all(t, room) {
		if names(e, mina) {
			t.Fatalf("place %d still names the person", e.Seq)
		}
	}
}

func testRenameLong(t *testing.T, h *home) {
	room, mina, jun, alias := newID(), newID(), newID(), newID()
	var batch []chat.Entry
	for i := range 600 {
		m := h.message(room, jun, fmt.Sprint("말 ", i))
		switch {
		case i%120 == 0:
			m.Mentions = []string{mina}
		case i%30 == 0:
			m.Sender = mina
		}
		batch = append(batch, m)
	}
	h.add(t, batch...)
	must(t, h.Rename(t.Context(), room, mina, asked(alias, new(bool))))
	found := 0
	for _, e := range h.all(t, room) {
		if names(e, mina) {
			t.Fatalf("place %d still names the person", e.Seq)
		}
		if names(e, alias) {
			found++
		}
	}
	if found != 20 {
		t.Errorf("%d name the alias, want 20", found)
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if err := h.Rename(ctx, room, jun, asked(newID(), new(bool))); err == nil {
		t.Error("whoever stops isn't told")
	}
}

func testDrop(t *testing.T, h *home) {
	room, other, mina, jun := newID(), newID(), newID(), newID()
	m := h.say(t, room, mina, "안녕")
	h.add(t, h.reaction(m, jun, "👍"), h.message(room, jun, "네"))
	kept := h.say(t, other, jun, "남는 방")
	for range 2 {
		must(t, h.Drop(t.Context(), room))
	}
	if log := h.all(t, room); len(log) != 0 {
		t.Errorf("left: %+v", log)
	}
	heads, err := h.Heads(t.Context(), mina, []string{room, other})
	must(t, err)
	same(t, "the heads", heads, map[string]chat.Head{other: {RoomID: other, Seq: 1, Messages: 1, Last: &kept}})
	// The place of a room that is gone isn't kept in mind.
	if again := h.say(t, room, mina, "새로"); again.Seq != 1 || len(h.get(t, room, 1).Reactions) > 0 {
		t.Errorf("the first message of a new log: %+v", again)
	}
}
