// Package mongotest runs a test on a server that speaks the MongoDB protocol, each time on a
// fresh, empty database.
package mongotest

import (
	"context"
	"net/url"
	"os"
	"testing"

	"piece/internal/platform/clock"
	"piece/internal/platform/id"
	"piece/internal/platform/mongodb"
)

// Env names the variable with the address of a server, such as mongodb://127.0.0.1:27017/, where
// databases may be made and dropped.
const Env = "PIECE_TEST_MONGO"

// RequireEnv names the variable that, set to "all", makes a missing server a failure.
const RequireEnv = "PIECE_TEST_REQUIRE"

// Each runs the test if there is a server, with the address of a database that is its own.
func Each(t *testing.T, run func(t *testing.T, address string)) {
	t.Helper()
	if address := Address(t); address != "" {
		t.Run("mongo", func(t *testing.T) { run(t, address) })
	}
}

// Address gives the address of a database that is dropped after the test; "" where there is no
// server and none is required.
func Address(t testing.TB) string {
	t.Helper()
	server := os.Getenv(Env)
	if server != "" {
		return Fresh(t, server)
	}
	if os.Getenv(RequireEnv) == "all" {
		t.Fatalf("%s is not set, but every home is required", Env)
	}
	return ""
}

// Open opens a database until the end of the test.
func Open(t testing.TB, address string) *mongodb.DB {
	t.Helper()
	db, err := mongodb.Open(address)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := db.Close(); err != nil {
			t.Error(err)
		}
	})
	return db
}

// Fresh gives the address of one more database of a server, that is dropped after the test. server
// is any address there.
func Fresh(t testing.TB, server string) string {
	t.Helper()
	u, err := url.Parse(server)
	if err != nil {
		t.Fatalf("%s: want mongodb://host:port/", Env)
	}
	u.Path = "/test_" + id.New(clock.System{})
	db, err := mongodb.Open(u.String())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := db.Drop(context.Background()); err != nil { // the context of the test is over
			t.Error(err)
		}
		if err := db.Close(); err != nil {
			t.Error(err)
		}
	})
	return u.String()
}
