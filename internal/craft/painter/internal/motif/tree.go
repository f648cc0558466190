package motif

import (
	"cmp"
	"slices"

	"piece/internal/craft/noise"
	"piece/internal/craft/oklab"
	"piece/internal/craft/painter/internal/oil"
)

// Tree is a broad-leaved tree: limbs that fork, and leaves in clumps at their
// ends with sky between.
type Tree struct {
	X, Y   float32 // foot
	Height float32
	Spread float32 // width of the crown, in heights
	Lean   float32 // -1..1
	Leaf   oklab.Colour
	Lit    oklab.Colour // leaves in the light
	Full   float32      // how dense the crown is, 0..1
}

type clump struct{ x, y, radius float32 }

// Tree paints t.
func (s *Stage) Tree(t Tree) {
	bark := oklab.Mix(s.Scheme.Dark, oklab.Mix(s.Scheme.Near, t.Leaf, 0.25), 0.35)
	g := &growth{stage: s, tree: &t, bark: bark}
	g.trunk()
	slices.SortStableFunc(g.clumps, func(a, b clump) int { return cmp.Compare(a.y, b.y) })
	s.crownShade(&t, g.clumps)
	g.wood()
	s.crownLeaves(&t, g.clumps)
}

// growth collects limbs and clumps, because leaves go behind and before them.
type growth struct {
	stage  *Stage
	tree   *Tree
	bark   oklab.Colour
	limbs  []limb
	clumps []clump
}

type limb struct {
	points []oil.Point
	radius float32
}

const upwards = -90 * noise.Degree

// trunk grows a leader to near the top with boughs off it at several heights,
// so that the crown is deep and not an umbrella.
func (g *growth) trunk() {
	t, r := g.tree, g.stage.Random
	const segments = 5
	angle := upwards + t.Lean*0.25
	x, y := t.X, t.Y
	radius := t.Height * oil.Units * 0.028
	side := r.Side()
	for i := range segments {
		length := t.Height * 0.115
		if i == 0 {
			length = t.Height * 0.24
		}
		x, y = g.limb(x, y, angle, length, radius)
		angle = upwards + (angle-upwards)*0.7 + r.Bell()*0.10
		radius *= 0.74
		for range 2 {
			up := float32(i) / (segments - 1)
			reach := t.Height * t.Spread * noise.Lerp(0.31, 0.19, up*up) * r.Between(0.85, 1.15)
			turn := noise.Lerp(1.25, 0.60, up) * r.Between(0.8, 1.2)
			g.bough(x, y, angle+side*turn, reach, radius*0.62, 0)
			side = -side
		}
	}
	g.clump(x, y)
}

func (g *growth) bough(x, y, angle, length, radius float32, order int) {
	r := g.stage.Random
	x, y = g.limb(x, y, angle, length*0.62, radius)
	g.clump(x, y)
	if order == 1 {
		return
	}
	for _, turn := range []float32{-0.55, 0.5} {
		next := noise.Lerp(angle+turn+r.Bell()*0.15, upwards, 0.18) // wood seeks the light
		g.bough(x, y, next, length*r.Between(0.62, 0.85), radius*0.6, order+1)
	}
}

func (g *growth) clump(x, y float32) {
	g.clumps = append(g.clumps, clump{x, y, g.tree.Height * g.stage.Random.Between(0.080, 0.125)})
}

// limb adds wood and tells where it ends.
func (g *growth) limb(x, y, angle, length, radius float32) (endX, endY float32) {
	const pieces = 5
	bend := g.stage.Random.Bell()*0.30 + 0.35*noise.Sin(upwards-angle) // boughs curve up to the light
	points := []oil.Point{{X: x, Y: y}}
	for i := range pieces {
		sin, cos := noise.Sincos(angle + bend*float32(i)/pieces)
		x, y = x+cos*length/pieces, y+sin*length/pieces
		points = append(points, oil.Point{X: x, Y: y})
	}
	g.limbs = append(g.limbs, limb{points, radius})
	return x, y
}

