package demo

import (
	"context"
	"image"
	"image/color"
	"image/draw"
	"math"
	"sync"

	xdraw "golang.org/x/image/draw"
	"golang.org/x/image/math/f64"

	"piece/internal/craft/noise"
	"piece/internal/craft/painter"
	"piece/internal/craft/picture"
)

// Form is what a picture shows.
type Form uint8

// The forms.
const (
	Poster Form = iota // the poster itself
	Wall               // somebody's photo of the poster on a wall
	Scene              // a place
)

// Picture is a picture that has yet to be drawn.
type Picture struct {
	Form   Form
	Seed   uint64
	Turned int    // quarter turns clockwise that set it upright again
	Loose  bool   // the crop leaves room around what it shows
	Code   string // of the work

	kind string
}

// Crop is the part of a picture that goes on a ticket, in shares of the upright picture
// after it was turned.
type Crop struct {
	X, Y, Width, Height float64
	Turn                int
}

// picture decides what a photo of a visit shows.
func (p *planner) picture(form Form, work int, r *dice) Picture {
	w := &p.works[work]
	out := Picture{Form: form, Seed: r.Uint64(), Code: w.Code, kind: w.Kind}
	if form == Poster && r.chance(0.04) {
		out.Turned = 1
	}
	return out
}

// Crop gives the part for a ticket.
func (p Picture) Crop() Crop {
	at := float64(p.Seed%1000) / 1000
	switch p.Form {
	case Wall: // 1200 x 1600, around the poster
		if p.Loose {
			return Crop{X: 0.033, Width: 0.7 * 1600 / 1200, Height: 1}
		}
		return Crop{X: 0.12 + 0.015*at, Y: 0.07, Width: 0.7 * 1280 / 1200, Height: 1280.0 / 1600}
	case Scene: // a square
		return Crop{X: 0.3 * at, Width: 0.7, Height: 1}
	}
	return Crop{Width: 1, Height: 1, Turn: p.Turned}
}

// Posters give the poster of the work of a code.
type Posters func(ctx context.Context, code string) (image.Image, error)

// Studio draws pictures. It keeps the posters that it was given; make one and share it.
type Studio struct {
	given Posters

	mu      sync.Mutex
	posters map[string]*givenOnce // guarded by mu
}

// givenOnce is a poster that is asked for once.
type givenOnce struct {
	once sync.Once
	img  *image.RGBA
	err  error
}

// NewStudio makes a studio.
func NewStudio(p Posters) *Studio { return &Studio{given: p, posters: map[string]*givenOnce{}} }

// jpegQuality is that of cameras.
const jpegQuality = 90

// Draw draws a picture as JPEG.
func (s *Studio) Draw(ctx context.Context, p Picture) ([]byte, error) {
	m, err := s.image(ctx, p)
	if err != nil {
		return nil, err
	}
	return picture.EncodeJPEG(picture.ToYCbCr(m), jpegQuality)
}

func (s *Studio) image(ctx context.Context, p Picture) (*image.RGBA, error) {
	if p.Form == Scene {
		m, _, err := painter.Paint(ctx, nil, painter.Options{Seed: p.Seed >> 8, Kind: p.kind}, nil)
		return m, err
	}
	m, err := s.poster(ctx, p)
	if err != nil {
		return nil, err
	}
	if p.Form == Wall {
		return onWall(m, p.Seed), nil
	}
	if p.Turned == 1 {
		return turnedLeft(m), nil
	}
	return m, nil
}

// keptPosters bounds the drawn posters (6 MB each).
const keptPosters = 24

func (s *Studio) poster(ctx context.Context, p Picture) (*image.RGBA, error) {
	s.mu.Lock()
	known := s.posters[p.Code]
	if known == nil {
		if len(s.posters) >= keptPosters {
			clear(s.posters)
		}
		known = &givenOnce{}
		s.posters[p.Code] = known
	}
	s.mu.Unlock()
	known.once.Do(func() {
		m, err := s.given(context.WithoutCancel(ctx), p.Code)
		if known.err = err; err == nil {
			known.img = shaped(m)
		}
	})
	return known.img, known.err
}

// shaped is the middle of a poster that has the shape of a ticket, 7:10.
func shaped(m image.Image) *image.RGBA {
	b := m.Bounds()
	w, h := min(b.Dx(), b.Dy()*7/10), min(b.Dy(), b.Dx()*10/7)
	out := image.NewRGBA(image.Rect(0, 0, w, h))
	draw.Draw(out, out.Rect, m, b.Min.Add(image.Pt((b.Dx()-w)/2, (b.Dy()-h)/2)), draw.Src)
	return out
}

var walls = []color.RGBA{{0xb9, 0xb2, 0xa6, 255}, {0x8c, 0x95, 0x98, 255}, {0xc9, 0xb8, 0xa3, 255}, {0x5b, 0x60, 0x66, 255}, {0xa3, 0x6b, 0x55, 255}, {0xd8, 0xd5, 0xcd, 255}}

// onWall is a hand-held photo of a poster: a little turned, lit from one side.
func onWall(m *image.RGBA, seed uint64) *image.RGBA {
	const w, h, wide = 1200, 1600, 760.0
	r := roll(seed, 7)
	wall := choose(r, walls)
	out := image.NewRGBA(image.Rect(0, 0, w, h))
	draw.Draw(out, out.Rect, image.NewUniform(wall), image.Point{}, draw.Src)
	k := wide / float64(m.Rect.Dx())
	angle := (r.Float64() - 0.5) * 0.07
	sin, cos := math.Sincos(angle)
	cx, cy := float64(w)/2+(r.Float64()-0.5)*30, 752+(r.Float64()-0.5)*40
	half := [2]float64{float64(m.Rect.Dx()) / 2, float64(m.Rect.Dy()) / 2}
	place := func(dx, dy float64) f64.Aff3 {
		return f64.Aff3{k * cos, -k * sin, cx + dx - k*(cos*half[0]-sin*half[1]), k * sin, k * cos, cy + dy - k*(sin*half[0]+cos*half[1])}
	}
	for i := range 9 { // a soft shadow, in layers
		d := float64(i)
		xdraw.NearestNeighbor.Transform(out, place(6+d, 8+2*d), image.NewUniform(color.RGBA{0, 0, 0, 16}), m.Rect, draw.Over, nil)
	}
	xdraw.CatmullRom.Transform(out, place(0, 0), m, m.Rect, draw.Over, nil)
	lit := float32(r.Float64())
	for y := range h {
		for x := range w {
			u, v := float32(x)/w, float32(y)/h
			light := 0.72 + 0.34*noise.Smooth(1.3, 0.1, noise.Abs(u-lit)+v*0.55) + 0.05*(noise.Hash(int32(x), int32(y), uint32(seed))-0.5)
			q := out.Pix[out.PixOffset(x, y):]
			for c := range 3 {
				q[c] = uint8(min(float32(q[c])*light, 255))
			}
		}
	}
	return out
}

// turnedLeft is a picture from a phone that was held sideways.
func turnedLeft(m *image.RGBA) *image.RGBA {
	w, h := m.Rect.Dx(), m.Rect.Dy()
	out := image.NewRGBA(image.Rect(0, 0, h, w))
	for y := range h {
		for x := range w {
			copy(out.Pix[out.PixOffset(y, w-1-x):][:4], m.Pix[m.PixOffset(x, y):][:4])
		}
	}
	return out
}
