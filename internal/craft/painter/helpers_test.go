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
	style   Style
	scene   Scene
	picture *image.RGBA
	choice  Choice
	moments []moment
	err     error
}

// moment is what a watcher saw.
type moment struct {
	done   float64
	glance *image.RGBA // of the first, of each eighth and of the last
}

const (
	studySeed   = 11
	studyFront  = "pastel poster"
	glanceSide  = 32
	manyMoments = 16 // of a painting that is watched
)

// studies holds every scene of every style.
var studies = sync.OnceValue(func() []*study {
	var all []*study
	img := madeUpFront(studyFront)
	for _, style := range Styles() {
		for _, scene := range style.Scenes() {
			s := &study{style: style, scene: scene}
			s.picture, s.choice, s.err = Paint(context.Background(), img, Options{Style: style, Seed: studySeed, Scene: scene, side: testSide}, s.watch)
			all = append(all, s)
		}
	}
	return all
})

func (s *study) watch(m Moment) {
	now := moment{done: m.Done}
	if len(s.moments)%8 == 0 || m.Done == 1 {
		now.glance = m.Glance(glanceSide)
	}
	s.moments = append(s.moments, now)
}

// order is what s was painted by, with another seed for a positive step.
func (s *study) order(step uint64) Options {
	return Options{Style: s.style, Seed: studySeed + step, Scene: s.scene}
}

// eachStudy runs check for every scene of every style.
func eachStudy(t *testing.T, check func(t *testing.T, s *study)) {
	t.Helper()
	for _, s := range studies() {
		t.Run(string(s.style)+"/"+string(s.scene), func(t *testing.T) {
			t.Parallel()
			if s.err != nil {
				t.Fatal(s.err)
			}
			check(t, s)
		})
	}
}

// front is a sample front by name.
func front(t *testing.T, name string) image.Image {
	t.Helper()
	img := madeUpFront(name)
	if img == nil {
		t.Fatalf("no sample front %q", name)
	}
	return img
}

func madeUpFront(name string) image.Image {
	for i, f := range sampleFronts() {
		if f.name == name {
			return f.paint(uint32(i))
		}
	}
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
