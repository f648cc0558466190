package piecesql_test

import (
	"context"
	"errors"
	"reflect"
	"slices"
	"sync"
	"testing"
	"time"

	"piece/internal/piece"
	"piece/internal/platform/errs"
)

// waiting is an imported piece before it is stored.
func waiting(owner, key string, day piece.Day) piece.Import {
	p := sample(owner)
	p.PhotoID, p.ArtworkID, p.Crop, p.Cover, p.Undrawn, p.Day = "", "", piece.Crop{}, 4, true, day
	return piece.Import{Key: key, Piece: p}
}

func (h *home) bring(t *testing.T, owner string, batch ...piece.Import) map[string]string {
	t.Helper()
	known, err := h.Import(t.Context(), owner, batch)
	if err != nil {
		t.Fatal(err)
	}
	return known
}

func TestImportedPiecesComeBackAsTheyWere(t *testing.T) {
	each(t, func(t *testing.T, h *home) {
		owner := newID()
		a, b := waiting(owner, "a", "2024-01-02"), waiting(owner, "b", "2024-01-03")
		c := waiting(owner, "c", "2023-01-03")
		if known := h.bring(t, owner, a, b, c); len(known) != 0 {
			t.Errorf("known: %v", known)
		}
		for _, one := range []piece.Import{a, b, c} {
			if got := h.get(t, one.Piece.ID); !reflect.DeepEqual(got, one.Piece) {
				t.Errorf("got  %+v\nwant %+v", got, one.Piece)
			}
		}
		if a.Piece.Number != 1 || b.Piece.Number != 2 || c.Piece.Number != 1 {
			t.Errorf("numbers %d %d %d", a.Piece.Number, b.Piece.Number, c.Piece.Number)
		}
		again := waiting(owner, "b", "2024-01-03")
		fresh := waiting(owner, "d", "2024-01-04")
		if known := h.bring(t, owner, again, fresh); known["b"] != b.Piece.ID || len(known) != 1 || fresh.Piece.Number != 3 {
			t.Errorf("known %v, number %d", known, fresh.Piece.Number)
		}
		found, err := h.Imported(t.Context(), owner, []string{"a", "d", "never"})
		if err != nil || found["a"] != a.Piece.ID || len(found) != 2 {
			t.Errorf("imported: %v, %v", found, err)
		}
		if _, err := h.Delete(t.Context(), owner, a.Piece.ID); err != nil {
			t.Fatal(err)
		}
		if found, _ := h.Imported(t.Context(), owner, []string{"a"}); len(found) != 0 {
			t.Errorf("the key of a deleted piece stays: %v", found)
		}
		if left := h.binned(t); len(left) != 0 {
			t.Errorf("a piece without images left %v to be deleted", left)
		}
	})
}

// Many at once, as several nodes would: each key makes one piece, and no number is twice.
func TestAnImportIsStoredOnce(t *testing.T) {
	each(t, func(t *testing.T, h *home) {
		owner := newID()
		var group sync.WaitGroup
		for range 6 {
			group.Go(func() {
				for {
					_, err := h.Import(context.Background(), owner, []piece.Import{waiting(owner, "a", "2024-01-02"), waiting(owner, "b", "2024-01-03")})
					if errors.Is(err, piece.ErrNumberTaken) || errors.Is(err, piece.ErrKeyTaken) {
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
		if n, err := h.Count(t.Context(), piece.Filter{Scope: piece.ScopeMine, Viewer: owner}); n != 2 || err != nil {
			t.Errorf("%d pieces, %v", n, err)
		}
	})
}

func TestWhatWaitsToBeDrawnIsFoundLatestFirst(t *testing.T) {
	each(t, func(t *testing.T, h *home) {
		owner := newID()
		h.add(t, owner, nil)
		a, b, c := waiting(owner, "a", "2024-01-02"), waiting(owner, "b", "2024-01-03"), waiting(owner, "c", "2024-01-04")
		h.bring(t, owner, a, b, c)
		waits := func() (ids []string) {
			found, err := h.Undrawn(t.Context(), 2)
			if err != nil {
				t.Fatal(err)
			}
			for _, p := range found {
				ids = append(ids, p.ID)
			}
			return ids
		}
		if got := waits(); !slices.Equal(got, []string{c.Piece.ID, b.Piece.ID}) {
			t.Errorf("waiting: %v", got)
		}
		drawn := *c.Piece
		drawn.Undrawn = false
		if err := h.Redraw(t.Context(), &drawn); err != nil {
			t.Fatal(err)
		}
		if got := h.binned(t); len(got) == 0 || drawn.Revision != 2 {
			t.Errorf("a drawing that began has revision %d and announced %v", drawn.Revision, got)
		}
		err := h.Change(t.Context(), owner, drawn.ID, func(stored *piece.Piece) error {
			stored.Revision, stored.Undrawn = drawn.Revision, false
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
		if got := h.binned(t); len(got) != 0 {
			t.Errorf("a drawn piece leaves %v to be deleted", got)
		}
		if got := waits(); !slices.Equal(got, []string{b.Piece.ID, a.Piece.ID}) {
			t.Errorf("still waiting: %v", got)
		}
	})
}

func TestTitlesOfDaysComeInPages(t *testing.T) {
	each(t, func(t *testing.T, h *home) {
		owner := newID()
		h.add(t, newID(), nil)
		batch := []piece.Import{waiting(owner, "a", "2024-01-03"), waiting(owner, "b", "2024-01-02"), waiting(owner, "c", "2025-01-01"), waiting(owner, "d", "2024-01-02")}
		h.bring(t, owner, batch...)
		var got []piece.Titled
		for after, some := "", []piece.Titled(nil); ; after = some[len(some)-1].ID {
			var err error
			if some, err = h.Titled(t.Context(), owner, "2024-01-02", "2024-01-03", after, 2); err != nil {
				t.Fatal(err)
			}
			if got = append(got, some...); len(some) < 2 {
				break
			}
		}
		var want []piece.Titled
		for _, i := range []int{0, 1, 3} {
			p := batch[i].Piece
			want = append(want, piece.Titled{ID: p.ID, Title: p.Title, Day: p.Day})
		}
		if !slices.Equal(got, want) {
			t.Errorf("got  %v\nwant %v", got, want)
		}
	})
}

// That photos are the fronts of one piece each holds beside pieces that have none.
func TestImportedPhotosAreUsedOnce(t *testing.T) {
	each(t, func(t *testing.T, h *home) {
		owner := newID()
		stored := h.add(t, owner, nil)
		one := waiting(owner, "a", "2024-01-02")
		one.Piece.PhotoID, one.Piece.Cover = h.recordPhoto(t, stored.ID), 0
		if _, err := h.Import(t.Context(), owner, []piece.Import{one}); !errors.Is(err, piece.ErrPhotoUsed) {
			t.Errorf("a photo of a record gave %v", err)
		}
		p := sample(owner)
		p.PhotoID, p.Number, p.CreatedAt = stored.PhotoID, 9, time.Unix(0, 0)
		if err := h.create(t.Context(), p, newID()); !errors.Is(err, piece.ErrPhotoUsed) {
			t.Errorf("a photo used twice gave %v", err)
		}
		if _, err := h.Get(t.Context(), one.Piece.ID); !errors.Is(err, errs.NotFound) {
			t.Errorf("a refused piece was stored: %v", err)
		}
	})
}
