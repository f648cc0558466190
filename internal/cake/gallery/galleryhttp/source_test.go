package galleryhttp_test

import (
	"bytes"
	"context"
	"encoding/binary"
	"image"
	"image/color"
	"image/gif"
	"image/png"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"strings"
	"sync"
	"testing"
	"time"

	"piece/internal/cake"
	"piece/internal/cake/gallery"
	"piece/internal/cake/gallery/galleryclient"
	"piece/internal/platform/outbound"
)

// source is a server with pictures, of which each path can be changed while a test runs.
type source struct {
	*httptest.Server
	t     *testing.T
	mu    sync.Mutex
	pages map[string]http.HandlerFunc // guarded by mu
	asked []string                    // paths, in their order; guarded by mu
}

func newSource(t *testing.T) *source {
	s := &source{t: t, pages: map[string]http.HandlerFunc{}}
	s.Server = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		s.mu.Lock()
		s.asked = append(s.asked, r.URL.Path)
		page := s.pages[r.URL.Path]
		s.mu.Unlock()
		if page == nil {
			page = http.NotFound
		}
		page(w, r)
	}))
	t.Cleanup(s.Close)
	return s
}

func (s *source) has(path string, page http.HandlerFunc) string {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.pages[path] = page
	return s.URL + path
}

func (s *source) times(path string) int {
	s.mu.Lock()
	defer s.mu.Unlock()
	n := 0
	for _, p := range s.asked {
		if p == path {
			n++
		}
	}
	return n
}

// gives answers with a body.
func gives(contentType string, body []byte, header ...string) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", contentType)
		for i := 0; i < len(header); i += 2 {
			w.Header().Set(header[i], header[i+1])
		}
		_, _ = w.Write(body)
	}
}

// fetcher gets pictures of servers on this machine. Waiting takes no time.
func fetcher(t *testing.T, change func(*outbound.Config), servers ...string) gallery.Fetcher {
	t.Helper()
	c := outbound.Config{
		Name: "tmdb-pictures", Agent: "PIECE/test", Private: []netip.Prefix{netip.MustParsePrefix("127.0.0.1/32")},
		RequestsPerSecond: 1e6, MaxBytes: gallery.MaxBytes, Tries: 2,
		Wait: func(ctx context.Context, _ time.Duration) error { return ctx.Err() },
	}
	for _, s := range servers {
		host, err := outbound.HostOf(s)
		must(t, err)
		c.Hosts = append(c.Hosts, host)
	}
	if change != nil {
		change(&c)
	}
	client, err := outbound.New(c)
	must(t, err)
	return galleryclient.New("tmdb", client)
}

// world is a house with one source.
type world struct {
	*house
	source  *source
	fetcher gallery.Fetcher
	change  func(*outbound.Config) // of the fetcher
}

func newWorld(t *testing.T) *world { return newWorldWith(t, nil) }

func newWorldWith(t *testing.T, change func(*outbound.Config)) *world {
	t.Helper()
	s := newSource(t)
	f := fetcher(t, change, s.URL)
	return &world{open(t, func(d *gallery.Deps) { d.Fetchers = []gallery.Fetcher{f} }), s, f, change}
}

// film puts a film with a poster into the catalogue.
func (w *world) film(address string, set ...string) string {
	w.t.Helper()
	return w.cake(cake.Work{Kind: "movie", Title: "유리 바다", Year: 2026}, append(set, "poster_url = '"+address+"'")...)
}

// fetchAll walks through the catalogue and fetches until nothing is due.
func (w *world) fetchAll() {
	w.t.Helper()
	must(w.t, w.store.Wake(w.t.Context(), w.clock.Now()))
	must(w.t, w.gallery.Walk(w.t.Context()))
	for {
		worked, _, err := w.gallery.FetchNext(w.t.Context(), w.fetcher)
		must(w.t, err)
		if !worked {
			return
		}
	}
}

// ended tells how fetching the poster of a cake ended.
func (w *world) ended(cakeID string) gallery.Outcome {
	w.t.Helper()
	tasks, err := w.store.Tasks(w.t.Context(), []string{gallery.PosterOf(cakeID)})
	must(w.t, err)
	return tasks[gallery.PosterOf(cakeID)].Outcome
}

