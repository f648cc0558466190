package account

import (
	"context"

	"piece/internal/platform/auth"
	"piece/internal/platform/errs"
)

// SetRole gives the person of a nickname a role, and tells who that is and whether it changed
// anything. The nickname is compared as at joining; errs.NotFound when nobody has it. Access
// tokens carry the role, so it holds once they are renewed, within auth.AccessTTL. It is for
// whoever works on the server: no request leads here.
func (s *Service) SetRole(ctx context.Context, nickname string, role auth.Role) (Profile, bool, error) {
	var broken errs.Fields
	_, nicknameKey := cleanNickname(&broken, "nickname", nickname)
	if len(broken) > 0 { // nobody can have joined with it
		return Profile{}, false, errs.NotFound.With(broken.Err())
	}
	return s.store.SetRole(ctx, nicknameKey, role)
}
