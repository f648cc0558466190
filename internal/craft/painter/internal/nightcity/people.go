package nightcity

import (
	"piece/internal/craft/noise"
	"piece/internal/craft/oklab"
	"piece/internal/craft/painter/internal/exposure"
)

// person is somebody seen from behind against the light, standing at (x, y).
func (n *night) person(x, y, height float32, look int) {
	r := n.Random
	at := func(u, v float32) exposure.Point { return exposure.Point{X: x + u*height, Y: y - v*height} }
	side := r.Side()
	coat := exposure.Of(oklab.Mix(n.dark, n.neon[look%4].WithL(0.3), 0.10), 0.55)
	rim := exposure.Of(n.sign(look), 0.40)
	shade := func(px, py float32) exposure.Light {
		u := (px - x) / height * side
		return coat.Plus(rim.Times(noise.Smooth(0.075, 0.115, u) * noise.Smooth(0.1, 0.6, (y-py)/height) * 0.8))
	}
	stride := r.Between(0.012, 0.03)
	for _, leg := range []float32{-1, 1} {
		foot := leg * (0.026 + stride)
		n.Body([]exposure.Point{at(leg*0.045-0.042, 0.48), at(leg*0.045+0.042, 0.48), at(foot+0.026, 0.05), at(foot+0.036, -0.006), at(foot-0.026, -0.006), at(foot-0.024, 0.05)}, exposure.Even(coat))
	}
	hem := [...]float32{0.40, 0.20, 0.44}[look%3] // a coat, a long coat, a jacket
	flare := [...]float32{0.098, 0.125, 0.085}[look%3]
	n.Body(exposure.Rounded([]exposure.Point{
		at(-flare, hem), at(-0.092, 0.56), at(-0.120, 0.64), at(-0.112, 0.76), at(-0.048, 0.835),
		at(0.048, 0.835), at(0.112, 0.76), at(0.120, 0.64), at(0.092, 0.56), at(flare, hem), at(0, hem-0.012),
	}), shade)
	n.Body(exposure.Round(x, y-0.905*height, 0.052*height, 0.066*height), shade)
	n.Body(exposure.Box(x-0.024*height, y-0.88*height, x+0.024*height, y-0.80*height), exposure.Even(coat))
	if look%3 == 1 { // long hair
		n.Body(exposure.Rounded([]exposure.Point{at(-0.062, 0.92), at(-0.068, 0.80), at(-0.045, 0.74), at(0.045, 0.74), at(0.068, 0.80), at(0.062, 0.92), at(0, 0.975)}), shade)
	}
}

// umbrella is held over (x, y), the place of its tip; the light behind it shines through.
func (n *night) umbrella(x, y, radius float32, c oklab.Colour) {
	low := y + radius*0.46
	edge := func(t float32) exposure.Point { // arches between the ribs
		u := t*2 - 1
		ribs := t * 6
		arch := ribs - float32(noise.Floor(ribs)) - 0.5
		return exposure.Point{X: x - u*radius, Y: low - radius*0.075*(1-4*arch*arch)}
	}
	outline := exposure.Path(25, func(t float32) exposure.Point {
		sin, cos := noise.Sincos((180 - 180*t) * noise.Degree)
		return exposure.Point{X: x + cos*radius, Y: low - sin*radius*0.46}
	})
	outline = append(outline, exposure.Path(37, edge)...)
	lit, shade := exposure.Of(c, 0.42), exposure.Of(c.WithL(c.L*0.4), 0.35)
	n.Body(outline, func(px, py float32) exposure.Light {
		u := (px - x) / radius
		rib := noise.Abs(u*3 - float32(noise.Floor(u*3+0.5)))
		up := (low - py) / (radius * 0.46)
		return shade.Towards(lit, noise.Clamp01(0.25+0.5*up)*(0.6+0.4*noise.Smooth(0, 0.2, rib)))
	})
	n.Stick(x, y-radius*0.06, x, y+radius*0.02, radius*0.03, shade)
	n.Stick(x, low-radius*0.06, x, low+radius*0.6, radius*0.022, exposure.Of(n.dark, 0.5))
}
