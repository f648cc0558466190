package piece

import "slices"

// Kind sorts what was seen.
type Kind string

// Kinds lists every kind in the order in which they are offered.
func Kinds() []Kind {
	return []Kind{"movie", "play", "musical", "concert", "exhibition", "etc"}
}

// Valid tells whether the kind is one of the list.
func (k Kind) Valid() bool { return slices.Contains(Kinds(), k) }

// Genre is the genre of a piece. A piece has at most one.
type Genre string

// Genres lists every genre in the order in which they are offered.
func Genres() []Genre {
	return []Genre{
		"horror", "romance", "comedy", "crime", "animation", "action", "fantasy", "drama",
		"music", "war", "history", "sports", "disaster", "documentary", "etc",
	}
}

// Valid tells whether the genre is one of the list.
func (g Genre) Valid() bool { return slices.Contains(Genres(), g) }

// Visibility says who may see a piece besides its owner.
type Visibility string

// The two visibilities.
const (
	Public  Visibility = "public"  // everybody
	Private Visibility = "private" // nobody
)

// Visibilities lists both.
func Visibilities() []Visibility { return []Visibility{Public, Private} }

// Valid tells whether the visibility is one of the list.
func (v Visibility) Valid() bool { return slices.Contains(Visibilities(), v) }
