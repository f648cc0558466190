package gallerysql_test

import (
	"errors"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"piece/internal/cake"
	"piece/internal/cake/gallery"
	"piece/internal/platform/errs"
	"piece/internal/platform/id"
)

func task(picture, address string, urgency int64) gallery.Task {
	cakeID, _ := strings.CutPrefix(picture, "poster:")
	if cakeID == picture {
		cakeID = "" // a portrait
	}
	return gallery.Task{Picture: picture, CakeID: cakeID, Address: address, Source: "tmdb", Urgency: urgency}
}

func (h *house) ask(tasks ...gallery.Task) {
	h.t.Helper()
	must(h.t, h.Ask(h.t.Context(), tasks, nil))
}

func (h *house) begin() (gallery.Task, error) {
	return h.Begin(h.t.Context(), "tmdb", h.clock.Now(), h.clock.Now().Add(5*time.Minute))
}

func (h *house) begun() gallery.Task {
	h.t.Helper()
	t, err := h.begin()
	must(h.t, err)
	return t
}

func TestTheMostUrgentTaskOfASourceComesFirst(t *testing.T) {
	each(t, func(t *testing.T, h *house) {
		other := task("poster:x", "https://other.example/1", 100)
		other.Source = "kopis"
		h.ask(task("poster:a", "https://a.example/1", 5), task("poster:b", "https://a.example/2", 50), task("poster:c", "https://a.example/3", 20), other)
		h.ask(task("poster:a", "https://a.example/1", 500)) // is there already: as it was
		var order []string
		for range 3 {
			order = append(order, h.begun().Picture)
		}
		if !slices.Equal(order, []string{"poster:b", "poster:c", "poster:a"}) {
			t.Errorf("in the order of %v", order)
		}
		_, err := h.begin()
		want(t, err, errs.NotFound)
		waiting, err := h.Waiting(t.Context())
		must(t, err)
		if len(waiting) != 1 || waiting["kopis"] != 1 {
			t.Errorf("waiting: %v", waiting)
		}
	})
}

func TestNoTaskIsBegunTwice(t *testing.T) {
	each(t, func(t *testing.T, h *house) {
		const count = 12
		for i := range count {
			h.ask(task("poster:"+id.New(h.clock), "https://a.example/", int64(i)))
		}
		var mu sync.Mutex
		seen := map[string]int{}
		var group sync.WaitGroup
		for range 4 {
			group.Go(func() {
				for {
					task, err := h.begin()
					if errors.Is(err, errs.NotFound) {
						return
					}
					if err != nil {
						t.Error(err)
						return
					}
					mu.Lock()
					seen[task.Picture]++
					mu.Unlock()
				}
			})
		}
		group.Wait()
		if len(seen) != count {
			t.Errorf("%d of %d tasks were begun", len(seen), count)
		}
		for picture, n := range seen {
			if n != 1 {
				t.Errorf("%s was begun %d times", picture, n)
			}
		}
	})
}

func TestATaskRestsAndIsWokenAsItWas(t *testing.T) {
	each(t, func(t *testing.T, h *house) {
		h.ask(gallery.Task{Picture: "poster:a", CakeID: id.New(h.clock), Address: "https://a.example/1", Source: "tmdb", Urgency: 7})
		first := h.begun()
		made := gallery.Made{SetID: id.New(h.clock), Digest: "d1", Validators: gallery.Validators{ETag: `W/"x"`, LastModified: "Mon, 03 Aug 2026 12:00:00 GMT"}}
		due := h.clock.Now().Add(time.Hour)
		must(t, h.Finish(t.Context(), first, gallery.Ended{Outcome: gallery.Unreachable, Attempts: 3, Due: due, Made: made}))
		want(t, h.Finish(t.Context(), first, gallery.Ended{Outcome: gallery.Fetched, Due: due}), errs.NotFound)
		must(t, h.Wake(t.Context(), due.Add(-time.Microsecond)))
		_, err := h.begin()
		want(t, err, errs.NotFound)
		h.clock.Set(due)
		must(t, h.Wake(t.Context(), due))
		again := h.begun()
		if again.Made != made || again.Attempts != 3 || again.Outcome != gallery.Unreachable || again.CakeID != first.CakeID || again.Urgency != 7 {
			t.Errorf("came back as %+v", again)
		}
		if found, err := h.Tasks(t.Context(), []string{"poster:a", "poster:none"}); err != nil || len(found) != 1 || found["poster:a"].Address != "https://a.example/1" {
			t.Errorf("found %+v, %v", found, err)
		}
	})
}

