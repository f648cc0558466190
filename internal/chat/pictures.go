package chat

import (
	"context"
	"errors"
	"fmt"
	"time"

	"piece/internal/craft/picture"
	"piece/internal/platform/errs"
	"piece/internal/platform/id"
)

// The longer side of the files of a picture, in pixels.
const (
	smallSide = 640
	largeSide = 2048
)

// pictureBytes is more than a photo that was taken in, or a file of a picture, has.
const pictureBytes = 16 << 20

// picturesAtOnce bounds how many pictures are made at once: each takes up to 100 MB.
const picturesAtOnce = 2

// AddPicture makes a picture of an own photo, to be sent into the room. The room keeps its own
// files, so that the picture stays when the photo goes. The same photo again gives the same
// picture.
func (s *Service) AddPicture(ctx context.Context, person, roomID, photoID string) (StoredPicture, error) {
	if _, err := s.mayWrite(ctx, person, roomID); err != nil {
		return StoredPicture{}, err
	}
	if !id.Valid(photoID) {
		return StoredPicture{}, noPhoto()
	}
	p, err := s.Store.PictureOfPhoto(ctx, roomID, person, photoID)
	if !errors.Is(err, errs.NotFound) {
		return p, err
	}
	if wait, ok := s.pictures.Take(person); !ok {
		return StoredPicture{}, ErrTooManyPictures.After(wait)
	}
	photo, err := s.Photos.Image(ctx, person, photoID)
	if errors.Is(err, errs.NotFound) {
		return StoredPicture{}, noPhoto()
	}
	if err != nil {
		return StoredPicture{}, err
	}
	clean, err := s.encode(ctx, photo)
	if err != nil {
		return StoredPicture{}, err
	}
	c := clean.Average
	p = StoredPicture{
		Picture: Picture{ID: id.New(s.Clock), Width: clean.Width, Height: clean.Height, Color: fmt.Sprintf("#%02x%02x%02x", c.R, c.G, c.B)},
		RoomID:  roomID, OwnerID: person, PhotoID: photoID, MadeAt: s.Clock.Now(),
	}
	if p, err = s.keep(ctx, p, clean); err == nil {
		s.metrics.pictures.Inc()
	}
	return p, err
}

// noPhoto says that a photo isn't there, or isn't the person's own.
func noPhoto() error {
	var f errs.Fields
	unknown(&f, "body.photoId")
	return f.Err()
}

// encode makes the files of a picture, when it is its turn.
func (s *Service) encode(ctx context.Context, photo []byte) (*picture.Clean, error) {
	select {
	case s.decoding <- struct{}{}:
		defer func() { <-s.decoding }()
	case <-ctx.Done():
		return nil, ctx.Err()
	}
	return picture.NormalizeWithSmall(ctx, photo, largeSide, smallSide, picture.Limits{Bytes: pictureBytes})
}

// keep stores the files of a picture and then what is known of it.
func (s *Service) keep(ctx context.Context, p StoredPicture, c *picture.Clean) (StoredPicture, error) {
	if err := s.Store.IntendPicture(ctx, p); err != nil {
		return StoredPicture{}, err
	}
	if err := s.Objects.Put(ctx, p.Key(LargeFile), "image/jpeg", c.JPEG); err != nil {
		return StoredPicture{}, err
	}
	if err := s.Objects.Put(ctx, p.Key(SmallFile), "image/jpeg", c.Small); err != nil {
		return StoredPicture{}, err
	}
	return s.Store.PutPicture(ctx, p)
}

// File is a file of a picture. Its bytes are read only if they are wanted.
type File struct {
	Tag   string // names the bytes; another file has another one
	Bytes func(ctx context.Context) ([]byte, error)
}

// PictureFile gives a file of a picture to somebody who may follow the room. One that wasn't sent
// yet is its owner's only.
func (s *Service) PictureFile(ctx context.Context, person, roomID, pictureID, file string) (File, error) {
	if _, _, err := s.MayFollow(ctx, person, roomID); err != nil {
		return File{}, err
	}
	if !id.Valid(pictureID) || file != SmallFile && file != LargeFile {
		return File{}, errs.NotFound
	}
	p, err := s.Store.Picture(ctx, roomID, pictureID)
	if err != nil {
		return File{}, err
	}
	if p.UsedAt.IsZero() && p.OwnerID != person || p.Masked {
		return File{}, errs.NotFound
	}
	return File{
		Tag:   p.ID + "-" + file,
		Bytes: func(ctx context.Context) ([]byte, error) { return s.Objects.Get(ctx, p.Key(file), pictureBytes) },
	}, nil
}

// How often pictures without a message are looked for, how soon after a failure, and how many at
// a time.
const (
	sweptEvery = 10 * time.Minute
	sweptAgain = time.Minute
	sweptBatch = 100
)

// KeepSwept removes pictures that no message was sent with, until ctx ends. Several nodes may do
// so at once.
func (s *Service) KeepSwept(ctx context.Context) error {
	for {
		wait := sweptEvery
		if err := s.Sweep(ctx); err != nil && ctx.Err() == nil {
			wait = sweptAgain
			s.Log.WarnContext(ctx, "pictures without a message wait to be removed", "error", err)
		}
		select {
		case <-ctx.Done():
			return nil
		case <-time.After(wait):
		}
	}
}

// Sweep removes pictures that no message was sent with for too long.
func (s *Service) Sweep(ctx context.Context) error {
	for {
		n, err := s.Store.DropUnused(ctx, s.Clock.Now().Add(-PictureKept), sweptBatch)
		if err != nil || n < sweptBatch {
			return err
		}
	}
}
