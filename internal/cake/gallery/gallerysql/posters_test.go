package gallerysql_test

import (
	"errors"
	"slices"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"piece/internal/cake/gallery"
	"piece/internal/platform/errs"
	"piece/internal/platform/id"
)

func TestASubjectIsWhatPostersTell(t *testing.T) {
	each(t, func(t *testing.T, h *house) {
		c := h.cake("밤의 연극", "")
		for i, name := range []string{"한소라", "이도윤"} {
			h.exec("INSERT INTO cake_credits (cake_id, position, role, name, part, picture_url) VALUES (?, ?, 'cast', ?, '', '')", c, i, name)
		}
		s := h.subject(c)
		w := s.Work
		if s.CakeID != c || s.Origin.Source != "kopis" || s.Origin.Code != "PF1" || w.Kind != "play" || w.Title != "밤의 연극" || w.Original != "Title" || w.Year != 2026 ||
			w.Opens != "2026-08-01" || w.Closes != "2026-09-01" || w.OpenRun || w.Venue != "소극장" || w.Genres != 5 || !s.UpdatedAt.Equal(h.clock.Now()) {
			t.Errorf("have %+v", s)
		}
		if len(w.Credits) != 2 || w.Credits[0].Name != "한소라" || w.Credits[1].Role != "cast" || s.Kept != (gallery.Kept{}) || s.Revision != 0 {
			t.Errorf("have %+v", s)
		}
		_, err := h.Subject(t.Context(), id.New(h.clock))
		want(t, err, errs.NotFound)
	})
}

func TestAKeptPosterIsToldAndReplacedByABetterOneOnly(t *testing.T) {
	each(t, func(t *testing.T, h *house) {
		c := h.cake("밤", "")
		var dropped []string
		last, revision := "", 0
		for _, step := range []struct {
			k    gallery.Kept
			wins bool
		}{
			{gallery.Kept{Origin: gallery.Drawn, Facts: "a", FactsAt: h.clock.Now()}, true},
			{gallery.Kept{Origin: gallery.Drawn, Facts: "a"}, false}, // the same picture
			{gallery.Kept{Origin: gallery.Drawn, Facts: "b"}, true},
			{gallery.Kept{Origin: gallery.Source}, true},
			{gallery.Kept{Origin: gallery.Drawn, Facts: "c"}, false},
			{gallery.Kept{Origin: gallery.Source}, true},
			{gallery.Kept{Origin: gallery.Hand}, true},
			{gallery.Kept{Origin: gallery.Source}, false},
			{gallery.Kept{Origin: gallery.Hand}, true},
		} {
			set, err := h.keep(c, step.k)
			if !step.wins {
				want(t, err, errs.Conflict)
				dropped = append(dropped, set)
				continue
			}
			must(t, err)
			if last != "" {
				dropped = append(dropped, last)
			}
			last = set
			revision++
			s := h.subject(c)
			if s.Kept.SetID != set || s.Kept.Origin != step.k.Origin || s.Kept.Facts != step.k.Facts || !s.Kept.FactsAt.Equal(step.k.FactsAt) || s.Revision != revision {
				t.Errorf("kept %+v, revision %d: have %+v", step.k, revision, s)
			}
		}
		var told gallery.Forms
		must(t, h.db.Reader().NewSelect().Table("cakes").Column("poster_width", "poster_height", "poster_color", "poster_blur").
			Where("id = ?", c).Scan(t.Context(), &told.Width, &told.Height, &told.Color, &told.Blur))
		if told.Width != forms.Width || told.Height != forms.Height || told.Color != forms.Color || told.Blur != forms.Blur {
			t.Errorf("told %+v", told)
		}
		if got := h.emptied(); len(got) != 0 {
			t.Errorf("deleted at once, while somebody may read it: %v", got)
		}
		h.clock.Advance(24 * time.Hour)
		if got := h.emptied(); !slices.Equal(got, keysOf(dropped...)) {
			t.Errorf("deleted %v", got)
		}
	})
}

