package ticket

import (
	"context"
	"image"
	"image/color"
	"image/draw"
	"math"

	xdraw "golang.org/x/image/draw"
	"golang.org/x/image/math/f64"

	"piece/internal/craft/picture"
	"piece/internal/craft/typeset"
)

// The share card, as link previews show it.
const (
	ShareWidth  = 1200
	ShareHeight = 630
)

const (
	shareTicket  = 324  // width of a ticket on the card
	shareQuality = 90   // of the JPEG
	shareTop     = 62.0 // margin of the text
)

// ShareCard draws both sides, tilted on a stage in the colours of the ticket,
// with title and stars: JPEG, 1200 x 630.
func (r *Renderer) ShareCard(ctx context.Context, in Input) ([]byte, error) {
	front, err := r.piece(ctx, &in, Front)
	if err != nil {
		return nil, err
	}
	back, err := r.piece(ctx, &in, Back)
	if err != nil {
		return nil, err
	}
	m := stage(in.Paper.Swatch())
	lay(m, back, 986, 328, 7, 1)
	lay(m, front, 738, 314, -6, 1)
	t := r.setter.Get().(*typesetter)
	defer r.setter.Put(t)
	s := &sheet{t: t}
	s.shareText(&in)
	t.drawScaled(m, s.marks, 1)
	return picture.EncodeJPEG(picture.ToYCbCr(m), shareQuality)
}

// piece is one side in its shape, premultiplied, at the size of the card.
func (r *Renderer) piece(ctx context.Context, in *Input, side Side) (*image.RGBA, error) {
	m, err := r.sideRGBA(ctx, in, side, shareTicket)
	if err != nil {
		return nil, err
	}
	shape := mask(geometries[in.Shape].outline(), shareTicket)
	out := image.NewRGBA(m.Rect)
	draw.DrawMask(out, out.Rect, m, image.Point{}, shape, image.Point{}, draw.Src)
	return out, nil
}

// stage is warm light falling on paper: the ticket's paper, lit from the upper left.
func stage(c Swatch) *image.RGBA {
	m := image.NewRGBA(image.Rect(0, 0, ShareWidth, ShareHeight))
	light, near, far := rgb(0xfffaf4), mix(rgb(0xfff0e4), c.Base, 0.42), mix(rgb(0xffc7b8), c.Base, 0.45)
	if dark(c.Base) {
		light, near, far = mix(c.Base, rgb(0xa488c8), 0.52), mix(c.Base, rgb(0x8a6fb0), 0.40), mix(c.Base, rgb(0x8a6fb0), 0.26)
	}
	for y := range ShareHeight {
		row := m.Pix[y*m.Stride:]
		for x := range ShareWidth {
			dx, dy := float64(x-300)/1150, float64(y+60)/900
			v := min(math.Sqrt(dx*dx+dy*dy), 1)
			q := mix(light, near, min(v*1.9, 1))
			if v > 0.42 {
				q = mix(q, far, (v-0.42)/0.58)
			}
			row[4*x], row[4*x+1], row[4*x+2], row[4*x+3] = q.R, q.G, q.B, 255
		}
	}
	return m
}

func dark(c color.RGBA) bool { return int(c.R)*3+int(c.G)*6+int(c.B) < 1000 }

// The shadow of a ticket on the card: how soft it is, and where it falls.
const (
	shadowRadius  = 22
	shadowX       = 4
	shadowY       = 22
	shadowOpacity = 92 // of 255
)

