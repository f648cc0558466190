package piecesql_test

import (
	"context"
	"embed"
	"errors"
	"fmt"
	"reflect"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"piece/internal/piece"
	"piece/internal/piece/piecesql"
	"piece/internal/platform/clock"
	"piece/internal/platform/errs"
	"piece/internal/platform/id"
	"piece/internal/platform/objectbin"
	"piece/internal/platform/page"
	"piece/internal/platform/sqldb"
	"piece/internal/platform/sqldb/sqldbtest"
)

type home struct {
	*piecesql.Store
	db    *sqldb.DB
	bin   *objectbin.Bin
	clock *clock.Fake
}

func each(t *testing.T, run func(t *testing.T, h *home)) {
	sqldbtest.Each(t, func(t *testing.T, db *sqldb.DB) {
		for domain, files := range map[string]embed.FS{objectbin.Domain: objectbin.Migrations, piecesql.Domain: piecesql.Migrations} {
			if _, err := sqldb.Migrate(t.Context(), db, domain, files); err != nil {
				t.Fatal(err)
			}
		}
		c := clock.NewFake(time.Date(2026, 8, 3, 12, 0, 0, 123456000, time.UTC))
		bin := objectbin.New(db, c)
		run(t, &home{Store: piecesql.New(db, bin, c), db: db, bin: bin, clock: c})
	})
}

// ids of tests sort in the order in which they were made: each comes from a millisecond of
// its own.
var ticks atomic.Int64

type ticking struct{}

func (ticking) Now() time.Time { return time.UnixMilli(1_785_000_000_000 + ticks.Add(1)) }

func newID() string { return id.New(ticking{}) }

// sample is a piece with something in every field.
func sample(owner string) *piece.Piece {
	price := int64(150_000)
	at := time.Date(2026, 8, 3, 12, 0, 0, 123456000, time.UTC)
	return &piece.Piece{
		Draft: piece.Draft{
			Facts: piece.Facts{
				Kind: "musical", Title: "오늘 밤, 파도의 노래 👩‍👩‍👧", Day: "2026-08-03", Time: "19:30", Cast: "김파도", Director: "이감독",
				Venue: "블루스퀘어", Seat: "1층 C열 14번", Price: &price, Genre: "music", Companion: "민지",
			},
			PhotoID: newID(), Crop: piece.Crop{X: 0.123456789, Y: 0.25, Width: 1.0 / 3, Height: 0.5, Turn: 3},
			HalfStars: 9, Review: "%_\\'\"?#(", Visibility: piece.Private, Shape: "stub", Paper: "night", ArtworkID: newID(),
		},
		ID: newID(), OwnerID: owner, Number: 1, Color: "#6b4f3a", Language: "ko", Revision: 1, CreatedAt: at, UpdatedAt: at,
	}
}

// add creates a piece after a change of the sample and gives it its number.
func (h *home) add(t *testing.T, owner string, change func(p *piece.Piece)) *piece.Piece {
	t.Helper()
	p := sample(owner)
	if change != nil {
		change(p)
	}
	if err := h.create(t.Context(), p, newID()); err != nil {
		t.Fatal(err)
	}
	return p
}

func (h *home) create(ctx context.Context, p *piece.Piece, key string) error {
	n, err := h.NextNumber(ctx, p.OwnerID, p.Day.Year())
	if err != nil {
		return err
	}
	p.Number = n
	if err := h.Intend(ctx, p); err != nil {
		return err
	}
	c := piece.Creation{Owner: p.OwnerID, Key: key, Hash: "hash", PieceID: p.ID, At: h.clock.Now()}
	return h.Create(ctx, p, c, h.clock.Now().Add(-time.Hour))
}

// binned gives the keys that are to be deleted an hour from now.
func (h *home) binned(t *testing.T) []string {
	t.Helper()
	var keys []string
	err := h.db.Reader().NewSelect().Table("object_bin").Column("object_key").Order("object_key").Scan(t.Context(), &keys)
	if err != nil {
		t.Fatal(err)
	}
	return keys
}

func TestAPieceComesBackAsItWas(t *testing.T) {
	each(t, func(t *testing.T, h *home) {
		full := h.add(t, newID(), nil)
		bare := h.add(t, newID(), func(p *piece.Piece) {
			p.Time, p.Cast, p.Director, p.Venue, p.Seat, p.Price, p.Genre, p.Companion = "", "", "", "", "", nil, "", ""
		})
		free := h.add(t, newID(), func(p *piece.Piece) { p.Price = new(int64(0)) })
		for _, want := range []*piece.Piece{full, bare, free} {
			got, err := h.Get(t.Context(), want.ID)
			if err != nil {
				t.Fatal(err)
			}
			if !reflect.DeepEqual(got, want) {
				t.Errorf("got  %+v\nwant %+v", got, want)
			}
		}
		if _, err := h.Get(t.Context(), newID()); !errors.Is(err, errs.NotFound) {
			t.Errorf("an unknown id gave %v", err)
		}
	})
}

