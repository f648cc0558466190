package sqldb

import (
	"context"
	"errors"
	"fmt"
	"io/fs"

	"github.com/pressly/goose/v3"
	"github.com/pressly/goose/v3/database"
)

// Migrate brings the tables of one domain up to date and returns the version they have.
// files holds migrations/sqlite and migrations/mysql; each domain counts its versions in
// a table of its own, because domains may live in different databases. A database that
// is newer than this program is refused, rather than used by rules that don't know it.
func Migrate(ctx context.Context, db *DB, domain string, files fs.FS) (int64, error) {
	dir, err := fs.Sub(files, "migrations/"+string(db.Home))
	if err != nil {
		return 0, err
	}
	dialect := database.DialectSQLite3
	if db.Home == MySQL {
		dialect = database.DialectMySQL
	}
	store, err := database.NewStore(dialect, "goose_"+domain)
	if err != nil {
		return 0, err
	}
	p, err := goose.NewProvider("", db.write.DB, dir, goose.WithStore(store), goose.WithDisableGlobalRegistry(true))
	if err != nil {
		return 0, fmt.Errorf("migrations of %s: %w", domain, err)
	}
	unlock, err := lockMigrations(ctx, db)
	if err != nil {
		return 0, fmt.Errorf("migrations of %s: %w", domain, Map(err))
	}
	defer unlock()
	now, newest, err := p.GetVersions(ctx)
	if err != nil {
		return 0, fmt.Errorf("migrations of %s: %w", domain, Map(err))
	}
	if now > newest {
		return now, fmt.Errorf("the database holds version %d of %s, this program knows %d: use the newer program", now, domain, newest)
	}
	if _, err := p.Up(ctx); err != nil {
		return now, fmt.Errorf("migrations of %s: %w", domain, err)
	}
	return newest, nil
}

// lockMigrations keeps nodes that start together from changing tables at once. On
// SQLite the single writer does that already.
func lockMigrations(ctx context.Context, db *DB) (unlock func(), err error) {
	if db.Home == SQLite {
		return func() {}, nil
	}
	conn, err := db.write.DB.Conn(ctx) // the lock belongs to its connection
	if err != nil {
		return nil, err
	}
	var got int
	// 25 s is less than the connection waits for any answer.
	if err := conn.QueryRowContext(ctx, "SELECT GET_LOCK('piece_migrations', 25)").Scan(&got); err != nil || got != 1 {
		return nil, errors.Join(errors.New("another node is still changing the tables"), err, conn.Close())
	}
	return func() {
		// Closing only hands the connection back to the pool, lock and all.
		_, _ = conn.ExecContext(context.WithoutCancel(ctx), "DO RELEASE_LOCK('piece_migrations')")
		_ = conn.Close()
	}, nil
}
