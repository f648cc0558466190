// Package ticket draws tickets: the front (a photo in its shape), the back (a
// painting over a box of paper with the facts), small ones for lists, PNG for
// saving, a share card and a print PDF.
//
// Invariants: the same input gives the same bytes; nothing is read but the
// input and the embedded faces; text is measured and never leaves the shape's
// safe area, whatever was typed; a Renderer is safe for concurrent use.
//
// Everything is laid out once on a canvas of 896 x 1280 pixels as a list of
// marks (paths and small pictures). Pixels and PDF are two ways to draw the
// same list, so a preview and a print are the ticket itself in another size.
//
// It imports packages picture and typeset, golang.org/x and the standard library only.
package ticket

// The canvas. Every length in this package is in its pixels unless said otherwise.
const (
	Width  = 896
	Height = 1280
)
