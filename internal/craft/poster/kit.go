package poster

// margin is the least distance of text from the edge.
const margin = 44.0

// pick takes one of several by chance.
func pick[T any](c *canvas, of ...T) T { return of[c.rng.Index(len(of))] }

// between is a number by chance.
func (c *canvas) between(a, b float64) float64 { return a + (b-a)*float64(c.rng.Unit()) }

// chance is true with probability p.
func (c *canvas) chance(p float64) bool { return c.rng.Chance(float32(p)) }

// label is small text with wide capitals.
func label(text string, size float64, across anchor) words {
	return words{text: text, face: bold, max: size, least: size * 0.7, tracking: 0.16, across: across}
}

// small is plain text for facts.
func small(text string, size float64, across anchor) words {
	return words{text: text, face: medium, max: size, least: size * 0.72, across: across}
}

// facts writes crew, time and place in up to three lines that end at the height of bottom.
func (c *canvas) facts(w *Work, x, bottom, width, size float64, across anchor, strong, soft ink) float64 {
	y := bottom
	for i, text := range []string{w.where(), w.crew()} {
		if text == "" {
			continue
		}
		s, k := small(text, size, across), soft
		if i == 0 {
			s.face, k = bold, strong
		}
		s.lines, s.down, s.leading = 2, end, 1.45
		set := c.write(s, box{x, y - size*2.8, width, size * 2.8}, k)
		y = set.box.y - size*0.55
	}
	return y
}
