package app

import (
	"context"
	"net/url"
	"strconv"
	"time"

	"piece/internal/archive"
	"piece/internal/chat"
	"piece/internal/platform/auth"
	"piece/internal/platform/errs"
	"piece/internal/platform/page"
	"piece/internal/platform/peer"
)

// exportRooms are rooms in the words of exports.
type exportRooms struct {
	house *house
	apart *peer.Service // nil when it has no address
}

// askAs asks the chat that runs apart, as the person.
func (e exportRooms) askAs(ctx context.Context, path string, query url.Values, into any) error {
	switch {
	case e.apart == nil:
		return notKnown("chat")
	case auth.Token(ctx) == "":
		return errs.Unauthenticated
	}
	return e.apart.FindAs(ctx, path, query, into)
}

// Rooms implements exports.Rooms.
func (e exportRooms) Rooms(ctx context.Context, person string) ([]archive.Room, error) {
	rooms := []archive.Room{}
	for cursor := ""; ; {
		found, next, err := e.page(ctx, person, cursor)
		if err != nil {
			return nil, err
		}
		rooms = append(rooms, found...)
		if cursor = next; cursor == "" {
			return rooms, nil
		}
	}
}

func (e exportRooms) page(ctx context.Context, person, cursor string) ([]archive.Room, string, error) {
	if e.house.chats == nil {
		return e.pageApart(ctx, cursor)
	}
	found, err := e.house.chats.List(ctx, person, chat.ListRequest{Cursor: cursor, Limit: page.MaxLimit})
	if err != nil {
		return nil, "", err
	}
	out := make([]archive.Room, len(found.Items))
	for i, v := range found.Items {
		out[i] = archive.Room{
			ID: v.Room.ID, Kind: string(v.Room.Kind), CakeID: v.Room.CakeID, JoinedAt: v.Member.JoinedAt.UTC(), Muted: v.Member.Muted, Push: string(v.Member.Push),
		}
		switch {
		case v.Cake != nil:
			out[i].Name = v.Cake.Title
		case v.Other != nil:
			out[i].Name = v.Other.Nickname
		}
	}
	return out, found.Next.String(), nil
}

func (e exportRooms) pageApart(ctx context.Context, cursor string) ([]archive.Room, string, error) {
	query := url.Values{"limit": {"60"}}
	if cursor != "" {
		query.Set("cursor", cursor)
	}
	var list struct {
		Items []struct{ ID string }
		Next  string
	}
	if err := e.askAs(ctx, "rooms", query, &list); err != nil {
		return nil, "", err
	}
	out := make([]archive.Room, len(list.Items))
	for i, row := range list.Items {
		var r struct {
			ID, Kind string
			Cake     struct{ ID, Title string }
			Other    struct{ Nickname string }
			JoinedAt time.Time
			Muted    bool
			Push     string
		}
		if err := e.askAs(ctx, "rooms/"+row.ID, nil, &r); err != nil {
			return nil, "", err
		}
		out[i] = archive.Room{ID: r.ID, Kind: r.Kind, Name: r.Cake.Title + r.Other.Nickname, CakeID: r.Cake.ID, JoinedAt: r.JoinedAt, Muted: r.Muted, Push: r.Push}
	}
	return out, list.Next, nil
}

// Messages implements exports.Rooms.
func (e exportRooms) Messages(ctx context.Context, person string, each func(archive.Message) error) error {
	rooms, err := e.Rooms(ctx, person)
	if err != nil {
		return err
	}
	for _, r := range rooms {
		for after, more := int64(0), true; more; {
			var found []archive.Message
			if found, after, more, err = e.stretch(ctx, person, r, after); err != nil {
				return err
			}
			for _, m := range found {
				if err := each(m); err != nil {
					return err
				}
			}
		}
	}
	return nil
}

