package imports

import (
	"archive/zip"
	"compress/flate"
	"errors"
	"fmt"
	"io"
	"path"
	"strings"
	"sync/atomic"
)

// Bounds of a ZIP. What it says of itself is checked before anything is unpacked, and what is
// unpacked is counted all the same.
const (
	maxEntries  = 60_000
	maxOpening  = 24 << 20  // bytes that are read to list what is in it: 60,000 long names
	maxDocument = 256 << 20 // bytes of data/pieces.json: 10,000 pieces with long records
	maxPicture  = 40 << 20  // bytes
	bombShare   = 200       // times that something may be larger unpacked ...
	bombFrom    = 1 << 20   // ... from this many bytes on
)

// box is an open ZIP. What is in it is found by its name; nothing is ever written under one.
type box struct{ files map[string]*zip.File }

func openBox(r io.ReaderAt, size int64) (*box, error) {
	// The list is read before its entries can be counted, and as long as it goes on: a ZIP that is
	// nothing but a list would take many times its size of memory.
	opening := &ration{of: r, left: maxOpening}
	z, err := zip.NewReader(opening, size)
	if errors.Is(err, errRation) {
		return nil, errUnsafe
	}
	opening.over.Store(true)
	if errors.Is(err, zip.ErrFormat) || errors.Is(err, zip.ErrAlgorithm) || errors.Is(err, io.ErrUnexpectedEOF) || errors.Is(err, zip.ErrChecksum) {
		return nil, errDamaged
	}
	if err != nil && !errors.Is(err, zip.ErrInsecurePath) {
		return nil, err
	}
	if err != nil || len(z.File) > maxEntries {
		return nil, errUnsafe
	}
	b := &box{files: make(map[string]*zip.File, len(z.File))}
	for _, f := range z.File {
		switch {
		case unsafe(f):
			return nil, errUnsafe
		case strings.HasSuffix(f.Name, "/") || strings.HasPrefix(f.Name, "__MACOSX/"):
			continue
		}
		b.files[f.Name] = f
	}
	return b, nil
}

// errRation says that more was read than there is any reason to.
var errRation = errors.New("the ZIP has too long a list of files")

// ration reads so many bytes and no more until it is over.
type ration struct {
	of   io.ReaderAt
	left int64 // used by one goroutine, until over
	over atomic.Bool
}

// ReadAt implements io.ReaderAt.
func (r *ration) ReadAt(b []byte, at int64) (int, error) {
	if !r.over.Load() {
		if r.left -= int64(len(b)); r.left < 0 {
			return 0, errRation
		}
	}
	return r.of.ReadAt(b, at)
}

// unsafe tells of a name that would lead out of the ZIP, and of a file that is far larger than
// what it is made from.
func unsafe(f *zip.File) bool {
	name := f.Name
	if strings.ContainsAny(name, "\x00\\") || strings.HasPrefix(name, "/") || strings.Contains(name, ":") {
		return true
	}
	if clean := path.Clean(name); clean == ".." || strings.HasPrefix(clean, "../") {
		return true
	}
	return f.UncompressedSize64 > bombFrom && f.UncompressedSize64/bombShare > f.CompressedSize64
}

// read unpacks one file, up to most bytes.
func (b *box) read(name string, most int64) ([]byte, error) {
	r, err := b.open(name, most)
	if err != nil {
		return nil, err
	}
	defer r.Close()
	data, err := io.ReadAll(io.LimitReader(r, most+1))
	switch {
	case isDamage(err):
		return nil, errDamaged
	case err != nil:
		return nil, err
	case int64(len(data)) > most:
		return nil, errTooLarge
	}
	return data, nil
}

// errNoFile says that a ZIP has no such file.
var errNoFile = errors.New("no such file in the ZIP")

func (b *box) open(name string, most int64) (io.ReadCloser, error) {
	f := b.files[name]
	if f == nil {
		return nil, fmt.Errorf("%w: %q", errNoFile, name)
	}
	if f.UncompressedSize64 > uint64(most) {
		return nil, errTooLarge
	}
	r, err := f.Open()
	if isDamage(err) {
		return nil, errDamaged
	}
	return r, err
}

// isDamage tells an error of the file from one of the store that it is in.
func isDamage(err error) bool {
	var corrupt flate.CorruptInputError
	return errors.As(err, &corrupt) || errors.Is(err, zip.ErrFormat) || errors.Is(err, zip.ErrChecksum) || errors.Is(err, zip.ErrAlgorithm) || errors.Is(err, io.ErrUnexpectedEOF)
}

// tables gives the names of the tables in it, in no order.
func (b *box) tables() []string {
	var list []string
	for name := range b.files {
		if strings.EqualFold(path.Ext(name), ".csv") {
			list = append(list, name)
		}
	}
	return list
}
