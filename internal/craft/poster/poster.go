package poster

import (
	"context"
	_ "embed" // the display faces are part of the program
	"fmt"
	"image"
	"sync"

	"piece/internal/craft/noise"
	"piece/internal/craft/typeset"
)

//go:embed assets/SongMyung-Regular.ttf
var songMyung []byte

//go:embed assets/BlackHanSans-Regular.ttf
var blackHanSans []byte

//go:embed assets/EastSeaDokdo-Regular.ttf
var eastSeaDokdo []byte

// The widths that Draw knows. The height is that of 7:10.
const (
	MinWidth     = 70
	MaxWidth     = 2100
	DefaultWidth = 840
)

// Options choose among the posters that a work may have. The zero value lets the work decide.
type Options struct {
	Composition Composition // "" chooses one that suits the work
	Seed        uint64      // another seed gives another poster
	Width       int         // pixels, MinWidth to MaxWidth; 0 means DefaultWidth
}

// Artist draws posters. It holds the parsed faces; make one and share it.
type Artist struct{ setters sync.Pool }

// New parses the faces.
func New() (*Artist, error) {
	fonts, err := typeset.Load(songMyung, blackHanSans, eastSeaDokdo)
	if err != nil {
		return nil, err
	}
	return &Artist{sync.Pool{New: func() any { return fonts.Typesetter() }}}, nil
}

// Draw draws the poster of a work, opaque. The errors are that of ctx and an unknown composition.
func (a *Artist) Draw(ctx context.Context, w Work, o Options) (*image.RGBA, error) {
	t := a.setters.Get().(*typeset.Typesetter)
	defer a.setters.Put(t)
	c, err := compose(ctx, t, w, o)
	if err != nil {
		return nil, err
	}
	return c.finish(), ctx.Err()
}

// compose draws on a canvas that can still be looked into.
func compose(ctx context.Context, t *typeset.Typesetter, w Work, o Options) (*canvas, error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	w = w.clean()
	if o.Composition == "" {
		o.Composition = Choose(w, o.Seed)
	}
	plan, ok := find(o.Composition)
	if !ok {
		return nil, fmt.Errorf("poster: there is no composition %q", o.Composition)
	}
	width := min(max(o.Width, MinWidth), MaxWidth)
	if o.Width == 0 {
		width = DefaultWidth
	}
	c := newCanvas(t, width, noise.NewStream(seed(w, o)))
	plan.draw(c, &w)
	return c, nil
}

// seed makes posters of one seed differ between works and compositions.
func seed(w Work, o Options) uint64 {
	return fingerprint(string(o.Composition)+"\x00"+w.Title+"\x00"+w.Kind) ^ o.Seed*0x9E3779B97F4A7C15
}

// fingerprint is FNV-1a.
func fingerprint(s string) uint64 {
	h := uint64(14695981039346656037)
	for i := range len(s) {
		h = (h ^ uint64(s[i])) * 1099511628211
	}
	return h
}
