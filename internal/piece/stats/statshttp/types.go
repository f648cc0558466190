package statshttp

// Totals are the sums of some pieces.
type Totals struct {
	Pieces       int      `json:"pieces" minimum:"0" doc:"How many pieces."`
	AverageStars *float64 `json:"averageStars,omitempty" minimum:"0.5" maximum:"5" doc:"Mean of the stars, with halves as 0.5; absent when no piece has any." example:"4.2"`
	Spent        int64    `json:"spent" minimum:"0" doc:"What they cost in all, in won." example:"1254000"`
	Priced       int      `json:"priced" minimum:"0" doc:"Pieces with a price, free ones too."`
	Free         int      `json:"free" minimum:"0" doc:"Pieces with the price 0."`
	PerViewing   *int64   `json:"perViewing,omitempty" minimum:"0" doc:"What a piece with a price cost on average, in whole won; absent without any." example:"52250"`
}

// KindTotals are the sums of one kind.
type KindTotals struct {
	Kind string `json:"kind"`
	Totals
}

// GenreTotals are the sums of one genre.
type GenreTotals struct {
	Genre string `json:"genre"`
	Totals
}

// MonthTotals are the sums of one month.
type MonthTotals struct {
	Totals
	Kinds []KindTotals `json:"kinds" nullable:"false" doc:"Kinds that have pieces, in the order in which they are offered."`
}

// DayCount is how many pieces a day has.
type DayCount struct {
	Day    string `json:"day" format:"date" example:"2026-08-03"`
	Pieces int    `json:"pieces" minimum:"1"`
}

// NameCount is how many pieces have a name.
type NameCount struct {
	Name   string `json:"name" doc:"As it is written most often." example:"블루스퀘어"`
	Pieces int    `json:"pieces" minimum:"1"`
}

// NameRanking says which names most pieces have.
type NameRanking struct {
	Items   []NameCount `json:"items" nullable:"false" maxItems:"30" doc:"The most frequent first."`
	Names   int         `json:"names" minimum:"0" doc:"How many different names there are in all."`
	Without int         `json:"without" minimum:"0" doc:"Pieces without any."`
}

// WorkCount is a work that was seen several times.
type WorkCount struct {
	CakeID string `json:"cakeId"`
	Title  string `json:"title" doc:"As on the latest piece of it."`
	Pieces int    `json:"pieces" minimum:"2" doc:"Viewings in the time."`
}

// Viewings tell of works that were seen more than once.
type Viewings struct {
	Works int         `json:"works" minimum:"0" doc:"Works that were seen. Pieces without one are in none of these numbers."`
	Again int         `json:"again" minimum:"0" doc:"Pieces that were not the first viewing of their work, in whatever year that was."`
	Items []WorkCount `json:"items" nullable:"false" maxItems:"30" doc:"Works with several viewings in the time, the most frequent first."`
}

// StatisticsComparison sets a year beside the one before.
type StatisticsComparison struct {
	Year    int      `json:"year" doc:"The year before."`
	Through string   `json:"through,omitempty" format:"date" doc:"Only days of both years until this one are in now and then, because the year is not over; absent when whole years are compared." example:"2026-08-03"`
	Now     Totals   `json:"now"`
	Then    Totals   `json:"then"`
	Months  []Totals `json:"months" nullable:"false" doc:"The whole year before, from January."`
}

// Statistics are counts over the caller's pieces.
type Statistics struct {
	Year      int                   `json:"year,omitempty" doc:"Absent when they are of all years." example:"2026"`
	Total     Totals                `json:"total"`
	Kinds     []KindTotals          `json:"kinds" nullable:"false" doc:"Kinds that have pieces, the most frequent first."`
	Months    []MonthTotals         `json:"months" nullable:"false" doc:"From January; of all years, every January and so on."`
	Stars     []int                 `json:"stars" nullable:"false" doc:"Pieces with half a star, one star, and so on."`
	Genres    []GenreTotals         `json:"genres" nullable:"false" doc:"Genres that have pieces, the most frequent first."`
	NoGenre   int                   `json:"noGenre" minimum:"0" doc:"Pieces without a genre."`
	Hours     []int                 `json:"hours" nullable:"false" doc:"Pieces by the hour in which they began, from midnight."`
	Untimed   int                   `json:"untimed" minimum:"0" doc:"Pieces without a time of day."`
	Weekdays  []int                 `json:"weekdays" nullable:"false" doc:"Pieces by the day of the week, from Monday."`
	Days      []DayCount            `json:"days,omitempty" nullable:"false" doc:"Days with pieces, in their order; absent for all years."`
	Venues    NameRanking           `json:"venues"`
	Cast      NameRanking           `json:"cast" doc:"People who played or were shown; a piece counts for each of them."`
	Directors NameRanking           `json:"directors"`
	Viewings  Viewings              `json:"viewings"`
	Before    *StatisticsComparison `json:"before,omitempty" doc:"The year before; absent for all years."`
}

