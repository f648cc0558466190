package galleryhttp_test

import (
	"bytes"
	"context"
	"encoding/binary"
	"fmt"
	"hash/crc32"
	"math/rand/v2"
	"net/http"
	"net/netip"
	"runtime"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"piece/internal/cake"
	"piece/internal/cake/gallery"
	"piece/internal/craft/picture"
	"piece/internal/platform/outbound"
)

// D27: the server asks no address but those of the sources, and none inside our own networks,
// whatever a source says and whatever a name leads to.
func TestD27_NothingButTheSourcesIsAsked(t *testing.T) {
	secret := newSource(t) // on an address of our own network
	secret.has("/", gives("image/png", pngOf(t, 200, 300, red)))
	inside := strings.Replace(secret.URL, "127.0.0.1", "127.0.0.2", 1)
	named := strings.Replace(secret.URL, "127.0.0.1", "localhost", 1)
	for name, c := range map[string]struct {
		hosts   []string // that may be asked, beside the source
		private []netip.Prefix
		address func(s *source) string
		want    gallery.Outcome
	}{
		"a redirect to a host that is none of the source's": {address: func(s *source) string {
			return s.has("/p.jpg", http.RedirectHandler(secret.URL+"/", http.StatusFound).ServeHTTP)
		}, want: gallery.Refused},
		"a redirect to a private address": {hosts: []string{inside}, address: func(s *source) string {
			return s.has("/p.jpg", http.RedirectHandler(inside+"/", http.StatusMovedPermanently).ServeHTTP)
		}, want: gallery.Refused},
		"a name that leads to ourselves": {hosts: []string{named}, private: []netip.Prefix{}, address: func(*source) string { return named + "/" }, want: gallery.Refused},
		"another host":                   {address: func(*source) string { return secret.URL + "/" }, want: ""},
		"a file":                         {address: func(*source) string { return "file:///etc/passwd" }, want: ""},
		"no address":                     {address: func(*source) string { return "nonsense" }, want: ""},
		"a user in the address":          {address: func(s *source) string { return strings.Replace(s.URL, "http://", "http://me@", 1) + "/" }, want: ""},
	} {
		t.Run(name, func(t *testing.T) {
			s := newSource(t)
			f := fetcher(t, func(o *outbound.Config) {
				if c.private != nil {
					o.Private = c.private
				}
			}, append(c.hosts, s.URL)...)
			w := &world{open(t, func(d *gallery.Deps) { d.Fetchers = []gallery.Fetcher{f} }), s, f, nil}
			id := w.film(c.address(s))
			w.fetchAll()
			if got := w.ended(id); got != c.want {
				t.Errorf("it ended as %q, want %q", got, c.want)
			}
			if w.told(id).Revision != 0 || len(w.poster(id, "small.webp")) == 0 {
				t.Error("the cake shows something else than what we draw")
			}
		})
	}
	if len(secret.asked) != 0 {
		t.Errorf("D27: asked for %v", secret.asked)
	}
}

// bomb is a PNG whose header promises pixels that nobody sent.
func bomb(w, h uint32) []byte {
	chunk := func(kind string, data []byte) []byte {
		b := binary.BigEndian.AppendUint32(nil, uint32(len(data)))
		b = append(b, kind...)
		b = append(b, data...)
		return binary.BigEndian.AppendUint32(b, crc32.ChecksumIEEE(b[4:]))
	}
	size := binary.BigEndian.AppendUint32(binary.BigEndian.AppendUint32(nil, w), h)
	return slices.Concat([]byte("\x89PNG\r\n\x1a\n"), chunk("IHDR", append(size, 8, 6, 0, 0, 0)), chunk("IDAT", make([]byte, 64)), chunk("IEND", nil))
}

