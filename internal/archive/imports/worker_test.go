package imports_test

import (
	"bytes"
	"context"
	"embed"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"strings"
	"sync"
	"testing"
	"time"

	"piece/internal/archive/imports"
	"piece/internal/archive/imports/importssql"
	"piece/internal/platform/blobstore"
	"piece/internal/platform/clock"
	"piece/internal/platform/errs"
	"piece/internal/platform/id"
	"piece/internal/platform/objectbin"
	"piece/internal/platform/sqldb"
	"piece/internal/platform/sqldb/sqldbtest"
)

// shelf is the pieces of everybody, with the rule of its store: a key makes one piece.
type shelf struct {
	mu     sync.Mutex
	byKey  map[string]string
	brings int
	during func(n int) error // called within the n-th Bring, after its pieces are stored
	told   int
}

func (*shelf) Check(imports.Draft) []imports.Problem { return nil }

func (s *shelf) Imported(_ context.Context, owner string, keys []string) (map[string]string, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	found := map[string]string{}
	for _, k := range keys {
		if p := s.byKey[owner+k]; p != "" {
			found[k] = p
		}
	}
	return found, nil
}

func (*shelf) Attended(context.Context, string, []imports.Attendance) (map[int]string, error) {
	return nil, nil
}

func (s *shelf) Bring(_ context.Context, owner, _ string, keys []string, _ []imports.Draft) ([]imports.Brought, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	out := make([]imports.Brought, len(keys))
	for i, k := range keys {
		if s.byKey[owner+k] == "" {
			s.byKey[owner+k] = id.New(clock.System{})
		}
		out[i].PieceID = s.byKey[owner+k]
	}
	s.brings++
	if s.during != nil {
		return out, s.during(s.brings)
	}
	return out, nil
}

func (s *shelf) Changed(context.Context, string) { s.told++ }

func (*shelf) Exact(context.Context, string, string, int) (string, error) {
	return "", errs.Unavailable // cakes are down, which stops nobody
}

// files are objects that were uploaded.
type files struct{ data map[string][]byte }

func (f *files) Grant(_ context.Context, u blobstore.Upload) (blobstore.Grant, error) {
	return blobstore.Grant{URL: u.Key}, nil
}

func (f *files) Stat(_ context.Context, key string) (blobstore.Attributes, error) {
	data, ok := f.data[key]
	if !ok {
		return blobstore.Attributes{}, errs.NotFound
	}
	return blobstore.Attributes{Size: int64(len(data)), Owner: person}, nil
}

func (f *files) Read(_ context.Context, key string, offset, length int64) (io.ReadCloser, error) {
	return io.NopCloser(bytes.NewReader(f.data[key][offset : offset+length])), nil
}

func (f *files) Delete(_ context.Context, key string) error {
	delete(f.data, key)
	return nil
}

const person = "01k3q0zv5wq2m8d7x4n9c6b1ah"

type house struct {
	t     *testing.T
	store *importssql.Store
	files *files
	shelf *shelf
	clock *clock.Fake
}

func each(t *testing.T, run func(h *house)) {
	sqldbtest.Each(t, func(t *testing.T, db *sqldb.DB) {
		for domain, m := range map[string]embed.FS{objectbin.Domain: objectbin.Migrations, importssql.Domain: importssql.Migrations} {
			if _, err := sqldb.Migrate(t.Context(), db, domain, m); err != nil {
				t.Fatal(err)
			}
		}
		c := clock.NewFake(time.Date(2026, 11, 26, 12, 0, 0, 0, time.UTC))
		run(&house{
			t: t, store: importssql.New(db, objectbin.New(db, c), c), files: &files{data: map[string][]byte{}},
			shelf: &shelf{byKey: map[string]string{}}, clock: c,
		})
	})
}

// node is a process that works on imports.
func (h *house) node() *imports.Service {
	return imports.New(imports.Deps{
		Store: h.store, Objects: h.files, Pieces: h.shelf, Works: h.shelf, Clock: h.clock, Log: slog.New(slog.DiscardHandler), WakeBin: func() {},
	})
}

// film rows, so many that they come in several batches.
func films(n int) []byte {
	var b strings.Builder
	b.WriteString("title,date,stars\n")
	for i := range n {
		fmt.Fprintf(&b, "Film %d,2020-01-%02d,4\n", i, i%28+1)
	}
	return []byte(b.String())
}

func (h *house) must(err error) {
	h.t.Helper()
	if err != nil {
		h.t.Fatal(err)
	}
}

