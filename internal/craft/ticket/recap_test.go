package ticket

import (
	"bytes"
	"context"
	"errors"
	"image"
	"image/draw"
	"image/png"
	"testing"

	"golang.org/x/image/webp"

	"piece/internal/craft/picture"
)

// fronts are n finished fronts in all shapes.
func fronts(tb testing.TB, r *Renderer, n int) []RecapTicket {
	tb.Helper()
	var out []RecapTicket
	for i := range n {
		shape := Shapes()[i%len(Shapes())]
		photo := picture.FromImage(scene(150+10*(i%5), 210, float64(i%4)*3))
		set, err := r.Preview(context.Background(), Input{Photo: photo, Shape: shape, Crop: picture.Crop{X: float64(i%3) / 10, W: 0.7, H: 0.9}}, Front, 224)
		if err != nil {
			tb.Fatal(err)
		}
		out = append(out, RecapTicket{shape, set})
	}
	return out
}

func sampleRecap(tickets []RecapTicket) Recap {
	return Recap{
		Year: 2026, Lang: "ko", Nickname: "민지", Pieces: 48, Tickets: tickets,
		Facts: []RecapFact{
			{"가장 많이 본", "뮤지컬 21조각"}, {"가장 바빴던 달", "8월 · 9조각"}, {"가장 많이 간 곳", "블루스퀘어 마스터카드홀"},
			{"가장 많이 만난 사람", "김파도 😭👏"}, {"이어진 기록", "5주 내내"}, {"함께한 시간", "126시간"},
		},
	}
}

func decodedPNG(t *testing.T, b []byte) *image.NRGBA {
	t.Helper()
	m, err := png.Decode(bytes.NewReader(b))
	if err != nil {
		t.Fatal(err)
	}
	out := image.NewNRGBA(m.Bounds())
	draw.Draw(out, out.Rect, m, m.Bounds().Min, draw.Src)
	return out
}

func TestGoldenRecaps(t *testing.T) {
	r := newRenderer(t)
	long := "가나다라마바사아자차카타파하가나다라마바사아자차카타파하 👨‍👩‍👧‍👦👨‍👩‍👧‍👦 끝이 없는 이름의 극장"
	full := sampleRecap(fronts(t, r, 30))
	few := sampleRecap(fronts(t, r, 3))
	few.Lang, few.Nickname, few.Pieces, few.Facts = "en", "minji_and_co", 3, few.Facts[:3]
	overflowing := Recap{Year: 2026, Lang: "ko", Nickname: "👨‍👩‍👧‍👦뷁뷁뷁뷁뷁뷁뷁뷁뷁뷁뷁", Pieces: 123456, Tickets: fronts(t, r, 11)}
	for range 9 {
		overflowing.Facts = append(overflowing.Facts, RecapFact{long, long})
	}
	for name, in := range map[string]Recap{"full": full, "few": few, "long": overflowing, "bare": {Year: 2026, Nickname: "민지", Pieces: 3}} {
		for form, draw := range map[string]func(context.Context, Recap, Format) ([]byte, error){"story": r.RecapStory, "card": r.RecapCard} {
			b, err := draw(context.Background(), in, PNG)
			if err != nil {
				t.Fatal(err)
			}
			m := decodedPNG(t, b)
			checkGolden(t, "recap-"+form+"-"+name, smaller(m, 3))
		}
	}
}

// smaller is every n x n pixels as one: enough to notice a word, without a large file.
func smaller(m *image.NRGBA, n int) *image.NRGBA {
	photo := picture.FromImage(m)
	rgba := photo.Cover(picture.Crop{}, m.Rect.Dx()/n, m.Rect.Dy()/n)
	out := image.NewNRGBA(rgba.Rect)
	draw.Draw(out, out.Rect, rgba, image.Point{}, draw.Src)
	return out
}

func TestRecapsAreTheSameBytesInTheirSizes(t *testing.T) {
	r := newRenderer(t)
	in := sampleRecap(append(fronts(t, r, 4), RecapTicket{Cake, []byte("no picture")}, RecapTicket{"none", nil}))
	for _, c := range []struct {
		draw func(context.Context, Recap, Format) ([]byte, error)
		w, h int
	}{{r.RecapStory, 1080, 1920}, {r.RecapCard, 1200, 630}} {
		first, err := c.draw(context.Background(), in, WebP)
		if err != nil {
			t.Fatal(err)
		}
		if again, err := c.draw(context.Background(), in, WebP); err != nil || !bytes.Equal(first, again) {
			t.Errorf("drawn again it differs: %v", err)
		}
		m, err := webp.DecodeConfig(bytes.NewReader(first))
		if err != nil || m.Width != c.w || m.Height != c.h {
			t.Errorf("%d x %d, %v", m.Width, m.Height, err)
		}
		if _, err := c.draw(context.Background(), in, "gif"); !errors.Is(err, ErrInput) {
			t.Errorf("gif: %v", err)
		}
	}
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := r.RecapStory(ctx, in, PNG); !errors.Is(err, context.Canceled) {
		t.Errorf("cancelled: %v", err)
	}
}

func BenchmarkRecap(b *testing.B) {
	r := newRenderer(b)
	in := sampleRecap(fronts(b, r, 30))
	b.Run("story", func(b *testing.B) {
		measure(b, func() error { _, err := r.RecapStory(context.Background(), in, WebP); return err })
	})
	b.Run("card", func(b *testing.B) {
		measure(b, func() error { _, err := r.RecapCard(context.Background(), in, WebP); return err })
	})
}
