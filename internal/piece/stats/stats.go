// Package stats counts what a person has seen: the statistics of a year or of all years, and
// the recap of a year.
//
// Invariants: everything is computed from the pieces when it is asked for and of one moment,
// and counted up nowhere beside them (defect D34); the number of queries does not grow with the
// pieces; only a person's own pieces are counted, public or not, and nobody else is told;
// reading changes nothing. The package imports the rules of pieces, craft and platform. It
// knows no HTTP and no SQL.
package stats

import (
	"piece/internal/piece"
)

// MostRanked is how many names a ranking holds.
const MostRanked = 30

// Totals are the sums of some pieces.
type Totals struct {
	Pieces    int
	Rated     int   // pieces with stars
	HalfStars int   // of them all
	Priced    int   // pieces with a price, free ones too; those without are in no average
	Free      int   // pieces with the price 0
	Spent     int64 // won
}

func (t *Totals) add(o Totals) {
	t.Pieces += o.Pieces
	t.Rated += o.Rated
	t.HalfStars += o.HalfStars
	t.Priced += o.Priced
	t.Free += o.Free
	t.Spent += o.Spent
}

// PerViewing is what a viewing cost on average, in whole won; false when no price is known.
func (t Totals) PerViewing() (won int64, known bool) {
	if t.Priced == 0 {
		return 0, false
	}
	n := int64(t.Priced)
	return (t.Spent + n/2) / n, true
}

// Stars are the mean of the stars, 0.5 to 5; false without any.
func (t Totals) Stars() (mean float64, known bool) {
	if t.Rated == 0 {
		return 0, false
	}
	return float64(t.HalfStars) / 2 / float64(t.Rated), true
}

// Statistics are counts over the pieces of a year, or of all years.
type Statistics struct {
	Year     int // 0 for all years
	Total    Totals
	Kinds    []KindTotals // those with pieces, the most frequent first
	Months   [12]Month    // of the year; of all years, each month of the calendar
	Stars    [piece.MaxHalfStars]int
	Genres   []GenreTotals // those with pieces, the most frequent first
	NoGenre  int           // pieces of none
	Hours    [24]int       // by the hour in which it began
	Untimed  int           // pieces without a time of day
	Weekdays [7]int        // from Monday
	Days     []DayCount    // those with pieces, in their order; nil for all years
	Venues   Ranking
	Cast     Ranking
	Director Ranking
	Viewings Viewings
	Before   *Comparison // nil for all years
}

// KindTotals are the sums of one kind.
type KindTotals struct {
	Kind piece.Kind
	Totals
}

// GenreTotals are the sums of one genre.
type GenreTotals struct {
	Genre piece.Genre
	Totals
}

// Month are the sums of one month, in all and by kind.
type Month struct {
	Totals
	Kinds []KindTotals // those with pieces, in the order in which kinds are offered
}

// DayCount is how many pieces a day has.
type DayCount struct {
	Day    piece.Day
	Pieces int
}

// Ranking says which names most pieces have.
type Ranking struct {
	Top     []Ranked // the most frequent first, at most MostRanked
	Names   int      // how many there are in all
	Without int      // pieces without any
}

// Ranked is a name, as it is written most often, and how many pieces have it.
type Ranked struct {
	Name   string
	Pieces int
}

// Viewings tell of works that were seen more than once. A piece without a work is in none.
type Viewings struct {
	Works int      // that were seen
	Again int      // pieces that were not the first viewing of their work, of whatever year that was
	Top   []Viewed // works with more than one viewing in the time, the most frequent first
}

// Viewed is a work that was seen several times.
type Viewed struct {
	CakeID string
	Title  string // as on the piece of it that was made last
	Pieces int
}

// Comparison sets a year beside the one before. Of a year that is not over only the days until
// today are compared, with the same days of the year before.
type Comparison struct {
	Year    int
	Through piece.Day // the last day compared of the year that is not over; "" for whole years
	Now     Totals
	Then    Totals
	Months  [12]Totals // the whole year before
}

// Year are the sums of one year.
type Year struct {
	Year int
	Totals
}

// HasRecap tells whether the year has enough pieces for a recap.
func (y Year) HasRecap() bool { return y.Pieces >= MinRecap }
