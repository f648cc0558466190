package chathttp

import (
	"context"
	"time"

	"piece/internal/chat"
	"piece/internal/platform/auth"
)

const listDoc = "The one in which something was said last is first. Direct rooms are there once something was said in them, rooms that go on elsewhere aren't. Muted ones are there as well."

const blockDoc = "A blocked person's messages don't reach the caller in their direct room, of which that person learns nothing. In open rooms clients fold them away. Again is fine."

type listInput struct {
	Kind   kind   `query:"kind" doc:"Only rooms of this kind."`
	Cursor string `query:"cursor" maxLength:"256" doc:"The next of the page before; absent for the first."`
	Limit  int    `query:"limit" minimum:"1" maximum:"60" default:"24" doc:"Rooms on a page."`
}

type listOutput struct{ Body RoomList }

func (h handlers) list(ctx context.Context, in *listInput) (*listOutput, error) {
	person := auth.Person(ctx)
	l, err := h.chats.List(ctx, person, chat.ListRequest{Kind: chat.Kind(in.Kind), Cursor: in.Cursor, Limit: in.Limit})
	if err != nil {
		return nil, err
	}
	out := RoomList{Items: make([]RoomRow, 0, len(l.Items)), Next: l.Next.String()}
	for i := range l.Items {
		out.Items = append(out.Items, rowOf(&l.Items[i], person))
	}
	return &listOutput{out}, nil
}

// RoomsCount is how many rooms there are.
type RoomsCount struct {
	Rooms int `json:"rooms" minimum:"0" doc:"Open and direct ones."`
}

type countOutput struct{ Body RoomsCount }

func (h handlers) count(ctx context.Context, _ *struct{}) (*countOutput, error) {
	n, err := h.chats.CountRooms(ctx, auth.Person(ctx))
	return &countOutput{RoomsCount{n}}, err
}

type unreadOutput struct{ Body RoomsUnread }

func (h handlers) unread(ctx context.Context, _ *struct{}) (*unreadOutput, error) {
	all, err := h.chats.Unread(ctx, auth.Person(ctx))
	if err != nil {
		return nil, err
	}
	out := RoomsUnread{Open: all.Open, Direct: all.Direct, Rooms: make([]RoomUnread, 0, len(all.Rooms))}
	for _, r := range all.Rooms {
		out.Rooms = append(out.Rooms, RoomUnread(r))
	}
	return &unreadOutput{out}, nil
}

type roomOutput struct{ Body Room }

// answer gives a room as the caller sees it.
func answer(ctx context.Context, v chat.RoomView, err error) (*roomOutput, error) {
	if err != nil {
		return nil, err
	}
	return &roomOutput{roomOf(&v, auth.Person(ctx))}, nil
}

func (h handlers) get(ctx context.Context, in *idPath) (*roomOutput, error) {
	v, err := h.chats.Room(ctx, auth.Person(ctx), in.ID)
	return answer(ctx, v, err)
}

type cakeOutput struct{ Body CakeRoom }

func (h handlers) ofCake(ctx context.Context, in *idPath) (*cakeOutput, error) {
	person := auth.Person(ctx)
	v, err := h.chats.OfCake(ctx, person, in.ID)
	if err != nil {
		return nil, err
	}
	out := CakeRoom{People: v.People, Present: v.Present, Last: entries(v.Last, person, 0), Persons: persons(v.Persons)}
	if v.Room != nil {
		out.Room = new(roomOf(v.Room, person))
	}
	return &cakeOutput{out}, nil
}

func (h handlers) joinCake(ctx context.Context, in *idPath) (*roomOutput, error) {
	v, err := h.chats.JoinCake(ctx, auth.Person(ctx), in.ID)
	return answer(ctx, v, err)
}

func (h handlers) startDirect(ctx context.Context, in *idPath) (*roomOutput, error) {
	v, err := h.chats.StartDirect(ctx, auth.Person(ctx), in.ID)
	return answer(ctx, v, err)
}

