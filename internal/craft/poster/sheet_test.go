package poster

import (
	"flag"
	"image"
	"image/color"
	"image/draw"
	"image/png"
	"os"
	"testing"
)

// Look at all compositions with: go test ./internal/craft/poster -run TestSheet -sheet FILE.png
var (
	sheetFile  = flag.String("sheet", "", "write a contact sheet of all compositions as PNG")
	sheetOnly  = flag.String("only", "", "of this composition alone")
	sheetTile  = flag.Int("tile", 350, "width of a poster on the sheet in pixels")
	sheetTries = flag.Int("tries", 2, "posters of each composition")
)

// samples are invented works of every kind.
var samples = []Work{
	{Kind: "exhibition", Genre: "documentary", Title: "보이지 않는 건축", Second: "Invisible Architecture", By: "기획 문서윤", People: []string{"강태오", "한이람"}, When: "2026. 3. 6 – 6. 14", Venue: "국립현대미술관 서울"},
	{Kind: "musical", Genre: "romance", Title: "달의 정원", Second: "Garden of the Moon", By: "연출 오지현", People: []string{"윤서하", "차도윤", "배은결"}, When: "2025. 11. 8 – 2026. 2. 22", Venue: "샤롯데씨어터"},
	{Kind: "movie", Genre: "horror", Title: "언덕 위의 집", Second: "The House Uphill", By: "감독 남궁현", People: []string{"서이안", "문가온"}, When: "2024", Venue: ""},
	{Kind: "play", Genre: "drama", Title: "세 번째 방", Second: "The Third Room", By: "작·연출 임하늘", People: []string{"정유민", "고은찬"}, When: "2025. 4. 3 – 5. 11", Venue: "대학로 예술극장"},
	{Kind: "concert", Genre: "music", Title: "서울 블루 나이트", Second: "Seoul Blue Night", People: []string{"오로라선", "김다온 트리오"}, When: "2026. 8. 3", Venue: "올림픽공원 올림픽홀"},
	{Kind: "movie", Genre: "romance", Title: "그해 여름, 우리가 물 위에 누워 있던 오후", Second: "That Summer on the Water", By: "감독 한소라", People: []string{"이로운", "신아름"}, When: "2023"},
}

func TestSheet(t *testing.T) {
	if *sheetFile == "" {
		return
	}
	artist, err := New()
	if err != nil {
		t.Fatal(err)
	}
	var tiles []image.Image
	for i, name := range Compositions() {
		if *sheetOnly != "" && string(name) != *sheetOnly {
			continue
		}
		for j := range *sheetTries {
			m, err := artist.Draw(t.Context(), samples[(i+j)%len(samples)], Options{Composition: name, Seed: uint64(j + 1), Width: *sheetTile})
			if err != nil {
				t.Fatal(err)
			}
			tiles = append(tiles, m)
		}
	}
	const gap = 12
	cols := min(len(tiles), 8)
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
	if err := png.Encode(f, sheet); err != nil {
		t.Fatal(err)
	}
	if err := f.Close(); err != nil {
		t.Fatal(err)
	}
}
