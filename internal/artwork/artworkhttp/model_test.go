package artworkhttp_test

import (
	"context"
	"errors"
	"net/http"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"piece/internal/artwork"
	"piece/internal/artwork/artworkhttp"
	"piece/internal/platform/errs"
)

func TestStylesAndProvidersAreTriesOfTheirOwn(t *testing.T) {
	h := open(t)
	person := h.id()
	photo := h.photo(person)
	oil := h.ask(person, photo)
	if named := h.ask(person, photo, "style", "oil", "provider", "local"); named.ID != oil.ID || oil.Style != "oil" || oil.Provider != "local" {
		t.Errorf("oil by the local painter is %+v, named %+v", oil, named)
	}
	ids := []string{oil.ID}
	for _, style := range artwork.Styles()[1:] {
		a := h.ask(person, photo, "style", style)
		if a.Style != style {
			t.Errorf("asked for %s: %+v", style, a)
		}
		ids = append(ids, a.ID)
	}
	model := h.ask(person, photo, "style", "ink", "provider", "ai")
	if same := h.ask(person, photo, "style", "ink", "provider", "ai"); same.ID != model.ID || model.Provider != "ai" {
		t.Errorf("by the model: %+v and %+v", model, same)
	}
	ids = append(ids, model.ID)
	if slices.Sort(ids); len(slices.Compact(ids)) != len(artwork.Styles())+1 {
		t.Errorf("%d tries", len(ids))
	}
	for name, body := range map[string]map[string]any{
		"invalid body.style:choice":    order(photo, "style", "cubist"),
		"invalid body.provider:choice": order(photo, "provider", "adopted"),
	} {
		if a := h.Wants(http.StatusUnprocessableEntity, person, "POST", "/artworks", body); a.Problem() != name {
			t.Errorf("%s: %s", name, a.Problem())
		}
	}
	h.deps.AIStyles = []string{"oil"}
	h.artworks = artwork.New(h.deps)
	if _, err := h.artworks.Ask(t.Context(), person, artwork.Order{Subject: artwork.Subject{PhotoID: photo, Kind: "movie", Style: "riso"}, Provider: artwork.AI}); !errors.Is(err, errs.Invalid) {
		t.Errorf("a style that the model doesn't have: %v", err)
	}
}

func TestEachPainterHasItsOwnLine(t *testing.T) {
	h := open(t)
	greedy, modest := h.id(), h.id()
	ahead := func(a artworkhttp.Artwork) int {
		t.Helper()
		if a.Ahead == nil {
			t.Fatalf("nothing is told of who comes before: %+v", a)
		}
		return *a.Ahead
	}
	var theirs []artworkhttp.Artwork
	for n := range 3 {
		a := h.ask(greedy, h.photo(greedy), "provider", "ai")
		theirs = append(theirs, a)
		if ahead(a) != n {
			t.Errorf("try %d has %d ahead", n, ahead(a))
		}
		h.clock.Advance(time.Second)
	}
	a := h.ask(modest, h.photo(modest), "provider", "ai")
	local := h.ask(greedy, h.photo(greedy))
	if ahead(a) != 1 || ahead(h.get(greedy, theirs[1].ID)) != 2 || ahead(h.get(greedy, theirs[2].ID)) != 3 || ahead(local) != 0 {
		t.Errorf("%d before the modest, %d and %d before the greedy, %d before the local one", ahead(a), ahead(h.get(greedy, theirs[1].ID)), ahead(h.get(greedy, theirs[2].ID)), ahead(local))
	}
	h.paint()
	if got := h.get(greedy, local.ID); got.State != "done" || got.Ahead != nil {
		t.Errorf("the local one: %+v", got)
	}
	for range 2 {
		_, err := h.artworks.PaintNext(t.Context(), artwork.AI)
		must(t, err)
	}
	if !slices.Equal(h.model.painted, []string{theirs[0].ID, a.ID}) || ahead(h.get(greedy, theirs[1].ID)) != 0 {
		t.Errorf("painted %v, %d before the next", h.model.painted, ahead(h.get(greedy, theirs[1].ID)))
	}
}

func TestD28_WhoMayNotAskTheModelIsTold(t *testing.T) {
	h := open(t)
	person := h.id()
	photo := h.photo(person)
	there := h.ask(person, photo, "provider", "ai")
	h.refuses = errs.Define(errs.KindTooMany, "ai_quota", errs.Text{Ko: "내일", En: "tomorrow"}).After(time.Hour)
	a := h.Wants(http.StatusTooManyRequests, person, "POST", "/artworks", order(photo, "provider", "ai", "again", true))
	if a.Problem() != "ai_quota" || a.Header.Get("Retry-After") != "3600" {
		t.Errorf("answered %s", a.Body)
	}
	if same := h.ask(person, photo, "provider", "ai"); same.ID != there.ID {
		t.Error("a try that exists was asked for anew")
	}
	h.ask(person, photo, "style", "riso")
	h.refuses = errs.Define(errs.KindForbidden, "ai_consent", errs.Text{Ko: "동의", En: "consent"})
	if a := h.Wants(http.StatusForbidden, person, "POST", "/artworks", order(h.photo(person), "provider", "ai")); a.Problem() != "ai_consent" {
		t.Errorf("answered %s", a.Body)
	}
}

