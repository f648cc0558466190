// Package painter paints the back of a ticket: from the colours of its front
// to a picture in one of several styles, such as an impressionist landscape in oil.
//
// It is pure and deterministic: the same front, options and build give the
// same bytes, and nothing is kept between calls, so calls may run side by
// side. One painting takes under a second of one core and about 30 MB. It
// imports craft/noise, craft/oklab, the standard library and its own inner
// packages only:
//
//	scheme       the light of a picture, from mood and front
//	medium       what the ways to paint have in common
//	oil          canvas, brushes, strokes, relief
//	motif        skies, hills, water, trees, houses
//	scenery      scenes composed of motifs, in oil
//	paper        paper with a grain, washes that run and dry, wet brushes
//	bough        how old flowering branches grow
//	watercolour  scenes in transparent washes on paper
//	ink          scenes in Korean ink and light colour on paper
//	shape        outlines of leaves, trees, birds, houses, and how they are rastered
//	diorama      sheets of paper with height, shadow, grain and cut edges
//	papercut     scenes in cut paper
//	press        drums of spot ink, screens, plates that never quite meet
//	riso         scenes in riso print
package painter

import (
	"context"
	"fmt"
	"image"
	"slices"

	"piece/internal/craft/painter/internal/medium"
	"piece/internal/craft/painter/internal/scheme"
)

// Side is the width and height of a painting in pixels.
const Side = 1024

// Scene is the name of a kind of picture, such as "sea". It is stable: it may
// be stored.
type Scene string

// Scenes lists the scenes of all styles, each name once.
func Scenes() []Scene {
	var names []Scene
	for _, style := range Styles() {
		for _, s := range style.Scenes() {
			if !slices.Contains(names, s) {
				names = append(names, s)
			}
		}
	}
	return names
}

// Valid tells whether s is one of Scenes.
func (s Scene) Valid() bool { return slices.Contains(Scenes(), s) }

// Options steer a painting. The zero value lets the front decide.
type Options struct {
	Style Style   // one of Styles; "" is Oil
	Seed  uint64  // another seed gives another picture
	Kind  string  // kind of piece: "movie", "concert", ...; unknown ones steer nothing
	Genre string  // genre of the piece: "romance", "horror", ... or ""
	Scene Scene   // wanted scene of the style, or "" to have one chosen
	Avoid []Scene // scenes of earlier tries, oldest first; not chosen again while others are left

	side int // pixels, even; 0 means Side. Smaller ones are for contact sheets and tests.
}

// Choice is what a painting became.
type Choice struct {
	Scene Scene
	Mood  string // name of the light, such as "golden"
}

// Moment is a painting as it stands between two steps.
type Moment struct {
	Done float64 // 0 to 1
	// Glance gives the picture so far, opaque, side pixels wide and high. It may be called
	// before the watcher returns, and costs some milliseconds.
	Glance func(side int) *image.RGBA
}

// Shares of the work outside the steps of the scene, for progress.
const (
	lookingDone = 0.06
	paintedDone = 0.94
)

// Paint paints a Side by Side opaque picture from the colours of front, which
// may be any image, even an empty one or nil. watch, if not nil, is called from the
// same goroutine with moments whose Done rises and ends at 1. It stops between steps, some
// tenths of a second apart, when ctx is done and returns its error; an unknown
// style or a scene that isn't the style's is the only other error.
func Paint(ctx context.Context, front image.Image, o Options, watch func(Moment)) (*image.RGBA, Choice, error) {
	m, known := o.Style.medium()
	if !known {
		return nil, Choice{}, fmt.Errorf("painter: unknown style %q", o.Style)
	}
	if _, known := sceneOf(m, o.Scene); o.Scene != "" && !known {
		return nil, Choice{}, fmt.Errorf("painter: %s has no scene %q", m.Name, o.Scene)
	}
	if watch == nil {
		watch = func(Moment) {}
	}
	if err := ctx.Err(); err != nil {
		return nil, Choice{}, err
	}
	seen := scheme.Read(front)
	scene, mood := choose(m, seen, o)
	work := begin(m, seen, scene, mood, o)
	watch(Moment{lookingDone, work.Glance})
	if err := paintSteps(ctx, work, watch); err != nil {
		return nil, Choice{}, err
	}
	picture := work.Finish()
	watch(Moment{1, work.Glance})
	return picture, Choice{Scene: Scene(scene.Name), Mood: string(mood)}, nil
}

func begin(m medium.Medium, seen scheme.Front, scene medium.Scene, mood scheme.Mood, o Options) medium.Work {
	side := o.side
	if side == 0 {
		side = Side
	}
	// The scene is part of the seed, so that two scenes of one seed do not
	// share their composition.
	seed := o.Seed
	for _, letter := range scene.Name {
		seed = seed*1099511628211 + uint64(letter)
	}
	return m.Begin(medium.Order{Scene: scene.Name, Seen: seen, Mood: mood, Side: side, Seed: seed})
}

func paintSteps(ctx context.Context, work medium.Work, watch func(Moment)) error {
	var total, done float32
	for _, s := range work.Steps {
		total += s.Share
	}
	last := lookingDone
	tell := func(share float32) {
		now := lookingDone + (paintedDone-lookingDone)*float64(share/total)
		if now > last {
			last = now
			watch(Moment{now, work.Glance})
		}
	}
	for _, s := range work.Steps {
		if err := ctx.Err(); err != nil {
			return err
		}
		if work.Pulse != nil {
			work.Pulse(func(part float32) { tell(done + s.Share*part) })
		}
		s.Paint()
		done += s.Share
		tell(done)
	}
	return ctx.Err()
}
