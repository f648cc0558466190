package piecehttp_test

import (
	"bytes"
	"context"
	"embed"
	"encoding/json"
	"image"
	"image/color"
	"image/jpeg"
	"io"
	"iter"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"sync"
	"testing"
	"time"

	"github.com/prometheus/client_golang/prometheus"

	"piece/internal/craft/cover"
	"piece/internal/craft/ticket"
	"piece/internal/piece"
	"piece/internal/piece/piecehttp"
	"piece/internal/piece/piecesql"
	"piece/internal/piece/record/recordsql"
	"piece/internal/platform/auth"
	"piece/internal/platform/blobstore"
	"piece/internal/platform/clock"
	"piece/internal/platform/errs"
	"piece/internal/platform/httpapi"
	"piece/internal/platform/id"
	"piece/internal/platform/objectbin"
	"piece/internal/platform/sqldb"
	"piece/internal/platform/sqldb/sqldbtest"
)

// house is the real router over a real store and a real object folder; only the neighbours
// of the domain are made up, and the renderer where its pictures don't matter.
type house struct {
	t        testing.TB
	handler  http.Handler
	service  *piece.Service
	db       *sqldb.DB
	bin      *objectbin.Bin
	objects  *objects
	clock    *clock.Fake
	keys     *auth.Keys
	photos   *photos
	artworks *artworks
	cakes    *cakes
	log      *bytes.Buffer
}

// each runs a test in houses over every home of the rows.
func each(t *testing.T, renderer piece.Renderer, run func(t *testing.T, h *house)) {
	t.Helper()
	sqldbtest.Each(t, func(t *testing.T, db *sqldb.DB) { run(t, openOn(t, db, renderer)) })
}

func open(t testing.TB, renderer piece.Renderer) *house {
	t.Helper()
	return openOn(t, sqldbtest.SQLite(t), renderer)
}

func openOn(t testing.TB, db *sqldb.DB, renderer piece.Renderer) *house {
	t.Helper()
	h := &house{
		t: t, db: db, clock: clock.NewFake(time.Date(2026, 8, 3, 12, 0, 0, 0, time.UTC)),
		photos: &photos{all: map[string]*photo{}}, artworks: &artworks{all: map[string]artwork{}}, cakes: &cakes{leads: map[string]string{}}, log: &bytes.Buffer{},
	}
	for domain, files := range map[string]embed.FS{objectbin.Domain: objectbin.Migrations, piecesql.Domain: piecesql.Migrations} {
		if _, err := sqldb.Migrate(t.Context(), h.db, domain, files); err != nil {
			t.Fatal(err)
		}
	}
	folder, err := blobstore.Open(t.Context(), "file://"+t.TempDir(), blobstore.Options{Clock: h.clock, Secret: make([]byte, 32)})
	if err != nil {
		t.Fatal(err)
	}
	h.objects = &objects{Store: folder}
	h.bin = objectbin.New(h.db, h.clock)
	pem, err := auth.GenerateKey()
	if err != nil {
		t.Fatal(err)
	}
	if h.keys, err = auth.ParseKeys(pem); err != nil {
		t.Fatal(err)
	}
	log := slog.New(slog.NewTextHandler(h.log, nil))
	covers, err := artist()
	if err != nil {
		t.Fatal(err)
	}
	server := httpapi.New(httpapi.Config{Version: "test", Log: log, Metrics: prometheus.NewRegistry(), Verifier: auth.NewVerifier(h.keys, h.clock)})
	h.service = piece.New(piece.Deps{
		Store: piecesql.New(h.db, h.bin, h.clock), Objects: h.objects, Photos: h.photos, Records: recordsql.New(h.db), Artworks: h.artworks, Cakes: h.cakes,
		Profiles: profiles{}, Renderer: renderer, Covers: covers, Clock: ticking{h.clock}, Log: log, Metrics: prometheus.NewRegistry(), Workers: 2,
	})
	piecehttp.Register(server.API, h.service)
	if h.handler, err = server.Handler(); err != nil {
		t.Fatal(err)
	}
	return h
}

