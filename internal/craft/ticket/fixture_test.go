package ticket

import (
	"image"
	"math"
	"math/rand/v2"
	"testing"

	"piece/internal/craft/picture"
)

func newRenderer(tb testing.TB) *Renderer {
	tb.Helper()
	r, err := New()
	if err != nil {
		tb.Fatal(err)
	}
	return r
}

// cameraJPEG looks to an encoder like a photo: slow light, some edges, sensor noise.
func cameraJPEG(tb testing.TB, w, h int) []byte {
	tb.Helper()
	b, err := picture.EncodeJPEG(picture.ToYCbCr(scene(w, h, 6)), 92)
	if err != nil {
		tb.Fatal(err)
	}
	return b
}

// scene is an evening: a sky, a low sun, hills, water.
func scene(w, h int, noise float64) *image.RGBA {
	r := rand.New(rand.NewPCG(1, 2))
	m := image.NewRGBA(image.Rect(0, 0, w, h))
	glow, hills, wave := make([]float64, w), make([]float64, w), make([]float64, w)
	for x := range w {
		u := float64(x) / float64(w)
		glow[x] = math.Exp(-(u - .62) * (u - .62) * 60)
		hills[x] = 0.55 + 0.05*math.Sin(u*9) + 0.02*math.Sin(u*31)
		wave[x] = 6 * math.Sin(u*14)
	}
	for y := range h {
		v := float64(y) / float64(h)
		low := math.Exp(-(v - .42) * (v - .42) * 60)
		for x := range w {
			sun := glow[x] * low
			c := [3]float64{90 + 130*v + 90*sun, 60 + 70*v + 110*sun, 130 - 40*v + 60*sun}
			if v > hills[x] {
				c = [3]float64{50 + 40*float64(x)/float64(w), 34 + 20*v, 62 + 30*v}
			}
			if v > 0.72 {
				g := 18 * math.Sin(v*220+wave[x])
				c = [3]float64{120 + g + 60*sun, 70 + g, 110 + g}
			}
			n := (r.Float64() + r.Float64() + r.Float64() - 1.5) * 2 * noise
			i := m.PixOffset(x, y)
			m.Pix[i], m.Pix[i+1], m.Pix[i+2], m.Pix[i+3] = level(c[0]+n), level(c[1]+n), level(c[2]+n), 255
		}
	}
	return m
}

func level(v float64) uint8 { return uint8(min(max(v, 0), 255)) }

func decoded(tb testing.TB, file []byte) *picture.Photo {
	tb.Helper()
	p, err := picture.Decode(file, picture.Limits{})
	if err != nil {
		tb.Fatal(err)
	}
	return p
}

var sample = Text{
	Title: "오늘 밤, 파도의 노래", Day: "2026-08-03", Time: "19:30", Venue: "블루스퀘어 마스터카드홀", Seat: "R석 1층 C열 14번",
	Review: "마지막 앙코르에서 눈물이 왈칵 😭👏 AV Wave의 기타 솔로는 평생 못 잊을 것 같아요", HalfStars: 9, Number: 12,
}

func fullInput(tb testing.TB) Input {
	tb.Helper()
	return Input{
		Photo: decoded(tb, cameraJPEG(tb, 1600, 2400)), Shape: Perforated, Paper: Ivory,
		Art: picture.FromImage(scene(1024, 1024, 8)), Text: sample,
	}
}
