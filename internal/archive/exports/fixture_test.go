package exports_test

import (
	"archive/zip"
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"sync/atomic"
	"testing"
	"time"

	"piece/internal/archive"
	"piece/internal/archive/exports"
	"piece/internal/archive/exports/exportssql"
	"piece/internal/platform/blobstore/blobstoretest"
	"piece/internal/platform/clock"
	"piece/internal/platform/errs"
	"piece/internal/platform/id"
	"piece/internal/platform/objectbin"
	"piece/internal/platform/sqldb"
	"piece/internal/platform/sqldb/sqldbtest"
)

// house is one database and one object store, in which nodes make exports.
type house struct {
	t       testing.TB
	db      *sqldb.DB
	bin     *objectbin.Bin
	store   *exportssql.Store
	objects *faulty
	clock   *clock.Fake
	pieces  *pieces
	around  *around
}

// faulty is an object store that can be down.
type faulty struct {
	*blobstoretest.Home
	down atomic.Bool
}

var errDown = errs.Unavailable.With(errors.New("the store is down"))

func (f *faulty) Write(ctx context.Context, key, contentType string, fill func(w io.Writer) error) error {
	if f.down.Load() {
		return errDown
	}
	return f.Home.Write(ctx, key, contentType, fill)
}

// pieces are those of a person, of which reading can be made to wait or fail.
type pieces struct {
	n     int
	text  string // of records
	photo []byte
	gate  func(n int) error // called with each record; nil for nothing
	reads atomic.Int64
	lost  func(key string) bool // pictures that aren't there; nil for none
}

const perPage = 20

func (p *pieces) Pieces(_ context.Context, _, cursor string) ([]archive.Piece, string, int, error) {
	var from int
	_, _ = fmt.Sscan(cursor, &from)
	var items []archive.Piece
	for i := from; i < min(from+perPage, p.n); i++ {
		n := p.n - i
		items = append(items, archive.Piece{
			ID: fmt.Sprintf("%026d", n), Kind: "movie", Title: fmt.Sprintf("조각: %d", n), Day: "2026-08-03", Year: 2026, Number: n, Review: "=좋았다",
			HalfStars: 9, Photo: &archive.PiecePhoto{}, PhotoID: fmt.Sprint("photo", n), ArtworkID: "artwork",
		})
	}
	next := ""
	if from+perPage < p.n {
		next = fmt.Sprint(from + perPage)
	}
	return items, next, p.n, nil
}

func (p *pieces) Record(ctx context.Context, _, pieceID string) (archive.Record, error) {
	n := int(p.reads.Add(1))
	if p.gate != nil {
		if err := p.gate(n); err != nil {
			return archive.Record{}, err
		}
	}
	return archive.Record{Text: "기록 " + pieceID + p.text, Photos: []archive.RecordPhoto{{ID: "r1", Caption: "커튼콜"}}}, ctx.Err()
}

func (p *pieces) picture(key string) ([]byte, error) {
	if p.lost != nil && p.lost(key) {
		return nil, errs.NotFound
	}
	return p.photo, nil
}

func (p *pieces) Ticket(_ context.Context, _, pieceID string, image exports.Image) ([]byte, error) {
	return p.picture(pieceID + string(image))
}
func (p *pieces) Photo(_ context.Context, _, photoID string) ([]byte, error) {
	return p.picture(photoID)
}
func (p *pieces) Artwork(_ context.Context, _, artworkID, _ string) ([]byte, string, error) {
	webp, err := p.picture(artworkID)
	return webp, "ink", err
}
func (p *pieces) Hearted(context.Context, string, string) ([]archive.Hearted, string, error) {
	return nil, "", nil
}
func (p *pieces) CakeTitles(context.Context, []string) (map[string]string, error) { return nil, nil }
func (p *pieces) Links(context.Context, string) (archive.Links, error)            { return archive.Links{}, nil }

// around are all neighbours.
type around struct {
	asked  atomic.Int64
	titles func(ctx context.Context) error // nil when they answer
}

func (a *around) Account(context.Context, string) (archive.Account, error) {
	a.asked.Add(1)
	return archive.Account{Profile: archive.Profile{Nickname: "지은", PictureRevision: "1"}}, nil
}
func (a *around) Picture(context.Context, string, string) ([]byte, error) {
	return []byte("picture"), nil
}
func (a *around) Titles(ctx context.Context, _ string) ([]archive.Title, error) {
	if a.titles != nil {
		return nil, a.titles(ctx)
	}
	return nil, nil
}
func (a *around) Cakes(context.Context, string) (archive.Cakes, error) { return archive.Cakes{}, nil }

type rooms struct{ *around }

