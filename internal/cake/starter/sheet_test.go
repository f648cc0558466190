package starter

import (
	"flag"
	"image"
	"image/color"
	"image/draw"
	"image/png"
	"os"
	"strconv"
	"strings"
	"testing"

	"piece/internal/craft/poster"
)

// Look at the posters of all works with: go test ./internal/cake/starter -run TestSheet -sheet FILE.png
var (
	sheetFile = flag.String("sheet", "", "write a contact sheet of the posters as PNG")
	sheetOnly = flag.String("only", "", "of this kind, or of codes that begin so, apart by commas")
	sheetFrom = flag.Int("from", 0, "begin with the work of this number")
	sheetMost = flag.Int("most", 60, "most posters on the sheet")
	sheetTile = flag.Int("tile", 280, "width of a poster on the sheet in pixels")
	sheetSeed = flag.Uint64("seed", 1, "seed of the posters")
)

// drawn is a work as its poster tells it.
func drawn(w *Work) poster.Work {
	p := poster.Work{Kind: string(w.Kind), Title: w.Title, Second: w.Second(), Venue: w.Venue}
	if genres := w.Genres.List(); len(genres) > 0 {
		p.Genre = string(genres[0])
	}
	if w.Year > 0 {
		p.When = strconv.Itoa(w.Year)
	}
	for _, c := range w.Credits {
		if c.Role == "director" && p.By == "" {
			p.By = "감독 " + c.Name
		} else if c.Role != "director" && len(p.People) < 4 {
			p.People = append(p.People, c.Name)
		}
	}
	return p
}

func TestSheet(t *testing.T) {
	if *sheetFile == "" {
		return
	}
	artist, err := poster.New()
	if err != nil {
		t.Fatal(err)
	}
	var tiles []image.Image
	for i, w := range catalogue(t).Works() {
		if i < *sheetFrom || len(tiles) >= *sheetMost || !asked(&w) {
			continue
		}
		m, err := artist.Draw(t.Context(), drawn(&w), poster.Options{Composition: w.Look, Seed: *sheetSeed, Width: *sheetTile})
		if err != nil {
			t.Fatal(err)
		}
		tiles = append(tiles, m)
	}
	if len(tiles) == 0 {
		t.Fatal("there is no such work")
	}
	const gap = 8
	cols := min(len(tiles), 10)
	w, h := tiles[0].Bounds().Dx()+gap, tiles[0].Bounds().Dy()+gap
	sheet := image.NewRGBA(image.Rect(0, 0, cols*w+gap, (len(tiles)+cols-1)/cols*h+gap))
	draw.Draw(sheet, sheet.Rect, image.NewUniform(color.Gray{200}), image.Point{}, draw.Src)
	for i, m := range tiles {
		draw.Draw(sheet, m.Bounds().Add(image.Pt(gap+i%cols*w, gap+i/cols*h)), m, image.Point{}, draw.Src)
	}
	f, err := os.Create(*sheetFile)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	if err := png.Encode(f, sheet); err != nil {
		t.Fatal(err)
	}
}

func asked(w *Work) bool {
	if *sheetOnly == "" || *sheetOnly == string(w.Kind) {
		return true
	}
	for prefix := range strings.SplitSeq(*sheetOnly, ",") {
		if strings.HasPrefix(w.Code, prefix) {
			return true
		}
	}
	return false
}
