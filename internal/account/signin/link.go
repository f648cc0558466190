package signin

import (
	"context"
	"errors"

	"piece/internal/account"
	"piece/internal/platform/auth"
	"piece/internal/platform/errs"
)

// Link links who came back from a provider to the person who began that. Linking the same again
// changes nothing. The session has to live still: an identity outlasts what ended it, such as a new
// password (defect D06).
func (s *Service) Link(ctx context.Context, who auth.Identity, r Return, from account.Caller) (Identity, error) {
	personID := who.PersonID
	c, err := s.claim(ctx, r, personID, from)
	if err != nil {
		return Identity{}, err
	}
	if err := s.Accounts.Lives(ctx, who); err != nil {
		return Identity{}, err
	}
	now := s.Clock.Now()
	i := Identity{Provider: r.Provider, Subject: c.Subject, PersonID: personID, Email: c.Email, LinkedAt: now, UsedAt: now}
	err = s.Store.Link(ctx, i)
	if errors.Is(err, ErrTaken) {
		have, found := s.Store.Find(ctx, i.Provider, i.Subject)
		if found == nil && have.PersonID == personID {
			return have, nil
		}
	}
	if err != nil {
		return Identity{}, s.ended(ctx, r.Provider, orUnauthenticated(err))
	}
	s.attempts.WithLabelValues(r.Provider, "linked").Inc()
	return i, nil
}

// Identities gives where the person is known elsewhere, in the order in which that was linked.
func (s *Service) Identities(ctx context.Context, personID string) ([]Identity, error) {
	return s.Store.Of(ctx, personID)
}

// Unlink forgets the person's identity at a provider, also at one that is no longer set up.
func (s *Service) Unlink(ctx context.Context, personID, provider string) error {
	if !IsProvider(provider) {
		return errs.NotFound
	}
	return s.Store.Unlink(ctx, personID, provider)
}

// Named gives what pages show of a provider, which may no longer be set up.
func (s *Service) Named(provider string) About {
	if p, err := s.provider(provider); err == nil {
		return p.About()
	}
	return About{ID: provider, Kind: OpenIDConnect, Name: errs.Text{Ko: provider, En: provider}}
}

// Forget forgets where a person is known elsewhere, and the passkeys: for who has just proved that the
// account is theirs when others may have made ways in before. A password has to be left.
func (s *Service) Forget(ctx context.Context, personID string) error {
	return s.Store.Forget(ctx, personID)
}

// orUnauthenticated is for what a person does with the own account: when it is gone, the token
// speaks of nobody.
func orUnauthenticated(err error) error {
	if errors.Is(err, errs.NotFound) {
		return errs.Unauthenticated.With(err)
	}
	return err
}
