package localpainter_test

import (
	"bytes"
	"context"
	"image"
	"image/color"
	"testing"

	"golang.org/x/image/webp"

	"piece/internal/artwork"
	"piece/internal/artwork/localpainter"
	"piece/internal/craft/painter"
	"piece/internal/craft/picture"
)

// photo is the photo of everybody.
type photo []byte

func (p photo) Image(context.Context, string, string) ([]byte, error) { return p, nil }

func portrait(t *testing.T) photo {
	t.Helper()
	m := image.NewRGBA(image.Rect(0, 0, 350, 500))
	for y := range 500 {
		for x := range 350 {
			m.SetRGBA(x, y, color.RGBA{uint8(x / 2), 60, uint8(y / 3), 255})
		}
	}
	b, err := picture.EncodeJPEG(m, 80)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func TestEveryStyleGrowsBeforeItIsDone(t *testing.T) {
	p := localpainter.New(portrait(t), 0)
	for _, style := range painter.Styles() {
		var sketches [][]byte
		last := 0.0
		got, err := p.Paint(t.Context(), artwork.Job{Artwork: artwork.Artwork{
			Subject: artwork.Subject{PhotoID: "photo", Kind: "concert", Style: string(style), Crop: artwork.Crop{Width: 1, Height: 1}}, Seed: 7,
		}}, func(at artwork.Stage) {
			if at.Done < last {
				t.Errorf("%s: %v after %v", style, at.Done, last)
			}
			if last = at.Done; at.Sketch != nil {
				sketches = append(sketches, at.Sketch)
			}
		})
		if err != nil {
			t.Fatalf("%s: %v", style, err)
		}
		size, err := webp.DecodeConfig(bytes.NewReader(got.WebP))
		if err != nil || size.Width != painter.Side || size.Height != painter.Side || last != 1 || !painter.Scene(got.Scene).Valid() {
			t.Errorf("%s: %d x %d of %q, %v", style, size.Width, size.Height, got.Scene, err)
		}
		differ := map[string]bool{}
		most := 0
		for _, s := range sketches {
			size, err := webp.DecodeConfig(bytes.NewReader(s))
			if err != nil || size.Width != size.Height || len(s) > artwork.MaxSketch {
				t.Fatalf("%s: a sketch of %d bytes, %d x %d, %v", style, len(s), size.Width, size.Height, err)
			}
			differ[string(s)], most = true, max(most, len(s))
		}
		if len(differ) < 12 {
			t.Errorf("%s grows in %d steps only", style, len(differ))
		}
		t.Logf("%s: %d sketches, %d bytes at most", style, len(sketches), most)
	}
}