func TestD28_WhatAModelAnswersIsTold(t *testing.T) {
	h := open(t)
	person := h.id()
	texts := map[string]bool{}
	for _, code := range artwork.FailureCodes() {
		h.model.act = failing(&artwork.Failure{Code: code, Cause: errors.New("no")})
		photo := h.photo(person)
		a := h.ask(person, photo, "provider", "ai")
		h.paintBy(artwork.AI)
		got := h.get(person, a.ID)
		if got.State != "failed" || got.Failure.Code != string(code) || texts[got.Failure.Message] {
			t.Errorf("%s: %+v %+v", code, got, got.Failure)
		}
		texts[got.Failure.Message] = true
		ko := h.Do(person, "GET", "/artworks/"+a.ID, nil, "Accept-Language", "ko")
		if !strings.Contains(string(ko.Body), code.Text().Ko) || code.Text().Ko == code.Text().En {
			t.Errorf("%s in Korean: %s", code, ko.Body)
		}
		if local := h.ask(person, photo); local.State != "asked" {
			t.Errorf("%s: the local picture: %+v", code, local)
		}
		if next := h.ask(person, photo, "provider", "ai"); next.ID == a.ID {
			t.Errorf("%s: the same try again", code)
		}
		h.model.act = nil
		h.paintBy(artwork.AI)
	}
	attempts := h.model.painted
	if len(attempts) != 2*len(artwork.FailureCodes()) {
		t.Errorf("%d attempts", len(attempts))
	}
}

func TestABusyModelIsAskedAgainWhenItSays(t *testing.T) {
	h := open(t)
	person := h.id()
	h.model.act = failing(errs.Unavailable.After(20 * time.Second).With(errors.New("429")))
	a := h.ask(person, h.photo(person), "provider", "ai")
	h.paintBy(artwork.AI)
	h.clock.Advance(19 * time.Second)
	h.paintBy(artwork.AI)
	if got := h.get(person, a.ID); got.State != "asked" || len(h.model.painted) != 1 {
		t.Fatalf("before its time: %+v, %d attempts", got, len(h.model.painted))
	}
	for range 3 {
		h.clock.Advance(20 * time.Second)
		h.paintBy(artwork.AI)
	}
	if got := h.get(person, a.ID); got.State != "failed" || got.Failure.Code != "unavailable" || len(h.model.painted) != artwork.MaxAttempts {
		t.Errorf("in the end: %+v after %d attempts", got, len(h.model.painted))
	}
	h.model.act = failing(errs.Unavailable.After(time.Hour))
	b := h.ask(person, h.photo(person), "provider", "ai")
	h.paintBy(artwork.AI)
	if got := h.get(person, b.ID); got.State != "failed" || got.Failure.Code != "unavailable" {
		t.Errorf("nobody waits for an hour: %+v", got)
	}
}

func TestAPaintingIsSeenAsItGrows(t *testing.T) {
	type told struct {
		state    artwork.State
		progress float64
	}
	var mu sync.Mutex
	var news []told
	h := open(t, func(h *house, d *artwork.Deps) {
		d.OnChange = func(_ string, a artwork.Artwork) {
			mu.Lock()
			defer mu.Unlock()
			news = append(news, told{a.State, a.Progress})
		}
	})
	person := h.id()
	finish := make(chan struct{})
	h.model.grows = func(watch func(artwork.Stage)) {
		watch(artwork.Stage{Done: 0.25, Sketch: []byte("first strokes")})
		watch(artwork.Stage{Done: 0.5, Sketch: make([]byte, artwork.MaxSketch+1)}) // too large to show
	}
	h.model.act = func(_ context.Context, j artwork.Job, _ func(float64)) (artwork.Picture, error) {
		<-finish
		return artwork.Picture{WebP: []byte("a picture"), Model: "brush-1"}, nil
	}
	a := h.ask(person, h.photo(person), "provider", "ai")
	stop := run(t, h.artworks)
	for got := a; ; got = artworkOf(t, h.Wants(http.StatusOK, person, "GET", "/artworks/"+a.ID+"?wait=10", nil)) {
		if got.Sketch == "" && got.Progress < 0.5 {
			continue
		}
		if got.Sketch != "data:image/webp;base64,Zmlyc3Qgc3Ryb2tlcw==" || got.Progress != 0.5 || got.State != "running" {
			t.Fatalf("while it is painted: %+v", got)
		}
		break
	}
	close(finish)
	got := a
	for got.State != "done" {
		got = artworkOf(t, h.Wants(http.StatusOK, person, "GET", "/artworks/"+a.ID+"?wait=10", nil))
	}
	kept, err := h.store.Find(t.Context(), person, a.ID)
	must(t, err)
	if got.Sketch != "" || len(kept.Sketch) > 0 || got.Model != "brush-1" || got.Progress != 1 {
		t.Errorf("done: %+v", got)
	}
	stop()
	if news[0] != (told{artwork.Running, 0}) || news[len(news)-1] != (told{artwork.Done, 1}) || !slices.Contains(news, told{artwork.Running, 0.5}) {
		t.Errorf("told %v", news)
	}
}

// D28: a picture that was paid isn't thrown away because the object store is down for a moment.
func TestD28_APaidPictureIsHeldOnTo(t *testing.T) {
	h := open(t)
	person := h.id()
	h.objects.fails = 2
	a := h.ask(person, h.photo(person), "provider", "ai")
	_, err := h.artworks.PaintNext(t.Context(), artwork.AI)
	must(t, err)
	if got := h.get(person, a.ID); got.State != "done" || len(h.model.painted) != 1 {
		t.Errorf("%+v after %d paintings", got, len(h.model.painted))
	}
}
