// Package typeset sets text: it measures lines, breaks them at words as Korean readers
// expect, and draws them as outlines and emoji. It has Pretendard in two weights, a
// fallback face for other scripts and an emoji for every sequence; more faces may be given.
//
// Invariants: text that went through Clean is only ever drawn as glyphs; a character that
// no face has is plainly a box; equal text and style give equal outlines. Fonts may be
// shared; a Typesetter serves one goroutine at a time.
//
// It imports go-text/typesetting, rivo/uniseg, golang.org/x and the standard library only.
package typeset
