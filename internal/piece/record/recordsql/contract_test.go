package recordsql_test

import (
	"embed"
	"errors"
	"reflect"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"piece/internal/piece"
	"piece/internal/piece/piecesql"
	"piece/internal/piece/record"
	"piece/internal/piece/record/recordsql"
	"piece/internal/platform/clock"
	"piece/internal/platform/errs"
	"piece/internal/platform/id"
	"piece/internal/platform/objectbin"
	"piece/internal/platform/sqldb"
	"piece/internal/platform/sqldb/sqldbtest"
)

var (
	_ record.Store  = (*recordsql.Store)(nil)
	_ piece.Records = (*recordsql.Store)(nil)
)

type home struct {
	*recordsql.Store
	pieces *piecesql.Store
	clock  *clock.Fake
}

func each(t *testing.T, run func(t *testing.T, h *home)) {
	sqldbtest.Each(t, func(t *testing.T, db *sqldb.DB) {
		for domain, files := range map[string]embed.FS{objectbin.Domain: objectbin.Migrations, piecesql.Domain: piecesql.Migrations} {
			if _, err := sqldb.Migrate(t.Context(), db, domain, files); err != nil {
				t.Fatal(err)
			}
		}
		c := clock.NewFake(time.Date(2026, 8, 3, 12, 0, 0, 123456000, time.UTC))
		run(t, &home{Store: recordsql.New(db), pieces: piecesql.New(db, objectbin.New(db, c), c), clock: c})
	})
}

func newID() string { return id.New(clock.System{}) }

// piece makes a piece and gives its id and that of its ticket photo.
func (h *home) piece(t *testing.T, owner string) (pieceID, photoID string) {
	t.Helper()
	number, err := h.pieces.NextNumber(t.Context(), owner, 2026)
	must(t, err)
	p := &piece.Piece{
		Draft: piece.Draft{Facts: piece.Facts{Kind: "play", Title: "연극", Day: "2026-08-03"}, PhotoID: newID(), HalfStars: 1, Visibility: piece.Public, Shape: "stub", Paper: "night", ArtworkID: newID()},
		ID:    newID(), OwnerID: owner, Number: number, Color: "#6b4f3a", Language: "ko", Revision: 1, Version: 1,
		CreatedAt: h.clock.Now(), UpdatedAt: h.clock.Now(),
	}
	must(t, h.pieces.Intend(t.Context(), p))
	must(t, h.pieces.Create(t.Context(), p, piece.Creation{Owner: owner, Key: p.ID, PieceID: p.ID, At: h.clock.Now()}, h.clock.Now()))
	return p.ID, p.PhotoID
}

func (h *home) record(pieceID string, version int, text string, photos ...string) record.Record {
	r := record.Record{Content: record.Content{Text: text}, PieceID: pieceID, Version: version, UpdatedAt: h.clock.Now()}
	for i, p := range photos {
		r.Photos = append(r.Photos, record.Photo{ID: p, Caption: strings.Repeat("막", i)})
	}
	return r
}

