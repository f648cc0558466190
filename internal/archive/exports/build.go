package exports

import (
	"archive/zip"
	"bytes"
	"context"
	"encoding/json"
	"io"

	"piece/internal/archive"
	"piece/internal/craft/book"
)

// build writes the ZIP of an export.
func (s *Service) build(h *holding, e Export) error {
	if e.GatheredKey == "" { // the node that was asked stopped before it was done
		var err error
		if e, err = s.gather(h, e, Running); err != nil {
			return err
		}
	}
	key := s.newKey(e)
	h.writes(key)
	if err := s.Store.Intend(h.ctx, e, key, s.Clock.Now()); err != nil {
		return err
	}
	b := &builder{service: s, h: h, e: e}
	err := s.Objects.Write(h.ctx, key, "application/zip", func(w io.Writer) error {
		counted := &counter{w: w}
		b.zip = archive.NewWriter(counted, s.Clock.Now())
		if err := b.all(h.ctx); err != nil {
			return err
		}
		err := b.zip.Close()
		b.e.Size = counted.n
		return err
	})
	if err != nil {
		return err
	}
	now := s.Clock.Now()
	e = b.e
	e.FileKey, e.Notes, e.ReadyAt, e.EndsAt = key, notes(b.parts), now, now.Add(Kept)
	if err := s.Store.Finish(h.ctx, e, now); err != nil {
		return err
	}
	s.metrics.bytes.Observe(float64(e.Size))
	s.WakeBin()
	return nil
}

// counter counts what is written.
type counter struct {
	w io.Writer
	n int64
}

func (c *counter) Write(b []byte) (int, error) {
	n, err := c.w.Write(b)
	c.n += int64(n)
	return n, err
}

// builder is one attempt at the ZIP.
type builder struct {
	service *Service
	h       *holding
	e       Export
	zip     *archive.Writer
	sum     summary
	parts   []archive.Part
}

func (b *builder) all(ctx context.Context) error {
	if err := b.takeGathered(ctx); err != nil {
		return err
	}
	if err := b.pieces(ctx); err != nil {
		return err
	}
	b.h.at(Progress{Step: StepFinish, Total: 3})
	if err := b.hearts(ctx); err != nil {
		return err
	}
	b.h.at(Progress{Step: StepFinish, Done: 1, Total: 3})
	if err := b.links(ctx); err != nil {
		return err
	}
	b.h.at(Progress{Step: StepFinish, Done: 2, Total: 3})
	return b.last()
}

// takeGathered copies what other services know into the ZIP.
func (b *builder) takeGathered(ctx context.Context) error {
	object, err := openObject(ctx, b.service.Objects, b.e.GatheredKey)
	if err != nil {
		return err
	}
	from, err := zip.NewReader(object, object.size)
	if err != nil {
		return err
	}
	for _, f := range from.File {
		if f.Name == summaryFile {
			err = b.readSummary(f)
		} else {
			err = b.zip.Take(f)
		}
		if err != nil {
			return err
		}
	}
	b.parts = b.sum.Parts
	return nil
}

func (b *builder) readSummary(f *zip.File) error {
	r, err := f.Open()
	if err != nil {
		return err
	}
	defer r.Close()
	return json.NewDecoder(r).Decode(&b.sum)
}

// hearts writes the pieces of the list of hearts.
func (b *builder) hearts(ctx context.Context) error {
	doc, table := archive.NewText(), archive.NewText()
	list := archive.NewList(doc, "pieces")
	cells, err := archive.NewTable(table, archive.HeartColumns())
	if err != nil {
		return err
	}
	for cursor := ""; ; {
		items, next, err := b.service.Pieces.Hearted(ctx, b.e.OwnerID, cursor)
		if err != nil {
			return err
		}
		for _, item := range items {
			if err := list.Add(item); err != nil {
				return err
			}
			if err := cells.Row(item.Cells()); err != nil {
				return err
			}
		}
		if cursor = next; cursor == "" {
			break
		}
	}
	if err := list.Close(); err != nil {
		return err
	}
	if err := cells.Close(); err != nil {
		return err
	}
	b.tell(archive.PartHearts, list.Count, "", archive.HeartsFile, archive.HeartsTable)
	if err := b.zip.Text(archive.HeartsFile, doc); err != nil {
		return err
	}
	return b.zip.Text(archive.HeartsTable, table)
}

// links writes the addresses that the person gave away.
func (b *builder) links(ctx context.Context) error {
	l, err := b.service.Pieces.Links(ctx, b.e.OwnerID)
	if err != nil {
		return err
	}
	l.Format = archive.Format
	b.tell(archive.PartLinks, len(l.Links), "", archive.LinksFile)
	return b.document(archive.LinksFile, l)
}

// last writes what tells of everything else.
func (b *builder) last() error {
	m := archive.Manifest{
		Format: archive.Format, Product: archive.Product, Version: b.service.Version, CreatedAt: b.service.Clock.Now().UTC(),
		Language: b.e.Language, Person: b.sum.Person, Parts: archive.InOrder(b.parts),
	}
	for name, data := range book.Beside() {
		if err := b.zip.Beside(name, data); err != nil {
			return err
		}
	}
	t := archive.NewText()
	if err := archive.WriteReadme(t, m); err != nil {
		return err
	}
	if err := b.zip.Text(archive.ReadmeFile, t); err != nil {
		return err
	}
	return b.document(archive.ManifestFile, m)
}

func (b *builder) document(name string, v any) error {
	t := archive.NewText()
	if err := archive.WriteDocument(t, v); err != nil {
		return err
	}
	return b.zip.Text(name, t)
}

// tell notes a part of the ZIP; lacks says why something of it isn't there, "" when all is.
func (b *builder) tell(name archive.PartName, count int, lacks archive.Why, files ...string) {
	p := archive.Part{Name: name, State: archive.Whole, Count: count, Files: files, Why: lacks}
	if lacks != "" {
		p.State = archive.Partly
		b.service.metrics.missing.WithLabelValues(string(name)).Inc()
	}
	b.parts = append(b.parts, p)
}

// object reads a stored object anywhere, by a window that moves along: what is read is mostly
// behind what was read last.
type object struct {
	ctx     context.Context
	objects Objects
	key     string
	size    int64

	window []byte
	at     int64 // where the window begins
}

// windowSize is what is read of an object at once, in bytes.
const windowSize = 1 << 20

func openObject(ctx context.Context, objects Objects, key string) (*object, error) {
	size, err := objects.Size(ctx, key)
	return &object{ctx: ctx, objects: objects, key: key, size: size}, err
}

// ReadAt implements io.ReaderAt.
func (o *object) ReadAt(p []byte, off int64) (n int, err error) {
	for n < len(p) {
		at := off + int64(n)
		if at >= o.size {
			return n, io.EOF
		}
		if at < o.at || at >= o.at+int64(len(o.window)) {
			if err := o.move(at); err != nil {
				return n, err
			}
		}
		n += copy(p[n:], o.window[at-o.at:])
	}
	return n, nil
}

func (o *object) move(at int64) error {
	r, err := o.objects.Read(o.ctx, o.key, at, min(windowSize, o.size-at))
	if err != nil {
		return err
	}
	defer r.Close()
	var b bytes.Buffer
	if _, err := b.ReadFrom(r); err != nil {
		return err
	}
	if b.Len() == 0 {
		return io.ErrUnexpectedEOF
	}
	o.window, o.at = b.Bytes(), at
	return nil
}
