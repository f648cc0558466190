package imports

import (
	"encoding/csv"
	"errors"
	"io"
	"slices"
	"strings"
	"unicode/utf8"

	"piece/internal/archive"
)

// Bounds of a table.
const (
	maxColumns = 200
	maxCell    = 40_000 // bytes: a record has up to 10,000 characters
	samples    = 3
)

// sheet is a table as it is in a file.
type sheet struct {
	header []string
	rows   []line
}

// line is a row with the line of the file that it begins in.
type line struct {
	n     int
	cells []string
}

// readTable reads a table of any separator; its first row are the names of the columns.
func readTable(b []byte) (sheet, error) {
	if len(b) > MaxTable {
		return sheet{}, errTooLarge
	}
	text, err := decode(b)
	if err != nil {
		return sheet{}, err
	}
	text = strings.TrimLeft(text, "\ufeff\r\n\t ")
	r := csv.NewReader(strings.NewReader(text))
	r.Comma, r.FieldsPerRecord, r.ReuseRecord = separator(text), -1, false
	var s sheet
	for {
		cells, err := r.Read()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return sheet{}, brokenTable(err)
		}
		n, _ := r.FieldPos(0)
		if err := s.add(n, cells); err != nil {
			return sheet{}, err
		}
	}
	if s.header == nil || len(s.rows) == 0 {
		return sheet{}, errEmpty
	}
	return s, nil
}

func (s *sheet) add(n int, cells []string) error {
	if blank(cells) {
		return nil
	}
	if len(cells) > maxColumns {
		return errLine("columns", n, "칸이 너무 많아요.", "there are too many columns.")
	}
	for i, c := range cells {
		if len(c) > maxCell {
			return errLine("too_long", n, "너무 긴 칸이 있어요.", "a cell is too long.")
		}
		cells[i] = archive.Restore(strings.TrimSpace(c))
	}
	if s.header == nil {
		s.header = cells
		return nil
	}
	if len(s.rows) == MaxRows {
		return errTooMany
	}
	if len(cells) > len(s.header) { // what is behind the last column has no name
		cells = cells[:len(s.header)]
	}
	for len(cells) < len(s.header) {
		cells = append(cells, "")
	}
	s.rows = append(s.rows, line{n, cells})
	return nil
}

func blank(cells []string) bool {
	return !slices.ContainsFunc(cells, func(c string) bool { return strings.TrimSpace(c) != "" })
}

func brokenTable(err error) error {
	var p *csv.ParseError
	if errors.As(err, &p) {
		return errLine("quotes", p.StartLine, "따옴표가 맞지 않아요. 여기서 시작한 칸을 확인해 주세요.", "the quotes don't match. Look at the cell that begins here.")
	}
	return err
}

// separator is what parts the names of the columns: of the usual ones that which is there most
// often, outside of quotes.
func separator(text string) rune {
	counts := map[rune]int{}
	quoted := false
	for _, r := range text {
		if r == '"' {
			quoted = !quoted
		}
		if r == '\n' && !quoted {
			break
		}
		if !quoted {
			counts[r]++
		}
	}
	best := ','
	for _, r := range []rune{';', '\t', '|'} {
		if counts[r] > counts[best] {
			best = r
		}
	}
	return best
}

// columns tells of each column what is in it.
func (s *sheet) columns() []Column {
	out := make([]Column, len(s.header))
	for i, name := range s.header {
		out[i] = Column{Name: shortened(name), Samples: []string{}}
		for _, l := range s.rows {
			if v := shortened(l.cells[i]); v != "" && !slices.Contains(out[i].Samples, v) {
				if out[i].Samples = append(out[i].Samples, v); len(out[i].Samples) == samples {
					break
				}
			}
		}
	}
	return out
}

const maxShortened = 60 // characters

func shortened(s string) string {
	s = strings.Join(strings.Fields(s), " ")
	if utf8.RuneCountInString(s) <= maxShortened {
		return s
	}
	return string([]rune(s)[:maxShortened]) + "…"
}