func TestD23_ObjectsAreKeptWithTheRowOnly(t *testing.T) {
	each(t, func(t *testing.T, h *home) {
		ctx := t.Context()
		stored := h.add(t, newID(), nil)
		if left := h.binned(t); len(left) != 0 {
			t.Errorf("a stored piece left %v to be deleted", left)
		}
		failed := sample(stored.OwnerID)
		failed.PhotoID = stored.PhotoID
		if err := h.create(ctx, failed, newID()); !errors.Is(err, piece.ErrPhotoUsed) {
			t.Errorf("a photo used twice gave %v", err)
		}
		recorded := sample(stored.OwnerID)
		recorded.PhotoID, recorded.Number = h.recordPhoto(t, stored.ID), 2
		if err := h.create(ctx, recorded, newID()); !errors.Is(err, piece.ErrPhotoUsed) {
			t.Errorf("a photo of a record gave %v", err)
		}
		want := append(failed.ObjectKeys(), recorded.ObjectKeys()...)
		slices.Sort(want)
		if got := h.binned(t); !slices.Equal(got, want) {
			t.Errorf("to be deleted: %v, want %v", got, want)
		}
		late := sample(newID())
		c := piece.Creation{Owner: late.OwnerID, Key: "k", Hash: "h", PieceID: late.ID, At: h.clock.Now()}
		if err := h.Create(ctx, late, c, h.clock.Now()); !errors.Is(err, errs.Unavailable) {
			t.Errorf("objects that were never announced gave %v", err)
		}
		if _, err := h.Get(ctx, late.ID); !errors.Is(err, errs.NotFound) {
			t.Errorf("a row without its objects was stored: %v", err)
		}
	})
}

func TestARequestIsStoredOnce(t *testing.T) {
	each(t, func(t *testing.T, h *home) {
		ctx := t.Context()
		owner := newID()
		first := sample(owner)
		if err := h.create(ctx, first, "key"); err != nil {
			t.Fatal(err)
		}
		if err := h.create(ctx, sample(owner), "key"); !errors.Is(err, piece.ErrKeyTaken) {
			t.Errorf("the same key gave %v", err)
		}
		if err := h.create(ctx, sample(newID()), "key"); err != nil {
			t.Errorf("the key of somebody else gave %v", err)
		}
		c, err := h.Creation(ctx, owner, "key")
		if err != nil || c.PieceID != first.ID || c.Hash != "hash" || !c.At.Equal(h.clock.Now()) {
			t.Errorf("creation %+v, %v", c, err)
		}
		h.clock.Advance(2 * time.Hour) // create forgets what is older than one
		h.add(t, newID(), nil)
		if _, err := h.Creation(ctx, owner, "key"); err != nil {
			t.Errorf("somebody else's piece let a key be forgotten: %v", err)
		}
		h.add(t, owner, nil)
		if _, err := h.Creation(ctx, owner, "key"); !errors.Is(err, errs.NotFound) {
			t.Errorf("a forgotten key gave %v", err)
		}
	})
}

func TestNumbersAreUniqueWithinOwnerAndYear(t *testing.T) {
	each(t, func(t *testing.T, h *home) {
		owner := newID()
		const pieces = 20
		var group sync.WaitGroup
		for range pieces {
			group.Go(func() {
				for {
					err := h.create(t.Context(), sample(owner), newID())
					if errors.Is(err, piece.ErrNumberTaken) {
						continue
					}
					if err != nil {
						t.Error(err)
					}
					return
				}
			})
		}
		group.Wait()
		rows, err := h.Page(t.Context(), piece.Filter{Scope: piece.ScopeMine, Viewer: owner}, page.Request{Limit: 60})
		if err != nil {
			t.Fatal(err)
		}
		var got, want []int
		for i, p := range rows.Items {
			got, want = append(got, p.Number), append(want, i+1)
		}
		slices.Sort(got)
		if len(got) != pieces || !slices.Equal(got, want) {
			t.Errorf("numbers %v", got)
		}
		if p := h.add(t, owner, func(p *piece.Piece) { p.Day = "2025-12-31" }); p.Number != 1 {
			t.Errorf("the first of another year is number %d", p.Number)
		}
		if p := h.add(t, newID(), nil); p.Number != 1 {
			t.Errorf("the first of another person is number %d", p.Number)
		}
	})
}

