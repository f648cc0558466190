package statssql_test

import (
	"embed"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"piece/internal/piece"
	"piece/internal/piece/piecesql"
	"piece/internal/piece/stats"
	"piece/internal/piece/stats/statssql"
	"piece/internal/platform/clock"
	"piece/internal/platform/id"
	"piece/internal/platform/objectbin"
	"piece/internal/platform/sqldb"
	"piece/internal/platform/sqldb/sqldbtest"
)

// Who is measured: a person with many pieces over some years, scattered among those of others.
const (
	heavyPieces  = 5000
	heavyYears   = 12
	othersPieces = 40 // of each other person
	bulk         = 200
)

// BenchmarkStatistics measures what statistics and a recap of the person with 5,000 pieces cost,
// and prints a table and the plan of each query: `make measure-stats`. On a machine that has
// other work, the least tells what it costs; the others tell of the neighbours too.
//
//	PIECE_MEASURE     how many pieces others have; 100000 when absent
//	PIECE_MEASURE_RUNS  how often each is asked; 100 when absent
func BenchmarkStatistics(b *testing.B) {
	sqldbtest.EachBench(b, func(b *testing.B, db *sqldb.DB) {
		others, runs := number("PIECE_MEASURE", 100_000), number("PIECE_MEASURE_RUNS", 100)
		for domain, files := range map[string]embed.FS{objectbin.Domain: objectbin.Migrations, piecesql.Domain: piecesql.Migrations} {
			if _, err := sqldb.Migrate(b.Context(), db, domain, files); err != nil {
				b.Fatal(err)
			}
		}
		heavy := fill(b, db, others)
		pieces := piece.New(piece.Deps{Store: piecesql.New(db, objectbin.New(db, clock.System{}), clock.System{}), Clock: clock.System{}})
		s := stats.New(stats.Deps{Store: statssql.New(db), Pieces: pieces, Clock: clock.System{}})
		fmt.Printf("\n%s, %d pieces of others\n\n| what | least ms | p50 | p99 | queries | pieces |\n|---|---|---|---|---|---|\n", db.Home, others)
		asks := sqldbtest.Watch(b, db.Reader())
		var plans strings.Builder
		ask := func(name string, ask func() (int, error)) {
			asks.Seen()
			n, err := ask()
			if err != nil {
				b.Fatal(err)
			}
			asked := slices.DeleteFunc(asks.Seen(), func(q string) bool { return !strings.HasPrefix(q, "SELECT") })
			took := make([]time.Duration, runs)
			for i := range took {
				began := time.Now()
				if _, err := ask(); err != nil {
					b.Fatal(err)
				}
				took[i] = time.Since(began)
			}
			slices.Sort(took)
			fmt.Printf("| %s | %.1f | %.1f | %.1f | %d | %d |\n", name, ms(took[0]), ms(took[len(took)/2]), ms(took[len(took)*99/100]), len(asked), n)
			fmt.Fprintf(&plans, "\n%s\n", name)
			for _, q := range asked {
				fmt.Fprintf(&plans, "  %.1f ms: %.300s\n%s", least(b, db, q), q, sqldbtest.Explain(b, db, q))
			}
		}
		for _, year := range []int{0, 2026, 2020, 1999} {
			ask("statistics of "+strconv.Itoa(year), func() (int, error) {
				found, err := s.Statistics(b.Context(), heavy, year, "2026-11-26")
				return found.Total.Pieces, err
			})
		}
		ask("years", func() (int, error) {
			found, err := s.Years(b.Context(), heavy)
			return len(found), err
		})
		ask("recap of 2026", func() (int, error) {
			found, err := s.Recap(b.Context(), heavy, 2026, "2026-11-26")
			return found.Total.Pieces, err
		})
		fmt.Println("\nPlans", plans.String())
	})
}

func number(name string, absent int) int {
	if n, err := strconv.Atoi(os.Getenv(name)); err == nil {
		return n
	}
	return absent
}

// least is how long a query takes by itself, with all its rows read.
func least(b *testing.B, db *sqldb.DB, query string) float64 {
	b.Helper()
	best := time.Hour
	for range 50 {
		began := time.Now()
		rows, err := db.Reader().QueryContext(b.Context(), query)
		if err != nil {
			b.Fatal(err)
		}
		for rows.Next() {
		}
		if err := errors.Join(rows.Err(), rows.Close()); err != nil {
			b.Fatal(err)
		}
		best = min(best, time.Since(began))
	}
	return ms(best)
}

