package chat

import (
	"context"
	"errors"

	"piece/internal/platform/errs"
	"piece/internal/platform/id"
)

// MayFollow decides who may read a room, look at it and be told what happens in it (defect D40):
// of an open room everybody who is signed in, of a direct room its two people, unless they have
// left it. It is the only place that knows; every query, channel and file asks here. What one may
// not see is errs.NotFound, like what isn't there. The member is the zero value for somebody who
// isn't in the room; what is shown begins behind its From.
func (s *Service) MayFollow(ctx context.Context, person, roomID string) (Room, Member, error) {
	r, m, err := s.find(ctx, person, roomID)
	if err != nil {
		return Room{}, Member{}, err
	}
	if r.Kind == Direct && !m.Here() {
		return Room{}, Member{}, errs.NotFound
	}
	return r, m, nil
}

// find gives a room that the person may know of, with the person's place in it, also of who has
// left a direct room.
func (s *Service) find(ctx context.Context, person, roomID string) (Room, Member, error) {
	if person == "" {
		return Room{}, Member{}, errs.Unauthenticated
	}
	if !id.Valid(roomID) {
		return Room{}, Member{}, errs.NotFound
	}
	r, err := s.Store.Room(ctx, roomID)
	if err != nil {
		return Room{}, Member{}, err
	}
	if r.Kind == Direct && r.Other(person) == "" {
		return Room{}, Member{}, errs.NotFound
	}
	m, err := s.Store.Member(ctx, roomID, person)
	if errors.Is(err, errs.NotFound) {
		return r, Member{}, nil
	}
	return r, m, err
}

// Memberships gives the rooms that a person is in.
func (s *Service) Memberships(ctx context.Context, person string) ([]Membership, error) {
	if person == "" {
		return nil, errs.Unauthenticated
	}
	return s.Store.Memberships(ctx, person)
}

// writing is somebody who may write into a room, as far as writing asks.
type writing struct {
	room  Room
	me    Member
	other Member // of a direct room; zero when the other is no member any more
	held  bool   // the other has blocked the writer, who must not learn of it (defect D49)
	// blocked: the writer has blocked the other, and says nothing to them.
	blocked bool
}

// mayWrite decides who may add to a room: its members, unless it goes on elsewhere. For open
// rooms what was found is believed for a few seconds, because many write into one.
func (s *Service) mayWrite(ctx context.Context, person, roomID string) (writing, error) {
	if p, ok := s.places.get(roomID, person); ok {
		return p, nil
	}
	r, m, err := s.MayFollow(ctx, person, roomID)
	switch {
	case err != nil:
		return writing{}, err
	case !m.Here():
		return writing{}, ErrNotMember
	case r.MovedTo != "":
		return writing{}, ErrMoved
	}
	w := writing{room: r, me: m}
	if r.Kind == Open {
		s.places.put(roomID, person, w)
		return w, nil
	}
	w.other, err = s.Store.Member(ctx, roomID, r.Other(person))
	if err != nil && !errors.Is(err, errs.NotFound) {
		return writing{}, err
	}
	if w.held, err = s.Store.HasBlocked(ctx, r.Other(person), person); err != nil {
		return writing{}, err
	}
	w.blocked, err = s.Store.HasBlocked(ctx, person, r.Other(person))
	return w, err
}
