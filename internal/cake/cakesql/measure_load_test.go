package cakesql_test

import (
	"context"
	"fmt"
	"runtime"
	"slices"
	"sync/atomic"
	"testing"
	"time"

	"github.com/uptrace/bun"

	"piece/internal/cake"
	"piece/internal/platform/sqldb"
)

// The person that is measured, and what that person has.
const (
	heavy       = "01k1n3w4r8heavyheavyheavy1"
	heavyHearts = 5000
	heavyMade   = 200
)

// batch is how many works come at a time.
const batch = 200

// load brings n works into an empty store as sources do, and tells what that took. A store
// that was filled before is left as it is.
func load(b *testing.B, h *home, n int) {
	ctx := b.Context()
	if have := h.count("cakes"); have > 0 {
		fmt.Printf("%d cakes are there\n", have)
		return
	}
	films := n * 7 / 10
	sources := []struct {
		source cake.Source
		n      int
		work   func(f feed, i, n int) cake.Told
	}{{cake.TMDB, films, feed.film}, {cake.KOPIS, n - films, feed.staging}}
	for _, again := range []string{"taken in", "taken in again, the same"} {
		began, heap, before := time.Now(), watchHeap(), processorTime(b)
		var total cake.Taken
		var took []time.Duration
		for _, s := range sources {
			f := newFeed()
			var works []cake.Told
			for i := range s.n {
				works = append(works, s.work(f, i, s.n))
				if len(works) == batch || i == s.n-1 {
					began := time.Now()
					taken, err := h.Take(ctx, s.source, works, noon)
					must(b, err)
					took = append(took, time.Since(began))
					total.Add(taken)
					works = works[:0]
				}
			}
		}
		slices.Sort(took)
		fmt.Printf("%d %s in %.1f s (CPU %.1f s), heap at most %d MB, a batch of %d: least %.0f ms, p50 %.0f, p99 %.0f, most %.0f: %+v\n", n, again, time.Since(began).Seconds(), (processorTime(b) - before).Seconds(), heap(),
			batch, ms(took[0]), ms(took[len(took)/2]), ms(took[len(took)*99/100]), ms(took[len(took)-1]), total)
	}
	loadPeople(b, h)
	if h.db.Home == sqldb.MySQL {
		_, err := h.db.Writer().ExecContext(ctx, "ANALYZE TABLE cakes, cake_suffixes, cake_hearts, cake_credits, cake_origins, cake_charts")
		must(b, err)
	}
}

// watchHeap tells how much of the heap was in use at most, in megabytes.
func watchHeap() func() uint64 {
	var most atomic.Uint64
	done := make(chan struct{})
	go func() {
		for tick := time.NewTicker(50 * time.Millisecond); ; {
			var m runtime.MemStats
			runtime.ReadMemStats(&m)
			most.Store(max(most.Load(), m.HeapInuse))
			select {
			case <-done:
				tick.Stop()
				return
			case <-tick.C:
			}
		}
	}()
	return func() uint64 {
		close(done)
		return most.Load() >> 20
	}
}

// loadPeople lets people heart and make cakes, and puts charts out.
func loadPeople(b *testing.B, h *home) {
	ctx := b.Context()
	f := newFeed()
	var ids []string
	must(b, h.db.Reader().NewSelect().Table("cakes").Column("id").Order("number").Scan(ctx, &ids))
	type heart struct {
		bun.BaseModel `bun:"table:cake_hearts"`

		CakeID, PersonID string
		CreatedAt        int64
	}
	var hearts []heart
	for i := range heavyHearts {
		hearts = append(hearts, heart{CakeID: ids[i*len(ids)/heavyHearts], PersonID: heavy, CreatedAt: noon.Add(-time.Duration(i) * time.Hour).UnixMicro()})
	}
	for i := range len(ids) / 3 {
		hearts = append(hearts, heart{CakeID: ids[len(ids)-1-f.often(len(ids)*9/10)], PersonID: fmt.Sprintf("%026d", i), CreatedAt: noon.Add(-time.Duration(f.IntN(5000)) * time.Hour).UnixMicro()})
	}
	must(b, h.db.InTx(ctx, func(ctx context.Context, tx bun.Tx) error {
		for part := range slices.Chunk(hearts, 500) {
			if _, err := tx.NewInsert().Model(&part).Ignore().Exec(ctx); err != nil {
				return err
			}
		}
		return nil
	}))
	for i := range heavyMade {
		h.made(heavy, f.staging(i, heavyMade).Work)
	}
	chart := func(kind cake.Kind, source cake.Source, code func(i int) string) {
		c := cake.Chart{Kind: kind, Source: source, Day: measured}
		for i := range 50 {
			c.Entries = append(c.Entries, cake.ChartEntry{Code: code(i), Rank: i + 1, Audience: 1000, Total: 100_000})
		}
		must(b, h.PutChart(ctx, c))
	}
	films := len(ids) * 7 / 10
	chart("movie", cake.TMDB, func(i int) string { return fmt.Sprint(100_000 + films - 1 - 7*i) })
	chart("musical", cake.KOPIS, func(i int) string { return fmt.Sprint("PF", 100_000+len(ids)*3/10-heavyMade-2*i) })
	for _, again := range []string{"", " again"} {
		began := time.Now()
		must(b, h.service().Reheat(ctx))
		var hot int
		must(b, h.db.Reader().NewSelect().Table("cakes").ColumnExpr("COUNT(*)").Where("heat > 0").Scan(ctx, &hot))
		fmt.Printf("%d cakes made hot%s in %.1f s\n", hot, again, time.Since(began).Seconds())
	}
}
