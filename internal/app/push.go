package app

import (
	"context"
	"slices"
	"sync"

	"piece/internal/chat"
	"piece/internal/notify"
)

// chatPush are the parts that push messages of rooms are made of.
type chatPush struct {
	Store    chat.Store
	Entries  chat.Log
	Live     chat.Live
	Profiles chat.Profiles
	Cakes    chat.Cakes
	// Unread counts what is unread for the badge of a person; nil leaves badges alone.
	Unread func(ctx context.Context, person string) (int, error)
}

// pusher gives rooms what they push messages with.
func (h *house) pusher(from chatPush) chat.Pusher { return chatPusher{h, from} }

type chatPusher struct {
	house *house
	from  chatPush
}

// Push implements chat.Pusher.
func (p chatPusher) Push(m chat.PushMessage) {
	if p.house.push != nil {
		p.house.push.Push(notify.Message{People: m.People, Topic: m.Room.ID, About: &chatMessage{from: p.from, room: m.Room, entry: m.Entry}})
	}
}

// chatMessage is a message of a room in the words of notify. It is safe for concurrent use.
type chatMessage struct {
	from  chatPush
	room  chat.Room
	entry chat.Entry

	mu      sync.Mutex
	heading *heading // nil until it is known; guarded by mu
}

// heading is who wrote a message, and about which cake: the same for all who are told of it.
type heading struct{ sender, cake string }

// Missed implements notify.About: a message that is removed, read or looked at is no news, and
// neither is one of somebody whom the person has blocked since.
func (c *chatMessage) Missed(ctx context.Context, people []string) ([]string, error) {
	now, err := c.from.Entries.Some(ctx, c.room.ID, []int64{c.entry.Seq})
	if err != nil {
		return nil, err
	}
	if e, there := now[c.entry.Seq]; !there || !e.Shown() {
		return nil, nil
	}
	looking, err := c.from.Live.Looking(ctx, c.room, people)
	if err != nil {
		return nil, err
	}
	members, err := c.from.Store.Among(ctx, c.room.ID, people)
	if err != nil {
		return nil, err
	}
	blocked, err := c.from.Store.Blockers(ctx, c.entry.Sender, people)
	if err != nil {
		return nil, err
	}
	var missed []string
	for _, person := range people {
		if m := members[person]; m.Here() && !m.Muted && m.Read < c.entry.Seq && !looking[person] && !blocked[person] {
			missed = append(missed, person)
		}
	}
	return missed, nil
}

// Notice implements notify.About.
func (c *chatMessage) Notice(ctx context.Context, person, language string) (notify.Notice, error) {
	n := notify.Notice{URL: "/rooms/" + c.room.ID, Unread: -1, Urgent: c.room.Kind == chat.Direct || slices.Contains(c.entry.Mentions, person)}
	head, err := c.head(ctx)
	if err != nil {
		return n, err
	}
	if head.sender == "" {
		head.sender = pushWords.gone.In(language)
	}
	n.Title, n.Body = head.sender, messageWords(c.entry, language)
	if head.cake != "" {
		n.Title, n.Body = head.cake, head.sender+": "+n.Body
	}
	if c.from.Unread != nil {
		n.Unread, err = c.from.Unread(ctx, person)
	}
	return n, err
}

// head asks once for the heading, however many people are told.
func (c *chatMessage) head(ctx context.Context) (heading, error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.heading != nil {
		return *c.heading, nil
	}
	names, err := c.from.Profiles.Profiles(ctx, []string{c.entry.Sender})
	if err != nil {
		return heading{}, err
	}
	head := heading{sender: names[c.entry.Sender].Nickname}
	if c.room.Kind == chat.Open {
		cakes, err := c.from.Cakes.Cakes(ctx, []string{c.room.CakeID})
		if err != nil {
			return heading{}, err
		}
		head.cake = cakes[c.room.CakeID].Title
	}
	c.heading = &head
	return head, nil
}