func TestD18_DeletingThrowsTheObjectsAway(t *testing.T) {
	each(t, func(t *testing.T, h *home) {
		ctx := t.Context()
		p := h.add(t, newID(), nil)
		if _, err := h.Delete(ctx, newID(), p.ID); !errors.Is(err, errs.NotFound) {
			t.Errorf("deleting somebody else's gave %v", err)
		}
		if _, err := h.Delete(ctx, p.OwnerID, p.ID); err != nil {
			t.Fatal(err)
		}
		want := p.ObjectKeys()
		slices.Sort(want)
		if got := h.binned(t); !slices.Equal(got, want) {
			t.Errorf("to be deleted: %v, want %v", got, want)
		}
		if _, err := h.Delete(ctx, p.OwnerID, p.ID); !errors.Is(err, errs.NotFound) {
			t.Errorf("a second delete gave %v", err)
		}
	})
}

func TestAPhotoIsUsedWhileItsPieceIsThere(t *testing.T) {
	each(t, func(t *testing.T, h *home) {
		ctx := t.Context()
		p := h.add(t, newID(), nil)
		uses := func(owner string) bool {
			t.Helper()
			used, err := h.UsesPhoto(ctx, owner, p.PhotoID)
			if err != nil {
				t.Fatal(err)
			}
			return used
		}
		if !uses(p.OwnerID) || uses(newID()) {
			t.Error("want it used by its owner alone")
		}
		if _, err := h.Delete(ctx, p.OwnerID, p.ID); err != nil {
			t.Fatal(err)
		}
		if uses(p.OwnerID) {
			t.Error("want it unused after the delete")
		}
	})
}

func TestD20_PagesNeitherRepeatNorSkip(t *testing.T) {
	each(t, func(t *testing.T, h *home) {
		owner := newID()
		var want []string
		for i := range 12 { // three on each day
			p := h.add(t, owner, func(p *piece.Piece) { p.Day = piece.Day(fmt.Sprintf("2026-08-%02d", 1+i/3)) })
			want = append(want, p.ID)
		}
		h.add(t, newID(), nil)
		var got []string
		var after page.Cursor
		for {
			p, err := h.Page(t.Context(), piece.Filter{Scope: piece.ScopeMine, Viewer: owner}, page.Request{After: after, Limit: 5})
			if err != nil {
				t.Fatal(err)
			}
			for _, x := range p.Items {
				got = append(got, x.ID)
			}
			if p.Next == nil {
				break
			}
			after = p.Next
			// What comes and goes before the cursor changes nothing behind it.
			h.add(t, owner, func(p *piece.Piece) { p.Day = "2026-08-31" })
		}
		slices.Reverse(want)
		if !slices.Equal(got, want) {
			t.Errorf("read  %v\nwant %v", got, want)
		}
	})
}

func TestListsFilterAndCount(t *testing.T) {
	each(t, func(t *testing.T, h *home) {
		ctx := t.Context()
		owner := newID()
		if first, last, err := h.Span(ctx, owner); first != "" || last != "" || err != nil {
			t.Errorf("without pieces: %q to %q, %v", first, last, err)
		}
		if tally, err := h.Tally(ctx, owner, "2026-08-03"); len(tally) != 0 || err != nil {
			t.Errorf("without pieces: %+v, %v", tally, err)
		}
		add := func(kind piece.Kind, day piece.Day, clock string) string {
			return h.add(t, owner, func(p *piece.Piece) { p.Kind, p.Day, p.Time = kind, day, clock }).ID
		}
		old := add("movie", "2019-02-28", "")
		late, early := add("movie", "2026-08-31", "21:00"), add("concert", "2026-08-31", "09:00")
		untimed := add("movie", "2026-08-31", "")
		add("movie", "2026-09-01", "")
		h.add(t, newID(), nil)

		if n, err := h.Count(ctx, piece.Filter{Scope: piece.ScopeMine, Viewer: owner}); n != 5 || err != nil {
			t.Errorf("counted %d, %v", n, err)
		}
		if n, err := h.Count(ctx, piece.Filter{Scope: piece.ScopeMine, Viewer: owner, Kind: "concert"}); n != 1 || err != nil {
			t.Errorf("counted %d concerts, %v", n, err)
		}
		month, err := h.Between(ctx, owner, "2026-08-01", "2026-08-31", 10)
		if got := ids(month); err != nil || !slices.Equal(got, []string{untimed, early, late}) {
			t.Errorf("August: %v, %v", got, err)
		}
		if capped, _ := h.Between(ctx, owner, "2026-08-01", "2026-08-31", 2); len(capped) != 2 {
			t.Errorf("a limit of 2 gave %d", len(capped))
		}
		first, last, err := h.Span(ctx, owner)
		if first != "2019-02-28" || last != "2026-09-01" || err != nil {
			t.Errorf("span %s to %s, %v", first, last, err)
		}
		movies, _ := h.Page(ctx, piece.Filter{Scope: piece.ScopeMine, Viewer: owner, Kind: "movie"}, page.Request{Limit: 10})
		if len(movies.Items) != 4 || movies.Items[3].ID != old {
			t.Errorf("movies: %v", ids(movies.Items))
		}
		tally, err := h.Tally(ctx, owner, "2026-08-03")
		slices.SortFunc(tally, func(a, b piece.Tally) int { return b.Count - a.Count })
		want := []piece.Tally{{Kind: "movie", Count: 4, ThisYear: 3, ThisMonth: 2, HalfStars: 36}, {Kind: "concert", Count: 1, ThisYear: 1, ThisMonth: 1, HalfStars: 9}}
		if err != nil || !slices.Equal(tally, want) {
			t.Errorf("tally %+v, %v", tally, err)
		}
	})
}