// D27, D30: what is no picture, too large or nothing to look at is refused, remembered, and
// not asked for again until it is another or a month has passed.
func TestD30_WhatIsNoPosterIsRefusedAndRemembered(t *testing.T) {
	whole := photo(t, 400, 600, red)
	wide := gifOf(t, 2, 2, red)
	binary.LittleEndian.PutUint16(wide[6:], 10_001)
	for name, c := range map[string]struct {
		page http.HandlerFunc
		want gallery.Outcome
	}{
		"a page that says so":       {gives("text/html", []byte("<!doctype html><title>Not Found</title>")), gallery.Unusable},
		"a page that says JPEG":     {gives("image/jpeg", []byte("<!doctype html><script>alert(1)</script>")), gallery.Unusable},
		"an SVG":                    {gives("image/svg+xml", []byte(`<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>`)), gallery.Unusable},
		"nothing":                   {gives("image/jpeg", nil), gallery.Unusable},
		"half a picture":            {gives("image/jpeg", whole[:len(whole)/2]), gallery.Unusable},
		"a dot":                     {gives("image/png", pngOf(t, 1, 1, red)), gallery.Unusable},
		"50 megapixels":             {gives("image/png", bomb(8000, 6250)), gallery.TooLarge},
		"a picture of four billion": {gives("image/png", bomb(1<<16, 1<<16)), gallery.TooLarge},
		"a GIF too wide":            {gives("image/gif", wide), gallery.TooLarge},
		"half a GIF":                {gives("image/gif", gifOf(t, 100, 100, red)[:40]), gallery.Unusable},
		"nine megabytes":            {gives("image/jpeg", make([]byte, 9<<20)), gallery.TooLarge},
		"endless": {func(w http.ResponseWriter, r *http.Request) {
			for r.Context().Err() == nil {
				if _, err := w.Write(make([]byte, 1<<20)); err != nil {
					return
				}
			}
		}, gallery.TooLarge},
		"none":                   {http.NotFound, gallery.Missing},
		"forbidden":              {func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusForbidden) }, gallery.Refused},
		"a redirect in a circle": {func(w http.ResponseWriter, r *http.Request) { http.Redirect(w, r, r.URL.Path, http.StatusFound) }, gallery.Refused},
	} {
		t.Run(name, func(t *testing.T) {
			w := newWorld(t)
			id := w.film(w.source.has("/p", c.page))
			var before, after runtime.MemStats
			runtime.ReadMemStats(&before)
			w.fetchAll()
			runtime.ReadMemStats(&after)
			if got := w.ended(id); got != c.want {
				t.Fatalf("it ended as %s, want %s", got, c.want)
			}
			if used := (after.TotalAlloc - before.TotalAlloc) >> 20; used > 100 {
				t.Errorf("D30: it took %d MB", used)
			}
			times := w.source.times("/p")
			w.clock.Advance(29 * 24 * time.Hour)
			w.fetchAll()
			if got := w.source.times("/p"); got != times {
				t.Errorf("it was asked for again")
			}
			if got := w.stored(); w.told(id).Revision != 0 || len(got) != 0 {
				t.Errorf("stored %v", got)
			}
			// In the meantime the source has mended it.
			w.source.has("/p", gives("image/jpeg", whole))
			w.clock.Advance(24 * time.Hour)
			w.fetchAll()
			if w.told(id).Revision != 1 {
				t.Errorf("it ended as %s", w.ended(id))
			}
		})
	}
}

// D27: a picture that was made to trip a decoder trips none, and holds up no other.
func TestD27_BrokenPicturesHoldUpNothing(t *testing.T) {
	w := newWorld(t)
	dice := rand.New(rand.NewPCG(27, 27))
	var ids []string
	for i, whole := range [][]byte{gifOf(t, 90, 120, red), pngOf(t, 90, 120, red), photo(t, 90, 120, red)} {
		for k := range 40 {
			b := bytes.Clone(whole)
			for range 1 + k%4 {
				b[6+dice.IntN(len(b)-6)] = byte(dice.IntN(256))
			}
			ids = append(ids, w.film(w.source.has(fmt.Sprintf("/%d-%d", i, k), gives("image/png", b)), fmt.Sprintf("heat = %d", 1+dice.IntN(100))))
		}
	}
	last := w.film(w.source.has("/good", gives("image/png", pngOf(t, 90, 120, blue))))
	w.fetchAll()
	for _, id := range ids {
		if got := w.ended(id); !slices.Contains([]gallery.Outcome{gallery.Fetched, gallery.Unusable, gallery.TooLarge}, got) {
			t.Errorf("one ended as %s", got)
		}
	}
	if w.told(last).Revision != 1 {
		t.Error("the good one wasn't reached")
	}
}

