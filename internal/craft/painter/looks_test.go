package painter

import (
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

// dull is that of a style and a light: ink and water leave much of the paper, silver light
// has little colour.
func dull(s Style, c Choice) float32 {
	switch {
	case s == "ink":
		return 0.018
	case s == "riso": // two inks may be all there is, and paper about them
		return 0.035
	case s == "watercolour":
		return 0.022
	case c.Mood == "silver":
		return 0.03
	}
	return chromaFloor
}

func TestMutedFrontsGiveColourfulPaintings(t *testing.T) {
	fronts := []string{"grey photo", "black and white"}
	eachStudy(t, func(t *testing.T, s *study) {
		name := fronts[len(s.scene)%2]
		picture, choice := paint(t, front(t, name), s.order(0))
		if c, least := meanChroma(picture), dull(s.style, choice); c < least {
			t.Errorf("%s as %+v: mean chroma %.3f, want %.3f", name, choice, c, least)
		}
	})
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
	const another = 0.035
	eachStudy(t, func(t *testing.T, s *study) {
		after, _ := paint(t, front(t, studyFront), s.order(1))
		if d := apart(s.picture, after); d < another {
			t.Errorf("neighbouring seeds are only %.3f apart", d)
		}
	})
}

func TestPaintingsFollowTheFront(t *testing.T) {
	eachStudy(t, func(t *testing.T, s *study) {
		a, _ := paint(t, front(t, "red stage"), s.order(0))
		b, _ := paint(t, front(t, "deep blue"), s.order(0))
		least := float32(0.025) // some landscapes have much that is green under any sky
		if s.style == "nightcity" {
			least = 0.06
		}
		if d := apart(a, b); d < least {
			t.Errorf("a red and a blue front are only %.3f apart", d)
		}
	})
}

var update = flag.Bool("update", false, "write the golden thumbnails anew")

// TestScenesLookAsTheyDid compares thumbnails with tolerance, because the last
// bit of a float differs between processors.
func TestScenesLookAsTheyDid(t *testing.T) {
	const side, tolerance = 32, 0.02
	eachStudy(t, func(t *testing.T, s *study) {
		now := thumb(s.picture, side)
		path := filepath.Join("testdata", string(s.style), string(s.scene)+".png")
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
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		t.Fatal(err)
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
