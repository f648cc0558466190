package piece

import (
	"context"
	"errors"
	"fmt"
	"time"

	"piece/internal/craft/picture"
	"piece/internal/craft/ticket"
)

// lateTries is how often a piece is looked at anew because it was edited while it was drawn.
const lateTries = 3

// lateWithin bounds one drawing that goes on although nobody waits for it any more.
const lateWithin = 2 * time.Minute

// lateWait is how long a request waits for its turn to draw a whole ticket: several may be asked
// for at once that nobody drew before.
const lateWait = time.Minute

// errLookedAnew says that a piece changed while its images were drawn.
var errLookedAnew = errors.New("the piece isn't any more what was drawn")

// drawnPiece gives the piece as it is stored with its images; one that has none yet is drawn.
// Whoever asks for the same one meanwhile waits for that drawing.
//
// Like every drawing it has a number of its own and its objects are in the bin until the row
// names them: a piece that is deleted or edited while it is drawn leaves no object behind.
func (s *Service) drawnPiece(ctx context.Context, p *Piece) (*Piece, error) {
	if !p.Undrawn {
		return p, nil
	}
	release, err := s.late.acquire(ctx, p.ID)
	if err != nil {
		return nil, err
	}
	defer release()
	for try := 1; ; try++ {
		stored, err := s.Store.Get(ctx, p.ID)
		if err != nil || !stored.Undrawn {
			return stored, err
		}
		err = s.drawLate(ctx, stored)
		if err == nil {
			return stored, nil
		}
		if !errors.Is(err, errLookedAnew) || try == lateTries {
			return nil, err
		}
	}
}

func (s *Service) drawLate(ctx context.Context, p *Piece) error {
	release, err := turnWithin(ctx, s.files, lateWait)
	if err != nil {
		return err
	}
	defer release()
	// From here on the work isn't thrown away when whoever asked has gone on.
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), lateWithin)
	defer cancel()
	m, err := s.stored(ctx, p)
	if err != nil {
		return err
	}
	images, err := s.render(ctx, p, m)
	if err != nil {
		return err
	}
	p.Undrawn = false
	if err := s.Store.Redraw(ctx, p); err != nil {
		return err
	}
	if err := s.put(ctx, p, images); err != nil {
		return err
	}
	return s.Store.Change(ctx, p.OwnerID, p.ID, func(stored *Piece) error {
		if !stored.Undrawn || stored.look() != p.look() {
			return errLookedAnew
		}
		stored.Revision, stored.Undrawn = p.Revision, false
		return nil
	})
}

// quickFront draws the small front of a piece whose images wait, and nothing else: a page of a list
// asks for dozens of them at once, and the whole ticket takes ten times as long. It isn't stored,
// and its address ends when the ticket is drawn.
func (s *Service) quickFront(ctx context.Context, p *Piece) ([]byte, error) {
	release, err := turn(ctx, s.previews)
	if err != nil {
		return nil, err
	}
	defer release()
	defer s.metrics.draw("quick", time.Now())
	l := p.look()
	in := ticket.Input{Shape: l.Shape, Text: l.Text}
	if l.Cover != 0 {
		front, err := s.Covers.Front(ctx, l.Work, l.Cover, ticket.SmallWidth)
		if err != nil {
			return nil, err
		}
		in.Photo = picture.FromImage(front)
	} else {
		jpeg, err := s.Photos.Image(ctx, p.OwnerID, p.PhotoID)
		if err != nil {
			return nil, err
		}
		if in.Photo, err = picture.Decode(jpeg, picture.Limits{}); err != nil {
			return nil, fmt.Errorf("stored photo: %w", err)
		}
		in.Crop = l.Crop.onPicture()
	}
	return s.Renderer.Preview(ctx, in, ticket.Front, ticket.SmallWidth)
}

// How KeepDrawn goes about it: pieces it looks at together, the time between two looks for
// more, and the least pause after a drawing.
const (
	undrawnBatch = 20
	undrawnEvery = time.Minute
	undrawnPause = 200 * time.Millisecond
)

// KeepDrawn draws the pieces that nobody has asked for yet, the latest first, until ctx ends.
// After each it rests for as long as the drawing took, so that it never takes more than half
// of a core from those who wait for something.
func (s *Service) KeepDrawn(ctx context.Context) error {
	failed := map[string]bool{} // in this round; they are tried again in the next one
	for {
		drew, err := s.drawSome(ctx, failed)
		switch {
		case ctx.Err() != nil:
			return nil
		case err != nil:
			s.Log.WarnContext(ctx, "pieces wait to be drawn", "error", err)
		case drew:
			continue
		}
		clear(failed)
		select {
		case <-ctx.Done():
			return nil
		case <-s.undrawn:
		case <-time.After(undrawnEvery):
		}
	}
}

// drawSome draws a few and tells whether there was one to draw.
func (s *Service) drawSome(ctx context.Context, failed map[string]bool) (drew bool, err error) {
	pieces, err := s.Store.Undrawn(ctx, undrawnBatch+len(failed))
	if err != nil {
		return false, err
	}
	for i := range pieces {
		if failed[pieces[i].ID] {
			continue
		}
		drew = true
		begin := time.Now()
		if _, err := s.drawnPiece(ctx, &pieces[i]); err != nil {
			if ctx.Err() != nil {
				return drew, ctx.Err()
			}
			failed[pieces[i].ID] = true
			s.Log.WarnContext(ctx, "a piece could not be drawn", "piece", pieces[i].ID, "error", err)
		}
		select {
		case <-ctx.Done():
			return drew, ctx.Err()
		case <-time.After(max(time.Since(begin), undrawnPause)):
		}
	}
	return drew, nil
}
