package piecehttp_test

import (
	"context"
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"testing"
	"time"

	"piece/internal/piece/piecehttp"
)

func TestAPieceBelongsToACakeThatThereIs(t *testing.T) {
	each(t, sketch{}, func(t *testing.T, h *house) {
		owner, cake, target := newID(), h.cakes.add(), h.cakes.add()
		if a := h.post(owner, "k", h.draft(owner).with("cakeId", newID())); a.status != http.StatusUnprocessableEntity || a.fields()["body.cakeId"] != "not_found" {
			t.Errorf("a cake that nobody knows: %d %s", a.status, a.body)
		}
		p, d := h.made(owner, "cakeId", cake)
		if p.CakeID != cake {
			t.Errorf("stored as %q", p.CakeID)
		}
		h.cakes.merge(cake, target) // not followed yet: the neighbour tells
		if got := h.make(owner, "cakeId", cake).CakeID; got != target {
			t.Errorf("a merged cake was stored as %q", got)
		}

		asked := h.cakes.questions()
		h.put(owner, p.ID, d.with("cakeId", cake, "title", "다른 제목")).want(http.StatusOK)
		h.put(owner, p.ID, d.with("cakeId", nil, "version", 2)).want(http.StatusOK)
		if n := h.cakes.questions(); n != asked {
			t.Errorf("an edit that brings no other cake asked %d times", n-asked)
		}
		if a := h.put(owner, p.ID, d.with("cakeId", newID(), "version", 3)); a.fields()["body.cakeId"] != "not_found" {
			t.Errorf("an edit to a cake that nobody knows: %d %s", a.status, a.body)
		}
		h.put(owner, p.ID, d.with("cakeId", cake, "version", 3)).want(http.StatusOK)
		if got := h.get(owner, p.ID); got.CakeID != target {
			t.Errorf("an edit to a merged cake was stored as %q", got.CakeID)
		}
		if left := h.settle(); left != 2 {
			t.Errorf("%d tickets are kept, want 2", left)
		}
	})
}

func TestD23_ASaveWaitsForCakesThatCannotBeAsked(t *testing.T) {
	h := open(t, sketch{})
	owner, cake := newID(), h.cakes.add()
	p, d := h.made(owner, "cakeId", cake)
	without, _ := h.made(owner)
	draft := h.draft(owner).with("cakeId", cake)
	h.cakes.fail(true)
	if a := h.post(owner, "k", draft).want(http.StatusServiceUnavailable); a.header.Get("Retry-After") == "" {
		t.Error("nobody tells when to try again")
	}
	h.put(owner, without.ID, d.with("photoId", without.PhotoID, "artworkId", without.ArtworkID)).want(http.StatusServiceUnavailable)
	h.put(owner, p.ID, d.with("title", "다른 제목")).want(http.StatusOK)
	h.make(owner)
	if got := len(h.listed(owner, "?scope=mine")); got != 3 {
		t.Errorf("%d pieces, want 3", got)
	}
	h.cakes.fail(false)
	h.post(owner, "k", draft).want(http.StatusCreated)
	h.cakes.fail(true)
	h.post(owner, "k", draft).want(http.StatusCreated) // the first answer again needs nobody
}

// follow lets merges be followed, and gives what does so once more.
func (h *house) follow(t *testing.T) func() {
	ctx, stop := context.WithCancel(context.Background())
	woken, done := make(chan struct{}), make(chan error)
	go func() { done <- h.service.FollowMerges(ctx, woken) }()
	t.Cleanup(func() {
		stop()
		if err := <-done; err != nil {
			t.Error(err)
		}
	})
	return func() {
		woken <- struct{}{}
		woken <- struct{}{} // taken when the round of the first is over
	}
}