// artist draws covers as they are.
var artist = sync.OnceValues(cover.New)

// ticking moves on by a millisecond whenever it is asked, so that what is made later has a
// later id.
type ticking struct{ *clock.Fake }

func (c ticking) Now() time.Time {
	c.Advance(time.Millisecond)
	return c.Fake.Now()
}

// answer is what came back.
type answer struct {
	t      testing.TB
	status int
	header http.Header
	body   []byte
}

// ask sends a request as a person, or as a guest with an empty one.
func (h *house) ask(person, method, path string, body any, headers ...string) answer {
	h.t.Helper()
	var r io.Reader
	switch b := body.(type) {
	case nil:
	case string:
		r = bytes.NewReader([]byte(b))
	default:
		j, err := json.Marshal(b)
		if err != nil {
			h.t.Fatal(err)
		}
		r = bytes.NewReader(j)
	}
	req := httptest.NewRequestWithContext(h.t.Context(), method, path, r)
	if body != nil {
		req.Header.Set("Content-Type", "application/json")
	}
	if person != "" {
		token, err := h.keys.Sign(auth.Identity{PersonID: person, SessionID: "s"}, h.clock.Now())
		if err != nil {
			h.t.Fatal(err)
		}
		req.Header.Set("Authorization", "Bearer "+token)
	}
	for i := 0; i < len(headers); i += 2 {
		req.Header.Set(headers[i], headers[i+1])
	}
	rec := httptest.NewRecorder()
	h.handler.ServeHTTP(rec, req)
	return answer{h.t, rec.Code, rec.Header(), rec.Body.Bytes()}
}

func (a answer) want(status int) answer {
	a.t.Helper()
	if a.status != status {
		a.t.Fatalf("answered %d, want %d: %s", a.status, status, a.body)
	}
	return a
}

// read decodes the body.
func read[T any](a answer) T {
	a.t.Helper()
	var v T
	if err := json.Unmarshal(a.body, &v); err != nil {
		a.t.Fatalf("%v in %q", err, a.body)
	}
	return v
}

type problem struct {
	Code   string
	Errors []struct{ Location, Code, Message string }
}

// fields gives the code of each broken field by its place.
func (a answer) fields() map[string]string {
	a.t.Helper()
	m := map[string]string{}
	for _, e := range read[problem](a).Errors {
		m[e.Location] = e.Code
	}
	return m
}

// draft is a body that makes a piece, with a photo and an artwork of the person.
type draft map[string]any

func (h *house) draft(owner string) draft {
	photoID := h.photos.add(owner)
	return draft{
		"kind": "concert", "title": "오늘 밤, 파도의 노래", "day": "2026-08-03", "time": "19:30", "cast": "김파도",
		"venue": "블루스퀘어", "seat": "1층 C열 14번", "price": 150000, "genre": "music", "companion": "민지",
		"photoId": photoID, "crop": map[string]any{"x": 0, "y": 0, "width": 1, "height": 1, "turn": 0},
		"halfStars": 9, "review": "마지막 앙코르에서 눈물이 왈칵 😭", "visibility": "public",
		"shape": "stub", "paper": "night", "artworkId": h.artworks.add(owner, photoID),
	}
}

func (d draft) with(changes ...any) draft {
	out := draft{}
	for k, v := range d {
		out[k] = v
	}
	for i := 0; i < len(changes); i += 2 {
		out[changes[i].(string)] = changes[i+1]
	}
	return out
}

const pieces = "/api/v1/pieces"

func (h *house) post(person, key string, d any) answer {
	h.t.Helper()
	return h.ask(person, http.MethodPost, pieces, d, "Idempotency-Key", key)
}

