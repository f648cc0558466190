package chat

import (
	"cmp"
	"context"
	"slices"
	"strconv"
	"time"

	"piece/internal/platform/errs"
	"piece/internal/platform/id"
	"piece/internal/platform/page"
)

// ListRequest asks for one page of the rooms that a person is in.
type ListRequest struct {
	Kind   Kind // "" for all
	Cursor string
	Limit  int
}

// List gives one page of the rooms that a person is in, the one where something happened last
// first.
func (s *Service) List(ctx context.Context, person string, r ListRequest) (page.Page[RoomView], error) {
	var out page.Page[RoomView]
	after, err := listCursor(r.Cursor)
	if err != nil {
		return out, err
	}
	rooms, heads, err := s.shownRooms(ctx, person, r.Kind)
	if err != nil {
		return out, err
	}
	active := map[string]time.Time{}
	for _, m := range rooms {
		active[m.Room.ID] = m.Member.JoinedAt
		if last := lastFor(heads[m.Room.ID], m.Member); last != nil && last.At.After(m.Member.JoinedAt) {
			active[m.Room.ID] = last.At
		}
	}
	newestFirst := func(a, b listKey) int {
		return cmp.Or(b.at.Compare(a.at), cmp.Compare(b.room, a.room))
	}
	slices.SortFunc(rooms, func(a, b Membership) int {
		return newestFirst(listKey{active[a.Room.ID], a.Room.ID}, listKey{active[b.Room.ID], b.Room.ID})
	})
	if after != nil {
		rooms = slices.DeleteFunc(rooms, func(m Membership) bool {
			return newestFirst(listKey{active[m.Room.ID], m.Room.ID}, *after) <= 0
		})
	}
	limit := page.Limit(r.Limit)
	some := page.Cut(rooms[:min(len(rooms), limit+1)], limit, func(m Membership) page.Cursor {
		return page.Cursor{strconv.FormatInt(active[m.Room.ID].UnixMicro(), 10), m.Room.ID}
	})
	out.Next = some.Next
	out.Items, err = s.decorate(ctx, person, some.Items, heads)
	return out, err
}

// listKey is where a room is in a list.
type listKey struct {
	at   time.Time
	room string
}

// listCursor reads the key of the last room seen.
func listCursor(s string) (*listKey, error) {
	c, err := page.Parse(s, 2)
	if err != nil || c == nil {
		return nil, err
	}
	at, err := strconv.ParseInt(c[0], 10, 64)
	if err != nil || !id.Valid(c[1]) {
		return nil, errs.Invalid.At("query.cursor")
	}
	return &listKey{time.UnixMicro(at), c[1]}, nil
}

// shownRooms gives the rooms that are in the person's lists: those that the person is in, direct
// rooms once something was said in them.
func (s *Service) shownRooms(ctx context.Context, person string, k Kind) ([]Membership, map[string]Head, error) {
	all, err := s.Memberships(ctx, person)
	if err != nil || len(all) == 0 {
		return nil, nil, err
	}
	var ids []string
	for _, m := range all {
		ids = append(ids, m.Room.ID)
	}
	heads, err := s.Entries.Heads(ctx, person, ids)
	if err != nil {
		return nil, nil, err
	}
	return slices.DeleteFunc(all, func(m Membership) bool {
		return k != "" && m.Room.Kind != k || m.Room.Kind == Direct && lastFor(heads[m.Room.ID], m.Member) == nil
	}), heads, nil
}

// RoomUnread is what isn't read in a room.
type RoomUnread struct {
	ID     string
	Unread int
}

// Unread is what a person hasn't read in the rooms that aren't muted.
type Unread struct {
	Open, Direct int
	Rooms        []RoomUnread
}

// Unread counts what a person hasn't read, for the badge.
func (s *Service) Unread(ctx context.Context, person string) (Unread, error) {
	rooms, err := s.Memberships(ctx, person)
	if err != nil {
		return Unread{}, err
	}
	rooms = slices.DeleteFunc(rooms, func(m Membership) bool { return m.Member.Muted })
	count, err := s.unreadIn(ctx, person, rooms)
	if err != nil {
		return Unread{}, err
	}
	var out Unread
	for _, m := range rooms {
		n := count[m.Room.ID]
		if n == 0 {
			continue
		}
		out.Rooms = append(out.Rooms, RoomUnread{ID: m.Room.ID, Unread: n})
		if m.Room.Kind == Open {
			out.Open += n
		} else {
			out.Direct += n
		}
	}
	return out, nil
}

// CountRooms tells how many rooms a person is in.
func (s *Service) CountRooms(ctx context.Context, person string) (int, error) {
	all, err := s.Memberships(ctx, person)
	return len(all), err
}
