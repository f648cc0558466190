package piece

import (
	"context"
	"errors"
	"fmt"
	"image"
	"image/color"
	"time"

	"piece/internal/craft/cover"
	"piece/internal/craft/picture"
	"piece/internal/craft/ticket"
	"piece/internal/platform/errs"
)

// Preview is a ticket in the making. Its texts may be half typed.
type Preview struct {
	PieceID   string // the piece that is edited; "" for a new one
	Side      ticket.Side
	Width     int // pixels; brought into the range that the renderer draws
	PhotoID   string
	Crop      *Crop // nil for the largest part in the middle
	Cover     int   // the drawn front instead of a photo; 0 for none
	Kind      Kind  // of covers
	ArtworkID string
	Shape     ticket.Shape
	Paper     ticket.Paper // "" for the first
	Language  string       // "ko" or "en"

	Title, Day, Time, Venue, Seat, Review string
	HalfStars                             int // 0 when not chosen yet
}

// previewsPerMinute is more than anybody types, drags and taps.
const previewsPerMinute = 600

// Preview draws a ticket in the making as a WebP. Text is drawn as far as it goes; only
// pictures that aren't the owner's and values out of their lists are errors.
func (s *Service) Preview(ctx context.Context, owner string, v Preview) ([]byte, error) {
	begin := time.Now()
	defer func() { s.metrics.previews.Observe(time.Since(begin).Seconds()) }()
	if v.Paper == "" {
		v.Paper = ticket.Papers()[0]
	}
	if err := v.check(); err != nil {
		return nil, err
	}
	if wait, ok := s.flood.Take(owner); !ok {
		return nil, errs.TooMany.After(wait)
	}
	in := ticket.Input{Shape: v.Shape, Paper: v.Paper, Text: v.text()}
	release, err := turn(ctx, s.previews)
	if err != nil {
		return nil, err
	}
	defer release()
	if v.Side == ticket.Front {
		in.Photo, err = s.previewPhoto(ctx, owner, v)
	} else {
		err = s.edition(ctx, owner, v, &in.Text)
		switch {
		case err != nil:
		case v.Cover != 0:
			in.Art, err = s.previewBack(ctx, v)
		case v.ArtworkID != "":
			in.Art, err = s.previewArtwork(ctx, owner, v)
		}
	}
	if err != nil {
		return nil, err
	}
	return s.Renderer.Preview(ctx, in, v.Side, v.Width)
}

func (v Preview) check() error {
	var f errs.Fields
	oneOf(&f, "body.side", v.Side, v.Side == ticket.Front || v.Side == ticket.Back)
	oneOf(&f, "body.shape", v.Shape, v.Shape.Valid())
	oneOf(&f, "body.paper", v.Paper, v.Paper.Valid())
	if v.Crop != nil {
		v.Crop.check(&f)
	}
	if v.Cover != 0 {
		checkCover(&f, v.Cover)
	}
	if v.Kind != "" {
		oneOf(&f, "body.kind", v.Kind, v.Kind.Valid())
	}
	if v.PhotoID != "" {
		named(&f, "body.photoId", v.PhotoID, noPhoto)
	}
	if v.ArtworkID != "" {
		named(&f, "body.artworkId", v.ArtworkID, noArtwork)
	}
	return f.Err()
}

func (v Preview) text() ticket.Text {
	return ticket.Text{
		Title: v.Title, Day: v.Day, Time: v.Time, Venue: v.Venue, Seat: v.Seat, Review: v.Review,
		HalfStars: v.HalfStars, Lang: v.Language,
	}
}

// edition completes what a back shows that isn't typed: the number that the piece would get
// now, or has and keeps when it is edited, and then also the language that its ticket is in. The
// number is 0 while the day isn't known.
func (s *Service) edition(ctx context.Context, owner string, v Preview, t *ticket.Text) error {
	day, known := ParseDay(v.Day)
	if v.PieceID != "" {
		p, err := s.own(ctx, owner, v.PieceID)
		if err != nil {
			return notOwn(err, noPiece, "body.pieceId")
		}
		t.Lang = p.Language
		if known && day.Year() == p.Day.Year() {
			t.Number = p.Number
			return nil
		}
	}
	if !known {
		return nil
	}
	number, err := s.Store.NextNumber(ctx, owner, day.Year())
	t.Number = number
	return err
}

// previewPhoto gives the cut photo in the size of a ticket. People change text, shape and
// paper much more often than the crop, so it is kept for a while.
func (s *Service) previewPhoto(ctx context.Context, owner string, v Preview) (*picture.Photo, error) {
	if v.Cover != 0 {
		front, err := s.Covers.Front(ctx, v.coverWork(), v.Cover, min(max(v.Width, ticket.MinPreview), ticket.MaxPreview))
		if err != nil {
			return nil, err
		}
		return picture.FromImage(front), nil
	}
	if v.PhotoID == "" {
		return plain(v.Paper.Swatch().Base), nil
	}
	var crop picture.Crop
	if v.Crop != nil {
		crop = v.Crop.onPicture()
	}
	return s.pictures.get(fmt.Sprint("photo ", owner, " ", v.PhotoID, " ", crop), func() (*picture.Photo, error) {
		jpeg, err := s.Photos.Image(ctx, owner, v.PhotoID)
		if err != nil {
			return nil, notOwn(err, noPhoto, "body.photoId")
		}
		photo, err := picture.Decode(jpeg, picture.Limits{})
		if err != nil {
			return nil, fmt.Errorf("stored photo: %w", err)
		}
		return picture.FromImage(photo.CoverYCbCr(crop, ticket.Width, ticket.Height)), nil
	})
}

// previewBack gives the back that the cover would have.
func (s *Service) previewBack(ctx context.Context, v Preview) (*picture.Photo, error) {
	color, err := s.Covers.Color(ctx, v.coverWork(), v.Cover)
	if err != nil {
		return nil, err
	}
	return s.coverBack(ctx, cover.BackFor(string(v.Kind), color))
}

// coverWork cleans the title as it is cleaned when it is stored, so that the cover is the same.
func (v Preview) coverWork() cover.Work {
	return cover.Work{Kind: string(v.Kind), Title: TitleRule.Clean(&errs.Fields{}, "", v.Title)}
}

func (s *Service) previewArtwork(ctx context.Context, owner string, v Preview) (*picture.Photo, error) {
	return s.pictures.get(fmt.Sprint("artwork ", owner, " ", v.ArtworkID, " ", v.PhotoID), func() (*picture.Photo, error) {
		b, err := s.Artworks.Image(ctx, owner, v.ArtworkID, v.PhotoID)
		if err != nil {
			return nil, notOwn(err, noArtwork, "body.artworkId")
		}
		art, err := picture.Decode(b, picture.Limits{})
		if err != nil {
			return nil, fmt.Errorf("stored artwork: %w", err)
		}
		return art, nil
	})
}

// notOwn points out at its field what isn't there, or is somebody else's.
func notOwn(err error, r rule, path string) error {
	if !errors.Is(err, errs.NotFound) && !errors.Is(err, errs.Forbidden) {
		return err
	}
	var f errs.Fields
	r.at(&f, path)
	return f.Err()
}

// plain is a photo of one colour, for tickets that have none yet.
func plain(c color.RGBA) *picture.Photo {
	m := image.NewRGBA(image.Rect(0, 0, 7, 10))
	for i := 0; i < len(m.Pix); i += 4 {
		copy(m.Pix[i:], []uint8{c.R, c.G, c.B, 255})
	}
	return picture.FromImage(m)
}
