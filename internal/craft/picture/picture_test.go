package picture_test

import (
	"bytes"
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"image"
	"image/color"
	"image/jpeg"
	"image/png"
	"math"
	"math/rand/v2"
	"runtime"
	"strconv"
	"testing"

	"piece/internal/craft/picture"
)

var (
	red    = color.RGBA{210, 40, 40, 255}
	green  = color.RGBA{40, 170, 60, 255}
	blue   = color.RGBA{40, 60, 200, 255}
	yellow = color.RGBA{220, 200, 40, 255}
)

// quarters is red, green / blue, yellow.
func quarters(w, h int) *image.RGBA {
	m := image.NewRGBA(image.Rect(0, 0, w, h))
	for y := range h {
		for x := range w {
			m.SetRGBA(x, y, [2][2]color.RGBA{{red, green}, {blue, yellow}}[2*y/h][2*x/w])
		}
	}
	return m
}

func jpegOf(t testing.TB, m image.Image) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := jpeg.Encode(&b, m, &jpeg.Options{Quality: 95}); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func pngOf(t testing.TB, m image.Image) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := png.Encode(&b, m); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// segment puts a JPEG segment right after the start of the file.
func segment(file []byte, marker byte, body []byte) []byte {
	out := append([]byte{0xff, 0xd8, 0xff, marker}, binary.BigEndian.AppendUint16(nil, uint16(len(body)+2))...)
	return append(append(out, body...), file[2:]...)
}

// exif holds an orientation, a GPS directory and a thumbnail.
func exif(o binary.AppendByteOrder, orientation uint16) []byte {
	head := "MM\x00*"
	if o == binary.AppendByteOrder(binary.LittleEndian) {
		head = "II*\x00"
	}
	b := append([]byte("Exif\x00\x00"), head...)
	b = o.AppendUint32(b, 8)
	b = o.AppendUint16(b, 2)
	b = o.AppendUint16(b, 0x0112)
	b = o.AppendUint16(b, 3)
	b = o.AppendUint32(b, 1)
	b = o.AppendUint16(b, orientation)
	b = o.AppendUint16(b, 0)
	b = o.AppendUint16(b, 0x8825)
	b = o.AppendUint16(b, 4)
	b = o.AppendUint32(b, 1)
	b = o.AppendUint32(b, 38)
	b = o.AppendUint32(b, 0)
	return append(b, "GPS-37.5665N-126.9780E \xff\xd8\xff\xe0thumbnail"...)
}

func near(a, b color.Color, by int) bool {
	r, g, bl, _ := a.RGBA()
	r2, g2, b2, _ := b.RGBA()
	d := func(x, y uint32) bool { v := int(x>>8) - int(y>>8); return v <= by && -v <= by }
	return d(r, r2) && d(g, g2) && d(bl, b2)
}

// corners reads the colours top left, top right, bottom left, bottom right.
func corners(m image.Image) [4]color.Color {
	b := m.Bounds()
	l, r, t, o := b.Min.X+b.Dx()/8, b.Max.X-b.Dx()/8-1, b.Min.Y+b.Dy()/8, b.Max.Y-b.Dy()/8-1
	return [4]color.Color{m.At(l, t), m.At(r, t), m.At(l, o), m.At(r, o)}
}

func wantCorners(t *testing.T, m image.Image, want [4]color.RGBA) {
	t.Helper()
	for i, c := range corners(m) {
		if !near(c, want[i], 14) {
			t.Errorf("corner %d is %v, want %v", i, c, want[i])
		}
	}
}

// storedCorners is what a camera stores so that the upright picture is quarters, for each orientation.
var storedCorners = map[int][4]color.RGBA{
	1: {red, green, blue, yellow}, 2: {green, red, yellow, blue}, 3: {yellow, blue, green, red}, 4: {blue, yellow, red, green},
	5: {red, blue, green, yellow}, 6: {green, yellow, red, blue}, 7: {yellow, green, blue, red}, 8: {blue, red, yellow, green},
}

func storedFor(o, w, h int) *image.RGBA {
	if o >= 5 {
		w, h = h, w
	}
	c := storedCorners[o]
	m := image.NewRGBA(image.Rect(0, 0, w, h))
	for y := range h {
		for x := range w {
			m.SetRGBA(x, y, c[2*(2*y/h)+2*x/w])
		}
	}
	return m
}

