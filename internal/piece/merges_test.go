package piece_test

import (
	"bytes"
	"context"
	"errors"
	"log/slog"
	"maps"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"piece/internal/piece"
	"piece/internal/platform/clock"
)

// catalogue tells merges, or that it is down.
type catalogue struct {
	piece.Cakes
	mu     sync.Mutex
	merges []piece.Merge // guarded by mu
	fails  int           // times before it works; guarded by mu
}

func (c *catalogue) add(m piece.Merge) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.merges = append(c.merges, m)
}

func (c *catalogue) Merges(_ context.Context, after int64, limit int) ([]piece.Merge, error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.fails > 0 {
		c.fails--
		return nil, errors.New("the catalogue is down")
	}
	var list []piece.Merge
	for _, m := range c.merges {
		if m.Seq > after && len(list) < limit {
			list = append(list, m)
		}
	}
	return list, nil
}

// noted is a store that takes note of merges; left tells how many pieces wait to be moved
// since when.
type noted struct {
	piece.Store
	mu sync.Mutex
	state
}

// state is what a store has noted and moved.
type state struct {
	merges map[string]int64
	since  []time.Time // of the moves
	left   int
}

// now gives a copy of the state.
func (n *noted) now() state {
	n.mu.Lock()
	defer n.mu.Unlock()
	return state{maps.Clone(n.merges), slices.Clone(n.since), n.left}
}

func (n *noted) LastMerge(context.Context) (last int64, err error) {
	n.mu.Lock()
	defer n.mu.Unlock()
	for _, seq := range n.merges {
		last = max(last, seq)
	}
	return last, nil
}

func (n *noted) NoteMerges(_ context.Context, merges []piece.Merge, _ time.Time) error {
	n.mu.Lock()
	defer n.mu.Unlock()
	for _, m := range merges {
		n.merges[m.From] = m.Seq
	}
	return nil
}

func (n *noted) MoveMerged(_ context.Context, since time.Time, limit int) (int, error) {
	n.mu.Lock()
	defer n.mu.Unlock()
	n.since = append(n.since, since)
	moved := min(n.left, limit)
	n.left -= moved
	return moved, nil
}

func TestMergesAreFollowedAtOnceWhenToldAndSoonWhenNot(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var log bytes.Buffer
		cakes, store := &catalogue{fails: 1}, &noted{state: state{merges: map[string]int64{}, left: 1000}}
		for seq := range int64(120) { // more than are asked for at a time
			cakes.add(piece.Merge{Seq: seq + 1, From: strings.Repeat("a", int(seq)), To: "b"})
		}
		s := piece.Service{Deps: piece.Deps{Store: store, Cakes: cakes, Clock: clock.System{}, Log: slog.New(slog.NewTextHandler(&log, nil))}}
		ctx, stop := context.WithCancel(t.Context())
		woken, done := make(chan struct{}, 1), make(chan error)
		go func() { done <- s.FollowMerges(ctx, woken) }()
		settle := func(d time.Duration) {
			time.Sleep(d)
			synctest.Wait()
		}
		if settle(time.Second); len(store.now().merges) != 0 {
			t.Error("a catalogue that is down told merges")
		}
		settle(10 * time.Second)
		if got := store.now(); len(got.merges) != 120 || got.left != 0 || !got.since[0].IsZero() {
			t.Errorf("%d merges are noted, %d pieces left, since %v", len(got.merges), got.left, got.since)
		}
		add := func(seq int64, from string) {
			cakes.add(piece.Merge{Seq: seq, From: from, To: "b"})
		}
		add(125, "told")
		woken <- struct{}{}
		synctest.Wait()
		got := store.now()
		if got.merges["told"] == 0 {
			t.Error("a merge that was told waits")
		}
		if last := got.since[len(got.since)-1]; last.IsZero() || time.Since(last) != time.Hour {
			t.Errorf("pieces of merges noted since %v were moved", last)
		}
		add(122, "late") // with a lower number than the last
		add(126, "untold")
		settle(4 * time.Second)
		if got = store.now(); got.merges["late"] == 0 || got.merges["untold"] == 0 {
			t.Errorf("merges that were not told are not noted: %v", got.merges)
		}
		settle(time.Hour)
		all := 0
		for _, since := range store.now().since[len(got.since):] {
			if since.IsZero() {
				all++
			}
		}
		if all != 1 {
			t.Errorf("within an hour it was looked at everything %d times", all)
		}
		stop()
		if err := <-done; err != nil {
			t.Error(err)
		}
		if !strings.Contains(log.String(), "pieces=1000") || strings.Count(log.String(), "WARN") != 1 {
			t.Errorf("the log says %s", log.String())
		}
	})
}
