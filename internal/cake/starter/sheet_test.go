package starter

import (
	"cmp"
	"flag"
	"hash/fnv"
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
	sheetSeed = flag.Uint64("seed", 0, "seed of the posters; 0 for those that the gallery takes")
)

// drawn is a work as its poster tells it in the gallery.
func drawn(w *Work) poster.Work {
	p := poster.Work{Kind: string(w.Kind), Title: w.Title, Second: w.Second(), Venue: w.Venue}
	if genres := w.Genres.List(); len(genres) > 0 {
		p.Genre = string(genres[0])
	}
	if w.Year > 0 {
		p.When = strconv.Itoa(w.Year)
	}
	for _, c := range w.Credits {
		switch {
		case c.Role == "director" && p.By == "":
			p.By = map[bool]string{true: "감독 ", false: "연출 "}[w.Kind == "movie"] + c.Name
		case c.Role == "artist" && w.Kind != "concert" && p.By == "":
			p.By = c.Name
		case (c.Role == "cast" || c.Role == "artist" && w.Kind == "concert") && len(p.People) < 4:
			p.People = append(p.People, c.Name)
		}
	}
	return p
}

// gallerySeed is what the gallery draws a work with.
func gallerySeed(w *Work) uint64 {
	h := fnv.New64a()
	_, _ = h.Write([]byte("starter:" + w.Code))
	return h.Sum64()
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
		m, err := artist.Draw(t.Context(), drawn(&w), poster.Options{Composition: w.Look, Seed: cmp.Or(*sheetSeed, gallerySeed(&w)), Width: *sheetTile})
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
