package picture

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"image"

	"github.com/gen2brain/webp"
)

// Frame holds pixels exactly as a WebP file stores them: 4:2:0 at video range.
// It exists so that a picture and its half can be encoded without going over RGB twice.
type Frame struct{ m *image.NYCbCrA }

// Width of the frame in pixels.
func (f *Frame) Width() int { return f.m.Rect.Dx() }

// NewFrame converts full-range pixels.
func NewFrame(m *image.YCbCr) *Frame {
	w, h := m.Rect.Dx(), m.Rect.Dy()
	f := blankFrame(w, h)
	var luma, chroma [256]uint8
	for v := range 256 {
		luma[v] = uint8(16 + divRound(int32(v)*219, 255))
		chroma[v] = uint8(128 + divRound(int32(v-128)*224, 255))
	}
	mapPlane(f.m.Y, f.m.YStride, m.Y, m.YStride, w, h, &luma)
	mapPlane(f.m.Cb, f.m.CStride, m.Cb, m.CStride, f.m.CStride, (h+1)/2, &chroma)
	mapPlane(f.m.Cr, f.m.CStride, m.Cr, m.CStride, f.m.CStride, (h+1)/2, &chroma)
	return f
}

// blankFrame lays the planes out in one piece, which the encoder relies on.
func blankFrame(w, h int) *Frame {
	cw := (w + 1) / 2
	n, c := w*h, cw*((h+1)/2)
	b := make([]uint8, 2*n+2*c)
	alpha := b[n+2*c:]
	fill(alpha, 255)
	return &Frame{&image.NYCbCrA{
		YCbCr: image.YCbCr{
			Y: b[:n:n], Cb: b[n : n+c : n+c], Cr: b[n+c : n+2*c : n+2*c], YStride: w, CStride: cw,
			SubsampleRatio: image.YCbCrSubsampleRatio420, Rect: image.Rect(0, 0, w, h),
		},
		A: alpha, AStride: w,
	}}
}

func mapPlane(dst []uint8, dstStride int, src []uint8, srcStride, w, h int, table *[256]uint8) {
	for y := range h {
		d := dst[y*dstStride:][:w]
		for x, v := range src[y*srcStride:][:w] {
			d[x] = table[v]
		}
	}
}

// Half is the frame at exactly half of the size; each pixel is the mean of four.
func (f *Frame) Half() *Frame {
	w, h := f.m.Rect.Dx(), f.m.Rect.Dy()
	out := blankFrame(w/2, h/2)
	halvePlane(out.m.Y, out.m.YStride, f.m.Y, f.m.YStride, w/2, h/2)
	// A chroma plane of odd width has no partner for its last column; it ends a pixel early instead.
	cw, ch := min(f.m.CStride/2, out.m.CStride), min((h+1)/2/2, (h/2+1)/2)
	halvePlane(out.m.Cb, out.m.CStride, f.m.Cb, f.m.CStride, cw, ch)
	halvePlane(out.m.Cr, out.m.CStride, f.m.Cr, f.m.CStride, cw, ch)
	return out
}

func halvePlane(dst []uint8, dstStride int, src []uint8, srcStride, w, h int) {
	for y := range h {
		a := src[2*y*srcStride:][:2*w]
		b := src[(2*y+1)*srcStride:][:2*w]
		d := dst[y*dstStride:][:w]
		for x := range d {
			d[x] = uint8((uint32(a[2*x]) + uint32(a[2*x+1]) + uint32(b[2*x]) + uint32(b[2*x+1]) + 2) >> 2)
		}
	}
}

// Effort trades encoding time for size.
type Effort int

const (
	// Quick is for pictures that are looked at once, such as previews.
	Quick Effort = 0
	// Lasting is for pictures that are kept: a third more time than Quick, up
	// to a tenth less bytes, the same fidelity. The next step costs twice the time.
	Lasting Effort = 1
)

// WebP encodes the frame; quality is 1..99. With alpha the file is transparent
// where the mask was; its size must be that of the frame.
func (f *Frame) WebP(quality int, effort Effort, alpha *Alpha) ([]byte, error) {
	b, err := encodeWebP(f.m, quality, int(effort))
	if err != nil || alpha == nil {
		return b, err
	}
	w, h := f.m.Rect.Dx(), f.m.Rect.Dy()
	if alpha.w != w || alpha.h != h {
		return nil, fmt.Errorf("picture: alpha is %d x %d, frame %d x %d", alpha.w, alpha.h, w, h)
	}
	return joinWebP(riffChunk(b, "VP8 "), alpha.chunk, w, h), nil
}

func encodeWebP(m image.Image, quality, method int) ([]byte, error) {
	var b bytes.Buffer
	if err := webp.Encode(&b, m, webp.Options{Quality: min(max(quality, 1), 99), Method: method}); err != nil {
		return nil, fmt.Errorf("picture: encode WebP: %w", err)
	}
	return b.Bytes(), nil
}

// EncodeWebP encodes an opaque picture; quality is 1..99.
func EncodeWebP(m *image.RGBA, quality int) ([]byte, error) {
	return NewFrame(ToYCbCr(m)).WebP(quality, Lasting, nil)
}

// riffChunk is the payload of the first chunk of that name, nil if there is none.
func riffChunk(b []byte, name string) []byte {
	for i := 12; i+8 <= len(b); {
		n := int(binary.LittleEndian.Uint32(b[i+4:]))
		if n < 0 || i+8+n > len(b) {
			return nil
		}
		if string(b[i:i+4]) == name {
			return b[i+8 : i+8+n]
		}
		i += 8 + n + n&1
	}
	return nil
}

// joinWebP writes an extended file: canvas with alpha flag, alpha, frame.
func joinWebP(vp8, alph []byte, w, h int) []byte {
	out := make([]byte, 0, len(vp8)+len(alph)+48)
	out = append(out, "RIFF\x00\x00\x00\x00WEBP"...)
	put := func(name string, body []byte) {
		out = append(out, name...)
		out = binary.LittleEndian.AppendUint32(out, uint32(len(body)))
		out = append(out, body...)
		if len(body)&1 == 1 {
			out = append(out, 0)
		}
	}
	put("VP8X", []byte{0x10, 0, 0, 0, byte(w - 1), byte((w - 1) >> 8), byte((w - 1) >> 16), byte(h - 1), byte((h - 1) >> 8), byte((h - 1) >> 16)})
	put("ALPH", alph)
	put("VP8 ", vp8)
	binary.LittleEndian.PutUint32(out[4:], uint32(len(out)-8))
	return out
}
