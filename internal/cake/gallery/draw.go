package gallery

import (
	"context"
	"errors"
	"fmt"
	"image"
	"runtime/debug"
	"time"

	"piece/internal/craft/picture"
	"piece/internal/craft/poster"
	"piece/internal/platform/errs"
)

// drawFile draws one file of a poster for somebody who waits for it. A small one is drawn
// small, which takes a sixth of the time.
func (s *Service) drawFile(ctx context.Context, c commission, file string) ([]byte, error) {
	release, err := s.turn(ctx)
	if err != nil {
		return nil, err
	}
	defer release()
	defer s.metrics.drew(file, time.Now())
	width := LargeWidth
	if file == SmallFile {
		width = SmallWidth
	}
	m, err := s.draw(ctx, c, width)
	switch {
	case err != nil:
		return nil, err
	case file == PreviewFile:
		return picture.EncodeJPEG(picture.ToYCbCr(m), previewQuality)
	}
	return picture.NewFrame(picture.ToYCbCr(m)).WebP(webpQuality, picture.Lasting, nil)
}

// draw keeps a defect of the artist, met by one title, from ending the process for everybody.
func (s *Service) draw(ctx context.Context, c commission, width int) (m *image.RGBA, err error) {
	defer func() {
		if thrown := recover(); thrown != nil {
			s.Log.ErrorContext(ctx, "a poster panicked", "title", c.Work.Title, "panic", fmt.Sprint(thrown), "stack", string(debug.Stack()))
			err = errs.Internal.With(fmt.Errorf("panic: %v", thrown))
		}
	}()
	return s.Artist.Draw(ctx, c.Work, poster.Options{Composition: c.Look.Composition, Seed: c.Look.Seed, Width: width})
}

// drawForms draws a poster in all forms. The small one is the same, to the byte, as the one
// that drawFile gives.
func (s *Service) drawForms(ctx context.Context, c commission) (*Forms, error) {
	defer s.metrics.drew("set", time.Now())
	large, err := s.draw(ctx, c, LargeWidth)
	if err != nil {
		return nil, err
	}
	small, err := s.draw(ctx, c, SmallWidth)
	if err != nil {
		return nil, err
	}
	f, err := newForms(picture.FromImage(large))
	if err != nil {
		return nil, err
	}
	f.Small, err = encodeSmall(picture.ToYCbCr(small))
	return f, err
}

// Redraw draws a poster that is kept anew, if it was drawn from other facts. It follows merges.
// errs.NotFound when there is no cake.
func (s *Service) Redraw(ctx context.Context, cakeID string) error {
	subject, err := s.Store.Subject(ctx, cakeID)
	if err != nil || subject.Kept.Origin != Drawn {
		return err
	}
	release, err := s.turn(ctx)
	if err != nil {
		return err
	}
	defer release()
	return s.keepDrawn(ctx, subject)
}

// KeepDrawn draws the poster of a cake and keeps it, unless the cake has one that tells its
// facts, or a better one.
func (s *Service) KeepDrawn(ctx context.Context, cakeID string) error {
	subject, err := s.Store.Subject(ctx, cakeID)
	if err != nil {
		return err
	}
	return s.keepDrawn(ctx, subject)
}

func (s *Service) keepDrawn(ctx context.Context, subject *Subject) error {
	c := s.commission(subject)
	k := Kept{Origin: Drawn, Facts: c.digest(), FactsAt: subject.UpdatedAt}
	if old := subject.Kept; old.Origin == Drawn && old.Facts == k.Facts {
		k.SetID = old.SetID
		return s.Store.Confirm(ctx, subject.CakeID, k)
	}
	if !k.Replaces(subject.Kept) {
		return nil
	}
	forms, err := s.drawForms(ctx, c)
	if err != nil {
		return err
	}
	_, err = s.keep(ctx, subject.CakeID, k, forms)
	if errors.Is(err, errs.Conflict) {
		return nil // somebody else was faster, or has a better one
	}
	return err
}
