package app

import (
	"context"
	"errors"
	"fmt"
	"sync/atomic"
	"time"

	"piece/internal/chat"
	"piece/internal/demo"
	"piece/internal/platform/clock"
	"piece/internal/platform/errs"
)

// pastClock is the clock of a demo, in which people said something days ago. Apart from that it
// is another one.
type pastClock struct {
	clock.Clock
	at atomic.Pointer[time.Time] // nil for the present
}

// Now gives the instant that is shown.
func (c *pastClock) Now() time.Time {
	if at := c.at.Load(); at != nil {
		return *at
	}
	return c.Clock.Now()
}

// show sets the clock; the zero time is the present again.
func (c *pastClock) show(at time.Time) {
	if at.IsZero() {
		c.at.Store(nil)
		return
	}
	at = at.UTC()
	c.at.Store(&at)
}

// converse lets people talk in rooms. What was said before is not said again.
func (f *filler) converse(ctx context.Context) error {
	total := 0
	for _, t := range f.plan.Talks {
		total += len(t.Lines)
	}
	f.tell.start("messages", total)
	defer f.past.show(time.Time{})
	for _, t := range f.plan.Talks {
		if err := f.talk(ctx, &t); err != nil {
			return fmt.Errorf("%s: %w", t.Key, explained(err))
		}
	}
	return nil
}

// talk makes one talk come true, up to where it is stopped.
func (f *filler) talk(ctx context.Context, t *demo.Talk) error {
	room, err := f.enterRoom(ctx, t)
	if err != nil {
		return err
	}
	known, err := f.known(ctx, t, room)
	if err != nil {
		return err
	}
	seqs, fresh := make([]int64, len(t.Lines)), false
	for i := range t.Lines {
		l := &t.Lines[i]
		if ctx.Err() != nil {
			return nil
		}
		if seqs[i] = known[l.Key]; seqs[i] == 0 {
			if seqs[i], err = f.say(ctx, room, l, seqs); err != nil {
				return err
			}
			fresh = true
		}
		f.tell.step()
	}
	f.past.show(time.Time{})
	if !fresh {
		return nil
	}
	for _, who := range t.People {
		read := seqs[len(seqs)-1]
		if unread := t.Unread; who == 0 && unread > 0 {
			read = seqs[len(seqs)-unread] - 1
		}
		if _, _, err := f.chats.Read(ctx, f.ids[who], room, read); err != nil {
			return err
		}
	}
	return nil
}

// enterRoom lets the people of a talk into its room, and makes it first when there is none.
func (f *filler) enterRoom(ctx context.Context, t *demo.Talk) (room string, err error) {
	if t.Code == "" {
		v, err := f.chats.StartDirect(ctx, f.ids[t.People[0]], f.ids[t.People[1]])
		return v.Room.ID, err
	}
	for _, who := range t.People {
		v, err := f.chats.JoinCake(ctx, f.ids[who], f.cakeIDs[t.Code])
		if err != nil {
			return "", err
		}
		room = v.Room.ID
	}
	return room, nil
}

// known gives the places of lines that were said before, by their keys.
func (f *filler) known(ctx context.Context, t *demo.Talk, room string) (map[string]int64, error) {
	out := map[string]int64{}
	for before := int64(0); ; {
		h, err := f.chats.History(ctx, f.ids[t.People[0]], room, chat.HistoryRequest{Before: before, Limit: chat.MaxPage})
		if err != nil {
			return nil, err
		}
		for _, e := range h.Entries {
			out[e.ClientID] = e.Seq
		}
		if !h.Before || len(h.Entries) == 0 {
			return out, nil
		}
		before = h.Entries[0].Seq
	}
}

// say sends one line, with what came with it and what others put to it.
func (f *filler) say(ctx context.Context, room string, l *demo.Line, seqs []int64) (seq int64, err error) {
	author := f.ids[l.Person]
	m := chat.NewMessage{Room: room, ClientID: l.Key, Text: l.Text}
	if l.Replies > 0 {
		m.ReplyTo = seqs[l.Replies-1]
	}
	if l.Share > 0 {
		m.PieceID = f.tickets[l.Share-1]
	}
	if l.Photo != nil {
		photo, err := f.upload(ctx, author, *l.Photo)
		if err != nil {
			return 0, err
		}
		p, err := f.chats.AddPicture(ctx, author, room, photo)
		if err != nil {
			return 0, err
		}
		m.PictureIDs = []string{p.ID}
	}
	f.past.show(l.At)
	defer f.past.show(time.Time{})
	said, err := f.chats.Post(ctx, author, m)
	if err != nil {
		return 0, err
	}
	for _, like := range l.Likes {
		err := f.chats.React(ctx, f.ids[like.Person], room, said.Entry.Seq, like.Emoji, false)
		if err != nil && !errors.Is(err, errs.NotFound) { // removed meanwhile
			return 0, err
		}
	}
	return said.Entry.Seq, nil
}
