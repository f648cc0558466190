package painter

import (
	"slices"

	"piece/internal/craft/noise"
	"piece/internal/craft/painter/internal/medium"
	"piece/internal/craft/painter/internal/scheme"
)

// choose picks scene and mood. Scenes take turns: a scene that suits front,
// kind and genre better comes more often, and the turns of neighbouring seeds
// differ, so that "paint again" shows something new.
func choose(m medium.Medium, seen scheme.Front, o Options) (medium.Scene, scheme.Mood) {
	scene, wanted := sceneOf(m, o.Scene)
	if !wanted {
		scene = chooseScene(m.Scenes, seen, o)
	}
	return scene, chooseMood(seen, scene, o)
}

func chooseScene(all []medium.Scene, seen scheme.Front, o Options) medium.Scene {
	weights := make([]int, len(all))
	for i, s := range all {
		weights[i] = weight(seen, s, o)
	}
	if !slices.ContainsFunc(weights, func(w int) bool { return w > 0 }) {
		for i := range weights {
			weights[i] = 1 // nothing of this style suits the genre: everything is as good
		}
	}
	order := turns(weights, noise.NewStream(fingerprint(seen)))
	start := int(o.Seed % uint64(len(order)))
	avoid := o.Avoid
	for {
		for i := range order {
			s := all[order[(start+i)%len(order)]]
			if !slices.Contains(avoid, Scene(s.Name)) {
				return s
			}
		}
		// All have been seen: forget the older half of them.
		avoid = avoid[(len(avoid)+1)/2:]
	}
}

// weight is how many turns a scene gets; 0 if it would break the genre's mood.
func weight(seen scheme.Front, s medium.Scene, o Options) int {
	best := float32(0)
	for _, m := range s.Moods {
		best = max(best, seen.Fits(m))
	}
	w := 1 + int(best*2.5)
	taste, steered := genres[o.Genre]
	if steered {
		if !overlap(s.Moods, taste.moods) {
			return 0
		}
		w += 2 * max(bonus(taste.scenes, s.Name), own(s.Genres, o.Genre)) // the genre says more than the kind
	}
	return w + max(bonus(kinds[o.Kind], s.Name), own(s.Kinds, o.Kind))
}

func overlap(a, b []scheme.Mood) bool {
	return slices.ContainsFunc(a, func(m scheme.Mood) bool { return slices.Contains(b, m) })
}

// bonus is larger the further in front a scene is named.
func bonus(favourites []string, scene string) int {
	if i := slices.Index(favourites, scene); i >= 0 {
		return 5 - min(i, 3)
	}
	return 0
}

// own is the bonus of a scene that says itself what it suits.
func own(suits []string, name string) int {
	if name != "" && slices.Contains(suits, name) {
		return 4
	}
	return 0
}

// fingerprint tells fronts apart, so that two pieces of one kind and seed begin
// their rounds with different scenes.
func fingerprint(seen scheme.Front) uint64 {
	return uint64(seen.Brightness*1000)*1_000_003 + uint64(seen.Vividness*10_000)*1009 + uint64(seen.Tint)
}

// turns spreads the scenes over a round so that each comes as often as its
// weight says and rarely twice in a row (smooth weighted round robin). random
// decides which come first.
func turns(weights []int, random *noise.Stream) []int {
	total := 0
	for _, w := range weights {
		total += w
	}
	credit := make([]int, len(weights))
	for i, w := range weights {
		if w > 0 {
			credit[i] = random.Index(total/2 + 1)
		}
	}
	var order []int
	for range total {
		best := 0
		for i, w := range weights {
			credit[i] += w
			if w > 0 && (weights[best] == 0 || credit[i] > credit[best]) {
				best = i
			}
		}
		credit[best] -= total
		order = append(order, best)
	}
	return order
}

// families are moods of one kind of light. Neighbouring seeds prefer different
// ones, so that "paint again" is not the same evening over another landscape.
var families = [][]scheme.Mood{
	{scheme.Rose, scheme.Violet, scheme.Indigo},
	{scheme.Clear, scheme.Fresh, scheme.Jade},
	{scheme.Golden, scheme.Ember, scheme.Night},
	{scheme.Blue, scheme.Silver, scheme.Mist},
}

// chooseMood takes the light that goes best with the front and with the family
// whose turn it is; a genre with moods of its own that the scene has too allows
// only those.
func chooseMood(seen scheme.Front, s medium.Scene, o Options) scheme.Mood {
	const familySays, chanceSays = 0.28, 0.10
	random := noise.NewStream(o.Seed ^ 0x6d6f6f64)
	family := families[(o.Seed+fingerprint(seen))%uint64(len(families))]
	taste := genres[o.Genre]
	strict := overlap(taste.moods, s.Moods)
	best, bestScore := s.Moods[0], float32(-1)
	for _, m := range s.Moods {
		score := seen.Fits(m) + random.Unit()*chanceSays
		if slices.Contains(family, m) {
			score += familySays
		}
		if strict && !slices.Contains(taste.moods, m) {
			continue
		}
		if score > bestScore {
			best, bestScore = m, score
		}
	}
	return best
}
