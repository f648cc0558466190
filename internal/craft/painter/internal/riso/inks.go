package riso

import (
	"piece/internal/craft/noise"
	"piece/internal/craft/oklab"
	"piece/internal/craft/painter/internal/press"
	"piece/internal/craft/painter/internal/scheme"
)

// The parts that inks play in a picture.
const (
	third  = iota // a light one, mixed with the others
	second        // what stands against the main one
	main          // the front's own colour: most of the picture
	key           // the deep one that draws
	roles
)

// inkSet is the inks on the drums, light ones first as printers run them, and which of them
// plays which part, how strongly.
type inkSet struct {
	inks     []press.Ink
	drum     [roles]int
	strength [roles]float32
}

// pickInks finds the inks nearest to what the front and the light of the picture want.
func pickInks(seen scheme.Front, c *scheme.Scheme, random *noise.Stream) inkSet {
	wish := c.Accents[0]
	if seen.Vividness < 0.03 { // a grey front leaves the choice to the light
		wish = c.Accents[random.Index(3)]
	}
	var taken []press.Ink
	pick := func(from []press.Ink, wanted oklab.Colour, apart float32) press.Ink {
		best, bestScore := from[0], float32(-1e9)
		for _, ink := range from {
			score := -noise.Abs(oklab.HueStep(ink.Colour.Hue(), wanted.Hue()))/60 - noise.Abs(ink.Colour.L-wanted.L)*1.4 + ink.Colour.Chroma()*4 + random.Unit()*0.22
			for _, other := range taken {
				step := noise.Abs(oklab.HueStep(ink.Colour.Hue(), other.Colour.Hue()))
				score -= 3 * noise.Smooth(apart, apart*0.45, step)
			}
			if score > bestScore {
				best, bestScore = ink, score
			}
		}
		taken = append(taken, best)
		return best
	}
	mainInk := pick(press.Bright, wish, 0)
	secondInk := pick(press.Bright, opposite(c, mainInk.Colour), 70)
	keyInk := pick(press.Deep, c.Sky[0], 32)
	thirdWish := oklab.LCH(0.86, 0.14, c.Sun.Hue())
	thirdInk := pick(press.Bright, thirdWish, 55)
	switch count := random.Index(5); {
	case count == 0: // two inks
		return inkSet{[]press.Ink{mainInk, contrast(mainInk, random)}, [roles]int{0, 1, 0, 1}, [roles]float32{0.45, 0.74, 1, 1}}
	case count <= 2: // three
		return inkSet{[]press.Ink{secondInk, mainInk, keyInk}, [roles]int{0, 0, 1, 2}, [roles]float32{0.42, 1, 1, 1}}
	}
	return inkSet{[]press.Ink{thirdInk, secondInk, mainInk, keyInk}, [roles]int{0, 1, 2, 3}, [roles]float32{1, 1, 1, 1}}
}

// opposite is the telling colour of the picture that is farthest from the main ink.
func opposite(c *scheme.Scheme, from oklab.Colour) oklab.Colour {
	best := c.Sun.WithL(0.75)
	far := noise.Abs(oklab.HueStep(best.Hue(), from.Hue())) * 0.8
	for i, a := range c.Accents {
		step := noise.Abs(oklab.HueStep(a.Hue(), from.Hue())) * (1 - 0.08*float32(i))
		if step > far {
			best, far = a, step
		}
	}
	return best
}

// contrast is the ink that makes a print of two inks with a bright one: far from its hue.
func contrast(bright press.Ink, random *noise.Stream) press.Ink {
	best, highest := press.Strong[0], float32(-1e9)
	for _, ink := range press.Strong {
		step := noise.Abs(oklab.HueStep(ink.Colour.Hue(), bright.Colour.Hue()))
		// Inks right across the circle would make grey of each other.
		score := -noise.Abs(step-112) - 90*max(0, ink.Colour.L-0.55) + random.Between(0, 25)
		if score > highest {
			best, highest = ink, score
		}
	}
	return best
}
