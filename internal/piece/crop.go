package piece

import (
	"math"

	"piece/internal/platform/errs"
)

// Rules of a crop.
const (
	ticketAspect   = 0.7  // width by height
	aspectLeeway   = 0.01 // of the aspect: browsers round
	minCropPixels  = 100  // wide; less is a blur at the size of a ticket
	partsTolerance = 1e-6 // beyond the edge: sums of rounded parts
)

// check keeps the rules that need no photo: the rectangle lies inside and has a size.
func (c Crop) check(f *errs.Fields) {
	inside := c.X >= 0 && c.Y >= 0 && c.Width > 0 && c.Height > 0 &&
		c.X+c.Width <= 1+partsTolerance && c.Y+c.Height <= 1+partsTolerance // false also for NaN
	if !inside || c.Turn < 0 || c.Turn > MaxTurn {
		badCrop.at(f, "body.crop")
	}
}

// fits keeps the rules that need the photo: 7:10 in pixels, and enough of them.
func (c Crop) fits(f *errs.Fields, photo Photo) {
	w, h := float64(photo.Width), float64(photo.Height)
	if c.Turn%2 == 1 {
		w, h = h, w
	}
	wide, high := c.Width*w, c.Height*h
	switch {
	case math.Abs(wide/high/ticketAspect-1) > aspectLeeway:
		badCrop.at(f, "body.crop")
	case wide < minCropPixels:
		cropTooFine.at(f, "body.crop")
	}
}
