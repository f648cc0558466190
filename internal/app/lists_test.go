package app

import (
	"slices"
	"testing"

	"piece/internal/artwork"
	"piece/internal/media"
	"piece/internal/piece"
	"piece/internal/piece/record"
)

// Domains don't import each other, so two of them list kinds and genres; this keeps the
// lists alike.
func TestDomainsAgreeOnKindsAndGenres(t *testing.T) {
	var kinds, genres []string
	for _, k := range piece.Kinds() {
		kinds = append(kinds, string(k))
	}
	for _, g := range piece.Genres() {
		genres = append(genres, string(g))
	}
	if !slices.Equal(kinds, artwork.Kinds()) {
		t.Errorf("pieces have %v, artworks %v", kinds, artwork.Kinds())
	}
	if !slices.Equal(genres, artwork.Genres()) {
		t.Errorf("pieces have %v, artworks %v", genres, artwork.Genres())
	}
}

// Records tell how large their photos are at most, and media makes them so.
func TestDomainsAgreeOnTheSidesOfPhotos(t *testing.T) {
	if record.SmallSide != media.SmallSide || record.LargeSide != media.MaxSide {
		t.Errorf("records have %d and %d, media %d and %d", record.SmallSide, record.LargeSide, media.SmallSide, media.MaxSide)
	}
}
