package oklab

import (
	"cmp"
	"slices"
)

// Swatch is one colour of a palette and the share of the picture it covers;
// the shares of a palette add up to 1.
type Swatch struct {
	Colour
	Share float32
}

// Palette finds up to count colours that sum a picture up, largest share
// first, by k-means with a fixed start. Vivid samples weigh more, because
// people remember a picture by them. No samples give an empty palette.
func Palette(samples []Colour, count int) []Swatch {
	if len(samples) == 0 || count < 1 {
		return nil
	}
	const rounds = 14
	weights := make([]float32, len(samples))
	for i, c := range samples {
		weights[i] = 1 + 5*c.Chroma()
	}
	centres := spread(samples, weights, count)
	counts := make([]int, len(centres))
	for range rounds {
		settle(samples, weights, centres, counts)
	}
	var palette []Swatch
	for i, c := range centres {
		if counts[i] > 0 {
			palette = append(palette, Swatch{c, float32(counts[i]) / float32(len(samples))})
		}
	}
	slices.SortStableFunc(palette, func(a, b Swatch) int { return cmp.Compare(b.Share, a.Share) })
	return palette
}

// spread picks starting centres: the sample nearest the mean, then always the
// one farthest from those chosen.
func spread(samples []Colour, weights []float32, count int) []Colour {
	var mean Colour
	for _, c := range samples {
		k := 1 / float32(len(samples))
		mean = Colour{mean.L + c.L*k, mean.A + c.A*k, mean.B + c.B*k}
	}
	centres := []Colour{samples[nearest(samples, mean)]}
	reach := make([]float32, len(samples))
	for i := range reach {
		reach[i] = 1e9
	}
	for len(centres) < count {
		last := centres[len(centres)-1]
		best, bestReach := 0, float32(-1)
		for i, c := range samples {
			reach[i] = min(reach[i], apart(c, last))
			if v := reach[i] * weights[i]; v > bestReach {
				best, bestReach = i, v
			}
		}
		centres = append(centres, samples[best])
	}
	return centres
}

// settle is one round of k-means: moves the centres and counts their samples.
func settle(samples []Colour, weights []float32, centres []Colour, counts []int) {
	sums := make([]Colour, len(centres))
	totals := make([]float32, len(centres))
	clear(counts)
	for i, c := range samples {
		k, w := nearest(centres, c), weights[i]
		sums[k] = Colour{sums[k].L + c.L*w, sums[k].A + c.A*w, sums[k].B + c.B*w}
		totals[k] += w
		counts[k]++
	}
	for k, w := range totals {
		if w > 0 {
			centres[k] = Colour{sums[k].L / w, sums[k].A / w, sums[k].B / w}
		}
	}
}

func nearest(list []Colour, c Colour) int {
	best, bestApart := 0, float32(1e9)
	for i, other := range list {
		if d := apart(other, c); d < bestApart {
			best, bestApart = i, d
		}
	}
	return best
}

// apart weighs hue over lightness: a shadow of a colour is still that colour.
func apart(a, b Colour) float32 {
	l, x, y := (a.L-b.L)*0.85, (a.A-b.A)*1.6, (a.B-b.B)*1.6
	return l*l + x*x + y*y
}
