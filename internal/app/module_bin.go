package app

import (
	"context"

	"piece/internal/platform/lifecycle"
	"piece/internal/platform/objectbin"
	"piece/internal/platform/sqldb"
)

func startBin(ctx context.Context, h *house) (lifecycle.Runner, error) {
	if _, err := sqldb.Migrate(ctx, h.db, objectbin.Domain, objectbin.Migrations); err != nil {
		return nil, err
	}
	h.bin = objectbin.New(h.db, h.clock)
	return objectbin.Runner{Bin: h.bin, Objects: h.objects, Log: h.log}, nil
}