// D31: a source that is down, slow or cut short changes nothing that people see, and is asked
// again later, and later each time.
func TestD31_ASourceThatFailsChangesNothing(t *testing.T) {
	for name, fail := range map[string]http.HandlerFunc{
		"down":    func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusInternalServerError) },
		"hung up": func(http.ResponseWriter, *http.Request) { panic(http.ErrAbortHandler) },
		"slow":    func(_ http.ResponseWriter, r *http.Request) { <-r.Context().Done() },
		"cut": func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Length", "5000")
			_, _ = w.Write([]byte("\xff\xd8\xff"))
		},
	} {
		t.Run(name, func(t *testing.T) {
			w := newWorldWith(t, func(c *outbound.Config) { c.Timeout = 200 * time.Millisecond })
			address := w.source.has("/p.png", gives("image/png", pngOf(t, 400, 600, red)))
			known, other := w.film(address), w.film(w.source.has("/other.png", fail))
			w.fetchAll()
			shown := w.poster(known, "small.webp")
			w.source.has("/p.png", fail)
			w.clock.Advance(31 * 24 * time.Hour)
			w.fetchAll()
			if got := w.ended(known); got != gallery.Unreachable && got != gallery.Held {
				t.Errorf("it ended as %s", got)
			}
			if w.told(known).Revision != 1 || !bytes.Equal(shown, w.poster(known, "small.webp")) {
				t.Error("D31: people see another poster")
			}
			if len(w.poster(other, "small.webp")) == 0 || w.told(other).Revision != 0 {
				t.Error("the other cake isn't drawn")
			}
			w.source.has("/other.png", gives("image/png", pngOf(t, 400, 600, blue)))
			w.clock.Advance(48 * time.Hour) // longer than the longest wait, with all that is added to it
			if w = w.afterABreak(); w.told(other).Revision != 1 {
				t.Errorf("later it ended as %s", w.ended(other))
			}
		})
	}
}

// afterABreak is the world an hour later for the client, whose breaker has its own time, with
// everything fetched that is due.
func (w *world) afterABreak() *world {
	f := fetcher(w.t, w.change, w.source.URL)
	h := openOn(w.t, w.db, func(d *gallery.Deps) { d.Fetchers = []gallery.Fetcher{f}; d.Clock = w.clock })
	h.clock, h.objects = w.clock, w.objects
	again := &world{h, w.source, f, w.change}
	again.fetchAll()
	return again
}

// A source that is down is left alone as a whole, and no picture is blamed for it.
func TestD31_ASourceThatIsDownIsLeftAlone(t *testing.T) {
	w := newWorld(t)
	var ids []string
	for range 12 {
		ids = append(ids, w.film(w.source.has("/p.png", func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusServiceUnavailable) })))
	}
	must(t, w.gallery.Walk(t.Context()))
	var rest time.Duration
	for rest == 0 {
		worked, r, err := w.gallery.FetchNext(t.Context(), w.fetcher)
		must(t, err)
		if !worked {
			t.Fatal("all were asked for")
		}
		rest = r
	}
	if rest < time.Minute {
		t.Errorf("it is left alone for %v", rest)
	}
	asked := w.source.times("/p.png")
	if asked > 10 {
		t.Errorf("it was asked %d times", asked)
	}
	held := 0
	for _, id := range ids {
		if w.ended(id) == gallery.Held {
			held++
		}
	}
	if held != 1 {
		t.Errorf("%d pictures are held, want the one that met the breaker", held)
	}
}

// D31: the same again changes nothing, another picture is another revision.
func TestD31_APosterIsLookedAtAgain(t *testing.T) {
	for _, way := range []string{"by its ETag", "by its date", "by its bytes"} {
		t.Run(way, func(t *testing.T) {
			w := newWorld(t)
			var mu sync.Mutex
			current, tag, body := http.StatusOK, "1", pngOf(t, 400, 600, red)
			var answered []int
			id := w.film(w.source.has("/p.png", func(rw http.ResponseWriter, r *http.Request) {
				mu.Lock()
				defer mu.Unlock()
				status := current
				switch way {
				case "by its ETag":
					rw.Header().Set("ETag", `"`+tag+`"`)
					if r.Header.Get("If-None-Match") == `"`+tag+`"` {
						status = http.StatusNotModified
					}
				case "by its date":
					date := "Mon, 0" + tag + " Aug 2026 12:00:00 GMT"
					rw.Header().Set("Last-Modified", date)
					if r.Header.Get("If-Modified-Since") == date {
						status = http.StatusNotModified
					}
				}
				answered = append(answered, status)
				rw.WriteHeader(status)
				if status == http.StatusOK {
					_, _ = rw.Write(body)
				}
			}))
			w.fetchAll()
			first := w.poster(id, "large.webp")
			for range 2 {
				w.clock.Advance(31 * 24 * time.Hour)
				w.fetchAll()
			}
			if w.told(id).Revision != 1 || w.ended(id) != gallery.Unchanged || !bytes.Equal(first, w.poster(id, "large.webp")) {
				t.Errorf("revision %d, %s", w.told(id).Revision, w.ended(id))
			}
			if way != "by its bytes" && !slices.Equal(answered, []int{200, 304, 304}) {
				t.Errorf("the source answered %v", answered)
			}
			mu.Lock()
			tag, body = "2", pngOf(t, 400, 600, blue)
			mu.Unlock()
			w.clock.Advance(31 * 24 * time.Hour)
			w.fetchAll()
			if w.told(id).Revision != 2 || bytes.Equal(first, w.poster(id, "large.webp")) {
				t.Errorf("another picture: revision %d", w.told(id).Revision)
			}
			w.emptyBin(2 * time.Hour)
			if got := w.stored(); !slices.Equal(got, onePoster) {
				t.Errorf("stored %v", got)
			}
		})
	}
}