func TestD30_OrientationIsAppliedAndMetadataIsGone(t *testing.T) {
	for o := 1; o <= 8; o++ {
		for _, order := range []binary.AppendByteOrder{binary.BigEndian, binary.LittleEndian} {
			t.Run(fmt.Sprintf("%d %v", o, order), func(t *testing.T) {
				file := segment(jpegOf(t, storedFor(o, 96, 160)), 0xe1, exif(order, uint16(o)))
				file = segment(file, 0xfe, []byte("a comment"))
				file = segment(file, 0xe1, []byte("http://ns.adobe.com/xap/1.0/\x00<x:xmpmeta/>"))
				clean, err := picture.Normalize(context.Background(), file, 80, picture.Limits{})
				if err != nil {
					t.Fatal(err)
				}
				if clean.Width != 48 || clean.Height != 80 {
					t.Fatalf("size %d x %d", clean.Width, clean.Height)
				}
				for _, trace := range []string{"Exif", "GPS", "37.56", "thumbnail", "comment", "xmp", "ICC_PROFILE"} {
					if bytes.Contains(clean.JPEG, []byte(trace)) {
						t.Errorf("%q is still there", trace)
					}
				}
				h, err := picture.Inspect(clean.JPEG)
				if err != nil || h.Orientation != 1 {
					t.Fatalf("orientation %d, %v", h.Orientation, err)
				}
				m, err := jpeg.Decode(bytes.NewReader(clean.JPEG))
				if err != nil {
					t.Fatal(err)
				}
				wantCorners(t, m, [4]color.RGBA{red, green, blue, yellow})
			})
		}
	}
}

func TestCropReadsTheTurnedPicture(t *testing.T) {
	file := segment(jpegOf(t, storedFor(6, 120, 160)), 0xe1, exif(binary.BigEndian, 6))
	p, err := picture.Decode(file, picture.Limits{})
	if err != nil {
		t.Fatal(err)
	}
	if w, h := p.Size(); w != 120 || h != 160 {
		t.Fatalf("size %d x %d", w, h)
	}
	for turn, want := range [][4]color.RGBA{{red, green, blue, yellow}, {blue, red, yellow, green}, {yellow, blue, green, red}, {green, yellow, red, blue}} {
		w, h := 60, 80
		if turn%2 == 1 {
			w, h = h, w
		}
		wantCorners(t, p.Cover(picture.Crop{Turn: turn}, w, h), want)
		wantCorners(t, p.CoverYCbCr(picture.Crop{X: 0, Y: 0, W: 1, H: 1, Turn: turn}, w, h), want)
		// The top left quarter of the turned picture has one colour.
		one := p.Cover(picture.Crop{X: 0.02, Y: 0.02, W: 0.44, H: 0.44, Turn: turn}, w, h)
		wantCorners(t, one, [4]color.RGBA{want[0], want[0], want[0], want[0]})
	}
}

func TestCropValidate(t *testing.T) {
	for _, c := range []struct {
		crop picture.Crop
		ok   bool
	}{
		{picture.Crop{}, true},
		{picture.Crop{X: 0.1, Y: 0.2, W: 0.9, H: 0.8, Turn: 3}, true},
		{picture.Crop{W: 1.0004, H: 1}, true},
		{picture.Crop{X: 0.5, W: 0.6, H: 1}, false},
		{picture.Crop{X: -0.1, W: 0.6, H: 1}, false},
		{picture.Crop{W: 0, H: 1}, false},
		{picture.Crop{W: math.NaN(), H: 1}, false},
		{picture.Crop{W: math.Inf(1), H: 1}, false},
		{picture.Crop{Turn: 4}, false},
		{picture.Crop{Turn: -1}, false},
	} {
		if err := c.crop.Validate(); (err == nil) != c.ok {
			t.Errorf("%+v: %v", c.crop, err)
		}
	}
}

func TestEveryKindOfFileGivesItsColours(t *testing.T) {
	m := quarters(64, 96)
	gray := image.NewGray(m.Rect)
	deep := image.NewNRGBA64(m.Rect)
	few := image.NewPaletted(m.Rect, color.Palette{red, green, blue, yellow})
	for y := range 96 {
		for x := range 64 {
			gray.Set(x, y, m.At(x, y))
			deep.Set(x, y, m.At(x, y))
			few.Set(x, y, m.At(x, y))
		}
	}
	all := [4]color.RGBA{red, green, blue, yellow}
	var grays [4]color.RGBA
	for i, c := range all {
		g := color.GrayModel.Convert(c).(color.Gray)
		grays[i] = color.RGBA{g.Y, g.Y, g.Y, 255}
	}
	for name, c := range map[string]struct {
		file []byte
		want [4]color.RGBA
	}{
		"JPEG": {jpegOf(t, m), all}, "PNG": {pngOf(t, m), all}, "WebP": {webpOf(t, m), all},
		"16-bit PNG": {pngOf(t, deep), all}, "palette PNG": {pngOf(t, few), all},
		"gray JPEG": {jpegOf(t, gray), grays}, "gray PNG": {pngOf(t, gray), grays},
	} {
		t.Run(name, func(t *testing.T) {
			p, err := picture.Decode(c.file, picture.Limits{})
			if err != nil {
				t.Fatal(err)
			}
			wantCorners(t, p.Cover(picture.Crop{}, 32, 48), c.want)
			wantCorners(t, p.CoverYCbCr(picture.Crop{}, 32, 48), c.want)
		})
	}
	cmyk := image.NewCMYK(image.Rect(0, 0, 8, 8))
	for i := range cmyk.Pix {
		cmyk.Pix[i] = [4]uint8{0, 200, 200, 20}[i%4]
	}
	wantCorners(t, picture.FromImage(cmyk).Cover(picture.Crop{}, 8, 8), [4]color.RGBA{{235, 50, 50, 255}, {235, 50, 50, 255}, {235, 50, 50, 255}, {235, 50, 50, 255}})
}

