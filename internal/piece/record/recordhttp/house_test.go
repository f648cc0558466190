package recordhttp_test

import (
	"bytes"
	"context"
	"embed"
	"fmt"
	"image"
	"image/jpeg"
	"log/slog"
	"net/http"
	"sync"
	"testing"
	"time"

	"piece/internal/craft/ticket"
	"piece/internal/media"
	"piece/internal/media/mediasql"
	"piece/internal/piece"
	"piece/internal/piece/piecehttp"
	"piece/internal/piece/piecesql"
	"piece/internal/piece/record"
	"piece/internal/piece/record/recordhttp"
	"piece/internal/piece/record/recordsql"
	"piece/internal/platform/blobstore"
	"piece/internal/platform/blobstore/blobstoretest"
	"piece/internal/platform/clock"
	"piece/internal/platform/errs"
	"piece/internal/platform/httpapi"
	"piece/internal/platform/httpapi/httpapitest"
	"piece/internal/platform/id"
	"piece/internal/platform/objectbin"
	"piece/internal/platform/sqldb"
	"piece/internal/platform/sqldb/sqldbtest"
)

// house is the real router over real pieces, photos and stores; only tickets and artworks,
// whose pictures don't matter here, are made up.
type house struct {
	*httpapitest.Site
	t       *testing.T
	db      *sqldb.DB
	clock   *clock.Fake
	home    *blobstoretest.Home
	objects *objects
	bin     objectbin.Runner
	media   *media.Service
	store   *faultyStore
	photos  *watchedPhotos
}

func each(t *testing.T, run func(t *testing.T, h *house)) {
	sqldbtest.Each(t, func(t *testing.T, db *sqldb.DB) { run(t, open(t, db)) })
}

func open(t *testing.T, db *sqldb.DB) *house {
	t.Helper()
	for domain, files := range map[string]embed.FS{objectbin.Domain: objectbin.Migrations, mediasql.Domain: mediasql.Migrations, piecesql.Domain: piecesql.Migrations} {
		_, err := sqldb.Migrate(t.Context(), db, domain, files)
		must(t, err)
	}
	h := &house{t: t, db: db, clock: clock.NewFake(time.Now().Truncate(time.Millisecond)), home: blobstoretest.Folder(t)}
	h.objects = &objects{Store: h.home.Store}
	log := slog.New(slog.DiscardHandler)
	bin := objectbin.New(db, h.clock)
	h.bin = objectbin.Runner{Bin: bin, Objects: h.objects, Log: log}
	var pieces *piece.Service
	h.media = media.New(media.Deps{
		Store: mediasql.New(db, bin, h.clock), Objects: h.objects, Clock: h.clock, Log: log, WakeBin: bin.Wake,
		InUse: func(ctx context.Context, owner, id string) (bool, error) { return pieces.UsesPhoto(ctx, owner, id) },
	})
	records := recordsql.New(db)
	pieces = piece.New(piece.Deps{
		Store: piecesql.New(db, bin, h.clock), Objects: h.objects, Photos: piecePhotos{h.media}, Records: records, Artworks: artworks{},
		Profiles: profiles{}, Renderer: sketch{}, Clock: h.clock, Log: log, Workers: 2,
	})
	h.store, h.photos = &faultyStore{Store: records}, &watchedPhotos{Service: h.media}
	h.Site = httpapitest.New(t, h.clock, func(a *httpapi.API) {
		piecehttp.Register(a, pieces)
		recordhttp.Register(a, record.New(record.Deps{Store: h.store, Pieces: pieces, Photos: h.photos, Clock: h.clock}))
	})
	return h
}

func (h *house) newID() string { return id.New(clock.System{}) }

// piece makes a piece and gives its id and that of its ticket photo.
func (h *house) piece(owner string, visibility piece.Visibility) (pieceID, photoID string) {
	h.t.Helper()
	photoID = h.photo(owner)
	a := h.Wants(http.StatusCreated, owner, "POST", "/pieces", newPiece(photoID, h.newID(), visibility), "Idempotency-Key", h.newID())
	return httpapitest.Read[piecehttp.Piece](h.t, a).ID, photoID
}

func newPiece(photoID, artworkID string, visibility piece.Visibility) map[string]any {
	return map[string]any{
		"kind": "concert", "title": "파도의 노래", "day": "2026-08-03", "halfStars": 9, "review": "또 보고 싶다", "visibility": visibility,
		"photoId": photoID, "crop": map[string]any{"x": 0, "y": 0, "width": 1, "height": 1, "turn": 0},
		"shape": "stub", "paper": "night", "artworkId": artworkID,
	}
}

// upload sends a picture and leaves it unchecked.
func (h *house) upload(owner string, file []byte) string {
	h.t.Helper()
	photo, grant, err := h.media.GrantUpload(h.t.Context(), owner, "image/jpeg", int64(len(file)))
	must(h.t, err)
	if code := h.home.Upload(h.t, grant, string(file)); code != http.StatusOK {
		h.t.Fatalf("the store answered %d", code)
	}
	return photo
}

// photo gives a checked photo of a person.
func (h *house) photo(owner string) string {
	h.t.Helper()
	return h.photoOf(owner, photoFile())
}

func (h *house) photoOf(owner string, file []byte) string {
	h.t.Helper()
	photo := h.upload(owner, file)
	_, err := h.media.Complete(h.t.Context(), owner, photo)
	must(h.t, err)
	return photo
}

func (h *house) photosOf(owner string, n int) []string {
	h.t.Helper()
	ids := make([]string, n)
	for i := range ids {
		ids[i] = h.photo(owner)
	}
	return ids
}

func path(pieceID string) string { return "/pieces/" + pieceID + "/record" }

