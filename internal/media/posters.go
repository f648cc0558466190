package media

import (
	"context"

	"piece/internal/craft/picture"
	"piece/internal/platform/errs"
	"piece/internal/platform/id"
)

// Posters have a poster for every cake.
type Posters interface {
	// Poster gives the poster of a cake as an encoded picture. errs.NotFound when there is no
	// such cake.
	Poster(ctx context.Context, cakeID string) ([]byte, error)
}

// CopyPoster makes a photo of the poster of a cake, as if the person had uploaded it: the piece
// that is made of it keeps its picture, whatever becomes of the cake's. The errors are
// ErrTooMany, and errs.NotFound for a cake that isn't there.
func (s *Service) CopyPoster(ctx context.Context, owner, cakeID string) (Photo, error) {
	if !id.Valid(cakeID) {
		return Photo{}, errs.NotFound
	}
	if wait, ok := s.grants.Take(owner); !ok {
		return Photo{}, ErrTooMany.After(wait)
	}
	poster, err := s.Posters.Poster(ctx, cakeID)
	if err != nil {
		return Photo{}, err
	}
	clean, err := s.cleanPoster(ctx, poster)
	if err != nil {
		return Photo{}, err
	}
	now := s.Clock.Now()
	r := Record{
		Photo: Photo{ID: id.New(s.Clock), OwnerID: owner}, State: Granted,
		GrantedType: ContentType, GrantedSize: int64(len(poster)), GrantEnds: now, CreatedAt: now,
	}
	if err := s.Store.AddUpload(ctx, r); err != nil {
		return Photo{}, err
	}
	return s.keep(ctx, r, clean)
}

// cleanPoster encodes a poster as photos are kept. One that can't be decoded is no fault of
// whoever asks.
func (s *Service) cleanPoster(ctx context.Context, poster []byte) (*picture.Clean, error) {
	release, err := s.turn(ctx)
	if err != nil {
		return nil, err
	}
	defer release()
	clean, err := picture.NormalizeWithSmall(ctx, poster, MaxSide, SmallSide, limits)
	if err != nil {
		return nil, errs.Unavailable.With(err)
	}
	return clean, nil
}
