package ticket

import (
	"bytes"
	"context"
	"fmt"
	"image"
	"image/color"
	"image/draw"
	"image/png"
	"math"
	"strconv"

	"piece/internal/craft/picture"
	"piece/internal/craft/typeset"
)

// Recap is what the pictures of somebody's year show: only what people would post.
type Recap struct {
	Year     int
	Lang     string // "ko" or "en"
	Nickname string
	Pieces   int
	Facts    []RecapFact   // in this order; what doesn't fit is left out, see MaxStoryFacts and MaxCardFacts
	Tickets  []RecapTicket // in this order, at most MaxRecapTickets
}

// RecapFact is one line about the year, in the words of whoever counts.
type RecapFact struct{ Name, Value string }

// RecapTicket is the front of a ticket of the year.
type RecapTicket struct {
	Shape Shape
	Front []byte // as Render made it, small or full
}

// How much of a year its pictures show.
const (
	MaxStoryFacts   = 6
	MaxCardFacts    = 4
	MaxRecapTickets = 30
)

// The sizes of the pictures of a year.
const (
	StoryWidth  = 1080
	StoryHeight = 1920
)

// Format is the form of a picture.
type Format string

// The formats.
const (
	WebP Format = "webp"
	PNG  Format = "png"
)

// Valid tells whether the format exists.
func (f Format) Valid() bool { return f == WebP || f == PNG }

const recapQuality = 86

// RecapStory draws a year for a story: 1080 x 1920. A ticket that can't be read is left out.
func (r *Renderer) RecapStory(ctx context.Context, in Recap, f Format) ([]byte, error) {
	return r.recap(ctx, &in, f, recapStory)
}

// RecapCard draws a year for a link: 1200 x 630. A ticket that can't be read is left out.
func (r *Renderer) RecapCard(ctx context.Context, in Recap, f Format) ([]byte, error) {
	return r.recap(ctx, &in, f, recapCard)
}

// recapLayout says where things are on a picture of a year. Its lengths are pixels of the picture.
type recapLayout struct {
	width, height       int
	left, column        float64 // of the text
	name, number        float64 // baselines
	nameSize, countSize float32
	mosaic              area
	panel               area // of the facts
	columns, facts      int
	mark                float64 // baseline of the wordmark
}

type area struct{ x, y, w, h float64 }

var (
	recapStory = recapLayout{
		width: StoryWidth, height: StoryHeight, left: 84, column: 912, name: 268, nameSize: 58, number: 500, countSize: 216,
		mosaic: area{64, 580, 952, 700}, panel: area{64, 1330, 952, 420}, columns: 2, facts: MaxStoryFacts, mark: 1836,
	}
	recapCard = recapLayout{
		width: ShareWidth, height: ShareHeight, left: 60, column: 470, name: 108, nameSize: 40, number: 238, countSize: 124,
		mosaic: area{592, 40, 560, 550}, panel: area{48, 286, 492, 232}, columns: 2, facts: MaxCardFacts, mark: 582,
	}
)

func (r *Renderer) recap(ctx context.Context, in *Recap, f Format, l recapLayout) ([]byte, error) {
	if !f.Valid() {
		return nil, fmt.Errorf("%w: format %q", ErrInput, f)
	}
	m := glow(l.width, l.height)
	if err := r.mosaic(ctx, m, in.Tickets, l.mosaic); err != nil {
		return nil, err
	}
	t := r.setter.Get().(*typesetter)
	defer r.setter.Put(t)
	s := &sheet{t: t}
	s.recapHead(in, l)
	s.recapFacts(in.Facts[:min(len(in.Facts), l.facts)], l)
	s.wordmark(l.left, l.mark, 30, rgb(recapAccent))
	t.drawScaled(m, s.marks, 1)
	return encodeOpaque(m, f, recapQuality)
}

// encodeOpaque writes a picture without transparency.
func encodeOpaque(m *image.RGBA, f Format, quality int) ([]byte, error) {
	if f == WebP {
		return picture.EncodeWebP(m, quality)
	}
	var b bytes.Buffer
	enc := png.Encoder{CompressionLevel: png.BestSpeed}
	if err := enc.Encode(&b, m); err != nil {
		return nil, fmt.Errorf("ticket: encode PNG: %w", err)
	}
	return b.Bytes(), nil
}

