package scenery

import (
	"piece/internal/craft/noise"
	"piece/internal/craft/oklab"
	"piece/internal/craft/painter/internal/motif"
	"piece/internal/craft/painter/internal/oil"
)

// autumnAvenue is a lane between trees in their colours, light at its end.
func autumnAvenue(s *motif.Stage) []step {
	r := s.Random
	s.Horizon = r.Between(0.50, 0.55)
	vanish := r.Between(0.40, 0.60)
	s.LightX, s.LightY = vanish+r.Bell()*0.03, s.Horizon-r.Between(0.08, 0.14)
	s.Disc, s.Glow = 0.026, 0.36
	sky := s.NewSky(r.Between(0.3, 0.5), 0)
	hills := s.Hilly(s.Horizon+0.02, 0.09, 2.4, 4, 80)
	leaves := autumnLeaves(s)
	way := newWay(s, vanish, leaves)
	return []step{
		{0.28, sky.Paint},
		{0.08, func() {
			s.Range(motif.Range{Crest: hills, Bottom: s.Horizon + 0.05, Colour: oklab.Mix(s.Scheme.Far, leaves[0], 0.25), Air: 0.25, Brush: 0.5, Wooded: 0.7})
		}},
		{0.30, way.paint},
		{0.34, func() { avenueTrees(s, vanish, leaves) }},
	}
}

// autumnLeaves are three colours of autumn, drawn towards those of the front.
func autumnLeaves(s *motif.Stage) [3]oklab.Colour {
	leaves := [3]oklab.Colour{oklab.LCH(0.66, 0.155, 52), oklab.LCH(0.56, 0.165, 33), oklab.LCH(0.76, 0.145, 80)}
	for i, c := range leaves {
		for _, a := range s.Scheme.Accents {
			if step := oklab.HueStep(c.Hue(), a.Hue()); noise.Abs(step) < 50 {
				leaves[i] = oklab.LCH(c.L, c.Chroma(), c.Hue()+step*0.55)
				break
			}
		}
		// Leaves stand in the light of the mood like everything else.
		leaves[i] = oklab.Mix(leaves[i], s.Scheme.Sky[3], 0.08).WithL(leaves[i].L * noise.Lerp(0.80, 1, noise.Clamp01(s.Scheme.Grass.L/0.55)))
	}
	return leaves
}

// way is a path to the vanishing point, strewn with leaves.
type way struct {
	stage  *motif.Stage
	ground motif.Ground
	vanish float32
	leaves [3]oklab.Colour
}

func newWay(s *motif.Stage, vanish float32, leaves [3]oklab.Colour) *way {
	w := &way{stage: s, vanish: vanish, leaves: leaves}
	w.ground = motif.Ground{Crest: s.Hilly(s.Horizon+0.04, 0.02, 2, 2, 150), Blades: 0.5}
	w.ground.Keep = func(x, y float32) float32 { return 1 - w.on(x, y) }
	turf := s.Turf(&w.ground, oklab.Mix(s.Scheme.Grass, leaves[2], 0.35))
	earth := oklab.Mix(oklab.Mix(s.Scheme.Sky[4], s.Scheme.Near, 0.35), leaves[0], 0.38)
	w.ground.Colour = func(x, y float32) oklab.Colour {
		c := turf(x, y)
		if on := w.on(x, y); on > 0 {
			// Bands of shadow from the trunks lie across the way, light between.
			depth := w.ground.Depth(y)
			bar := noise.Smooth(0.42, 0.62, noise.Fractal(x*2+depth*2, noise.Sqrt(depth)*11, 2, s.Seed+171))
			lit := oklab.Mix(earth, s.Scheme.Sun, 0.40).WithL(min(0.90, earth.L+0.10))
			path := oklab.Mix(oklab.Mix(earth, s.Scheme.CloudShade, 0.45).WithL(earth.L-0.14), lit, bar)
			c = oklab.Mix(c, path, on*0.92)
		}
		return oklab.Mix(c, s.Scheme.Sun, 0.45*noise.Exp(-w.ground.Depth(y)*9)*noise.Bump(x-s.LightX, 0.22))
	}
	return w
}

func (w *way) on(x, y float32) float32 {
	depth := w.ground.Depth(y)
	middle := noise.Lerp(w.vanish, 0.5, depth*0.8)
	width := 0.014 + 0.30*depth
	return 1 - noise.Smooth(width*0.82, width*1.05, noise.Abs(x-middle))
}

func (w *way) paint() {
	s := w.stage
	s.Ground(&w.ground)
	s.Flowers(&w.ground, motif.Flowers{Radius: 4.2, Cover: 0.62,
		Colour: func(_, _ float32) oklab.Colour { return w.leaves[s.Random.Index(3)] },
		Density: func(x, y float32) float32 {
			drift := noise.Smooth(0.40, 0.62, noise.Fractal(x*4, y*9, 3, s.Seed+172))
			return drift * (0.85 - 0.55*w.on(x, y))
		},
	})
}

func avenueTrees(s *motif.Stage, vanish float32, leaves [3]oklab.Colour) {
	r := s.Random
	const pairs = 6
	for i := range pairs {
		t := float32(i) / (pairs - 1)
		depth := 0.05 + 0.75*t*t
		for _, side := range []float32{-1, 1} {
			leaf := leaves[r.Index(3)]
			leaf = s.Aired(leaf, 0.34*(1-t)*(1-t))
			height := (0.15 + 0.85*t*t) * r.Between(0.9, 1.1)
			x := noise.Lerp(vanish, 0.5, depth*0.8) + side*(0.035+0.42*depth)*r.Between(0.95, 1.1)
			y := s.Horizon + 0.045 + 0.40*depth*0.86
			s.Tree(motif.Tree{X: x, Y: y, Height: height, Spread: 0.72, Lean: -side * 0.35, Leaf: leaf, Lit: s.Sunlit(leaf, 0.16), Full: noise.Lerp(0.85, 0.6, t)})
		}
		if i == 2 {
			s.Walkers(noise.Lerp(vanish, 0.5, 0.2)+0.01, s.Horizon+0.135, 0.085, true, s.Scheme.Accents[0])
		}
	}
	falling := &oil.Touch{Alpha: 1, Lightness: 0.03, Chroma: 0.2, Hue: 0.15, Lift: 1.1, Tone: 40}
	for range 70 {
		x, y := r.Unit(), r.Between(0.1, 0.8)
		sin, cos := noise.Sincos(r.Between(0, 6.2832))
		half := r.Between(1, 3) / oil.Units
		s.Line(x-cos*half, y-sin*half, x+cos*half, y+sin*half, half*oil.Units*0.9, leaves[r.Index(3)], falling)
	}
}
