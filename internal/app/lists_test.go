package app

import (
	"slices"
	"testing"

	"piece/internal/artwork"
	"piece/internal/cake"
	"piece/internal/media"
	"piece/internal/piece"
	"piece/internal/piece/record"
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

func texts[T ~string](list []T) []string {
	out := make([]string, len(list))
	for i, v := range list {
		out[i] = string(v)
	}
	return out
}
