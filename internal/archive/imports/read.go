package imports

import (
	"bytes"
	"context"
	"errors"
	"io"
	"slices"
	"strings"
)

// contents are what a file turned out to be.
type contents struct {
	source  Source
	columns []Column
	plan    Plan
	rows    []Row
}

// readFile reads the rows of an uploaded file, whatever it is.
func (s *Service) readFile(ctx context.Context, i *Import) (contents, error) {
	w := &window{ctx: ctx, objects: s.Objects, key: i.Key(), size: i.Size}
	head := make([]byte, min(4, i.Size))
	if _, err := w.ReadAt(head, 0); err != nil && !errors.Is(err, io.EOF) {
		return contents{}, err
	}
	if bytes.HasPrefix(head, []byte("PK\x03\x04")) || bytes.HasPrefix(head, []byte("PK\x05\x06")) {
		b, err := openBox(w, i.Size)
		if err != nil {
			return contents{}, err
		}
		return readBox(b, i.Language)
	}
	if bytes.HasPrefix(head, []byte{0xD0, 0xCF, 0x11, 0xE0}) { // Excel before 2007
		return contents{}, errExcel
	}
	if i.Size > MaxTable {
		return contents{}, errTooLarge
	}
	data := make([]byte, i.Size)
	if _, err := w.ReadAt(data, 0); err != nil && !errors.Is(err, io.EOF) {
		return contents{}, err
	}
	t, err := readTable(data)
	if err != nil {
		return contents{}, err
	}
	return tableContents(t, i.Name, i.Language)
}

func readBox(b *box, language string) (contents, error) {
	own, err := isOwn(b)
	if err != nil {
		return contents{}, err
	}
	if own {
		rows, err := ownRows(b)
		return contents{source: Own, plan: firstPlan(language), rows: rows}, err
	}
	if t, found, err := letterboxdZip(b); found || err != nil {
		return letterboxdContents(t, language), err
	}
	if b.files["[Content_Types].xml"] != nil {
		return contents{}, errExcel
	}
	tables := b.tables()
	if len(tables) != 1 {
		return contents{}, errNoTable
	}
	data, err := b.read(tables[0], MaxTable)
	if err != nil {
		return contents{}, err
	}
	t, err := readTable(data)
	if err != nil {
		return contents{}, err
	}
	return tableContents(t, tables[0], language)
}

// tableContents are those of a single table, which may be one of Letterboxd's.
func tableContents(t sheet, name, language string) (contents, error) {
	if isLetterboxd(t.header) {
		joined, err := letterboxd(map[string]sheet{letterboxdName(t, name): t})
		return letterboxdContents(joined, language), err
	}
	c := contents{source: Table, columns: t.columns(), plan: firstPlan(language), rows: rowsOf(t)}
	c.plan.Columns = guess(t.header)
	c.plan.Dates = orderOf(t.values(c.plan.Columns, Day))
	c.plan.Scale = scaleOf(t.values(c.plan.Columns, HalfStars))
	return c, nil
}

// letterboxdName tells which of its tables it is, whatever the file is called now.
func letterboxdName(t sheet, name string) string {
	if slices.Contains(t.header, "Watched Date") {
		return "diary.csv"
	}
	if slices.Contains(t.header, "Rating") || strings.Contains(strings.ToLower(name), "rating") {
		return "ratings.csv"
	}
	return "watched.csv"
}

func letterboxdContents(t sheet, language string) contents {
	c := contents{source: Letterboxd, plan: firstPlan(language), rows: rowsOf(t)}
	c.plan.Kind, c.plan.Columns = "movie", letterboxdPlan
	return c
}

// firstPlan is what a person finds chosen.
func firstPlan(language string) Plan {
	review := "그날의 기억"
	if language == "en" {
		review = "A day to remember"
	}
	return Plan{Kind: "movie", Review: review, Scale: 5, Visibility: "private"}
}

func rowsOf(t sheet) []Row {
	rows := make([]Row, len(t.rows))
	for i, l := range t.rows {
		rows[i] = Row{N: l.n, Cells: l.cells}
	}
	return rows
}

// values gives what is in the column of a field.
func (s *sheet) values(columns map[Field]int, f Field) []string {
	at, ok := columns[f]
	if !ok {
		return nil
	}
	out := make([]string, len(s.rows))
	for i, l := range s.rows {
		out[i] = l.cells[at]
	}
	return out
}
