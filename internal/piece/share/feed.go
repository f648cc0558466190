package share

import (
	"context"
	"time"

	"piece/internal/piece"
	"piece/internal/platform/errs"
)

// MaxFeedPieces is how many pieces a calendar holds, the newest.
const MaxFeedPieces = 5000

// showLength is how long a piece with a time of day takes in the calendar. Nobody tells
// when a show ended.
const showLength = 2 * time.Hour

// NewFeed is what a person chooses for the calendar.
type NewFeed struct{ TimeZone string }

// Check tells the rules that a new feed breaks, as an errs.Invalid.
func (n NewFeed) Check() error {
	var f errs.Fields
	zone(&f, "body.timeZone", n.TimeZone)
	return f.Err()
}

// MakeFeed gives the owner's calendar an address. One that it had before ends.
func (s *Service) MakeFeed(ctx context.Context, owner string, n NewFeed) (Feed, error) {
	if err := n.Check(); err != nil {
		return Feed{}, err
	}
	f := Feed{OwnerID: owner, Secret: newToken(), TimeZone: n.TimeZone, CreatedAt: s.Clock.Now()}
	return f, s.Store.SetFeed(ctx, f)
}

// FeedOf gives the address of the owner's calendar; errs.NotFound when it has none.
func (s *Service) FeedOf(ctx context.Context, owner string) (Feed, error) {
	return s.Store.FeedOf(ctx, owner)
}

// RemoveFeed ends the address of the owner's calendar, if it has one.
func (s *Service) RemoveFeed(ctx context.Context, owner string) error {
	return s.Store.RemoveFeed(ctx, owner)
}

// Event is a piece in a calendar. Without a time of day it takes the whole day, which is no
// instant, and Start and End are zero.
type Event struct {
	Piece      piece.Piece
	Start, End time.Time
}

// Calendar gives the pieces of the owner of a feed, public or not, the newest day first.
func (s *Service) Calendar(ctx context.Context, secret string) ([]Event, error) {
	if !isToken(secret) {
		return nil, errs.NotFound
	}
	feed, err := s.Store.FeedBySecret(ctx, secret)
	if err != nil {
		return nil, err
	}
	z, err := time.LoadLocation(feed.TimeZone)
	if err != nil {
		return nil, err // it was found when it was chosen
	}
	pieces, err := s.Pieces.Newest(ctx, feed.OwnerID, MaxFeedPieces)
	if err != nil {
		return nil, err
	}
	events := make([]Event, len(pieces))
	for i, p := range pieces {
		events[i].Piece = p
		if p.Time == "" {
			continue
		}
		start, err := time.ParseInLocation("2006-01-02 15:04", string(p.Day)+" "+p.Time, z)
		if err != nil {
			return nil, err // a stored piece has a valid day and time
		}
		events[i].Start, events[i].End = start.UTC(), start.UTC().Add(showLength)
	}
	return events, nil
}
