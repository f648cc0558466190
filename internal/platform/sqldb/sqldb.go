// Package sqldb opens the relational store in either of its homes, SQLite or MySQL
// (MariaDB, TiDB), and hides what differs: connection settings, transactions that are
// retried after a deadlock, driver errors turned into the errors of package errs, and
// migrations. Queries themselves are written once, in the SQL that all homes share.
package sqldb

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"net/url"
	"runtime"
	"slices"
	"strings"
	"time"

	"github.com/go-sql-driver/mysql"
	"github.com/uptrace/bun"
	"github.com/uptrace/bun/dialect/mysqldialect"
	"github.com/uptrace/bun/dialect/sqlitedialect"
	"modernc.org/sqlite"

	"piece/internal/platform/errs"
)

// Home names where the rows live.
type Home string

// The two homes.
const (
	SQLite Home = "sqlite"
	MySQL  Home = "mysql"
)

// DB is an open store. On SQLite the writer has a single connection, because the file
// takes one writer at a time, and readers have a pool that can't write; on MySQL both
// are one pool. It is safe for concurrent use.
type DB struct {
	Home  Home
	read  *bun.DB
	write *bun.DB
}

// Open opens the store that the address names: "sqlite:path/to/file.db" or
// "mysql://user:password@host:port/database". It does not connect yet.
func Open(address string) (*DB, error) {
	scheme, rest, _ := strings.Cut(address, ":")
	switch scheme {
	case "sqlite":
		return openSQLite(rest)
	case "mysql":
		return openMySQL(address)
	}
	return nil, fmt.Errorf("database address %q: want sqlite:FILE or mysql://…", scheme)
}

func openSQLite(file string) (*DB, error) {
	if file == "" {
		return nil, errors.New("database address sqlite: names no file")
	}
	// Order matters: busy_timeout before journal_mode, or switching to WAL can fail at once.
	pragmas := "_pragma=busy_timeout(5000)&_pragma=journal_mode(WAL)&_pragma=synchronous(NORMAL)&_pragma=foreign_keys(1)&_txlock=immediate"
	path := (&url.URL{Path: file}).EscapedPath()
	w, err := sql.Open("sqlite", "file:"+path+"?"+pragmas)
	if err != nil {
		return nil, err
	}
	w.SetMaxOpenConns(1)
	r, err := sql.Open("sqlite", "file:"+path+"?"+pragmas+"&_pragma=query_only(1)")
	if err != nil {
		return nil, err
	}
	r.SetMaxOpenConns(max(4, 2*runtime.NumCPU()))
	r.SetMaxIdleConns(4)
	return &DB{Home: SQLite, read: bun.NewDB(r, sqlitedialect.New()), write: bun.NewDB(w, sqlitedialect.New())}, nil
}

func openMySQL(address string) (*DB, error) {
	u, err := url.Parse(address)
	if err != nil {
		return nil, errors.New("database address: not a mysql:// URL") // the cause would show the password
	}
	c := mysql.NewConfig()
	c.Net, c.Addr, c.DBName = "tcp", u.Host, strings.TrimPrefix(u.Path, "/")
	if socket := u.Query().Get("socket"); socket != "" {
		c.Net, c.Addr = "unix", socket
	}
	c.User = u.User.Username()
	c.Passwd, _ = u.User.Password()
	c.ParseTime, c.Loc, c.ClientFoundRows = true, time.UTC, true
	c.Timeout, c.ReadTimeout, c.WriteTimeout = 5*time.Second, 30*time.Second, 30*time.Second
	c.Params = map[string]string{"sql_mode": "'STRICT_ALL_TABLES,NO_ENGINE_SUBSTITUTION'"}
	if err := c.Apply(mysql.Charset("utf8mb4", "utf8mb4_bin")); err != nil {
		return nil, err
	}
	conn, err := mysql.NewConnector(c)
	if err != nil {
		return nil, fmt.Errorf("database address: %w", err)
	}
	p := sql.OpenDB(readCommitted{conn})
	p.SetMaxOpenConns(32)
	p.SetMaxIdleConns(8)
	p.SetConnMaxLifetime(10 * time.Minute) // servers and balancers close old ones without a word
	db := bun.NewDB(p, mysqldialect.New(mysqldialect.WithTimeLocation("UTC")))
	return &DB{Home: MySQL, read: db, write: db}, nil
}

// Close closes the connections.
func (d *DB) Close() error {
	if d.read == d.write {
		return d.write.Close()
	}
	return errors.Join(d.read.Close(), d.write.Close())
}

// Ping tells whether the store answers.
func (d *DB) Ping(ctx context.Context) error { return Map(d.read.PingContext(ctx)) }

// Reader is for queries outside of a transaction.
func (d *DB) Reader() bun.IDB { return d.read }

// Writer is for single statements; several that belong together go through InTx.
func (d *DB) Writer() bun.IDB { return d.write }

// ForUpdate locks the rows that a query reads in a transaction until its end; use it as
// query.Apply(db.ForUpdate). On SQLite it adds nothing: there a transaction that may
// write has the whole file to itself.
func (d *DB) ForUpdate(q *bun.SelectQuery) *bun.SelectQuery {
	if d.Home == MySQL {
		return q.For("UPDATE")
	}
	return q
}