func (g *growth) wood() {
	s := g.stage
	touch := &oil.Touch{Alpha: 0.98, Lightness: 0.02, Chroma: 0.3, Hue: 0.2, Lift: 0.8, Firm: true, Slim: true}
	lit := s.Sunlit(g.bark, 0.15)
	for _, l := range g.limbs {
		s.Stroke(l.points, max(l.radius, 0.9), g.bark, touch)
		if l.radius < 2 {
			continue
		}
		shift := s.sunSide(l.points[0].X) * l.radius * 0.5 / oil.Units
		edge := slices.Clone(l.points)
		for i := range edge {
			edge[i].X += shift
		}
		s.Stroke(edge, l.radius*0.38, lit, touch)
	}
	// The foot spreads into roots.
	foot, width := g.limbs[0].points[0], g.limbs[0].radius
	for _, u := range []float32{-1, -0.4, 0.5, 1} {
		s.Line(foot.X+u*width*1.15/oil.Units, foot.Y+width*0.4/oil.Units, foot.X+u*width*0.4/oil.Units, foot.Y-width*2.2/oil.Units, width*0.42, g.bark, touch)
	}
}

// crownShade lays the dark mass of leaves behind the limbs.
func (s *Stage) crownShade(t *Tree, clumps []clump) {
	r := s.Random
	touch := &oil.Touch{Alpha: 0.92, Lightness: 0.025, Chroma: 0.25, Hue: 0.2, Lift: 0.7, Dry: true}
	shade := oklab.Mix(s.Shaded(t.Leaf, 0.38), t.Leaf, 0.25)
	for _, q := range clumps {
		for range int(3 + 5*t.Full) {
			sin, cos := noise.Sincos(r.Between(0, 6.2832))
			d := r.Unit() * 0.75 * q.radius
			x, y := q.x+cos*d, q.y+sin*d
			tilt := q.radius * r.Between(-0.25, 0.25)
			s.Line(x-q.radius*0.30, y+tilt, x+q.radius*0.30, y-tilt, q.radius*oil.Units*0.22, shade, touch)
		}
	}
}

// crownLeaves dabs leaves from shadow to light, so that light lies on top.
func (s *Stage) crownLeaves(t *Tree, clumps []clump) {
	r := s.Random
	touch := &oil.Touch{Alpha: 0.97, Lightness: 0.026, Chroma: 0.22, Hue: 0.2, Lift: 1}
	top, bottom := float32(1), float32(0)
	for _, q := range clumps {
		top, bottom = min(top, q.y-q.radius), max(bottom, q.y+q.radius)
	}
	side := s.sunSide(t.X)
	shade := s.Shaded(t.Leaf, 0.36)
	unit := min(t.Height, 0.62) * oil.Units // leaves of a near tree are not bigger, but more
	count := int(min(5200, 900+t.Height*6400) * (0.4 + 0.6*t.Full))
	for i := range count {
		turn := float32(i) / float32(count)
		q := clumps[r.Index(len(clumps))]
		around, out := r.Between(0, 6.2832), noise.Sqrt(r.Unit())
		sin, cos := noise.Sincos(around)
		x, y := q.x+cos*out*q.radius, q.y+sin*out*q.radius*0.85
		height := 1 - (y-top)/(bottom-top)
		across := (x - t.X) / (t.Height * t.Spread * 0.5)
		// Each clump is a ball with its own light side, in a crown with one.
		light := 0.14 + 0.24*cos*out*side - 0.34*sin*out + 0.34*height + 0.18*across*side + r.Bell()*0.10
		light *= 0.45 + 0.55*noise.Smooth(0, 0.45, turn)
		c := oklab.Mix(shade, t.Leaf, noise.Smooth(0.02, 0.42, light))
		c = oklab.Mix(c, t.Lit, noise.Smooth(0.44, 0.84, light)*noise.Smooth(0.2, 0.7, turn))
		sinA, cosA := noise.Sincos(around + 1.57 + r.Bell()*0.6)
		length := unit / oil.Units * r.Between(0.007, 0.017)
		s.Line(x-cosA*length, y-sinA*length, x+cosA*length, y+sinA*length+length*0.15, max(1.2, unit*r.Between(0.006, 0.012)), c, touch)
	}
}
