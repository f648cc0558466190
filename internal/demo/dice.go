package demo

import "math/rand/v2"

// dice is chance that comes again with the same seed.
type dice struct{ *rand.Rand }

// roll gives the dice for one thing of a plan, apart from those of all others.
func roll(seed, what uint64) *dice { return &dice{rand.New(rand.NewPCG(seed, what))} }

func (d *dice) below(n int) int       { return d.IntN(n) }
func (d *dice) chance(p float64) bool { return d.Float64() < p }
func choose[T any](d *dice, of []T) T { return of[d.below(len(of))] }

// weighted gives an index with the chance of its weight.
func (d *dice) weighted(weights []int) int {
	total := 0
	for _, w := range weights {
		total += w
	}
	at := d.below(max(total, 1))
	for i, w := range weights {
		if at -= w; at < 0 {
			return i
		}
	}
	return 0
}
