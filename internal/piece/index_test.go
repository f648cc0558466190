package piece_test

import (
	"bytes"
	"context"
	"errors"
	"log/slog"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"piece/internal/piece"
)

// behind is a store with pieces that are not indexed yet.
type behind struct {
	piece.Store
	left  int
	fails int // times before it works
}

func (b *behind) Index(_ context.Context, limit int) (int, error) {
	if b.fails > 0 {
		b.fails--
		return 0, errors.New("the store is down")
	}
	n := min(limit, b.left)
	b.left -= n
	return n, nil
}

func TestOldPiecesAreIndexedUntilNoneIsLeft(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var log bytes.Buffer
		store := &behind{left: 1000, fails: 2}
		s := piece.Service{Deps: piece.Deps{Store: store, Log: slog.New(slog.NewTextHandler(&log, nil))}}
		ctx, stop := context.WithCancel(t.Context())
		done := make(chan error)
		go func() { done <- s.KeepIndexed(ctx) }()
		time.Sleep(time.Minute)
		synctest.Wait()
		if store.left != 0 {
			t.Errorf("%d are left", store.left)
		}
		store.left = 3 // made by an older program that still runs beside this one
		time.Sleep(2 * time.Minute)
		synctest.Wait()
		if store.left != 0 {
			t.Errorf("%d of those that came later are left", store.left)
		}
		stop()
		if err := <-done; err != nil {
			t.Error(err)
		}
		if !strings.Contains(log.String(), "pieces=1000") || !strings.Contains(log.String(), "pieces=3") || strings.Count(log.String(), "WARN") != 2 {
			t.Errorf("the log says %s", log.String())
		}
	})
}
