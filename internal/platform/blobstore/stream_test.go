package blobstore_test

import (
	"bytes"
	"context"
	"errors"
	"io"
	"slices"
	"testing"

	"piece/internal/platform/blobstore/blobstoretest"
	"piece/internal/platform/errs"
)

func TestAStreamIsStoredWholeOrNotAtAll(t *testing.T) {
	blobstoretest.Each(t, func(t *testing.T, h *blobstoretest.Home) {
		k, part := key(), bytes.Repeat([]byte("0123456789abcdef"), 1<<16) // 1 MB
		must(t, h.Write(t.Context(), k, "application/zip", func(w io.Writer) error {
			for range 20 { // more than S3 takes in one part
				if _, err := w.Write(part); err != nil {
					return err
				}
			}
			return nil
		}))
		a, err := h.Stat(t.Context(), k)
		must(t, err)
		if a.Size != int64(20*len(part)) || a.ContentType != "application/zip" {
			t.Errorf("stored %+v", a)
		}

		broken, torn := errors.New("broken"), key()
		err = h.Write(t.Context(), torn, "application/zip", func(w io.Writer) error {
			_, err := w.Write(part)
			return errors.Join(err, broken)
		})
		if !errors.Is(err, broken) {
			t.Errorf("a failed stream gives %v", err)
		}
		_, err = h.Stat(t.Context(), torn)
		want(t, err, errs.NotFound)

		ctx, cancel := context.WithCancel(t.Context())
		err = h.Write(ctx, torn, "application/zip", func(w io.Writer) error {
			_, err := w.Write(part)
			cancel()
			return err
		})
		if !errors.Is(err, context.Canceled) {
			t.Errorf("a cancelled stream gives %v", err)
		}
		_, err = h.Stat(t.Context(), torn)
		want(t, err, errs.NotFound)
	})
}

func TestAPartOfAnObjectIsRead(t *testing.T) {
	blobstoretest.Each(t, func(t *testing.T, h *blobstoretest.Home) {
		k := key()
		must(t, h.Put(t.Context(), k, "text/plain", []byte("0123456789")))
		for _, c := range []struct {
			offset, length int64
			want           string
		}{{0, -1, "0123456789"}, {3, 4, "3456"}, {8, -1, "89"}, {8, 100, "89"}} {
			r, err := h.Read(t.Context(), k, c.offset, c.length)
			must(t, err)
			b, err := io.ReadAll(r)
			must(t, errors.Join(err, r.Close()))
			if !slices.Equal(b, []byte(c.want)) {
				t.Errorf("%d bytes from %d: %q", c.length, c.offset, b)
			}
		}
		_, err := h.Read(t.Context(), key(), 0, -1)
		want(t, err, errs.NotFound)
	})
}
