package cakesql_test

import (
	"context"
	"fmt"
	"log/slog"
	"os"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"piece/internal/cake"
	"piece/internal/platform/clock"
	"piece/internal/platform/sqldb"
	"piece/internal/platform/sqldb/sqldbtest"
)

// BenchmarkLists measures how many cakes are taken in, then lists and search among them, and
// prints a table and the plan of each query: `make measure`. On a machine that has other
// work, the least tells what a list costs; the others tell of the neighbours too.
//
//	PIECE_MEASURE     how many cakes; 10000 when absent
//	PIECE_MEASURE_DB  address of an empty database, or of one that an earlier run has filled;
//	                  a SQLite file that is removed in the end when absent
//	PIECE_MEASURE_RUNS  how often each is asked; 100 when absent
//	PIECE_MEASURE_ONLY  a part of the names of the cases that are wanted
//	PIECE_MEASURE_PID  process of a database server that does nothing else; its processor time
//	                  counts too
func BenchmarkLists(b *testing.B) {
	n, runs := setting("PIECE_MEASURE", 10_000), setting("PIECE_MEASURE_RUNS", 100)
	h := newHome(b, measuredStore(b))
	load(b, h, n)
	watcher := sqldbtest.Watch(b, h.db.Reader())
	s := h.service()
	fmt.Printf("\n%s, %d cakes\n\n| list | CPU ms | least | p50 | p99 | queries | cakes | next |\n|---|---|---|---|---|---|---|---|\n", h.db.Home, n)
	var plans strings.Builder
	viewer := cake.Viewer{ID: heavy}
	for _, c := range cases(b, h, s, viewer) {
		if !strings.Contains(c.name, os.Getenv("PIECE_MEASURE_ONLY")) {
			continue
		}
		watcher.Seen()
		l, err := s.List(b.Context(), viewer, c.ListRequest)
		must(b, err)
		asked := watcher.Seen()
		took := make([]time.Duration, runs)
		before := processorTime(b)
		for i := range took {
			began := time.Now()
			_, err := s.List(b.Context(), viewer, c.ListRequest)
			took[i] = time.Since(began)
			must(b, err)
		}
		used := (processorTime(b) - before) / time.Duration(runs)
		slices.Sort(took)
		fmt.Printf("| %s | %.1f | %.1f | %.1f | %.1f | %d | %d | %v |\n", c.name, ms(used), ms(took[0]), ms(took[len(took)/2]), ms(took[len(took)*99/100]), len(asked), len(l.Items), l.Next != nil)
		fmt.Fprintf(&plans, "\n%s\n", c.name)
		for _, q := range asked {
			fmt.Fprintf(&plans, "  %.500s\n%s", q, sqldbtest.Explain(b, h.db, q))
		}
	}
	writes(b, h, runs)
	fmt.Println("\nPlans", plans.String())
}

func (h *home) service() *cake.Service {
	return cake.New(cake.Deps{Store: h.Store, Activities: quiet{}, Clock: clock.NewFake(noon), Log: slog.New(slog.DiscardHandler)})
}

// quiet has no pieces and no messages.
type quiet struct{}

func (quiet) Pieces(context.Context, cake.Day) ([]cake.Activity, error) { return nil, nil }

func (quiet) Messages(context.Context, cake.Day) ([]cake.Activity, error) { return nil, nil }

func setting(name string, absent int) int {
	if n, err := strconv.Atoi(os.Getenv(name)); err == nil {
		return n
	}
	return absent
}

// processorTime tells how long processors have worked for this process and for that of the
// database. Unlike the time of the clock it doesn't grow with what else a machine does.
func processorTime(b *testing.B) time.Duration {
	b.Helper()
	used := func(pid string) time.Duration {
		stat, err := os.ReadFile("/proc/" + pid + "/stat")
		must(b, err)
		_, rest, _ := strings.Cut(string(stat), ") ")
		fields := strings.Fields(rest)
		var ticks int64 // of a hundredth of a second
		for _, f := range fields[11:13] {
			n, err := strconv.ParseInt(f, 10, 64)
			must(b, err)
			ticks += n
		}
		return time.Duration(ticks) * 10 * time.Millisecond
	}
	sum := used("self")
	if pid := os.Getenv("PIECE_MEASURE_PID"); pid != "" {
		sum += used(pid)
	}
	return sum
}

func ms(d time.Duration) float64 { return float64(d.Microseconds()) / 1000 }

