package painter

import (
	"context"
	"image"
	"image/color"
	"image/draw"
)

const (
	sheetTries   = 3   // paintings per front
	sheetColumns = 6   // of paintings
	sheetTile    = 512 // side of one painting in pixels
	sheetGap     = 16
)

// Sheet paints a contact sheet: for each front three tries, each avoiding the
// scenes of those before, six to a row. Without fronts it takes eight made-up
// ones that span concerts, films, grey photos and posters, with kinds and
// genres to match, which gives 24 paintings. seed moves all of them. progress
// is as in Paint. The only error is that of ctx.
func Sheet(ctx context.Context, fronts []image.Image, seed uint64, progress func(done float64)) (*image.RGBA, error) {
	orders := orderSheet(fronts, seed)
	rows := (len(orders)*sheetTries + sheetColumns - 1) / sheetColumns
	sheet := image.NewRGBA(image.Rect(0, 0, sheetColumns*(sheetTile+sheetGap)+sheetGap, rows*(sheetTile+sheetGap)+sheetGap))
	draw.Draw(sheet, sheet.Bounds(), image.NewUniform(color.White), image.Point{}, draw.Src)
	tiles := len(orders) * sheetTries
	for i := range tiles {
		order := &orders[i/sheetTries]
		report := func(done float64) {
			if progress != nil {
				progress((float64(i) + done) / float64(tiles))
			}
		}
		picture, choice, err := Paint(ctx, order.front, order.options, report)
		if err != nil {
			return nil, err
		}
		order.options.Seed++
		order.options.Avoid = append(order.options.Avoid, choice.Scene)
		x := sheetGap + i%sheetColumns*(sheetTile+sheetGap)
		y := sheetGap + i/sheetColumns*(sheetTile+sheetGap)
		draw.Draw(sheet, image.Rect(x, y, x+sheetTile, y+sheetTile), picture, image.Point{}, draw.Src)
	}
	return sheet, nil
}

type sheetOrder struct {
	front   image.Image
	options Options
}

func orderSheet(fronts []image.Image, seed uint64) []sheetOrder {
	var orders []sheetOrder
	for i, front := range fronts {
		orders = append(orders, sheetOrder{front, Options{Seed: seed + uint64(i)*7, side: sheetTile}})
	}
	if len(orders) > 0 {
		return orders
	}
	for i, f := range sampleFronts() {
		orders = append(orders, sheetOrder{f.paint(uint32(i)), Options{
			Seed: seed + uint64(i)*7, Kind: f.kind, Genre: f.genre, side: sheetTile,
		}})
	}
	return orders
}