// stretch gives the person's own of the next messages of a room behind a place.
func (e exportRooms) stretch(ctx context.Context, person string, r archive.Room, after int64) (own []archive.Message, upTo int64, more bool, err error) {
	if e.house.chats == nil {
		return e.stretchApart(ctx, person, r, after)
	}
	q := chat.HistoryRequest{After: after, Limit: chat.MaxPage}
	if after == 0 {
		q = chat.HistoryRequest{Around: 1, Limit: chat.MaxPage}
	}
	h, err := e.house.chats.History(ctx, person, r.ID, q)
	if err != nil {
		return nil, 0, false, err
	}
	for _, m := range h.Entries {
		upTo = m.Seq
		if m.Sender != person || m.Removed {
			continue
		}
		out := archive.Message{RoomID: r.ID, Room: r.Name, Seq: m.Seq, At: m.At.UTC(), Text: m.Text, PieceID: m.PieceID, ReplyTo: m.ReplyTo}
		for _, p := range m.Pictures {
			out.Pictures = append(out.Pictures, archive.Picture{ID: p.ID, Width: p.Width, Height: p.Height})
		}
		own = append(own, out)
	}
	return own, upTo, h.After && len(h.Entries) > 0, nil
}

func (e exportRooms) stretchApart(ctx context.Context, person string, r archive.Room, after int64) (own []archive.Message, upTo int64, more bool, err error) {
	query := url.Values{"limit": {strconv.Itoa(chat.MaxPage)}}
	if after == 0 {
		query.Set("around", "1")
	} else {
		query.Set("after", strconv.FormatInt(after, 10))
	}
	var found struct {
		Items []struct {
			Seq      int64
			Sender   string
			At       time.Time
			Text     string
			Pictures []struct {
				ID            string
				Width, Height int
			}
			PieceID string
			ReplyTo int64
			Removed bool
		}
		After bool
	}
	if err := e.askAs(ctx, "rooms/"+r.ID+"/messages", query, &found); err != nil {
		return nil, 0, false, err
	}
	for _, m := range found.Items {
		upTo = m.Seq
		if m.Sender != person || m.Removed {
			continue
		}
		out := archive.Message{RoomID: r.ID, Room: r.Name, Seq: m.Seq, At: m.At, Text: m.Text, PieceID: m.PieceID, ReplyTo: m.ReplyTo}
		for _, p := range m.Pictures {
			out.Pictures = append(out.Pictures, archive.Picture{ID: p.ID, Width: p.Width, Height: p.Height})
		}
		own = append(own, out)
	}
	return own, upTo, found.After && len(found.Items) > 0, nil
}

// maxRoomPicture is more than a picture of a message has, in bytes.
const maxRoomPicture = 16 << 20

// Picture implements exports.Rooms.
func (e exportRooms) Picture(ctx context.Context, person, roomID, pictureID string) ([]byte, error) {
	if e.house.chats != nil {
		f, err := e.house.chats.PictureFile(ctx, person, roomID, pictureID, chat.LargeFile)
		if err != nil {
			return nil, err
		}
		return f.Bytes(ctx)
	}
	switch {
	case e.apart == nil:
		return nil, notKnown("chat")
	case auth.Token(ctx) == "":
		return nil, errs.Unauthenticated
	}
	return e.apart.FindOwn(ctx, "rooms/"+roomID+"/pictures/"+pictureID+"/"+chat.LargeFile, maxRoomPicture)
}

// Blocks implements exports.Rooms.
func (e exportRooms) Blocks(ctx context.Context, person string) ([]archive.Blocked, error) {
	out := []archive.Blocked{}
	if e.house.chats == nil {
		var found struct {
			Items []struct {
				Person archive.Named
				At     time.Time
			}
		}
		err := e.askAs(ctx, "blocks", nil, &found)
		for _, b := range found.Items {
			out = append(out, archive.Blocked{Named: b.Person, At: b.At})
		}
		return out, err
	}
	found, err := e.house.chats.Blocks(ctx, person)
	for _, b := range found {
		out = append(out, archive.Blocked{Named: archive.Named{ID: b.ID, Nickname: b.Nickname}, At: b.At.UTC()})
	}
	return out, err
}
