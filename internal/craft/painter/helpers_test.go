package painter

import (
	"context"
	"image"
	"sync"
	"testing"

	"piece/internal/craft/oklab"
)

// testSide keeps the suite quick: few pixels, but the same strokes.
const testSide = 64

func paint(t *testing.T, front image.Image, o Options) (*image.RGBA, Choice) {
	t.Helper()
	o.side = testSide
	picture, choice, err := Paint(context.Background(), front, o, nil)
	if err != nil {
		t.Errorf("Paint(%+v): %v", o, err) // not Fatal: painters may run side by side
	}
	return picture, choice
}

// study is a painting that several tests look at, because paintings cost.
type study struct {
	picture  *image.RGBA
	choice   Choice
	progress []float64
	err      error
}

const studySeed, studyFront = 11, 4 // the pastel poster

var studies = sync.OnceValue(func() map[Scene]*study {
	all := map[Scene]*study{}
	img := sampleFronts()[studyFront].paint(studyFront)
	for _, scene := range Oil.Scenes() {
		s := &study{}
		s.picture, s.choice, s.err = Paint(context.Background(), img, Options{Seed: studySeed, Scene: scene, side: testSide},
			func(m Moment) { s.progress = append(s.progress, m.Done) })
		all[scene] = s
	}
	return all
})

// eachStudy runs check for every scene.
func eachStudy(t *testing.T, check func(t *testing.T, scene Scene, s *study)) {
	t.Helper()
	for scene, s := range studies() {
		t.Run(string(scene), func(t *testing.T) {
			if s.err != nil {
				t.Fatal(s.err)
			}
			check(t, scene, s)
		})
	}
}

// front is a sample front by name.
func front(t *testing.T, name string) image.Image {
	t.Helper()
	for i, f := range sampleFronts() {
		if f.name == name {
			return f.paint(uint32(i))
		}
	}
	t.Fatalf("no sample front %q", name)
	return nil
}

// thumb reduces a picture to side by side colours.
func thumb(img *image.RGBA, side int) []oklab.Colour {
	block := img.Bounds().Dx() / side
	out := make([]oklab.Colour, 0, side*side)
	for y := range side {
		for x := range side {
			var r, g, b int
			for j := range block {
				for i := range block {
					c := img.RGBAAt(x*block+i, y*block+j)
					r, g, b = r+int(c.R), g+int(c.G), b+int(c.B)
				}
			}
			n := block * block
			out = append(out, oklab.FromRGB(uint8(r/n), uint8(g/n), uint8(b/n)))
		}
	}
	return out
}

// apart is the mean OKLab distance of two pictures at 32 pixels.
func apart(a, b *image.RGBA) float32 {
	const side = 32
	ta, tb := thumb(a, side), thumb(b, side)
	var sum float32
	for i := range ta {
		sum += oklab.Distance(ta[i], tb[i])
	}
	return sum / float32(len(ta))
}

func meanChroma(img *image.RGBA) float32 {
	colours := thumb(img, 32)
	var sum float32
	for _, c := range colours {
		sum += c.Chroma()
	}
	return sum / float32(len(colours))
}

func filled(width, height int, r, g, b, a uint8) *image.RGBA {
	img := image.NewRGBA(image.Rect(0, 0, width, height))
	for i := 0; i < len(img.Pix); i += 4 {
		img.Pix[i], img.Pix[i+1], img.Pix[i+2], img.Pix[i+3] = r, g, b, a
	}
	return img
}
