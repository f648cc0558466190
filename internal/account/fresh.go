package account

import (
	"context"
	"slices"
	"time"

	"piece/internal/platform/auth"
	"piece/internal/platform/errs"
)

// FreshFor is how long after signing in somebody without a password may do what others are asked
// their password for.
const FreshFor = 15 * time.Minute

// ErrNotFresh says that somebody has to sign in anew first.
var ErrNotFresh = errs.Define(errs.KindForbidden, "sign_in_again", errs.Text{
	Ko: "안전을 위해 다시 로그인한 뒤 바로 해 주세요.", En: "To be safe, please log in again and do this right afterwards.",
})

// Fresh tells whether the session of a token began within FreshFor. One that is over isn't fresh.
func (s *Service) Fresh(ctx context.Context, who auth.Identity) (bool, error) {
	now := s.clock.Now()
	all, err := s.store.Sessions(ctx, who.PersonID, now)
	return slices.ContainsFunc(all, func(one Session) bool {
		return one.ID == who.SessionID && now.Sub(one.CreatedAt) < FreshFor
	}), err
}
