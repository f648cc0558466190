// Package ink paints in the Korean manner with ink and light colour on mulberry paper:
// wet washes from pale to black, strokes of a dry brush that let the paper fly through,
// mist that is paper left bare, and little colour. One function per scene plans the places
// of things and gives the steps that paint them, far to near. The main interest stands in
// the upper and middle part, because tickets cover the lowest tenth and fade what is above
// it. It imports noise, oklab, bough, medium, paper and scheme only.
package ink

import (
	"piece/internal/craft/noise"
	"piece/internal/craft/oklab"
	"piece/internal/craft/painter/internal/medium"
	"piece/internal/craft/painter/internal/paper"
	"piece/internal/craft/painter/internal/scheme"
)

type scene struct {
	medium.Scene
	compose func(*picture) []medium.Step
}

// scenes lists them in the order that Medium gives.
var scenes = []scene{
	{medium.Scene{Name: "mist", Moods: []scheme.Mood{scheme.Silver, scheme.Mist, scheme.Rose, scheme.Golden, scheme.Blue, scheme.Ember, scheme.Fresh}}, mistyMountains},
	{medium.Scene{Name: "cliff", Moods: []scheme.Mood{scheme.Fresh, scheme.Clear, scheme.Silver, scheme.Golden, scheme.Blue, scheme.Jade, scheme.Ember}, Genres: []string{"history", "action", "war", "fantasy"}}, cliffs},
	{medium.Scene{Name: "bamboo", Moods: []scheme.Mood{scheme.Jade, scheme.Fresh, scheme.Silver, scheme.Mist, scheme.Night, scheme.Clear}, Genres: []string{"crime", "action", "horror"}, Kinds: []string{"exhibition"}}, bambooGrove},
	{medium.Scene{Name: "plum", Moods: []scheme.Mood{scheme.Rose, scheme.Silver, scheme.Violet, scheme.Indigo, scheme.Golden, scheme.Clear}, Genres: []string{"romance", "drama"}, Kinds: []string{"musical", "play"}}, plumBranch},
	{medium.Scene{Name: "pines", Moods: []scheme.Mood{scheme.Golden, scheme.Ember, scheme.Violet, scheme.Night, scheme.Blue, scheme.Clear, scheme.Jade}, Genres: []string{"history", "sports", "documentary"}, Kinds: []string{"concert", "movie"}}, oldPine},
	{medium.Scene{Name: "reeds", Moods: []scheme.Mood{scheme.Golden, scheme.Silver, scheme.Indigo, scheme.Violet, scheme.Blue, scheme.Mist, scheme.Rose}, Genres: []string{"drama", "music", "comedy"}, Kinds: []string{"movie"}}, reeds},
	{medium.Scene{Name: "snow", Moods: []scheme.Mood{scheme.Blue, scheme.Silver, scheme.Night, scheme.Rose, scheme.Violet, scheme.Indigo, scheme.Ember}}, snowVillage},
	{medium.Scene{Name: "orchid", Moods: []scheme.Mood{scheme.Clear, scheme.Fresh, scheme.Rose, scheme.Golden, scheme.Silver, scheme.Violet, scheme.Indigo}, Genres: []string{"comedy", "animation", "romance", "documentary"}, Kinds: []string{"exhibition"}}, orchid},
}

// Medium is ink with light colour.
func Medium() medium.Medium {
	m := medium.Medium{Name: "ink", Begin: begin}
	for _, s := range scenes {
		m.Scenes = append(m.Scenes, s.Scene)
	}
	return m
}

// begin expects a scene of ours.
func begin(o medium.Order) medium.Work {
	colours := scheme.New(o.Seen, o.Mood, noise.NewStream(o.Seed+1))
	p := &picture{Sheet: paper.NewSheet(o.Side, o.Seed, hanji(colours)), Scheme: colours}
	p.black = oklab.LCH(0.23, 0.018, colours.Dark.Hue())
	w := medium.Work{Finish: p.Finish, Glance: p.Glance, Pulse: p.Watch}
	for _, s := range scenes {
		if s.Name == o.Scene {
			w.Steps = s.compose(p)
		}
	}
	return w
}

// hanji is mulberry paper, dyed a little in the most telling colour of the front.
func hanji(s *scheme.Scheme) paper.Stock {
	raw := oklab.LCH(0.945, 0.027, 86)
	dyed := oklab.LCH(0.930, 0.044, s.Accents[0].Hue())
	return paper.Stock{Colour: oklab.Mix(raw, dyed, 0.5), Tooth: 0.22, Fibres: 1}
}
