package artworkhttp_test

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"reflect"
	"sync"
	"testing"
	"time"

	"piece/internal/artwork"
	"piece/internal/artwork/artworkhttp"
	"piece/internal/platform/errs"
	"piece/internal/platform/sqldb"
	"piece/internal/platform/sqldb/sqldbtest"
)

type act = func(ctx context.Context, j artwork.Job, progress func(float64)) (artwork.Picture, error)

func failing(err error) act {
	return func(context.Context, artwork.Job, func(float64)) (artwork.Picture, error) {
		return artwork.Picture{}, err
	}
}

func picture(j artwork.Job) (artwork.Picture, error) {
	return artwork.Picture{WebP: []byte(fmt.Sprintf("attempt %d", j.Attempts)), Scene: fmt.Sprintf("scene%d", j.Number)}, nil
}

func recording(seeds *[]uint64, avoided *[][]string) act {
	return func(_ context.Context, j artwork.Job, _ func(float64)) (artwork.Picture, error) {
		*seeds, *avoided = append(*seeds, j.Seed), append(*avoided, j.Avoid)
		return picture(j)
	}
}

// steady is a painter that goes on in small steps until it is told to finish.
func steady(finish <-chan struct{}) act {
	return func(ctx context.Context, j artwork.Job, progress func(float64)) (artwork.Picture, error) {
		t := time.NewTicker(10 * time.Millisecond)
		defer t.Stop()
		for n := 1.0; ; n++ {
			select {
			case <-ctx.Done():
				return artwork.Picture{}, ctx.Err()
			case <-finish:
				return picture(j)
			case <-t.C:
				progress(1 - 1/n)
			}
		}
	}
}

func TestAQuestionIsHeldUntilSomethingChanges(t *testing.T) {
	h := open(t)
	person := h.id()
	finish := make(chan struct{})
	h.brush.act = steady(finish)
	a := h.ask(person, h.photo(person))
	run(t, h.artworks)
	held := func() artworkhttp.Artwork {
		return artworkOf(t, h.Wants(http.StatusOK, person, "GET", "/artworks/"+a.ID+"?wait=10", nil))
	}
	began := time.Now()
	seen := -1.0
	for range 4 {
		got := held()
		if got.State != "running" || got.Progress <= seen || got.Progress > 1 {
			t.Fatalf("after %v: %+v", seen, got)
		}
		seen = got.Progress
	}
	close(finish)
	for got := held(); got.State != "done"; got = held() {
		if got.State != "running" || got.Progress < seen {
			t.Fatalf("after %v: %+v", seen, got)
		}
	}
	held() // what is done is answered at once
	if took := time.Since(began); took > 8*time.Second {
		t.Errorf("took %s, so a question was held to its end", took)
	}
}

func TestAQuestionIsHeldNoLongerThanAsked(t *testing.T) {
	h := open(t)
	person := h.id()
	a := h.ask(person, h.photo(person))
	began := time.Now()
	if got := artworkOf(t, h.Wants(http.StatusOK, person, "GET", "/artworks/"+a.ID+"?wait=1", nil)); !reflect.DeepEqual(got, a) {
		t.Errorf("answered %+v", got)
	}
	if took := time.Since(began); took < 900*time.Millisecond || took > 8*time.Second {
		t.Errorf("held for %s", took)
	}
	h.Wants(http.StatusUnprocessableEntity, person, "GET", "/artworks/"+a.ID+"?wait=11", nil)

	h.artworks.EndWaits()
	h.artworks.EndWaits()
	began = time.Now()
	h.Wants(http.StatusOK, person, "GET", "/artworks/"+a.ID+"?wait=10", nil)
	if took := time.Since(began); took > 5*time.Second {
		t.Errorf("held for %s while stopping", took)
	}
}

func TestWhatAnotherNodePaintsIsSeenHere(t *testing.T) {
	h := open(t)
	person := h.id()
	a := h.ask(person, h.photo(person))
	run(t, artwork.New(h.deps))
	for range 10 {
		got := artworkOf(t, h.Wants(http.StatusOK, person, "GET", "/artworks/"+a.ID+"?wait=10", nil))
		if got.State == "done" {
			return
		}
	}
	t.Error("the try is never done here")
}

