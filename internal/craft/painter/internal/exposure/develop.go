package exposure

import (
	"image"

	"piece/internal/craft/noise"
	"piece/internal/craft/oklab"
)

// Develop gives the opaque picture.
func (p *Plate) Develop() *image.RGBA { return develop(p.pix, p.side, p.Seed, grain) }

// Glance gives the picture as it stands, small.
func (p *Plate) Glance(side int) *image.RGBA {
	small := make([]float32, side*side*3)
	for y := range side {
		upper, lower := (4*y+1)*p.side/(4*side), (4*y+3)*p.side/(4*side)
		for x := range side {
			left, right := (4*x+1)*p.side/(4*side), (4*x+3)*p.side/(4*side)
			a, b := p.pix[(upper*p.side+left)*3:], p.pix[(upper*p.side+right)*3:]
			c, d := p.pix[(lower*p.side+left)*3:], p.pix[(lower*p.side+right)*3:]
			for k := range 3 {
				small[(y*side+x)*3+k] = (a[k] + b[k] + c[k] + d[k]) / 4
			}
		}
	}
	return develop(small, side, p.Seed, 0)
}

const (
	speed    = 1.75  // of the film: how much light is white
	grain    = 0.035 // of the film, which also hides the steps of dark skies
	vignette = 0.34  // how much darker the corners are
)

func develop(pix []float32, side int, seed uint32, grain float32) *image.RGBA {
	halo := bloom(pix, side)
	columns := halo.columns(side)
	out := image.NewRGBA(image.Rect(0, 0, side, side))
	for y, down := range columns {
		v := (float32(y)+0.5)/float32(side) - 0.5
		for x, right := range columns {
			u := (float32(x)+0.5)/float32(side) - 0.5
			corner := u*u + v*v
			k := speed * (1 - vignette*corner*corner*4)
			if grain > 0 {
				k *= 1 + grain*(noise.Hash(int32(x), int32(y), seed)-0.5)*2
			}
			l := halo.between(right, down)
			at := (y*side + x) * 3
			q := out.Pix[y*out.Stride+x*4:]
			l = Light{(l[0] + pix[at]) * k, (l[1] + pix[at+1]) * k, (l[2] + pix[at+2]) * k}.film()
			q[0], q[1], q[2], q[3] = oklab.Encode(l[0]), oklab.Encode(l[1]), oklab.Encode(l[2]), 255
		}
	}
	return out
}

// film is the light that a print gives back: it never burns out all at once, and the brightest
// colours turn towards white.
func (l Light) film() Light {
	spill := max(l[0], l[1], l[2]) * 0.045
	var out Light
	for k := range l {
		v := l[k] + spill
		out[k] = v * (0.12 + v) / (0.20 + v*(1.02+v)) // dark stays dark, white comes slowly
	}
	return out
}
