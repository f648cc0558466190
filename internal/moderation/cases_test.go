package moderation_test

import (
	"context"
	"errors"
	"testing"
	"time"

	"piece/internal/moderation"
	"piece/internal/platform/clock"
	"piece/internal/platform/errs"
	"piece/internal/platform/id"
)

// shaky is a store that can't be asked for the reports of a thing the first time.
type shaky struct {
	moderation.Store
	report moderation.Report
	asked  int
}

func (s *shaky) Get(context.Context, string) (moderation.Report, error) { return s.report, nil }

func (s *shaky) Reports(context.Context, string, int) ([]moderation.Report, error) {
	if s.asked++; s.asked == 1 {
		return nil, errs.Unavailable
	}
	return []moderation.Report{s.report}, nil
}

// An admin must not believe that a case is closed which isn't.
func TestClosingFailsWhenTheStoreIsDown(t *testing.T) {
	c := clock.NewFake(time.Date(2026, 11, 26, 3, 0, 0, 0, time.UTC))
	r := moderation.Report{ID: id.New(c), Target: moderation.Target{Kind: moderation.Piece, ID: id.New(c)}, State: moderation.Open}
	s := moderation.New(moderation.Deps{Store: &shaky{report: r}, Clock: c})
	if _, err := s.Close(t.Context(), moderation.Viewer{ID: "an admin", Admin: true}, r.ID, ""); !errors.Is(err, errs.Unavailable) {
		t.Errorf("closing gave %v", err)
	}
}
