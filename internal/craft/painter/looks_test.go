package painter

import (
	"context"
	"flag"
	"image"
	"image/color"
	"image/png"
	"os"
	"path/filepath"
	"testing"

	"piece/internal/craft/oklab"
)

// chromaFloor is the mean chroma below which a painting is dull; a sepia print
// has about 0.03.
const chromaFloor = 0.045

func TestMutedFrontsGiveColourfulPaintings(t *testing.T) {
	fronts := []string{"grey photo", "black and white"}
	for i, scene := range Oil.Scenes() {
		name := fronts[i%2]
		picture, choice := paint(t, front(t, name), Options{Seed: uint64(i), Scene: scene})
		if c := meanChroma(picture); c < chromaFloor {
			t.Errorf("%s as %+v: mean chroma %.3f, want %.3f", name, choice, c, chromaFloor)
		}
	}
}

func TestMutedFrontsAreNotAllOfOneHue(t *testing.T) {
	hues := map[int]bool{}
	for seed := range uint64(4) {
		picture, _ := paint(t, front(t, "grey photo"), Options{Seed: seed})
		var a, b float32
		for _, c := range thumb(picture, 16) {
			a, b = a+c.A, b+c.B
		}
		hues[int(oklab.Colour{A: a, B: b}.Hue()/60)] = true
	}
	if len(hues) < 2 {
		t.Errorf("four tries on a grey photo stay within one sixth of the hue circle: %v", hues)
	}
}

func TestPaintAgainDiffersClearly(t *testing.T) {
	const clearly = 0.07
	for i, f := range sampleFronts()[:3] {
		o := Options{Seed: uint64(i) * 1000, Kind: f.kind, Genre: f.genre}
		img := f.paint(uint32(i))
		before, choice := paint(t, img, o)
		for range 2 {
			o.Seed++
			o.Avoid = append(o.Avoid, choice.Scene)
			after, next := paint(t, img, o)
			if d := apart(before, after); next.Scene == choice.Scene || d < clearly {
				t.Errorf("%s: %+v after %+v, only %.3f apart", f.name, next, choice, d)
			}
			before, choice = after, next
		}
	}
}

func TestSameSceneAgainIsAnotherComposition(t *testing.T) {
	const another = 0.04
	eachStudy(t, func(t *testing.T, scene Scene, before *study) {
		after, _ := paint(t, front(t, "pastel poster"), Options{Seed: studySeed + 1, Scene: scene})
		if d := apart(before.picture, after); d < another {
			t.Errorf("neighbouring seeds are only %.3f apart", d)
		}
	})
}

func TestPaintingsFollowTheFront(t *testing.T) {
	a, _ := paint(t, front(t, "red stage"), Options{Seed: 4, Scene: "sea"})
	b, _ := paint(t, front(t, "deep blue"), Options{Seed: 4, Scene: "sea"})
	if d := apart(a, b); d < 0.06 {
		t.Errorf("a red and a blue front give seas only %.3f apart", d)
	}
}

var update = flag.Bool("update", false, "write the golden thumbnails anew")

// TestScenesLookAsTheyDid compares thumbnails with tolerance, because the last
// bit of a float differs between processors.
func TestScenesLookAsTheyDid(t *testing.T) {
	const side, tolerance = 32, 0.02
	eachStudy(t, func(t *testing.T, scene Scene, s *study) {
		now := thumb(s.picture, side)
		path := filepath.Join("testdata", string(scene)+".png")
		if *update {
			writeThumb(t, path, now, side)
		}
		var sum float32
		for i, c := range readThumb(t, path, side) {
			sum += oklab.Distance(c, now[i])
		}
		if d := sum / side / side; d > tolerance {
			t.Errorf("%.3f from its golden thumbnail; look at it, then run with -update", d)
		}
	})
}

func writeThumb(t *testing.T, path string, colours []oklab.Colour, side int) {
	t.Helper()
	img := image.NewRGBA(image.Rect(0, 0, side, side))
	for i, c := range colours {
		r, g, b := c.RGB()
		img.SetRGBA(i%side, i/side, color.RGBA{r, g, b, 255})
	}
	file, err := os.Create(path)
	if err != nil {
		t.Fatal(err)
	}
	if err := png.Encode(file, img); err != nil {
		t.Fatal(err)
	}
	if err := file.Close(); err != nil {
		t.Fatal(err)
	}
}

func readThumb(t *testing.T, path string, side int) []oklab.Colour {
	t.Helper()
	file, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = file.Close() }()
	img, err := png.Decode(file)
	if err != nil {
		t.Fatal(err)
	}
	var out []oklab.Colour
	for i := range side * side {
		c := color.NRGBAModel.Convert(img.At(i%side, i/side)).(color.NRGBA)
		out = append(out, oklab.FromRGB(c.R, c.G, c.B))
	}
	return out
}

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