func TestAnotherAddressOfAPosterIsFetched(t *testing.T) {
	w := newWorld(t)
	id := w.film(w.source.has("/1.png", gives("image/png", pngOf(t, 400, 600, red))))
	w.fetchAll()
	next := w.source.has("/2.png", gives("image/png", pngOf(t, 500, 750, blue)))
	w.exec("UPDATE cakes SET poster_url = ? WHERE id = ?", next, id)
	w.fetchAll()
	if p := w.told(id); p.Revision != 2 || p.Width != 500 {
		t.Errorf("have %+v", p)
	}
	w.exec("UPDATE cakes SET poster_url = '' WHERE id = ?", id) // the source says nothing of it now
	w.clock.Advance(31 * 24 * time.Hour)
	w.fetchAll()
	if p := w.told(id); p.Revision != 2 {
		t.Errorf("have %+v", p)
	}
}

// An object store that is down leaves nothing behind and loses nothing.
func TestAPosterThatCantBeStoredIsFetchedAgain(t *testing.T) {
	w := newWorld(t)
	id := w.film(w.source.has("/p.png", gives("image/png", pngOf(t, 400, 600, red))))
	w.objects.setDown("put")
	must(t, w.gallery.Walk(t.Context()))
	worked, rest, err := w.gallery.FetchNext(t.Context(), w.fetcher)
	must(t, err)
	if !worked || rest == 0 || w.told(id).Revision != 0 {
		t.Errorf("%v, %v, revision %d", worked, rest, w.told(id).Revision)
	}
	w.objects.setDown("")
	w.clock.Advance(2 * time.Minute)
	w.fetchAll()
	if w.told(id).Revision != 1 {
		t.Errorf("it ended as %s", w.ended(id))
	}
	w.emptyBin(2 * time.Hour)
	if got := w.stored(); !slices.Equal(got, onePoster) {
		t.Errorf("stored %v", got)
	}
}

// Pictures are fetched once, however many nodes there are, and a node that dies with one in
// its hands doesn't lose it.
func TestNodesShareTheQueue(t *testing.T) {
	w := newWorld(t)
	page := gives("image/png", pngOf(t, 100, 150, red))
	for _, path := range []string{"/1", "/2", "/3", "/4", "/5", "/6", "/7", "/8"} {
		w.film(w.source.has(path, page))
	}
	must(t, w.gallery.Walk(t.Context()))
	lost, err := w.store.Begin(t.Context(), "tmdb", w.clock.Now(), w.clock.Now().Add(time.Minute)) // and dies
	must(t, err)
	other := openOn(t, w.db, func(d *gallery.Deps) { d.Fetchers = []gallery.Fetcher{w.fetcher} })
	var group sync.WaitGroup
	for _, g := range []*gallery.Service{w.gallery, other.gallery} {
		group.Go(func() {
			for {
				worked, _, err := g.FetchNext(context.WithoutCancel(t.Context()), w.fetcher)
				if err != nil {
					t.Error(err)
				}
				if !worked {
					return
				}
			}
		})
	}
	group.Wait()
	if len(w.source.asked) != 7 {
		t.Errorf("asked %v", w.source.asked)
	}
	w.clock.Advance(2 * time.Minute)
	w.fetchAll()
	if w.told(lost.CakeID).Revision != 1 || len(w.source.asked) != 8 {
		t.Errorf("the lost one: revision %d, asked %v", w.told(lost.CakeID).Revision, w.source.asked)
	}
}

