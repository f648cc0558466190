package app

import (
	"context"

	"piece/internal/cake/cakesql"
	"piece/internal/platform/lifecycle"
	"piece/internal/platform/sqldb"
)

func startCakes(ctx context.Context, h *house) (lifecycle.Runner, error) {
	_, err := sqldb.Migrate(ctx, h.db, cakesql.Domain, cakesql.Migrations)
	return nil, err
}
