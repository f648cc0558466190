package artworkhttp_test

import (
	"bytes"
	"context"
	"fmt"
	"image"
	"image/color"
	"image/jpeg"
	"log/slog"
	"net/http"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"piece/internal/artwork"
	"piece/internal/artwork/artworkhttp"
	"piece/internal/artwork/artworksql"
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

// album is the photos of all people: 700 x 1000 pixels, by owner and id.
type album struct {
	mu   sync.Mutex
	have map[string]bool // guarded by mu
	jpeg []byte
}

func newAlbum(t *testing.T) *album {
	m := image.NewRGBA(image.Rect(0, 0, 700, 1000))
	for y := range 1000 {
		for x := range 700 {
			m.SetRGBA(x, y, color.RGBA{uint8(x / 4), 60, uint8(y / 5), 255})
		}
	}
	var b bytes.Buffer
	must(t, jpeg.Encode(&b, m, nil))
	return &album{have: map[string]bool{}, jpeg: b.Bytes()}
}

func (a *album) set(owner, photo string, there bool) {
	a.mu.Lock()
	defer a.mu.Unlock()
	a.have[owner+photo] = there
}

func (a *album) find(owner, photo string) error {
	a.mu.Lock()
	defer a.mu.Unlock()
	if !a.have[owner+photo] {
		return errs.NotFound
	}
	return nil
}

func (a *album) Size(_ context.Context, owner, photo string) (int, int, error) {
	return 700, 1000, a.find(owner, photo)
}

func (a *album) Image(_ context.Context, owner, photo string) ([]byte, error) {
	return a.jpeg, a.find(owner, photo)
}

// brush is a painter that does what a test tells it.
type brush struct {
	mu      sync.Mutex
	painted []string // ids, in order; guarded by mu
	act     func(ctx context.Context, j artwork.Job, progress func(float64)) (artwork.Picture, error)
	grows   func(watch func(artwork.Stage)) // before it acts
}

func (b *brush) Paint(ctx context.Context, j artwork.Job, watch func(artwork.Stage)) (artwork.Picture, error) {
	b.mu.Lock()
	b.painted = append(b.painted, j.ID)
	b.mu.Unlock()
	if b.grows != nil {
		b.grows(watch)
	}
	if b.act != nil {
		return b.act(ctx, j, func(done float64) { watch(artwork.Stage{Done: done}) })
	}
	return artwork.Picture{WebP: []byte("picture of " + j.ID), Scene: fmt.Sprintf("scene%d", j.Number)}, nil
}

// faulty is an object store that can be down.
type faulty struct {
	*blobstoretest.Home
	down  bool  // for writing
	fails int   // writings that fail before one works
	gone  error // what reading answers, if not nil
}

func (f *faulty) Get(ctx context.Context, key string, limit int64) ([]byte, error) {
	if f.gone != nil {
		return nil, f.gone
	}
	return f.Home.Get(ctx, key, limit)
}

func (f *faulty) Put(ctx context.Context, key, contentType string, data []byte) error {
	if f.down || f.fails > 0 {
		f.fails--
		return errs.Unavailable
	}
	return f.Home.Put(ctx, key, contentType, data)
}

// house is the artwork service behind the real router, over real stores.
type house struct {
	*httpapitest.Site
	t         *testing.T
	artworks  *artwork.Service
	deps      artwork.Deps
	store     *artworksql.Store
	photos    *album
	brush     *brush
	model     *brush // the other painter
	refuses   error  // what MayAsk says
	objects   *faulty
	bin       objectbin.Runner
	clock     *clock.Fake
	onlookers map[string]bool // who may see every picture
}

func open(t *testing.T, change ...func(h *house, d *artwork.Deps)) *house {
	t.Helper()
	return openOn(t, sqldbtest.SQLite(t), change...)
}

func openOn(t *testing.T, db *sqldb.DB, change ...func(h *house, d *artwork.Deps)) *house {
	t.Helper()
	_, err := sqldb.Migrate(t.Context(), db, objectbin.Domain, objectbin.Migrations)
	must(t, err)
	_, err = sqldb.Migrate(t.Context(), db, artworksql.Domain, artworksql.Migrations)
	must(t, err)
	h := &house{
		t: t, photos: newAlbum(t), brush: &brush{}, model: &brush{}, objects: &faulty{Home: blobstoretest.Folder(t)},
		clock: clock.NewFake(time.Date(2026, 8, 3, 3, 0, 0, 0, time.UTC)), onlookers: map[string]bool{},
	}
	bin := objectbin.New(db, h.clock)
	h.bin = objectbin.Runner{Bin: bin, Objects: h.objects, Log: slog.New(slog.DiscardHandler)}
	h.store = artworksql.New(db, bin)
	h.deps = artwork.Deps{
		Store: h.store, Photos: h.photos, Objects: h.objects, Painter: h.brush, AI: h.model, Clock: h.clock,
		Log: slog.New(slog.DiscardHandler), WakeBin: bin.Wake,
		MayAsk: func(context.Context, string) error { return h.refuses },
		MaySee: func(_ context.Context, _, person string) (bool, error) { return h.onlookers[person], nil },
	}
	for _, f := range change {
		f(h, &h.deps)
	}
	h.artworks = artwork.New(h.deps)
	h.Site = httpapitest.New(t, h.clock, func(a *httpapi.API) { artworkhttp.Register(a, h.artworks) })
	return h
}

func (h *house) id() string { return id.New(h.clock) }

// photo gives a new photo of a person.
func (h *house) photo(person string) string {
	photo := h.id()
	h.photos.set(person, photo, true)
	return photo
}

// run lets a service paint in the background until the test ends or stop is called.
func run(t *testing.T, s *artwork.Service) (stop func()) {
	t.Helper()
	ctx, cancel := context.WithCancel(context.Background())
	ended := make(chan error, 1)
	go func() { ended <- s.Run(ctx) }()
	stop = sync.OnceFunc(func() {
		cancel()
		if err := <-ended; err != nil {
			t.Error(err)
		}
	})
	t.Cleanup(stop)
	return stop
}

// paint lets the local painter paint what is due.
func (h *house) paint() {
	h.t.Helper()
	h.paintBy(artwork.Local)
}

func (h *house) paintBy(provider artwork.Provider) {
	h.t.Helper()
	for {
		worked, err := h.artworks.PaintNext(h.t.Context(), provider)
		must(h.t, err)
		if !worked {
			return
		}
	}
}

func artworkOf(t *testing.T, a httpapitest.Answer) artworkhttp.Artwork {
	t.Helper()
	return httpapitest.Read[artworkhttp.Artwork](t, a)
}

// order is a valid body of POST /artworks, with changes as pairs of name and value.
func order(photo string, changes ...any) map[string]any {
	body := map[string]any{
		"photoId": photo, "kind": "concert", "genre": "music",
		"crop": map[string]any{"x": 0.1, "y": 0.1, "width": 0.5, "height": 0.5, "turn": 0},
	}
	for i := 0; i+1 < len(changes); i += 2 {
		body[changes[i].(string)] = changes[i+1]
	}
	return body
}

func (h *house) ask(person, photo string, changes ...any) artworkhttp.Artwork {
	h.t.Helper()
	return artworkOf(h.t, h.Wants(http.StatusAccepted, person, "POST", "/artworks", order(photo, changes...)))
}

func (h *house) get(person, artworkID string) artworkhttp.Artwork {
	h.t.Helper()
	return artworkOf(h.t, h.Wants(http.StatusOK, person, "GET", "/artworks/"+artworkID, nil))
}

func (h *house) list(person, photo string) []artworkhttp.Artwork {
	h.t.Helper()
	return httpapitest.Read[artworkhttp.ArtworkList](h.t, h.Wants(http.StatusOK, person, "GET", "/artworks?photoId="+photo, nil)).Items
}

// stored gives the keys of a person's pictures without what they begin with.
func (h *house) stored(person string) []string {
	h.t.Helper()
	keys, err := h.objects.Keys(h.t.Context(), "artwork/"+person+"/")
	must(h.t, err)
	for i, k := range keys {
		keys[i] = strings.TrimPrefix(k, "artwork/"+person+"/")
	}
	return keys
}

func (h *house) wantStored(person string, want ...string) {
	h.t.Helper()
	if got := h.stored(person); !slices.Equal(got, want) {
		h.t.Errorf("stored %v, want %v", got, want)
	}
}

// emptyBin deletes what waits for it.
func (h *house) emptyBin() {
	h.t.Helper()
	_, err := h.bin.Empty(h.t.Context())
	must(h.t, err)
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}
