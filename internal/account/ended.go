package account

import (
	"context"
	"errors"
	"time"

	"piece/internal/platform/auth"
	"piece/internal/platform/errs"
)

// EndedKept is for how long it can be read that a session has ended: longer than any token of it
// lives.
const EndedKept = time.Hour

// MaxEnded is how many ended sessions can be read at once.
const MaxEnded = 500

// Ended is a session that has ended. Whoever holds a connection open for it closes that.
type Ended struct {
	Seq     int64  // rising with every one
	Session string // auth.SessionHash of its id
}

// Ended gives up to limit sessions that ended after the one with the number, in their order.
func (s *Service) Ended(ctx context.Context, after int64, limit int) ([]Ended, error) {
	return s.store.Ended(ctx, after, min(limit, MaxEnded))
}

// Lives is ErrSessionEnded when the session of a token is over or its person is suspended. It is for
// what must not be done with an access token that has outlived its session, such as making another
// way in (defect D06).
func (s *Service) Lives(ctx context.Context, who auth.Identity) error {
	err := s.store.Lives(ctx, who.PersonID, who.SessionID, s.clock.Now())
	if errors.Is(err, errs.NotFound) {
		return ErrSessionEnded.With(err)
	}
	return err
}

// RealtimeToken is what a page opens a realtime connection with.
type RealtimeToken struct {
	Token string
	Ends  time.Time
}

// RealtimeToken makes a token for a realtime connection of a session. Other than with an access
// token for requests, it is asked whether the session still lives: ErrSessionEnded when it doesn't
// or its person is suspended. The connection ends with the token unless it is handed a new one.
func (s *Service) RealtimeToken(ctx context.Context, who auth.Identity) (RealtimeToken, error) {
	now := s.clock.Now()
	if err := s.Lives(ctx, who); err != nil {
		return RealtimeToken{}, err
	}
	token, err := s.keys.SignRealtime(who, now)
	return RealtimeToken{Token: token, Ends: now.Add(auth.AccessTTL)}, err
}
