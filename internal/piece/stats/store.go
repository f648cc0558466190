package stats

import (
	"context"

	"piece/internal/craft/ticket"
	"piece/internal/piece"
)

// Store counts an owner's pieces where they are kept. Each method asks a number of queries that
// does not depend on them, and answers of one moment, whatever changes meanwhile.
type Store interface {
	// Counts counts the pieces of the days.
	Counts(ctx context.Context, owner string, q Query) (Counts, error)
	// Years gives the sums of each year with pieces, the latest first.
	Years(ctx context.Context, owner string) ([]Year, error)
	// Recap counts the pieces of the days and tells of single ones.
	Recap(ctx context.Context, owner string, q Query) (RecapCounts, error)
}

// Query says which pieces are counted.
type Query struct {
	First, Last piece.Day
	// Before is the first day of those that are set beside them, in Counts.Months alone; First
	// when there are none.
	Before piece.Day
	// Cut is the last day, such as "11-26", of what MonthCount.Early holds of each year.
	Cut string
}

// Counts are what a store counted. The lists are in no order.
type Counts struct {
	Months []MonthCount
	Stars  []Count[int]
	Genres []GenreTotals // of "" too
	Hours  []Count[string]
	Days   []DayCount
	Texts  []Texts
	Works  []WorkCount
}

// MonthCount are the sums of the pieces of one month and kind, apart by whether they lie on a
// day up to the cut.
type MonthCount struct {
	Month piece.Month
	Kind  piece.Kind
	Early bool
	Totals
}

// Count is how many pieces have a value.
type Count[T any] struct {
	Value  T
	Pieces int
}

// Texts are those of one piece in which people and places are named.
type Texts struct{ Venue, Cast, Director string }

// WorkCount is how many pieces of a work there are in the days, and before them.
type WorkCount struct {
	CakeID          string
	Pieces, Earlier int
	Latest          string // id of the piece in the days that was made last
}

// RecapCounts are what a store counted and found for a recap.
type RecapCounts struct {
	Counts
	Seats         []Count[string]
	EarlierVenues []string // that pieces from before the days name
	First, Last   string   // ids of pieces, by day, time and id
	Loved         string   // id of the piece with the most stars, of those the one with the most hearts
	LovedHearts   int
	Tickets       []Ticket // by day, time and id, at most MostTickets
}

// Ticket is a piece in a mosaic.
type Ticket struct {
	ID       string
	Day      piece.Day
	Title    string
	Color    string
	Shape    ticket.Shape
	Revision int
}

// Pieces is what this package asks of the rules of pieces.
type Pieces interface {
	// OwnByID gives those of the pieces that are the owner's.
	OwnByID(ctx context.Context, owner string, ids []string) (map[string]piece.Piece, error)
	// Ticket finds an image of the ticket of a piece.
	Ticket(ctx context.Context, viewer, pieceID, file string) (*piece.TicketFile, error)
}
