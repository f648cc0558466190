package diorama

import (
	"image"

	"piece/internal/craft/painter/internal/shape"
)

// Glance gives the picture as it stands, small.
func (d *Desk) Glance(side int) *image.RGBA { return shape.Reduced(d.picture, side) }

// Finish gives the picture.
func (d *Desk) Finish() *image.RGBA { return d.picture }
