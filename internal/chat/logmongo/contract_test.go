package logmongo_test

import (
	"testing"

	"piece/internal/chat"
	"piece/internal/chat/logmongo"
	"piece/internal/chat/logtest"
	"piece/internal/platform/mongodb/mongotest"
)

var _ chat.Log = (*logmongo.Log)(nil)

// open opens the log of a database as another process would, with connections of its own.
func open(t *testing.T, address string) *logmongo.Log {
	t.Helper()
	log, err := logmongo.Open(t.Context(), mongotest.Open(t, address))
	if err != nil {
		t.Fatal(err)
	}
	return log
}

func TestLog(t *testing.T) {
	mongotest.Each(t, func(t *testing.T, address string) {
		// A database for each test: FerretDB reads all that there is.
		logtest.Run(t, func(t *testing.T) (chat.Log, chat.Log) {
			address := mongotest.Fresh(t, address)
			return open(t, address), open(t, address)
		})
	})
}
