// Package localpainter is the painter that is always there: it needs no other service and
// answers within about two seconds of one core. It puts craft/picture and craft/painter
// to work for package artwork.
package localpainter

import (
	"context"
	"fmt"
	"time"

	"piece/internal/artwork"
	"piece/internal/craft/painter"
	"piece/internal/craft/picture"
)

const (
	frontWidth, frontHeight = 350, 500 // pixels of the front that the painter looks at
	quality                 = 88       // of the WebP
	paintedShare            = 0.9      // of the work; the rest is encoding
)

// SketchEvery is how often people who look on get a new sketch.
const SketchEvery = 180 * time.Millisecond

// Photos gives the photos that are painted from.
type Photos interface {
	Image(ctx context.Context, owner, id string) ([]byte, error)
}

// Painter implements artwork.Painter.
type Painter struct {
	photos Photos
	every  time.Duration
}

// New gives the painter. At least every so often, while it has something new, it makes a sketch
// of its stages; 0 is of each stage.
func New(photos Photos, every time.Duration) *Painter { return &Painter{photos: photos, every: every} }

// Paint implements artwork.Painter. The same job gives the same bytes.
func (p *Painter) Paint(ctx context.Context, j artwork.Job, watch func(artwork.Stage)) (artwork.Picture, error) {
	jpeg, err := p.photos.Image(ctx, j.OwnerID, j.PhotoID)
	if err != nil {
		return artwork.Picture{}, err
	}
	photo, err := picture.Decode(jpeg, picture.Limits{})
	if err != nil {
		return artwork.Picture{}, fmt.Errorf("a photo of ours can't be decoded: %w", err)
	}
	front := photo.Cover(picture.Crop{X: j.Crop.X, Y: j.Crop.Y, W: j.Crop.Width, H: j.Crop.Height, Turn: j.Crop.Turn}, frontWidth, frontHeight)
	sketcher := sketcher{every: p.every, watch: watch}
	painting, choice, err := painter.Paint(ctx, front, painter.Options{
		Style: painter.Style(j.Style), Seed: j.Seed, Kind: j.Kind, Genre: j.Genre, Avoid: scenes(j.Avoid),
	}, sketcher.see)
	if err != nil {
		return artwork.Picture{}, err
	}
	webp, err := picture.EncodeWebP(painting, quality)
	if err != nil {
		return artwork.Picture{}, err
	}
	watch(artwork.Stage{Done: 1})
	return artwork.Picture{WebP: webp, Scene: string(choice.Scene)}, nil
}

// scenes drops what other painters called theirs.
func scenes(names []string) []painter.Scene {
	var known []painter.Scene
	for _, n := range names {
		if s := painter.Scene(n); s.Valid() {
			known = append(known, s)
		}
	}
	return known
}
