package media

import (
	"context"

	"piece/internal/craft/picture"
	"piece/internal/platform/id"
)

// Adopt makes a photo of a picture that the person brings in another way than by an upload, such
// as within an export. It is checked and cleaned like any other; errs.Invalid with the reason for
// what isn't a usable photo. Whoever calls it bounds how often.
func (s *Service) Adopt(ctx context.Context, owner string, data []byte) (Photo, error) {
	if len(data) > MaxBytes {
		return Photo{}, refuse(fieldTooLarge, nil)
	}
	clean, err := s.cleanAdopted(ctx, data)
	if err != nil {
		s.metrics.checked("refused")
		return Photo{}, err
	}
	now := s.Clock.Now()
	r := Record{
		Photo: Photo{ID: id.New(s.Clock), OwnerID: owner}, State: Granted,
		GrantedType: ContentType, GrantedSize: int64(len(data)), GrantEnds: now, CreatedAt: now,
	}
	if err := s.Store.AddUpload(ctx, r); err != nil {
		return Photo{}, err
	}
	photo, err := s.keep(ctx, r, clean)
	if err == nil {
		s.metrics.checked("accepted")
	}
	return photo, err
}

func (s *Service) cleanAdopted(ctx context.Context, data []byte) (*picture.Clean, error) {
	release, err := s.turn(ctx)
	if err != nil {
		return nil, err
	}
	defer release()
	clean, err := picture.NormalizeWithSmall(ctx, data, MaxSide, SmallSide, limits)
	if ctx.Err() != nil {
		return nil, ctx.Err()
	}
	return clean, refusePicture(err)
}
