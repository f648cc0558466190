package ticket

import "piece/internal/craft/typeset"

// setting is a choice of sizes for the block of text on the back.
type setting struct {
	title, when, venue, review float32
	tight                      bool // venue and seat share one line, cut if need be
}

// settings go from roomy to tight; the first that holds all of the text is
// taken. The last one holds everything on every shape, with ellipses.
var settings = []setting{
	{74, 32, 28, 37, false},
	{66, 31, 28, 36, false},
	{60, 30, 27, 35, false},
	{55, 29, 26, 33, false},
	{50, 27, 25, 31, false},
	{46, 26, 24, 29, false},
	{42, 25, 23, 27, false},
	{42, 25, 23, 27, true},
	{38, 24, 22, 25, true},
}

// Gaps of the paper box.
const (
	gapSeam    = 60.0 // seam to title
	gapReview  = 36.0 // facts to review ...
	leastGap   = 22.0 // ... when it is crowded
	gapFoot    = 56.0 // review to the baseline of the footer
	spareAbove = 22.0 // of what is left over: at most so much above the title
	spareTwixt = 44.0 // and so much before the review
)

const (
	titleLines   = 2
	reviewLines  = 3
	titleTight   = -0.018
	titleLeading = 1.19
	lineLeading  = 1.46

	// Of a face: how far the tallest letters reach above the baseline, and the deepest below it.
	riseShare = 0.80
	dropShare = 0.16
)

// block is the measured text of the back.
type block struct {
	setting
	titles, venues, reviews []typeset.Line
	date                    typeset.Line
	cut                     bool // something ended in an ellipsis
}

// measure sets the text in one choice of sizes.
func (t *typesetter) measure(in *Text, s setting, width float32) block {
	b := block{setting: s}
	var cutTitle, cutReview bool
	b.titles, cutTitle = t.Wrap(typeset.Clean(in.Title), typeset.Style{Face: typeset.Bold, Size: s.title, Tracking: titleTight}, width, titleLines)
	b.reviews, cutReview = t.Wrap(typeset.Clean(in.Review), typeset.Style{Face: typeset.Medium, Size: s.review, Tracking: -0.008}, width, reviewLines)
	b.cut = cutTitle || cutReview
	if w := in.when(); w != "" {
		if ls, _ := t.Wrap(w, typeset.Style{Face: typeset.Bold, Size: s.when, Tracking: 0}, width, 1); len(ls) > 0 {
			b.date = ls[0]
		}
	}
	b.venues = t.place(typeset.Clean(in.Venue), typeset.Clean(in.Seat), typeset.Style{Face: typeset.Medium, Size: s.venue, Tracking: -0.005}, width, s.tight)
	return b
}

// place is venue and seat: on one line if they fit, else on one each, unless it is tight.
func (t *typesetter) place(venue, seat string, st typeset.Style, width float32, tight bool) []typeset.Line {
	joined := venue + " · " + seat
	if venue == "" || seat == "" {
		joined = venue + seat
	}
	if joined == "" {
		return nil
	}
	if t.Width(joined, st) <= width-1 {
		return []typeset.Line{t.Shape(joined, st)}
	}
	if tight {
		lines, _ := t.Wrap(joined, st, width, 1)
		return lines
	}
	var out []typeset.Line
	for _, s := range []string{venue, seat} {
		ls, _ := t.Wrap(s, st, width, 1)
		out = append(out, ls...)
	}
	return out
}

// heights gives the height of the facts (title, date, venue) and of the review.
func (b *block) heights() (facts, review float64) {
	if n := len(b.titles); n > 0 {
		facts += float64(b.title) * (riseShare + dropShare + titleLeading*float64(n-1))
	}
	if !b.date.Empty() {
		facts += b.dateGap() + float64(b.when)*riseShare
	}
	facts += float64(len(b.venues)) * float64(b.venue) * lineLeading
	if n := len(b.reviews); n > 0 {
		review = float64(b.review) * (riseShare + dropShare + lineLeading*float64(n-1))
	}
	return facts, review
}

func (b *block) dateGap() float64 {
	if len(b.titles) == 0 {
		return 0
	}
	return 12 + float64(b.title)*0.10
}

// backMarks is everything on the paper.
func (t *typesetter) backMarks(shape Shape, paper Paper, in *Text) []mark {
	g, c := geometries[shape], paper.Swatch()
	s := &sheet{t: t}
	if shape == Film {
		s.film()
	}
	s.stars(g.left-2, g.seam, starRadius, starPitch, in.HalfStars, c.Accent, mix(c.Base, c.Soft, 0.26))
	s.paint(dashes(g.left+4*starPitch+2*starRadius+26, g.tear(), g.seam), mix(c.Base, c.Soft, 0.42))

	room := g.room()
	b := t.fit(in, room, float32(g.right-g.left))
	facts, review := b.heights()
	spare := max(room-facts-review-gapReview, 0)
	gap := max(min(room-facts-review, gapReview), leastGap)
	y := g.seam + gapSeam + min(spare*0.15, spareAbove)
	s.facts(&b, g.left, y, c)
	s.review(&b, g.left, y+facts+gap+min(spare*0.45, spareTwixt), c)
	s.footer(g, in, c)
	return s.marks
}

// room is the height between seam and footer that the text may take.
func (g geometry) room() float64 { return g.foot - gapFoot - g.seam - gapSeam }

// fit measures the text in the largest setting that holds it.
func (t *typesetter) fit(in *Text, room float64, width float32) block {
	var b block
	for _, choice := range settings {
		b = t.measure(in, choice, width)
		facts, review := b.heights()
		if !b.cut && facts+review+gapReview <= room {
			break
		}
	}
	return b
}

func (s *sheet) facts(b *block, x, y float64, c Swatch) {
	for i, l := range b.titles {
		base := y + float64(b.title)*(riseShare+titleLeading*float64(i))
		s.write(l, x-float64(b.title)*0.035, base, c.Ink) // typeset.Bold letters have air on their left
	}
	if n := len(b.titles); n > 0 {
		y += float64(b.title) * (riseShare + dropShare + titleLeading*float64(n-1))
	}
	if !b.date.Empty() {
		y += b.dateGap() + float64(b.when)*riseShare
		s.write(b.date, x, y, c.Accent)
	}
	for _, l := range b.venues {
		y += float64(b.venue) * lineLeading
		s.write(l, x, y, c.Soft)
	}
}

func (s *sheet) review(b *block, x, y float64, c Swatch) {
	for i, l := range b.reviews {
		s.write(l, x, y+float64(b.review)*(riseShare+lineLeading*float64(i)), c.Ink)
	}
}

func (s *sheet) footer(g geometry, in *Text, c Swatch) {
	s.wordmark(g.left, g.foot, 26, c.Accent)
	l := s.t.Shape(in.edition(), typeset.Style{Face: typeset.Medium, Size: 24})
	s.write(l, g.right-float64(l.Width), g.foot, c.Soft)
}
