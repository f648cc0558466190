package chat

import (
	"cmp"
	"context"
	"slices"
)

// HistoryRequest asks for a stretch of the messages of a room. At most one of the places is set;
// without any it is about the newest.
type HistoryRequest struct {
	Before int64
	After  int64
	Around int64
	Limit  int
}

// History is a part of what was said in a room.
type History struct {
	Room    Room
	From    int64 // place up to which nothing is shown to the person
	Entries []Entry
	Quotes  []Entry   // messages that they answer and that aren't among them
	Persons []Profile // who has to do with them and is still there
	Before  bool      // there are earlier ones
	After   bool      // there are later ones
	Head    int64     // place of the last entry of the room
}

// History gives a stretch of the messages of a room, in their order, as they are now.
func (s *Service) History(ctx context.Context, person, roomID string, q HistoryRequest) (History, error) {
	r, m, err := s.MayFollow(ctx, person, roomID)
	if err != nil {
		return History{}, err
	}
	h := History{Room: r, From: m.From}
	// The head is asked first, so that messages are as all entries up to it left them.
	if h.Head, err = s.Head(ctx, r.ID); err != nil {
		return History{}, err
	}
	limit := min(max(q.Limit, 1), MaxPage)
	earlier := func(before int64, n int) error {
		found, err := s.Entries.Messages(ctx, r.ID, Stretch{Before: before, After: m.From, Viewer: person, Limit: n + 1})
		h.Before = len(found) > n
		h.Entries = append(found[max(0, len(found)-n):], h.Entries...)
		return err
	}
	later := func(after int64, n int) error {
		found, err := s.Entries.Messages(ctx, r.ID, Stretch{After: max(after, m.From), Viewer: person, Limit: n + 1})
		h.After = len(found) > n
		h.Entries = append(h.Entries, found[:min(len(found), n)]...)
		return err
	}
	switch {
	case q.Around > 0:
		half := limit / 2
		if err = earlier(q.Around, half); err == nil {
			err = later(q.Around-1, limit-half)
		}
	case q.After > 0:
		h.Before = q.After > m.From
		err = later(q.After, limit)
	case q.Before > 0:
		h.After = true
		err = earlier(q.Before, limit)
	default:
		err = earlier(h.Head+1, limit)
	}
	if err != nil {
		return History{}, err
	}
	return h, s.complete(ctx, person, &h)
}

// LogBehind gives all that happened in a room behind a place, without a hole.
func (s *Service) LogBehind(ctx context.Context, person, roomID string, after int64, limit int) (History, error) {
	r, m, err := s.MayFollow(ctx, person, roomID)
	if err != nil {
		return History{}, err
	}
	h := History{Room: r, From: m.From}
	if h.Head, err = s.Head(ctx, r.ID); err != nil {
		return History{}, err
	}
	if h.Entries, err = s.Behind(ctx, r.ID, after, min(max(limit, 1), MaxPage)); err != nil {
		return History{}, err
	}
	return h, s.complete(ctx, person, &h)
}

// Behind gives the entries of a room behind a place, for whoever decides himself what of them is
// for whom.
func (s *Service) Behind(ctx context.Context, room string, seq int64, limit int) ([]Entry, error) {
	return s.Entries.After(ctx, room, seq, limit)
}

// Head gives the place of the last entry of a room.
func (s *Service) Head(ctx context.Context, room string) (int64, error) {
	heads, err := s.Entries.Heads(ctx, "", []string{room})
	return heads[room].Seq, err
}

// complete adds what the entries speak of: the messages that they answer, and the people.
func (s *Service) complete(ctx context.Context, person string, h *History) error {
	if err := s.quote(ctx, person, h); err != nil {
		return err
	}
	if err := s.hideReactions(ctx, person, h); err != nil {
		return err
	}
	people := map[string]bool{}
	for _, e := range slices.Concat(h.Entries, h.Quotes) {
		if !shown(&e, person, h.From) {
			continue
		}
		people[e.Sender] = true
		for _, p := range e.Mentions {
			people[p] = true
		}
		for _, r := range e.Reactions {
			for _, p := range r.People[:min(len(r.People), ReactionPeople)] {
				people[p] = true
			}
		}
	}
	found, err := s.profiles(ctx, people)
	for _, p := range found {
		h.Persons = append(h.Persons, p)
	}
	slices.SortFunc(h.Persons, func(a, b Profile) int { return cmp.Compare(a.ID, b.ID) })
	return err
}

// quote adds the messages that the entries answer.
func (s *Service) quote(ctx context.Context, person string, h *History) error {
	known := map[int64]bool{}
	for _, e := range h.Entries {
		known[e.Seq] = true
	}
	var asked []int64
	for _, e := range h.Entries {
		if shown(&e, person, h.From) && e.ReplyTo != 0 && !known[e.ReplyTo] {
			known[e.ReplyTo] = true
			asked = append(asked, e.ReplyTo)
		}
	}
	if len(asked) == 0 {
		return nil
	}
	found, err := s.Entries.Some(ctx, h.Room.ID, asked)
	for _, seq := range asked {
		if e, ok := found[seq]; ok && shown(&e, person, h.From) {
			h.Quotes = append(h.Quotes, e)
		}
	}
	return err
}

// hideReactions takes the reactions of the other of a direct room away from somebody who has
// blocked them: what a blocked person does doesn't reach who blocked (defect D49).
func (s *Service) hideReactions(ctx context.Context, person string, h *History) error {
	if h.Room.Kind != Direct {
		return nil
	}
	other := h.Room.Other(person)
	blocked, err := s.Store.HasBlocked(ctx, person, other)
	if err != nil || !blocked {
		return err
	}
	for _, list := range [][]Entry{h.Entries, h.Quotes} {
		for i := range list {
			list[i].Reactions = list[i].without(other)
		}
	}
	return nil
}

// without gives the reactions of all but one person.
func (e *Entry) without(person string) []Reactions {
	var left []Reactions
	for _, r := range e.Reactions {
		r.People = slices.DeleteFunc(slices.Clone(r.People), func(p string) bool { return p == person })
		if len(r.People) > 0 {
			left = append(left, r)
		}
	}
	return left
}