func filePath(pieceID, photoID, file string) string {
	return path(pieceID) + "/photos/" + photoID + "/" + file
}

// body is a record to be written, with photos whose captions are their numbers.
func body(version int, text string, photos ...string) map[string]any {
	list := []map[string]any{}
	for i, p := range photos {
		list = append(list, map[string]any{"photoId": p, "caption": fmt.Sprint(i + 1)})
	}
	return map[string]any{"text": text, "photos": list, "version": version}
}

func (h *house) save(owner, pieceID string, body any) recordhttp.Record {
	h.t.Helper()
	return httpapitest.Read[recordhttp.Record](h.t, h.Wants(http.StatusOK, owner, "PUT", path(pieceID), body))
}

func (h *house) get(viewer, pieceID string) recordhttp.Record {
	h.t.Helper()
	return httpapitest.Read[recordhttp.Record](h.t, h.Wants(http.StatusOK, viewer, "GET", path(pieceID), nil))
}

// refused sends a save that is answered with a problem.
func (h *house) refused(owner, pieceID string, body any, status int, problem string) {
	h.t.Helper()
	if a := h.Do(owner, "PUT", path(pieceID), body); a.Status != status || a.Problem() != problem {
		h.t.Errorf("answered %d %q, want %d %q", a.Status, a.Problem(), status, problem)
	}
}

func ids(r recordhttp.Record) []string {
	list := make([]string, len(r.Photos))
	for i, p := range r.Photos {
		list[i] = p.PhotoID
	}
	return list
}

// pass lets time pass and runs what runs in the background.
func (h *house) pass(d time.Duration) {
	h.t.Helper()
	h.clock.Advance(d)
	must(h.t, h.media.Sweep(h.t.Context()))
	_, _ = h.bin.Empty(h.t.Context()) // what fails waits, which is what tests look at
}

// stored tells how many objects there are of a person's photos.
func (h *house) stored(owner string) int {
	h.t.Helper()
	keys, err := h.home.Keys(h.t.Context(), "media/"+owner+"/")
	must(h.t, err)
	return len(keys)
}

// objectsOf is how many objects a photo has.
const objectsOf = 2

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// Photos are small, because there are many, but one is large enough to have a small copy.
const largeWidth, largeHeight = 1050, 1500

var (
	photoFile = sync.OnceValue(func() []byte { return jpegOf(105, 150) })
	largeFile = sync.OnceValue(func() []byte { return jpegOf(largeWidth, largeHeight) })
)

func jpegOf(width, height int) []byte {
	m := image.NewRGBA(image.Rect(0, 0, width, height))
	for i := 0; i < len(m.Pix); i += 4 {
		m.Pix[i], m.Pix[i+1], m.Pix[i+2], m.Pix[i+3] = byte(i/80_000), 120, 60, 255
	}
	var b bytes.Buffer
	if err := jpeg.Encode(&b, m, nil); err != nil {
		panic(err)
	}
	return b.Bytes()
}

// objects is a folder whose deletions can fail.
type objects struct {
	*blobstore.Store
	mu   sync.Mutex
	down bool
}

func (o *objects) setDown(down bool) {
	o.mu.Lock()
	defer o.mu.Unlock()
	o.down = down
}

func (o *objects) Delete(ctx context.Context, key string) error {
	o.mu.Lock()
	defer o.mu.Unlock()
	if o.down {
		return errs.Unavailable
	}
	return o.Store.Delete(ctx, key)
}

// faultyStore can fail to save, and lets things happen just before it saves.
type faultyStore struct {
	record.Store
	down      bool
	meanwhile func() // once
}

func (s *faultyStore) Save(ctx context.Context, owner string, r record.Record) error {
	if happen := s.meanwhile; happen != nil {
		s.meanwhile = nil
		happen()
	}
	if s.down {
		return errs.Unavailable
	}
	return s.Store.Save(ctx, owner, r)
}

// watchedPhotos are the photos in the words of records, and let things happen just before a
// claim.
type watchedPhotos struct {
	*media.Service
	meanwhile func() // once
}

func (p *watchedPhotos) Pictures(ctx context.Context, owner string, ids []string) (map[string]record.Picture, error) {
	found, err := p.Photos(ctx, owner, ids)
	out := map[string]record.Picture{}
	for id, f := range found {
		out[id] = record.Picture{Width: f.Width, Height: f.Height, Color: f.Color}
	}
	return out, err
}

func (p *watchedPhotos) Claim(ctx context.Context, owner, id string) error {
	if happen := p.meanwhile; happen != nil {
		p.meanwhile = nil
		happen()
	}
	return p.Service.Claim(ctx, owner, id)
}

type piecePhotos struct{ *media.Service }

func (p piecePhotos) Photo(ctx context.Context, owner, id string) (piece.Photo, error) {
	f, err := p.Service.Photo(ctx, owner, id)
	return piece.Photo{ID: f.ID, Width: f.Width, Height: f.Height, Color: f.Color}, err
}

// artworks are there for every photo.
type artworks struct{}

func (artworks) Image(context.Context, string, string, string) ([]byte, error) {
	return artwork(), nil
}

var artwork = sync.OnceValue(func() []byte { return jpegOf(16, 16) })

type profiles struct{}

func (profiles) Profiles(context.Context, []string) (map[string]piece.Profile, error) {
	return map[string]piece.Profile{}, nil
}

// sketch draws no tickets.
type sketch struct{ piece.Renderer }

var drawn = []byte("a ticket")

func (sketch) Render(context.Context, ticket.Input) (*ticket.Set, error) {
	return &ticket.Set{Front: drawn, Back: drawn, FrontSmall: drawn, BackSmall: drawn}, nil
}

func (sketch) ShareCard(context.Context, ticket.Input) ([]byte, error) { return drawn, nil }
