package share

import (
	"context"
	"testing"

	"piece/internal/piece"
	"piece/internal/platform/clock"
)

// oneFeed is a store with the feed of one person.
type oneFeed struct {
	Store
	feed Feed
}

func (s oneFeed) FeedBySecret(context.Context, string) (Feed, error) { return s.feed, nil }

// many is a person with more pieces than a calendar takes.
type many struct{ Pieces }

func (many) Newest(_ context.Context, _ string, limit int) ([]piece.Piece, error) {
	pieces := make([]piece.Piece, limit)
	for i := range pieces {
		pieces[i].Day = "2026-08-03"
	}
	return pieces, nil
}

func TestACalendarIsBounded(t *testing.T) {
	s := New(Deps{Store: oneFeed{feed: Feed{TimeZone: "Asia/Seoul"}}, Pieces: many{}, Clock: clock.System{}})
	events, err := s.Calendar(t.Context(), newToken())
	if err != nil || len(events) != 5000 {
		t.Errorf("%d events, %v", len(events), err)
	}
}
