package piecesql

import (
	"context"
	"embed"
	"fmt"
	"log/slog"
	"os"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"piece/internal/piece"
	"piece/internal/platform/clock"
	"piece/internal/platform/objectbin"
	"piece/internal/platform/page"
	"piece/internal/platform/sqldb"
	"piece/internal/platform/sqldb/sqldbtest"
)

// BenchmarkLists measures lists and search in a store with many pieces, and prints a table
// and the plan of each query: `make measure`. On a machine that has other work, the least
// tells what a list costs; the others tell of the neighbours too.
//
//	PIECE_MEASURE     how many pieces; 10000 when absent
//	PIECE_MEASURE_DB  address of an empty database, or of one that an earlier run has filled;
//	                  a SQLite file that is removed in the end when absent
//	PIECE_MEASURE_RUNS  how often each is asked; 100 when absent
func BenchmarkLists(b *testing.B) {
	n, runs := number("PIECE_MEASURE", 10_000), number("PIECE_MEASURE_RUNS", 100)
	db := measured(b)
	for domain, files := range map[string]embed.FS{objectbin.Domain: objectbin.Migrations, Domain: Migrations} {
		_, err := sqldb.Migrate(b.Context(), db, domain, files)
		must(b, err)
	}
	people := load(b, db, n)
	m := &measurement{b: b, db: db, runs: runs, asks: sqldbtest.Watch(b, db.Reader())}
	s := piece.New(piece.Deps{
		Store: New(db, objectbin.New(db, clock.System{}), clock.System{}), Profiles: nobody{}, Clock: clock.System{}, Log: slog.New(slog.DiscardHandler),
	})
	fmt.Printf("\n%s, %d pieces\n\n| list | least ms | p50 | p99 | queries | pieces | next |\n|---|---|---|---|---|---|---|\n", db.Home, n)
	for _, c := range cases(b, db, people) {
		m.ask(c.name, func() string {
			l, err := s.List(b.Context(), people.heavy, c.ListRequest)
			must(b, err)
			return fmt.Sprintf("%d | %v", len(l.Items), l.Next != nil)
		})
	}
	m.ask("ratings of the cake with a tenth of all", func() string {
		r, err := s.Ratings(b.Context(), people.cake)
		must(b, err)
		return fmt.Sprintf("%d | ", r.Pieces)
	})
	m.ask("what was made on a day, by cake", func() string {
		counts, err := s.Activity(b.Context(), "2020-09-20", "") // among the days of loadTime
		must(b, err)
		return fmt.Sprintf("%d | %v", len(counts.Items), counts.Next != nil)
	})
	writes(b, New(db, objectbin.New(db, clock.System{}), clock.System{}), people, runs)
	fmt.Println("\nPlans", m.plans.String())
}

// measurement asks the same again and again, prints how long that took, and gathers plans.
type measurement struct {
	b     *testing.B
	db    *sqldb.DB
	runs  int
	asks  *sqldbtest.Watcher
	plans strings.Builder
}

// ask measures what gives the last cells of a row.
func (m *measurement) ask(name string, ask func() string) {
	m.asks.Seen()
	found := ask()
	asked := m.asks.Seen()
	took := make([]time.Duration, m.runs)
	for i := range took {
		began := time.Now()
		ask()
		took[i] = time.Since(began)
	}
	slices.Sort(took)
	fmt.Printf("| %s | %.1f | %.1f | %.1f | %d | %s |\n", name, ms(took[0]), ms(took[len(took)/2]), ms(took[len(took)*99/100]), len(asked), found)
	fmt.Fprintf(&m.plans, "\n%s\n", name)
	for _, q := range asked {
		fmt.Fprintf(&m.plans, "  %.400s\n%s", q, sqldbtest.Explain(m.b, m.db, q))
	}
}

// writes measures what a piece costs the index: hidden, it leaves with all its rows; shown, it
// comes back.
func writes(b *testing.B, s *Store, people population, runs int) {
	var some []string
	must(b, s.db.Reader().NewSelect().Table("pieces").Column("id").Where("visibility = ?", piece.Public).
		Where("id > ?", people.ids[len(people.ids)/2]).Order("id").Limit(int64(runs)).Scan(b.Context(), &some))
	for _, to := range []piece.Visibility{piece.Private, piece.Public} {
		took := make([]time.Duration, len(some))
		for i, pieceID := range some {
			p, err := s.Get(b.Context(), pieceID)
			must(b, err)
			began := time.Now()
			must(b, s.Change(b.Context(), p.OwnerID, p.ID, func(p *piece.Piece) error {
				p.Visibility = to
				return nil
			}))
			took[i] = time.Since(began)
		}
		slices.Sort(took)
		fmt.Printf("| a piece becomes %s | %.1f | %.1f | %.1f | | | |\n", to, ms(took[0]), ms(took[len(took)/2]), ms(took[len(took)*99/100]))
	}
}

func number(name string, absent int) int {
	if n, err := strconv.Atoi(os.Getenv(name)); err == nil {
		return n
	}
	return absent
}

func ms(d time.Duration) float64 { return float64(d.Microseconds()) / 1000 }

func measured(b *testing.B) *sqldb.DB {
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
	piece.ListRequest
}