// The colours of the pictures that aren't tickets: those of the house.
const (
	recapInk    = 0x2a1b19
	recapSoft   = 0x6b5450
	recapAccent = 0xb83a39
	recapPaper  = 0xfffdfa
)

// glow is evening light on paper, from the upper left to the lower right.
func glow(w, h int) *image.RGBA {
	m := image.NewRGBA(image.Rect(0, 0, w, h))
	stops := []color.RGBA{rgb(0xfff8f0), rgb(0xffeadf), rgb(0xffd3c4), rgb(0xffb7ab)}
	for y := range h {
		row := m.Pix[y*m.Stride:]
		for x := range w {
			v := (0.35*float64(x)/float64(w) + 0.65*float64(y)/float64(h)) * float64(len(stops)-1)
			i := min(int(v), len(stops)-2)
			a, b, part := stops[i], stops[i+1], int32((v-float64(i))*65536)
			d := int32((x*13+y*7)&15)<<12 + 1<<11 // spreads the rounding, so that there are no bands
			q := row[4*x : 4*x+4 : 4*x+4]
			q[0] = uint8((int32(a.R)*(65536-part) + int32(b.R)*part + d) >> 16)
			q[1] = uint8((int32(a.G)*(65536-part) + int32(b.G)*part + d) >> 16)
			q[2] = uint8((int32(a.B)*(65536-part) + int32(b.B)*part + d) >> 16)
			q[3] = 255
		}
	}
	return m
}

// mosaic lays tickets into an area, as large as all of them fit.
func (r *Renderer) mosaic(ctx context.Context, m *image.RGBA, tickets []RecapTicket, a area) error {
	var photos []*picture.Photo
	var shapes []Shape
	for _, t := range tickets {
		if len(photos) == MaxRecapTickets {
			break
		}
		p, err := picture.Decode(t.Front, picture.Limits{})
		if err != nil || !t.Shape.Valid() {
			continue
		}
		photos, shapes = append(photos, p), append(shapes, t.Shape)
	}
	if len(photos) == 0 {
		return nil
	}
	width, columns := tiles(len(photos), a)
	height := float64(heightFor(width))
	rows := (len(photos) + columns - 1) / columns
	gap := float64(width) * tileGap
	y := a.y + (a.h-float64(rows)*height-float64(rows-1)*gap)/2
	for i, p := range photos {
		if err := ctx.Err(); err != nil {
			return err
		}
		row, column := i/columns, i%columns
		inRow := min(columns, len(photos)-row*columns) // the last row stands in the middle
		x := a.x + (a.w-float64(inRow)*float64(width)-float64(inRow-1)*gap)/2
		lay(m, tile(p, shapes[i], width),
			x+float64(column)*(float64(width)+gap)+float64(width)/2, y+float64(row)*(height+gap)+height/2,
			tilts[i%len(tilts)], float64(width)/shareTicket)
	}
	return nil
}

// tileGap is what lies between tickets, in shares of their width; they are turned a little and
// must not touch.
const tileGap = 0.14

// tilts turn the tickets, one after the other.
var tilts = [...]float64{-2.4, 1.6, -1.2, 2.6, -2, 1, 2.2}

// maxTile keeps one ticket alone from being drawn larger than it is.
const maxTile = SmallWidth

// tiles gives the width of tickets and how many are in a row when n of them fill an area.
func tiles(n int, a area) (width, columns int) {
	for c := 1; c <= n; c++ {
		rows := (n + c - 1) / c
		across := a.w / (float64(c) + tileGap*float64(c-1) + 0.08) // turned, they take a little more
		down := a.h / (float64(rows)*Height/Width + tileGap*float64(rows-1) + 0.1)
		if w := min(int(min(across, down)), maxTile); w > width {
			width, columns = w, c
		}
	}
	return width, columns
}

// tile is the front of a ticket in its shape, premultiplied, with a margin of one transparent pixel:
// without it the edges would be jagged when it is turned.
func tile(p *picture.Photo, shape Shape, width int) *image.RGBA {
	m := p.Cover(picture.Crop{}, width, heightFor(width))
	out := image.NewRGBA(image.Rect(0, 0, width+2, heightFor(width)+2))
	draw.DrawMask(out, m.Rect.Add(image.Pt(1, 1)), m, image.Point{}, mask(geometries[shape].outline(), width), image.Point{}, draw.Src)
	return out
}

