package app

import (
	"slices"
	"testing"

	"piece/internal/artwork"
	"piece/internal/piece"
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
