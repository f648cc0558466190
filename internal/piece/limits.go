package piece

import (
	"piece/internal/craft/cover"
	"piece/internal/platform/textrule"
)

// What a person may type. The API description, and through it the forms, take their
// limits from here.
var (
	TitleRule     = textrule.Rule{Min: 1, Max: 100}
	ReviewRule    = textrule.Rule{Min: 1, Max: 50}
	CastRule      = textrule.Rule{Max: 200}
	DirectorRule  = textrule.Rule{Max: 100}
	VenueRule     = textrule.Rule{Max: 100}
	SeatRule      = textrule.Rule{Max: 60}
	CompanionRule = textrule.Rule{Max: 60}
	QueryRule     = textrule.Rule{Max: 50} // what is searched for
)

// Ranges of numbers.
const (
	MaxPrice     = 100_000_000 // won
	MinHalfStars = 1
	MaxHalfStars = 10
	MaxTurn      = 3 // quarter turns of a photo
	MaxCover     = cover.Count
)

// MaxKeyLength is the most characters of an idempotency key.
const MaxKeyLength = 64

// How much an overview shows at most.
const (
	MaxMonthPieces = 500 // pieces of a calendar month
	MaxSuggestions = 20  // texts of one field
	MaxMemories    = 50  // pieces of one day of the calendar
)