func TestATaskOfANodeThatDiedGoesToAnother(t *testing.T) {
	each(t, func(t *testing.T, h *house) {
		h.ask(task("poster:a", "https://a.example/1", 1))
		lost := h.begun()
		h.clock.Advance(4 * time.Minute)
		must(t, h.Wake(t.Context(), h.clock.Now()))
		_, err := h.begin()
		want(t, err, errs.NotFound)
		h.clock.Advance(time.Minute)
		must(t, h.Wake(t.Context(), h.clock.Now()))
		mine := h.begun()
		want(t, h.Finish(t.Context(), lost, gallery.Ended{Outcome: gallery.Fetched, Due: h.clock.Now().Add(time.Hour)}), errs.NotFound)
		must(t, h.Finish(t.Context(), mine, gallery.Ended{Outcome: gallery.Fetched, Due: h.clock.Now().Add(time.Hour)}))
	})
}

func TestAnotherAddressIsFetchedAnew(t *testing.T) {
	each(t, func(t *testing.T, h *house) {
		h.ask(task("poster:a", "https://a.example/1", 1))
		first := h.begun()
		must(t, h.Finish(t.Context(), first, gallery.Ended{
			Outcome: gallery.Missing, Attempts: 2, Due: h.clock.Now().Add(time.Hour),
			Made: gallery.Made{SetID: "s", Digest: "d", Validators: gallery.Validators{ETag: `"1"`, LastModified: "x"}},
		}))
		must(t, h.Ask(t.Context(), nil, []gallery.Task{task("poster:a", "https://a.example/1", 9)}))
		if _, err := h.begin(); !errors.Is(err, errs.NotFound) {
			t.Errorf("more urgent, and it is fetched again: %v", err)
		}
		must(t, h.Ask(t.Context(), nil, []gallery.Task{task("poster:a", "https://a.example/2", 9)}))
		second := h.begun()
		if second.Address != "https://a.example/2" || second.Attempts != 0 || second.Outcome != "" || second.Made != (gallery.Made{SetID: "s", Digest: "d"}) || second.Urgency != 9 {
			t.Errorf("begun %+v", second)
		}
		// And while somebody is about to fetch the second, there is a third.
		must(t, h.Ask(t.Context(), nil, []gallery.Task{task("poster:a", "https://a.example/3", 9)}))
		want(t, h.Finish(t.Context(), second, gallery.Ended{Outcome: gallery.Fetched, Due: h.clock.Now().Add(time.Hour)}), errs.NotFound)
		if third := h.begun(); third.Address != "https://a.example/3" {
			t.Errorf("begun %+v", third)
		}
	})
}

func TestValidatorsThatDontFitAreLeftOut(t *testing.T) {
	each(t, func(t *testing.T, h *house) {
		h.ask(task("poster:a", "https://a.example/1", 1))
		long := make([]byte, 201)
		for i := range long {
			long[i] = 'x'
		}
		must(t, h.Finish(t.Context(), h.begun(), gallery.Ended{
			Outcome: gallery.Fetched, Due: h.clock.Now().Add(time.Hour), Made: gallery.Made{Validators: gallery.Validators{ETag: string(long), LastModified: "요일"}},
		}))
		found, err := h.Tasks(t.Context(), []string{"poster:a"})
		must(t, err)
		if v := found["poster:a"].Made.Validators; v != (gallery.Validators{}) {
			t.Errorf("kept %+v", v)
		}
	})
}

