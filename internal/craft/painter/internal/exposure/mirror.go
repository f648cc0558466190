package exposure

import "piece/internal/craft/noise"

// Mirror is wet ground or water that shows again what stands above it.
type Mirror struct {
	Line    func(x float32) float32    // where things meet the ground at x
	Inside  func(x, y float32) bool    // or nil for all below Line
	Body    Shade                      // light of the ground itself
	Gloss   func(x, y float32) float32 // 0..1, how much it mirrors
	Ripple  func(x, y float32) float32 // how far the mirrored place is off sideways
	Stretch float32                    // how much longer reflections are than what they show
	Smear   float32                    // length of the smear, by distance from the line
}

// taps is how many places a mirrored pixel is smeared over.
const taps = 7

// Mirror paints m on rows from top to bottom. What stands above must be there already.
func (p *Plate) Mirror(m *Mirror, top, bottom float32) {
	from, to := p.rows(top, bottom)
	k := p.Pixel()
	for j := from; j < to; j++ {
		y := (float32(j) + 0.5) * k
		for i := range p.side {
			x := (float32(i) + 0.5) * k
			line := m.Line(x)
			if y < line || m.Inside != nil && !m.Inside(x, y) {
				continue
			}
			p.over(j*p.side+i, m.Body(x, y).Plus(p.seen(m, x, y, line).Times(m.Gloss(x, y))), 1)
		}
	}
}

// seen is the light that reaches the ground at a place from above line.
func (p *Plate) seen(m *Mirror, x, y, line float32) Light {
	depth := (y - line) / m.Stretch
	spread := p.Pixel() + m.Smear*depth
	shift := noise.Hash(noise.Floor(x*float32(p.side)), noise.Floor(y*float32(p.side)), p.Seed) - 0.5
	column := min(max(int((x+m.Ripple(x, y))*float32(p.side)), 0), p.side-1)
	lowest := int(line*float32(p.side)) - 1
	var sum Light
	for i := range taps {
		off := (float32(i)+shift)/(taps-1) - 0.5
		row := min(max(int((line-depth+off*spread)*float32(p.side)), 0), lowest)
		if row < 0 {
			continue
		}
		q := p.pix[(row*p.side+column)*3:]
		sum[0], sum[1], sum[2] = sum[0]+q[0], sum[1]+q[1], sum[2]+q[2]
	}
	return sum.Times(1.0 / taps)
}