func TestTransparentPixelsLieOnWhite(t *testing.T) {
	m := image.NewNRGBA(image.Rect(0, 0, 16, 16))
	p, err := picture.Decode(pngOf(t, m), picture.Limits{})
	if err != nil {
		t.Fatal(err)
	}
	if c := p.Cover(picture.Crop{}, 8, 8).At(4, 4); !near(c, color.White, 0) {
		t.Errorf("%v", c)
	}
}

// p3 is a Display P3 profile: its colorants, and the sRGB curve as a formula.
func p3() []byte {
	fixed := func(v float64) uint32 { return uint32(int32(math.Round(v * 65536))) }
	b := make([]byte, 132)
	copy(b[16:], "RGB XYZ ")
	var data []byte
	tags := 0
	table := []byte{}
	add := func(name string, body []byte) {
		table = append(table, name...)
		table = binary.BigEndian.AppendUint32(table, uint32(132+6*12+len(data)))
		table = binary.BigEndian.AppendUint32(table, uint32(len(body)))
		data = append(data, body...)
		tags++
	}
	for i, xyz := range [][3]float64{{0.51512, 0.24120, -0.00105}, {0.29198, 0.69225, 0.04189}, {0.15710, 0.06657, 0.78407}} {
		body := []byte("XYZ \x00\x00\x00\x00")
		for _, v := range xyz {
			body = binary.BigEndian.AppendUint32(body, fixed(v))
		}
		add(string("rgb"[i])+"XYZ", body)
		curve := []byte("para\x00\x00\x00\x00\x00\x03\x00\x00")
		for _, v := range []float64{2.4, 1 / 1.055, 0.055 / 1.055, 1 / 12.92, 0.04045} {
			curve = binary.BigEndian.AppendUint32(curve, fixed(v))
		}
		add(string("rgb"[i])+"TRC", curve)
	}
	binary.BigEndian.PutUint32(b[128:], uint32(tags))
	return append(append(b, table...), data...)
}

func TestDisplayP3IsConverted(t *testing.T) {
	m := image.NewRGBA(image.Rect(0, 0, 16, 16))
	for i := 0; i < len(m.Pix); i += 4 {
		copy(m.Pix[i:], []uint8{200, 100, 60, 255})
	}
	plain := jpegOf(t, m)
	file := segment(plain, 0xe2, append([]byte("ICC_PROFILE\x00\x01\x01"), p3()...))
	for name, c := range map[string]struct {
		file []byte
		want color.RGBA
	}{"plain": {plain, color.RGBA{200, 100, 60, 255}}, "P3": {file, color.RGBA{214, 96, 45, 255}}} {
		clean, err := picture.Normalize(context.Background(), c.file, 0, picture.Limits{})
		if err != nil {
			t.Fatal(err)
		}
		p, err := picture.Decode(clean.JPEG, picture.Limits{})
		if err != nil {
			t.Fatal(err)
		}
		if got := p.Cover(picture.Crop{}, 16, 16).At(8, 8); !near(got, c.want, 4) {
			t.Errorf("%s: %v, want %v", name, got, c.want)
		}
	}
}

// camera is a photo of 12 megapixels with some noise.
func camera(t testing.TB) []byte {
	const w, h = 4032, 3024
	m := image.NewYCbCr(image.Rect(0, 0, w, h), image.YCbCrSubsampleRatio420)
	r := rand.New(rand.NewPCG(3, 4))
	across := make([]float64, w)
	for x := range across {
		across[x] = 120 + 60*math.Sin(float64(x)/190)
	}
	for y := range h {
		down := 40 * math.Cos(float64(y)/230)
		row := m.Y[y*m.YStride:][:w]
		for x := range row {
			row[x] = uint8(across[x] + down + float64(r.IntN(9)))
		}
	}
	for i := range m.Cb {
		m.Cb[i], m.Cr[i] = uint8(118+i/200000), uint8(140-i/200000)
	}
	return jpegOf(t, m)
}