// make makes a piece from a draft with changes.
func (h *house) make(owner string, changes ...any) piecehttp.Piece {
	h.t.Helper()
	return read[piecehttp.Piece](h.post(owner, newID(), h.draft(owner).with(changes...)).want(http.StatusCreated))
}

// emptyBin lets the objects go that nobody keeps.
func (h *house) emptyBin() {
	h.t.Helper()
	runner := objectbin.Runner{Bin: h.bin, Objects: h.objects, Log: slog.New(slog.DiscardHandler)}
	_, _ = runner.Empty(h.t.Context()) // what fails waits, which is what tests look at
}

func (h *house) objectCount() int {
	h.t.Helper()
	keys, err := h.objects.Keys(h.t.Context(), "")
	if err != nil {
		h.t.Fatal(err)
	}
	return len(keys)
}

func newID() string { return id.New(clock.System{}) }

// objects is a folder that can be down.
type objects struct {
	*blobstore.Store
	mu   sync.Mutex
	down bool
	puts int // how many more succeed while down
}

func (o *objects) fail(down bool, after int) {
	o.mu.Lock()
	defer o.mu.Unlock()
	o.down, o.puts = down, after
}

func (o *objects) refuses() bool {
	o.mu.Lock()
	defer o.mu.Unlock()
	o.puts--
	return o.down && o.puts < 0
}

func (o *objects) Put(ctx context.Context, key, contentType string, data []byte) error {
	if o.refuses() {
		return errs.Unavailable
	}
	return o.Store.Put(ctx, key, contentType, data)
}

func (o *objects) Delete(ctx context.Context, key string) error {
	if o.refuses() {
		return errs.Unavailable
	}
	return o.Store.Delete(ctx, key)
}

type photo struct {
	owner             string
	claimed, released bool
}

// photos are the neighbour that keeps photos. All have the same pixels.
type photos struct {
	mu     sync.Mutex
	all    map[string]*photo
	jpeg   func() []byte // instead of the small ones
	broken error         // of claims and releases
}

func (p *photos) add(owner string) string {
	p.mu.Lock()
	defer p.mu.Unlock()
	photoID := newID()
	p.all[photoID] = &photo{owner: owner}
	return photoID
}

func (p *photos) find(owner, photoID string) (*photo, error) {
	f := p.all[photoID]
	if f == nil || f.owner != owner || f.released {
		return nil, errs.NotFound
	}
	return f, nil
}

func (p *photos) Photo(_ context.Context, owner, photoID string) (piece.Photo, error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	_, err := p.find(owner, photoID)
	return piece.Photo{ID: photoID, Width: photoWidth, Height: photoHeight, Color: "#6b4f3a"}, err
}

func (p *photos) Image(_ context.Context, owner, photoID string) ([]byte, error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	_, err := p.find(owner, photoID)
	if p.jpeg != nil {
		return p.jpeg(), err
	}
	return photoJPEG(), err
}

func (p *photos) Claim(_ context.Context, owner, photoID string) error {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.broken != nil {
		return p.broken
	}
	f, err := p.find(owner, photoID)
	if err == nil {
		f.claimed = true
	}
	return err
}

func (p *photos) Release(_ context.Context, owner, photoID string) error {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.broken != nil {
		return p.broken
	}
	f, err := p.find(owner, photoID)
	if err != nil {
		return nil
	}
	f.released = true
	return nil
}

type artwork struct{ owner, photoID string }

type artworks struct {
	mu  sync.Mutex
	all map[string]artwork
}

func (a *artworks) add(owner, photoID string) string {
	a.mu.Lock()
	defer a.mu.Unlock()
	artworkID := newID()
	a.all[artworkID] = artwork{owner, photoID}
	return artworkID
}

func (a *artworks) Image(_ context.Context, owner, artworkID, photoID string) ([]byte, error) {
	a.mu.Lock()
	defer a.mu.Unlock()
	if a.all[artworkID] != (artwork{owner, photoID}) {
		return nil, errs.NotFound
	}
	return artworkJPEG(), nil
}