func TestAPortraitIsKeptAndReplaced(t *testing.T) {
	each(t, func(t *testing.T, h *house) {
		name := (&cake.Credit{Picture: "https://a.example/face.jpg"}).Portrait()
		h.ask(task(gallery.PortraitOf(name), "https://a.example/face.jpg", 1))
		_, err := h.Portrait(t.Context(), name)
		want(t, err, errs.NotFound)
		var sets []string
		for range 2 {
			begun := h.begun()
			set := id.New(h.clock)
			must(t, h.Intend(t.Context(), gallery.PortraitKey(set)))
			must(t, h.Finish(t.Context(), begun, gallery.Ended{Outcome: gallery.Fetched, Due: h.clock.Now().Add(time.Hour), Made: gallery.Made{SetID: set}}))
			got, err := h.Portrait(t.Context(), name)
			must(t, err)
			if got != set {
				t.Errorf("have %s, want %s", got, set)
			}
			sets = append(sets, set)
			h.clock.Advance(24 * time.Hour)
			must(t, h.Wake(t.Context(), h.clock.Now()))
		}
		if got := h.emptied(); !slices.Equal(got, []string{gallery.PortraitKey(sets[0])}) {
			t.Errorf("deleted %v", got)
		}
		// One that took so long that its object is gone is not kept.
		begun, set := h.begun(), id.New(h.clock)
		must(t, h.Intend(t.Context(), gallery.PortraitKey(set)))
		h.clock.Advance(2 * time.Hour)
		h.emptied()
		want(t, h.Finish(t.Context(), begun, gallery.Ended{Outcome: gallery.Fetched, Due: h.clock.Now(), Made: gallery.Made{SetID: set}}), errs.Unavailable)
		if got, err := h.Portrait(t.Context(), name); err != nil || got != sets[1] {
			t.Errorf("have %s, %v", got, err)
		}
	})
}

func TestOneNodeWalks(t *testing.T) {
	each(t, func(t *testing.T, h *house) {
		lead := func(holder string) bool {
			ok, err := h.Lead(t.Context(), holder, h.clock.Now(), h.clock.Now().Add(30*time.Second))
			must(t, err)
			return ok
		}
		if !lead("a") || lead("b") || !lead("a") {
			t.Error("not one of the two")
		}
		h.clock.Advance(29 * time.Second)
		if lead("b") {
			t.Error("the other leads while the lease lasts")
		}
		h.clock.Advance(time.Second)
		if !lead("b") || lead("a") {
			t.Error("the lease of a node that is gone doesn't end")
		}
	})
}

func TestTheWalkSeesEveryCakeInItsOrder(t *testing.T) {
	each(t, func(t *testing.T, h *house) {
		a, b, c := h.cake("하나", "https://a.example/1"), h.cake("둘", ""), h.cake("셋", "https://a.example/3")
		h.merge(b, a)
		h.exec("INSERT INTO cake_credits (cake_id, position, role, name, part, picture_url) VALUES (?, 0, 'cast', '가', '', 'https://a.example/face'), (?, 1, 'cast', '나', '', '')", a, a)
		set, err := h.keep(c, gallery.Kept{Origin: gallery.Drawn, Facts: "f", FactsAt: h.clock.Now()})
		must(t, err)
		first, err := h.Walk(t.Context(), 0, 2)
		must(t, err)
		rest, err := h.Walk(t.Context(), first[len(first)-1].Number, 10)
		must(t, err)
		if len(first) != 2 || len(rest) != 1 || first[0].ID != a || first[1].ID != b || rest[0].ID != c {
			t.Fatalf("saw %+v, then %+v", first, rest)
		}
		if s := first[0]; s.Address != "https://a.example/1" || s.Heat != 77 || s.Opens != "2026-08-01" || s.Merged || s.Source != "kopis" || len(s.Portraits) != 1 || s.Portraits[0].Picture != "https://a.example/face" || s.Kept != (gallery.Kept{}) {
			t.Errorf("saw %+v", s)
		}
		if !first[1].Merged {
			t.Error("the merged one isn't")
		}
		if s := rest[0]; s.Kept.SetID != set || s.Kept.Origin != gallery.Drawn || !s.Kept.FactsAt.Equal(s.UpdatedAt) || s.UpdatedAt.IsZero() {
			t.Errorf("saw %+v", s)
		}
		if end, err := h.Walk(t.Context(), rest[0].Number, 10); err != nil || len(end) != 0 {
			t.Errorf("after the last: %+v, %v", end, err)
		}
	})
}
