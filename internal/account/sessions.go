package account

import (
	"context"
	"errors"
	"time"

	"piece/internal/platform/auth"
	"piece/internal/platform/errs"
	"piece/internal/platform/id"
)

// RefreshGrace is how long a refresh token may be handed in again after it was exchanged:
// two tabs may do it at once, and an answer may get lost on its way.
const RefreshGrace = 10 * time.Second

// Refresh exchanges a refresh token for new tokens. ErrSessionEnded when there is nothing
// to renew; also when the token was exchanged before, which ends the session for whoever
// holds its newer tokens, because one of the two stole them.
func (s *Service) Refresh(ctx context.Context, token string) (Tokens, error) {
	sessionID, hash, ok := parseRefreshToken(token)
	if !ok {
		return Tokens{}, s.ended("unknown", errors.New("not a token of ours"))
	}
	if err := take(s.refreshes, sessionID); err != nil {
		return Tokens{}, err
	}
	now := s.clock.Now()
	next, nextHash := newRefreshToken(sessionID)
	var v Verdict
	var role auth.Role
	err := s.store.Exchange(ctx, Exchange{SessionID: sessionID, Token: hash, Next: nextHash, Now: now}, func(p Presented) Verdict {
		v, role = judge(p, now), p.Role
		return v
	})
	if errors.Is(err, errs.NotFound) {
		return Tokens{}, s.ended("unknown", err)
	}
	if err != nil {
		return Tokens{}, err
	}
	if v.ends() {
		s.onEnd()
	}
	switch v.Outcome {
	case Reused:
		s.log.WarnContext(ctx, "a refresh token was used again; its session is ended", "session", sessionID, "person", v.Session.PersonID)
		return Tokens{}, s.ended(string(Reused), nil)
	case Over:
		return Tokens{}, s.ended(string(Over), nil)
	}
	s.metrics.refreshes.WithLabelValues(string(v.Outcome)).Inc()
	return s.tokens(v.Session, role, next, now)
}

func (s *Service) ended(outcome string, cause error) error {
	s.metrics.refreshes.WithLabelValues(outcome).Inc()
	return ErrSessionEnded.With(cause)
}

// judge decides about a refresh token that was handed in at now.
func judge(p Presented, now time.Time) Verdict {
	v := Verdict{Session: p.Session}
	switch {
	case p.Suspended || !now.Before(p.Session.ExpiresAt):
		v.Outcome = Over
		return v
	case p.Known && p.UsedAt.IsZero():
		v.Outcome = Rotated
	case p.Known && now.Sub(p.UsedAt) <= RefreshGrace:
		v.Outcome = Repeated
	default:
		v.Outcome = Reused
		return v
	}
	v.Session = p.Session.seen(now)
	return v
}

// LogOut ends the session that a request is made with: the one of its access token, the
// one of its refresh token, or both. Ending what is over already is fine.
func (s *Service) LogOut(ctx context.Context, personID, sessionID, refresh string) error {
	defer s.onEnd()
	if personID != "" {
		if err := s.store.EndSession(ctx, personID, sessionID, s.clock.Now()); err != nil && !errors.Is(err, errs.NotFound) {
			return err
		}
	}
	if of, hash, ok := parseRefreshToken(refresh); ok {
		return s.store.EndSessionOfToken(ctx, of, hash, s.clock.Now())
	}
	return nil
}

// LogOutEverywhere ends all sessions of a person.
func (s *Service) LogOutEverywhere(ctx context.Context, personID string) error {
	defer s.onEnd()
	return s.store.EndSessions(ctx, personID, s.clock.Now())
}

// Sessions gives the devices on which a person is signed in, last seen first, at most
// MaxSessions.
func (s *Service) Sessions(ctx context.Context, personID string) ([]Session, error) {
	return s.store.Sessions(ctx, personID, s.clock.Now())
}

// EndSession signs one device of a person out; NotFound when it is none of theirs.
func (s *Service) EndSession(ctx context.Context, personID, sessionID string) error {
	if !id.Valid(sessionID) {
		return errs.NotFound
	}
	defer s.onEnd()
	return s.store.EndSession(ctx, personID, sessionID, s.clock.Now())
}