func TestAPosterWhoseObjectsWereDeletedIsNotKept(t *testing.T) {
	each(t, func(t *testing.T, h *house) {
		c, set := h.cake("밤", ""), id.New(h.clock)
		must(t, h.Intend(t.Context(), gallery.Keys(set)...))
		h.clock.Advance(24 * time.Hour)
		h.emptied()
		want(t, h.Keep(t.Context(), c, gallery.Kept{SetID: set, Origin: gallery.Hand}, forms), errs.Unavailable)
		if s := h.subject(c); s.Kept.SetID != "" || s.Revision != 0 {
			t.Errorf("have %+v", s)
		}
		_, err := h.keep(id.New(h.clock), gallery.Kept{Origin: gallery.Hand})
		want(t, err, errs.NotFound)
	})
}

func TestOfTheSameDrawingAtTheSameMomentOneIsKept(t *testing.T) {
	each(t, func(t *testing.T, h *house) {
		c := h.cake("밤", "")
		var wins atomic.Int32
		var group sync.WaitGroup
		for range 6 {
			group.Go(func() {
				_, err := h.keep(c, gallery.Kept{Origin: gallery.Drawn, Facts: "same"})
				if err == nil {
					wins.Add(1)
				} else if !errors.Is(err, errs.Conflict) {
					t.Error(err)
				}
			})
		}
		group.Wait()
		if wins.Load() != 1 || h.subject(c).Revision != 1 {
			t.Errorf("%d were kept, revision %d", wins.Load(), h.subject(c).Revision)
		}
	})
}

func TestADrawnPosterIsConfirmed(t *testing.T) {
	each(t, func(t *testing.T, h *house) {
		c := h.cake("밤", "")
		set, err := h.keep(c, gallery.Kept{Origin: gallery.Drawn, Facts: "a"})
		must(t, err)
		must(t, h.Confirm(t.Context(), c, gallery.Kept{SetID: "another", FactsAt: h.clock.Now().Add(time.Hour)}))
		must(t, h.Confirm(t.Context(), c, gallery.Kept{SetID: set, FactsAt: h.clock.Now()}))
		if s := h.subject(c); !s.Kept.FactsAt.Equal(h.clock.Now()) || s.Revision != 1 {
			t.Errorf("have %+v", s)
		}
	})
}

func TestAMergedCakeHandsItsPosterOver(t *testing.T) {
	each(t, func(t *testing.T, h *house) {
		for name, c := range map[string]struct {
			from, into gallery.Origin
			moves      bool
		}{
			"a photo in place of a drawing":      {gallery.Hand, gallery.Drawn, true},
			"a photo to none":                    {gallery.Hand, "", true},
			"a source's in place of a drawing":   {gallery.Source, gallery.Drawn, true},
			"a drawing to none":                  {gallery.Drawn, "", false},
			"a source's in place of a photo":     {gallery.Source, gallery.Hand, false},
			"a photo to one that has its own":    {gallery.Hand, gallery.Hand, false},
			"a source's to one that has its own": {gallery.Source, gallery.Source, false},
		} {
			from, into := h.cake("옛 제목", ""), h.cake("새 제목", "")
			was := h.kept(from, c.from)
			had, revision := "", 0
			if c.into != "" {
				had, revision = h.kept(into, c.into), 1
			}
			must(t, h.HandOver(t.Context(), from)) // not merged: nothing
			if h.subject(from).Kept.SetID != was {
				t.Fatalf("%s: gone before the merge", name)
			}
			h.merge(from, into)
			for range 2 {
				must(t, h.HandOver(t.Context(), from))
			}
			stays, goes := had, was
			if c.moves {
				stays, goes, revision = was, had, revision+1
			}
			if s := h.subject(from); s.CakeID != into || s.Kept.SetID != stays || s.Revision != revision {
				t.Errorf("%s: have %+v, want %s at %d", name, s, stays, revision)
			}
			h.clock.Advance(24 * time.Hour)
			gone := keysOf()
			if goes != "" {
				gone = keysOf(goes)
			}
			if got := h.emptied(); !slices.Equal(got, gone) {
				t.Errorf("%s: deleted %v, want %v", name, got, gone)
			}
		}
	})
}
