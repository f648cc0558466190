package logsql_test

import (
	"errors"
	"testing"

	"piece/internal/chat"
	"piece/internal/chat/logsql"
	"piece/internal/chat/logtest"
	"piece/internal/platform/errs"
	"piece/internal/platform/sqldb"
	"piece/internal/platform/sqldb/sqldbtest"
)

var _ chat.Log = (*logsql.Log)(nil)

func migrated(t testing.TB, db *sqldb.DB) *sqldb.DB {
	t.Helper()
	if _, err := sqldb.Migrate(t.Context(), db, logsql.Domain, logsql.Migrations); err != nil {
		t.Fatal(err)
	}
	return db
}

func TestLog(t *testing.T) {
	sqldbtest.Each(t, func(t *testing.T, db *sqldb.DB) {
		migrated(t, db)
		logtest.Run(t, func(t *testing.T) (chat.Log, chat.Log) { return logsql.New(db), logsql.New(db) })
	})
}

func TestALogThatIsDownIsUnavailable(t *testing.T) {
	db, err := sqldb.Open("mysql://root@127.0.0.1:1/none")
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	log := logsql.New(db)
	for i, o := range log.Append(t.Context(), []chat.Entry{{RoomID: "a"}, {RoomID: "b"}}) {
		if !errors.Is(o.Err, errs.Unavailable) {
			t.Errorf("entry %d: %v", i, o.Err)
		}
	}
	if _, err := log.Heads(t.Context(), "", []string{"a"}); !errors.Is(err, errs.Unavailable) {
		t.Errorf("heads: %v", err)
	}
}
