package artworkhttp_test

import (
	"context"
	"errors"
	"net/http"
	"testing"

	"piece/internal/artwork"
	"piece/internal/platform/errs"
)

func TestATryIsCalledOffInEveryState(t *testing.T) {
	h := open(t)
	person, other := h.id(), h.id()
	photo := h.photo(person)
	cancel := func(want int, who, artworkID string) string {
		t.Helper()
		return h.Wants(want, who, "DELETE", "/artworks/"+artworkID, nil).Problem()
	}
	asked := h.ask(person, photo, "provider", "ai")
	cancel(http.StatusNotFound, other, asked.ID)
	cancel(http.StatusUnauthorized, "", asked.ID)
	cancel(http.StatusNotFound, person, h.id())
	cancel(http.StatusNoContent, person, asked.ID)
	cancel(http.StatusNoContent, person, asked.ID) // again
	h.paintBy(artwork.AI)
	if got := h.get(person, asked.ID); got.State != "canceled" || got.Failure != nil || got.Ahead != nil || len(h.model.painted) > 0 {
		t.Errorf("called off: %+v, painted %v", got, h.model.painted)
	}
	next := h.ask(person, photo, "provider", "ai")
	if next.ID == asked.ID {
		t.Fatal("what was called off is given again")
	}
	h.paintBy(artwork.AI)
	if code := cancel(http.StatusConflict, person, next.ID); code != "artwork_done" {
		t.Errorf("when it is done: %s", code)
	}
	h.model.act = failing(errors.New("no"))
	failed := h.ask(person, photo, "provider", "ai", "again", true)
	h.paintBy(artwork.AI)
	cancel(http.StatusNoContent, person, failed.ID)
	if got := h.get(person, failed.ID); got.State != "failed" {
		t.Errorf("what failed stays so: %+v", got)
	}
	// Neither counts among the tries of a photo.
	for range artwork.MaxTries - 1 {
		h.ask(person, photo, "again", true)
	}
	h.Wants(http.StatusConflict, person, "POST", "/artworks", order(photo, "again", true))
}

// What is painted on another node ends when it is called off here.
func TestATryIsCalledOffWhileAnotherNodePaintsIt(t *testing.T) {
	h := open(t)
	person := h.id()
	begun, cause := make(chan struct{}), make(chan error, 1)
	h.model.act = func(ctx context.Context, _ artwork.Job, progress func(float64)) (artwork.Picture, error) {
		progress(0.5)
		close(begun)
		<-ctx.Done()
		cause <- context.Cause(ctx)
		return artwork.Picture{}, ctx.Err()
	}
	a := h.ask(person, h.photo(person), "provider", "ai")
	elsewhere := artwork.New(h.deps)
	run(t, elsewhere)
	<-begun
	h.Wants(http.StatusNoContent, person, "DELETE", "/artworks/"+a.ID, nil)
	if why := <-cause; !errors.Is(why, artwork.ErrCalledOff) || !errors.Is(why, errs.NotFound) {
		t.Errorf("it ended because %v", why)
	}
	if got := h.get(person, a.ID); got.State != "canceled" || got.Sketch != "" {
		t.Errorf("called off: %+v", got)
	}
	h.wantStored(person)
}

// A stop leaves a model's picture that is on its way some time.
func TestAModelMayFinishWhileTheProcessStops(t *testing.T) {
	h := open(t, func(_ *house, d *artwork.Deps) { d.Drain = 1 << 40 })
	person := h.id()
	begun, finish := make(chan struct{}), make(chan struct{})
	h.model.act = func(ctx context.Context, j artwork.Job, _ func(float64)) (artwork.Picture, error) {
		close(begun)
		select {
		case <-finish:
			return picture(j)
		case <-ctx.Done():
			return artwork.Picture{}, ctx.Err()
		}
	}
	a := h.ask(person, h.photo(person), "provider", "ai")
	ctx, stop := context.WithCancel(t.Context())
	ended := make(chan error)
	go func() { ended <- h.artworks.Run(ctx) }()
	<-begun
	stop()
	close(finish)
	must(t, <-ended)
	if got := h.get(person, a.ID); got.State != "done" {
		t.Errorf("after the stop: %+v", got)
	}
}
