package readingtest

import (
	"image"
	"math"

	"piece/internal/craft/noise"
)

// wear is what happens to a ticket until it is photographed, and to the photo.
type wear struct {
	turn     float64 // degrees
	crumple  float32 // pixels by which creases move the print
	shadow   float32 // how dark the darker half is, 0 to 1
	contrast float32 // of the print, 1 is all of it
	light    float32 // of the whole photo, 1 is as it is
	grain    float32 // of the sensor, in levels
	soft     bool    // a little out of focus
	quarter  int     // how the phone was held: EXIF says so, the pixels lie
}

// wears go from careful to careless.
var wears = []wear{
	{turn: 0.6, contrast: 1, light: 1, grain: 2},
	{turn: -4, shadow: 0.35, contrast: 0.95, light: 0.95, grain: 4},
	{turn: 3, crumple: 5, shadow: 0.2, contrast: 0.9, light: 0.92, grain: 4},
	{turn: -1.5, contrast: 0.5, light: 0.9, grain: 5, quarter: 1},
	{turn: 8, crumple: 3, shadow: 0.45, contrast: 0.85, light: 0.7, grain: 8, soft: true},
}

// margin is how much of the table is seen around a ticket, in parts of its sides.
const margin = 0.14

// step is how far apart the slow changes (creases, light) are worked out, in pixels.
const step = 6

// photograph gives a ticket as it lies on a table.
func photograph(ticket *image.RGBA, w wear, seed uint32) *image.RGBA {
	tw, th := ticket.Bounds().Dx(), ticket.Bounds().Dy()
	pw, ph := int(float64(tw)*(1+2*margin)), int(float64(th)*(1+2*margin))
	photo := image.NewRGBA(image.Rect(0, 0, pw, ph))
	sin, cos := math.Sincos(w.turn * math.Pi / 180)
	rng := noise.NewStream(uint64(seed))
	table := [3]float32{rng.Between(70, 150), rng.Between(60, 120), rng.Between(50, 100)}
	type slow struct{ dx, dy, light, grain float32 }
	var at slow
	for y := range ph {
		for x := range pw {
			if x%step == 0 {
				fx, fy := float32(x), float32(y-y%step)
				crease := noise.Fractal(fx/170, fy/170, 3, seed)
				at.dx = (crease - 0.5) * 2 * w.crumple
				at.dy = (noise.Fractal(fx/190, fy/190, 3, seed+7) - 0.5) * 2 * w.crumple
				at.light = w.light * (1 - w.shadow*ramp((fx/float32(pw)+fy/float32(ph)*0.4+0.15*(crease-0.5)-0.45)*5))
				at.light *= 1 + w.crumple*0.02*(crease-0.5)*2
				at.grain = noise.Fractal(fx/40, fy/9, 2, seed+3)
			}
			ux, uy := float64(x-pw/2), float64(y-ph/2)
			sx := float32(ux*cos+uy*sin) + float32(tw)/2 + at.dx
			sy := float32(-ux*sin+uy*cos) + float32(th)/2 + at.dy
			c := table
			if sx >= 0 && sy >= 0 && sx < float32(tw-1) && sy < float32(th-1) {
				c = sample(ticket, sx, sy)
				for i := range c {
					c[i] = 250 - (250-c[i])*w.contrast
				}
			} else {
				for i := range c {
					c[i] *= 0.75 + 0.5*at.grain
				}
			}
			speck := (noise.Hash(int32(x), int32(y), seed) - 0.5) * 2 * w.grain
			p := photo.Pix[photo.PixOffset(x, y):]
			for i := range c {
				p[i] = uint8(min(max(c[i]*at.light+speck, 0), 255))
			}
			p[3] = 255
		}
	}
	if w.soft {
		blur(photo)
	}
	return photo
}

// ramp goes from 0 to 1 softly.
func ramp(x float32) float32 {
	x = min(max(x, 0), 1)
	return x * x * (3 - 2*x)
}

func sample(m *image.RGBA, x, y float32) (c [3]float32) {
	ix, iy := int(x), int(y)
	fx, fy := x-float32(ix), y-float32(iy)
	p := m.Pix[m.PixOffset(ix, iy):]
	q := m.Pix[m.PixOffset(ix, iy+1):]
	for i := range c {
		top := float32(p[i])*(1-fx) + float32(p[i+4])*fx
		low := float32(q[i])*(1-fx) + float32(q[i+4])*fx
		c[i] = top*(1-fy) + low*fy
	}
	return c
}

// blur takes the mean of three by three pixels.
func blur(m *image.RGBA) {
	from := append([]uint8(nil), m.Pix...)
	b := m.Bounds()
	for y := 1; y < b.Dy()-1; y++ {
		for x := 1; x < b.Dx()-1; x++ {
			for i := range 3 {
				sum := 0
				for dy := -1; dy <= 1; dy++ {
					for dx := -1; dx <= 1; dx++ {
						sum += int(from[(y+dy)*m.Stride+(x+dx)*4+i])
					}
				}
				m.Pix[y*m.Stride+x*4+i] = uint8(sum / 9)
			}
		}
	}
}

// laid gives the picture as a phone stores it that is held the other way: a quarter turn, which
// EXIF orientation 6 undoes.
func laid(m *image.RGBA) *image.RGBA {
	w, h := m.Bounds().Dx(), m.Bounds().Dy()
	out := image.NewRGBA(image.Rect(0, 0, h, w))
	for y := range h {
		for x := range w {
			out.SetRGBA(y, w-1-x, m.RGBAAt(x, y))
		}
	}
	return out
}
