// Package papercut composes pictures of cut paper: dioramas seen from the front, of ten and
// more sheets that stand one before the other, lit from the back of the picture. One function
// per scene plans its sheets, far to near. The main interest stands in the upper and middle
// part, because tickets cover the lowest tenth and fade what is above it.
//
// It imports diorama, medium, noise, oklab, scheme and shape only.
package papercut

import (
	"piece/internal/craft/noise"
	"piece/internal/craft/painter/internal/diorama"
	"piece/internal/craft/painter/internal/medium"
	"piece/internal/craft/painter/internal/scheme"
)

// scene is a kind of picture.
type scene struct {
	medium.Scene
	compose func(*stage)
}

// scenes lists them in the order that Medium gives. The toy stage and the sky of balloons have
// none of the lights of horror, so that they are never chosen for it.
var scenes = []scene{
	{medium.Scene{Name: "forest", Moods: []scheme.Mood{scheme.Golden, scheme.Mist, scheme.Fresh, scheme.Indigo, scheme.Jade, scheme.Ember},
		Kinds: []string{"movie"}, Genres: []string{"fantasy", "animation", "documentary", "horror"}}, forest},
	{medium.Scene{Name: "sea", Moods: []scheme.Mood{scheme.Rose, scheme.Blue, scheme.Clear, scheme.Golden, scheme.Night, scheme.Ember},
		Genres: []string{"action", "disaster", "sports"}}, sea},
	{medium.Scene{Name: "theatre", Moods: []scheme.Mood{scheme.Night, scheme.Violet, scheme.Indigo, scheme.Golden, scheme.Rose, scheme.Silver},
		Kinds: []string{"play", "musical", "concert"}, Genres: []string{"music", "comedy"}}, theatre},
	{medium.Scene{Name: "snow", Moods: []scheme.Mood{scheme.Blue, scheme.Night, scheme.Violet, scheme.Silver},
		Kinds: []string{"play"}, Genres: []string{"drama", "romance", "history", "war"}}, village},
	{medium.Scene{Name: "blossom", Moods: []scheme.Mood{scheme.Rose, scheme.Clear, scheme.Fresh, scheme.Indigo, scheme.Golden, scheme.Silver},
		Kinds: []string{"exhibition", "musical"}, Genres: []string{"romance", "history"}}, blossom},
	{medium.Scene{Name: "starry", Moods: []scheme.Mood{scheme.Night, scheme.Indigo, scheme.Violet},
		Kinds: []string{"concert", "musical"}, Genres: []string{"music", "animation", "fantasy"}}, starry},
	{medium.Scene{Name: "garden", Moods: []scheme.Mood{scheme.Clear, scheme.Fresh, scheme.Golden, scheme.Violet, scheme.Rose},
		Kinds: []string{"exhibition"}, Genres: []string{"comedy", "documentary", "sports"}}, garden},
	{medium.Scene{Name: "city", Moods: []scheme.Mood{scheme.Blue, scheme.Night, scheme.Violet, scheme.Ember, scheme.Indigo},
		Kinds: []string{"movie", "concert"}, Genres: []string{"crime", "action", "music"}}, city},
	{medium.Scene{Name: "mist", Moods: []scheme.Mood{scheme.Mist, scheme.Ember, scheme.Jade, scheme.Blue},
		Genres: []string{"horror", "crime"}}, haunted},
}

// Medium is cut paper.
func Medium() medium.Medium {
	m := medium.Medium{Name: "papercut", Begin: begin}
	for _, s := range scenes {
		m.Scenes = append(m.Scenes, s.Scene)
	}
	return m
}

// begin expects a scene of ours.
func begin(o medium.Order) medium.Work {
	colours := scheme.New(o.Seen, o.Mood, noise.NewStream(o.Seed+1))
	s := newStage(o, colours)
	for _, each := range scenes {
		if each.Name == o.Scene {
			each.compose(s)
		}
	}
	return medium.Work{Steps: s.steps(), Glance: s.desk.Glance, Finish: s.desk.Finish}
}

func newStage(o medium.Order, colours *scheme.Scheme) *stage {
	random := noise.NewStream(o.Seed)
	s := &stage{random: random, seed: uint32(random.Uint64()), scheme: colours}
	s.desk = diorama.NewDesk(o.Side, shadeOf(colours))
	s.mixPapers(o.Seen.Vividness)
	return s
}
