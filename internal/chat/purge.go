package chat

import (
	"context"
	"errors"

	"piece/internal/platform/errs"
	"piece/internal/platform/id"
)

// How somebody is purged: how many places, rooms and pictures are looked at in one step.
const (
	purgedPlaces   = 100
	purgedRooms    = 100
	purgedPictures = 100
)

// Purge removes everything that is kept of a person who is gone (defect D11). What they said stays,
// in each room under an alias that leads nowhere, without pictures. A direct room is the other's
// from then on; where nobody is left who could read it, it goes. Purging again, also after it was
// cut short, is fine.
func (s *Service) Purge(ctx context.Context, person string) error {
	if err := s.leaveAll(ctx, person); err != nil {
		return err
	}
	if err := s.Store.Forget(ctx, person); err != nil {
		return err
	}
	// Rooms don't remember who wrote in them and left, so all are looked at.
	for after := ""; ; {
		rooms, err := s.Store.RoomIDs(ctx, after, purgedRooms)
		if err != nil {
			return err
		}
		if err := s.renameIn(ctx, person, rooms); err != nil {
			return err
		}
		if len(rooms) < purgedRooms {
			return s.Store.ForgetAliases(ctx, person)
		}
		after = rooms[len(rooms)-1]
	}
}

// leaveAll takes a person out of all rooms.
func (s *Service) leaveAll(ctx context.Context, person string) error {
	for {
		places, err := s.Store.Places(ctx, person, purgedPlaces)
		if err != nil || len(places) == 0 {
			return err
		}
		for _, p := range places {
			if err := s.part(ctx, person, p.Room); err != nil {
				return err
			}
			s.places.drop(p.Room.ID, person)
			s.loud.drop(p.Room.ID)
			s.Live.Left(person, p.Room)
			s.tellRoom(person, p.Room)
		}
	}
}

// part takes a person out of one room.
func (s *Service) part(ctx context.Context, person string, r Room) error {
	if r.Kind == Open {
		_, err := s.Store.Leave(ctx, r.ID, person, s.Clock.Now(), 0)
		return err
	}
	other, err := s.Store.Member(ctx, r.ID, r.Other(person))
	if err != nil && !errors.Is(err, errs.NotFound) {
		return err
	}
	if !other.Here() {
		if err := s.Entries.Drop(ctx, r.ID); err != nil {
			return err
		}
		return s.Store.DropRoom(ctx, r.ID)
	}
	alias, err := s.alias(ctx, r.ID, person)
	if err != nil {
		return err
	}
	return s.Store.Part(ctx, r.ID, person, alias)
}

func (s *Service) alias(ctx context.Context, room, person string) (string, error) {
	return s.Store.Alias(ctx, room, person, id.New(s.Clock))
}

// renameIn puts aliases in the place of a person in the logs of rooms. Pictures go first: a fault
// in between leaves messages that are purged once more, not files that nothing knows of.
func (s *Service) renameIn(ctx context.Context, person string, rooms []string) error {
	for dropped := purgedPictures; dropped == purgedPictures; {
		var err error
		if dropped, err = s.Store.DropPicturesOf(ctx, person, rooms, purgedPictures); err != nil {
			return err
		}
	}
	for _, room := range rooms {
		err := s.Entries.Rename(ctx, room, person, func() (string, error) { return s.alias(ctx, room, person) })
		if err != nil {
			return err
		}
	}
	return nil
}
