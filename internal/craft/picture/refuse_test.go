package picture_test

import (
	"bytes"
	"context"
	"encoding/binary"
	"errors"
	"hash/crc32"
	"image"
	"runtime"
	"testing"

	"piece/internal/craft/picture"
)

// pngClaiming is a PNG of a few bytes that says it has w x h pixels.
func pngClaiming(t testing.TB, w, h uint32) []byte {
	b := bytes.Clone(pngOf(t, image.NewGray(image.Rect(0, 0, 1, 1))))
	binary.BigEndian.PutUint32(b[16:], w)
	binary.BigEndian.PutUint32(b[20:], h)
	binary.BigEndian.PutUint32(b[29:], crc32.ChecksumIEEE(b[12:29]))
	return b
}

// jpegClaiming is a JPEG that says it has w x h pixels, of the process of that marker.
func jpegClaiming(t testing.TB, marker byte, w, h uint16) []byte {
	b := bytes.Clone(jpegOf(t, quarters(16, 16)))
	i := bytes.Index(b, []byte{0xff, 0xc0})
	b[i+1] = marker
	binary.BigEndian.PutUint16(b[i+5:], h)
	binary.BigEndian.PutUint16(b[i+7:], w)
	return b
}

func TestD30_BombsAreRefusedWithoutMemory(t *testing.T) {
	smuggled := bytes.Clone(webpOf(t, quarters(16, 16))) // a canvas of 16 x 16 around a frame of 16383 x 16383
	frame := smuggled[12:]
	binary.LittleEndian.PutUint16(frame[8+6:], 0x3fff)
	binary.LittleEndian.PutUint16(frame[8+8:], 0x3fff)
	canvas := append([]byte("RIFF\x00\x00\x00\x00WEBPVP8X\x0a\x00\x00\x00\x00\x00\x00\x00\x0f\x00\x00\x0f\x00\x00"), frame...)
	for name, c := range map[string]struct {
		file []byte
		want error
	}{
		"50 megapixels":          {jpegClaiming(t, 0xc0, 8660, 5774), picture.ErrTooLarge},
		"long and thin":          {jpegClaiming(t, 0xc0, 16001, 2), picture.ErrTooLarge},
		"progressive, 39 MP":     {jpegClaiming(t, 0xc2, 6500, 6000), picture.ErrTooLarge},
		"PNG of 4 gigapixels":    {pngClaiming(t, 65535, 65535), picture.ErrTooLarge},
		"PNG of absurd size":     {pngClaiming(t, 1<<31-1, 1<<31-1), picture.ErrDamaged},
		"WebP of 268 MP":         {smuggled, picture.ErrTooLarge},
		"WebP frame over canvas": {canvas, picture.ErrDamaged},
		"26 MB":                  {append(jpegOf(t, quarters(16, 16)), make([]byte, 26<<20)...), picture.ErrTooLarge},
	} {
		t.Run(name, func(t *testing.T) {
			var before, after runtime.MemStats
			runtime.ReadMemStats(&before)
			_, err := picture.Normalize(context.Background(), c.file, 2400, picture.Limits{})
			runtime.ReadMemStats(&after)
			if !errors.Is(err, c.want) {
				t.Errorf("error %v, want %v", err, c.want)
			}
			if used := after.TotalAlloc - before.TotalAlloc; used > 1<<20 {
				t.Errorf("took %d bytes", used)
			}
		})
	}
}

func TestRefusals(t *testing.T) {
	good := jpegOf(t, quarters(64, 64))
	animated := []byte("RIFF\x00\x00\x00\x00WEBPVP8X\x0a\x00\x00\x00\x02\x00\x00\x00\x0f\x00\x00\x0f\x00\x00")
	twelve := bytes.Clone(good)
	twelve[bytes.Index(twelve, []byte{0xff, 0xc0})+4] = 12
	for name, c := range map[string]struct {
		file []byte
		want error
	}{
		"nothing":            {nil, picture.ErrNotPicture},
		"text":               {[]byte("<svg xmlns='http://www.w3.org/2000/svg'/>"), picture.ErrNotPicture},
		"HEIC":               {[]byte("\x00\x00\x00\x18ftypheic\x00\x00\x00\x00mif1heic"), picture.ErrHEIC},
		"HEIF by its family": {[]byte("\x00\x00\x00\x18ftypxxxx\x00\x00\x00\x00heicmif1"), picture.ErrHEIC},
		"AVIF":               {[]byte("\x00\x00\x00\x1cftypavif\x00\x00\x00\x00avifmif1miaf"), picture.ErrUnsupported},
		"video":              {[]byte("\x00\x00\x00\x18ftypisom\x00\x00\x00\x00isommp42"), picture.ErrNotPicture},
		"GIF":                {[]byte("GIF89a\x01\x00\x01\x00"), picture.ErrUnsupported},
		"animated WebP":      {animated, picture.ErrUnsupported},
		"lossless JPEG":      {jpegClaiming(t, 0xc3, 16, 16), picture.ErrUnsupported},
		"12-bit JPEG":        {twelve, picture.ErrUnsupported},
		"JPEG cut in half":   {good[:len(good)/2], picture.ErrDamaged},
		"JPEG of two bytes":  {good[:3], picture.ErrDamaged},
		"JPEG of no size":    {jpegClaiming(t, 0xc0, 0, 16), picture.ErrDamaged},
		"PNG cut short":      {pngOf(t, quarters(64, 64))[:80], picture.ErrDamaged},
		"WebP cut short":     {webpOf(t, quarters(64, 64))[:40], picture.ErrDamaged},
	} {
		if _, err := picture.Decode(c.file, picture.Limits{}); !errors.Is(err, c.want) {
			t.Errorf("%s: %v, want %v", name, err, c.want)
		}
	}
}

func FuzzInspect(f *testing.F) {
	small := quarters(16, 16)
	f.Add(segment(jpegOf(f, small), 0xe1, exif(binary.BigEndian, 6)))
	f.Add(segment(jpegOf(f, small), 0xe2, append([]byte("ICC_PROFILE\x00\x01\x01"), p3()...)))
	f.Add(pngOf(f, small))
	f.Add(webpOf(f, small))
	f.Add([]byte("\x00\x00\x00\x18ftypheic\x00\x00\x00\x00mif1heic"))
	f.Fuzz(func(t *testing.T, b []byte) {
		h, err := picture.Inspect(b)
		if err == nil && (h.Orientation < 1 || h.Orientation > 8) {
			t.Errorf("orientation %d", h.Orientation)
		}
		// Small ones are decoded too: whatever the bytes, an error or a picture, never a crash.
		if p, err := picture.Decode(b, picture.Limits{Pixels: 4096}); err == nil {
			p.Cover(picture.Crop{}, 7, 10)
		}
	})
}
