package media

import (
	"context"
	"errors"
	"fmt"

	"piece/internal/craft/picture"
	"piece/internal/platform/errs"
	"piece/internal/platform/id"
)

// Complete checks what a person has uploaded and makes the photo of it. Again, it gives
// the same photo. The errors are ErrIncomplete while the bytes haven't arrived,
// errs.Invalid with the reason for bytes that aren't a usable photo (the upload is then
// over), and errs.NotFound for an upload that was given up.
func (s *Service) Complete(ctx context.Context, owner, photoID string) (Photo, error) {
	if !id.Valid(photoID) {
		return Photo{}, errs.NotFound
	}
	r, err := s.Store.Find(ctx, owner, photoID)
	if err != nil || r.State == Verified {
		return r.Photo, err
	}
	clean, err := s.clean(ctx, r)
	switch {
	case errors.Is(err, errs.Invalid):
		s.metrics.checked("refused")
		return Photo{}, errors.Join(err, s.reject(ctx, r))
	case errors.Is(err, ErrIncomplete):
		return s.completedMeanwhile(ctx, owner, photoID, err)
	case err != nil:
		return Photo{}, err
	}
	photo, err := s.keep(ctx, r, clean)
	if err == nil {
		s.metrics.checked("accepted")
	}
	return photo, err
}

// clean reads what was uploaded, if it is what was granted, and encodes it anew.
func (s *Service) clean(ctx context.Context, r Record) (*picture.Clean, error) {
	a, err := s.Objects.Stat(ctx, r.RawKey())
	if errors.Is(err, errs.NotFound) {
		return nil, s.missing(r, err)
	}
	if err != nil {
		return nil, err
	}
	if a.Owner != r.OwnerID || a.Size != r.GrantedSize || a.ContentType != r.GrantedType {
		return nil, refuse(fieldMismatch, fmt.Errorf("uploaded: %d bytes of %s", a.Size, a.ContentType))
	}
	release, err := s.turn(ctx)
	if err != nil {
		return nil, err
	}
	defer release()
	raw, err := s.Objects.Get(ctx, r.RawKey(), r.GrantedSize)
	if errors.Is(err, errs.NotFound) {
		return nil, s.missing(r, err)
	}
	if err != nil {
		return nil, err
	}
	began := s.Clock.Now()
	clean, err := picture.NormalizeWithSmall(ctx, raw, MaxSide, SmallSide, limits)
	s.metrics.took(s.Clock.Now().Sub(began))
	if ctx.Err() != nil {
		return nil, errs.Unavailable.With(ctx.Err())
	}
	return clean, refusePicture(err)
}

// missing tells apart an upload that may still arrive from one that can't any more.
func (s *Service) missing(r Record, cause error) error {
	if s.Clock.Now().After(r.RawUntil()) {
		return errs.NotFound.With(cause)
	}
	return ErrIncomplete.With(cause)
}

// turn waits until a photo may be decoded, or ctx ends.
func (s *Service) turn(ctx context.Context) (release func(), err error) {
	select {
	case s.decoding <- struct{}{}:
		return func() { <-s.decoding }, nil
	case <-ctx.Done():
		return nil, errs.Unavailable.With(ctx.Err())
	}
}

// keep stores the photo, so that a crash in the middle leaves nothing behind.
func (s *Service) keep(ctx context.Context, r Record, clean *picture.Clean) (Photo, error) {
	known, err := s.Store.Prepare(ctx, r.OwnerID, r.ID, s.Clock.Now())
	if err != nil || known.State == Verified {
		return known.Photo, err
	}
	photo := r.Photo
	photo.Width, photo.Height = clean.Width, clean.Height
	photo.Color = fmt.Sprintf("#%02x%02x%02x", clean.Average.R, clean.Average.G, clean.Average.B)
	if err := s.Objects.Put(ctx, photo.SmallKey(), ContentType, clean.Small); err != nil {
		return Photo{}, err
	}
	if err := s.Objects.Put(ctx, photo.Key(), ContentType, clean.JPEG); err != nil {
		return Photo{}, err
	}
	photo, err = s.Store.Verify(ctx, photo)
	if err != nil {
		return Photo{}, err
	}
	s.dropRaw(ctx, r)
	return photo, nil
}

func (s *Service) reject(ctx context.Context, r Record) error {
	if err := s.Store.Reject(ctx, r); err != nil {
		return err
	}
	s.dropRaw(ctx, r)
	return nil
}

// dropRaw deletes at once what was sent, with the place where it was taken in it. Should
// that fail, or should it be sent again, the bin deletes it when the grant has ended.
func (s *Service) dropRaw(ctx context.Context, r Record) {
	if err := s.Objects.Delete(ctx, r.RawKey()); err != nil {
		s.Log.WarnContext(ctx, "an upload waits for its deletion", "error", err)
	}
}

// completedMeanwhile answers a request whose raw bytes are gone because another one has
// just completed it.
func (s *Service) completedMeanwhile(ctx context.Context, owner, photoID string, incomplete error) (Photo, error) {
	r, err := s.Store.Find(ctx, owner, photoID)
	if err == nil && r.State == Verified {
		return r.Photo, nil
	}
	if err == nil {
		err = incomplete
	}
	return Photo{}, err
}
