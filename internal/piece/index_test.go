package piece_test

import (
	"bytes"
	"context"
	"errors"
	"log/slog"
	"strings"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"piece/internal/piece"
)

// behind is a store with pieces that are not indexed yet.
type behind struct {
	piece.Store
	left  atomic.Int64
	fails int // times before it works
}

func (b *behind) Index(_ context.Context, limit int) (int, error) {
	if b.fails > 0 {
		b.fails--
		return 0, errors.New("the store is down")
	}
	n := min(int64(limit), b.left.Load())
	b.left.Add(-n)
	return int(n), nil
}

func TestOldPiecesAreIndexedUntilNoneIsLeft(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var log bytes.Buffer
		store := &behind{fails: 2}
		store.left.Store(1000)
		s := piece.Service{Deps: piece.Deps{Store: store, Log: slog.New(slog.NewTextHandler(&log, nil))}}
		ctx, stop := context.WithCancel(t.Context())
		done := make(chan error)
		go func() { done <- s.KeepIndexed(ctx) }()
		time.Sleep(time.Minute)
		synctest.Wait()
		if n := store.left.Load(); n != 0 {
			t.Errorf("%d are left", n)
		}
		store.left.Store(3) // made by an older program that still runs beside this one
		time.Sleep(2 * time.Minute)
		synctest.Wait()
		if n := store.left.Load(); n != 0 {
			t.Errorf("%d of those that came later are left", n)
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
