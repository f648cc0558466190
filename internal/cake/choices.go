package cake

import (
	"math/bits"
	"slices"
)

// Kind sorts works. The kinds are those of pieces; a test of package app holds the two together.
type Kind string

// Kinds lists every kind in the order in which they are offered.
func Kinds() []Kind {
	return []Kind{"movie", "play", "musical", "concert", "exhibition", "etc"}
}

// Valid tells whether the kind is one of the list.
func (k Kind) Valid() bool { return slices.Contains(Kinds(), k) }

// Genre is one genre of a work, which may have several. The genres are those of pieces.
type Genre string

// genres are all of them. Their places are stored: new ones go to the end.
var genres = []Genre{
	"horror", "romance", "comedy", "crime", "animation", "action", "fantasy", "drama",
	"music", "war", "history", "sports", "disaster", "documentary", "etc",
}

// Genres lists every genre in the order in which they are offered.
func Genres() []Genre { return slices.Clone(genres) }

// Valid tells whether the genre is one of the list.
func (g Genre) Valid() bool { return slices.Contains(genres, g) }

// GenreSet holds genres as bits, so that an index can hold them too.
type GenreSet uint32

// SetOf gives the set of the genres; those that are not valid are left out.
func SetOf(list ...Genre) GenreSet {
	var s GenreSet
	for _, g := range list {
		if i := slices.Index(genres, g); i >= 0 {
			s |= 1 << i
		}
	}
	return s
}

// Has tells whether the genre is in the set.
func (s GenreSet) Has(g Genre) bool { return s&SetOf(g) != 0 }

// List gives the genres of the set in the order of Genres.
func (s GenreSet) List() []Genre {
	list := make([]Genre, 0, bits.OnesCount32(uint32(s)))
	for i, g := range genres {
		if s&(1<<i) != 0 {
			list = append(list, g)
		}
	}
	return list
}

// Area is where in Korea something is on: one of its 17 provinces and large cities, or abroad.
type Area string

// Areas lists every area in the order in which they are offered. "" is an area not known.
func Areas() []Area {
	return []Area{
		"seoul", "gyeonggi", "incheon", "gangwon", "daejeon", "sejong", "chungbuk", "chungnam",
		"gwangju", "jeonbuk", "jeonnam", "daegu", "gyeongbuk", "busan", "ulsan", "gyeongnam", "jeju", "abroad",
	}
}

// Valid tells whether the area is one of the list.
func (a Area) Valid() bool { return slices.Contains(Areas(), a) }

// Role is what a person did for a work.
type Role string

// Roles lists every role in the order in which a page shows them.
func Roles() []Role {
	return []Role{"director", "cast", "artist", "writer", "composer", "producer", "crew"}
}

// Valid tells whether the role is one of the list.
func (r Role) Valid() bool { return slices.Contains(Roles(), r) }