func TestAPersonsPhotoStays(t *testing.T) {
	w := newWorld(t)
	id := w.film(w.source.has("/p.png", gives("image/png", pngOf(t, 400, 600, red))))
	must(t, w.gallery.KeepDrawn(t.Context(), id))
	clean, err := picture.Normalize(t.Context(), photo(t, 900, 1200, blue), 2400, picture.Limits{})
	must(t, err)
	must(t, w.gallery.Walk(t.Context()))
	must(t, w.gallery.Put(t.Context(), id, clean.JPEG))
	if p := w.told(id); p.Revision != 2 || p.Width != 900 || p.Height != 1200 {
		t.Errorf("have %+v", p)
	}
	w.fetchAll()
	must(t, w.gallery.KeepDrawn(t.Context(), id))
	if p := w.told(id); p.Revision != 2 || w.ended(id) != gallery.Superseded || w.source.times("/p.png") != 0 {
		t.Errorf("have %+v, %s", p, w.ended(id))
	}
	must(t, w.gallery.Put(t.Context(), id, photo(t, 600, 800, red)))
	w.emptyBin(2 * time.Hour)
	if got := w.stored(); w.told(id).Revision != 3 || !slices.Equal(got, onePoster) {
		t.Errorf("revision %d, stored %v", w.told(id).Revision, got)
	}
}

func TestPostersThatAreWorthItAreDrawnBeforeAnybodyAsks(t *testing.T) {
	w := newWorld(t)
	w.gallery.Wait = func(ctx context.Context, d time.Duration) error { // in the background, but not for long
		select {
		case <-ctx.Done():
		case <-time.After(min(d, 10*time.Millisecond)):
		}
		return ctx.Err()
	}
	page := w.source.has("/p.png", gives("image/png", pngOf(t, 400, 600, red)))
	missing := w.source.URL + "/none.png"
	film := cake.Work{Kind: "movie", Title: "유리 바다"}
	drawn := map[string]string{
		"starter": w.cake(film, "source = 'starter'"), "hand": w.cake(film, "source = 'hand'"), "hot": w.cake(film, "heat = 9"),
		"hot without": w.film(missing, "heat = 9"),
	}
	not := map[string]string{"cold": w.cake(film), "hot with one": w.film(page, "heat = 9"), "cold without": w.film(missing)}
	ctx, stop := context.WithCancel(t.Context())
	done := make(chan error, 1)
	w.fetchAll()
	must(t, w.gallery.Walk(ctx))
	go func() { done <- w.gallery.Run(ctx) }()
	for name, id := range drawn {
		for w.told(id).Revision == 0 {
			select {
			case err := <-done:
				t.Fatalf("%s: %v", name, err)
			case <-time.After(10 * time.Millisecond):
			}
		}
	}
	stop()
	must(t, <-done)
	for name, id := range not {
		if got := w.told(id); name != "hot with one" && got.Revision != 0 || name == "hot with one" && got.Width != 400 {
			t.Errorf("%s: %+v", name, got)
		}
	}
}

func TestAPosterIsShownWhileTheObjectStoreIsDown(t *testing.T) {
	w := newWorld(t)
	id := w.film(w.source.has("/p.png", gives("image/png", pngOf(t, 400, 600, red))))
	w.fetchAll()
	kept := w.Wants(http.StatusOK, "", "GET", posterPath(id, 1, "small.webp"), nil)
	w.objects.setDown("get")
	a := w.Wants(http.StatusOK, "", "GET", posterPath(id, 1, "small.webp"), nil)
	if got := a.Header.Get("Cache-Control"); got != "public, max-age=60" || a.Header.Get("ETag") == kept.Header.Get("ETag") {
		t.Errorf("the drawn one may be taken for the other: %s, %s", got, a.Header.Get("ETag"))
	}
	w.objects.setDown("")
	if again := w.Wants(http.StatusOK, "", "GET", posterPath(id, 1, "small.webp"), nil); !bytes.Equal(again.Body, kept.Body) || w.told(id).Revision != 1 {
		t.Error("it isn't what it was")
	}
}

// A crowd in front of one poster has it drawn once.
func TestManyWaitForOneDrawing(t *testing.T) {
	h := open(t)
	id := h.cake(garden)
	bodies := make([][]byte, 24)
	var group sync.WaitGroup
	for i := range bodies {
		group.Go(func() { bodies[i] = h.Do("", "GET", posterPath(id, 0, "small.webp"), nil).Body })
	}
	group.Wait()
	for _, b := range bodies {
		if len(b) == 0 || !bytes.Equal(b, bodies[0]) {
			t.Fatal("not all have the same poster")
		}
	}
}
