package app

import (
	"bytes"
	"context"
	"encoding/json"
	"image"
	"image/color"
	"image/jpeg"
	"io"
	"log/slog"
	"net"
	"net/http"
	"net/http/cookiejar"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
	"time"

	"piece/internal/platform/clock"
	"piece/internal/platform/id"
	"piece/internal/platform/lifecycle"
	"piece/internal/platform/observe"
)

// site is a running house behind a test server.
type site struct {
	*httptest.Server
	log syncBuffer
	dir string // of its data
}

// syncBuffer gathers the log of a house whose parts write side by side.
type syncBuffer struct {
	mu sync.Mutex
	b  bytes.Buffer // guarded by mu
}

func (s *syncBuffer) Write(p []byte) (int, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.b.Write(p)
}

func (s *syncBuffer) string() string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.b.String()
}

// logged gives what the house has logged so far.
func (s *site) logged() string { return s.log.string() }

// open runs the targets on embedded parts in a folder of their own, with settings beyond
// the defaults as "NAME=value" lines.
func open(t *testing.T, env ...string) *site {
	t.Helper()
	return openAt(t, reserve(t), env...)
}

// reserve takes an address for a house that others have to know before it runs.
func reserve(t *testing.T) net.Listener {
	t.Helper()
	l, err := (&net.ListenConfig{}).Listen(t.Context(), "tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = l.Close() }) // of a house that never came to run
	return l
}

// openAt is open at a reserved address.
func openAt(t *testing.T, at net.Listener, env ...string) *site {
	t.Helper()
	return openWith(t, at, func(*house) {}, env...)
}

// openWith is openAt of a house in which something is put before its parts start.
func openWith(t *testing.T, at net.Listener, prepare func(*house), env ...string) *site {
	t.Helper()
	s := &site{}
	env = append([]string{"PIECE_ENV=development", "PIECE_DATA_DIR=" + t.TempDir(), "PIECE_OPS_ADDR=127.0.0.1:0", "PIECE_HTTP_RATE_LIMIT=0"}, env...)
	c, err := LoadConfig(nil, env)
	if err != nil {
		t.Fatal(err)
	}
	h := &house{
		config: c, version: "test", log: slog.New(slog.NewTextHandler(&s.log, nil)), clock: clock.System{},
		metrics: observe.NewRegistry(), health: &observe.Health{},
	}
	prepare(h)
	order, err := modules.Order(append(c.Target, "server")...)
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	ready, done := make(chan struct{}), make(chan error, 1)
	go func() {
		done <- lifecycle.Run(ctx, order, h, 10*time.Second, slog.New(slog.DiscardHandler), func() { close(ready) })
	}()
	select {
	case <-ready:
	case err := <-done:
		t.Fatal(err)
	}
	handler, err := h.server.Handler()
	if err != nil {
		t.Fatal(err)
	}
	s.dir = c.DataDir
	s.Server = &httptest.Server{Listener: at, Config: &http.Server{Handler: handler}}
	s.Start()
	t.Cleanup(func() {
		s.Close()
		cancel()
		if err := <-done; err != nil {
			t.Error(err)
		}
	})
	return s
}

// visitor is somebody with cookies of their own.
type visitor struct {
	t    *testing.T
	site *site
	http *http.Client
	id   string
}

func (s *site) guest(t *testing.T) *visitor {
	jar, err := cookiejar.New(nil)
	if err != nil {
		t.Fatal(err)
	}
	return &visitor{t: t, site: s, http: &http.Client{Jar: jar, Transport: s.Client().Transport}}
}

func (s *site) join(t *testing.T, nickname string) *visitor {
	t.Helper()
	v := s.guest(t)
	var me struct{ ID string }
	v.must(http.StatusCreated, "POST", "/api/v1/accounts", map[string]any{
		"email": nickname + "@mail.example", "password": "a long enough secret", "nickname": nickname, "language": "ko"}, &me)
	v.id = me.ID
	return v
}

// send makes a request and gives the status and body of the answer.
func (v *visitor) send(method, path string, body any, header ...string) (int, []byte) {
	v.t.Helper()
	var r io.Reader
	switch b := body.(type) {
	case nil:
	case []byte:
		r = bytes.NewReader(b)
	default:
		j, err := json.Marshal(b)
		if err != nil {
			v.t.Fatal(err)
		}
		r = bytes.NewReader(j)
	}
	req, err := http.NewRequestWithContext(v.t.Context(), method, v.site.URL+path, r)
	if err != nil {
		v.t.Fatal(err)
	}
	if r != nil {
		req.Header.Set("Content-Type", "application/json")
	}
	for i := 0; i < len(header); i += 2 {
		req.Header.Set(header[i], header[i+1])
	}
	res, err := v.http.Do(req)
	if err != nil {
		v.t.Fatal(err)
	}
	defer res.Body.Close()
	b, err := io.ReadAll(res.Body)
	if err != nil {
		v.t.Fatal(err)
	}
	return res.StatusCode, b
}

// must makes a request that has to be answered with the status, and reads the answer.
func (v *visitor) must(status int, method, path string, body, into any, header ...string) {
	v.t.Helper()
	got, b := v.send(method, path, body, header...)
	if got != status {
		v.t.Fatalf("%s %s: %d, want %d: %s", method, path, got, status, b)
	}
	if into != nil {
		if err := json.Unmarshal(b, into); err != nil {
			v.t.Fatalf("%s %s: %v: %s", method, path, err, b)
		}
	}
}

// wholeCrop is the largest 7:10 part of the test photo, which is 700 by 1000 pixels.
var wholeCrop = map[string]any{"x": 0, "y": 0, "width": 1, "height": 1, "turn": 0}

// squareCrop is a square part of it.
var squareCrop = map[string]any{"x": 0, "y": 0.1, "width": 1, "height": 0.7, "turn": 0}

// portrait gives the visitor a picture and tells its revision.
func (v *visitor) portrait() string {
	v.t.Helper()
	var me struct{ Picture string }
	v.must(http.StatusOK, "PUT", "/api/v1/me/picture", map[string]any{"photoId": v.photo(), "crop": squareCrop}, &me)
	parts := strings.Split(me.Picture, "/")
	return parts[len(parts)-2]
}

// photo uploads a picture and gives its id.
func (v *visitor) photo() string {
	v.t.Helper()
	img := image.NewRGBA(image.Rect(0, 0, 700, 1000))
	for i := range img.Pix {
		img.Pix[i] = byte(i / 4000)
	}
	img.Set(0, 0, color.White)
	var b bytes.Buffer
	if err := jpeg.Encode(&b, img, nil); err != nil {
		v.t.Fatal(err)
	}
	var grant struct{ ID, URL string }
	v.must(http.StatusCreated, "POST", "/api/v1/media/uploads", map[string]any{"contentType": "image/jpeg", "size": b.Len()}, &grant)
	v.must(http.StatusOK, "PUT", grant.URL, b.Bytes(), nil, "Content-Type", "image/jpeg")
	v.must(http.StatusOK, "POST", "/api/v1/media/uploads/"+grant.ID+"/complete", nil, nil)
	return grant.ID
}

// artwork asks for a painting and waits until it is done.
func (v *visitor) artwork(photo string) string {
	v.t.Helper()
	var a struct{ ID, State string }
	v.must(http.StatusAccepted, "POST", "/api/v1/artworks", map[string]any{"photoId": photo, "crop": wholeCrop, "kind": "concert"}, &a)
	for end := time.Now().Add(time.Minute); a.State != "done"; {
		if time.Now().After(end) || a.State == "failed" {
			v.t.Fatalf("the artwork is %s", a.State)
		}
		v.must(http.StatusOK, "GET", "/api/v1/artworks/"+a.ID+"?wait=10", nil, &a)
	}
	return a.ID
}

func pieceOf(photo, artwork string) map[string]any {
	return map[string]any{
		"photoId": photo, "crop": wholeCrop, "kind": "concert", "title": "파도의 노래", "day": "2026-08-03",
		"halfStars": 9, "review": "또 보고 싶다", "visibility": "private", "shape": "perforated", "paper": "night", "artworkId": artwork,
	}
}

// editOf is the same piece with another title.
func editOf(photo, artwork string) map[string]any {
	edited := pieceOf(photo, artwork)
	edited["title"], edited["version"] = "다시 듣는 파도의 노래", 1
	return edited
}

// piece makes a private piece and gives its id.
func (v *visitor) piece(photo, artwork string) string {
	v.t.Helper()
	var p struct{ ID string }
	v.must(http.StatusCreated, "POST", "/api/v1/pieces", pieceOf(photo, artwork), &p, "Idempotency-Key", "one-"+photo)
	return p.ID
}

// cakeNamed is a cake of which nothing else is known.
func cakeNamed(title string) map[string]any { return map[string]any{"kind": "concert", "title": title} }

// editedCake is the same, over the first version.
func editedCake(title string) map[string]any {
	edited := cakeNamed(title)
	edited["version"] = 1
	return edited
}

// cake makes a cake by hand, whatever others of its title there are, and gives its id.
func (v *visitor) cake(title string) string {
	v.t.Helper()
	var c struct{ ID string }
	body := cakeNamed(title)
	body["notADouble"] = true
	v.must(http.StatusCreated, "POST", "/api/v1/cakes", body, &c, "Idempotency-Key", id.New(clock.System{}))
	return c.ID
}

// recordOf is a record with photos, over a version.
func recordOf(version int, text string, photos ...string) map[string]any {
	list := []map[string]any{}
	for _, id := range photos {
		list = append(list, map[string]any{"photoId": id})
	}
	return map[string]any{"text": text, "photos": list, "version": version}
}

// link makes a link to a piece and gives its id and token.
func (v *visitor) link(piece string) (id, token string) {
	v.t.Helper()
	var l struct{ ID, URL string }
	v.must(http.StatusCreated, "POST", "/api/v1/pieces/"+piece+"/links", map[string]any{}, &l)
	_, token, ok := strings.Cut(l.URL, "/s/")
	if !ok {
		v.t.Fatalf("the link is %q", l.URL)
	}
	return l.ID, token
}

// calendar makes a calendar feed and gives the end of its address.
func (v *visitor) calendar() string {
	v.t.Helper()
	var f struct{ URL string }
	v.must(http.StatusCreated, "POST", "/api/v1/feed", map[string]any{"timeZone": "Asia/Seoul"}, &f)
	_, calendar, ok := strings.Cut(f.URL, "/feeds/")
	if !ok {
		v.t.Fatalf("the feed is %q", f.URL)
	}
	return calendar
}

// pushHost is a push service that nobody has.
const pushHost = "push.test.example"

// pushDevice is what a browser tells of its subscription.
func pushDevice() map[string]any {
	return map[string]any{"endpoint": "https://" + pushHost + "/send/1", "language": "ko", "keys": map[string]any{
		"p256dh": "BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4", "auth": "BTBZMqHH6r4Tts7J_aSIgg"}}
}

// reportOf reports a thing.
func reportOf(kind, id string) map[string]any {
	return map[string]any{"target": map[string]any{"kind": kind, "id": id}, "reason": "other", "text": "이상해요"}
}

// report reports a thing and gives the id of the report.
func (v *visitor) report(kind, id string) string {
	v.t.Helper()
	var r struct{ ID string }
	v.must(http.StatusCreated, "POST", "/api/v1/reports", reportOf(kind, id), &r)
	return r.ID
}
