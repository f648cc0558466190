package exposure

import "piece/internal/craft/noise"

// Glow adds a soft light that fades out at across and up from its middle.
func (p *Plate) Glow(x, y, across, up float32, l Light) {
	p.round(x, y, across, up, func(d float32) float32 {
		k := 1 - d
		return k * k * k
	}, l)
}

// Bokeh adds the disc that a lamp out of focus makes: even, with a rim.
func (p *Plate) Bokeh(x, y, radius float32, l Light) {
	soft := 2.2 * p.Pixel() / max(radius, p.Pixel())
	p.round(x, y, radius, radius, func(d float32) float32 {
		r := noise.Sqrt(d)
		k := 0.62 + 0.16*d + 0.42*noise.Smooth(0.80, 0.97, r)
		return k * noise.Smooth(1, 1-soft, r)
	}, l)
}

// Spark adds a point of light, never finer than a pixel.
func (p *Plate) Spark(x, y, radius float32, l Light) {
	finest := 0.9 * p.Pixel()
	if radius < finest {
		l = l.Times(radius * radius / (finest * finest))
		radius = finest
	}
	p.round(x, y, radius, radius, func(d float32) float32 { return 1 - d*d }, l)
}

// round adds light to an ellipse; fall gives how much at a squared distance of 0 to 1.
func (p *Plate) round(x, y, across, up float32, fall func(d float32) float32, l Light) {
	side := float32(p.side)
	left, right := max(int((x-across)*side), 0), min(int((x+across)*side)+1, p.side)
	top, bottom := max(int((y-up)*side), 0), min(int((y+up)*side)+1, p.side)
	perAcross, perUp := 1/(across*side), 1/(up*side)
	for j := top; j < bottom; j++ {
		dy := (float32(j) + 0.5 - y*side) * perUp
		for i := left; i < right; i++ {
			dx := (float32(i) + 0.5 - x*side) * perAcross
			if d := dx*dx + dy*dy; d < 1 {
				p.add(j*p.side+i, l, fall(d))
			}
		}
	}
}
