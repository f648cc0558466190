// Package sqldbtest runs a test on every home of the relational store, each time on a
// fresh, empty database.
package sqldbtest

import (
	"database/sql"
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/go-sql-driver/mysql"

	"piece/internal/platform/clock"
	"piece/internal/platform/id"
	"piece/internal/platform/sqldb"
)

// MySQLEnv names the variable with the address of a MySQL or MariaDB server, such as
// mysql://root@127.0.0.1:3306/, whose account may make and drop databases.
const MySQLEnv = "PIECE_TEST_MYSQL"

// RequireEnv names the variable that, set to "all", makes a missing server a failure.
// `make test` sets it, so that a home is never left out quietly; a bare `go test`
// covers what needs no server.
const RequireEnv = "PIECE_TEST_REQUIRE"

// Each runs the test once for every home.
func Each(t *testing.T, run func(t *testing.T, db *sqldb.DB)) {
	t.Helper()
	t.Run("sqlite", func(t *testing.T) { run(t, SQLite(t)) })
	address := os.Getenv(MySQLEnv)
	if address == "" {
		if os.Getenv(RequireEnv) == "all" {
			t.Fatalf("%s is not set, but every home is required", MySQLEnv)
		}
		return
	}
	t.Run("mysql", func(t *testing.T) { run(t, mySQL(t, address)) })
}

// EachBench runs the measurement once for every home that there is.
func EachBench(b *testing.B, run func(b *testing.B, db *sqldb.DB)) {
	b.Helper()
	b.Run("sqlite", func(b *testing.B) { run(b, SQLite(b)) })
	if address := os.Getenv(MySQLEnv); address != "" {
		b.Run("mysql", func(b *testing.B) { run(b, mySQL(b, address)) })
	}
}

// SQLite gives an empty SQLite database.
func SQLite(t testing.TB) *sqldb.DB {
	t.Helper()
	return open(t, "sqlite:"+filepath.Join(t.TempDir(), "test.db"))
}

// MySQLAddress gives the address of a database of a MySQL or MariaDB server that is dropped after the
// test; "" where there is no server and none is required.
func MySQLAddress(t testing.TB) string {
	t.Helper()
	address := os.Getenv(MySQLEnv)
	if address != "" {
		return fresh(t, address)
	}
	if os.Getenv(RequireEnv) == "all" {
		t.Fatalf("%s is not set, but every home is required", MySQLEnv)
	}
	return ""
}

func mySQL(t testing.TB, address string) *sqldb.DB {
	t.Helper()
	return open(t, fresh(t, address))
}

// fresh makes a database of a server for the test, and gives its address.
func fresh(t testing.TB, address string) string {
	t.Helper()
	u, err := url.Parse(address)
	if err != nil {
		t.Fatal(err)
	}
	name := "test_" + id.New(clock.System{})
	server(t, u, "CREATE DATABASE "+name+" CHARACTER SET utf8mb4 COLLATE utf8mb4_bin")
	t.Cleanup(func() { server(t, u, "DROP DATABASE "+name) })
	u.Path = "/" + name
	return u.String()
}

func server(t testing.TB, u *url.URL, statement string) {
	t.Helper()
	c := mysql.NewConfig()
	c.Net, c.Addr, c.User = "tcp", u.Host, u.User.Username()
	c.Passwd, _ = u.User.Password()
	db, err := sql.Open("mysql", c.FormatDSN())
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	if _, err := db.Exec(statement); err != nil {
		t.Fatal(fmt.Errorf("%s: %w", strings.Fields(statement)[0], err))
	}
}

func open(t testing.TB, address string) *sqldb.DB {
	t.Helper()
	db, err := sqldb.Open(address)
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
