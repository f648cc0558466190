package painter

import (
	"context"
	"image"
	"image/color"
	"image/draw"
)

// SampleFronts gives the made-up fronts of contact sheets, for pictures of styles.
func SampleFronts() []image.Image {
	var all []image.Image
	for i, f := range sampleFronts() {
		all = append(all, f.paint(uint32(i)))
	}
	return all
}

// Strip paints one front in every style, side by side with a gap of white; all take o,
// but for its style and scene. scenes wishes for a scene of a style.
func Strip(ctx context.Context, front image.Image, o Options, scenes map[Style]Scene, tile, gap int) (*image.RGBA, error) {
	o.side = tile
	var row []image.Image
	for _, style := range Styles() {
		o.Style, o.Scene = style, scenes[style]
		picture, _, err := Paint(ctx, front, o, nil)
		if err != nil {
			return nil, err
		}
		row = append(row, picture)
	}
	return sideBySide(row, len(row), tile, gap), nil
}

// Growth paints a picture and shows its moments, columns to a row.
func Growth(ctx context.Context, front image.Image, o Options, columns, tile, gap int) (*image.RGBA, error) {
	var moments []image.Image
	_, _, err := Paint(ctx, front, o, func(m Moment) { moments = append(moments, m.Glance(tile)) })
	if err != nil {
		return nil, err
	}
	return sideBySide(moments, columns, tile, gap), nil
}

// sideBySide lays square pictures out in rows on white.
func sideBySide(pictures []image.Image, columns, tile, gap int) *image.RGBA {
	rows := (len(pictures) + columns - 1) / columns
	out := image.NewRGBA(image.Rect(0, 0, columns*(tile+gap)-gap, rows*(tile+gap)-gap))
	draw.Draw(out, out.Bounds(), image.NewUniform(color.White), image.Point{}, draw.Src)
	for i, p := range pictures {
		at := image.Pt(i%columns*(tile+gap), i/columns*(tile+gap))
		draw.Draw(out, image.Rectangle{at, at.Add(image.Pt(tile, tile))}, p, p.Bounds().Min, draw.Src)
	}
	return out
}
