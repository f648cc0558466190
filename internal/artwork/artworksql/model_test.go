package artworksql_test

import (
	"bytes"
	"errors"
	"slices"
	"strings"
	"testing"
	"time"

	"piece/internal/artwork"
	"piece/internal/platform/errs"
	"piece/internal/platform/id"
)

var ai = []artwork.Provider{artwork.AI}

// askedOf stores a new try by a provider.
func (h *house) askedOf(t *testing.T, provider artwork.Provider, owner, photo string) artwork.Artwork {
	t.Helper()
	a, err := h.Ask(t.Context(), owner, photo, day, func(tries []artwork.Artwork, _ int) (artwork.Artwork, bool, error) {
		now := h.clock.Now()
		return artwork.Artwork{
			Subject: artwork.Subject{PhotoID: photo, Kind: "movie", Style: "riso"}, ID: id.New(h.clock), OwnerID: owner, Number: len(tries) + 1,
			Provider: provider, State: artwork.Asked, DueAt: now, CreatedAt: now, UpdatedAt: now,
		}, true, nil
	})
	must(t, err)
	return a
}

func (h *house) begunOf(t *testing.T, of []artwork.Provider) artwork.Job {
	t.Helper()
	now := h.clock.Now()
	j, err := h.Begin(t.Context(), of, now, now.Add(30*time.Second), now.Add(-10*time.Minute))
	must(t, err)
	return j
}

func TestPaintersTakeTheirOwnTriesOnly(t *testing.T) {
	each(t, func(t *testing.T, h *house) {
		owner := h.id()
		model := h.askedOf(t, artwork.AI, owner, h.id())
		_, err := h.begin(t.Context())
		want(t, err, errs.NotFound)
		adopted := h.askedOf(t, artwork.Adopted, owner, h.id()) // whose adoption a crash cut short
		if j := h.begun(t); j.ID != adopted.ID {
			t.Errorf("the local painter began %+v", j)
		}
		if j := h.begunOf(t, ai); j.ID != model.ID || j.Style != "riso" || j.Provider != artwork.AI {
			t.Errorf("the model began %+v", j)
		}
	})
}

func TestTheLineIsTheOrderInWhichTriesAreBegun(t *testing.T) {
	each(t, func(t *testing.T, h *house) {
		people := []string{h.id(), h.id(), h.id()}
		for _, who := range []int{0, 0, 0, 1, 0, 2, 1, 1} {
			h.askedOf(t, artwork.AI, people[who], h.id())
			h.clock.Advance(time.Second)
		}
		h.askedOf(t, artwork.Local, people[2], h.id())
		line := func(limit int) []string {
			t.Helper()
			ids, err := h.Line(t.Context(), ai, h.clock.Now().Add(-10*time.Minute), limit)
			must(t, err)
			return ids
		}
		h.begunOf(t, ai) // people who had their turn lately are further back
		before := line(100)
		if len(before) != 7 || !slices.Equal(line(3), before[:3]) {
			t.Fatalf("the line is %v", before)
		}
		var begun []string
		for range before {
			begun = append(begun, h.begunOf(t, ai).ID)
		}
		if !slices.Equal(begun, before) {
			t.Errorf("begun %v, the line was %v", begun, before)
		}
		if left := line(100); len(left) > 0 {
			t.Errorf("%v are left", left)
		}
	})
}

