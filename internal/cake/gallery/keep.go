package gallery

import (
	"context"

	"piece/internal/craft/picture"
	"piece/internal/platform/id"
)

// keep stores a poster and makes it the cake's, so that a crash in the middle leaves nothing
// behind. It gives the set that it has become.
func (s *Service) keep(ctx context.Context, cakeID string, k Kept, f *Forms) (setID string, err error) {
	k.SetID = id.New(s.Clock)
	if err := s.Store.Intend(ctx, Keys(k.SetID)...); err != nil {
		return "", err
	}
	for file, contentType := range Files() {
		if err := s.Objects.Put(ctx, key(k.SetID, file), contentType, f.file(file)); err != nil {
			return "", err
		}
	}
	if err := s.Store.Keep(ctx, cakeID, k, f); err != nil {
		return "", err
	}
	s.WakeBin()
	s.metrics.kept.WithLabelValues(string(k.Origin)).Inc()
	return k.SetID, nil
}

// Put makes a person's own photo, a JPEG that was verified, the poster of a cake. It follows
// merges. errs.NotFound when there is no cake.
func (s *Service) Put(ctx context.Context, cakeID string, jpeg []byte) error {
	subject, err := s.Store.Subject(ctx, cakeID)
	if err != nil {
		return err
	}
	forms, err := s.encode(ctx, jpeg, picture.Limits{})
	if err != nil {
		return err
	}
	_, err = s.keep(ctx, subject.CakeID, Kept{Origin: Hand}, forms)
	return err
}

// encode makes the forms of a picture, when it is its turn.
func (s *Service) encode(ctx context.Context, file []byte, limits picture.Limits) (*Forms, error) {
	release, err := s.turn(ctx)
	if err != nil {
		return nil, err
	}
	defer release()
	p, err := picture.Decode(file, limits)
	if err != nil {
		return nil, err
	}
	return newForms(p)
}
