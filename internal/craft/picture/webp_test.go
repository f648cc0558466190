package picture_test

import (
	"bytes"
	"image"
	"image/color"
	"io"
	"math/bits"
	"math/rand/v2"
	"testing"

	libwebp "github.com/gen2brain/webp"
	"golang.org/x/image/webp"

	"piece/internal/craft/picture"
)

func webpOf(t testing.TB, m *image.RGBA) []byte {
	t.Helper()
	b, err := picture.EncodeWebP(m, 90)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func TestWebPHasFullLevels(t *testing.T) {
	for _, v := range []uint8{0, 255} {
		m := image.NewRGBA(image.Rect(0, 0, 32, 32))
		for i := range m.Pix {
			m.Pix[i] = v
		}
		p, err := picture.Decode(webpOf(t, m), picture.Limits{})
		if err != nil {
			t.Fatal(err)
		}
		if c := p.Cover(picture.Crop{}, 8, 8).RGBAAt(4, 4); int(c.R)-int(v) > 1 || int(v)-int(c.R) > 1 {
			t.Errorf("%d came back as %v", v, c)
		}
	}
}

func TestWebPWithAlpha(t *testing.T) {
	mask := image.NewAlpha(image.Rect(0, 0, 63, 90))
	for y := range 90 {
		for x := range 63 {
			mask.SetAlpha(x, y, color.Alpha{uint8(4 * x)})
		}
	}
	alpha := picture.NewAlpha(mask)
	frame := picture.NewFrame(picture.ToYCbCr(quarters(63, 90)))
	file, err := frame.WebP(90, picture.Lasting, alpha)
	if err != nil {
		t.Fatal(err)
	}
	m, err := webp.Decode(bytes.NewReader(file))
	if err != nil {
		t.Fatal(err)
	}
	for _, x := range []int{0, 10, 62} {
		if _, _, _, a := m.At(x, 40).RGBA(); a>>8 != uint32(4*x) {
			t.Errorf("alpha at %d is %d", x, a>>8)
		}
	}
	if _, err := frame.Half().WebP(90, picture.Lasting, alpha); err == nil {
		t.Error("alpha of another size was taken")
	}
	again, err := frame.WebP(90, picture.Lasting, alpha)
	if err != nil || !bytes.Equal(file, again) {
		t.Error("not the same bytes again")
	}
}

// Masks of many kinds come back as they were, from two decoders that know nothing of the encoder.
func TestAlphaIsLossless(t *testing.T) {
	r := rand.New(rand.NewPCG(5, 6))
	kinds := map[string]func(x, y int) uint8{
		"opaque":  func(int, int) uint8 { return 255 },
		"clear":   func(int, int) uint8 { return 0 },
		"noise":   func(int, int) uint8 { return uint8(r.Uint32()) },
		"two":     func(x, y int) uint8 { return uint8((x^y)&1) * 255 },
		"slope":   func(x, y int) uint8 { return uint8(x + 3*y) },
		"skewed":  func(x, y int) uint8 { return uint8(bits.TrailingZeros(uint(x*y + 1))) },
		"corners": func(x, y int) uint8 { return uint8(min(x*y, 255)) },
	}
	for name, f := range kinds {
		for _, size := range [][2]int{{1, 1}, {1, 70}, {70, 1}, {64, 128}, {311, 97}} {
			mask := image.NewAlpha(image.Rect(0, 0, size[0], size[1]))
			for i := range mask.Pix {
				mask.Pix[i] = f(i%size[0], i/size[0])
			}
			frame := picture.NewFrame(image.NewYCbCr(mask.Rect, image.YCbCrSubsampleRatio420))
			file, err := frame.WebP(50, picture.Quick, picture.NewAlpha(mask))
			if err != nil {
				t.Fatal(err)
			}
			for decoder, decode := range map[string]func(io.Reader) (image.Image, error){"x/image": webp.Decode, "libwebp": libwebp.Decode} {
				m, err := decode(bytes.NewReader(file))
				if err != nil {
					t.Fatalf("%s %v: %s: %v", name, size, decoder, err)
				}
				for i, want := range mask.Pix {
					if _, _, _, a := m.At(i%size[0], i/size[0]).RGBA(); uint8(a>>8) != want {
						t.Fatalf("%s %v: %s: pixel %d is %d, want %d", name, size, decoder, i, a>>8, want)
					}
				}
			}
		}
	}
}
