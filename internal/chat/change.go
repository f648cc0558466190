package chat

import (
	"context"
	"slices"
	"strconv"

	"piece/internal/platform/errs"
	"piece/internal/platform/id"
)

// What the sends of removals and reactions are called. Blanks keep them apart from what clients
// may call theirs.
const (
	removalID  = "removal "
	maskingID  = "masking "
	reactionID = "reaction "
)

// Remove takes an own message out of a room: its place stays, of what it held nothing is left,
// its pictures neither. Removing it again is fine.
func (s *Service) Remove(ctx context.Context, person, room string, seq int64) error {
	return s.refused(s.remove(ctx, person, room, seq))
}

func (s *Service) remove(ctx context.Context, person, room string, seq int64) error {
	w, target, err := s.target(ctx, person, room, seq)
	switch {
	case err != nil:
		return err
	case target.Sender != person:
		return errs.Forbidden
	case target.Removed:
		return nil
	}
	// The pictures go first. The other way round, a fault in between would leave files that nothing
	// points to any more, of a message that was to be gone; this way it can be removed once more.
	if err := s.dropPictures(ctx, target); err != nil {
		return err
	}
	_, err = s.append(ctx, w, Entry{
		Kind: Removal, Sender: person, ClientID: removalID + strconv.FormatInt(seq, 10), Target: seq,
		Held: target.Held, // nobody else saw the message
	})
	return err
}

func (s *Service) dropPictures(ctx context.Context, e Entry) error {
	if len(e.Pictures) == 0 {
		return nil
	}
	ids := make([]string, len(e.Pictures))
	for i, p := range e.Pictures {
		ids[i] = p.ID
	}
	return s.Store.DropPictures(ctx, e.RoomID, ids)
}

// React puts an emoji to a message, or takes an own one off. Again is fine.
func (s *Service) React(ctx context.Context, person, room string, seq int64, emoji string, off bool) error {
	return s.refused(s.react(ctx, person, room, seq, emoji, off))
}

func (s *Service) react(ctx context.Context, person, room string, seq int64, emoji string, off bool) error {
	emoji, err := cleanEmoji("path.emoji", emoji)
	if err != nil {
		return err
	}
	w, target, err := s.target(ctx, person, room, seq)
	if err != nil {
		return err
	}
	if w.blocked {
		return ErrBlockedByYou
	}
	if !target.Shown() {
		return errs.NotFound
	}
	there, mine := target.reacted(emoji, person)
	if mine != off { // it is as it should be
		return nil
	}
	if !there && len(target.Reactions) >= MaxReactions {
		return ErrTooManyReactions
	}
	_, err = s.append(ctx, w, Entry{
		Kind: Reaction, Sender: person, ClientID: reactionID + id.New(s.Clock), Target: seq, Emoji: emoji, Off: off,
		Held: w.held || target.Held,
	})
	return err
}

// reacted tells whether an emoji is at the message, and whether the person put it there.
func (e *Entry) reacted(emoji, person string) (there, mine bool) {
	for _, r := range e.Reactions {
		if r.Emoji == emoji {
			return true, slices.Contains(r.People, person)
		}
	}
	return false, false
}

// target gives the message that somebody wants to change, once they may write into the room and
// don't do so too fast.
func (s *Service) target(ctx context.Context, person, room string, seq int64) (writing, Entry, error) {
	w, err := s.mayWrite(ctx, person, room)
	if err != nil {
		return w, Entry{}, err
	}
	if err := s.flood.take(room, person); err != nil {
		return w, Entry{}, err
	}
	found, err := s.Entries.Some(ctx, room, []int64{seq})
	if err != nil {
		return w, Entry{}, err
	}
	e, ok := found[seq]
	if !ok || !shown(&e, person, w.me.From) {
		return w, Entry{}, errs.NotFound
	}
	return w, e, nil
}

// append stores an entry of the room and waits for it.
func (s *Service) append(ctx context.Context, w writing, e Entry) (Appended, error) {
	e.RoomID, e.At = w.room.ID, s.Clock.Now()
	return wait(ctx, func(done func(Appended)) error { return s.Writer.Send(w.room, e, done) })
}