// read uploads a file and has it read.
func (h *house) read(s *imports.Service, data []byte) imports.Import {
	h.t.Helper()
	ctx := h.t.Context()
	i, grant, err := s.Create(ctx, person, "ko", "films.csv", int64(len(data)))
	h.must(err)
	h.files.data[grant.URL] = data
	_, err = s.Uploaded(ctx, person, i.ID)
	h.must(err)
	_, err = s.WorkOnce(ctx)
	h.must(err)
	return h.get(s, i)
}

func (h *house) get(s *imports.Service, i imports.Import) imports.Import {
	h.t.Helper()
	now, err := s.Get(h.t.Context(), person, i.ID)
	h.must(err)
	return now
}

func TestAnImportGoesOnAfterARestart(t *testing.T) {
	for name, stop := range map[string]func(h *house, cancel func()) func(n int) error{
		"stopped":  func(_ *house, cancel func()) func(int) error { return func(n int) error { cancel(); return nil } },
		"killed":   func(*house, func()) func(int) error { return func(int) error { panic("killed") } },
		"database": func(*house, func()) func(int) error { return func(int) error { return errs.Unavailable } },
	} {
		t.Run(name, func(t *testing.T) {
			each(t, func(h *house) {
				first := h.node()
				i := h.read(first, films(250))
				if i.State != imports.Ready || i.Counts[imports.RowReady] != 250 || len(h.files.data) != 0 {
					h.t.Fatalf("%+v, %d files", i, len(h.files.data))
				}
				_, err := first.Start(h.t.Context(), person, "ko", i.ID)
				h.must(err)
				ctx, cancel := context.WithCancel(h.t.Context())
				defer cancel()
				end := stop(h, cancel)
				h.shelf.during = func(n int) error {
					if n == 2 {
						return end(n)
					}
					return nil
				}
				_, _ = first.WorkOnce(ctx) // ends in the middle
				h.shelf.during = nil
				if len(h.shelf.byKey) == 0 || len(h.shelf.byKey) == 250 {
					h.t.Fatalf("%d pieces: that was not the middle", len(h.shelf.byKey))
				}
				h.clock.Advance(5 * time.Minute)
				second := h.node()
				worked, err := second.WorkOnce(h.t.Context())
				if !worked || err != nil {
					h.t.Fatalf("worked %v, %v", worked, err)
				}
				if done := h.get(second, i); done.State != imports.Done || done.Counts[imports.RowDone] != 250 || len(h.shelf.byKey) != 250 || h.shelf.told == 0 {
					h.t.Errorf("%+v, %d pieces, told %d times", done, len(h.shelf.byKey), h.shelf.told)
				}
			})
		})
	}
}

func TestTheSameFileAgainMakesNothingNew(t *testing.T) {
	each(t, func(h *house) {
		s := h.node()
		i := h.read(s, films(30))
		_, err := s.Start(h.t.Context(), person, "ko", i.ID)
		h.must(err)
		_, err = s.WorkOnce(h.t.Context())
		h.must(err)
		again := h.read(s, append(films(30), "Film 0,2020-01-01,4\nNew,2021-01-01,3\n"...))
		if c := again.Counts; c[imports.RowDouble] != 31 || c[imports.RowReady] != 1 {
			h.t.Errorf("%+v", c)
		}
		_, err = s.SetPlan(h.t.Context(), person, again.ID, 99, again.Plan)
		if !errors.Is(err, imports.ErrChanged) {
			h.t.Errorf("a plan over another version: %v", err)
		}
	})
}

func TestAFileThatIsNoneIsRefusedAndThrownAway(t *testing.T) {
	each(t, func(h *house) {
		s := h.node()
		i := h.read(s, []byte("title,date\n\"Heat,2020-01-01\n"))
		if i.State != imports.Refused || i.Failure == nil || i.Failure.Code != "quotes" || i.Failure.Line != 2 || len(h.files.data) != 0 {
			h.t.Errorf("%+v, %d files", i, len(h.files.data))
		}
		if _, err := s.Start(h.t.Context(), person, "ko", i.ID); !errors.Is(err, imports.ErrBusy) {
			h.t.Errorf("started: %v", err)
		}
		h.clock.Advance(imports.Kept + time.Hour)
		h.must(s.Tidy(h.t.Context()))
		if _, err := s.Get(h.t.Context(), person, i.ID); !errors.Is(err, errs.NotFound) {
			h.t.Errorf("after 30 days: %v", err)
		}
	})
}
