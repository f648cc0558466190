package chat

import (
	"context"
	"errors"
	"time"

	"piece/internal/platform/errs"
)

// Send stores a message and hands it on; done is told what became of it, soon, mostly on another
// goroutine, and must not block. What is wrong with it, or with writing into the room, is told at
// once; then done isn't called.
func (s *Service) Send(ctx context.Context, person string, m NewMessage, done func(Entry, error)) error {
	return s.send(ctx, person, m, func(a Appended) { done(a.Entry, a.Err) })
}

// Post is Send that waits.
func (s *Service) Post(ctx context.Context, person string, m NewMessage) (Appended, error) {
	return wait(ctx, func(done func(Appended)) error { return s.send(ctx, person, m, done) })
}

// wait starts something and waits for its outcome. Who stops waiting doesn't learn it, which is
// errs.Unavailable; what was begun is finished all the same.
func wait(ctx context.Context, start func(done func(Appended)) error) (Appended, error) {
	outcome := make(chan Appended, 1)
	if err := start(func(a Appended) { outcome <- a }); err != nil {
		return Appended{}, err
	}
	select {
	case a := <-outcome:
		return a, a.Err
	case <-ctx.Done():
		return Appended{}, errs.Unavailable.With(ctx.Err()).After(againAfter)
	}
}

// againAfter is when to come back to a log that took too long.
const againAfter = 5 * time.Second

func (s *Service) send(ctx context.Context, person string, m NewMessage, done func(Appended)) error {
	w, e, asked, err := s.compose(ctx, person, m)
	switch {
	case errors.Is(err, errNoPicture):
		err = s.sentBefore(ctx, e, done)
	case err == nil:
		err = s.Writer.Send(w.room, e, func(a Appended) {
			switch {
			case a.Err != nil:
			case a.Again && !same(&a.Entry, &e):
				a = Appended{Err: ErrSendReused}
			default:
				s.tell(w, a, asked)
			}
			done(a)
		})
	}
	return s.refused(err)
}

// sentBefore answers a send whose pictures aren't there. When it came before, and its message was
// removed since, it is what is stored; otherwise the pictures are what is wrong with it.
func (s *Service) sentBefore(ctx context.Context, e Entry, done func(Appended)) error {
	stored, err := s.Entries.Sent(ctx, e.RoomID, e.Sender, e.ClientID)
	switch {
	case errors.Is(err, errs.NotFound):
		var f errs.Fields
		unknown(&f, "body.pictureIds")
		return f.Err()
	case err != nil:
		return err
	case !same(&stored, &e):
		return ErrSendReused
	}
	done(Appended{Entry: stored, Again: true})
	return nil
}

// refused counts what isn't let through.
func (s *Service) refused(err error) error {
	if err != nil {
		s.metrics.refused.WithLabelValues(errs.As(err).Code).Inc()
	}
	return err
}

// compose keeps the rules of sending and gives the entry to store, and the sender of the message
// that it answers. errNoPicture says that everything is right but that one of its pictures isn't
// there.
func (s *Service) compose(ctx context.Context, person string, m NewMessage) (w writing, e Entry, asked string, err error) {
	if m, err = m.Check(); err != nil {
		return w, e, "", err
	}
	if w, err = s.mayWrite(ctx, person, m.Room); err != nil {
		return w, e, "", err
	}
	if w.blocked {
		return w, e, "", ErrBlockedByYou
	}
	if err = s.flood.take(m.Room, person); err != nil {
		return w, e, "", err
	}
	e = Entry{
		RoomID: m.Room, Kind: Message, Sender: person, ClientID: m.ClientID, At: s.Clock.Now(), Held: w.held,
		Text: m.Text, PieceID: m.PieceID, ReplyTo: m.ReplyTo,
	}
	if m.ReplyTo != 0 {
		answered, err := s.message(ctx, person, w.me, m.Room, m.ReplyTo)
		if err != nil {
			return w, e, "", err
		}
		asked = answered.Sender
	}
	if e.Mentions, err = s.mentioned(ctx, m); err != nil {
		return w, e, "", err
	}
	e.Pictures, err = s.usePictures(ctx, person, m, e.At)
	return w, e, asked, err
}

// message finds a message of the room that the person sees; else it is invalid as what a message
// answers.
func (s *Service) message(ctx context.Context, person string, m Member, room string, seq int64) (Entry, error) {
	found, err := s.Entries.Some(ctx, room, []int64{seq})
	if err != nil {
		return Entry{}, err
	}
	e, ok := found[seq]
	if !ok || !shown(&e, person, m.From) {
		var f errs.Fields
		unknown(&f, "body.replyTo")
		return Entry{}, f.Err()
	}
	return e, nil
}

// shown tells whether an entry is for a person from whose place on a room is shown.
func shown(e *Entry, person string, from int64) bool {
	return e.Seq > from && (!e.Held || e.Sender == person)
}

// mentioned gives those of the people named who are in the room. Who has left while the message
// was on its way is no reason to refuse it.
func (s *Service) mentioned(ctx context.Context, m NewMessage) ([]string, error) {
	if len(m.Mentions) == 0 {
		return nil, nil
	}
	here, err := s.Store.Among(ctx, m.Room, m.Mentions)
	if err != nil {
		return nil, err
	}
	var people []string
	for _, p := range m.Mentions {
		if here[p].Here() {
			people = append(people, p)
		}
	}
	return people, nil
}

// errNoPicture says that a picture of a message isn't there, or not for its sender.
var errNoPicture = errors.New("a picture of the message isn't there")

// usePictures gives the pictures of a message, which must be the sender's own of that room, and
// keeps them from being swept. With errNoPicture of those that aren't there only the id is given.
func (s *Service) usePictures(ctx context.Context, person string, m NewMessage, at time.Time) ([]Picture, error) {
	if len(m.PictureIDs) == 0 {
		return nil, nil
	}
	found, err := s.Store.Pictures(ctx, m.Room, person, m.PictureIDs)
	if err != nil {
		return nil, err
	}
	pictures := make([]Picture, len(m.PictureIDs))
	for i, one := range m.PictureIDs {
		pictures[i] = Picture{ID: one}
		if p, ok := found[one]; ok {
			pictures[i] = p.Picture
		}
	}
	if len(found) < len(pictures) {
		return pictures, errNoPicture
	}
	err = s.Store.UsePictures(ctx, m.Room, m.PictureIDs, at)
	if errors.Is(err, errs.NotFound) { // gone in this moment
		err = errNoPicture
	}
	return pictures, err
}

// tell lets devices know of a message that was stored, beyond those that have the room open. A
// message of a direct room shows in the lists of both; one that the other may not see only in the
// sender's.
func (s *Service) tell(w writing, a Appended, asked string) {
	if w.room.Kind == Direct {
		n := Note{Kind: NoteMessage, Room: w.room.ID, Seq: a.Entry.Seq, Entry: &a.Entry}
		s.Live.Tell(a.Entry.Sender, n)
		if w.other.Here() && !a.Entry.Held {
			s.Live.Tell(w.other.PersonID, n)
		}
	}
	if !a.Again && !a.Entry.Held {
		s.considerPush(push{room: w.room, entry: a.Entry, asked: asked, other: w.other})
	}
}
