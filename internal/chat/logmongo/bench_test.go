package logmongo_test

import (
	"fmt"
	"os"
	"strconv"
	"testing"

	"piece/internal/chat/logmongo"
	"piece/internal/chat/logtest"
	"piece/internal/platform/mongodb/mongotest"
)

// Benchmarks run where there is a server; how FerretDB does says nothing about MongoDB.

func bench(b *testing.B) *logmongo.Log {
	b.Helper()
	server := os.Getenv(mongotest.Env)
	if server == "" {
		b.Fatalf("%s is not set", mongotest.Env)
	}
	log, err := logmongo.Open(b.Context(), mongotest.Open(b, mongotest.Fresh(b, server)))
	if err != nil {
		b.Fatal(err)
	}
	return log
}

func BenchmarkAppend(b *testing.B) { logtest.Bench(b, bench(b)) }

// BenchmarkReads measures a log of PIECE_MEASURE entries.
func BenchmarkReads(b *testing.B) {
	n, err := strconv.Atoi(os.Getenv("PIECE_MEASURE"))
	if err != nil {
		n = 2_000
	}
	for b.Loop() {
		fmt.Printf("mongo\n%s", logtest.Measure(b, bench(b), n))
	}
}
