package watercolour

import (
	"piece/internal/craft/noise"
	"piece/internal/craft/oklab"
	"piece/internal/craft/painter/internal/paper"
	"piece/internal/craft/painter/internal/scheme"
)

// picture is a painting in the making and what all its parts agree on.
type picture struct {
	*paper.Sheet
	*scheme.Scheme

	horizon        float32
	lightX, lightY float32
	disc           float32 // radius of sun or moon; 0 if it is not in the picture
}

// margin is the white that is left round a picture.
const margin = 0.030

// onSheet is how far a place is from the border, where a loose brush stopped; salt
// makes every layer stop elsewhere.
func (p *picture) onSheet(x, y float32, salt uint32) float32 {
	stray := 0.026*(p.Flow(x, y, 3.3, salt)-0.5) + 0.009*(p.Flow(x, y, 17, salt+1)-0.5)
	return min(x, 1-x, y, 1-y) - margin + stray
}

// borderCrisp is how much crisper the border of a wet wash is than its other edges.
const borderCrisp = 4

// within limits a shape to the sheet.
func (p *picture) within(salt uint32, shape paper.Shape) paper.Shape {
	return func(x, y float32) float32 {
		d := shape(x, y)
		if d < -0.08 {
			return d
		}
		return min(d, borderCrisp*p.onSheet(x, y, salt))
	}
}

// ramp goes through the sky from zenith, 0, to horizon, 1.
func (p *picture) ramp(t float32) oklab.Colour {
	t = noise.Clamp01(t) * float32(len(p.Sky)-1)
	k := min(int(t), len(p.Sky)-2)
	return oklab.Blend(p.Sky[k], p.Sky[k+1], t-float32(k))
}

// haze is the air over far things.
func (p *picture) haze() oklab.Colour { return oklab.Mix(p.Sky[3], p.Sky[2], 0.4) }

func (p *picture) accent(i int) oklab.Colour { return p.Accents[i%len(p.Accents)] }

// petal is the i-th accent that is the colour of a flower: none is as green as its leaves.
func (p *picture) petal(i int) oklab.Colour {
	for range p.Accents {
		c := p.accent(i)
		if h := c.Hue(); h < 112 || h > 190 {
			return c
		}
		i++
	}
	return p.Lamp
}

// lightDistance is the distance from sun or moon.
func (p *picture) lightDistance(x, y float32) float32 {
	dx, dy := x-p.lightX, y-p.lightY
	return noise.Sqrt(dx*dx + dy*dy)
}

// vivid is a colour as it comes from the tube: never greyer than by.
func vivid(c oklab.Colour, by float32) oklab.Colour { return c.WithChroma(max(c.Chroma(), by)) }

// kin is a colour as it may run into another: turned until their hues are at most by
// degrees apart, because opposite colours make mud.
func kin(c, of oklab.Colour, by float32) oklab.Colour {
	turn := oklab.HueStep(of.Hue(), c.Hue())
	return oklab.LCH(c.L, max(c.Chroma(), 0.13), of.Hue()+min(max(turn, -by), by))
}

// pencil draws the sketch along a crest: it stays to be seen under pale washes.
func (p *picture) pencil(line *paper.Skyline, from, to float32) {
	var points []paper.Point
	for x := from; x < to; x += 0.02 {
		points = append(points, paper.Point{X: x, Y: line.At(x) + p.Random.Bell()*0.0012})
	}
	p.Stroke(&paper.Stroke{Points: points, Width: paper.Narrowing(0.0008, 0.0006), Colour: graphite, Load: 0.55, Dry: 0.35})
}

var graphite = oklab.Colour{L: 0.45, A: 0, B: -0.01}

// blooms scatters a few backruns over a box.
func (p *picture) blooms(count int, b paper.Box, smallest, biggest float32) []paper.Bloom {
	var list []paper.Bloom
	for range count {
		list = append(list, paper.Bloom{X: p.Random.Between(b.Left, b.Right), Y: p.Random.Between(b.Top, b.Bottom), Radius: p.Random.Between(smallest, biggest)})
	}
	return list
}

// flicks spatters a colour or two over the sheet, as a loaded brush does when tapped.
func (p *picture) flicks(count int, colours ...oklab.Colour) {
	r := p.Random
	for range count {
		x, y := r.Between(0.08, 0.92), r.Between(0.08, 0.86)
		p.Spatter(x, y, 0.045, 0.0055, 9, func() oklab.Colour { return colours[r.Index(len(colours))] })
	}
}
