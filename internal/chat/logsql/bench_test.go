package logsql_test

import (
	"fmt"
	"os"
	"strconv"
	"testing"

	"piece/internal/chat/logsql"
	"piece/internal/chat/logtest"
	"piece/internal/platform/sqldb"
	"piece/internal/platform/sqldb/sqldbtest"
)

func BenchmarkAppend(b *testing.B) {
	sqldbtest.EachBench(b, func(b *testing.B, db *sqldb.DB) { logtest.Bench(b, logsql.New(migrated(b, db))) })
}

// BenchmarkReads measures a log of PIECE_MEASURE entries.
func BenchmarkReads(b *testing.B) {
	n, err := strconv.Atoi(os.Getenv("PIECE_MEASURE"))
	if err != nil {
		n = 20_000
	}
	sqldbtest.EachBench(b, func(b *testing.B, db *sqldb.DB) {
		for b.Loop() {
			fmt.Printf("%s\n%s", db.Home, logtest.Measure(b, logsql.New(migrated(b, db)), n))
		}
	})
}