// Snapshot runs fn over what is stored at one moment: all that it reads fits together, whatever
// is written meanwhile. fn must not write. Errors come back mapped.
func (d *DB) Snapshot(ctx context.Context, fn func(ctx context.Context, tx bun.Tx) error) error {
	// A transaction that says it only reads doesn't wait for the writer of SQLite; TiDB knows no
	// such transactions.
	o := &sql.TxOptions{ReadOnly: true}
	if d.Home == MySQL {
		o = &sql.TxOptions{Isolation: sql.LevelRepeatableRead}
	}
	return Map(d.read.RunInTx(ctx, o, fn))
}

const txTries = 5

// txKey finds the transaction of a store that a context is within.
type txKey struct{ db *DB }

// InTx runs fn in one transaction: all of it is stored, or nothing. After a deadlock
// it runs again, so fn must have no other effect. Errors come back mapped. With a context
// that fn got, it joins the transaction that runs already: what stores of two rooms change
// together is stored together.
func (d *DB) InTx(ctx context.Context, fn func(ctx context.Context, tx bun.Tx) error) error {
	if tx, within := ctx.Value(txKey{d}).(bun.Tx); within {
		err := fn(ctx, tx)
		if isDeadlock(err) {
			return err // for the outer one, which runs again
		}
		return Map(err)
	}
	var err error
	for try := range txTries {
		err = d.write.RunInTx(ctx, nil, func(ctx context.Context, tx bun.Tx) error {
			return fn(context.WithValue(ctx, txKey{d}, tx), tx)
		})
		if err == nil || !isDeadlock(err) {
			return Map(err)
		}
		select {
		case <-ctx.Done():
			return Map(ctx.Err())
		case <-time.After(time.Duration(10<<try) * time.Millisecond):
		}
	}
	return Map(err)
}

// Map turns a driver's error into one of package errs, by its code: no row, also none that
// a foreign key refers to, into NotFound, a taken unique key into Conflict, a store that is down, full or too busy
// into Unavailable. Others pass unchanged, and the edge answers them as internal.
func Map(err error) error {
	var known *errs.Error
	switch {
	case err == nil:
		return nil
	case errors.As(err, &known):
		return err
	case errors.Is(err, sql.ErrNoRows), isOrphan(err):
		return errs.NotFound.With(err)
	case isDuplicate(err):
		return errs.Conflict.With(err)
	case isDown(err):
		return errs.Unavailable.With(err).After(5 * time.Second)
	}
	return err
}

// Affected maps the outcome of a statement that must change a row: none is NotFound.
func Affected(res sql.Result, err error) error {
	if err != nil {
		return Map(err)
	}
	if n, err := res.RowsAffected(); err != nil || n == 0 {
		return errs.NotFound.With(err)
	}
	return nil
}

// Result codes of https://www.sqlite.org/rescode.html and error numbers of
// https://mariadb.com/kb/en/mariadb-error-code-reference/.
const (
	sqliteBusy, sqliteReadonly, sqliteIOErr, sqliteCorrupt, sqliteFull, sqliteCantOpen = 5, 8, 10, 11, 13, 14
	sqliteUnique, sqlitePrimaryKey, sqliteForeignKey                                   = 2067, 1555, 787
	mysqlDuplicate, mysqlNoParent, mysqlDeadlock, mysqlLockWait                        = 1062, 1452, 1213, 1205
	mysqlTooManyConnections, mysqlShutdown, mysqlDiskFull, mysqlReadOnly               = 1040, 1053, 1021, 1290
	// https://docs.pingcap.com/tidb/stable/error-codes: transactions to be run again.
	tidbConflict, tidbTryAgain, tidbSchemaChanged = 9007, 8022, 8028
)

func isDuplicate(err error) bool {
	if s, ok := errors.AsType[*sqlite.Error](err); ok {
		return s.Code() == sqliteUnique || s.Code() == sqlitePrimaryKey
	}
	m, ok := errors.AsType[*mysql.MySQLError](err)
	return ok && m.Number == mysqlDuplicate
}

// isOrphan tells whether a row was refused because the one that it belongs to isn't there.
func isOrphan(err error) bool {
	if s, ok := errors.AsType[*sqlite.Error](err); ok {
		return s.Code() == sqliteForeignKey
	}
	m, ok := errors.AsType[*mysql.MySQLError](err)
	return ok && m.Number == mysqlNoParent
}

func isDeadlock(err error) bool {
	m, ok := errors.AsType[*mysql.MySQLError](err)
	return ok && slices.Contains([]uint16{mysqlDeadlock, mysqlLockWait, tidbConflict, tidbTryAgain, tidbSchemaChanged}, m.Number)
}

func isDown(err error) bool {
	if s, ok := errors.AsType[*sqlite.Error](err); ok {
		switch s.Code() & 0xff {
		case sqliteBusy, sqliteReadonly, sqliteIOErr, sqliteCorrupt, sqliteFull, sqliteCantOpen:
			return true
		}
		return false
	}
	if m, ok := errors.AsType[*mysql.MySQLError](err); ok {
		switch m.Number {
		case mysqlTooManyConnections, mysqlShutdown, mysqlDiskFull, mysqlReadOnly:
			return true
		}
		return isDeadlock(err)
	}
	return isConnectionLoss(err)
}