// lay puts a ticket on the card, turned by degrees around its middle, with its shadow; depth is the
// size of the shadow, 1 for a ticket of shareTicket pixels.
func lay(dst, src *image.RGBA, cx, cy, degrees, depth float64) {
	sin, cos := math.Sincos(degrees * math.Pi / 180)
	w, h := float64(src.Rect.Dx()), float64(src.Rect.Dy())
	at := func(cx, cy float64) f64.Aff3 {
		return f64.Aff3{cos, -sin, cx - cos*w/2 + sin*h/2, sin, cos, cy - sin*w/2 - cos*h/2}
	}
	radius, dx, dy := max(int(shadowRadius*depth+0.5), 1), math.Round(shadowX*depth), math.Round(shadowY*depth)
	// The card is much larger than what the shadow reaches.
	across, down := (math.Abs(cos)*w+math.Abs(sin)*h)/2, (math.Abs(sin)*w+math.Abs(cos)*h)/2
	reach := image.Rect(int(cx-across), int(cy-down), int(cx+across), int(cy+down)).
		Add(image.Pt(int(dx), int(dy))).Inset(-3*radius - 2).Intersect(dst.Rect)
	tint := image.NewRGBA(src.Rect)
	for i := 3; i < len(src.Pix); i += 4 {
		tint.Pix[i] = src.Pix[i]
	}
	flat, shadow := image.NewRGBA(reach), image.NewAlpha(reach)
	xdraw.ApproxBiLinear.Transform(flat, at(cx+dx, cy+dy), tint, tint.Rect, draw.Src, nil)
	for i := range shadow.Pix {
		shadow.Pix[i] = flat.Pix[4*i+3]
	}
	blur(shadow, radius)
	for i := range shadow.Pix {
		shadow.Pix[i] = uint8(uint32(shadow.Pix[i]) * shadowOpacity / 255)
	}
	draw.DrawMask(dst, reach, image.NewUniform(rgb(0x3a1410)), image.Point{}, shadow, reach.Min, draw.Over)
	xdraw.CatmullRom.Transform(dst, at(cx, cy), src, src.Rect, draw.Over, nil)
}

// blur is three box blurs of a radius, which is a Gaussian to the eye.
func blur(m *image.Alpha, radius int) {
	w, h := m.Rect.Dx(), m.Rect.Dy()
	line := make([]uint8, max(w, h))
	for range 3 {
		for y := range h {
			boxBlur(m.Pix[y*m.Stride:], line[:w], 1, radius)
		}
		for x := range w {
			boxBlur(m.Pix[x:], line[:h], m.Stride, radius)
		}
	}
}

// boxBlur blurs len(tmp) samples that are step apart.
func boxBlur(p, tmp []uint8, step, radius int) {
	for i := range tmp {
		tmp[i] = p[i*step]
	}
	sum, width := 0, 2*radius+1
	for i := 0; i < min(radius, len(tmp)); i++ {
		sum += int(tmp[i])
	}
	for i := range tmp {
		if i+radius < len(tmp) {
			sum += int(tmp[i+radius])
		}
		if i-radius-1 >= 0 {
			sum -= int(tmp[i-radius-1])
		}
		p[i*step] = uint8(sum / width)
	}
}

// shareText sets the left column of the card. Its lengths are pixels of the card.
func (s *sheet) shareText(in *Input) {
	const x, width = 66.0, 440.0
	c := in.Paper.Swatch()
	if !dark(c.Base) { // the stage is lighter than the paper: the warm ink of the house reads best
		c.Ink, c.Soft = rgb(0x2a1b19), rgb(0x665350)
	}
	s.wordmark(x, shareTop+24, 27, c.Accent)
	var title []typeset.Line
	for _, size := range []float32{62, 54, 47, 41, 36} {
		var cutOff bool
		if title, cutOff = s.t.Wrap(typeset.Clean(in.Text.Title), typeset.Style{Face: typeset.Bold, Size: size, Tracking: titleTight}, width, 3); !cutOff {
			break
		}
	}
	date, _ := s.t.Wrap(in.Text.when(), typeset.Style{Face: typeset.Bold, Size: 25, Tracking: 0}, width, 1)
	review, _ := s.t.Wrap(typeset.Clean(in.Text.Review), typeset.Style{Face: typeset.Medium, Size: 25, Tracking: -0.006}, width, 2)

	height := 0.0
	for _, l := range title {
		height += float64(l.Style().Size) * titleLeading
	}
	height += 40 + 66 + float64(len(review))*37
	y := 330 - height/2
	for _, l := range title {
		s.write(l, x-float64(l.Style().Size)*0.035, y+float64(l.Style().Size)*riseShare, c.Ink)
		y += float64(l.Style().Size) * titleLeading
	}
	for _, l := range date {
		s.write(l, x, y+32, c.Accent)
	}
	y += 40
	s.stars(x-1, y+40, 19, 45, in.Text.HalfStars, c.Accent, mix(mix(c.Base, rgb(0xffffff), 0.3), c.Soft, 0.3))
	y += 66
	for _, l := range review {
		y += 37
		s.write(l, x, y, c.Soft)
	}
	l := s.t.Shape(in.Text.edition(), typeset.Style{Face: typeset.Medium, Size: 22})
	s.write(l, x, ShareHeight-shareTop, c.Soft)
}
