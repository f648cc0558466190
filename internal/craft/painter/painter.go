// Package painter paints the back of a ticket: from the colours of its front
// to an impressionist landscape in oil.
//
// It is pure and deterministic: the same front, options and build give the
// same bytes, and nothing is kept between calls, so calls may run side by
// side. One painting takes under a second of one core and about 30 MB. It
// imports craft/noise, craft/oklab, the standard library and its own inner
// packages only:
//
//	scheme   the light of a picture, from mood and front
//	oil      canvas, brushes, strokes, relief
//	motif    skies, hills, water, trees, houses
//	scenery  scenes composed of motifs
package painter

import (
	"context"
	"fmt"
	"image"

	"piece/internal/craft/noise"
	"piece/internal/craft/painter/internal/motif"
	"piece/internal/craft/painter/internal/oil"
	"piece/internal/craft/painter/internal/scenery"
	"piece/internal/craft/painter/internal/scheme"
)

// Side is the width and height of a painting in pixels.
const Side = 1024

// Scene is the name of a kind of picture, such as "sea". It is stable: it may
// be stored.
type Scene string

// Scenes lists all scenes.
func Scenes() []Scene {
	all := scenery.All()
	names := make([]Scene, len(all))
	for i, s := range all {
		names[i] = Scene(s.Name)
	}
	return names
}

// Valid tells whether s is one of Scenes.
func (s Scene) Valid() bool {
	_, ok := find(s)
	return ok
}

func find(name Scene) (scenery.Scene, bool) {
	for _, s := range scenery.All() {
		if s.Name == string(name) {
			return s, true
		}
	}
	return scenery.Scene{}, false
}

// Options steer a painting. The zero value lets the front decide.
type Options struct {
	Seed  uint64  // another seed gives another picture
	Kind  string  // kind of piece: "movie", "concert", ...; unknown ones steer nothing
	Genre string  // genre of the piece: "romance", "horror", ... or ""
	Scene Scene   // wanted scene, or "" to have one chosen
	Avoid []Scene // scenes of earlier tries, oldest first; not chosen again while others are left

	side int // pixels, even; 0 means Side. Smaller ones are for contact sheets and tests.
}

// Choice is what a painting became.
type Choice struct {
	Scene Scene
	Mood  string // name of the light, such as "golden"
}

// Shares of the work outside the steps of the scene, for progress.
const (
	lookingDone = 0.06
	paintedDone = 0.94
)

// Paint paints a Side by Side opaque picture from the colours of front, which
// may be any image, even an empty one or nil. progress, if not nil, is called from the
// same goroutine with rising values that end at 1. It stops between steps, some
// tenths of a second apart, when ctx is done and returns its error; an unknown
// o.Scene is the only other error.
func Paint(ctx context.Context, front image.Image, o Options, progress func(done float64)) (*image.RGBA, Choice, error) {
	if o.Scene != "" && !o.Scene.Valid() {
		return nil, Choice{}, fmt.Errorf("painter: unknown scene %q", o.Scene)
	}
	if progress == nil {
		progress = func(float64) {}
	}
	if err := ctx.Err(); err != nil {
		return nil, Choice{}, err
	}
	seen := scheme.Read(front)
	scene, mood := choose(seen, o)
	progress(lookingDone)
	stage := newStage(seen, scene, mood, o)
	if err := paintSteps(ctx, scene.Compose(stage), progress); err != nil {
		return nil, Choice{}, err
	}
	picture := stage.Finish()
	progress(1)
	return picture, Choice{Scene: Scene(scene.Name), Mood: string(mood)}, nil
}

func newStage(seen scheme.Front, scene scenery.Scene, mood scheme.Mood, o Options) *motif.Stage {
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
	return &motif.Stage{
		Easel:  oil.NewEasel(side, seed),
		Scheme: scheme.New(seen, mood, noise.NewStream(seed+1)),
	}
}

func paintSteps(ctx context.Context, steps []scenery.Step, progress func(float64)) error {
	var total, done float32
	for _, s := range steps {
		total += s.Share
	}
	for _, s := range steps {
		if err := ctx.Err(); err != nil {
			return err
		}
		s.Paint()
		done += s.Share
		progress(lookingDone + (paintedDone-lookingDone)*float64(done/total))
	}
	return ctx.Err()
}
