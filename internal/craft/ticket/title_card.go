package ticket

import (
	"context"
	"fmt"
	"image"
	"image/color"
	"math"
	"time"

	"piece/internal/craft/typeset"
)

// TitleCard is what the card of an earned title shows.
type TitleCard struct {
	Lang     string // "ko" or "en"
	Emblem   string // one of Emblems
	Name     string
	Rule     string
	Nickname string
	Day      string // the calendar day it was earned, YYYY-MM-DD; "" leaves it out
}

// TitleCard draws an earned title as a medal with its name: PNG, 1200 x 630.
func (r *Renderer) TitleCard(ctx context.Context, in TitleCard) ([]byte, error) {
	if _, ok := emblems[in.Emblem]; !ok {
		return nil, fmt.Errorf("%w: emblem %q", ErrInput, in.Emblem)
	}
	if typeset.Clean(in.Name) == "" {
		return nil, fmt.Errorf("%w: a title without a name", ErrInput)
	}
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	m := glow(ShareWidth, ShareHeight)
	t := r.setter.Get().(*typesetter)
	defer r.setter.Put(t)
	s := &sheet{t: t}
	const cx, cy, radius = 304.0, 315.0, 186.0
	dropShadow(m, cx, cy+24, radius-10)
	s.medal(in.Emblem, cx, cy, radius)
	s.titleText(&in)
	t.drawScaled(m, s.marks, 1)
	return encodeOpaque(m, PNG, 0)
}

// medal is a coin with a pearled edge and an emblem struck into it.
func (s *sheet) medal(name string, cx, cy, r float64) {
	rim, face, shine, relief := rgb(0xe8a13c), rgb(0xffc56b), rgb(0xffe3ae), rgb(0x7d3f10)
	s.paint(scallops(cx, cy, r, 28), rim)
	s.paint(disc(cx, cy, r*0.90), shine)
	s.paint(disc(cx, cy, r*0.865), rim)
	s.paint(disc(cx, cy, r*0.845), face)
	s.paintAlpha(crescent(cx, cy, r*0.845), color.RGBA{255, 255, 255, 255}, 0.34)
	s.paintAlpha(emblem(name, cx, cy+r*0.018, r*1.04), shine, 0.9) // the light on the lower edge of the relief
	s.paint(emblem(name, cx, cy, r*1.04), relief)
}

func disc(cx, cy, r float64) typeset.Path {
	var p typeset.Path
	p.Circle(cx, cy, r)
	return p
}

// scallops is a disc with n bumps around it.
func scallops(cx, cy, r float64, n int) typeset.Path {
	p := disc(cx, cy, r*0.955)
	bump := r * math.Pi / float64(n)
	for i := range n {
		sin, cos := math.Sincos(2 * math.Pi * float64(i) / float64(n))
		p.Circle(cx+(r-bump*0.6)*cos, cy+(r-bump*0.6)*sin, bump*0.86)
	}
	return p
}

// crescent is the light on the upper left of a disc: the disc without one that is further down.
func crescent(cx, cy, r float64) typeset.Path {
	const from, to, bend = 0.92 * math.Pi, 1.62 * math.Pi, 0.14
	var p typeset.Path
	sin, cos := math.Sincos(from)
	p.Move(cx+r*cos, cy+r*sin)
	p.Arc(cx, cy, r, from, to)
	ix, iy := cx+r*bend, cy+r*bend*1.2
	end, begin := math.Atan2(cy+r*math.Sin(to)-iy, cx+r*math.Cos(to)-ix), math.Atan2(cy+r*math.Sin(from)-iy, cx+r*math.Cos(from)-ix)
	ir := math.Hypot(cx+r*math.Cos(to)-ix, cy+r*math.Sin(to)-iy)
	if begin > end {
		begin -= 2 * math.Pi
	}
	p.Arc(ix, iy, ir, end, begin)
	p.Close()
	return p
}

// dropShadow lays the soft shadow of a disc on a picture.
func dropShadow(m *image.RGBA, cx, cy, r float64) {
	const soft = 46.0
	tint := rgb(0x6b2a18)
	for y := max(int(cy-r-soft), 0); y < min(int(cy+r+soft), m.Rect.Dy()); y++ {
		for x := max(int(cx-r-soft), 0); x < min(int(cx+r+soft), m.Rect.Dx()); x++ {
			v := min(max((r+soft-math.Hypot(float64(x)-cx, float64(y)-cy))/(2*soft), 0), 1)
			if a := v * v * (3 - 2*v) * 0.36; a > 0 {
				i := m.PixOffset(x, y)
				q := mix(color.RGBA{m.Pix[i], m.Pix[i+1], m.Pix[i+2], 255}, tint, a)
				m.Pix[i], m.Pix[i+1], m.Pix[i+2] = q.R, q.G, q.B
			}
		}
	}
}

// titleText writes whose title it is, and what it is for, in the right column of the card.
func (s *sheet) titleText(in *TitleCard) {
	const x, width = 560.0, 572.0
	nickname, day := typeset.Clean(in.Nickname), dayLine(in.Day, in.Lang)
	whose := nickname + "님의 칭호"
	if in.Lang == "en" {
		whose = nickname + "’s title"
	}
	var name []typeset.Line
	for _, size := range []float32{76, 66, 58, 50} {
		var cutOff bool
		if name, cutOff = s.t.Wrap(typeset.Clean(in.Name), typeset.Style{Face: typeset.Bold, Size: size, Tracking: titleTight}, width, 2); !cutOff && len(name) == 1 || !cutOff && size <= 66 {
			break
		}
	}
	rule, _ := s.t.Wrap(typeset.Clean(in.Rule), typeset.Style{Face: typeset.Medium, Size: 32, Tracking: -0.006}, width, 2)
	lead := float64(name[0].Style().Size) * 1.16
	height := 40 + 24 + lead*float64(len(name)) + 12 + 44*float64(len(rule))
	y := 292 - height/2
	s.line(whose, typeset.Bold, x, y+32, width, rgb(recapAccent), 34, 30, 26)
	y += 40 + 24
	for _, l := range name {
		s.write(l, x-float64(l.Style().Size)*0.035, y+float64(l.Style().Size)*riseShare, rgb(recapInk))
		y += lead
	}
	y += 12
	for _, l := range rule {
		y += 44
		s.write(l, x, y-10, rgb(recapSoft))
	}
	s.line(day, typeset.Medium, x, 560, width-170, rgb(recapSoft), 26)
	s.wordmark(1000, 560, 27, rgb(recapAccent))
}

// dayLine writes a calendar day.
func dayLine(day, lang string) string {
	d, err := time.Parse(time.DateOnly, day)
	switch {
	case err != nil:
		return ""
	case lang == "en":
		return d.Format("Jan 2, 2006")
	}
	return d.Format("2006.01.02")
}
