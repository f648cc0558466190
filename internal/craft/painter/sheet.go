package painter

import (
	"context"
	"image"
	"image/color"
	"image/draw"
	"slices"
)

const (
	sheetTries   = 3   // paintings per front
	sheetColumns = 6   // of paintings
	sheetTile    = 512 // side of one painting in pixels
	sheetGap     = 16  // of white between them
)

// Sheet paints a contact sheet of a style: for each front three tries, each avoiding the
// scenes of those before and of the six paintings before it, six to a row. Without fronts it takes eight made-up
// ones that span concerts, films, grey photos and posters, with kinds and
// genres to match, which gives 24 paintings. seed moves all of them. progress
// is called with rising values that end at 1. The errors are those of Paint.
func Sheet(ctx context.Context, style Style, fronts []image.Image, seed uint64, progress func(done float64)) (*image.RGBA, error) {
	return paintSheet(ctx, sheetOrders(style, fronts, seed), sheetTile, progress)
}

func paintSheet(ctx context.Context, orders []sheetOrder, tile int, progress func(done float64)) (*image.RGBA, error) {
	tiles := len(orders) * sheetTries
	rows := (tiles + sheetColumns - 1) / sheetColumns
	sheet := image.NewRGBA(image.Rect(0, 0, sheetColumns*(tile+sheetGap)+sheetGap, rows*(tile+sheetGap)+sheetGap))
	draw.Draw(sheet, sheet.Bounds(), image.NewUniform(color.White), image.Point{}, draw.Src)
	var shown []Scene
	for i := range tiles {
		order := &orders[i/sheetTries]
		order.options.side = tile
		options := order.options
		// A sheet is to span what there is: not the same scene side by side.
		options.Avoid = slices.Concat(shown[max(0, len(shown)-sheetColumns):], options.Avoid)
		picture, choice, err := Paint(ctx, order.front, options, func(m Moment) {
			if progress != nil {
				progress((float64(i) + m.Done) / float64(tiles))
			}
		})
		if err != nil {
			return nil, err
		}
		shown = append(shown, choice.Scene)
		order.options.Seed++
		order.options.Avoid = append(order.options.Avoid, choice.Scene)
		x := sheetGap + i%sheetColumns*(tile+sheetGap)
		y := sheetGap + i/sheetColumns*(tile+sheetGap)
		draw.Draw(sheet, image.Rect(x, y, x+tile, y+tile), picture, image.Point{}, draw.Src)
	}
	return sheet, nil
}

type sheetOrder struct {
	front   image.Image
	options Options
}

// sheetSeedStep is odd and not a scene count, so that fronts start on
// different turns.
const sheetSeedStep = 7

func sheetOrders(style Style, fronts []image.Image, seed uint64) []sheetOrder {
	var orders []sheetOrder
	for i, front := range fronts {
		orders = append(orders, sheetOrder{front, Options{Style: style, Seed: seed + uint64(i)*sheetSeedStep}})
	}
	if len(orders) > 0 {
		return orders
	}
	for i, f := range sampleFronts() {
		orders = append(orders, sheetOrder{f.paint(uint32(i)), Options{Style: style, Seed: seed + uint64(i)*sheetSeedStep, Kind: f.kind, Genre: f.genre}})
	}
	return orders
}
