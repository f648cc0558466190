package exports_test

import (
	"math/rand/v2"
	"os"
	"runtime"
	"strconv"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"piece/internal/archive/exports"
	"piece/internal/platform/blobstore/blobstoretest"
)

// BenchmarkExport measures an export of as many pieces as PIECE_MEASURE says, six pictures of 66 kB
// each: docs/measurements/export.md.
//
//	PIECE_MEASURE=5000 go test -run '^$' -bench Export -benchtime 1x ./internal/archive/exports
func BenchmarkExport(b *testing.B) {
	n, err := strconv.Atoi(os.Getenv("PIECE_MEASURE"))
	if err != nil {
		b.Skip("PIECE_MEASURE says of how many pieces")
	}
	h := newHouse(b, blobstoretest.Folder(b), n)
	h.pieces.photo = make([]byte, 66<<10)
	for i := range h.pieces.photo {
		h.pieces.photo[i] = byte(rand.Uint32())
	}
	h.pieces.text = strings.Repeat("한참을 앉아 있었다. ", 30)
	s, _ := h.node(1)
	for b.Loop() {
		runtime.GC()
		var peak, live atomic.Uint64
		done := make(chan struct{})
		go watchMemory(done, &peak, &live)
		began := time.Now()
		e, err := s.Start(b.Context(), person, "ko")
		if err != nil {
			b.Fatal(err)
		}
		e = h.untilWithin(s, e, exports.Ready, 20*time.Minute)
		close(done)
		b.ReportMetric(time.Since(began).Seconds(), "s/export")
		b.ReportMetric(float64(e.Size)/1e6, "MB/file")
		b.ReportMetric(float64(peak.Load())/1e6, "MB-peak-heap")
		b.ReportMetric(float64(live.Load())/1e6, "MB-peak-from-system")
	}
}

func watchMemory(done <-chan struct{}, heap, system *atomic.Uint64) {
	for {
		select {
		case <-done:
			return
		case <-time.After(50 * time.Millisecond):
		}
		var m runtime.MemStats
		runtime.ReadMemStats(&m)
		heap.Store(max(heap.Load(), m.HeapInuse))
		system.Store(max(system.Load(), m.Sys))
	}
}
