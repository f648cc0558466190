package galleryhttp_test

import (
	"bytes"
	"context"
	"image"
	"image/color"
	"image/jpeg"
	"log/slog"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/gen2brain/webp"
	"github.com/prometheus/client_golang/prometheus"

	"piece/internal/cake"
	"piece/internal/cake/cakesql"
	"piece/internal/cake/gallery"
	"piece/internal/cake/gallery/galleryhttp"
	"piece/internal/cake/gallery/gallerysql"
	"piece/internal/craft/poster"
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

// faulty is an object store that can be down.
type faulty struct {
	*blobstoretest.Home
	mu   sync.Mutex
	down string // a method; guarded by mu
}

func (f *faulty) setDown(method string) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.down = method
}

func (f *faulty) fails(method string) error {
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.down == method {
		return errs.Unavailable.After(5 * time.Second)
	}
	return nil
}

func (f *faulty) Get(ctx context.Context, key string, limit int64) ([]byte, error) {
	if err := f.fails("get"); err != nil {
		return nil, err
	}
	return f.Home.Get(ctx, key, limit)
}

func (f *faulty) Put(ctx context.Context, key, contentType string, data []byte) error {
	if err := f.fails("put"); err != nil {
		return err
	}
	return f.Home.Put(ctx, key, contentType, data)
}

// house is the gallery behind the real router, over real stores.
type house struct {
	*httpapitest.Site
	t       *testing.T
	db      *sqldb.DB
	gallery *gallery.Service
	store   *gallerysql.Store
	objects *faulty
	bin     objectbin.Runner
	clock   *clock.Fake
	metrics *prometheus.Registry
}

var artist = sync.OnceValues(poster.New)

func open(t *testing.T, more ...func(*gallery.Deps)) *house {
	return openOn(t, sqldbtest.SQLite(t), more...)
}

// onEach runs a test on every home of the rows.
func onEach(t *testing.T, run func(t *testing.T, h *house)) {
	sqldbtest.Each(t, func(t *testing.T, db *sqldb.DB) { run(t, openOn(t, db)) })
}

func openOn(t *testing.T, db *sqldb.DB, more ...func(*gallery.Deps)) *house {
	t.Helper()
	_, err := sqldb.Migrate(t.Context(), db, objectbin.Domain, objectbin.Migrations)
	must(t, err)
	_, err = sqldb.Migrate(t.Context(), db, cakesql.Domain, cakesql.Migrations)
	must(t, err)
	drawer, err := artist()
	must(t, err)
	h := &house{t: t, db: db, objects: &faulty{Home: blobstoretest.Folder(t)}, clock: clock.NewFake(time.Now().UTC().Truncate(time.Microsecond)), metrics: prometheus.NewRegistry()}
	bin := objectbin.New(db, h.clock)
	h.bin = objectbin.Runner{Bin: bin, Objects: h.objects, Log: slog.New(slog.DiscardHandler)}
	h.store = gallerysql.New(db, bin, h.clock)
	d := gallery.Deps{
		Store: h.store, Queue: h.store, Objects: h.objects, Artist: drawer, Clock: h.clock,
		Log: slog.New(slog.DiscardHandler), Metrics: h.metrics, WakeBin: bin.Wake,
	}
	for _, each := range more {
		each(&d)
	}
	h.gallery = gallery.New(d)
	h.Site = httpapitest.New(t, h.clock, func(a *httpapi.API) { galleryhttp.Register(a, h.gallery) })
	return h
}

// cake puts a work into the catalogue and gives its id.
func (h *house) cake(w cake.Work, set ...string) string {
	h.t.Helper()
	cakeID := id.New(h.clock)
	h.exec(`INSERT INTO cakes (id, source, code, kind, title, original, double_key, year, opens, closes, open_run, shows_until, venue, area, genres, minutes, prices, times, synopsis, link, created_at, updated_at)
		VALUES (?, 'tmdb', ?, ?, ?, ?, '', ?, ?, ?, ?, '', ?, '', ?, 0, '', '', '', '', ?, ?)`,
		cakeID, "movie:"+cakeID, w.Kind, w.Title, w.Original, w.Year, w.Opens, w.Closes, w.OpenRun, w.Venue, w.Genres, h.clock.Now().UnixMicro(), h.clock.Now().UnixMicro())
	for i, c := range w.Credits {
		h.exec("INSERT INTO cake_credits (cake_id, position, role, name, part, picture_url) VALUES (?, ?, ?, ?, '', ?)", cakeID, i, c.Role, c.Name, c.Picture)
	}
	for _, each := range set {
		h.exec("UPDATE cakes SET "+each+" WHERE id = ?", cakeID)
	}
	return cakeID
}

func (h *house) exec(query string, args ...any) {
	h.t.Helper()
	_, err := h.db.Writer().ExecContext(h.t.Context(), query, args...)
	must(h.t, err)
}

// told is what the catalogue tells of a cake's poster.
type told struct {
	Revision, Width, Height int
	Color, Blur             string
}

func (h *house) told(cakeID string) told {
	h.t.Helper()
	var p told
	must(h.t, h.db.Reader().NewSelect().Table("cakes").Column("poster_revision", "poster_width", "poster_height", "poster_color", "poster_blur").
		Where("id = ?", cakeID).Scan(h.t.Context(), &p.Revision, &p.Width, &p.Height, &p.Color, &p.Blur))
	return p
}

// stored gives the objects of all cakes, as "posters/file" or "portraits", without the names
// of their sets.
func (h *house) stored() []string {
	h.t.Helper()
	keys, err := h.objects.Keys(h.t.Context(), "cakes/")
	must(h.t, err)
	for i, k := range keys {
		parts := strings.Split(k, "/")
		keys[i] = parts[1]
		if len(parts) == 4 {
			keys[i] += "/" + parts[3]
		}
	}
	slices.Sort(keys)
	return keys
}

// onePoster is what is stored for one poster.
var onePoster = []string{"posters/large.webp", "posters/preview.jpg", "posters/small.webp"}

// emptyBin lets time pass and the bin be emptied.
func (h *house) emptyBin(d time.Duration) {
	h.t.Helper()
	h.clock.Advance(d)
	_, err := h.bin.Empty(h.t.Context())
	must(h.t, err)
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// photo is a JPEG of one colour with a lighter edge.
func photo(t *testing.T, w, h int, c color.RGBA) []byte {
	t.Helper()
	img := image.NewRGBA(image.Rect(0, 0, w, h))
	for y := range h {
		for x := range w {
			img.SetRGBA(x, y, c)
		}
	}
	var b bytes.Buffer
	must(t, jpeg.Encode(&b, img, nil))
	return b.Bytes()
}

// size decodes a picture that was answered and gives its size.
func size(t *testing.T, contentType string, body []byte) (w, h int) {
	t.Helper()
	var c image.Config
	var err error
	if contentType == "image/webp" {
		c, err = webp.DecodeConfig(bytes.NewReader(body))
	} else {
		c, err = jpeg.DecodeConfig(bytes.NewReader(body))
	}
	must(t, err)
	return c.Width, c.Height
}
