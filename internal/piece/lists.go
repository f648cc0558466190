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

// Shape is the outline of a ticket.
type Shape string

// Shapes lists every shape in the order in which they are offered.
func Shapes() []Shape { return []Shape{"perforated", "stub", "punched", "film", "arch", "cake"} }

// Valid tells whether the shape is one of the list.
func (s Shape) Valid() bool { return slices.Contains(Shapes(), s) }

// Paper is the colour of the paper on the back of a ticket.
type Paper string

// Papers lists every paper in the order in which they are offered.
func Papers() []Paper {
	return []Paper{"ivory", "coral", "butter", "mint", "sky", "lilac", "rose", "night", "kraft"}
}

// Valid tells whether the paper is one of the list.
func (p Paper) Valid() bool { return slices.Contains(Papers(), p) }
