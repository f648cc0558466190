// Package watercolour paints with much water on cold-pressed paper: a pencil sketch, pale
// washes wet in wet, crisp ones over the dry, white paper left for the light, and
// spatters at the end. One function per scene plans the places of things and gives the
// steps that paint them, far to near. The main interest stands in the upper and middle
// part, because tickets cover the lowest tenth and fade what is above it. It imports
// noise, oklab, bough, medium, paper and scheme only.
package watercolour

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
	{medium.Scene{Name: "mist", Moods: []scheme.Mood{scheme.Silver, scheme.Rose, scheme.Golden, scheme.Mist, scheme.Blue, scheme.Ember, scheme.Violet, scheme.Fresh}}, mistyHills},
	{medium.Scene{Name: "sea", Moods: []scheme.Mood{scheme.Clear, scheme.Golden, scheme.Rose, scheme.Violet, scheme.Fresh, scheme.Ember}}, sea},
	{medium.Scene{Name: "starry", Moods: []scheme.Mood{scheme.Night, scheme.Indigo, scheme.Jade}}, starryNight},
	{medium.Scene{Name: "field", Moods: []scheme.Mood{scheme.Clear, scheme.Fresh, scheme.Golden, scheme.Rose}}, flowerField},
	{medium.Scene{Name: "blossom", Moods: []scheme.Mood{scheme.Rose, scheme.Fresh, scheme.Silver, scheme.Clear, scheme.Violet}}, blossom},
	{medium.Scene{Name: "lake", Moods: []scheme.Mood{scheme.Clear, scheme.Fresh, scheme.Rose, scheme.Golden, scheme.Blue, scheme.Mist}}, lake},
	{medium.Scene{Name: "autumn", Moods: []scheme.Mood{scheme.Golden, scheme.Silver, scheme.Rose, scheme.Ember, scheme.Blue}}, birchWood},
	{medium.Scene{Name: "rain", Moods: []scheme.Mood{scheme.Blue, scheme.Violet, scheme.Night, scheme.Rose, scheme.Ember, scheme.Silver, scheme.Indigo, scheme.Golden}}, rainStreet},
}

// Medium is watercolour.
func Medium() medium.Medium {
	m := medium.Medium{Name: "watercolour", Begin: begin}
	for _, s := range scenes {
		m.Scenes = append(m.Scenes, s.Scene)
	}
	return m
}

// stock is cold-pressed paper of cotton, a little warm.
var stock = paper.Stock{Colour: oklab.Colour{L: 0.982, A: 0.001, B: 0.009}, Tooth: 0.5}

// begin expects a scene of ours.
func begin(o medium.Order) medium.Work {
	p := &picture{Sheet: paper.NewSheet(o.Side, o.Seed, stock), Scheme: scheme.New(o.Seen, o.Mood, noise.NewStream(o.Seed+1))}
	w := medium.Work{Finish: p.Finish, Glance: p.Glance, Pulse: p.Watch}
	for _, s := range scenes {
		if s.Name == o.Scene {
			w.Steps = s.compose(p)
		}
	}
	return w
}
