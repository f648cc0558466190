// Package scenery composes motifs into pictures: one function per scene plans
// the places of things and gives the steps that paint them, far to near. The
// main interest stands in the upper and middle part, because tickets cover the
// lowest tenth and fade what is above it. It imports motif, noise, oil, oklab,
// medium and scheme only.
package scenery

import (
	"piece/internal/craft/painter/internal/motif"
	"piece/internal/craft/painter/internal/scheme"
)

// step is a part of the work. Between steps a painter may be stopped.
type step struct {
	share float32 // of the whole work; all steps of a picture make about 1
	paint func()
}

// scene is a kind of picture.
type scene struct {
	name    string
	moods   []scheme.Mood // lights it looks good in
	compose func(*motif.Stage) []step
}

// scenes lists them in the order that Medium gives.
var scenes = []scene{
	{"sea", []scheme.Mood{scheme.Golden, scheme.Rose, scheme.Violet, scheme.Clear, scheme.Ember}, sea},
	{"lake", []scheme.Mood{scheme.Clear, scheme.Fresh, scheme.Rose, scheme.Golden, scheme.Mist}, lake},
	{"field", []scheme.Mood{scheme.Golden, scheme.Clear, scheme.Rose, scheme.Violet, scheme.Fresh, scheme.Ember}, flowerField},
	{"starry", []scheme.Mood{scheme.Night, scheme.Indigo, scheme.Jade}, starryNight},
	{"meadow", []scheme.Mood{scheme.Clear, scheme.Fresh, scheme.Golden}, meadow},
	{"blossom", []scheme.Mood{scheme.Rose, scheme.Fresh, scheme.Clear, scheme.Violet}, blossom},
	{"snow", []scheme.Mood{scheme.Blue, scheme.Silver, scheme.Rose, scheme.Golden, scheme.Violet}, snowVillage},
	{"autumn", []scheme.Mood{scheme.Golden, scheme.Silver, scheme.Clear, scheme.Rose}, autumnAvenue},
	{"river", []scheme.Mood{scheme.Blue, scheme.Night, scheme.Indigo, scheme.Violet, scheme.Ember}, cityRiver},
	{"lavender", []scheme.Mood{scheme.Golden, scheme.Clear, scheme.Rose, scheme.Fresh}, lavenderHills},
	{"rain", []scheme.Mood{scheme.Blue, scheme.Violet, scheme.Night, scheme.Rose, scheme.Ember}, rainStreet},
	{"aurora", []scheme.Mood{scheme.Jade, scheme.Night, scheme.Indigo}, auroraLake},
	{"mist", []scheme.Mood{scheme.Mist, scheme.Blue, scheme.Silver, scheme.Ember, scheme.Violet}, mistyPines},
}
