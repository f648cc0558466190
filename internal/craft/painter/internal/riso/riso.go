// Package riso composes prints of two to four spot inks: bold flat pictures in which solid
// ink, dots and overprints do the work of many colours. The inks are picked from the front,
// so that its own colour covers most of the paper. One function per scene draws the plates.
// The main interest stands in the upper and middle part, because tickets cover the lowest
// tenth and fade what is above it.
//
// It imports medium, noise, oklab, press, scheme and shape only.
package riso

import (
	"piece/internal/craft/noise"
	"piece/internal/craft/painter/internal/medium"
	"piece/internal/craft/painter/internal/press"
	"piece/internal/craft/painter/internal/scheme"
)

// scene is a kind of picture.
type scene struct {
	medium.Scene
	compose func(*stage)
}

// scenes lists them in the order that Medium gives. Those by day and those of a feast have none
// of the lights of horror, so that they are never chosen for it.
var scenes = []scene{
	{medium.Scene{Name: "mountain", Moods: []scheme.Mood{scheme.Golden, scheme.Clear, scheme.Rose, scheme.Fresh, scheme.Violet, scheme.Silver},
		Kinds: []string{"movie", "exhibition"}, Genres: []string{"documentary", "sports", "action", "history", "war", "drama"}}, mountain},
	{medium.Scene{Name: "sea", Moods: []scheme.Mood{scheme.Night, scheme.Blue, scheme.Rose, scheme.Golden, scheme.Ember, scheme.Clear, scheme.Violet},
		Kinds: []string{"movie"}, Genres: []string{"romance", "disaster", "action", "drama"}}, sea},
	{medium.Scene{Name: "city", Moods: []scheme.Mood{scheme.Blue, scheme.Night, scheme.Violet, scheme.Ember, scheme.Indigo, scheme.Rose},
		Kinds: []string{"movie", "concert"}, Genres: []string{"crime", "action", "drama"}}, city},
	{medium.Scene{Name: "vase", Moods: []scheme.Mood{scheme.Fresh, scheme.Rose, scheme.Golden, scheme.Clear, scheme.Silver, scheme.Violet},
		Kinds: []string{"exhibition", "play", "musical"}, Genres: []string{"romance", "comedy", "history", "drama"}}, vase},
	{medium.Scene{Name: "lights", Moods: []scheme.Mood{scheme.Indigo, scheme.Night, scheme.Violet},
		Kinds: []string{"concert", "musical", "play"}, Genres: []string{"music"}}, lights},
	{medium.Scene{Name: "vinyl", Moods: []scheme.Mood{scheme.Golden, scheme.Indigo, scheme.Rose, scheme.Violet, scheme.Fresh, scheme.Clear},
		Kinds: []string{"concert"}, Genres: []string{"music", "comedy"}}, vinyl},
	{medium.Scene{Name: "leaves", Moods: []scheme.Mood{scheme.Fresh, scheme.Clear, scheme.Violet, scheme.Golden, scheme.Rose, scheme.Silver},
		Kinds: []string{"exhibition", "musical"}, Genres: []string{"animation", "comedy", "documentary"}}, leaves},
	{medium.Scene{Name: "starry", Moods: []scheme.Mood{scheme.Indigo, scheme.Night, scheme.Violet},
		Kinds: []string{"musical"}, Genres: []string{"fantasy", "animation", "music"}}, planets},
	{medium.Scene{Name: "mist", Moods: []scheme.Mood{scheme.Mist, scheme.Ember, scheme.Jade, scheme.Blue},
		Genres: []string{"horror", "crime"}}, mist},
}

// Medium is riso print.
func Medium() medium.Medium {
	m := medium.Medium{Name: "riso", Begin: begin}
	for _, s := range scenes {
		m.Scenes = append(m.Scenes, s.Scene)
	}
	return m
}

// bands is the number of parts, all drums together, in which a print is made.
const bands = 20

// begin expects a scene of ours.
func begin(o medium.Order) medium.Work {
	colours := scheme.New(o.Seen, o.Mood, noise.NewStream(o.Seed+1))
	random := noise.NewStream(o.Seed)
	set := pickInks(o.Seen, colours, random)
	s := &stage{random: random, seed: uint32(random.Uint64()), night: colours.Sky[2].L < 0.58, set: set}
	s.press = press.New(o.Side, set.inks, random)
	for _, each := range scenes {
		if each.Name == o.Scene {
			each.compose(s)
		}
	}
	w := medium.Work{Glance: s.press.Glance, Finish: s.press.Finish}
	drums := len(set.inks)
	parts := (bands + drums - 1) / drums
	share := 1 / float32(drums*parts)
	for drum := range drums {
		for part := range parts {
			w.Steps = append(w.Steps, medium.Step{Share: share, Paint: func() { s.press.Print(drum, part, parts) }})
		}
	}
	return w
}