func TestTypedGivesTheLatestFirst(t *testing.T) {
	each(t, func(t *testing.T, h *home) {
		owner := newID()
		for _, venue := range []string{"하나", "둘", "셋"} {
			// The day is not when it was typed.
			h.add(t, owner, func(p *piece.Piece) { p.Venue, p.Day = venue, piece.Day("20"+fmt.Sprint(29-len(venue))+"-01-01") })
		}
		typed, err := h.Typed(t.Context(), owner, 2)
		if err != nil || len(typed) != 2 || typed[0].Venue != "셋" || typed[1].Venue != "둘" || typed[0].Seat != "1층 C열 14번" {
			t.Errorf("typed %+v, %v", typed, err)
		}
	})
}

func TestByArtworkFindsThePiecesThatUseIt(t *testing.T) {
	each(t, func(t *testing.T, h *home) {
		p := h.add(t, newID(), nil)
		h.add(t, newID(), nil)
		got, err := h.ByArtwork(t.Context(), p.ArtworkID)
		if err != nil || !slices.Equal(ids(got), []string{p.ID}) {
			t.Errorf("found %v, %v", ids(got), err)
		}
		if got, err := h.ByArtwork(t.Context(), newID()); err != nil || len(got) != 0 {
			t.Errorf("an unused artwork gave %v, %v", ids(got), err)
		}
	})
}

// The plan of each list is an index, however many pieces there are.
func TestListsReadAnIndex(t *testing.T) {
	db := sqldbtest.SQLite(t)
	if _, err := sqldb.Migrate(t.Context(), db, "piece", piecesql.Migrations); err != nil {
		t.Fatal(err)
	}
	for _, q := range []string{
		"SELECT * FROM pieces WHERE owner_id = 'a' ORDER BY day DESC, id DESC LIMIT 25",
		"SELECT * FROM pieces WHERE owner_id = 'a' AND (day < 'b' OR (day = 'b' AND id < 'c')) ORDER BY day DESC, id DESC LIMIT 25",
		"SELECT * FROM pieces WHERE owner_id = 'a' AND kind = 'movie' ORDER BY day DESC, id DESC LIMIT 25",
		"SELECT * FROM pieces WHERE owner_id = 'a' ORDER BY id DESC LIMIT 500",
		"SELECT MAX(number) FROM pieces WHERE owner_id = 'a' AND edition = 2026",
		"SELECT MIN(day) FROM pieces WHERE owner_id = 'a'",
	} {
		var steps []struct {
			ID, Parent, Notused int
			Detail              string
		}
		if err := db.Reader().NewRaw("EXPLAIN QUERY PLAN "+q).Scan(t.Context(), &steps); err != nil {
			t.Fatal(err)
		}
		for _, s := range steps {
			if !strings.Contains(s.Detail, "USING INDEX") && !strings.Contains(s.Detail, "USING COVERING INDEX") {
				t.Errorf("%s: %s", q, s.Detail)
			}
		}
	}
}

func ids(pieces []piece.Piece) []string {
	var out []string
	for _, p := range pieces {
		out = append(out, p.ID)
	}
	return out
}
