package account

import (
	"context"
	"time"

	"piece/internal/platform/auth"
	"piece/internal/platform/errs"
)

// What is here is for whoever works on the server: no request leads to it. People are named by
// their nickname, compared as at joining; errs.NotFound when nobody has it. Each tells who that
// is and whether it changed anything.

// SetRole gives the person of a nickname a role. Access tokens carry it, so it holds once they are
// renewed, within auth.AccessTTL.
func (s *Service) SetRole(ctx context.Context, nickname string, role auth.Role) (Profile, bool, error) {
	key, err := nicknameKey(nickname)
	if err != nil {
		return Profile{}, false, err
	}
	return s.store.SetRole(ctx, key, role)
}

// Suspend keeps the person of a nickname from signing in and ends all sessions: access tokens are
// over within auth.AccessTTL, open connections at once (defect D06).
func (s *Service) Suspend(ctx context.Context, nickname string) (Profile, bool, error) {
	return s.setSuspended(ctx, nickname, s.clock.Now())
}

// Restore lets the person of a nickname sign in again.
func (s *Service) Restore(ctx context.Context, nickname string) (Profile, bool, error) {
	return s.setSuspended(ctx, nickname, time.Time{})
}

func (s *Service) setSuspended(ctx context.Context, nickname string, since time.Time) (Profile, bool, error) {
	key, err := nicknameKey(nickname)
	if err != nil {
		return Profile{}, false, err
	}
	defer s.onEnd()
	return s.store.SetSuspended(ctx, key, since)
}

// nicknameKey is errs.NotFound for what nobody can have joined with.
func nicknameKey(nickname string) (string, error) {
	var broken errs.Fields
	_, key := cleanNickname(&broken, "nickname", nickname)
	if len(broken) > 0 {
		return "", errs.NotFound.With(broken.Err())
	}
	return key, nil
}