func TestAStopInTheMiddleGivesTheTryBack(t *testing.T) {
	h := open(t)
	person := h.id()
	begun := make(chan struct{})
	h.brush.act = func(ctx context.Context, _ artwork.Job, progress func(float64)) (artwork.Picture, error) {
		progress(0.5)
		close(begun)
		<-ctx.Done()
		return artwork.Picture{}, ctx.Err()
	}
	a := h.ask(person, h.photo(person))
	stop := run(t, h.artworks)
	<-begun
	stop()
	if got := h.get(person, a.ID); got.State != "asked" || got.Progress != 0 {
		t.Fatalf("after the stop: %+v", got)
	}
	h.brush.act = nil
	h.artworks = artwork.New(h.deps) // the process starts again
	h.paint()
	if got := h.get(person, a.ID); got.State != "done" {
		t.Errorf("after the restart: %+v", got)
	}
	h.wantStored(person, a.ID+".1.webp")
}

func TestACrashIsSurvivedTwice(t *testing.T) {
	h := open(t)
	person := h.id()
	photo := h.photo(person)
	crash := func() {
		t.Helper()
		now := h.clock.Now()
		_, err := h.store.Begin(t.Context(), []artwork.Provider{artwork.Local}, now, now.Add(30*time.Second), now) // and nobody finishes it
		must(t, err)
		h.clock.Advance(29 * time.Second)
		must(t, h.artworks.Tidy(t.Context()))
		if got := h.list(person, photo); got[len(got)-1].State != "running" {
			t.Fatalf("within the lease: %+v", got)
		}
		h.clock.Advance(2 * time.Second)
		must(t, h.artworks.Tidy(t.Context()))
	}
	a := h.ask(person, photo)
	crash()
	crash()
	h.paint()
	if got := h.get(person, a.ID); got.State != "done" {
		t.Errorf("after two crashes: %+v", got)
	}
	b := h.ask(person, photo, "again", true)
	crash()
	crash()
	crash()
	h.paint()
	if got := h.get(person, b.ID); got.State != "failed" || got.Failure.Code != "interrupted" {
		t.Errorf("after three crashes: %+v", got)
	}
	h.wantStored(person, a.ID+".3.webp")
}

func TestAWorkerThatLostItsTryChangesNothing(t *testing.T) {
	h := open(t)
	person := h.id()
	begun, proceed := make(chan struct{}, 2), make(chan struct{})
	h.brush.act = func(_ context.Context, j artwork.Job, _ func(float64)) (artwork.Picture, error) {
		if j.Attempts == 1 {
			begun <- struct{}{}
			<-proceed // deaf to everything
		}
		return picture(j)
	}
	a := h.ask(person, h.photo(person))
	slow := make(chan error, 1)
	go func() {
		_, err := h.artworks.PaintNext(context.WithoutCancel(t.Context()), artwork.Local)
		slow <- err
	}()
	<-begun
	h.clock.Advance(time.Minute)
	other := artwork.New(h.deps)
	must(t, other.Tidy(t.Context()))
	worked, err := other.PaintNext(t.Context(), artwork.Local)
	must(t, err)
	close(proceed)
	must(t, <-slow)
	if got := h.Wants(http.StatusOK, person, "GET", "/artworks/"+a.ID+"/image", nil); !worked || string(got.Body) != "attempt 2" {
		t.Errorf("the picture is %q", got.Body)
	}
	h.clock.Advance(2 * time.Hour)
	h.emptyBin()
	h.wantStored(person, a.ID+".2.webp")
}

func TestAnObjectStoreThatIsDownIsWaitedFor(t *testing.T) {
	h := open(t)
	person := h.id()
	healed := h.ask(person, h.photo(person))
	h.objects.down = true
	h.paint()
	if got := h.get(person, healed.ID); got.State != "asked" {
		t.Fatalf("after one attempt: %+v", got)
	}
	h.objects.down = false
	h.paint() // not due yet
	if got := h.get(person, healed.ID); got.State != "asked" {
		t.Fatalf("too early: %+v", got)
	}
	h.clock.Advance(2 * time.Second)
	h.paint()
	if got := h.get(person, healed.ID); got.State != "done" {
		t.Fatalf("with the store up again: %+v", got)
	}

	h.objects.down = true
	hopeless := h.ask(person, h.photo(person))
	for range artwork.MaxAttempts {
		h.paint()
		h.clock.Advance(10 * time.Second)
	}
	if got := h.get(person, hopeless.ID); got.State != "failed" || got.Failure.Code != "unavailable" {
		t.Errorf("after three attempts: %+v", got)
	}
	h.objects.down = false
	h.clock.Advance(2 * time.Hour)
	h.emptyBin()
	h.wantStored(person, healed.ID+".2.webp")
}

