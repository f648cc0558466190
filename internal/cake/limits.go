package cake

import "piece/internal/platform/textrule"

// What may be typed. The API description, and through it the forms, take their limits from
// here. What sources tell is cut to the same.
var (
	TitleRule    = textrule.Rule{Min: 1, Max: 100}
	OriginalRule = textrule.Rule{Max: 100}
	VenueRule    = textrule.Rule{Max: 100}
	TimesRule    = textrule.Rule{Max: 300}
	SynopsisRule = textrule.Rule{Max: 2000, Multiline: true}
	NameRule     = textrule.Rule{Min: 1, Max: 60}
	PartRule     = textrule.Rule{Max: 60}
	SeatRule     = textrule.Rule{Max: 40}
	QueryRule    = textrule.Rule{Max: 50} // what is searched for
)

// Ranges of numbers and lists.
const (
	MinYear    = 1880
	MaxYear    = 2100
	MaxMinutes = 1440
	MaxAge     = 19
	MaxPrice   = 100_000_000 // won
	MaxPrices  = 20
	MaxCredits = 60
	MaxGenres  = 5
	MaxLink    = 500 // characters of an address
	MaxCode    = 64  // characters of a code
)

// MaxKeyLength is the most characters of an idempotency key.
const MaxKeyLength = 64

// MadePerHour is how many cakes a person may make by hand in an hour, on each node: more than
// a festival has stages, and few enough to be looked through by an admin.
const MadePerHour = 40

// MaxSome is how many cakes may be asked for by their ids at once.
const MaxSome = 100
