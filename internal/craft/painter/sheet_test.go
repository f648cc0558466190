package painter

import (
	"context"
	"image"
	"image/color"
	"testing"
)

func TestSheetShowsThreeTriesPerFront(t *testing.T) {
	const tile = 32
	orders := sheetOrders(Oil, nil, 1)
	if len(orders)*sheetTries != 24 {
		t.Errorf("a sheet has %d paintings, want 24", len(orders)*sheetTries)
	}
	orders = orders[:2]
	var last float64
	sheet, err := paintSheet(context.Background(), orders, tile, func(done float64) {
		if done < last {
			t.Errorf("progress went back from %.3f to %.3f", last, done)
		}
		last = done
	})
	if err != nil {
		t.Fatal(err)
	}
	if want := image.Pt(6*(tile+sheetGap)+sheetGap, tile+2*sheetGap); sheet.Bounds().Size() != want {
		t.Errorf("6 paintings on a sheet of %v, want %v", sheet.Bounds().Size(), want)
	}
	if last != 1 {
		t.Errorf("progress ended at %v", last)
	}
	if sheet.RGBAAt(sheetGap/2, sheetGap/2) != (color.RGBA{255, 255, 255, 255}) {
		t.Error("the border is not white")
	}
	stopped, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := Sheet(stopped, Oil, nil, 1, nil); err == nil {
		t.Error("a stopped sheet gives no error")
	}
}

func TestSheetOfGivenFronts(t *testing.T) {
	orders := sheetOrders(Oil, []image.Image{filled(9, 9, 250, 120, 0, 255)}, 3)
	if _, err := paintSheet(context.Background(), orders, 16, nil); err != nil {
		t.Fatal(err)
	}
	if len(orders) != 1 || len(orders[0].options.Avoid) != sheetTries {
		t.Errorf("orders %+v, want one with %d tries", orders, sheetTries)
	}
}

func TestStripShowsAllStylesAndGrowthAllMoments(t *testing.T) {
	const tile, gap = 32, 2
	strip, err := Strip(context.Background(), front(t, studyFront), Options{Seed: 1}, map[Style]Scene{Oil: "sea"}, tile, gap)
	if err != nil {
		t.Fatal(err)
	}
	if want := image.Pt(len(Styles())*(tile+gap)-gap, tile); strip.Bounds().Size() != want {
		t.Errorf("a strip of %v, want %v", strip.Bounds().Size(), want)
	}
	moments, err := Growth(context.Background(), front(t, studyFront), Options{Seed: 1}, 8, tile, gap)
	if err != nil {
		t.Fatal(err)
	}
	if s := moments.Bounds().Size(); s.X != 8*(tile+gap)-gap || s.Y < 2*tile {
		t.Errorf("moments on %v", s)
	}
	if n := len(SampleFronts()); n != len(sampleFronts()) {
		t.Errorf("%d sample fronts", n)
	}
	if _, err := Strip(context.Background(), nil, Options{}, map[Style]Scene{Oil: "volcano"}, tile, gap); err == nil {
		t.Error("no error for an unknown scene")
	}
}