func TestNormalizeOfACameraPhotoTakesLittleMemory(t *testing.T) {
	file := camera(t)
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	clean, err := picture.Normalize(context.Background(), file, 2400, picture.Limits{})
	runtime.ReadMemStats(&after)
	if err != nil {
		t.Fatal(err)
	}
	if clean.Width != 2400 || clean.Height != 1800 {
		t.Errorf("size %d x %d", clean.Width, clean.Height)
	}
	// All that was ever allocated, so the peak is below.
	if used := after.TotalAlloc - before.TotalAlloc; used > 60<<20 {
		t.Errorf("allocated %d MB", used>>20)
	}
}

func TestNormalizeStopsWhenAsked(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := picture.Normalize(ctx, jpegOf(t, quarters(16, 16)), 0, picture.Limits{}); !errors.Is(err, context.Canceled) {
		t.Error(err)
	}
}

func TestScalingKeepsFlatAreasAndEdges(t *testing.T) {
	m := image.NewRGBA(image.Rect(0, 0, 1000, 1400))
	for i := range m.Pix {
		m.Pix[i] = 255
		if i%4 == 1 {
			m.Pix[i] = 97
		}
	}
	for _, w := range []int{70, 333, 1000, 1700} {
		out := picture.FromImage(m).Cover(picture.Crop{}, w, w*14/10)
		for i := 1; i < len(out.Pix); i += 4 {
			if out.Pix[i] != 97 || out.Pix[i-1] != 255 {
				t.Fatalf("width %d: pixel %d is %d", w, i/4, out.Pix[i])
			}
		}
	}
}

func TestBleedGoesOnInThePhotoAndIsMirroredBeyond(t *testing.T) {
	p := picture.FromImage(quarters(200, 200))
	inside := p.CoverBleed(picture.Crop{X: 0.1, Y: 0.1, W: 0.3, H: 0.3}, 80, 80, 10)
	wantCorners(t, inside, [4]color.RGBA{red, red, red, red})
	whole := p.CoverBleed(picture.Crop{}, 120, 120, 10)
	for _, q := range []struct {
		x, y int
		c    color.RGBA
	}{{0, 0, red}, {119, 0, green}, {0, 119, blue}, {119, 119, yellow}, {59, 2, red}, {60, 2, green}} {
		if got := whole.At(q.x, q.y); !near(got, q.c, 30) {
			t.Errorf("%d,%d is %v, want %v", q.x, q.y, got, q.c)
		}
	}
}

func TestASmallCopyIsTheSamePicture(t *testing.T) {
	for _, c := range []struct{ w, h, side, smallW, smallH int }{
		{1000, 1400, 640, 457, 640}, {1400, 1000, 640, 640, 457}, {300, 200, 640, 300, 200}, {3000, 1, 640, 640, 1},
	} {
		file := jpegOf(t, quarters(c.w, c.h))
		clean, err := picture.NormalizeWithSmall(context.Background(), file, 2400, c.side, picture.Limits{})
		if err != nil {
			t.Fatal(err)
		}
		again, err := picture.Small(clean.JPEG, c.side, picture.Limits{})
		if err != nil {
			t.Fatal(err)
		}
		for _, small := range [][]byte{clean.Small, again} {
			p, err := picture.Decode(small, picture.Limits{})
			if err != nil {
				t.Fatal(err)
			}
			if w, h := p.Size(); w != c.smallW || h != c.smallH {
				t.Errorf("%d x %d became %d x %d, want %d x %d", c.w, c.h, w, h, c.smallW, c.smallH)
			}
			if c.h > 1 {
				wantCorners(t, p.Cover(picture.Crop{}, c.smallW, c.smallH), [4]color.RGBA{red, green, blue, yellow})
			}
		}
	}
}

func BenchmarkNormalize12MP(b *testing.B) {
	file := camera(b)
	for _, small := range []int{0, 640} {
		b.Run("small="+strconv.Itoa(small), func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if _, err := picture.NormalizeWithSmall(context.Background(), file, 2400, small, picture.Limits{}); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

// BenchmarkSmall is what drawing the small copy on demand would cost each time.
func BenchmarkSmall(b *testing.B) {
	clean, err := picture.Normalize(context.Background(), camera(b), 2400, picture.Limits{})
	if err != nil {
		b.Fatal(err)
	}
	b.ReportAllocs()
	for b.Loop() {
		if _, err := picture.Small(clean.JPEG, 640, picture.Limits{}); err != nil {
			b.Fatal(err)
		}
	}
}