func cases(b *testing.B, db *sqldb.DB, people population) []measuredCase {
	store := New(db, nil, nil)
	deep := func(f piece.Filter, offset int) string {
		var rows []listRow
		q := db.Reader().NewSelect().Model(&rows).Apply(chosen(f)).Apply(columns(f.Order())).Apply(sorted(f.Order())).Offset(int64(offset)).Limit(1)
		must(b, q.Scan(b.Context()))
		return rows[0].place(f.Order()).String()
	}
	mine, everyone, hearted := piece.ScopeMine, piece.ScopePublic, piece.ScopeHearted
	other := otherPerson(b, store, people)
	many := len(people.ids)
	list := []measuredCase{
		{"mine, first page", piece.ListRequest{Scope: mine}},
		{"mine, page 180", piece.ListRequest{Scope: mine, Cursor: deep(piece.Filter{Scope: mine, Viewer: people.heavy}, min(4300, many/2))}},
		{"mine, a kind", piece.ListRequest{Scope: mine, Kind: "exhibition"}},
		{"hearted, first page", piece.ListRequest{Scope: hearted}},
		{"hearted, deep", piece.ListRequest{Scope: hearted, Cursor: deep(piece.Filter{Scope: hearted, Viewer: people.heavy}, min(3000, many/2))}},
		{"public, first page", piece.ListRequest{Scope: everyone}},
		{"public, 60 % down", piece.ListRequest{Scope: everyone, Cursor: page.Cursor{people.ids[many*4/10]}.String()}},
		{"public, a kind", piece.ListRequest{Scope: everyone, Kind: "etc"}},
		{"public, of a person", piece.ListRequest{Scope: everyone, Owner: other}},
		{"public, of the person with 5,000", piece.ListRequest{Scope: everyone, Owner: people.heavy}},
		{"public, of a cake with a tenth of all", piece.ListRequest{Scope: everyone, CakeID: people.cake}},
		{"public, of that cake, 60 % down", piece.ListRequest{Scope: everyone, CakeID: people.cake, Cursor: page.Cursor{people.ids[many*4/10]}.String()}},
		{"public, of that cake and a person", piece.ListRequest{Scope: everyone, CakeID: people.cake, Owner: people.heavy}},
		{"mine, of that cake", piece.ListRequest{Scope: mine, CakeID: people.cake}},
	}
	for _, q := range []struct{ name, query string }{
		{"one letter", "밤"}, {"half-typed letter", "커"}, {"one consonant", "ㅍ"}, {"two letters", "파도"}, {"half-typed", "유렬"},
		{"initials", "ㅇㅍㄹㅇㅇㄹ"}, {"initials, few", "ㅈㅋㅇㅎㅇㄷㄱ"}, {"initials, none", "ㅉㅃㄸㅃㅉ"}, {"very common", "서울"}, {"common in reviews", "좋았다"},
		{"a title", "노트르담 드 파리"}, {"one piece, the newest", onlyNewest}, {"one piece, the oldest", onlyOldest}, {"all long ago", longAgo},
		{"no match", "없는말이다"}, {"long", "국립아시아문화전당에서본마지막오페라의유령그리고아무도없었다정말이지좋았다"}, {"two words", "김민 블루스퀘어"},
		{"two common words", "서울 좋았다"}, {"two words, never together", "이순신 " + longAgo}, {"plain characters", "%"},
	} {
		for _, scope := range []piece.Scope{everyone, mine} {
			list = append(list, measuredCase{fmt.Sprintf("%s, search: %s `%s`", scope, q.name, q.query), piece.ListRequest{Scope: scope, Query: q.query}})
		}
	}
	return append(list,
		measuredCase{"public, search: two letters, a kind", piece.ListRequest{Scope: everyone, Kind: "etc", Query: "파도"}},
		measuredCase{"public, search: one letter, a rare kind", piece.ListRequest{Scope: everyone, Kind: "etc", Query: "밤"}},
		measuredCase{"public, search: two letters, deep", piece.ListRequest{Scope: everyone, Query: "파도", Cursor: page.Cursor{people.ids[many*4/10]}.String()}},
		measuredCase{"public, search: a title, deep", piece.ListRequest{Scope: everyone, Query: "노트르담", Cursor: page.Cursor{people.ids[many*4/10]}.String()}},
		measuredCase{"public, search: of a person", piece.ListRequest{Scope: everyone, Owner: people.heavy, Query: "파도"}},
		measuredCase{"public, search: two letters, of a cake with a tenth of all", piece.ListRequest{Scope: everyone, CakeID: people.cake, Query: "파도"}},
		measuredCase{"hearted, search: two letters", piece.ListRequest{Scope: hearted, Query: "파도"}},
		measuredCase{"hearted, search: no match", piece.ListRequest{Scope: hearted, Query: "없는말이다"}},
	)
}

func otherPerson(b *testing.B, s *Store, people population) string {
	for _, i := range people.ids {
		p, err := s.Get(b.Context(), i)
		must(b, err)
		if p.OwnerID != people.heavy {
			return p.OwnerID
		}
	}
	b.Fatal("there is one person only")
	return ""
}

// nobody tells no names; names are another domain's.
type nobody struct{}

func (nobody) Profiles(context.Context, []string) (map[string]piece.Profile, error) { return nil, nil }
