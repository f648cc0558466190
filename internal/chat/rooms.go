package chat

import (
	"context"
	"errors"

	"piece/internal/platform/errs"
	"piece/internal/platform/id"
)

// Room gives a room that the person may follow.
func (s *Service) Room(ctx context.Context, person, roomID string) (RoomView, error) {
	r, m, err := s.MayFollow(ctx, person, roomID)
	if err != nil {
		return RoomView{}, err
	}
	return s.view(ctx, person, r, m)
}

// lead gives the cake that an id leads to. What isn't an id is none, and is not asked for.
func (s *Service) lead(ctx context.Context, cakeID string) (string, error) {
	if !id.Valid(cakeID) {
		return "", errs.NotFound
	}
	return s.Cakes.Leads(ctx, cakeID)
}

// CakeRoom is the open room of a cake as the page of the cake shows it.
type CakeRoom struct {
	Room    *RoomView // nil when there is none yet, and for guests
	People  int
	Present int
	Last    []Entry
	Persons []Profile
}

// lastOfCake is how many messages the page of a cake shows.
const lastOfCake = 5

// OfCake gives the open room of a cake. Guests learn how many people there are (defect D40).
func (s *Service) OfCake(ctx context.Context, person, cakeID string) (CakeRoom, error) {
	cakeID, err := s.lead(ctx, cakeID)
	if err != nil {
		return CakeRoom{}, err
	}
	r, err := s.Store.RoomOfCake(ctx, cakeID)
	if errors.Is(err, errs.NotFound) {
		return CakeRoom{}, nil
	}
	if err != nil {
		return CakeRoom{}, err
	}
	if person == "" {
		return s.fromOutside(ctx, r)
	}
	v, err := s.Room(ctx, person, r.ID)
	if err != nil {
		return CakeRoom{}, err
	}
	h, err := s.History(ctx, person, r.ID, HistoryRequest{Limit: lastOfCake})
	return CakeRoom{Room: &v, People: v.People, Present: v.Present, Last: h.Entries, Persons: h.Persons}, err
}

func (s *Service) fromOutside(ctx context.Context, r Room) (CakeRoom, error) {
	count, err := s.Store.Count(ctx, []string{r.ID})
	if err != nil {
		return CakeRoom{}, err
	}
	return CakeRoom{People: count[r.ID], Present: s.present(ctx, r.ID)}, nil
}

// present counts who has a room open now. It is nice to know, and no reason to fail.
func (s *Service) present(ctx context.Context, room string) int {
	n, err := s.Live.Present(ctx, []string{room})
	if err != nil {
		s.Log.DebugContext(ctx, "who is present isn't known", "error", err)
	}
	return n[room]
}

// JoinCake makes a person a member of the open room of a cake, which is made when nobody has
// joined it before (defect D42).
func (s *Service) JoinCake(ctx context.Context, person, cakeID string) (RoomView, error) {
	if person == "" {
		return RoomView{}, errs.Unauthenticated
	}
	cakeID, err := s.lead(ctx, cakeID)
	if err != nil {
		return RoomView{}, err
	}
	r, err := s.openRoom(ctx, cakeID)
	if err != nil {
		return RoomView{}, err
	}
	v, err := s.join(ctx, person, r)
	if !errors.Is(err, ErrMoved) {
		return v, err
	}
	if r, err = s.openRoom(ctx, cakeID); err != nil { // merged in between: now it leads on
		return RoomView{}, err
	}
	return s.join(ctx, person, r)
}

// openRoom gives the open room of a cake, and makes it when there is none. A cake that became
// part of another in between doesn't matter: the store follows merges before or afterwards.
func (s *Service) openRoom(ctx context.Context, cakeID string) (Room, error) {
	r, err := s.Store.RoomOfCake(ctx, cakeID)
	if errors.Is(err, errs.NotFound) {
		r, _, err = s.Store.OpenRoom(ctx, Room{ID: id.New(s.Clock), Kind: Open, CakeID: cakeID, CreatedAt: s.Clock.Now()})
	}
	return r, err
}