func TestPiecesFollowTheirCakeIntoAnother(t *testing.T) {
	each(t, sketch{}, func(t *testing.T, h *house) {
		owner, from, into, last := newID(), h.cakes.add(), h.cakes.add(), h.cakes.add()
		p, d := h.made(owner, "cakeId", from, "day", "2026-08-04")
		first := h.make(owner, "cakeId", into, "day", "2026-08-03")
		follow := h.follow(t)
		follow()
		h.cakes.merge(from, into)
		follow()
		got := h.get(owner, p.ID)
		if got.CakeID != into || got.Viewing != 2 || got.Version != p.Version || got.Revision != p.Revision || !got.UpdatedAt.Equal(p.UpdatedAt) {
			t.Errorf("after the merge: cake %q, viewing %d, version %d", got.CakeID, got.Viewing, got.Version)
		}
		if list := h.listed("", "?scope=public&q="+url.QueryEscape("파도")); len(list) != 2 {
			t.Errorf("search finds %v", list)
		}
		for _, cake := range []string{from, into} { // the old id stands for the new one
			if list := h.listed("", "?scope=public&cake="+cake); !slices.Equal(list, []string{first.ID, p.ID}) {
				t.Errorf("of the cake there are %v", list)
			}
		}

		// A form that was opened before the merge holds the old id; nobody has to be asked.
		h.cakes.fail(true)
		h.put(owner, p.ID, d.with("title", "다른 제목", "cakeId", from)).want(http.StatusOK)
		h.put(owner, p.ID, d.with("title", "다른 제목", "cakeId", from)).want(http.StatusOK) // sent again
		if got := h.get(owner, p.ID); got.CakeID != into || got.Title != "다른 제목" || got.Version != 2 {
			t.Errorf("the edit brought back %q, version %d", got.CakeID, got.Version)
		}
		h.cakes.fail(false)

		h.cakes.merge(into, last)
		follow()
		follow()
		for _, id := range []string{p.ID, first.ID} {
			if got := h.get(owner, id); got.CakeID != last {
				t.Errorf("after the second merge: %q", got.CakeID)
			}
		}
		if got := h.make(owner, "cakeId", from).CakeID; got != last {
			t.Errorf("a new piece of the first cake belongs to %q", got)
		}
	})
}

func (h *house) rated(viewer, cake string) piecehttp.CakeRatings {
	h.t.Helper()
	return read[piecehttp.CakeRatings](h.ask(viewer, "GET", pieces+"/ratings?cake="+cake, nil).want(http.StatusOK))
}

func TestD13_ACakeIsRatedByPublicPiecesOnly(t *testing.T) {
	each(t, sketch{}, func(t *testing.T, h *house) {
		cake := h.cakes.add()
		owner := newID()
		halves := []int{10, 9, 9, 1}
		for _, half := range halves {
			h.make(newID(), "cakeId", cake, "halfStars", half)
		}
		private := h.make(owner, "cakeId", cake, "halfStars", 2, "visibility", "private")
		h.make(newID(), "cakeId", h.cakes.add(), "halfStars", 1)
		h.make(newID(), "halfStars", 1)
		for _, viewer := range []string{"", owner} {
			if got := h.rated(viewer, cake); got.Pieces != 4 || got.Average != nil || got.Histogram != nil {
				t.Errorf("four pieces: %+v", got)
			}
		}
		h.patch(owner, private.ID, draft{"visibility": "public"}).want(http.StatusOK)
		got := h.rated("", cake)
		if got.Pieces != 5 || got.Average == nil || *got.Average != 31.0/10 || !slices.Equal(got.Histogram, []int{1, 1, 0, 0, 0, 0, 0, 0, 2, 1}) {
			t.Errorf("five pieces: %+v", got)
		}
		h.patch(owner, private.ID, draft{"visibility": "private"}).want(http.StatusOK)
		if got := h.rated(owner, cake); got.Pieces != 4 || got.Average != nil {
			t.Errorf("at once after one became private: %+v", got)
		}
		for _, nothing := range []string{newID(), "x", "%00", "%25"} {
			if got := h.rated("", nothing); got.Pieces != 0 || got.Average != nil {
				t.Errorf("%s: %+v", nothing, got)
			}
		}
		h.ask("", "GET", pieces+"/ratings", nil).want(http.StatusUnprocessableEntity)
	})
}

