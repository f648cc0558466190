package picture

import (
	"errors"
	"image"
	"math"
)

// Crop is the part of a picture that is shown. Turn is applied first; X, Y, W
// and H are then read from the turned picture, as shares (0..1) of its width
// and height. The zero Crop shows as much of the middle as fits.
type Crop struct {
	X, Y, W, H float64
	Turn       int // quarter turns clockwise, 0..3
}

// ErrCrop is a crop rectangle outside of the picture, empty or not a number.
var ErrCrop = errors.New("picture: crop is outside of the picture")

// Validate allows for the rounding of a browser: a hair outside is inside.
func (c Crop) Validate() error {
	if c.Turn < 0 || c.Turn > 3 {
		return ErrCrop
	}
	if c.X == 0 && c.Y == 0 && c.W == 0 && c.H == 0 {
		return nil
	}
	const hair = 1e-3
	ok := c.X >= -hair && c.Y >= -hair && c.W > 1e-4 && c.H > 1e-4 && c.X+c.W <= 1+hair && c.Y+c.H <= 1+hair
	if !ok { // also when something is NaN
		return ErrCrop
	}
	return nil
}

// within gives the rectangle in pixels of a w x h picture, trimmed around its
// middle to the aspect of dw x dh.
func (c Crop) within(w, h, dw, dh int) rect {
	fw, fh := float64(w), float64(h)
	r := rect{0, 0, fw, fh}
	if c.W > 0 && c.H > 0 {
		r.w, r.h = min(c.W*fw, fw), min(c.H*fh, fh)
		r.x, r.y = min(max(c.X*fw, 0), fw-r.w), min(max(c.Y*fh, 0), fh-r.h)
	}
	k := math.Max(float64(dw)/r.w, float64(dh)/r.h)
	cw, ch := float64(dw)/k, float64(dh)/k
	return rect{r.x + (r.w-cw)/2, r.y + (r.h-ch)/2, cw, ch}
}

// Cover crops, scales and turns the photo to fill dw x dh pixels of opaque sRGB.
func (p *Photo) Cover(c Crop, dw, dh int) *image.RGBA { return p.CoverBleed(c, dw, dh, 0) }

// CoverBleed is Cover for print: the crop fills what lies inside a margin of
// bleed pixels, and the picture goes on around it. Where the photo ends, it is mirrored.
func (p *Photo) CoverBleed(c Crop, dw, dh, bleed int) *image.RGBA {
	o := turned(p.orient, c.Turn)
	part, tw, th := p.stored(c, o, dw, dh, bleed)
	out := image.NewRGBA(image.Rect(0, 0, tw, th))
	var planes [3][]uint8
	for ch := range p.channels() {
		planes[ch] = p.plane(ch, part, tw, th)
	}
	p.interleave(out.Pix, planes)
	if p.profile != nil {
		p.profile.convert(out.Pix)
	}
	out = turnRGBA(out, o)
	if bleed > 0 {
		w, h := p.src.w, p.src.h
		if o >= 5 {
			w, h = h, w
		}
		mirrorEdges(out, c.within(w, h, dw-2*bleed, dh-2*bleed), w, h, bleed)
	}
	return out
}

// CoverYCbCr is Cover without the way over RGB: 4:2:0 at full range, as JPEG
// has it. It is what the encoders want and takes half of the time.
func (p *Photo) CoverYCbCr(c Crop, dw, dh int) *image.YCbCr {
	if p.profile != nil || p.src.kind == sourceRGB {
		return ToYCbCr(p.Cover(c, dw, dh))
	}
	o := turned(p.orient, c.Turn)
	part, tw, th := p.stored(c, o, dw, dh, 0)
	out := image.NewYCbCr(image.Rect(0, 0, tw, th), image.YCbCrSubsampleRatio420)
	p.planeInto(out.Y, out.YStride, 0, part, tw, th)
	cw, ch := (tw+1)/2, (th+1)/2
	if p.src.kind == sourceGray {
		fill(out.Cb, 128)
		fill(out.Cr, 128)
	} else {
		p.planeInto(out.Cb, out.CStride, 1, part, cw, ch)
		p.planeInto(out.Cr, out.CStride, 2, part, cw, ch)
	}
	return turnYCbCr(out, o)
}

// stored turns a crop of the seen picture into a part of the stored one, with
// the size that it has before it is turned.
func (p *Photo) stored(c Crop, o, dw, dh, bleed int) (part rect, tw, th int) {
	w, h, tw, th := p.src.w, p.src.h, dw, dh
	if o >= 5 {
		w, h, tw, th = h, w, dh, dw
	}
	r := c.within(w, h, dw-2*bleed, dh-2*bleed)
	mx, my := r.w/float64(dw-2*bleed)*float64(bleed), r.h/float64(dh-2*bleed)*float64(bleed)
	r = rect{r.x - mx, r.y - my, r.w + 2*mx, r.h + 2*my}
	x0, y0 := unturn(o, r.x, r.y, float64(p.src.w), float64(p.src.h))
	x1, y1 := unturn(o, r.x+r.w, r.y+r.h, float64(p.src.w), float64(p.src.h))
	return rect{min(x0, x1), min(y0, y1), math.Abs(x1 - x0), math.Abs(y1 - y0)}, tw, th
}

func (p *Photo) channels() int {
	if p.src.kind == sourceGray {
		return 1
	}
	return 3
}

func (p *Photo) plane(channel int, part rect, w, h int) []uint8 {
	dst := make([]uint8, w*h)
	p.planeInto(dst, w, channel, part, w, h)
	return dst
}

// planeInto scales one channel; a smaller chroma plane covers the same part of the picture.
func (p *Photo) planeInto(dst []uint8, stride, channel int, part rect, w, h int) {
	row, sw, sh := p.src.rows(channel)
	kx, ky := float64(sw)/float64(p.src.w), float64(sh)/float64(p.src.h)
	scalePlane(row, sw, sh, rect{part.x * kx, part.y * ky, part.w * kx, part.h * ky}, dst, stride, w, h)
}

func (p *Photo) interleave(pix []uint8, planes [3][]uint8) {
	switch p.src.kind {
	case sourceGray:
		for i, v := range planes[0] {
			q := pix[4*i : 4*i+4 : 4*i+4]
			q[0], q[1], q[2], q[3] = v, v, v, 255
		}
	case sourceYCC:
		for i, y := range planes[0] {
			q := pix[4*i : 4*i+4 : 4*i+4]
			q[0], q[1], q[2] = rgbOf(y, planes[1][i], planes[2][i])
			q[3] = 255
		}
	default:
		for i, v := range planes[0] {
			q := pix[4*i : 4*i+4 : 4*i+4]
			q[0], q[1], q[2], q[3] = v, planes[1][i], planes[2][i], 255
		}
	}
}

func fill(b []uint8, v uint8) {
	for i := range b {
		b[i] = v
	}
}
