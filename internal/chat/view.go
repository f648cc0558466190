package chat

import (
	"context"
	"errors"
	"maps"
	"slices"

	"piece/internal/platform/errs"
)

// RoomView is a room as a person sees it.
type RoomView struct {
	Room       Room
	Member     Member // zero for somebody who isn't in it
	Cake       *Cake  // of an open room; nil when it isn't known
	Other      *Profile
	People     int
	Last       *Entry // the last message for the person
	LastPerson *Profile
	Unread     int

	// Of one room, not in lists.
	Head      int64
	Present   int
	OtherRead int64
	OtherLeft bool
	Blocked   bool // the person has blocked the other
}

// view gives one room.
func (s *Service) view(ctx context.Context, person string, r Room, m Member) (RoomView, error) {
	if m.PersonID == "" {
		m.RoomID = r.ID
	}
	heads, err := s.Entries.Heads(ctx, person, []string{r.ID})
	if err != nil {
		return RoomView{}, err
	}
	views, err := s.decorate(ctx, person, []Membership{{Room: r, Member: m}}, heads)
	if err != nil {
		return RoomView{}, err
	}
	v := views[0]
	v.Head, v.Present = heads[r.ID].Seq, s.present(ctx, r.ID)
	if r.Kind == Open {
		return v, nil
	}
	other, err := s.Store.Member(ctx, r.ID, r.Other(person))
	if err != nil && !errors.Is(err, errs.NotFound) {
		return RoomView{}, err
	}
	v.OtherRead, v.OtherLeft = other.Read, !other.Here()
	v.Blocked, err = s.Store.HasBlocked(ctx, person, r.Other(person))
	return v, err
}

// decorate makes views of rooms, in their order, with a number of queries that doesn't depend on
// how many there are (defect D20).
func (s *Service) decorate(ctx context.Context, person string, rooms []Membership, heads map[string]Head) ([]RoomView, error) {
	if len(rooms) == 0 {
		return nil, nil
	}
	var ids, cakes []string
	var in []Membership
	people := map[string]bool{}
	for _, m := range rooms {
		ids = append(ids, m.Room.ID)
		if m.Room.Kind == Open {
			cakes = append(cakes, m.Room.CakeID)
		} else {
			people[m.Room.Other(person)] = true
		}
		if last := lastFor(heads[m.Room.ID], m.Member); last != nil {
			people[last.Sender] = true
		}
		if m.Member.Here() {
			in = append(in, m)
		}
	}
	count, err := s.Store.Count(ctx, ids)
	if err != nil {
		return nil, err
	}
	unread, err := s.unreadIn(ctx, person, in)
	if err != nil {
		return nil, err
	}
	found, err := s.cakes(ctx, cakes)
	if err != nil {
		return nil, err
	}
	profiles, err := s.profiles(ctx, people)
	if err != nil {
		return nil, err
	}
	views := make([]RoomView, len(rooms))
	for i, m := range rooms {
		v := RoomView{Room: m.Room, Member: m.Member, People: count[m.Room.ID], Unread: unread[m.Room.ID], Last: lastFor(heads[m.Room.ID], m.Member)}
		if c, ok := found[m.Room.CakeID]; ok && m.Room.Kind == Open {
			v.Cake = &c
		}
		v.Other = one(profiles, m.Room.Other(person))
		if v.Last != nil {
			v.LastPerson = one(profiles, v.Last.Sender)
		}
		views[i] = v
	}
	return views, nil
}

// lastFor gives the last message that is shown to a member; nil when there is none. It comes
// without the reactions to it: lists show none, and those of a blocked person would come along.
func lastFor(h Head, m Member) *Entry {
	if h.Last == nil || h.Last.Seq <= m.From {
		return nil
	}
	last := *h.Last
	last.Reactions = nil
	return &last
}

// unreadIn counts, by room, what the person hasn't read: what others wrote whom the person hasn't
// blocked.
func (s *Service) unreadIn(ctx context.Context, person string, rooms []Membership) (map[string]int, error) {
	if len(rooms) == 0 {
		return nil, nil
	}
	blocks, err := s.Store.Blocks(ctx, person)
	if err != nil {
		return nil, err
	}
	except := []string{person}
	for _, b := range blocks {
		except = append(except, b.PersonID)
	}
	marks := make([]Mark, len(rooms))
	for i, m := range rooms {
		marks[i] = Mark{RoomID: m.Room.ID, Seq: max(m.Member.Read, m.Member.From)}
	}
	return s.Entries.Unread(ctx, marks, except, MaxUnread)
}

func (s *Service) cakes(ctx context.Context, ids []string) (map[string]Cake, error) {
	if len(ids) == 0 {
		return nil, nil
	}
	return s.Cakes.Cakes(ctx, ids)
}

// profiles gives those of the people that are still there, as they are now (defect D46).
func (s *Service) profiles(ctx context.Context, people map[string]bool) (map[string]Profile, error) {
	delete(people, "")
	if len(people) == 0 {
		return nil, nil
	}
	return s.Profiles.Profiles(ctx, slices.Sorted(maps.Keys(people)))
}

func one(profiles map[string]Profile, id string) *Profile {
	if p, ok := profiles[id]; ok {
		return &p
	}
	return nil
}
