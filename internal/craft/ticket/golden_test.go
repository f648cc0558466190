package ticket

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"image"
	"image/draw"
	"image/png"
	"io/fs"
	"os"
	"path/filepath"
	"testing"

	"piece/internal/craft/picture"
)

var update = flag.Bool("update", false, "write the golden images anew")

// Golden images are compared by blocks, so that one wrong glyph stands out
// while the rounding of another processor does not.
const (
	goldenBlock = 8
	goldenLimit = 6.0 // mean difference of a block, in levels
)

// worstBlock is the largest mean difference of any block of two images of one size.
func worstBlock(a, b *image.NRGBA) float64 {
	worst := 0.0
	for y := a.Rect.Min.Y; y < a.Rect.Max.Y; y += goldenBlock {
		for x := a.Rect.Min.X; x < a.Rect.Max.X; x += goldenBlock {
			sum, n := 0, 0
			for yy := y; yy < min(y+goldenBlock, a.Rect.Max.Y); yy++ {
				for xx := x; xx < min(x+goldenBlock, a.Rect.Max.X); xx++ {
					p, q := a.NRGBAAt(xx, yy), b.NRGBAAt(xx, yy)
					for _, d := range [4]int{int(p.R) - int(q.R), int(p.G) - int(q.G), int(p.B) - int(q.B), int(p.A) - int(q.A)} {
						sum += max(d, -d)
					}
					n += 4
				}
			}
			worst = max(worst, float64(sum)/float64(n))
		}
	}
	return worst
}

func compareGolden(name string, got *image.NRGBA) error {
	file := filepath.Join("testdata", name+".png")
	f, err := os.Open(file)
	if err != nil {
		return err
	}
	defer f.Close()
	m, err := png.Decode(f)
	if err != nil {
		return err
	}
	want := image.NewNRGBA(got.Rect)
	if m.Bounds() != got.Rect {
		return fmt.Errorf("%s: size %v, was %v", name, got.Rect, m.Bounds())
	}
	draw.Draw(want, want.Rect, m, image.Point{}, draw.Src)
	if d := worstBlock(want, got); d > goldenLimit {
		return fmt.Errorf("%s: a block differs by %.1f levels (limit %.1f)", name, d, goldenLimit)
	}
	return nil
}

func checkGolden(t *testing.T, name string, got *image.NRGBA) {
	t.Helper()
	err := compareGolden(name, got)
	if err == nil {
		return
	}
	if !*update {
		t.Error(err)
		return
	}
	if err := os.MkdirAll("testdata", 0o755); err != nil {
		t.Fatal(err)
	}
	f, err := os.Create(filepath.Join("testdata", name+".png"))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	if err := (&png.Encoder{CompressionLevel: png.BestCompression}).Encode(f, got); err != nil {
		t.Fatal(err)
	}
}

// drawn is a side at a width, in its shape, exactly as the encoders get it.
func drawn(t *testing.T, r *Renderer, in Input, side Side, width int) *image.NRGBA {
	t.Helper()
	m, err := r.sideRGBA(context.Background(), &in, side, width)
	if err != nil {
		t.Fatal(err)
	}
	return cut(m, mask(geometries[in.Shape].outline(), width))
}

// paperPart is what lies from just above the seam on.
func paperPart(m *image.NRGBA) *image.NRGBA {
	h := m.Rect.Dy()
	part := m.SubImage(image.Rect(0, h*58/100, m.Rect.Dx(), h)).(*image.NRGBA)
	out := image.NewNRGBA(image.Rect(0, 0, part.Rect.Dx(), part.Rect.Dy()))
	draw.Draw(out, out.Rect, part, part.Rect.Min, draw.Src)
	return out
}

func TestGoldenShapes(t *testing.T) {
	r := newRenderer(t)
	photo := picture.FromImage(scene(240, 340, 0))
	for i, shape := range Shapes() {
		in := Input{Photo: photo, Shape: shape, Paper: Papers()[i], Art: photo, Text: sample}
		checkGolden(t, string(shape)+"-front", drawn(t, r, in, Front, 168))
		checkGolden(t, string(shape)+"-back", drawn(t, r, in, Back, 224))
	}
}