// poster gives a file of a cake's poster as it is now.
func (h *house) poster(cakeID, file string) []byte {
	h.t.Helper()
	return h.Wants(http.StatusOK, "", "GET", posterPath(cakeID, h.told(cakeID).Revision, file), nil).Body
}

var (
	red  = color.RGBA{200, 40, 30, 255}
	blue = color.RGBA{30, 60, 200, 255}
)

func pngOf(t *testing.T, w, h int, c color.RGBA) []byte {
	t.Helper()
	img := image.NewPaletted(image.Rect(0, 0, w, h), color.Palette{c})
	var b bytes.Buffer
	must(t, png.Encode(&b, img))
	return b.Bytes()
}

func gifOf(t *testing.T, w, h int, c color.RGBA) []byte {
	t.Helper()
	img := image.NewPaletted(image.Rect(0, 0, w, h), color.Palette{c, color.RGBA{}})
	for x := range w {
		img.SetColorIndex(x, 0, 1) // see-through
	}
	var b bytes.Buffer
	must(t, gif.EncodeAll(&b, &gif.GIF{Image: []*image.Paletted{img, img}, Delay: []int{1, 1}}))
	return b.Bytes()
}

// phonePhoto is a JPEG lying on its side, with the turn and a place in its EXIF.
func phonePhoto(t *testing.T, w, h int) []byte {
	t.Helper()
	exif := append([]byte("Exif\x00\x00II*\x00\x08\x00\x00\x00\x01\x00"), 0x12, 0x01, 3, 0, 1, 0, 0, 0, 6, 0, 0, 0)
	exif = append(exif, 0, 0, 0, 0)
	exif = append(exif, "GPS: 37.5665N 126.9780E"...)
	b := photo(t, w, h, red)
	segment := binary.BigEndian.AppendUint16([]byte{0xff, 0xe1}, uint16(len(exif)+2))
	return bytes.Join([][]byte{b[:2], segment, exif, b[2:]}, nil)
}

func TestAPosterIsFetchedAndBecomesOurs(t *testing.T) {
	w := newWorld(t)
	c := w.film(w.source.has("/p.jpg", gives("image/jpeg", phonePhoto(t, 1500, 1000))))
	w.fetchAll()
	p := w.told(c)
	if p.Revision != 1 || p.Width != 1000 || p.Height != 1500 || !strings.HasPrefix(p.Blur, "data:image/webp;base64,") || len(p.Blur) > gallery.MaxBlur {
		t.Errorf("the catalogue tells %+v", p)
	}
	if !strings.HasPrefix(p.Color, "#c") { // red, or almost
		t.Errorf("its colour is %s", p.Color)
	}
	for file, want := range map[string][3]any{"small.webp": {"image/webp", 480, 720}, "large.webp": {"image/webp", 1000, 1500}, "preview.jpg": {"image/jpeg", 1000, 1500}} {
		a := w.Wants(http.StatusOK, "", "GET", posterPath(c, 1, file), nil)
		if x, y := size(t, a.Header.Get("Content-Type"), a.Body); a.Header.Get("Content-Type") != want[0] || x != want[1] || y != want[2] {
			t.Errorf("%s is %s of %d x %d", file, a.Header.Get("Content-Type"), x, y)
		}
		// D30: nothing of the file is left but its pixels.
		if bytes.Contains(a.Body, []byte("GPS")) || bytes.Contains(a.Body, []byte("Exif")) {
			t.Errorf("%s tells where it was taken", file)
		}
		if got := a.Header.Get("Cache-Control"); got != "public, max-age=31536000, immutable" {
			t.Errorf("%s: %s", file, got)
		}
	}
	w.fetchAll()
	if n := w.source.times("/p.jpg"); n != 1 {
		t.Errorf("it was fetched %d times", n)
	}
}

