package account

import (
	"context"
	"errors"
	"math"

	"piece/internal/craft/picture"
	"piece/internal/platform/errs"
	"piece/internal/platform/id"
)

// PictureStore keeps which picture a person has. Its files are announced before they are written,
// so that none is left behind.
type PictureStore interface {
	// Intend announces the files of a revision that is about to be written.
	Intend(ctx context.Context, revision string) error
	// Put makes a revision whose files are written the person's picture and throws the files of
	// the one before away; NotFound when there is no such person.
	Put(ctx context.Context, personID, revision string) error
	// Drop takes the person's picture away, with its files; none is fine. NotFound when there is
	// no such person.
	Drop(ctx context.Context, personID string) error
}

// Photos are the uploaded pictures. Implementations answer for the owner only.
type Photos interface {
	// Image gives the upright, stripped JPEG of a verified photo; errs.NotFound when it isn't
	// there, isn't verified or is somebody else's.
	Image(ctx context.Context, owner, id string) ([]byte, error)
}

// Objects is where the files of pictures are kept. An object that isn't there is errs.NotFound.
type Objects interface {
	Put(ctx context.Context, key, contentType string, data []byte) error
	Get(ctx context.Context, key string, limit int64) ([]byte, error)
}

// The files of a picture, as their addresses name them, and the pixels of their sides.
const (
	SmallPicture, smallSide = "small.webp", 160
	LargePicture, largeSide = "large.webp", 640
)

const (
	pictureQuality = 82
	pictureBytes   = 16 << 20 // more than a photo that was taken in, or a file of a picture, has
	picturesAtOnce = 2        // each takes up to 100 MB
)

// PictureKey is where a file of a picture is kept. It tells nothing of whose it is.
func PictureKey(revision, file string) string { return "portraits/" + revision + "/" + file }

// PictureKeys are where all files of a picture are kept; none without a revision.
func PictureKeys(revision string) []string {
	if revision == "" {
		return nil
	}
	return []string{PictureKey(revision, SmallPicture), PictureKey(revision, LargePicture)}
}

// Crop is the part of a photo that becomes a picture: a square in parts (0 to 1) of the upright
// photo after it was turned.
type Crop struct {
	X, Y, Width, Height float64
	Turn                int // quarter turns clockwise, 0 to 3, before the square is cut
}

// Rules of a crop.
const (
	squareLeeway  = 0.01 // of the aspect: browsers round
	minCropPixels = 64   // wide; less is a blur
	cropTolerance = 1e-6 // beyond the edge: sums of rounded parts
)

// Check keeps the rules that need no photo. The error points at body.crop.
func (c Crop) Check() error {
	var f errs.Fields
	inside := c.X >= 0 && c.Y >= 0 && c.Width > 0 && c.Height > 0 &&
		c.X+c.Width <= 1+cropTolerance && c.Y+c.Height <= 1+cropTolerance // false also for NaN
	if !inside || c.Turn < 0 || c.Turn > 3 {
		f.Add("body.crop", "crop", textCrop)
	}
	return f.Err()
}

// SetPicture makes an own, uploaded photo the picture of a person and gives the outcome.
func (s *Service) SetPicture(ctx context.Context, personID, photoID string, c Crop) (Person, error) {
	if err := c.Check(); err != nil {
		return Person{}, err
	}
	if !id.Valid(photoID) {
		return Person{}, badPhoto(nil)
	}
	if err := take(s.repictures, personID); err != nil {
		return Person{}, err
	}
	photo, err := s.photos.Image(ctx, personID, photoID)
	if errors.Is(err, errs.NotFound) {
		return Person{}, badPhoto(err)
	}
	if err != nil {
		return Person{}, err
	}
	files, err := s.drawPicture(ctx, photo, c)
	if err != nil {
		return Person{}, err
	}
	revision := id.New(s.clock)
	if err := s.pictures.Intend(ctx, revision); err != nil {
		return Person{}, err
	}
	for file, data := range files {
		if err := s.objects.Put(ctx, PictureKey(revision, file), "image/webp", data); err != nil {
			return Person{}, err
		}
	}
	if err := s.pictures.Put(ctx, personID, revision); err != nil {
		return Person{}, orUnauthenticated(err)
	}
	return s.Me(ctx, personID)
}

// badPhoto says that a photo isn't there, isn't the person's own, or is no picture.
func badPhoto(cause error) error {
	e := *errs.Invalid
	e.Fields = []errs.Field{{Path: "body.photoId", Code: "photo", Text: textPhoto}}
	return e.With(cause)
}

// drawPicture makes the files of a picture, by their names, when it is its turn.
func (s *Service) drawPicture(ctx context.Context, photo []byte, c Crop) (map[string][]byte, error) {
	select {
	case s.drawing <- struct{}{}:
		defer func() { <-s.drawing }()
	case <-ctx.Done():
		return nil, ctx.Err()
	}
	p, err := picture.Decode(photo, picture.Limits{Bytes: pictureBytes})
	if err != nil {
		return nil, badPhoto(err)
	}
	side, err := c.pixels(p.Size())
	if err != nil {
		return nil, err
	}
	files := map[string][]byte{}
	for file, most := range map[string]int{SmallPicture: smallSide, LargePicture: largeSide} {
		n := min(most, max(side, smallSide)) // pixels that nobody took are not invented, but for the smallest
		square := p.CoverYCbCr(picture.Crop{X: c.X, Y: c.Y, W: c.Width, H: c.Height, Turn: c.Turn}, n, n)
		if files[file], err = picture.NewFrame(square).WebP(pictureQuality, picture.Lasting, nil); err != nil {
			return nil, err
		}
	}
	return files, nil
}

// pixels keeps the rules that need the size of the photo, and tells how many pixels of it the
// square has along a side.
func (c Crop) pixels(width, height int) (int, error) {
	w, h := float64(width), float64(height)
	if c.Turn%2 == 1 {
		w, h = h, w
	}
	var f errs.Fields
	wide, high := c.Width*w, c.Height*h
	switch {
	case math.Abs(wide/high-1) > squareLeeway:
		f.Add("body.crop", "crop", textCrop)
	case wide < minCropPixels:
		f.Add("body.crop", "crop_too_small", textCropSmall)
	}
	return int(wide), f.Err()
}

// DropPicture takes the own picture away and gives the outcome.
func (s *Service) DropPicture(ctx context.Context, personID string) (Person, error) {
	if err := s.pictures.Drop(ctx, personID); err != nil {
		return Person{}, orUnauthenticated(err)
	}
	return s.Me(ctx, personID)
}

// Picture gives a file of the picture that a person has now. One that was replaced is
// errs.NotFound, as is any other address that nobody was given.
func (s *Service) Picture(ctx context.Context, personID, revision, file string) ([]byte, error) {
	if !id.Valid(personID) || !id.Valid(revision) || file != SmallPicture && file != LargePicture {
		return nil, errs.NotFound
	}
	people, err := s.store.Profiles(ctx, []string{personID})
	if err != nil {
		return nil, err
	}
	if len(people) == 0 || people[0].Picture != revision {
		return nil, errs.NotFound
	}
	return s.objects.Get(ctx, PictureKey(revision, file), pictureBytes)
}