// Join makes a person a member of an open room. Joining again is fine.
func (s *Service) Join(ctx context.Context, person, roomID string) (RoomView, error) {
	r, m, err := s.MayFollow(ctx, person, roomID)
	switch {
	case err != nil:
		return RoomView{}, err
	case m.Here():
		return s.view(ctx, person, r, m)
	case r.MovedTo != "":
		return RoomView{}, ErrMoved
	}
	return s.join(ctx, person, r)
}

// join makes a person a member. Somebody who comes into an open room hasn't to read what was
// said before.
func (s *Service) join(ctx context.Context, person string, r Room) (RoomView, error) {
	fresh := Member{RoomID: r.ID, PersonID: person, Push: DefaultPush(r.Kind), JoinedAt: s.Clock.Now()}
	if r.Kind == Open {
		head, err := s.Head(ctx, r.ID)
		if err != nil {
			return RoomView{}, err
		}
		fresh.Read = head
	}
	m, joined, err := s.Store.Join(ctx, fresh)
	if err != nil {
		return RoomView{}, err
	}
	if joined {
		s.metrics.joined.WithLabelValues(string(r.Kind), "joined").Inc()
		s.Live.Joined(person, r)
		s.tellRoom(person, r)
		s.joined(ctx, person)
	}
	return s.view(ctx, person, r, m)
}

// joined tells whoever wants to know that a person came into a room.
func (s *Service) joined(ctx context.Context, person string) {
	if s.OnJoin != nil {
		s.OnJoin(ctx, person)
	}
}

// tellRoom tells that a person has come or gone: the person's own devices, and in a direct room
// those of the other, which show it.
func (s *Service) tellRoom(person string, r Room) {
	for _, one := range []string{person, r.Other(person)} {
		if one != "" {
			s.Live.Tell(one, Note{Kind: NoteRoom, Room: r.ID})
		}
	}
}

// StartDirect gives the direct room of a person with another, the same one whoever starts it.
// Who had left it is in it again.
func (s *Service) StartDirect(ctx context.Context, person, other string) (RoomView, error) {
	if person == "" {
		return RoomView{}, errs.Unauthenticated
	}
	if !id.Valid(other) {
		return RoomView{}, errs.NotFound
	}
	if other == person {
		return RoomView{}, ErrAlone
	}
	known, err := s.Profiles.Profiles(ctx, []string{other})
	if err != nil {
		return RoomView{}, err
	}
	if _, ok := known[other]; !ok {
		return RoomView{}, errs.NotFound
	}
	r, made, err := s.Store.DirectRoom(ctx, Room{
		ID: id.New(s.Clock), Kind: Direct, Pair: [2]string{min(person, other), max(person, other)}, CreatedAt: s.Clock.Now(),
	}, person)
	if err != nil {
		return RoomView{}, err
	}
	if made {
		for _, one := range r.Pair {
			s.metrics.joined.WithLabelValues(string(r.Kind), "joined").Inc()
			s.Live.Joined(one, r)
			s.joined(ctx, one)
		}
	}
	return s.join(ctx, person, r)
}

// Leave ends a person's membership (defect D41). Leaving again is fine.
func (s *Service) Leave(ctx context.Context, person, roomID string) error {
	r, _, err := s.find(ctx, person, roomID)
	if err != nil {
		return err
	}
	head, err := s.Head(ctx, r.ID)
	if err != nil {
		return err
	}
	left, err := s.Store.Leave(ctx, r.ID, person, s.Clock.Now(), head)
	if err != nil {
		return err
	}
	s.places.drop(r.ID, person)
	s.loud.drop(r.ID)
	s.Live.Left(person, r) // also when left on a node that died before it told
	if left {
		s.metrics.joined.WithLabelValues(string(r.Kind), "left").Inc()
		s.tellRoom(person, r)
	}
	return nil
}

// Choose changes what a member has chosen for a room.
func (s *Service) Choose(ctx context.Context, person, roomID string, c Choices) (RoomView, error) {
	r, m, err := s.MayFollow(ctx, person, roomID)
	if err != nil {
		return RoomView{}, err
	}
	if !m.Here() {
		return RoomView{}, errs.NotFound
	}
	if m, err = s.Store.Adjust(ctx, r.ID, person, c); err != nil {
		return RoomView{}, err
	}
	s.loud.drop(r.ID)
	s.Live.Tell(person, Note{Kind: NoteRoom, Room: r.ID})
	return s.view(ctx, person, r, m)
}