func (h handlers) join(ctx context.Context, in *idPath) (*roomOutput, error) {
	v, err := h.chats.Join(ctx, auth.Person(ctx), in.ID)
	return answer(ctx, v, err)
}

func (h handlers) choose(ctx context.Context, in *struct {
	ID   string `path:"id" maxLength:"64" doc:"Id of a room."`
	Body Membership
}) (*roomOutput, error) {
	c := chat.Choices{Muted: in.Body.Muted}
	if in.Body.Push != nil {
		c.Push = new(chat.Push(*in.Body.Push))
	}
	v, err := h.chats.Choose(ctx, auth.Person(ctx), in.ID, c)
	return answer(ctx, v, err)
}

func (h handlers) leave(ctx context.Context, in *idPath) (*empty, error) {
	return &empty{}, h.chats.Leave(ctx, auth.Person(ctx), in.ID)
}

type readOutput struct{ Body ReadMark }

func (h handlers) read(ctx context.Context, in *struct {
	ID   string `path:"id" maxLength:"64" doc:"Id of a room."`
	Body ReadUpTo
}) (*readOutput, error) {
	read, unread, err := h.chats.Read(ctx, auth.Person(ctx), in.ID, in.Body.Seq)
	if err != nil {
		return nil, err
	}
	return &readOutput{ReadMark{Read: read, Unread: unread}}, nil
}

type peopleInput struct {
	ID     string `path:"id" maxLength:"64" doc:"Id of a room."`
	Cursor string `query:"cursor" maxLength:"256" doc:"The next of the page before; absent for the first."`
	Limit  int    `query:"limit" minimum:"1" maximum:"60" default:"24" doc:"People on a page."`
}

type peopleOutput struct{ Body RoomPeople }

func (h handlers) people(ctx context.Context, in *peopleInput) (*peopleOutput, error) {
	p, err := h.chats.People(ctx, auth.Person(ctx), in.ID, in.Cursor, in.Limit)
	if err != nil {
		return nil, err
	}
	out := RoomPeople{Items: make([]RoomPerson, 0, len(p.Items)), Next: p.Next.String(), People: p.People}
	for _, one := range p.Items {
		out.Items = append(out.Items, RoomPerson{Person: chatPerson(one.Profile), Present: one.Present, JoinedAt: one.JoinedAt})
	}
	return &peopleOutput{out}, nil
}

type blocksOutput struct{ Body Blocks }

func (h handlers) blocks(ctx context.Context, _ *struct{}) (*blocksOutput, error) {
	all, err := h.chats.Blocks(ctx, auth.Person(ctx))
	if err != nil {
		return nil, err
	}
	out := Blocks{Items: make([]BlockedPerson, 0, len(all))}
	for _, b := range all {
		out.Items = append(out.Items, BlockedPerson{Person: chatPerson(b.Profile), At: b.At})
	}
	return &blocksOutput{out}, nil
}

func (h handlers) block(ctx context.Context, in *idPath) (*empty, error) {
	return &empty{}, h.chats.Block(ctx, auth.Person(ctx), in.ID)
}

func (h handlers) unblock(ctx context.Context, in *idPath) (*empty, error) {
	return &empty{}, h.chats.Unblock(ctx, auth.Person(ctx), in.ID)
}

type activityInput struct {
	Since  string `query:"since" required:"true" format:"date" doc:"The first day." example:"2026-11-01"`
	Cursor string `query:"cursor" maxLength:"256" doc:"The next of the page before; absent for the first."`
}

type activityOutput struct{ Body RoomActivities }

func (h handlers) activity(ctx context.Context, in *activityInput) (*activityOutput, error) {
	p, err := h.chats.Activity(ctx, in.Since, in.Cursor)
	if err != nil {
		return nil, err
	}
	out := RoomActivities{Items: make([]RoomActivity, 0, len(p.Items)), Next: p.Next.String()}
	for _, a := range p.Items {
		out.Items = append(out.Items, RoomActivity(a))
	}
	return &activityOutput{out}, nil
}

// instant leaves out what isn't known.
func instant(t time.Time) *time.Time {
	if t.IsZero() {
		return nil
	}
	return &t
}
