package app

import (
	"context"

	"piece/internal/chat/logsql"
	"piece/internal/platform/lifecycle"
	"piece/internal/platform/sqldb"
)

// startChatLog opens what people say in rooms: in the database, or in a home of its own.
func startChatLog(ctx context.Context, h *house) (lifecycle.Runner, error) {
	if _, err := sqldb.Migrate(ctx, h.db, logsql.Domain, logsql.Migrations); err != nil {
		return nil, err
	}
	h.chatLog = logsql.New(h.db)
	return nil, nil
}
