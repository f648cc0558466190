package piecesql_test

import (
	"errors"
	"reflect"
	"slices"
	"sync"
	"testing"
	"time"

	"piece/internal/piece"
	"piece/internal/platform/errs"
)

// redraw changes a piece together with its drawing, as an edit does.
func (h *home) redraw(t *testing.T, p *piece.Piece, change func(p *piece.Piece)) (*piece.Piece, error) {
	t.Helper()
	edited := *p
	change(&edited)
	edited.Version++
	if err := h.Redraw(t.Context(), &edited); err != nil {
		return nil, err
	}
	return &edited, h.Change(t.Context(), p.OwnerID, p.ID, func(stored *piece.Piece) error {
		*stored = edited
		return nil
	})
}

// recordPhoto puts a photo into the record of a piece.
func (h *home) recordPhoto(t *testing.T, pieceID string) (photoID string) {
	t.Helper()
	photoID = newID()
	_, err := h.db.Writer().NewRaw("INSERT INTO piece_record_photos (photo_id, piece_id, position, caption) VALUES (?, ?, 0, '')", photoID, pieceID).Exec(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	return photoID
}

func (h *home) get(t *testing.T, id string) *piece.Piece {
	t.Helper()
	p, err := h.Get(t.Context(), id)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

func TestD16_AChangeTakesRowAndImagesTogether(t *testing.T) {
	each(t, func(t *testing.T, h *home) {
		p := h.add(t, newID(), nil)
		bystander := h.add(t, p.OwnerID, nil)
		want, err := h.redraw(t, p, func(p *piece.Piece) {
			price := int64(0)
			p.Draft = piece.Draft{
				Facts:   piece.Facts{Kind: "play", Title: "다른 제목", Day: "2025-02-01", Price: &price},
				PhotoID: newID(), Crop: piece.Crop{X: 0.1, Y: 0.2, Width: 0.7, Height: 0.6, Turn: 1}, HalfStars: 1, Review: "다시 봄",
				Visibility: piece.Public, Shape: "film", Paper: "kraft", ArtworkID: newID(), CakeID: newID(),
			}
			p.Number, p.Color, p.Remind = 7, "#000000", true
			p.UpdatedAt = p.UpdatedAt.Add(time.Hour)
		})
		if err != nil {
			t.Fatal(err)
		}
		if got := h.get(t, p.ID); !reflect.DeepEqual(got, want) || got.Revision != 2 {
			t.Errorf("got  %+v\nwant %+v", got, want)
		}
		if got := h.get(t, bystander.ID); !reflect.DeepEqual(got, bystander) {
			t.Errorf("another piece became %+v", got)
		}
		old := p.ObjectKeys()
		slices.Sort(old)
		if got := h.binned(t); !slices.Equal(got, old) {
			t.Errorf("to be deleted: %v, want %v", got, old)
		}
	})
}

func TestD23_AChangeThatFailsLeavesThePieceAsItWas(t *testing.T) {
	each(t, func(t *testing.T, h *home) {
		ctx := t.Context()
		p := h.add(t, newID(), nil)
		other := h.add(t, p.OwnerID, nil)
		recorded := h.recordPhoto(t, other.ID)
		refused := errors.New("refused")
		var failed []string
		for name, c := range map[string]struct {
			want error
			try  func() error
		}{
			"the rule refuses": {refused, func() error {
				return h.Change(ctx, p.OwnerID, p.ID, func(p *piece.Piece) error {
					p.Title = "no"
					return refused
				})
			}},
			"the photo is taken": {piece.ErrPhotoUsed, func() error {
				edited, err := h.redraw(t, p, func(p *piece.Piece) { p.PhotoID = other.PhotoID })
				failed = append(failed, edited.ObjectKeys()...)
				return err
			}},
			"a record has the photo": {piece.ErrPhotoUsed, func() error {
				edited, err := h.redraw(t, p, func(p *piece.Piece) { p.PhotoID = recorded })
				failed = append(failed, edited.ObjectKeys()...)
				return err
			}},
			"the number is taken": {piece.ErrNumberTaken, func() error {
				edited, err := h.redraw(t, p, func(p *piece.Piece) { p.Number = other.Number })
				failed = append(failed, edited.ObjectKeys()...)
				return err
			}},
			"the images are gone": {errs.Unavailable, func() error {
				return h.Change(ctx, p.OwnerID, p.ID, func(p *piece.Piece) error {
					p.Revision = 99
					return nil
				})
			}},
			"it is somebody else's": {errs.NotFound, func() error {
				return h.Change(ctx, newID(), p.ID, func(*piece.Piece) error { return nil })
			}},
			"it isn't there": {errs.NotFound, func() error {
				return h.Change(ctx, p.OwnerID, newID(), func(*piece.Piece) error { return nil })
			}},
			"what is to be drawn isn't there": {errs.NotFound, func() error { return h.Redraw(ctx, sample(p.OwnerID)) }},
			"what is to be drawn is somebody else's": {errs.NotFound, func() error {
				theirs := *p
				theirs.OwnerID = newID()
				return h.Redraw(ctx, &theirs)
			}},
		} {
			if err := c.try(); !errors.Is(err, c.want) {
				t.Errorf("%s: %v", name, err)
			}
			if got := h.get(t, p.ID); !reflect.DeepEqual(got, p) {
				t.Errorf("%s: it became %+v", name, got)
			}
		}
		slices.Sort(failed)
		if got := h.binned(t); !slices.Equal(got, failed) {
			t.Errorf("to be deleted: %v, want %v", got, failed)
		}
	})
}

func TestAChangeThatChangesNothingStoresNothing(t *testing.T) {
	each(t, func(t *testing.T, h *home) {
		p := h.add(t, newID(), nil)
		if err := h.Change(t.Context(), p.OwnerID, p.ID, func(*piece.Piece) error { return nil }); err != nil {
			t.Fatal(err)
		}
		if got := h.get(t, p.ID); !reflect.DeepEqual(got, p) || len(h.binned(t)) != 0 {
			t.Errorf("it became %+v", got)
		}
	})
}

// Drawings that are made at once, on several nodes, must not write the same objects.
func TestDrawingsAtOnceHaveRevisionsOfTheirOwn(t *testing.T) {
	each(t, func(t *testing.T, h *home) {
		p := h.add(t, newID(), nil)
		const drawings = 10
		revisions := make([]int, drawings)
		var group sync.WaitGroup
		for i := range drawings {
			group.Go(func() {
				mine := *p
				if err := h.Redraw(t.Context(), &mine); err != nil {
					t.Error(err)
				}
				revisions[i] = mine.Revision
			})
		}
		group.Wait()
		slices.Sort(revisions)
		for i, r := range revisions {
			if r != i+2 {
				t.Fatalf("revisions %v", revisions)
			}
		}
		if n := len(h.binned(t)); n != drawings*len(p.ObjectKeys()) {
			t.Errorf("%d objects are announced", n)
		}
	})
}

func TestChangesAtOnceComeOneAfterTheOther(t *testing.T) {
	each(t, func(t *testing.T, h *home) {
		p := h.add(t, newID(), nil)
		const changes = 20
		var group sync.WaitGroup
		for range changes {
			group.Go(func() {
				err := h.Change(t.Context(), p.OwnerID, p.ID, func(p *piece.Piece) error {
					p.Version++
					return nil
				})
				if err != nil {
					t.Error(err)
				}
			})
		}
		group.Wait()
		if got := h.get(t, p.ID); got.Version != p.Version+changes {
			t.Errorf("%d changes of %d are there", got.Version-p.Version, changes)
		}
	})
}

func TestD18_ADeletedPieceIsGivenAsItWasInTheEnd(t *testing.T) {
	each(t, func(t *testing.T, h *home) {
		p := h.add(t, newID(), nil)
		edited, err := h.redraw(t, p, func(p *piece.Piece) { p.PhotoID = newID() })
		if err != nil {
			t.Fatal(err)
		}
		last, err := h.Delete(t.Context(), p.OwnerID, p.ID)
		if err != nil || last.PhotoID != edited.PhotoID {
			t.Errorf("%+v, %v", last, err)
		}
		want := append(p.ObjectKeys(), edited.ObjectKeys()...)
		slices.Sort(want)
		if got := h.binned(t); !slices.Equal(got, want) {
			t.Errorf("to be deleted: %v, want %v", got, want)
		}
	})
}

func TestD19_DaysAreReadTheLatestYearFirst(t *testing.T) {
	each(t, func(t *testing.T, h *home) {
		owner := newID()
		add := func(day piece.Day, clock string, remind bool) string {
			p := h.add(t, owner, func(p *piece.Piece) { p.Day, p.Time, p.Remind = day, clock, remind })
			return p.ID
		}
		old, late := add("2019-08-03", "", true), add("2025-08-03", "21:00", true)
		early := add("2025-08-03", "", true)
		add("2024-08-03", "", false)
		add("2025-08-04", "", true)
		add("2026-08-03", "", true)
		h.add(t, newID(), func(p *piece.Piece) { p.Day, p.Remind = "2025-08-03", true })
		days := []piece.Day{"2019-08-03", "2024-08-03", "2025-08-03", "2020-08-03"}
		for limit, want := range map[int][]string{10: {early, late, old}, 2: {early, late}} {
			got, err := h.OnDays(t.Context(), owner, days, limit)
			if err != nil || !slices.Equal(ids(got), want) {
				t.Errorf("at most %d: %v, %v", limit, ids(got), err)
			}
		}
		if got, err := h.OnDays(t.Context(), owner, nil, 10); err != nil || len(got) != 0 {
			t.Errorf("no days: %v, %v", got, err)
		}
	})
}
