package archive

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
)

// WriteDocument writes a document as people can read it too.
func WriteDocument(w io.Writer, v any) error {
	e := json.NewEncoder(w)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	return e.Encode(v)
}

// List writes a document with a list of any length, one item to a line.
type List struct {
	w     io.Writer
	name  string
	Count int
}

// NewList begins the document; name is what its list is called.
func NewList(w io.Writer, name string) *List { return &List{w: w, name: name} }

// Add writes an item.
func (l *List) Add(item any) error {
	var b bytes.Buffer
	if l.Count == 0 {
		l.begin(&b)
	} else {
		b.WriteString(",\n")
	}
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	if err := e.Encode(item); err != nil {
		return err
	}
	l.Count++
	_, err := l.w.Write(bytes.TrimSuffix(b.Bytes(), []byte("\n")))
	return err
}

// Close ends the document.
func (l *List) Close() error {
	var b bytes.Buffer
	if l.Count == 0 {
		l.begin(&b)
	}
	b.WriteString("\n]}\n")
	_, err := l.w.Write(b.Bytes())
	return err
}

func (l *List) begin(b *bytes.Buffer) { fmt.Fprintf(b, "{\"format\": %d, %q: [\n", Format, l.name) }