func (rooms) Rooms(context.Context, string) ([]archive.Room, error)     { return nil, nil }
func (rooms) Blocks(context.Context, string) ([]archive.Blocked, error) { return nil, nil }
func (rooms) Picture(context.Context, string, string, string) ([]byte, error) {
	return []byte("sent"), nil
}
func (rooms) Messages(_ context.Context, _ string, each func(archive.Message) error) error {
	return each(archive.Message{RoomID: id.New(clock.System{}), Seq: 1, Text: "안녕", Pictures: []archive.Picture{{ID: "p"}}})
}
func (a *around) Reports(context.Context, string) ([]archive.Report, error)     { return nil, nil }
func (a *around) Questions(context.Context, string) ([]archive.Question, error) { return nil, nil }

func newHouse(t testing.TB, objects *blobstoretest.Home, n int) *house {
	db := sqldbtest.SQLite(t)
	if err := errors.Join(migrate(t, db, objectbin.Domain, objectbin.Migrations), migrate(t, db, exportssql.Domain, exportssql.Migrations)); err != nil {
		t.Fatal(err)
	}
	c := clock.NewFake(time.Date(2026, 8, 3, 12, 0, 0, 0, time.UTC))
	bin := objectbin.New(db, c)
	return &house{
		t: t, db: db, bin: bin, store: exportssql.New(db, bin), objects: &faulty{Home: objects}, clock: c,
		pieces: &pieces{n: n, photo: bytes.Repeat([]byte("picture "), 1000)}, around: &around{},
	}
}

// node is one process; it works until the function is called.
func (h *house) node(workers int) (*exports.Service, func()) {
	s := exports.New(exports.Deps{
		Store: h.store, Objects: h.objects, Pieces: h.pieces, Clock: h.clock, Log: slog.New(slog.DiscardHandler), Version: "test", WakeBin: h.bin.Wake,
		Neighbours: exports.Neighbours{Accounts: h.around, Titles: h.around, Cakes: h.around, Rooms: rooms{h.around}, Orders: h.around},
		Workers:    workers, Pause: time.Millisecond,
	})
	ctx, cancel := context.WithCancel(context.Background())
	done := make(chan error, 1)
	go func() { done <- s.Run(ctx) }()
	stop := func() {
		cancel()
		if err := <-done; err != nil {
			h.t.Error(err)
		}
		done <- nil
	}
	h.t.Cleanup(stop)
	for !s.Working() {
		time.Sleep(time.Millisecond)
	}
	return s, stop
}

const person = "01m8brr0qtkj0km7ptyrt1njhk"

// until waits for an export to be in a state.
func (h *house) until(s *exports.Service, e exports.Export, state exports.State) exports.Export {
	h.t.Helper()
	return h.untilWithin(s, e, state, 30*time.Second)
}

func (h *house) untilWithin(s *exports.Service, e exports.Export, state exports.State, most time.Duration) exports.Export {
	h.t.Helper()
	for end := time.Now().Add(most); ; time.Sleep(5 * time.Millisecond) {
		now, err := s.Get(h.t.Context(), person, e.ID)
		if err != nil {
			h.t.Fatal(err)
		}
		if now.State == state {
			return now
		}
		if time.Now().After(end) {
			h.t.Fatalf("the export is %+v", now)
		}
	}
}

// files reads the ZIP of a person's export.
func (h *house) files(s *exports.Service, e exports.Export) map[string][]byte {
	h.t.Helper()
	f, err := s.File(h.t.Context(), person, e.ID)
	if err != nil {
		h.t.Fatal(err)
	}
	r, err := f.Read(h.t.Context(), 0, -1)
	if err != nil {
		h.t.Fatal(err)
	}
	defer r.Close()
	b, err := io.ReadAll(r)
	if err != nil || int64(len(b)) != f.Size {
		h.t.Fatalf("%d bytes of %d, %v", len(b), f.Size, err)
	}
	from, err := zip.NewReader(bytes.NewReader(b), f.Size)
	if err != nil {
		h.t.Fatal(err)
	}
	all := map[string][]byte{}
	for _, each := range from.File {
		in, err := each.Open()
		if err != nil {
			h.t.Fatal(err)
		}
		if all[each.Name], err = io.ReadAll(in); err != nil {
			h.t.Fatal(each.Name, err)
		}
	}
	return all
}

// kept are the objects that there are once the bin was emptied, of which the clock moves on.
func (h *house) kept(e exports.Export) int {
	h.t.Helper()
	h.clock.Advance(2 * time.Hour)
	if _, err := (objectbin.Runner{Bin: h.bin, Objects: h.objects, Log: slog.New(slog.DiscardHandler)}).Empty(h.t.Context()); err != nil {
		h.t.Fatal(err)
	}
	keys, err := h.objects.Keys(h.t.Context(), "exports/"+e.ID+"/")
	if err != nil {
		h.t.Fatal(err)
	}
	return len(keys)
}