func TestADefectOfThePainterHarmsOneTryOnly(t *testing.T) {
	h := open(t)
	person := h.id()
	for name, broken := range map[string]act{
		"panic": func(context.Context, artwork.Job, func(float64)) (artwork.Picture, error) { panic("no canvas") },
		"error": failing(errors.New("no canvas")),
		"nothing": func(context.Context, artwork.Job, func(float64)) (artwork.Picture, error) {
			return artwork.Picture{}, nil
		},
		"too large": func(context.Context, artwork.Job, func(float64)) (artwork.Picture, error) {
			return artwork.Picture{WebP: make([]byte, artwork.MaxBytes+1)}, nil
		},
	} {
		h.brush.act = broken
		a := h.ask(person, h.photo(person))
		h.paint()
		if got := h.get(person, a.ID); got.State != "failed" || got.Failure.Code != "internal" {
			t.Errorf("%s: %+v", name, got)
		}
	}
	h.brush.act = nil
	a := h.ask(person, h.photo(person))
	h.paint()
	if got := h.get(person, a.ID); got.State != "done" {
		t.Errorf("the next: %+v", got)
	}
}

func TestAPhotoThatIsDroppedTakesItsTriesAlong(t *testing.T) {
	h := open(t)
	person := h.id()
	photo := h.photo(person)
	h.brush.act = func(ctx context.Context, j artwork.Job, _ func(float64)) (artwork.Picture, error) {
		if _, err := h.photos.Image(ctx, j.OwnerID, j.PhotoID); err != nil {
			return artwork.Picture{}, err
		}
		return picture(j)
	}
	first := h.ask(person, photo)
	h.paint()
	second := h.ask(person, photo, "again", true)
	h.photos.set(person, photo, false)
	h.paint()
	for _, a := range []string{first.ID, second.ID} {
		h.Wants(http.StatusNotFound, person, "GET", "/artworks/"+a, nil)
	}
	h.emptyBin()
	h.wantStored(person)
}

func TestSeveralNodesPaintEachTryOnce(t *testing.T) {
	sqldbtest.Each(t, func(t *testing.T, db *sqldb.DB) {
		h := openOn(t, db, func(_ *house, d *artwork.Deps) { d.Workers = 2 })
		const people = 5
		var asked []string
		var group sync.WaitGroup
		var mu sync.Mutex
		for range people {
			person := h.id()
			photo := h.photo(person)
			for range 3 { // at the same moment, also with the painting
				group.Go(func() {
					a := h.Do(person, "POST", "/artworks", order(photo))
					mu.Lock()
					defer mu.Unlock()
					asked = append(asked, artworkOf(t, a).ID+person)
				})
			}
		}
		run(t, h.artworks)
		run(t, artwork.New(h.deps))
		group.Wait()
		ids := map[string]string{}
		for _, each := range asked {
			ids[each[:26]] = each[26:]
		}
		if len(ids) != people {
			t.Errorf("%d tries for %d subjects", len(ids), people)
		}
		for a, person := range ids {
			for artworkOf(t, h.Wants(http.StatusOK, person, "GET", "/artworks/"+a+"?wait=10", nil)).State != "done" {
				if t.Context().Err() != nil {
					t.Fatal("never done")
				}
			}
		}
		h.brush.mu.Lock()
		defer h.brush.mu.Unlock()
		if len(h.brush.painted) != people {
			t.Errorf("%d paintings for %d tries", len(h.brush.painted), people)
		}
	})
}

func TestAStoreThatIsDownAnswers503(t *testing.T) {
	h := open(t)
	person := h.id()
	a := h.ask(person, h.photo(person))
	h.paint()
	h.objects.gone = errs.Unavailable
	h.Wants(http.StatusServiceUnavailable, person, "GET", "/artworks/"+a.ID+"/image", nil)
}
