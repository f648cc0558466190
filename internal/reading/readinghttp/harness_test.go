package readinghttp_test

import (
	"bytes"
	"context"
	"image"
	"image/color"
	"image/jpeg"
	"log/slog"
	"net/http"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/prometheus/client_golang/prometheus"

	"piece/internal/platform/clock"
	"piece/internal/platform/errs"
	"piece/internal/platform/httpapi"
	"piece/internal/platform/httpapi/httpapitest"
	"piece/internal/platform/id"
	"piece/internal/platform/sqldb"
	"piece/internal/platform/sqldb/sqldbtest"
	"piece/internal/reading"
	"piece/internal/reading/readinghttp"
	"piece/internal/reading/readingsql"
)

// album is the photos of all people: 2400 x 1200 pixels with a place in the metadata, by owner and id.
type album struct {
	mu   sync.Mutex
	have map[string]bool // guarded by mu
	jpeg []byte
}

// place is metadata that must not leave.
const place = "37.5665 N, 126.9780 E"

func newAlbum(t *testing.T) *album {
	m := image.NewRGBA(image.Rect(0, 0, 2400, 1200))
	for y := range 1200 {
		for x := range 2400 {
			m.SetRGBA(x, y, color.RGBA{uint8(x / 10), 60, uint8(y / 5), 255})
		}
	}
	var b bytes.Buffer
	must(t, jpeg.Encode(&b, m, nil))
	comment := append([]byte{0xff, 0xfe, 0, byte(len(place) + 2)}, place...)
	whole := append(append(append([]byte(nil), b.Bytes()[:2]...), comment...), b.Bytes()[2:]...)
	return &album{have: map[string]bool{}, jpeg: whole}
}

func (a *album) set(owner, photo string, there bool) {
	a.mu.Lock()
	defer a.mu.Unlock()
	a.have[owner+photo] = there
}

func (a *album) Exists(_ context.Context, owner, photo string) error {
	a.mu.Lock()
	defer a.mu.Unlock()
	if !a.have[owner+photo] {
		return errs.NotFound
	}
	return nil
}

func (a *album) Image(ctx context.Context, owner, photo string) ([]byte, error) {
	return a.jpeg, a.Exists(ctx, owner, photo)
}

// ledger is a model as the service sees it: what was sent once is never sent again, whoever asks.
type ledger struct {
	mu       sync.Mutex
	sent     map[string]int // by Ref; guarded by mu
	answered map[string][]byte
	last     reading.Request
	refuses  error // what people are told, if not nil
	// model answers; nil answers ticket.
	model func(ctx context.Context, r reading.Request) ([]byte, error)
}

const ticket = `{"is_ticket": true, "title": {"text": "레베카", "confidence": 0.97}, "date": {"text": "2026.11.21(토) 19시 30분", "confidence": 0.9}, "price": {"text": "28,000원 (2매)", "confidence": 0.9}}`

func (l *ledger) MayRead(context.Context, string) error {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.refuses
}

func (l *ledger) Read(ctx context.Context, r reading.Request) ([]byte, error) {
	l.mu.Lock()
	if before, ok := l.answered[r.Ref]; ok {
		l.mu.Unlock()
		return before, nil
	}
	if l.sent[r.Ref] > 0 {
		l.mu.Unlock()
		return nil, &reading.Trouble{Why: reading.FailedLost, Err: errs.Unavailable}
	}
	l.sent[r.Ref]++
	l.last = r
	model := l.model
	l.mu.Unlock()
	if model == nil {
		model = func(context.Context, reading.Request) ([]byte, error) { return []byte(ticket), nil }
	}
	answer, err := model(ctx, r)
	l.mu.Lock()
	defer l.mu.Unlock()
	var trouble *reading.Trouble
	switch {
	case err == nil:
		l.answered[r.Ref] = answer
	case asTrouble(err, &trouble) && trouble.Again:
		l.sent[r.Ref] = 0
	}
	return answer, err
}

func (l *ledger) times(ref string) int {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.sent[ref]
}

// house is the readings behind the real router, over real stores.
type house struct {
	*httpapitest.Site
	t        *testing.T
	readings *reading.Service
	deps     reading.Deps
	photos   *album
	ledger   *ledger
	metrics  *prometheus.Registry
	clock    *clock.Fake
}

func open(t *testing.T, change ...func(d *reading.Deps)) *house {
	t.Helper()
	return openOn(t, sqldbtest.SQLite(t), change...)
}

func openOn(t *testing.T, db *sqldb.DB, change ...func(d *reading.Deps)) *house {
	t.Helper()
	_, err := sqldb.Migrate(t.Context(), db, readingsql.Domain, readingsql.Migrations)
	must(t, err)
	h := &house{
		t: t, photos: newAlbum(t), ledger: &ledger{sent: map[string]int{}, answered: map[string][]byte{}},
		clock: clock.NewFake(time.Date(2026, 11, 26, 3, 0, 0, 0, time.UTC)), metrics: prometheus.NewRegistry(),
	}
	h.deps = reading.Deps{
		Store: readingsql.New(db), Photos: h.photos, Reader: h.ledger, Clock: h.clock, Log: slog.New(slog.DiscardHandler), Metrics: h.metrics,
	}
	for _, f := range change {
		f(&h.deps)
	}
	h.readings = reading.New(h.deps)
	h.Site = httpapitest.New(t, h.clock, func(a *httpapi.API) { readinghttp.Register(a, h.readings) })
	return h
}

func (h *house) id() string { return id.New(h.clock) }

// photo gives a new photo of a person.
func (h *house) photo(person string) string {
	photo := h.id()
	h.photos.set(person, photo, true)
	return photo
}

func (h *house) ask(person, photo string) readinghttp.Reading {
	h.t.Helper()
	return httpapitest.Read[readinghttp.Reading](h.t, h.Wants(http.StatusAccepted, person, "POST", "/readings", order(photo)))
}

func order(photo string) map[string]any { return map[string]any{"photoId": photo} }

func (h *house) get(person, readingID string) readinghttp.Reading {
	h.t.Helper()
	return httpapitest.Read[readinghttp.Reading](h.t, h.Wants(http.StatusOK, person, "GET", "/readings/"+readingID, nil))
}

// read lets the service read what is due.
func (h *house) read() {
	h.t.Helper()
	for {
		worked, err := h.readings.ReadNext(h.t.Context())
		must(h.t, err)
		if !worked {
			return
		}
	}
}

func told(r readinghttp.Reading) string {
	var list []string
	for _, s := range r.Suggestions {
		one := s.Field + "=" + s.Value
		if !s.Clear {
			one += "?"
		}
		list = append(list, one)
	}
	return strings.Join(list, " | ")
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}
