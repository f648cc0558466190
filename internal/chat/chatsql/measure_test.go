package chatsql_test

import (
	"fmt"
	"os"
	"slices"
	"strconv"
	"testing"
	"time"

	"piece/internal/chat"
	"piece/internal/platform/sqldb"
	"piece/internal/platform/sqldb/sqldbtest"
)

// BenchmarkRooms measures what it costs to list the rooms of somebody who is in as many as one can
// be, and prints a table and the plans.
//
//	PIECE_MEASURE     how many other people are in each room; 100 when absent
//	PIECE_MEASURE_DB  address of an empty database; a SQLite file that is removed in the end when
//	                  absent
func BenchmarkRooms(b *testing.B) {
	const runs = 200
	others, err := strconv.Atoi(os.Getenv("PIECE_MEASURE"))
	if err != nil {
		others = 100
	}
	db := sqldbtest.SQLite(b)
	if address := os.Getenv("PIECE_MEASURE_DB"); address != "" {
		db, err = sqldb.Open(address)
		must(b, err)
		defer db.Close()
	}
	h := open(b, db)
	person, rooms := h.filled(chat.MaxRooms, others)
	w := sqldbtest.Watch(b, db.Reader())
	fmt.Printf("\n%s, %d rooms of %d people\n\n| read | least | p50 | p99 |\n|---|---|---|---|\n", db.Home, len(rooms), others+1)
	reads := h.reads(person, rooms)
	reads["count of all"] = func() error { _, err := h.Count(b.Context(), rooms); return err }
	reads["read mark"] = func() error { _, err := h.Read(b.Context(), rooms[0], person, time.Now().UnixNano()); return err }
	names := make([]string, 0, len(reads))
	for name := range reads {
		names = append(names, name)
	}
	slices.Sort(names)
	var plans string
	for _, name := range names {
		took := make([]time.Duration, runs)
		w.Seen()
		for i := range took {
			began := time.Now()
			must(b, reads[name]())
			took[i] = time.Since(began)
		}
		asked := w.Seen()
		slices.Sort(took)
		ms := func(d time.Duration) float64 { return float64(d) / float64(time.Millisecond) }
		fmt.Printf("| %s | %.2f | %.2f | %.2f |\n", name, ms(took[0]), ms(took[runs/2]), ms(took[runs*99/100]))
		if len(asked) > 0 {
			plans += fmt.Sprintf("\n%s\n%s", name, sqldbtest.Explain(b, db, asked[0]))
		}
	}
	fmt.Println("\nPlans", plans)
}
