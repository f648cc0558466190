package chathttp

import (
	"piece/internal/chat"
	"piece/internal/chat/wire"
	"piece/internal/platform/httpapi"
)

func entries(list []chat.Entry, viewer string, from int64) []wire.Entry {
	out := make([]wire.Entry, 0, len(list))
	for _, e := range list {
		out = append(out, wire.Of(e, viewer, from))
	}
	return out
}

func chatPerson(p chat.Profile) ChatPerson {
	return ChatPerson{ID: p.ID, Nickname: p.Nickname, Picture: p.Picture, Title: httpapi.Worn(p.Title.ID, p.Title.Name)}
}

func persons(list []chat.Profile) []ChatPerson {
	out := make([]ChatPerson, 0, len(list))
	for _, p := range list {
		out = append(out, chatPerson(p))
	}
	return out
}

func personOf(p *chat.Profile) *ChatPerson {
	if p == nil {
		return nil
	}
	return new(chatPerson(*p))
}

func rowOf(v *chat.RoomView, viewer string) RoomRow {
	out := RoomRow{
		ID: v.Room.ID, Kind: string(v.Room.Kind), Other: personOf(v.Other), People: v.People,
		LastPerson: personOf(v.LastPerson), Unread: v.Unread, Muted: v.Member.Muted,
	}
	if v.Cake != nil {
		out.Cake = new(RoomCake(*v.Cake))
	}
	if v.Last != nil {
		out.Last = new(wire.Of(*v.Last, viewer, v.Member.From))
	}
	return out
}

func roomOf(v *chat.RoomView, viewer string) Room {
	out := Room{
		RoomRow: rowOf(v, viewer), Member: v.Member.Here(), Read: v.Member.Read, From: v.Member.From, Head: v.Head,
		Push: string(v.Member.Push), Present: v.Present, Blocked: v.Blocked, OtherLeft: v.OtherLeft,
		MovedTo: v.Room.MovedTo, JoinedAt: instant(v.Member.JoinedAt),
	}
	if v.Member.Push == "" {
		out.Push = string(chat.DefaultPush(v.Room.Kind))
	}
	if v.Room.Kind == chat.Direct {
		out.OtherRead = new(v.OtherRead)
	}
	return out
}