func ms(d time.Duration) float64 { return float64(d.Microseconds()) / 1000 }

// halfMinutes gives instants half a minute apart.
type halfMinutes struct{ n int64 }

func (c *halfMinutes) Now() time.Time {
	c.n++
	return time.UnixMilli(1_600_000_000_000 + c.n*30_000)
}

// fill fills an empty store, straight into the table, and gives who has many pieces.
func fill(b *testing.B, db *sqldb.DB, others int) (heavy string) {
	b.Helper()
	r, c := rand.New(rand.NewPCG(3, 14)), &halfMinutes{}
	heavy = id.New(c)
	owners := make([]string, max(1, others/othersPieces))
	for i := range owners {
		owners[i] = id.New(c)
	}
	cakes := make([]string, 2000)
	for i := range cakes {
		cakes[i] = id.New(c)
	}
	n, numbers := others+heavyPieces, map[string]int{}
	var rows []any
	for i := range n {
		owner := owners[r.IntN(len(owners))]
		if i%(n/heavyPieces) == 0 {
			owner = heavy
		}
		day := time.Date(2026, 11, 26, 0, 0, 0, 0, time.UTC).AddDate(0, 0, -r.IntN(heavyYears*365))
		edition := owner + day.Format("2006")
		numbers[edition]++
		rows = append(rows, row(r, c, owner, day, numbers[edition], cakes)...)
		if len(rows) >= bulk*columns || i == n-1 {
			insert(b, db, rows)
			rows = rows[:0]
		}
	}
	if db.Home == sqldb.MySQL {
		if _, err := db.Writer().ExecContext(b.Context(), "ANALYZE TABLE pieces, piece_hearts"); err != nil {
			b.Fatal(err)
		}
	}
	return heavy
}

const (
	names = "id,owner_id,kind,title,day,clock,performers,director,venue,seat,price,genre,companion,photo_id,crop_x,crop_y,crop_width,crop_height,crop_turn," +
		"half_stars,review,visibility,shape,paper,artwork_id,edition,number,color,language,revision,created_at,updated_at,cake_id"
	columns = 33
)

func row(r *rand.Rand, c *halfMinutes, owner string, day time.Time, number int, cakes []string) []any {
	one := func(list ...string) string { return list[r.IntN(len(list))] }
	name := func() string {
		return one("김", "이", "박", "최") + one("파도", "노래", "물결", "하늘", "바다") + strconv.Itoa(r.IntN(40))
	}
	var price any
	if r.IntN(10) > 0 {
		price = r.IntN(30) * 5000
	}
	cake := ""
	if r.IntN(2) == 0 {
		cake = cakes[r.IntN(len(cakes))]
	}
	at := c.Now().UnixMicro()
	return []any{
		id.New(c), owner, string(piece.Kinds()[r.IntN(6)]), "오늘 밤 파도의 노래 " + strconv.Itoa(r.IntN(500)), day.Format(time.DateOnly), fmt.Sprintf("%02d:30", r.IntN(24)),
		name() + ", " + name() + ", " + name(), name(), one("블루스퀘어", "예술의전당", "CGV 용산", "LG아트센터") + " " + strconv.Itoa(r.IntN(60)) + "관",
		fmt.Sprint(1+r.IntN(30), "열 ", 1+r.IntN(40), "번"), price, string(piece.Genres()[r.IntN(15)]), "", id.New(c), 0, 0, 1, 1, 0,
		1 + r.IntN(10), "마지막 앙코르에서 눈물이 왈칵", one("public", "private"), "stub", "night", id.New(c), day.Year(), number, "#6b4f3a", "ko", 1, at, at, cake,
	}
}

func insert(b *testing.B, db *sqldb.DB, values []any) {
	b.Helper()
	one := "(" + strings.Repeat("?,", columns-1) + "?)"
	query := "INSERT INTO pieces (" + names + ") VALUES " + one + strings.Repeat(","+one, len(values)/columns-1)
	if _, err := db.Writer().ExecContext(b.Context(), query, values...); err != nil {
		b.Fatal(err)
	}
}
