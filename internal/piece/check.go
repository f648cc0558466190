package piece

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"

	"piece/internal/platform/errs"
	"piece/internal/platform/id"
)

// Check gives the draft as it is stored: texts cleaned, every rule kept that needs no
// neighbour. All broken rules are told at once, in an errs.Invalid with a field each.
func (d Draft) Check() (Draft, error) {
	var f errs.Fields
	d.Facts = d.Facts.clean(&f)
	d.Review = ReviewRule.Clean(&f, "body.review", d.Review)
	if d.HalfStars < MinHalfStars || d.HalfStars > MaxHalfStars {
		starsRange.at(&f, "body.halfStars")
	}
	oneOf(&f, "body.visibility", d.Visibility, d.Visibility.Valid())
	oneOf(&f, "body.shape", d.Shape, d.Shape.Valid())
	oneOf(&f, "body.paper", d.Paper, d.Paper.Valid())
	d = d.checkFront(&f)
	if d.CakeID != "" {
		named(&f, "body.cakeId", d.CakeID, noCake)
	}
	return d, f.Err()
}

// checkFront keeps the rules of the front and of what goes with it: a photo with its crop and
// an artwork, or a cover, which needs neither.
func (d Draft) checkFront(f *errs.Fields) Draft {
	if d.Cover == 0 {
		d.Crop.check(f)
		named(f, "body.photoId", d.PhotoID, noPhoto)
		named(f, "body.artworkId", d.ArtworkID, noArtwork)
		return d
	}
	checkCover(f, d.Cover)
	if d.PhotoID != "" || d.ArtworkID != "" {
		coverOrPhoto.at(f, "body.cover")
	}
	d.Crop = Crop{}
	return d
}

func checkCover(f *errs.Fields, cover int) {
	if cover < 1 || cover > MaxCover {
		choice.at(f, "body.cover")
	}
}

// named checks the form of an id; what isn't one names nothing.
func named(f *errs.Fields, path, s string, missing rule) {
	switch {
	case s == "":
		required.at(f, path)
	case !id.Valid(s):
		missing.at(f, path)
	}
}

func (x Facts) clean(f *errs.Fields) Facts {
	oneOf(f, "body.kind", x.Kind, x.Kind.Valid())
	x.Title = TitleRule.Clean(f, "body.title", x.Title)
	x.Day = cleanDay(f, "body.day", x.Day)
	if x.Time != "" && !validClock(x.Time) {
		badTime.at(f, "body.time")
	}
	x.Cast = CastRule.Clean(f, "body.cast", x.Cast)
	x.Director = DirectorRule.Clean(f, "body.director", x.Director)
	x.Venue = VenueRule.Clean(f, "body.venue", x.Venue)
	x.Seat = SeatRule.Clean(f, "body.seat", x.Seat)
	x.Companion = CompanionRule.Clean(f, "body.companion", x.Companion)
	if x.Price != nil && (*x.Price < 0 || *x.Price > MaxPrice) {
		priceRange.at(f, "body.price")
	}
	if x.Genre != "" {
		oneOf(f, "body.genre", x.Genre, x.Genre.Valid())
	}
	return x
}

func cleanDay(f *errs.Fields, path string, d Day) Day {
	if d == "" {
		required.at(f, path)
		return ""
	}
	day, real := ParseDay(string(d))
	switch {
	case !real:
		badDay.at(f, path)
	case day < FirstDay || day > LastDay:
		dayRange.at(f, path)
	}
	return day
}

func oneOf[T ~string](f *errs.Fields, path string, value T, known bool) {
	switch {
	case value == "":
		required.at(f, path)
	case !known:
		choice.at(f, path)
	}
}

// hash tells two drafts apart, so that an idempotency key is not answered with a piece
// that was made from something else.
func (d Draft) hash() string {
	b, err := json.Marshal(d)
	if err != nil {
		panic("piece: a checked draft always marshals: " + err.Error()) // its numbers are finite
	}
	sum := sha256.Sum256(b)
	return hex.EncodeToString(sum[:])
}