func TestD13_PiecesOfACakeAreListedToThoseWhoMaySeeThem(t *testing.T) {
	each(t, sketch{}, func(t *testing.T, h *house) {
		cake, owner, fan := h.cakes.add(), newID(), newID()
		old := h.make(owner, "cakeId", cake, "day", "2026-08-01")
		secret := h.make(owner, "cakeId", cake, "day", "2026-08-02", "visibility", "private", "title", "비밀 관람")
		theirs := h.make(fan, "cakeId", cake, "day", "2019-01-01", "kind", "musical")
		h.make(owner)
		h.make(owner, "cakeId", h.cakes.add())
		of := "&cake=" + cake
		for query, want := range map[string][]string{
			"?scope=public" + of:                            {theirs.ID, old.ID},
			"?scope=public&owner=" + owner + of:             {old.ID},
			"?scope=public&kind=musical" + of:               {theirs.ID},
			"?scope=public&q=" + url.QueryEscape("파도") + of: {theirs.ID, old.ID},
			"?scope=public&q=" + url.QueryEscape("비밀") + of: nil,
			"?scope=public&cake=" + newID():                 nil,
			"?scope=public&cake=x%25":                       nil,
		} {
			for _, viewer := range []string{"", fan, owner} {
				if got := h.listed(viewer, query); !slices.Equal(got, want) {
					t.Errorf("%s: %v, want %v", query, got, want)
				}
			}
		}
		if got := h.listed(owner, "?scope=mine"+of); !slices.Equal(got, []string{secret.ID, old.ID}) {
			t.Errorf("mine: %v", got)
		}
		if got := h.listed(owner, "?scope=mine&q="+url.QueryEscape("비밀")+of); !slices.Equal(got, []string{secret.ID}) {
			t.Errorf("found: %v", got)
		}
		if got := h.listed(fan, "?scope=mine"+of); !slices.Equal(got, []string{theirs.ID}) {
			t.Errorf("another's: %v", got)
		}
		if total := read[piecehttp.PieceList](h.ask(owner, "GET", pieces+"?scope=mine"+of, nil)).Total; total == nil || *total != 2 {
			t.Errorf("total %v", total)
		}
		h.ask("", "GET", pieces+"?scope=mine"+of, nil).want(http.StatusUnauthorized)
		if a := h.ask(owner, "GET", pieces+"?scope=hearted"+of, nil); a.status != http.StatusUnprocessableEntity || a.fields()["query.cake"] != "scope" {
			t.Errorf("hearted: %d %s", a.status, a.body)
		}
	})
}

// activity reads all pages of what was made since a day.
func (h *house) activity(since string) map[string]int {
	h.t.Helper()
	counts := map[string]int{}
	for next, pages := "", 0; ; pages++ {
		l := read[piecehttp.CakeActivityList](h.ask("", "GET", pieces+"/activity?since="+since+"&cursor="+next, nil).want(http.StatusOK))
		for _, a := range l.Items {
			if counts[a.Day+" "+a.CakeID] != 0 {
				h.t.Errorf("%s is told twice", a.CakeID)
			}
			counts[a.Day+" "+a.CakeID] = a.Pieces
		}
		if next = l.Next; next == "" || pages == 20 {
			return counts
		}
	}
}

func TestD13_ActivityCountsPublicPiecesByTheirDayInKorea(t *testing.T) {
	each(t, sketch{}, func(t *testing.T, h *house) {
		a, b, owner := h.cakes.add(), h.cakes.add(), newID()
		h.make(owner, "cakeId", a) // 12:00 UTC is 21:00 in Korea
		h.make(owner, "cakeId", a, "day", "2019-01-01")
		h.make(owner, "cakeId", b, "visibility", "private")
		h.make(owner)
		h.clock.Advance(3 * time.Hour) // past midnight there
		p := h.make(owner, "cakeId", a)
		h.make(owner, "cakeId", b)
		h.clock.Advance(72 * time.Hour)
		h.make(owner, "cakeId", b)
		want := map[string]int{"2026-08-03 " + a: 2, "2026-08-04 " + a: 1, "2026-08-04 " + b: 1, "2026-08-07 " + b: 1}
		if got := h.activity("2026-08-03"); fmt.Sprint(got) != fmt.Sprint(want) {
			t.Errorf("%v, want %v", got, want)
		}
		delete(want, "2026-08-03 "+a)
		if got := h.activity("2026-08-04"); fmt.Sprint(got) != fmt.Sprint(want) {
			t.Errorf("since the second day: %v", got)
		}
		h.patch(owner, p.ID, draft{"visibility": "private"}).want(http.StatusOK)
		delete(want, "2026-08-04 "+a)
		if got := h.activity("2026-08-04"); fmt.Sprint(got) != fmt.Sprint(want) {
			t.Errorf("after one became private: %v", got)
		}
		if got := h.activity("2026-08-08"); len(got) != 0 {
			t.Errorf("later there is %v", got)
		}
		for _, query := range []string{"", "?since=", "?since=2026-02-30", "?since=1899-12-31", "?since=today", "?since=2026-08-03&cursor=x", "?since=2026-08-03&cursor=WyJhIiwiYiJd"} {
			h.ask("", "GET", pieces+"/activity"+query, nil).want(http.StatusUnprocessableEntity)
		}
	})
}