func measuredStore(b *testing.B) *sqldb.DB {
	address := os.Getenv("PIECE_MEASURE_DB")
	if address == "" {
		return sqldbtest.SQLite(b)
	}
	db, err := sqldb.Open(address)
	must(b, err)
	b.Cleanup(func() { must(b, db.Close()) })
	return db
}

type measuredCase struct {
	name string
	cake.ListRequest
}

func cases(b *testing.B, h *home, s *cake.Service, v cake.Viewer) []measuredCase {
	deep := func(r cake.ListRequest, pages int) cake.ListRequest {
		r.Limit = 60
		for range pages {
			l, err := s.List(b.Context(), v, r)
			must(b, err)
			if l.Next == nil {
				break
			}
			r.Cursor = l.Next.String()
		}
		r.Limit = 0
		return r
	}
	list := []measuredCase{
		{"hot, first page", cake.ListRequest{}},
		{"hot, 30,000 down", deep(cake.ListRequest{}, 500)},
		{"hot, a kind", cake.ListRequest{Kind: "movie"}},
		{"hot, a rare kind", cake.ListRequest{Kind: "etc"}},
		{"hot, a genre", cake.ListRequest{Genre: "horror"}},
		{"hot, a rare genre", cake.ListRequest{Genre: "documentary"}},
		{"hot, a kind and a genre", cake.ListRequest{Kind: "musical", Genre: "sports"}},
		{"hot, a kind and an area that never meet", cake.ListRequest{Kind: "movie", Area: "seoul"}},
		{"hot, an area", cake.ListRequest{Area: "seoul"}},
		{"hot, a rare area", cake.ListRequest{Area: "jeju"}},
		{"hot, all three", cake.ListRequest{Kind: "exhibition", Genre: "war", Area: "ulsan"}},
		{"showing, first page", cake.ListRequest{List: cake.Showing}},
		{"showing, 300 down", deep(cake.ListRequest{List: cake.Showing}, 5)},
		{"showing, a kind", cake.ListRequest{List: cake.Showing, Kind: "musical"}},
		{"showing, a kind and an area", cake.ListRequest{List: cake.Showing, Kind: "play", Area: "busan"}},
		{"charts", cake.ListRequest{List: cake.Charts}},
		{"hearted, first page", cake.ListRequest{List: cake.Hearted}},
		{"hearted, 3,000 down", deep(cake.ListRequest{List: cake.Hearted}, 50)},
		{"hearted, a kind", cake.ListRequest{List: cake.Hearted, Kind: "etc"}},
		{"made", cake.ListRequest{List: cake.Made}},
	}
	for _, q := range []struct{ name, query string }{
		{"one letter", "밤"}, {"half-typed letter", "커"}, {"one consonant", "ㅍ"}, {"two letters", "파도"}, {"half-typed", "유렬"}, {"initials", "ㅇㅍㄹㅇㅇㄹ"}, {"two initials", "ㅍㄷ"},
		{"very common", "의"}, {"a title", "노트르담드파리"}, {"in brackets", "[서울]"}, {"a person", "김민서"}, {"a family name", "김"}, {"a venue", "블루스퀘어 신한카드홀"},
		{"Latin", "love"}, {"one work", onlyLast}, {"all long ago", longAgo}, {"no match", "없는말이다"}, {"two words", "파도 노래"}, {"two common words", "밤 서울"},
		{"two common words, never together", "love 블루스퀘어"}, {"plain characters", "%"},
	} {
		list = append(list, measuredCase{fmt.Sprintf("search: %s `%s`", q.name, q.query), cake.ListRequest{Query: q.query}})
	}
	deepest := func(query string, pages int) cake.ListRequest { return deep(cake.ListRequest{Query: query}, pages) }
	return append(list,
		measuredCase{"search: one letter, deep", deepest("밤", 40)},
		measuredCase{"search: two letters, deep", deepest("오페라의유령", 5)},
		measuredCase{"search: two letters, a kind", cake.ListRequest{Kind: "musical", Query: "파도"}},
		measuredCase{"search: one letter, a kind and an area", cake.ListRequest{Kind: "exhibition", Area: "jeju", Query: "밤"}},
		measuredCase{"search: one letter, showing", cake.ListRequest{List: cake.Showing, Query: "밤"}},
		measuredCase{"search: two letters, showing", cake.ListRequest{List: cake.Showing, Query: "파도"}},
		measuredCase{"search: one letter, hearted", cake.ListRequest{List: cake.Hearted, Query: "밤"}},
		measuredCase{"search: two letters, hearted", cake.ListRequest{List: cake.Hearted, Query: "파도"}},
		measuredCase{"search: one letter, made", cake.ListRequest{List: cake.Made, Query: "밤"}},
	)
}
