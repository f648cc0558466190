package typeset

import (
	"sort"
	"strings"
	"unicode"
	"unicode/utf8"
)

// unit is a piece of text that stays together on a line.
type unit struct {
	text  string
	width float32
	blank bool // a blank stands before it when it does not begin a line
}

// Wrap breaks text into at most most lines of a width. Words stay whole, as
// Korean readers expect; only a word wider than a line is broken, between
// characters. The lines are balanced. What does not fit ends in an ellipsis;
// cut tells that.
func (t *Typesetter) Wrap(text string, st Style, width float32, most int) (lines []Line, cut bool) {
	width-- // widths are exact to a fraction of a pixel only
	units := t.units(text, st, width)
	if len(units) == 0 {
		return nil, false
	}
	space := t.Width(" ", st) + 2*st.Tracking*st.Size
	ends := greedy(units, space, width)
	if len(ends) > most {
		return t.cutLines(units, ends, st, width, most), true
	}
	ends = balance(units, space, width, len(ends))
	from := 0
	for _, to := range ends {
		lines = append(lines, t.Shape(joinUnits(units[from:to]), st))
		from = to
	}
	return lines, false
}

// cutLines fills the lines from the top and shortens the last one.
func (t *Typesetter) cutLines(units []unit, ends []int, st Style, width float32, most int) []Line {
	var lines []Line
	from := 0
	for _, to := range ends[:most-1] {
		lines = append(lines, t.Shape(joinUnits(units[from:to]), st))
		from = to
	}
	// One unit more than fits is enough to cut from.
	rest := Clusters(joinUnits(units[from:min(ends[most-1]+1, len(units))]))
	short := func(n int) string {
		return strings.TrimRight(strings.Join(rest[:n], ""), " ,.·…") + "…"
	}
	n := sort.Search(len(rest), func(n int) bool { return t.Width(short(n+1), st) > width })
	return append(lines, t.Shape(short(n), st))
}

// units splits at blanks and between Han and kana, and breaks what is wider than a line.
func (t *Typesetter) units(text string, st Style, width float32) []unit {
	var out []unit
	for _, word := range strings.Fields(text) {
		for i, part := range splitIdeographs(word) {
			for j, piece := range t.breakLong(part, st, width) {
				out = append(out, unit{piece.text, piece.width, i == 0 && j == 0 && len(out) > 0})
			}
		}
	}
	return out
}

// breakLong cuts a word that is wider than a line into pieces that fit.
func (t *Typesetter) breakLong(word string, st Style, width float32) []unit {
	w := t.Width(word, st)
	if w <= width {
		return []unit{{text: word, width: w}}
	}
	var out []unit
	var piece strings.Builder
	sum := float32(0)
	for _, c := range Clusters(word) {
		cw := t.Width(c, st) + st.Tracking*st.Size
		if piece.Len() > 0 && sum+cw > width*0.98 { // kerning is left out of the sum
			out = append(out, unit{text: piece.String(), width: t.Width(piece.String(), st)})
			piece.Reset()
			sum = 0
		}
		piece.WriteString(c)
		sum += cw
	}
	return append(out, unit{text: piece.String(), width: t.Width(piece.String(), st)})
}

// splitIdeographs finds the places where a line may break inside text that has
// no blanks: between Han or kana, but not before closing or after opening marks.
func splitIdeographs(word string) []string {
	cs := Clusters(word)
	var out []string
	start := 0
	for i := 1; i < len(cs); i++ {
		a, _ := utf8.DecodeLastRuneInString(cs[i-1])
		b, _ := utf8.DecodeRuneInString(cs[i])
		if (ideographic(a) || closing(a)) && ideographic(b) || ideographic(a) && opening(b) {
			out = append(out, strings.Join(cs[start:i], ""))
			start = i
		}
	}
	return append(out, strings.Join(cs[start:], ""))
}

func ideographic(r rune) bool {
	if strings.ContainsRune("ゃゅょっァィゥェォャュョッーぁぃぅぇぉ々", r) {
		return false // these do not begin a line; that they do not end one either costs nothing
	}
	return unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana)
}

func closing(r rune) bool { return strings.ContainsRune("、。，．！？」』）】〉》", r) }
func opening(r rune) bool { return strings.ContainsRune("「『（【〈《", r) }

func joinUnits(us []unit) string {
	var b strings.Builder
	for i, u := range us {
		if u.blank && i > 0 {
			b.WriteByte(' ')
		}
		b.WriteString(u.text)
	}
	return b.String()
}

// grow is how much a unit adds to a line that has begun.
func (u unit) grow(space float32) float32 {
	if u.blank {
		return u.width + space
	}
	return u.width
}

// greedy gives the end of each line when every line takes what it can.
func greedy(us []unit, space, width float32) []int {
	var ends []int
	x := us[0].width
	for i, u := range us[1:] {
		if x+u.grow(space) > width {
			ends = append(ends, i+1)
			x = u.width
			continue
		}
		x += u.grow(space)
	}
	return append(ends, len(us))
}

// balance breaks into exactly n lines with the least sum of squared slack.
func balance(us []unit, space, width float32, n int) []int {
	const never = 1e30
	size := len(us)
	cost := make([][]float32, n+1)
	from := make([][]int, n+1)
	for k := range cost {
		cost[k], from[k] = make([]float32, size+1), make([]int, size+1)
		for i := range cost[k] {
			cost[k][i] = never
		}
	}
	cost[0][0] = 0
	for k := 1; k <= n; k++ {
		for to := 1; to <= size; to++ {
			x := float32(0)
			for i := to - 1; i >= 0; i-- {
				if i < to-1 {
					x += us[i+1].grow(space) - us[i+1].width
				}
				x += us[i].width
				if x > width && i < to-1 {
					break
				}
				slack := max(width-x, 0)
				c := cost[k-1][i] + slack*slack
				if to < size && !us[to].blank {
					c += width * width / 16 // a quarter of a line of slack is better than a broken word
				}
				if c < cost[k][to] {
					cost[k][to], from[k][to] = c, i
				}
			}
		}
	}
	ends := make([]int, n)
	for k, to := n, size; k > 0; k-- {
		ends[k-1] = to
		to = from[k][to]
	}
	return ends
}