var scripts = []struct {
	name string
	text Text
}{
	{"hangul", sample},
	{"latin", Text{Title: "The Phantom of the Opera: Última Función", Day: "2026-12-24", Time: "20:00", Lang: "en", Venue: "Charlotte Theater", Seat: "VIP 2F OP-3", Review: "The chandelier fell — and so did I. Ångström, façade, Łódź!", HalfStars: 8, Number: 7}},
	{"kana-han", Text{Title: "君の名は。劇場版 アンコール上映", Day: "2026-02-01", Time: "07:10", Venue: "霸王別姬館", Seat: "A列 7番", Review: "黄昏時、もう一度だけ名前を呼ぶ。悲情城市도 千と千尋도 좋았다", HalfStars: 7, Number: 101}},
	{"emoji", Text{Title: "🎸 록 페스티벌 👨‍👩‍👧‍👦", Day: "2026-07-18", Venue: "난지 🏕️", Review: "비가 와도 🌧️🤘🏽🇰🇷 1️⃣등 ❤️‍🔥 ★ ☀ 👩🏻‍❤️‍👨🏿 🏴󠁧󠁢󠁳󠁣󠁴󠁿", HalfStars: 5, Number: 40}},
	{"old-jamo", Text{Title: "나랏〮말ᄊᆞ미 듕귁에 달아 ᄒᆞᆫ글", Day: "2026-10-09", Venue: "ᄉᆞ랑방", Review: "ᄒᆞᆷᄭᅴ 걷다, ㆍ와 ㆁ", HalfStars: 6, Number: 1}},
	{"long", Text{Title: "세상에서가장긴제목을가진연극은띄어쓰기가하나도없어서어디에서줄을바꿔야할지아무도모른다고합니다그래도끝까지읽어주시는관객에게감사를드립니다정말로", Day: "2026-03-01", Time: "15:00", Venue: "아주 긴 이름을 가진 극장의 대극장과 소극장 사이에 있는 중극장 별관 지하 이층 로비 옆", Seat: "그 극장의 이층 왼쪽 구역 다섯째 줄 열두 번째 자리 (휠체어석 옆) 그리고 통로", Review: "가나다라마바사아자차카타파하가나다라마바사아자차카타파하가나다라마바사아자차카타파하가나다라마바사아", HalfStars: 1, Number: 99999}},
	{"bare", Text{Title: "달의 정원"}},
	{"unknown", Text{Title: "اسم 𓀀 ไทย", Day: "2026-01-02", Review: "শব্দ \u202eabc\u202c \U0010FFFF", HalfStars: 3}},
}

func TestGoldenScripts(t *testing.T) {
	r := newRenderer(t)
	for _, s := range scripts {
		in := Input{Shape: Punched, Paper: Ivory, Text: s.text}
		checkGolden(t, "script-"+s.name, paperPart(drawn(t, r, in, Back, 448)))
	}
}

// The comparison is worth something only if one wrong glyph fails it, also in the smallest line.
func TestGoldenNoticesOneGlyph(t *testing.T) {
	r := newRenderer(t)
	changes := map[string]func(*Text){
		"a vowel of the title": func(x *Text) { x.Title = "오늘 밤, 파도의 노레" },
		"a letter of the review": func(x *Text) {
			x.Review = "마지막 앙코르에서 눈물이 왈칵 😭👏 AV Wave의 기타 솔로는 평생 못 잊을 것 같이요"
		},
		"a final of the venue": func(x *Text) { x.Venue = "블루스퀘어 마스터카드홈" },
		"an emoji": func(x *Text) {
			x.Review = "마지막 앙코르에서 눈물이 왈칵 😂👏 AV Wave의 기타 솔로는 평생 못 잊을 것 같아요"
		},
		"a digit of the edition": func(x *Text) { x.Number = 13 },
		"half a star":            func(x *Text) { x.HalfStars = 10 },
	}
	for what, change := range changes {
		text := sample
		change(&text)
		in := Input{Shape: Punched, Paper: Ivory, Text: text}
		if err := compareGolden("script-hangul", paperPart(drawn(t, r, in, Back, 448))); err == nil || errors.Is(err, fs.ErrNotExist) {
			t.Errorf("%s went unnoticed: %v", what, err)
		}
	}
}
