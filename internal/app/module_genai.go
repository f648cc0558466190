package app

import (
	"context"

	"piece/internal/genai"
	"piece/internal/genai/genaihttp"
	"piece/internal/genai/genaisql"
	"piece/internal/platform/lifecycle"
	"piece/internal/platform/sqldb"
)

// startAI makes what asks generative models. Without a provider in the settings it is there, and
// says so to whoever asks.
func startAI(ctx context.Context, h *house) (lifecycle.Runner, error) {
	if _, err := sqldb.Migrate(ctx, h.db, genaisql.Domain, genaisql.Migrations); err != nil {
		return nil, err
	}
	walls, err := h.aiWalls()
	if err != nil {
		return nil, err
	}
	a := h.config.AI
	h.ai = genai.New(genai.Deps{
		Store: genaisql.New(h.db), Eyes: walls.Eyes(), Brush: walls.Brush(), Name: walls.name,
		Prices: h.config.aiPrices(), BudgetPerDay: h.config.aiBudget(), PaintingsPerDay: a.PaintingsPerDay, ReadingsPerDay: a.ReadingsPerDay,
		Timeout: a.Timeout, Clock: h.clock, Log: h.log, Metrics: h.metrics,
	})
	genaihttp.Register(h.server.API, h.ai)
	return h.ai, nil
}