func TestASmallPictureIsNotMadeLarger(t *testing.T) {
	w := newWorld(t)
	small := w.film(w.source.has("/small.png", gives("image/png", pngOf(t, 300, 450, blue))))
	long := w.film(w.source.has("/long.png", gives("image/png", pngOf(t, 300, 4000, blue))))
	w.fetchAll()
	if p := w.told(small); p.Width != 300 || p.Height != 450 {
		t.Errorf("the small one is %d x %d", p.Width, p.Height)
	}
	if x, y := size(t, "image/webp", w.poster(small, "small.webp")); x != 300 || y != 450 {
		t.Errorf("the small one is served as %d x %d", x, y)
	}
	if p := w.told(long); p.Width != 300 || p.Height != 600 {
		t.Errorf("the long one is %d x %d", p.Width, p.Height)
	}
}

func TestAGIFOfKOPISIsAPoster(t *testing.T) {
	w := newWorld(t)
	c := w.film(w.source.has("/p.gif", gives("image/gif", gifOf(t, 200, 280, blue))))
	w.fetchAll()
	if p := w.told(c); w.ended(c) != gallery.Fetched || p.Width != 200 || p.Height != 280 {
		t.Errorf("%s: %+v", w.ended(c), p)
	}
}

// D32: what people do asks no source for anything.
func TestD32_RequestsOfPeopleFetchNothing(t *testing.T) {
	w := newWorld(t)
	c := w.film(w.source.has("/p.jpg", gives("image/jpeg", photo(t, 200, 300, red))))
	must(t, w.gallery.Walk(t.Context()))
	for range 5 {
		w.poster(c, "small.webp")
		w.Wants(http.StatusNotFound, "", "GET", "/cakes/portraits/0123456789abcdef.webp", nil)
	}
	if len(w.source.asked) != 0 {
		t.Errorf("asked %v", w.source.asked)
	}
}

func TestTheHottestAndTheNewestComeFirst(t *testing.T) {
	w := newWorld(t)
	page := gives("image/png", pngOf(t, 100, 150, red))
	today := w.clock.Now().Format(time.DateOnly)
	w.film(w.source.has("/cold.png", page))
	w.film(w.source.has("/hot.png", page), "heat = 90000")
	w.film(w.source.has("/new.png", page), "opens = '"+today+"'")
	w.film(w.source.has("/warm.png", page), "heat = 1500")
	w.fetchAll()
	if got := strings.Join(w.source.asked, " "); got != "/hot.png /new.png /warm.png /cold.png" {
		t.Errorf("in the order of %s", got)
	}
}

func TestAPortraitIsFetchedOnceForAllCakes(t *testing.T) {
	w := newWorld(t)
	face := cake.Credit{Role: "cast", Name: "이도윤", Picture: w.source.has("/face.png", gives("image/png", pngOf(t, 300, 450, blue)))}
	elsewhere := cake.Credit{Role: "cast", Name: "한소라", Picture: "https://elsewhere.example/face.png"}
	for _, title := range []string{"하나", "둘"} {
		w.cake(cake.Work{Kind: "movie", Title: title, Credits: []cake.Credit{face, elsewhere}})
	}
	path := "/cakes/portraits/" + face.Portrait() + ".webp"
	w.Wants(http.StatusNotFound, "", "GET", path, nil)
	w.fetchAll()
	a := w.Wants(http.StatusOK, "", "GET", path, nil)
	if x, y := size(t, a.Header.Get("Content-Type"), a.Body); x != 240 || y != 240 {
		t.Errorf("it is %d x %d", x, y)
	}
	if got := a.Header.Get("Cache-Control"); got != "public, max-age=604800" {
		t.Errorf("it may be kept: %s", got)
	}
	w.Wants(http.StatusNotModified, "", "GET", path, nil, "If-None-Match", a.Header.Get("ETag"))
	for _, other := range []string{elsewhere.Portrait() + ".webp", face.Portrait(), face.Portrait() + ".jpg", "x.webp"} {
		w.Wants(http.StatusNotFound, "", "GET", "/cakes/portraits/"+other, nil)
	}
	if n := w.source.times("/face.png"); n != 1 {
		t.Errorf("it was fetched %d times", n)
	}
	w.emptyBin(48 * time.Hour)
	if got := strings.Join(w.stored(), " "); got != "portraits" {
		t.Errorf("stored %s", got)
	}
}
