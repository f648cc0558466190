package sharehttp_test

import (
	"bytes"
	"context"
	"embed"
	"encoding/json"
	"image"
	"image/jpeg"
	"iter"
	"log/slog"
	"net/http"
	"strings"
	"sync"
	"testing"
	"time"

	"piece/internal/craft/ticket"
	"piece/internal/piece"
	"piece/internal/piece/piecehttp"
	"piece/internal/piece/piecesql"
	"piece/internal/piece/record/recordsql"
	"piece/internal/piece/share"
	"piece/internal/piece/share/sharehttp"
	"piece/internal/piece/share/sharesql"
	"piece/internal/platform/blobstore"
	"piece/internal/platform/clock"
	"piece/internal/platform/httpapi"
	"piece/internal/platform/httpapi/httpapitest"
	"piece/internal/platform/id"
	"piece/internal/platform/objectbin"
	"piece/internal/platform/sqldb"
	"piece/internal/platform/sqldb/sqldbtest"
)

const site = "https://piece.example"

// house is the real router over real pieces and a real store; only the neighbours of the
// domain are made up.
type house struct {
	*httpapitest.Site
	t     *testing.T
	clock *clock.Fake
	db    *sqldb.DB
}

// each opens a house on every home of the store.
func each(t *testing.T, run func(t *testing.T, h *house)) {
	sqldbtest.Each(t, func(t *testing.T, db *sqldb.DB) { run(t, open(t, db)) })
}

func open(t *testing.T, db *sqldb.DB) *house {
	t.Helper()
	h := &house{t: t, db: db, clock: clock.NewFake(time.Date(2026, 8, 3, 12, 0, 0, 0, time.UTC))}
	for domain, files := range map[string]embed.FS{objectbin.Domain: objectbin.Migrations, piecesql.Domain: piecesql.Migrations} {
		if _, err := sqldb.Migrate(t.Context(), db, domain, files); err != nil {
			t.Fatal(err)
		}
	}
	objects, err := blobstore.Open(t.Context(), "file://"+t.TempDir(), blobstore.Options{Clock: h.clock, Secret: make([]byte, 32)})
	if err != nil {
		t.Fatal(err)
	}
	pieces := piece.New(piece.Deps{
		Store: piecesql.New(db, objectbin.New(db, h.clock), h.clock), Objects: objects, Photos: pictures{}, Records: recordsql.New(db),
		Artworks: artworks{}, Profiles: profiles{}, Renderer: sketch{}, Clock: ticking{h.clock}, Log: slog.New(slog.DiscardHandler), Workers: 2,
	})
	sharing := share.New(share.Deps{Store: sharesql.New(db), Pieces: pieces, Clock: ticking{h.clock}})
	h.Site = httpapitest.New(t, h.clock, func(a *httpapi.API) {
		piecehttp.Register(a, pieces)
		sharehttp.Register(a, sharing, site+"/")
	})
	return h
}

// ticking moves on by a millisecond whenever it is asked, so that what is made later has a
// later id.
type ticking struct{ *clock.Fake }

func (c ticking) Now() time.Time {
	c.Advance(time.Millisecond)
	return c.Fake.Now()
}

func newID() string { return id.New(clock.System{}) }

// make makes a piece with changes of a full draft.
func (h *house) make(owner string, changes ...any) piecehttp.Piece {
	h.t.Helper()
	draft := map[string]any{
		"kind": "concert", "title": "오늘 밤, 파도의 노래", "day": "2026-08-03", "time": "19:30", "cast": "김파도", "director": "윤물결",
		"venue": "블루스퀘어", "seat": "1층 C열 14번", "price": 150000, "genre": "music", "companion": "민지",
		"photoId": newID(), "crop": map[string]any{"x": 0, "y": 0, "width": 1, "height": 1, "turn": 0}, "artworkId": newID(),
		"halfStars": 9, "review": "마지막 앙코르에서 눈물이 왈칵 😭", "visibility": "private", "shape": "stub", "paper": "night",
	}
	for i := 0; i < len(changes); i += 2 {
		draft[changes[i].(string)] = changes[i+1]
		if changes[i+1] == nil {
			delete(draft, changes[i].(string))
		}
	}
	a := h.Wants(http.StatusCreated, owner, "POST", "/pieces", draft, "Idempotency-Key", newID())
	return httpapitest.Read[piecehttp.Piece](h.t, a)
}

// link makes a link and gives it with the end of its address.
func (h *house) link(owner, pieceID string, body sharehttp.NewLink) (l sharehttp.Link, token string) {
	h.t.Helper()
	l = httpapitest.Read[sharehttp.Link](h.t, h.Wants(http.StatusCreated, owner, "POST", "/pieces/"+pieceID+"/links", body))
	token, ok := strings.CutPrefix(l.URL, site+"/s/")
	if !ok {
		h.t.Fatalf("the link is %s", l.URL)
	}
	return l, token
}

// path is an address of ours without its beginning, as requests need it.
func path(address string) string { return strings.TrimPrefix(address, httpapi.Prefix) }

const photoWidth, photoHeight = 210, 300

var photoJPEG = sync.OnceValue(func() []byte {
	var b bytes.Buffer
	if err := jpeg.Encode(&b, image.NewGray(image.Rect(0, 0, photoWidth, photoHeight)), nil); err != nil {
		panic(err)
	}
	return b.Bytes()
})

// pictures are photos and artworks that everybody has.
type pictures struct{}

func (pictures) Photo(_ context.Context, _, photoID string) (piece.Photo, error) {
	return piece.Photo{ID: photoID, Width: photoWidth, Height: photoHeight, Color: "#6b4f3a"}, nil
}
func (pictures) Claim(context.Context, string, string) error   { return nil }
func (pictures) Release(context.Context, string, string) error { return nil }

type profiles struct{}

func (profiles) Profiles(_ context.Context, ids []string) (map[string]piece.Profile, error) {
	m := map[string]piece.Profile{}
	for _, i := range ids {
		m[i] = piece.Profile{ID: i, Nickname: "관객" + i[len(i)-4:]}
	}
	return m, nil
}

// sketch stands in for the renderer: its files say what they would show.
type sketch struct{}

func (sketch) text(in ticket.Input, file string) []byte {
	b, err := json.Marshal([]any{file, in.Text})
	if err != nil {
		panic(err)
	}
	return b
}

func (s sketch) Render(_ context.Context, in ticket.Input) (*ticket.Set, error) {
	return &ticket.Set{
		Front: s.text(in, "front"), Back: s.text(in, "back"), FrontSmall: s.text(in, "front-small"), BackSmall: s.text(in, "back-small"),
	}, nil
}

func (s sketch) Preview(_ context.Context, in ticket.Input, _ ticket.Side, _ int) ([]byte, error) {
	return s.text(in, "preview"), nil
}

func (s sketch) PNG(_ context.Context, in ticket.Input, side ticket.Side) ([]byte, error) {
	return s.text(in, string(side)+".png"), nil
}

func (s sketch) ShareCard(_ context.Context, in ticket.Input) ([]byte, error) {
	return s.text(in, "share"), nil
}

func (s sketch) PDF(context.Context, iter.Seq2[ticket.Input, error], ticket.Layout) ([]byte, error) {
	return []byte("%PDF-"), nil
}

// photos and artworks differ in this method.
type artworks struct{ pictures }

func (artworks) Image(context.Context, string, string, string) ([]byte, error) {
	return photoJPEG(), nil
}

func (pictures) Image(context.Context, string, string) ([]byte, error) { return photoJPEG(), nil }
