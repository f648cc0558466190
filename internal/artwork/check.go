package artwork

import (
	"context"
	"errors"
	"math"
	"slices"

	"piece/internal/platform/errs"
	"piece/internal/platform/id"
)

// Rules of a crop; those of the piece that is made of it.
const (
	aspect     = 0.7  // width by height in pixels
	aspectSlip = 0.01 // of the aspect: browsers round
	edgeSlip   = 1e-6 // beyond the edge: sums of rounded parts
)

// check keeps the rules of a subject: all of its words are known, the photo is the
// person's own, and the crop fits it. All broken rules are told at once.
func (s *Service) check(ctx context.Context, owner string, x Subject) error {
	var f errs.Fields
	if !slices.Contains(Kinds(), x.Kind) {
		f.Add("body.kind", "choice", choice)
	}
	if x.Genre != "" && !slices.Contains(Genres(), x.Genre) {
		f.Add("body.genre", "choice", choice)
	}
	if !slices.Contains(Styles(), x.Style) {
		f.Add("body.style", "choice", choice)
	}
	inside := x.Crop.inside()
	if !inside {
		f.Add("body.crop", "crop", badCrop)
	}
	width, height, err := s.photoSize(ctx, owner, x.PhotoID)
	switch {
	case errors.Is(err, errs.NotFound):
		f.Add("body.photoId", "not_found", noPhoto)
	case err != nil:
		return err
	case inside && !x.Crop.fits(width, height):
		f.Add("body.crop", "crop", badCrop)
	}
	return f.Err()
}

func (s *Service) photoSize(ctx context.Context, owner, photoID string) (width, height int, err error) {
	if !id.Valid(photoID) {
		return 0, 0, errs.NotFound
	}
	return s.Photos.Size(ctx, owner, photoID)
}

// inside is false also for what is not a number.
func (c Crop) inside() bool {
	return c.X >= 0 && c.Y >= 0 && c.Width > 0 && c.Height > 0 && c.X+c.Width <= 1+edgeSlip && c.Y+c.Height <= 1+edgeSlip &&
		c.Turn >= 0 && c.Turn <= MaxTurn
}

// fits tells whether the crop has the shape of a ticket in pixels of the upright photo.
func (c Crop) fits(width, height int) bool {
	if c.Turn%2 == 1 {
		width, height = height, width
	}
	w, h := c.Width*float64(width), c.Height*float64(height)
	return h > 0 && math.Abs(w/h/aspect-1) <= aspectSlip
}
