package statshttp_test

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
	"sync"
	"testing"
	"time"

	"piece/internal/craft/ticket"
	"piece/internal/piece"
	"piece/internal/piece/piecehttp"
	"piece/internal/piece/piecesql"
	"piece/internal/piece/record/recordsql"
	"piece/internal/piece/stats"
	"piece/internal/piece/stats/statshttp"
	"piece/internal/piece/stats/statssql"
	"piece/internal/platform/blobstore"
	"piece/internal/platform/clock"
	"piece/internal/platform/httpapi"
	"piece/internal/platform/httpapi/httpapitest"
	"piece/internal/platform/id"
	"piece/internal/platform/objectbin"
	"piece/internal/platform/sqldb"
	"piece/internal/platform/sqldb/sqldbtest"
)

// house is the real router over real pieces and a real store; only the neighbours of the
// domain are made up, and the renderer.
type house struct {
	*httpapitest.Site
	t  *testing.T
	db *sqldb.DB
}

// now is when everything happens: the middle of the third of August in Korea.
var now = time.Date(2026, 8, 3, 3, 0, 0, 0, time.UTC)

// each opens a house on every home of the store.
func each(t *testing.T, run func(t *testing.T, h *house)) {
	sqldbtest.Each(t, func(t *testing.T, db *sqldb.DB) { run(t, open(t, db)) })
}

func open(t *testing.T, db *sqldb.DB) *house {
	t.Helper()
	h := &house{t: t, db: db}
	for domain, files := range map[string]embed.FS{objectbin.Domain: objectbin.Migrations, piecesql.Domain: piecesql.Migrations} {
		if _, err := sqldb.Migrate(t.Context(), db, domain, files); err != nil {
			t.Fatal(err)
		}
	}
	c := ticking{clock.NewFake(now)}
	objects, err := blobstore.Open(t.Context(), "file://"+t.TempDir(), blobstore.Options{Clock: c, Secret: make([]byte, 32)})
	if err != nil {
		t.Fatal(err)
	}
	pieces := piece.New(piece.Deps{
		Store: piecesql.New(db, objectbin.New(db, c), c), Objects: objects, Photos: pictures{}, Records: recordsql.New(db),
		Artworks: artworks{}, Cakes: cakes{}, Profiles: profiles{}, Renderer: sketch{}, Clock: c, Log: slog.New(slog.DiscardHandler), Workers: 8,
	})
	counting := stats.New(stats.Deps{Store: statssql.New(db), Pieces: pieces, Profiles: profiles{}, Renderer: sketch{}, Clock: c})
	h.Site = httpapitest.New(t, c, func(a *httpapi.API) {
		piecehttp.Register(a, pieces)
		statshttp.Register(a, counting)
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

// draft is the body that makes a piece.
type draft map[string]any

// with gives the draft with changes; nil takes a field out.
func (d draft) with(changes ...any) draft {
	out := draft{}
	for name, v := range d {
		out[name] = v
	}
	for i := 0; i < len(changes); i += 2 {
		out[changes[i].(string)] = changes[i+1]
		if changes[i+1] == nil {
			delete(out, changes[i].(string))
		}
	}
	return out
}

// plain is a draft that tells nothing it need not tell.
func plain() draft {
	return draft{
		"kind": "concert", "title": "파도의 노래", "day": "2026-08-03",
		"photoId": newID(), "crop": map[string]any{"x": 0, "y": 0, "width": 1, "height": 1, "turn": 0}, "artworkId": newID(),
		"halfStars": 9, "review": "또", "visibility": "private", "shape": "stub", "paper": "night",
	}
}

// make makes a piece with changes of a plain draft.
func (h *house) make(owner string, changes ...any) piecehttp.Piece {
	h.t.Helper()
	a := h.Wants(http.StatusCreated, owner, "POST", "/pieces", plain().with(changes...), "Idempotency-Key", newID())
	return httpapitest.Read[piecehttp.Piece](h.t, a)
}

// statistics asks for those of a year, or with "" of all years.
func (h *house) statistics(person, year string) statshttp.Statistics {
	h.t.Helper()
	path := "/statistics?today=2026-08-03"
	if year != "" {
		path += "&year=" + year
	}
	return httpapitest.Read[statshttp.Statistics](h.t, h.Wants(http.StatusOK, person, "GET", path, nil))
}

func (h *house) recap(person, year string) statshttp.Recap {
	h.t.Helper()
	return httpapitest.Read[statshttp.Recap](h.t, h.Wants(http.StatusOK, person, "GET", "/recaps/"+year+"?today=2026-08-03", nil))
}

const photoWidth, photoHeight = 210, 300

var photoJPEG = sync.OnceValue(func() []byte {
	var b bytes.Buffer
	if err := jpeg.Encode(&b, image.NewGray(image.Rect(0, 0, photoWidth, photoHeight)), nil); err != nil {
		panic(err)
	}
	return b.Bytes()
})

// pictures are photos that everybody has.
type pictures struct{}

func (pictures) Photo(_ context.Context, _, photoID string) (piece.Photo, error) {
	return piece.Photo{ID: photoID, Width: photoWidth, Height: photoHeight, Color: "#6b4f3a"}, nil
}
func (pictures) Claim(context.Context, string, string) error           { return nil }
func (pictures) Release(context.Context, string, string) error         { return nil }
func (pictures) Image(context.Context, string, string) ([]byte, error) { return photoJPEG(), nil }

// artworks are those of all photos.
type artworks struct{}

func (artworks) Image(context.Context, string, string, string) ([]byte, error) {
	return photoJPEG(), nil
}

// cakes are all there, and none is part of another.
type cakes struct{}

func (cakes) Leads(_ context.Context, id string) (string, error)        { return id, nil }
func (cakes) Merges(context.Context, int64, int) ([]piece.Merge, error) { return nil, nil }

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

func (sketch) say(of ...any) ([]byte, error) { return json.Marshal(of) }

func (s sketch) Render(_ context.Context, in ticket.Input) (*ticket.Set, error) {
	b, err := s.say(in.Text)
	return &ticket.Set{Front: b, Back: b, FrontSmall: b, BackSmall: b}, err
}

func (s sketch) Preview(_ context.Context, in ticket.Input, _ ticket.Side, _ int) ([]byte, error) {
	return s.say(in.Text)
}
func (s sketch) PNG(_ context.Context, in ticket.Input, _ ticket.Side) ([]byte, error) {
	return s.say(in.Text)
}
func (s sketch) ShareCard(_ context.Context, in ticket.Input) ([]byte, error) { return s.say(in.Text) }

func (s sketch) PDF(context.Context, iter.Seq2[ticket.Input, error], ticket.Layout) ([]byte, error) {
	return s.say()
}

func (s sketch) RecapStory(_ context.Context, in ticket.Recap, f ticket.Format) ([]byte, error) {
	return s.say("story", f, in)
}

func (s sketch) RecapCard(_ context.Context, in ticket.Recap, f ticket.Format) ([]byte, error) {
	return s.say("wide", f, in)
}
