package imports

import "slices"

// Field is something that a row may tell.
type Field string

// The fields.
const (
	Title      Field = "title"
	Day        Field = "day"
	Kind       Field = "kind"
	Time       Field = "time"
	Cast       Field = "cast"
	Director   Field = "director"
	Venue      Field = "venue"
	Seat       Field = "seat"
	Price      Field = "price"
	Genre      Field = "genre"
	Companion  Field = "companion"
	HalfStars  Field = "halfStars"
	Review     Field = "review"
	Text       Field = "record" // the long text behind the piece
	Year       Field = "year"   // of the work, to find its cake
	Visibility Field = "visibility"
	Identity   Field = "id" // what the source calls it; only in tables, never mended
)

// Fields lists those that a column of a table can be.
func Fields() []Field {
	return []Field{Title, Day, Kind, Time, Venue, Seat, Cast, Director, Price, Genre, Companion, HalfStars, Review, Text, Year, Visibility, Identity}
}

// Mendable lists those that can be mended in a row.
func Mendable() []Field {
	return slices.DeleteFunc(Fields(), func(f Field) bool { return f == Identity })
}

// Valid tells whether f is one of Fields.
func (f Field) Valid() bool { return slices.Contains(Fields(), f) }
