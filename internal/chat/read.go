package chat

import (
	"context"

	"piece/internal/platform/errs"
)

// Read moves on how far a person has read, never back and no further than what there is to read,
// and tells how far that is and what is left.
func (s *Service) Read(ctx context.Context, person, roomID string, seq int64) (read int64, unread int, err error) {
	r, m, err := s.MayFollow(ctx, person, roomID)
	if err != nil {
		return 0, 0, err
	}
	if !m.Here() {
		return 0, 0, errs.NotFound
	}
	end, err := s.readable(ctx, person, r)
	if err != nil {
		return 0, 0, err
	}
	if read, err = s.Store.Read(ctx, r.ID, person, min(seq, end)); err != nil {
		return 0, 0, err
	}
	if read > m.Read {
		s.Live.Tell(person, Note{Kind: NoteRead, Room: r.ID, Seq: read})
		if r.Kind == Direct {
			s.Live.Read(r, person, read)
		}
	}
	m.Read = read
	left, err := s.unreadIn(ctx, person, []Membership{{Room: r, Member: m}})
	return read, left[r.ID], err
}

// readable gives the place of the last that a person can have read. In a direct room that is the
// last message that is shown to them: the other sees the mark, and one who is blocked must not see
// that messages were read that never arrived.
func (s *Service) readable(ctx context.Context, person string, r Room) (int64, error) {
	heads, err := s.Entries.Heads(ctx, person, []string{r.ID})
	h := heads[r.ID]
	if r.Kind == Open || err != nil {
		return h.Seq, err
	}
	if h.Last == nil {
		return 0, nil
	}
	return h.Last.Seq, nil
}

// Typing tells the others of a room that a member writes.
func (s *Service) Typing(ctx context.Context, person, roomID string) error {
	w, err := s.mayWrite(ctx, person, roomID)
	if err != nil {
		return err
	}
	if !w.held && !w.blocked {
		s.Live.Typing(w.room, person)
	}
	return nil
}