// recapHead writes whose year it is, and how many pieces it has.
func (s *sheet) recapHead(in *Recap, l recapLayout) {
	whose, unit := typeset.Clean(in.Nickname)+"님의 "+strconv.Itoa(in.Year), "조각"
	if in.Lang == "en" {
		whose, unit = typeset.Clean(in.Nickname)+"’s "+strconv.Itoa(in.Year), "pieces"
		if in.Pieces == 1 {
			unit = "piece"
		}
	}
	s.line(whose, typeset.Bold, l.left, l.name, l.column, rgb(recapAccent), l.nameSize, l.nameSize*0.84, l.nameSize*0.7)
	for size := l.countSize; ; size *= 0.9 {
		number := s.t.Shape(strconv.Itoa(in.Pieces), typeset.Style{Face: typeset.Bold, Size: size, Tracking: -0.03})
		counted := s.t.Shape(unit, typeset.Style{Face: typeset.Bold, Size: size * 0.3})
		after := float64(number.Width) + float64(size)*0.06
		if after+float64(counted.Width) > l.column {
			continue
		}
		s.write(number, l.left-float64(size)*0.05, l.number, rgb(recapInk)) // bold digits have air on their left
		s.write(counted, l.left+after, l.number, rgb(recapInk))
		return
	}
}

// line writes one line in the first of the sizes in which it fits; in the last one it is cut.
func (s *sheet) line(text string, face typeset.Face, x, y, width float64, c color.RGBA, sizes ...float32) {
	for i, size := range sizes {
		lines, cut := s.t.Wrap(text, typeset.Style{Face: face, Size: size, Tracking: -0.012}, float32(width), 1)
		if cut && i+1 < len(sizes) {
			continue
		}
		for _, l := range lines {
			s.write(l, x, y, c)
		}
		return
	}
}

// recapFacts writes the facts on a slip of paper.
func (s *sheet) recapFacts(facts []RecapFact, l recapLayout) {
	if len(facts) == 0 {
		return
	}
	rows := (len(facts) + l.columns - 1) / l.columns
	full := float64((l.facts + l.columns - 1) / l.columns)
	panel := l.panel
	panel.h = panel.h * (float64(rows)*0.9 + 0.1*full) / full // fewer facts, a smaller slip
	s.paint(slip(panel), rgb(recapPaper))
	pad := panel.w * 0.055
	cell := (panel.w - pad) / float64(l.columns)
	step := (panel.h - 1.1*pad) / float64(rows)
	for i, f := range facts {
		x, y := panel.x+pad+float64(i%l.columns)*cell, panel.y+0.55*pad+float64(i/l.columns)*step
		name, value := step*0.19, float32(step*0.30)
		width := cell - pad*0.7
		if i == len(facts)-1 && i%l.columns == 0 {
			width = panel.w - 2*pad
		}
		s.line(typeset.Clean(f.Name), typeset.Medium, x, y+step*0.36, width, rgb(recapSoft), float32(name), float32(name)*0.86)
		s.line(typeset.Clean(f.Value), typeset.Bold, x, y+step*0.74, width, rgb(recapInk), value, value*0.86, value*0.74)
	}
}

// slip is a strip of paper with a bite on either side, like the stub of a ticket.
func slip(a area) typeset.Path {
	r, bite, middle := a.w*0.034, a.w*0.022, a.y+a.h/2
	const q = math.Pi / 2
	var p typeset.Path
	p.Move(a.x+a.w-r, a.y)
	p.Arc(a.x+a.w-r, a.y+r, r, -q, 0)
	p.Line(a.x+a.w, middle-bite)
	p.Arc(a.x+a.w, middle, bite, -q, -3*q)
	p.Line(a.x+a.w, a.y+a.h-r)
	p.Arc(a.x+a.w-r, a.y+a.h-r, r, 0, q)
	p.Line(a.x+r, a.y+a.h)
	p.Arc(a.x+r, a.y+a.h-r, r, q, 2*q)
	p.Line(a.x, middle+bite)
	p.Arc(a.x, middle, bite, q, -q)
	p.Line(a.x, a.y+r)
	p.Arc(a.x+r, a.y+r, r, 2*q, 3*q)
	p.Close()
	return p
}