// cakes are the neighbour that keeps cakes.
type cakes struct {
	mu     sync.Mutex
	leads  map[string]string
	merges []piece.Merge
	asked  int
	down   bool
}

func (c *cakes) add() string {
	c.mu.Lock()
	defer c.mu.Unlock()
	cakeID := newID()
	c.leads[cakeID] = cakeID
	return cakeID
}

// merge makes a cake part of another.
func (c *cakes) merge(from, into string) {
	c.mu.Lock()
	defer c.mu.Unlock()
	for cakeID, leads := range c.leads {
		if leads == from {
			c.leads[cakeID] = into
		}
	}
	c.merges = append(c.merges, piece.Merge{Seq: int64(len(c.merges) + 1), From: from, To: into})
}

func (c *cakes) fail(down bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.down = down
}

func (c *cakes) questions() int {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.asked
}

func (c *cakes) Leads(_ context.Context, cakeID string) (string, error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.asked++
	switch leads := c.leads[cakeID]; {
	case c.down:
		return "", errs.Unavailable.After(time.Second)
	case leads != "":
		return leads, nil
	}
	return "", errs.NotFound
}

func (c *cakes) Merges(_ context.Context, after int64, limit int) ([]piece.Merge, error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.down {
		return nil, errs.Unavailable
	}
	var list []piece.Merge
	for _, m := range c.merges {
		if m.Seq > after && len(list) < limit {
			list = append(list, m)
		}
	}
	return list, nil
}

type profiles struct{}

func (profiles) Profiles(_ context.Context, ids []string) (map[string]piece.Profile, error) {
	m := map[string]piece.Profile{}
	for _, i := range ids {
		m[i] = piece.Profile{ID: i, Nickname: "관객" + i[len(i)-4:]}
	}
	return m, nil
}

const photoWidth, photoHeight = 210, 300

var photoJPEG = sync.OnceValue(func() []byte { return jpegOf(photoWidth, photoHeight) })

func jpegOf(width, height int) []byte {
	m := image.NewRGBA(image.Rect(0, 0, width, height))
	for y := range height {
		for x := range width {
			m.SetRGBA(x, y, color.RGBA{uint8(x), uint8(y), uint8(x ^ y), 255})
		}
	}
	var b bytes.Buffer
	if err := jpeg.Encode(&b, m, &jpeg.Options{Quality: 90}); err != nil {
		panic(err)
	}
	return b.Bytes()
}

// artworkJPEG spares the tests an encoder of WebP, which is slow to start.
var artworkJPEG = sync.OnceValue(func() []byte { return jpegOf(64, 64) })

var realRenderer = sync.OnceValues(ticket.New)

// sketch stands in for the renderer where its pictures don't matter: its files say what
// they would show.
type sketch struct{}

func (sketch) text(in ticket.Input) []byte {
	b, err := json.Marshal([]any{in.Text, in.Shape, in.Paper, in.Crop})
	if err != nil {
		panic(err)
	}
	return b
}

func (s sketch) Render(_ context.Context, in ticket.Input) (*ticket.Set, error) {
	b := s.text(in)
	return &ticket.Set{Front: b, Back: b, FrontSmall: b, BackSmall: b}, nil
}

func (s sketch) Preview(_ context.Context, in ticket.Input, _ ticket.Side, _ int) ([]byte, error) {
	return s.text(in), nil
}

func (s sketch) PNG(_ context.Context, in ticket.Input, _ ticket.Side) ([]byte, error) {
	return s.text(in), nil
}

func (s sketch) ShareCard(_ context.Context, in ticket.Input) ([]byte, error) { return s.text(in), nil }

func (s sketch) PDF(_ context.Context, ins iter.Seq2[ticket.Input, error], _ ticket.Layout) (all []byte, _ error) {
	for in, err := range ins {
		if err != nil {
			return nil, err
		}
		all = append(all, s.text(in)...)
	}
	return all, nil
}
