package realtime_test

import (
	"context"
	"fmt"
	"slices"
	"testing"
	"time"

	"piece/internal/chat"
	"piece/internal/chat/realtime"
)

// store puts an entry into the log and hands it on to nobody, as a node does that dies then.
func (s *site) store(room, text string) (chat.Room, chat.Entry) {
	e := s.Append(context.Background(), []chat.Entry{{RoomID: room, Kind: chat.Message, Sender: "minji", ClientID: "client-" + text, At: time.Now(), Text: text}})[0].Entry
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.rooms[room], e
}

func TestD47_WhatWasNotHandedOnIsReadFromTheLog(t *testing.T) {
	t.Parallel()
	w := newWorld()
	w.open("R", "jun")
	s := w.start(t, nil)
	there := s.device(t, "jun/1").follow("room:R")
	for i := range 5 {
		s.store("R", fmt.Sprint(i))
	}
	s.say("R", "minji", "5")
	eventually(t, "all", func() bool { return slices.Equal(there.texts(), []string{"0", "1", "2", "3", "4", "5"}) })
	there.whole(t)
	if there.resubs != 1 {
		t.Errorf("the device had to subscribe %d times", there.resubs)
	}
}

func TestD47_TheLastEntryArrivesThoughNobodyHandedItOn(t *testing.T) {
	t.Parallel()
	w := newWorld()
	w.open("R", "jun")
	s := w.start(t, func(c *realtime.Config) { c.CompareEvery = 50 * time.Millisecond })
	there := s.device(t, "jun/1").follow("room:R")
	s.store("R", "alone")
	eventually(t, "it", func() bool { return slices.Equal(there.texts(), []string{"alone"}) })
}

func TestEntriesComeInOrderHoweverTheyAreHandedOn(t *testing.T) {
	t.Parallel()
	w := newWorld()
	w.open("R", "jun")
	s := w.start(t, nil)
	there := s.device(t, "jun/1").follow("room:R")
	var r chat.Room
	all := make([]chat.Entry, 40)
	for i := range all {
		r, all[i] = s.store("R", fmt.Sprint(i))
	}
	for i := range all {
		s.node.Publish(r, all[i^3]) // in fours turned around
		s.node.Publish(r, all[i])   // and twice
	}
	eventually(t, "all", func() bool { return there.count() == len(all) })
	there.whole(t)
}

func TestAHoleIsFilledOnceTheLogAnswersAgain(t *testing.T) {
	t.Parallel()
	w := newWorld()
	w.open("R", "jun")
	s := w.start(t, nil)
	there := s.device(t, "jun/1").follow("room:R")
	s.store("R", "0")
	r, e := s.store("R", "1")
	w.mu.Lock()
	w.down = true
	w.mu.Unlock()
	s.node.Publish(r, e)
	s.say("R", "minji", "2")
	eventually(t, "asked in vain", func() bool { w.mu.Lock(); defer w.mu.Unlock(); return w.vain > 0 })
	if there.count() != 0 {
		t.Error("something came out of order")
	}
	w.mu.Lock()
	w.down = false
	w.mu.Unlock()
	eventually(t, "all", func() bool { return there.count() == 3 })
	there.whole(t)
}

func TestD47_ADeviceThatWasAwayMissesNothing(t *testing.T) {
	t.Parallel()
	w := newWorld()
	w.open("R", "jun", "minji")
	a := w.start(t, nil)
	net := newFront(t, a)
	jun := a.newDevice(t, "jun/1", net.url())
	jun.up()
	there := jun.follow("room:R")
	next := 0
	say := func(s *site, n int) {
		for range n {
			s.say("R", "minji", fmt.Sprint(next))
			next++
		}
	}
	for round := range 5 {
		say(a, 3)
		net.cut() // the network is gone, or the node dies with what it had queued
		say(a, 20*round)
		eventually(t, "all that was said", func() bool { return there.count() == next })
	}
	there.whole(t)
}

func TestWhoWasAwayTooLongStartsFromTheHistory(t *testing.T) {
	t.Parallel()
	w := newWorld()
	w.open("R", "jun")
	s := w.start(t, nil)
	net := newFront(t, s)
	jun := s.newDevice(t, "jun/1", net.url())
	jun.up()
	there := jun.follow("room:R")
	net.cut()
	net.mu.Lock() // nobody comes through
	for i := range 400 {
		s.say("R", "minji", fmt.Sprint(i))
	}
	net.mu.Unlock()
	eventually(t, "back", func() bool { there.mu.Lock(); defer there.mu.Unlock(); return there.resubs == 2 })
	if there.lost != 1 {
		t.Error("it wasn't told that something is missing")
	}
}

func TestASlowDeviceIsCutAndRecoversWhileOthersGoOn(t *testing.T) {
	t.Parallel()
	w := newWorld()
	w.open("R", "jun", "minji")
	s := w.start(t, nil)
	net := newFront(t, s)
	slow, quick := s.newDevice(t, "jun/1", net.url()), s.device(t, "minji/1")
	slow.up()
	there, other := slow.follow("room:R"), quick.follow("room:R")
	thaw := net.freeze()
	long := fmt.Sprintf("%4000d", 0)
	count := 0
	for ; len(slow.codes()) == 1 && count < 5000; count++ {
		s.say("R", "minji", long)
		if count%50 == 49 {
			eventually(t, "others go on", func() bool { return other.count() == count+1 })
			if s.connections() < 2 {
				break // cut
			}
		}
	}
	if count >= 5000 {
		t.Fatal("it was never cut")
	}
	thaw()
	net.cut()
	s.say("R", "minji", "end")
	eventually(t, "the slow one is back", func() bool { there.mu.Lock(); defer there.mu.Unlock(); return there.resubs == 2 })
	s.say("R", "minji", "after")
	eventually(t, "it hears again", func() bool { texts := there.texts(); return len(texts) > 0 && texts[len(texts)-1] == "after" })
	if there.lost == 0 {
		there.whole(t)
	}
}
