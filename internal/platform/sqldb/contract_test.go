package sqldb_test

import (
	"context"
	"errors"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"github.com/uptrace/bun"

	"piece/internal/platform/errs"
	"piece/internal/platform/sqldb"
	"piece/internal/platform/sqldb/sqldbtest"
)

// things is the table of these tests.
func things(t *testing.T, db *sqldb.DB, versions ...string) (int64, error) {
	t.Helper()
	files := fstest.MapFS{}
	for _, home := range []string{"sqlite", "mysql"} {
		for i, statement := range versions {
			name := "migrations/" + home + "/000" + string(rune('1'+i)) + "_things.sql"
			files[name] = &fstest.MapFile{Data: []byte("-- +goose Up\n" + statement + "\n")}
		}
	}
	return sqldb.Migrate(t.Context(), db, "things", files)
}

const (
	first  = "CREATE TABLE things (name varchar(20) NOT NULL PRIMARY KEY, at bigint);"
	second = "ALTER TABLE things ADD COLUMN size int;"
)

type thing struct {
	bun.BaseModel `bun:"table:things"`

	Name string `bun:",pk"`
	At   sqldb.Time
}

func add(ctx context.Context, db bun.IDB, name string, at time.Time) error {
	_, err := db.NewInsert().Model(&thing{Name: name, At: sqldb.At(at)}).Exec(ctx)
	return err
}

func find(t *testing.T, db *sqldb.DB, name string) (thing, error) {
	var found thing
	err := db.Reader().NewSelect().Model(&found).Where("name = ?", name).Scan(t.Context())
	return found, sqldb.Map(err)
}

func each(t *testing.T, run func(t *testing.T, db *sqldb.DB)) {
	sqldbtest.Each(t, func(t *testing.T, db *sqldb.DB) {
		if _, err := things(t, db, first); err != nil {
			t.Fatal(err)
		}
		run(t, db)
	})
}

func TestADatabaseOfANewerProgramIsRefused(t *testing.T) {
	each(t, func(t *testing.T, db *sqldb.DB) {
		if version, err := things(t, db, first, second); version != 2 || err != nil {
			t.Fatalf("version %d, %v", version, err)
		}
		if _, err := things(t, db, first); err == nil || !strings.Contains(err.Error(), "newer program") {
			t.Errorf("an older program got: %v", err)
		}
	})
}

func TestATransactionIsAllOrNothing(t *testing.T) {
	each(t, func(t *testing.T, db *sqldb.DB) {
		at := time.Date(2026, 8, 3, 15, 0, 0, 123456000, time.UTC)
		err := db.InTx(t.Context(), func(ctx context.Context, tx bun.Tx) error {
			if err := add(ctx, tx, "kept", at); err != nil {
				return err
			}
			return add(ctx, tx, "timeless", time.Time{})
		})
		if err != nil {
			t.Fatal(err)
		}
		err = db.InTx(t.Context(), func(ctx context.Context, tx bun.Tx) error {
			if err := add(ctx, tx, "lost", at); err != nil {
				return err
			}
			return add(ctx, tx, "kept", at)
		})
		if !errors.Is(err, errs.Conflict) {
			t.Errorf("the same key twice: %v", err)
		}
		if _, err := find(t, db, "lost"); !errors.Is(err, errs.NotFound) {
			t.Errorf("half of a transaction is there: %v", err)
		}
		if kept, err := find(t, db, "kept"); err != nil || !kept.At.Equal(at) {
			t.Errorf("%v, %v", kept.At, err)
		}
		if timeless, err := find(t, db, "timeless"); err != nil || !timeless.At.IsZero() {
			t.Errorf("%v, %v", timeless.At, err)
		}
	})
}

func TestASnapshotIsOfOneMoment(t *testing.T) {
	each(t, func(t *testing.T, db *sqldb.DB) {
		if err := add(t.Context(), db.Writer(), "before", time.Time{}); err != nil {
			t.Fatal(err)
		}
		err := db.Snapshot(t.Context(), func(ctx context.Context, tx bun.Tx) error {
			for _, name := range []string{"", "meanwhile", "later"} {
				if name != "" {
					if err := add(ctx, db.Writer(), name, time.Time{}); err != nil {
						return err
					}
				}
				n, err := tx.NewSelect().Model((*thing)(nil)).Count(ctx)
				if err != nil {
					return err
				}
				if n != 1 {
					t.Errorf("%d things after %q", n, name)
				}
			}
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
		if n, err := db.Reader().NewSelect().Model((*thing)(nil)).Count(t.Context()); err != nil || n != 3 {
			t.Errorf("%d things in the end, %v", n, err)
		}
	})
}

func TestAStatementThatChangesNothingIsNotFound(t *testing.T) {
	each(t, func(t *testing.T, db *sqldb.DB) {
		err := sqldb.Affected(db.Writer().NewDelete().Model((*thing)(nil)).Where("name = ?", "none").Exec(t.Context()))
		if !errors.Is(err, errs.NotFound) {
			t.Errorf("have %v", err)
		}
	})
}

func TestARowWhoseParentIsGoneIsNotFound(t *testing.T) {
	each(t, func(t *testing.T, db *sqldb.DB) {
		ctx := t.Context()
		_, err := db.Writer().ExecContext(ctx, "CREATE TABLE parts (thing varchar(20) NOT NULL PRIMARY KEY, FOREIGN KEY (thing) REFERENCES things (name))")
		if err != nil {
			t.Fatal(err)
		}
		if err := add(ctx, db.Writer(), "there", time.Time{}); err != nil {
			t.Fatal(err)
		}
		for name, want := range map[string]error{"there": nil, "gone": errs.NotFound} {
			if _, err := db.Writer().ExecContext(ctx, "INSERT INTO parts VALUES (?)", name); !errors.Is(sqldb.Map(err), want) {
				t.Errorf("%s: %v", name, err)
			}
		}
	})
}

// A query in the wrong place would otherwise wait for the writer, or be lost on a replica.
func TestReadersOfSQLiteCannotWrite(t *testing.T) {
	db := sqldbtest.SQLite(t)
	if _, err := things(t, db, first); err != nil {
		t.Fatal(err)
	}
	if err := add(t.Context(), db.Reader(), "x", time.Time{}); err == nil {
		t.Error("a reader wrote")
	}
}

func TestAStoreThatIsDownIsUnavailable(t *testing.T) {
	for _, address := range []string{"mysql://root@127.0.0.1:1/none", "sqlite:" + t.TempDir() + "/no/such/folder/x.db"} {
		db, err := sqldb.Open(address)
		if err != nil {
			t.Fatal(err)
		}
		if err := db.Ping(t.Context()); !errors.Is(err, errs.Unavailable) {
			t.Errorf("%.6s: %v", address, err)
		}
		if err := db.Close(); err != nil {
			t.Error(err)
		}
	}
}

func TestAnAddressIsRefusedWithoutShowingIt(t *testing.T) {
	for _, address := range []string{"", "sqlite:", "postgres://x:secret@h/d", "mysql://x:secret@h:port/d"} {
		if _, err := sqldb.Open(address); err == nil || strings.Contains(err.Error(), "secret") {
			t.Errorf("%q: %v", address, err)
		}
	}
}
