package mediahttp_test

import (
	"bytes"
	"compress/zlib"
	"encoding/binary"
	"hash/crc32"
	"image"
	"image/color"
	"image/jpeg"
	"image/png"
	"testing"
)

// secret stands for what a file tells besides its pixels.
const secret = "37.5665N 126.9780E, seat 14"

// halves is red on the left and blue on the right.
func halves(w, h int) *image.RGBA {
	m := image.NewRGBA(image.Rect(0, 0, w, h))
	for y := range h {
		for x := range w {
			c := color.RGBA{200, 30, 30, 255}
			if x >= w/2 {
				c = color.RGBA{30, 30, 200, 255}
			}
			m.SetRGBA(x, y, c)
		}
	}
	return m
}

func jpegOf(t *testing.T, m image.Image) []byte {
	t.Helper()
	var b bytes.Buffer
	must(t, jpeg.Encode(&b, m, nil))
	return b.Bytes()
}

func plainJPEG(t *testing.T) []byte { return jpegOf(t, halves(280, 200)) }

// cameraJPEG is a JPEG as a phone writes it: lying on its side, with a turn of 90 degrees
// clockwise, a place, a note and a small picture inside of its EXIF, and a comment.
func cameraJPEG(t *testing.T, w, h int) []byte {
	t.Helper()
	plain := jpegOf(t, halves(w, h))
	thumb := jpegOf(t, halves(16, 12))
	e := binary.BigEndian
	const ifd0, gps, ifd1 = 8, 8 + 2 + 3*12 + 4, 8 + 2 + 3*12 + 4 + 2 + 1*12 + 4
	texts := ifd1 + 2 + 2*12 + 4
	tiff := append([]byte("MM\x00\x2a"), 0, 0, 0, ifd0)
	entry := func(tag, kind uint16, count, value uint32) {
		tiff = e.AppendUint32(e.AppendUint32(e.AppendUint16(e.AppendUint16(tiff, tag), kind), count), value)
	}
	tiff = e.AppendUint16(tiff, 3)
	entry(0x010E, 2, uint32(len(secret)), uint32(texts)) // image description
	entry(0x0112, 3, 1, 6<<16)                           // orientation
	entry(0x8825, 4, 1, gps)                             // place
	tiff = e.AppendUint32(tiff, ifd1)
	tiff = e.AppendUint16(tiff, 1)
	entry(0x001D, 2, uint32(len(secret)), uint32(texts)) // GPS date stamp
	tiff = e.AppendUint32(tiff, 0)
	tiff = e.AppendUint16(tiff, 2)
	entry(0x0201, 4, 1, uint32(texts+len(secret))) // thumbnail
	entry(0x0202, 4, 1, uint32(len(thumb)))
	tiff = e.AppendUint32(tiff, 0)
	tiff = append(append(tiff, secret...), thumb...)

	out := append([]byte{}, plain[:2]...)
	for _, s := range []struct {
		marker byte
		data   []byte
	}{{0xE1, append([]byte("Exif\x00\x00"), tiff...)}, {0xFE, []byte(secret)}} {
		out = e.AppendUint16(append(out, 0xFF, s.marker), uint16(len(s.data)+2))
		out = append(out, s.data...)
	}
	return append(out, plain[2:]...)
}

// notedPNG is a PNG with a note.
func notedPNG(t *testing.T) []byte {
	t.Helper()
	var b bytes.Buffer
	must(t, png.Encode(&b, halves(280, 200)))
	const header = 8 + 25
	out := append([]byte{}, b.Bytes()[:header]...)
	out = append(out, chunk("tEXt", []byte("Comment\x00"+secret))...)
	return append(out, b.Bytes()[header:]...)
}

func chunk(name string, data []byte) []byte {
	e := binary.BigEndian
	out := append(e.AppendUint32(nil, uint32(len(data))), name...)
	out = append(out, data...)
	return e.AppendUint32(out, crc32.ChecksumIEEE(out[4:]))
}

// blankPNG is a black PNG of the size, one bit a pixel, whose pixels are all there: a
// bomb, if it is large.
func blankPNG(t *testing.T, w, h int) []byte {
	t.Helper()
	e := binary.BigEndian
	header := append(e.AppendUint32(e.AppendUint32(nil, uint32(w)), uint32(h)), 1, 0, 0, 0, 0)
	var pixels bytes.Buffer
	z := zlib.NewWriter(&pixels)
	row := make([]byte, 1+(w+7)/8)
	for range h {
		_, err := z.Write(row)
		must(t, err)
	}
	must(t, z.Close())
	out := append([]byte("\x89PNG\r\n\x1a\n"), chunk("IHDR", header)...)
	return append(append(out, chunk("IDAT", pixels.Bytes())...), chunk("IEND", nil)...)
}

// promisingJPEG is a small JPEG whose header promises a large picture.
func promisingJPEG(t *testing.T, w, h uint16) []byte {
	t.Helper()
	b := plainJPEG(t)
	i := bytes.Index(b, []byte{0xFF, 0xC0})
	binary.BigEndian.PutUint16(b[i+5:], h)
	binary.BigEndian.PutUint16(b[i+7:], w)
	return b
}
