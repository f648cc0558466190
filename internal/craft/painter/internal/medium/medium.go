// Package medium says what all ways to paint have in common, so that package painter can
// choose among them: a medium names its scenes and begins works, and a work is a list of
// steps, far to near, that may be watched and stopped between any two.
//
// It imports scheme and the standard library only; the media import it.
package medium

import (
	"image"

	"piece/internal/craft/painter/internal/scheme"
)

// Medium is a way to paint, such as oil. It is a value without state: works may be begun
// side by side.
type Medium struct {
	Name string
	// Scenes lists what it paints. The order is part of what seeds mean: add at the end.
	Scenes []Scene
	// Begin plans a work. Equal orders give equal pictures.
	Begin func(Order) Work
}

// Scene is a kind of picture.
type Scene struct {
	Name  string        // stable, lower-case ASCII; media may share names for the same subject
	Moods []scheme.Mood // lights it looks good in; never empty
	// Kinds and Genres of pieces that it suits, beside those that the common taste names.
	Kinds, Genres []string
}

// Order is what a work is begun with.
type Order struct {
	Scene string // one of the medium's
	Seen  scheme.Front
	Mood  scheme.Mood
	Side  int // pixels of the finished picture, even
	Seed  uint64
}

// Work is a picture in the making. All calls come from one goroutine.
type Work struct {
	// Steps are done in their order, once.
	Steps []Step
	// Pulse, if not nil, is given what to call now and then in the midst of steps, with the
	// part of the step that is done, rising from 0 to 1. Media with short steps need none.
	Pulse func(beat func(part float32))
	// Glance gives the picture as it stands between two steps or at a pulse, opaque and small: side pixels
	// wide, less than Order.Side. It is quick and changes nothing.
	Glance func(side int) *image.RGBA
	// Finish gives the opaque picture after the last step.
	Finish func() *image.RGBA
}

// Step is a part of the work.
type Step struct {
	Share float32 // of the whole work; all steps of a picture make about 1
	Paint func()
}

// Even makes steps of the same share.
func Even(parts ...func()) []Step {
	steps := make([]Step, len(parts))
	for i, paint := range parts {
		steps[i] = Step{Share: 1 / float32(len(parts)), Paint: paint}
	}
	return steps
}
