package blobstore

import (
	"context"
	"errors"
	"io"

	"gocloud.dev/blob"
)

// What one object that is written in a stream takes of memory on S3: parts under way, and their
// size in bytes. S3 takes 10,000 parts, so an object may have 80 GB.
const (
	streamParts = 2
	streamPart  = 8 << 20
)

// Write stores an object that is made while it is written, whole or not at all: when fill fails,
// or ctx ends, nothing is stored. It keeps a few parts in memory, never the whole.
func (s *Store) Write(ctx context.Context, key, contentType string, fill func(w io.Writer) error) error {
	// Closing a writer after a failure would keep the torn object; a cancelled context makes
	// Close drop it.
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	w, err := s.bucket.NewWriter(ctx, key, &blob.WriterOptions{ContentType: contentType, BufferSize: streamPart, MaxConcurrency: streamParts})
	if err != nil {
		return mapped(err)
	}
	out := &storing{w: w}
	if err := fill(out); err != nil {
		cancel()
		_ = w.Close() // tells of the cancelling only
		if out.err != nil {
			return mapped(out.err)
		}
		return err
	}
	if err := context.Cause(ctx); err != nil {
		_ = w.Close()
		return err
	}
	return mapped(w.Close())
}

// storing remembers that the store failed, and not what was made for it.
type storing struct {
	w   io.Writer
	err error
}

func (s *storing) Write(b []byte) (int, error) {
	n, err := s.w.Write(b)
	if err != nil {
		s.err = err
	}
	return n, err
}

// Read opens length bytes of an object from offset on; a negative length means up to its end.
// Close what it gives.
func (s *Store) Read(ctx context.Context, key string, offset, length int64) (io.ReadCloser, error) {
	r, err := s.bucket.NewRangeReader(ctx, key, offset, length, nil)
	if err != nil {
		return nil, mapped(err)
	}
	return reading{r}, nil
}

// reading gives errors in the words of this package.
type reading struct{ *blob.Reader }

func (r reading) Read(b []byte) (int, error) {
	n, err := r.Reader.Read(b)
	if errors.Is(err, io.EOF) {
		return n, io.EOF
	}
	return n, mapped(err)
}

// Size tells how many bytes an object has.
func (s *Store) Size(ctx context.Context, key string) (int64, error) {
	a, err := s.Stat(ctx, key)
	return a.Size, err
}
