package app

import (
	"slices"
	"testing"

	"piece/internal/artwork"
	"piece/internal/cake"
	"piece/internal/craft/painter"
	"piece/internal/media"
	"piece/internal/piece"
	"piece/internal/piece/record"
	"piece/internal/platform/textrule"
	"piece/internal/reading"
)

// Domains don't import each other, so three of them list kinds and genres; this keeps the
// lists alike.
func TestDomainsAgreeOnKindsAndGenres(t *testing.T) {
	kinds, genres := texts(piece.Kinds()), texts(piece.Genres())
	if c := texts(cake.Kinds()); !slices.Equal(kinds, c) {
		t.Errorf("pieces have %v, cakes %v", kinds, c)
	}
	if c := texts(cake.Genres()); !slices.Equal(genres, c) {
		t.Errorf("pieces have %v, cakes %v", genres, c)
	}
	if !slices.Equal(kinds, artwork.Kinds()) {
		t.Errorf("pieces have %v, artworks %v", kinds, artwork.Kinds())
	}
	if !slices.Equal(kinds, reading.Kinds()) {
		t.Errorf("pieces have %v, readings %v", kinds, reading.Kinds())
	}
	if !slices.Equal(genres, artwork.Genres()) {
		t.Errorf("pieces have %v, artworks %v", genres, artwork.Genres())
	}
}

// Artworks and painter list styles, in the order in which people are offered them.
func TestDomainsAgreeOnStyles(t *testing.T) {
	if styles := texts(painter.Styles()); !slices.Equal(styles, artwork.Styles()) || artwork.Oil != string(painter.Oil) {
		t.Errorf("the painter has %v, artworks %v", styles, artwork.Styles())
	}
}

// Records tell how large their photos are at most, and media makes them so.
func TestDomainsAgreeOnTheSidesOfPhotos(t *testing.T) {
	if record.SmallSide != media.SmallSide || record.LargeSide != media.MaxSide {
		t.Errorf("records have %d and %d, media %d and %d", record.SmallSide, record.LargeSide, media.SmallSide, media.MaxSide)
	}
}

// What is suggested from a ticket keeps the rules of a piece.
func TestSuggestionsKeepTheRulesOfPieces(t *testing.T) {
	for name, pair := range map[string][2]textrule.Rule{
		"title": {piece.TitleRule, reading.TitleRule}, "venue": {piece.VenueRule, reading.VenueRule}, "seat": {piece.SeatRule, reading.SeatRule},
		"cast": {piece.CastRule, reading.CastRule}, "director": {piece.DirectorRule, reading.DirectorRule},
	} {
		if pair[0] != pair[1] {
			t.Errorf("%s: pieces have %v, readings %v", name, pair[0], pair[1])
		}
	}
	if piece.MaxPrice != reading.MaxPrice || piece.FirstDay != reading.FirstDay || piece.LastDay != reading.LastDay {
		t.Error("the ranges of price or day differ")
	}
}

func texts[T ~string](list []T) []string {
	out := make([]string, len(list))
	for i, v := range list {
		out[i] = string(v)
	}
	return out
}