// StatisticsYear are the sums of one year.
type StatisticsYear struct {
	Year int `json:"year" example:"2026"`
	Totals
	Recap bool `json:"recap" doc:"Whether it has enough pieces for a recap."`
}

// StatisticsYears are all years with pieces.
type StatisticsYears struct {
	Items []StatisticsYear `json:"items" nullable:"false" doc:"The latest first."`
}

// RecapPiece is a piece of which a recap tells.
type RecapPiece struct {
	ID         string `json:"id"`
	Kind       string `json:"kind"`
	Title      string `json:"title"`
	Day        string `json:"day" format:"date" example:"2026-08-03"`
	Venue      string `json:"venue,omitempty"`
	HalfStars  int    `json:"halfStars" minimum:"0" maximum:"10" doc:"Stars in halves."`
	Review     string `json:"review"`
	Color      string `json:"color" doc:"Dominant colour of the photo." example:"#6b4f3a"`
	Front      string `json:"front" format:"uri-reference" doc:"Front, 896x1280, WebP."`
	FrontSmall string `json:"frontSmall" format:"uri-reference" doc:"Front, 448x640, WebP."`
}

// RecapTicket is a piece in the mosaic.
type RecapTicket struct {
	ID         string `json:"id"`
	Title      string `json:"title"`
	Day        string `json:"day" format:"date" example:"2026-08-03"`
	Color      string `json:"color" doc:"Dominant colour of the photo." example:"#6b4f3a"`
	FrontSmall string `json:"frontSmall" format:"uri-reference" doc:"Front, 448x640, WebP."`
}

// RecapStreak is the longest run of weeks with pieces.
type RecapStreak struct {
	Weeks int    `json:"weeks" minimum:"1" doc:"Weeks from Monday, one after the other, with a piece in each."`
	First string `json:"first" format:"date" doc:"The first day with a piece in them."`
	Last  string `json:"last" format:"date" doc:"The last."`
}

// RecapVenues are places where the person was for the first time.
type RecapVenues struct {
	Names []string `json:"names" nullable:"false" maxItems:"30" doc:"The most frequent first."`
	Total int      `json:"total" minimum:"0"`
}

// RecapMonth is the month with the most pieces.
type RecapMonth struct {
	Month int `json:"month" minimum:"1" maximum:"12"`
	Totals
}

// Recap is what a year was.
type Recap struct {
	Year      int                  `json:"year" example:"2026"`
	Total     Totals               `json:"total"`
	Kinds     []KindTotals         `json:"kinds" nullable:"false" doc:"Kinds that have pieces, the most frequent first."`
	Genres    []GenreTotals        `json:"genres" nullable:"false" doc:"Genres that have pieces, the most frequent first."`
	First     RecapPiece           `json:"first" doc:"The first piece of the year."`
	Last      RecapPiece           `json:"last" doc:"The last."`
	Loved     RecapPiece           `json:"loved" doc:"The one with the most stars; of several, the one with the most hearts."`
	Hearts    int                  `json:"hearts" minimum:"0" doc:"Hearts of the most loved piece."`
	Busiest   RecapMonth           `json:"busiest" doc:"The month with the most pieces; the first of several."`
	Place     *NameCount           `json:"place,omitempty" doc:"Where the person was most often; absent when no piece tells."`
	Artist    *NameCount           `json:"artist,omitempty" doc:"Whom the person saw most often; absent when no piece tells."`
	SeatRow   *NameCount           `json:"seatRow,omitempty" doc:"The row of seats in which the person sat most often; absent when no seat tells one."`
	Streak    RecapStreak          `json:"streak" doc:"The longest run of weeks; the latest of several."`
	NewVenues RecapVenues          `json:"newVenues" doc:"Places of this year that no piece from before names."`
	Viewings  Viewings             `json:"viewings"`
	Tickets   []RecapTicket        `json:"tickets" nullable:"false" maxItems:"400" doc:"All pieces of the year by day and time, at most 400."`
	Before    StatisticsComparison `json:"before"`
}