func (h *home) get(t *testing.T, pieceID string) record.Record {
	t.Helper()
	r, err := h.Get(t.Context(), pieceID)
	must(t, err)
	return r
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func wants(t *testing.T, want, got error) {
	t.Helper()
	if !errors.Is(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
}

func TestARecordComesBackAsItWasSaved(t *testing.T) {
	each(t, func(t *testing.T, h *home) {
		owner := newID()
		p, _ := h.piece(t, owner)
		other, _ := h.piece(t, owner)
		if r := h.get(t, p); !reflect.DeepEqual(r, record.Record{PieceID: p}) {
			t.Errorf("a record that was never written is %+v", r)
		}
		long := strings.Repeat("👩‍👩‍👧", 9_000) + "\n\n%_\\'\"?#( 끝"
		a, b, c := newID(), newID(), newID()
		for _, want := range []record.Record{
			h.record(p, 1, long, a, b, c), h.record(p, 2, "", c, a), h.record(p, 3, "짧게"), h.record(p, 4, "다시", b, a),
		} {
			h.clock.Advance(time.Minute)
			want.UpdatedAt = h.clock.Now()
			must(t, h.Save(t.Context(), owner, want))
			if got := h.get(t, p); !reflect.DeepEqual(got, want) {
				t.Errorf("got  %+v\nwant %+v", got, want)
			}
		}
		if r := h.get(t, other); r.Version != 0 || r.Photos != nil {
			t.Errorf("the record of another piece is %+v", r)
		}
	})
}

func TestOnlyTheFollowingVersionIsStored(t *testing.T) {
	each(t, func(t *testing.T, h *home) {
		owner := newID()
		p, _ := h.piece(t, owner)
		wants(t, record.ErrChanged, h.Save(t.Context(), owner, h.record(p, 2, "nothing before")))
		must(t, h.Save(t.Context(), owner, h.record(p, 1, "first")))
		wants(t, record.ErrChanged, h.Save(t.Context(), owner, h.record(p, 1, "first again", newID())))
		wants(t, record.ErrChanged, h.Save(t.Context(), owner, h.record(p, 3, "too far")))
		if r := h.get(t, p); r.Text != "first" || r.Version != 1 || r.Photos != nil {
			t.Errorf("stored is %+v", r)
		}
		must(t, h.Save(t.Context(), owner, h.record(p, 2, "second")))

		var won atomic.Int32
		var group sync.WaitGroup
		for i := range 10 {
			group.Go(func() {
				switch err := h.Save(t.Context(), owner, h.record(p, 3, strings.Repeat("x", i), newID())); {
				case err == nil:
					won.Add(1)
				case !errors.Is(err, record.ErrChanged):
					t.Error(err)
				}
			})
		}
		group.Wait()
		if r := h.get(t, p); won.Load() != 1 || r.Version != 3 || len(r.Photos) != 1 {
			t.Errorf("%d of 10 were stored, the last is %+v", won.Load(), r)
		}
	})
}

func TestAPhotoIsInOnePlace(t *testing.T) {
	each(t, func(t *testing.T, h *home) {
		owner := newID()
		p, ticket := h.piece(t, owner)
		q, ticketOfQ := h.piece(t, owner)
		a, b := newID(), newID()
		must(t, h.Save(t.Context(), owner, h.record(p, 1, "", a)))
		for _, c := range []struct {
			photos []string
			places []string
		}{
			{[]string{ticket}, []string{"body.photos[0].photoId"}},
			{[]string{b, ticketOfQ}, []string{"body.photos[1].photoId"}},
			{[]string{a, b, ticket}, []string{"body.photos[0].photoId", "body.photos[2].photoId"}},
		} {
			err := h.Save(t.Context(), owner, h.record(q, 1, "kept out", c.photos...))
			wants(t, record.ErrPhotoUsed, err)
			var places []string
			for _, f := range errs.As(err).Fields {
				places = append(places, f.Path)
			}
			if !slices.Equal(places, c.places) {
				t.Errorf("told at %v, want %v", places, c.places)
			}
		}
		if r := h.get(t, q); r.Version != 0 {
			t.Errorf("a refused record was stored: %+v", r)
		}
		must(t, h.Save(t.Context(), owner, h.record(p, 2, "", b)))
		must(t, h.Save(t.Context(), owner, h.record(q, 1, "", a)))

		// Two records that take a photo at the same moment.
		wanted := newID()
		var won atomic.Int32
		var group sync.WaitGroup
		for i, piece := range []string{p, q} {
			group.Go(func() {
				switch err := h.Save(t.Context(), owner, h.record(piece, 3-i, "", wanted)); {
				case err == nil:
					won.Add(1)
				case !errors.Is(err, record.ErrPhotoUsed):
					t.Error(err)
				}
			})
		}
		group.Wait()
		if won.Load() != 1 {
			t.Errorf("%d records have the photo", won.Load())
		}
	})
}

func TestWhoHasAPhoto(t *testing.T) {
	each(t, func(t *testing.T, h *home) {
		owner := newID()
		p, ticket := h.piece(t, owner)
		q, _ := h.piece(t, owner)
		a, b := newID(), newID()
		must(t, h.Save(t.Context(), owner, h.record(p, 1, "", b, a)))
		for _, c := range []struct {
			piece, photo string
			want         bool
		}{{p, a, true}, {p, b, true}, {q, a, false}, {p, ticket, false}, {p, newID(), false}} {
			if has, err := h.Has(t.Context(), c.piece, c.photo); has != c.want || err != nil {
				t.Errorf("has: %v, %v, want %v", has, err, c.want)
			}
		}
		for _, c := range []struct {
			owner, photo string
			want         bool
		}{{owner, a, true}, {newID(), a, false}, {owner, ticket, false}} {
			if used, err := h.UsesPhoto(t.Context(), c.owner, c.photo); used != c.want || err != nil {
				t.Errorf("used: %v, %v, want %v", used, err, c.want)
			}
		}
		if ids, err := h.PhotoIDs(t.Context(), p); !slices.Equal(ids, []string{b, a}) || err != nil {
			t.Errorf("photos %v, %v", ids, err)
		}
	})
}

// D18: nothing of a record is left when its piece is gone, and none comes after it.
func TestD18_ARecordGoesWithItsPiece(t *testing.T) {
	each(t, func(t *testing.T, h *home) {
		owner := newID()
		p, _ := h.piece(t, owner)
		q, _ := h.piece(t, owner)
		a := newID()
		must(t, h.Save(t.Context(), owner, h.record(p, 1, "gone soon", a)))
		wants(t, errs.NotFound, h.Save(t.Context(), newID(), h.record(p, 2, "not theirs")))
		_, err := h.pieces.Delete(t.Context(), owner, p)
		must(t, err)
		if r := h.get(t, p); r.Version != 0 || r.Photos != nil {
			t.Errorf("left is %+v", r)
		}
		if used, err := h.UsesPhoto(t.Context(), owner, a); used || err != nil {
			t.Errorf("its photo is still used: %v, %v", used, err)
		}
		wants(t, errs.NotFound, h.Save(t.Context(), owner, h.record(p, 1, "too late")))
		must(t, h.Save(t.Context(), owner, h.record(q, 1, "", a)))
	})
}
