package motif

import (
	"cmp"
	"slices"

	"piece/internal/craft/painter/internal/noise"
	"piece/internal/craft/painter/internal/oil"
	"piece/internal/craft/painter/internal/oklab"
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
	g.limb(t.X, t.Y, -1.5708+t.Lean*0.22, t.Height*0.40, t.Height*oil.Units*0.030, 0)
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

func (g *growth) limb(x, y, angle, length, radius float32, order int) {
	r := g.stage.Random
	bend := r.Bell() * 0.22
	points := make([]oil.Point, 6)
	points[0] = oil.Point{X: x, Y: y}
	for i := 1; i < len(points); i++ {
		sin, cos := noise.Sincos(angle + bend*float32(i)/5)
		x, y = x+cos*length/5, y+sin*length/5
		points[i] = oil.Point{X: x, Y: y}
	}
	g.limbs = append(g.limbs, limb{points, radius})
	if order >= 2 {
		g.clumps = append(g.clumps, clump{x, y, g.tree.Height * r.Between(0.085, 0.135)})
	}
	if order == 3 {
		return
	}
	forks := 3
	if order == 0 {
		forks = 4
	}
	fan := g.tree.Spread * noise.Lerp(1.25, 1.0, float32(order)/2)
	for i := range forks {
		turn := fan * (float32(i)/float32(forks-1) - 0.5 + r.Bell()*0.10)
		next := angle + bend + turn
		next = noise.Lerp(next, -1.5708, 0.14) // all wood seeks the light
		g.limb(x, y, next, length*r.Between(0.56, 0.74), radius*0.56, order+1)
	}
}

func (g *growth) wood() {
	s := g.stage
	touch := &oil.Touch{Alpha: 0.97, Lightness: 0.03, Chroma: 0.3, Hue: 0.2, Lift: 0.9}
	lit := s.Sunlit(g.bark, 0.16)
	for _, l := range g.limbs {
		s.Stroke(l.points, max(l.radius, 0.9), g.bark, touch)
		if l.radius < 2 {
			continue
		}
		shift := s.sunSide(l.points[0].X) * l.radius * 0.45 / oil.Units
		edge := slices.Clone(l.points)
		for i := range edge {
			edge[i].X += shift
		}
		s.Stroke(edge, l.radius*0.42, lit, touch)
	}
	// The foot spreads into roots.
	foot, width := g.limbs[0].points[0], g.limbs[0].radius
	for _, u := range []float32{-1, -0.4, 0.5, 1} {
		s.Line(foot.X+u*width*1.6/oil.Units, foot.Y+width*0.7/oil.Units, foot.X+u*width*0.3/oil.Units, foot.Y-width*3/oil.Units, width*0.45, g.bark, touch)
	}
}

// crownShade lays the dark mass of leaves behind the limbs.
func (s *Stage) crownShade(t *Tree, clumps []clump) {
	r := s.Random
	touch := &oil.Touch{Alpha: 0.9, Lightness: 0.025, Chroma: 0.25, Hue: 0.2, Lift: 0.7, Dry: true}
	shade := oklab.Mix(s.Shaded(t.Leaf, 0.36), t.Leaf, 0.3)
	for _, q := range clumps {
		for range int(3 + 4*t.Full) {
			sin, cos := noise.Sincos(r.Between(0, 6.2832))
			d := r.Unit() * 0.7 * q.radius
			x, y := q.x+cos*d, q.y+sin*d
			s.Line(x-q.radius*0.32, y+q.radius*0.05, x+q.radius*0.32, y-q.radius*0.05, q.radius*oil.Units*0.27, shade, touch)
		}
	}
}

// crownLeaves dabs leaves from shadow to light, so that light lies on top.
func (s *Stage) crownLeaves(t *Tree, clumps []clump) {
	r := s.Random
	touch := &oil.Touch{Alpha: 0.97, Lightness: 0.028, Chroma: 0.22, Hue: 0.2, Lift: 1}
	top, bottom := float32(1), float32(0)
	for _, q := range clumps {
		top, bottom = min(top, q.y-q.radius), max(bottom, q.y+q.radius)
	}
	side := s.sunSide(t.X)
	shade := s.Shaded(t.Leaf, 0.34)
	unit := t.Height * oil.Units
	count := int(min(2600, 700+t.Height*3600) * (0.45 + 0.55*t.Full))
	for i := range count {
		turn := float32(i) / float32(count)
		q := clumps[r.Index(len(clumps))]
		around, out := r.Between(0, 6.2832), noise.Sqrt(r.Unit())
		sin, cos := noise.Sincos(around)
		x, y := q.x+cos*out*q.radius, q.y+sin*out*q.radius*0.85
		height := 1 - (y-top)/(bottom-top)
		across := (x - t.X) / (t.Height * t.Spread * 0.6)
		light := 0.10 + 0.26*cos*out*side - 0.30*sin*out + 0.42*height + 0.16*across*side + r.Bell()*0.11
		light *= 0.45 + 0.55*noise.Smooth(0, 0.45, turn)
		c := oklab.Mix(shade, t.Leaf, noise.Smooth(0.02, 0.42, light))
		c = oklab.Mix(c, t.Lit, noise.Smooth(0.46, 0.86, light)*noise.Smooth(0.2, 0.7, turn))
		sinA, cosA := noise.Sincos(around + 1.57 + r.Bell()*0.6)
		length := t.Height * r.Between(0.010, 0.026)
		s.Line(x-cosA*length, y-sinA*length, x+cosA*length, y+sinA*length+length*0.15, max(1.3, unit*r.Between(0.009, 0.019)), c, touch)
	}
}
