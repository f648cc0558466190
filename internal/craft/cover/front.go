package cover

import (
	"context"
	"fmt"
	"image"

	"piece/internal/craft/noise"
	"piece/internal/craft/poster"
)

// Count is how many different fronts a work has, numbered from 1.
const Count = 24

// Work is what a front tells.
type Work struct {
	Kind  string // as poster.Work knows them
	Title string
}

// Artist draws covers. It holds the parsed faces; make one and share it.
type Artist struct{ posters *poster.Artist }

// New parses the faces.
func New() (*Artist, error) {
	posters, err := poster.New()
	if err != nil {
		return nil, err
	}
	return &Artist{posters}, nil
}

// calm are the compositions that suit a kind when nothing more is known of a work than its
// title: none that tells of crime or horror, none that looks empty without names and places,
// and none that takes long to draw.
var calm = map[string][]poster.Composition{
	"movie":      {"moonsea", "portrait", "road", "frames", "ladder", "windows", "whale", "umbrellas", "balloons", "papercut", "skyline", "rain"},
	"play":       {"curtain", "thread", "windows", "umbrellas", "glyph", "ladder", "portrait"},
	"musical":    {"moonsea", "curtain", "botanical", "ladder", "chart", "whale", "balloons", "thread"},
	"concert":    {"vinyl", "rings", "skyline", "riso", "ridges", "bauhaus", "chart"},
	"exhibition": {"cube", "botanical", "bauhaus", "glyph", "swiss", "papercut", "riso"},
	"":           {"bauhaus", "moonsea", "rings", "papercut", "swiss", "balloons", "botanical"},
}

// Front draws the front of a work, width pixels wide and 10/7 as high, opaque.
func (a *Artist) Front(ctx context.Context, w Work, number, width int) (*image.RGBA, error) {
	seed := fingerprint(w.Kind+"\x00"+w.Title) + uint64(number)
	o := poster.Options{Composition: composition(w, number), Seed: seed, Width: width}
	return a.posters.Draw(ctx, poster.Work{Kind: w.Kind, Title: w.Title}, o)
}

// composition goes round those that suit the kind, so that the next number is another picture
// and two titles of a kind rarely begin with the same one.
func composition(w Work, number int) poster.Composition {
	suits, ok := calm[w.Kind]
	if !ok {
		suits = calm[""]
	}
	start := noise.NewStream(fingerprint(w.Title)).Index(len(suits))
	return suits[(start+number)%len(suits)]
}

// thumb is the width of a front that is drawn only to be looked at for its colour.
const thumb = 70

// Color gives the mean colour of a front, "#rrggbb".
func (a *Artist) Color(ctx context.Context, w Work, number int) (string, error) {
	m, err := a.Front(ctx, w, number, thumb)
	if err != nil {
		return "", err
	}
	var sum [3]int
	for i := 0; i < len(m.Pix); i += 4 {
		for c := range sum {
			sum[c] += int(m.Pix[i+c])
		}
	}
	n := len(m.Pix) / 4
	return fmt.Sprintf("#%02x%02x%02x", sum[0]/n, sum[1]/n, sum[2]/n), nil
}

// fingerprint is FNV-1a.
func fingerprint(s string) uint64 {
	h := uint64(14695981039346656037)
	for i := range len(s) {
		h = (h ^ uint64(s[i])) * 1099511628211
	}
	return h
}
