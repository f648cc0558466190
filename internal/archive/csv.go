package archive

import (
	"encoding/csv"
	"io"
	"strconv"
	"strings"
	"time"
)

// Table writes a table (RFC 4180) so that Excel shows Korean in it and runs nothing of it.
type Table struct{ w *csv.Writer }

// bom tells Excel that a file is UTF-8.
const bom = "\ufeff"

// NewTable begins a table with its columns.
func NewTable(w io.Writer, columns []string) (*Table, error) {
	if _, err := io.WriteString(w, bom); err != nil {
		return nil, err
	}
	t := &Table{csv.NewWriter(w)}
	t.w.UseCRLF = true
	return t, t.Row(columns)
}

// Row writes a row.
func (t *Table) Row(cells []string) error {
	safe := make([]string, len(cells))
	for i, c := range cells {
		safe[i] = Defuse(c)
	}
	return t.w.Write(safe)
}

// Close writes what is left.
func (t *Table) Close() error {
	t.w.Flush()
	return t.w.Error()
}

// starts are what spreadsheets take for the start of a formula, also in their wide forms.
const starts = "=+-@\t\r\n＝＋－＠"

// Defuse keeps a spreadsheet from taking a text for a formula: one that begins like a formula, or
// like one that was defused, gets an apostrophe in front.
func Defuse(s string) string {
	if formula(s) {
		return "'" + s
	}
	return s
}

// Restore is the text before Defuse.
func Restore(s string) string {
	if rest, ok := strings.CutPrefix(s, "'"); ok && formula(rest) {
		return rest
	}
	return s
}

func formula(s string) bool {
	s = strings.TrimLeft(s, "'")
	return s != "" && strings.IndexAny(s, starts) == 0
}

func number(n int64) string { return strconv.FormatInt(n, 10) }

// halves writes half stars as stars: 9 is 4.5.
func halves(n int) string { return strconv.FormatFloat(float64(n)/2, 'f', -1, 64) }

func instant(t time.Time) string { return t.UTC().Format(time.RFC3339) }
