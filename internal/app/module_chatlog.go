package app

import (
	"context"

	"piece/internal/chat/logmongo"
	"piece/internal/chat/logsql"
	"piece/internal/platform/lifecycle"
	"piece/internal/platform/mongodb"
	"piece/internal/platform/observe"
	"piece/internal/platform/sqldb"
)

// startChatLog opens the home of what people say in rooms: the database, or one of its own.
func startChatLog(ctx context.Context, h *house) (lifecycle.Runner, error) {
	if h.config.Chat.MessagesURL == "" {
		if _, err := sqldb.Migrate(ctx, h.db, logsql.Domain, logsql.Migrations); err != nil {
			return nil, err
		}
		h.chatLog = logsql.New(h.db)
		return nil, nil
	}
	db, err := mongodb.Open(h.config.Chat.MessagesURL)
	if err != nil {
		return nil, err
	}
	log, err := logmongo.Open(ctx, db)
	if err != nil {
		return nil, err
	}
	h.chatLog = log
	h.health.Watch(observe.Check{Name: "messages", Ping: log.Ping})
	return lifecycle.OnStop(db.Close), nil
}
