package archive

import (
	"archive/zip"
	"bytes"
	"compress/flate"
	"hash"
	"hash/crc32"
	"io"
	"strconv"
	"strings"
	"time"

	"golang.org/x/text/unicode/norm"
)

// Writer writes a ZIP in one go. What it has written is in the ZIP only after Close.
type Writer struct {
	zip   *zip.Writer
	at    time.Time
	taken map[string]bool // names in lower case
	files int
}

// NewWriter begins a ZIP whose files are of the instant.
func NewWriter(w io.Writer, at time.Time) *Writer {
	return &Writer{zip: zip.NewWriter(w), at: at.UTC(), taken: map[string]bool{}}
}

// Files is how many files were written.
func (w *Writer) Files() int { return w.files }

// Close ends the ZIP.
func (w *Writer) Close() error { return w.zip.Close() }

// Picture writes a file that is compressed already, and gives the name that it got.
func (w *Writer) Picture(name string, b []byte) (string, error) {
	name = w.name(name)
	out, err := w.zip.CreateRaw(w.header(name, zip.Store, uint64(len(b)), uint64(len(b)), crc32.ChecksumIEEE(b)))
	if err == nil {
		_, err = out.Write(b)
	}
	return name, err
}

// Text writes a text that was made before.
func (w *Writer) Text(name string, t *Text) error {
	if err := t.pack.Close(); err != nil {
		return err
	}
	out, err := w.zip.CreateRaw(w.header(w.name(name), zip.Deflate, uint64(t.packed.Len()), t.size, t.sum.Sum32()))
	if err == nil {
		_, err = t.packed.WriteTo(out)
	}
	return err
}

// Beside writes a file that belongs beside the book.
func (w *Writer) Beside(name string, b []byte) error {
	t := NewText()
	if _, err := t.Write(b); err != nil {
		return err
	}
	return w.Text(bookFolder+name, t)
}

// Take copies a file of another ZIP as it is.
func (w *Writer) Take(f *zip.File) error {
	in, err := f.OpenRaw()
	if err != nil {
		return err
	}
	out, err := w.zip.CreateRaw(w.header(w.name(f.Name), f.Method, f.CompressedSize64, f.UncompressedSize64, f.CRC32))
	if err == nil {
		_, err = io.Copy(out, in)
	}
	return err
}

// name makes a name unique, because some systems don't tell cases apart.
func (w *Writer) name(name string) string {
	name = norm.NFC.String(name)
	dot := strings.LastIndexByte(name, '.')
	for n, base := 2, name; w.taken[strings.ToLower(name)]; n++ {
		name = base[:dot] + " (" + strconv.Itoa(n) + ")" + base[dot:]
	}
	w.taken[strings.ToLower(name)] = true
	w.files++
	return name
}

// utf8Name is the flag of a name in UTF-8.
const utf8Name = 0x800

// header tells sizes before the bytes, because some programs can't open files that are stored
// without them.
func (w *Writer) header(name string, method uint16, packed, size uint64, sum uint32) *zip.FileHeader {
	h := &zip.FileHeader{
		Name: name, Method: method, Flags: utf8Name, CRC32: sum, CompressedSize64: packed, UncompressedSize64: size, ReaderVersion: 20,
		ModifiedDate: uint16(w.at.Day() + int(w.at.Month())<<5 + (w.at.Year()-1980)<<9),
		ModifiedTime: uint16(w.at.Second()/2 + w.at.Minute()<<5 + w.at.Hour()<<11),
	}
	h.SetMode(0o644)
	return h
}

// Text is a text file in the making. It keeps only its compressed form, so that several can be made
// side by side while pictures go into the ZIP.
type Text struct {
	packed bytes.Buffer
	pack   *flate.Writer
	sum    hash.Hash32
	size   uint64
}

// NewText begins a text.
func NewText() *Text {
	t := &Text{sum: crc32.NewIEEE()}
	t.pack, _ = flate.NewWriter(&t.packed, flate.DefaultCompression) // the level is a good one
	return t
}

// Write implements io.Writer.
func (t *Text) Write(b []byte) (int, error) {
	_, _ = t.sum.Write(b)
	t.size += uint64(len(b))
	return t.pack.Write(b)
}
