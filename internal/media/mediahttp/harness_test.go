package mediahttp_test

import (
	"context"
	"log/slog"
	"net/http"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"piece/internal/media"
	"piece/internal/media/mediahttp"
	"piece/internal/media/mediasql"
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

// faulty is an object store that can be down for some of its methods.
type faulty struct {
	*blobstore.Store
	mu   sync.Mutex
	down map[string]bool // by method; guarded by mu
	gate func()          // called in Get, while a photo has its turn
}

func (f *faulty) setDown(methods ...string) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.down = map[string]bool{}
	for _, m := range methods {
		f.down[m] = true
	}
}

func (f *faulty) fails(method string) error {
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.down[method] {
		return errs.Unavailable.After(5 * time.Second)
	}
	return nil
}

func (f *faulty) Stat(ctx context.Context, key string) (blobstore.Attributes, error) {
	if err := f.fails("stat"); err != nil {
		return blobstore.Attributes{}, err
	}
	return f.Store.Stat(ctx, key)
}

func (f *faulty) Get(ctx context.Context, key string, limit int64) ([]byte, error) {
	if err := f.fails("get"); err != nil {
		return nil, err
	}
	if f.gate != nil {
		f.gate()
	}
	return f.Store.Get(ctx, key, limit)
}

func (f *faulty) Put(ctx context.Context, key, contentType string, data []byte) error {
	if err := f.fails("put"); err != nil {
		return err
	}
	return f.Store.Put(ctx, key, contentType, data)
}

func (f *faulty) Delete(ctx context.Context, key string) error {
	if err := f.fails("delete"); err != nil {
		return err
	}
	return f.Store.Delete(ctx, key)
}

// posters are those of cakes, by id.
type posters map[string][]byte

func (p posters) Poster(_ context.Context, cakeID string) ([]byte, error) {
	if p[cakeID] == nil {
		return nil, errs.NotFound
	}
	return p[cakeID], nil
}

// house is the media service behind the real router, over real stores.
type house struct {
	*httpapitest.Site
	t       *testing.T
	media   *media.Service
	store   *mediasql.Store
	home    *blobstoretest.Home
	objects *faulty
	bin     objectbin.Runner
	clock   *clock.Fake

	posters posters
	inUse   map[string]bool // photos that a piece uses
	removed []string        // photos whose artworks were removed
	refuse  error           // what the removal of artworks answers
}

func onEach(t *testing.T, run func(t *testing.T, h *house)) {
	blobstoretest.Each(t, func(t *testing.T, home *blobstoretest.Home) { run(t, open(t, home)) })
}

func inFolder(t *testing.T) *house { return open(t, blobstoretest.Folder(t)) }

func open(t *testing.T, home *blobstoretest.Home) *house {
	t.Helper()
	db := sqldbtest.SQLite(t)
	_, err := sqldb.Migrate(t.Context(), db, objectbin.Domain, objectbin.Migrations)
	must(t, err)
	_, err = sqldb.Migrate(t.Context(), db, mediasql.Domain, mediasql.Migrations)
	must(t, err)
	h := &house{t: t, home: home, objects: &faulty{Store: home.Store}, clock: clock.NewFake(time.Now()), posters: posters{}, inUse: map[string]bool{}}
	bin := objectbin.New(db, h.clock)
	h.bin = objectbin.Runner{Bin: bin, Objects: h.objects, Log: slog.New(slog.DiscardHandler)}
	h.store = mediasql.New(db, bin, h.clock)
	h.media = media.New(media.Deps{
		Store: h.store, Objects: h.objects, Clock: h.clock, Log: slog.New(slog.DiscardHandler), WakeBin: bin.Wake, Posters: h.posters,
		InUse: func(_ context.Context, _, id string) (bool, error) { return h.inUse[id], nil },
		OnRemove: func(_ context.Context, _, id string) error {
			h.removed = append(h.removed, id)
			return h.refuse
		},
	})
	h.Site = httpapitest.New(t, h.clock, func(a *httpapi.API) { mediahttp.Register(a, h.media) })
	return h
}

func (h *house) newPerson() string { return id.New(h.clock) }

// grant asks for an upload.
func (h *house) grant(person, contentType string, size int) (string, blobstore.Grant) {
	h.t.Helper()
	g := httpapitest.Read[mediahttp.UploadGrant](h.t, h.Wants(http.StatusCreated, person, "POST", "/media/uploads", map[string]any{"contentType": contentType, "size": size}))
	return g.ID, blobstore.Grant{Method: g.Method, URL: g.URL, Headers: g.Headers, ExpiresAt: g.ExpiresAt}
}

// upload sends a file up to the store and leaves it unchecked.
func (h *house) upload(person, contentType string, file []byte) string {
	h.t.Helper()
	photo, g := h.grant(person, contentType, len(file))
	if code := h.home.Upload(h.t, g, string(file)); code != http.StatusOK {
		h.t.Fatalf("the store answered %d", code)
	}
	return photo
}

func (h *house) complete(person, photo string) httpapitest.Answer {
	h.t.Helper()
	return h.Do(person, "POST", "/media/uploads/"+photo+"/complete", nil)
}

// photo gives a checked photo of a person.
func (h *house) photo(person string) string {
	h.t.Helper()
	photo := h.upload(person, "image/jpeg", plainJPEG(h.t))
	if a := h.complete(person, photo); a.Status != http.StatusOK {
		h.t.Fatalf("complete: %d %s", a.Status, a.Body)
	}
	return photo
}

// stored gives the keys of a person's objects without the person.
func (h *house) stored(person string) []string {
	h.t.Helper()
	keys := []string{}
	for _, area := range []string{"upload/", "media/"} {
		found, err := h.home.Keys(h.t.Context(), area+person+"/")
		must(h.t, err)
		for _, k := range found {
			keys = append(keys, strings.Replace(k, person+"/", "", 1))
		}
	}
	return keys
}

// wantStored names what is stored: "upload/ID" as it was sent, "photo/ID" for the objects
// of a photo.
func (h *house) wantStored(person string, names ...string) {
	h.t.Helper()
	want := []string{}
	for _, name := range names {
		if id, ok := strings.CutPrefix(name, "photo/"); ok {
			want = append(want, "media/"+id+"-small.jpg", "media/"+id+".jpg")
			continue
		}
		want = append(want, name)
	}
	slices.Sort(want) // ids of the same moment have no order
	if got := slices.Sorted(slices.Values(h.stored(person))); !slices.Equal(got, want) {
		h.t.Errorf("stored %v, want %v", got, want)
	}
}

// pass lets time pass and runs what runs in the background.
func (h *house) pass(d time.Duration) {
	h.t.Helper()
	h.clock.Advance(d)
	must(h.t, h.media.Sweep(h.t.Context()))
	_, err := h.bin.Empty(h.t.Context())
	must(h.t, err)
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}
