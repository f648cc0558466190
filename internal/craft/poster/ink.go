package poster

import (
	"math"

	"piece/internal/craft/noise"
	"piece/internal/craft/oklab"
)

// rgb is a colour in sRGB, 0 to 1.
type rgb struct{ r, g, b float32 }

func hex(v uint32) rgb {
	return rgb{float32(v>>16&255) / 255, float32(v>>8&255) / 255, float32(v&255) / 255}
}

func (c rgb) lab() oklab.Colour {
	return oklab.FromRGB(level(c.r, 0.5), level(c.g, 0.5), level(c.b, 0.5))
}

func ofLab(l oklab.Colour) rgb {
	r, g, b := l.RGB()
	return rgb{float32(r) / 255, float32(g) / 255, float32(b) / 255}
}

// mix goes from a to b as people see it.
func mix(a, b rgb, t float64) rgb {
	return ofLab(oklab.Mix(a.lab(), b.lab(), float32(min(max(t, 0), 1))))
}

// lighter adds to the lightness, which is 0 to 1; darker is a negative one.
func (c rgb) lighter(by float64) rgb { return ofLab(c.lab().Lighter(float32(by))) }

// light is how light the colour looks, 0 to 1.
func (c rgb) light() float64 { return float64(c.lab().L) }

var (
	white = rgb{1, 1, 1}
	black = rgb{}
)

// readable is the one of two colours that stands out more from the ground.
func readable(ground, a, b rgb) rgb {
	if math.Abs(a.light()-ground.light()) >= math.Abs(b.light()-ground.light()) {
		return a
	}
	return b
}

// ink is a colour for every place of the sheet.
type ink func(x, y float32) rgb

func flat(c rgb) ink { return func(_, _ float32) rgb { return c } }

// ramp is a scale of colours.
type ramp [257]rgb

// scale spreads colours evenly.
func scale(colours ...rgb) *ramp {
	var s ramp
	last := float64(len(colours) - 1)
	for i := range s {
		at := float64(i) / 256 * last
		from := min(int(at), len(colours)-1)
		s[i] = mix(colours[from], colours[min(from+1, len(colours)-1)], at-float64(from))
	}
	return &s
}

func (s *ramp) at(t float32) rgb {
	t = noise.Clamp01(t) * 256
	i := min(int(t), 255)
	f, a, b := t-float32(i), s[i], s[i+1]
	return rgb{a.r + (b.r-a.r)*f, a.g + (b.g-a.g)*f, a.b + (b.b-a.b)*f}
}

// linear runs from (x0, y0) to (x1, y1).
func linear(x0, y0, x1, y1 float64, colours ...rgb) ink {
	s := scale(colours...)
	dx, dy := float32(x1-x0), float32(y1-y0)
	n := dx*dx + dy*dy
	return func(x, y float32) rgb { return s.at(((x-float32(x0))*dx + (y-float32(y0))*dy) / n) }
}

// falling runs from top to bottom.
func falling(y0, y1 float64, colours ...rgb) ink { return linear(0, y0, 0, y1, colours...) }

// radial runs from a centre outwards.
func radial(cx, cy, r float64, colours ...rgb) ink {
	s := scale(colours...)
	return func(x, y float32) rgb {
		dx, dy := x-float32(cx), y-float32(cy)
		return s.at(noise.Sqrt(dx*dx+dy*dy) / float32(r))
	}
}

// fade is a texture that goes from a to b between two heights.
func fade(y0, y1, a, b float64) func(x, y float32) float32 {
	return func(_, y float32) float32 {
		return noise.Lerp(float32(a), float32(b), noise.Smooth(float32(y0), float32(y1), y))
	}
}

// speckle is a texture of ink that did not reach everywhere; more is rougher.
func speckle(amount float64, seed uint32) func(x, y float32) float32 {
	return func(x, y float32) float32 {
		fine := noise.Hash(noise.Floor(x*1.6), noise.Floor(y*1.6), seed)
		patch := noise.Fractal(x*0.02, y*0.02, 3, seed)
		hole := noise.Smooth(0.25, 0.75, patch) * float32(amount)
		return 1 - hole*noise.Smooth(0.35, 1, fine)
	}
}

// halftone is a texture of dots on a turned grid; tone says how dark it is at a place.
func halftone(pitch, angle float64, tone func(x, y float32) float32) func(x, y float32) float32 {
	sin, cos := noise.Sincos(float32(angle))
	p := float32(pitch)
	return func(x, y float32) float32 {
		u, v := (x*cos+y*sin)/p, (y*cos-x*sin)/p
		cu, cv := float32(noise.Floor(u))+0.5, float32(noise.Floor(v))+0.5
		t := noise.Clamp01(tone((cu*cos-cv*sin)*p, (cu*sin+cv*cos)*p))
		r := noise.Sqrt(t) * 0.76
		d := noise.Sqrt((u-cu)*(u-cu) + (v-cv)*(v-cv))
		return noise.Smooth(r+0.09, r-0.09, d)
	}
}

// grain roughens the whole sheet like print on paper.
func (c *canvas) grain(amount float64) {
	a := float32(amount)
	for y := range c.h {
		for x := range c.w {
			n := (noise.Hash(int32(x), int32(y), 91)+noise.Hash(int32(x), int32(y), 92)-1)*a + (noise.Value(float32(x)/float32(c.k)*0.35, float32(y)/float32(c.k)*0.35, 93)-0.5)*a*0.5
			p := &c.pix[y*c.w+x]
			p.r += n
			p.g += n
			p.b += n
		}
	}
}

// vignette darkens the corners.
func (c *canvas) vignette(amount float64) {
	for y := range c.h {
		for x := range c.w {
			u, v := float32(x)/float32(c.w)-0.5, float32(y)/float32(c.h)-0.5
			k := 1 - float32(amount)*noise.Smooth(0.25, 0.8, noise.Sqrt(u*u+v*v))
			p := &c.pix[y*c.w+x]
			p.r, p.g, p.b = p.r*k, p.g*k, p.b*k
		}
	}
}