func TestASketchIsThereWhileATryIsPainted(t *testing.T) {
	each(t, func(t *testing.T, h *house) {
		sketch := bytes.Repeat([]byte{0, 0xff, '\'', '\\', 0xf0}, artwork.MaxSketch/5)
		kept := func(a artwork.Artwork) []byte {
			t.Helper()
			got, err := h.Find(t.Context(), a.OwnerID, a.ID)
			must(t, err)
			return got.Sketch
		}
		for name, settle := range map[string]func(j artwork.Job) error{
			"done": func(j artwork.Job) error {
				must(t, h.Prepare(t.Context(), j, "artwork/"+j.ID, h.clock.Now()))
				return h.Finish(t.Context(), j, "artwork/"+j.ID, artwork.Picture{Scene: "sea"}, h.clock.Now())
			},
			"failed": func(j artwork.Job) error { return h.Fail(t.Context(), j, artwork.FailedRefused, h.clock.Now()) },
			"put back": func(j artwork.Job) error {
				return h.PutBack(t.Context(), j, h.clock.Now(), h.clock.Now().Add(time.Hour), true)
			},
			"canceled": func(j artwork.Job) error {
				_, err := h.Cancel(t.Context(), j.OwnerID, j.ID, h.clock.Now())
				return err
			},
			"reclaimed": func(artwork.Job) error {
				h.clock.Advance(time.Minute)
				late, err := h.Reclaim(t.Context(), h.clock.Now(), 1)
				if len(late) != 1 || late[0].Failure != artwork.FailedInterrupted || late[0].Sketch != nil {
					t.Errorf("reclaimed %+v", late)
				}
				return err
			},
		} {
			a := h.askedOf(t, artwork.AI, h.id(), h.id())
			j := h.begunOf(t, ai)
			now := h.clock.Now()
			must(t, h.Extend(t.Context(), j, artwork.Stage{Done: 0.25, Sketch: sketch}, now, now.Add(30*time.Second)))
			must(t, h.Extend(t.Context(), j, artwork.Stage{Done: 0.5}, now, now.Add(30*time.Second)))
			if !bytes.Equal(kept(a), sketch) {
				t.Errorf("%s: the sketch of %d bytes is one of %d", name, len(sketch), len(kept(a)))
			}
			if err := settle(j); err != nil || kept(a) != nil {
				t.Errorf("%s: %v, a sketch of %d bytes is left", name, err, len(kept(a)))
			}
		}
	})
}

func TestD28_ARecipeIsFoundOnceItIsPainted(t *testing.T) {
	each(t, func(t *testing.T, h *house) {
		recipe := strings.Repeat("0123456789abcdef", 4)
		a := h.askedOf(t, artwork.AI, h.id(), h.id())
		j := h.begunOf(t, ai)
		_, err := h.FindRecipe(t.Context(), recipe)
		want(t, err, errs.NotFound)
		must(t, h.Prepare(t.Context(), j, "artwork/a", h.clock.Now()))
		must(t, h.Finish(t.Context(), j, "artwork/a", artwork.Picture{Model: "그림-1", Recipe: recipe}, h.clock.Now()))
		for _, other := range []string{"", recipe[1:] + "0"} {
			_, err = h.FindRecipe(t.Context(), other)
			want(t, err, errs.NotFound)
		}
		got, err := h.FindRecipe(t.Context(), recipe)
		must(t, err)
		if got.ID != a.ID || got.Model != "그림-1" || got.ImageKey != "artwork/a" || got.Scene != "" {
			t.Errorf("found %+v", got)
		}
		must(t, h.DeleteByPhoto(t.Context(), a.OwnerID, a.PhotoID))
		_, err = h.FindRecipe(t.Context(), recipe)
		want(t, err, errs.NotFound)
	})
}

func TestWhatIsCalledOffIsNobodysWork(t *testing.T) {
	each(t, func(t *testing.T, h *house) {
		a := h.askedOf(t, artwork.AI, h.id(), h.id())
		_, err := h.Cancel(t.Context(), h.id(), a.ID, h.clock.Now())
		want(t, err, errs.NotFound)
		j := h.begunOf(t, ai)
		for range 2 {
			got, err := h.Cancel(t.Context(), a.OwnerID, a.ID, h.clock.Now())
			if err != nil || got.State != artwork.Canceled {
				t.Fatalf("%+v, %v", got, err)
			}
		}
		now := h.clock.Now()
		for name, err := range map[string]error{
			"extend":  h.Extend(t.Context(), j, artwork.Stage{Done: 0.5}, now, now.Add(time.Minute)),
			"prepare": h.Prepare(t.Context(), j, "artwork/late", now),
			"finish":  h.Finish(t.Context(), j, "artwork/late", artwork.Picture{}, now),
			"putback": h.PutBack(t.Context(), j, now, now, true),
			"fail":    h.Fail(t.Context(), j, artwork.FailedInternal, now),
		} {
			if !errors.Is(err, errs.NotFound) {
				t.Errorf("%s: %v", name, err)
			}
		}
		h.clock.Advance(time.Hour)
		if late, err := h.Reclaim(t.Context(), h.clock.Now(), 3); err != nil || len(late) > 0 {
			t.Errorf("reclaimed %v, %v", late, err)
		}
		done := h.done(t, a.OwnerID, h.id(), "artwork/done", "sea")
		if got, err := h.Cancel(t.Context(), a.OwnerID, done.ID, h.clock.Now()); err != nil || got.State != artwork.Done {
			t.Errorf("what is done: %+v, %v", got, err)
		}
	})
}
