// Package poster draws posters for works (films, plays, musicals, concerts, exhibitions)
// from facts alone: title, people, place and time become type, and a composition makes a
// picture around it.
//
// Invariants: the same work, options and build give the same bytes; text is measured and
// stays inside of its box, whatever the title is; a composition never needs a fact that
// may be missing; an Artist is safe for concurrent use and keeps nothing between posters.
//
// Everything is drawn on a sheet of 700 x 1000 units, so a poster looks the same in every
// width. The files:
//
//	poster.go, work.go   what callers see, and which composition suits a work
//	canvas.go, ink.go    colours on a sheet: fills, washes, shadows, grain
//	pen.go               outlines: ribbons, curves, polygons
//	words.go             text in boxes
//	draw_*.go            the compositions, a family in each file
//
// It imports packages typeset, noise and oklab, golang.org/x and the standard library only.
package poster
