package signin

import (
	"context"
	"errors"
	"strings"

	"piece/internal/account"
	"piece/internal/platform/errs"
)

// Outcome is how somebody came back: in, or as a newcomer who has to choose a nickname first.
type Outcome struct {
	In       account.SignedIn
	Newcomer *Newcomer
	Sealed   string // what the browser of a newcomer keeps
}

// newcomer is that, sealed.
type newcomer struct {
	Provider string
	Claim    Claim
}

// Finish lets in who came back from a provider. ErrAddressTaken when the provider knows an address
// to be the newcomer's that has an account here: who has both can link them, which proves it.
func (s *Service) Finish(ctx context.Context, r Return, from account.Caller) (Outcome, error) {
	c, err := s.claim(ctx, r, "", from)
	if err != nil {
		return Outcome{}, err
	}
	i, err := s.Store.Find(ctx, r.Provider, c.Subject)
	switch {
	case errors.Is(err, errs.NotFound):
		return s.meet(ctx, r.Provider, c)
	case err != nil:
		return Outcome{}, err
	}
	in, err := s.Accounts.SignIn(ctx, i.PersonID, from)
	if err != nil {
		return Outcome{}, s.ended(ctx, r.Provider, err)
	}
	i.UsedAt, i.Email = s.Clock.Now(), c.Email
	if err := s.Store.Used(ctx, i); err != nil { // only what the list of identities shows
		s.Log.WarnContext(ctx, "when an identity was used is not noted", "person", i.PersonID, "error", err)
	}
	s.attempts.WithLabelValues(r.Provider, "in").Inc()
	return Outcome{In: in}, nil
}

// meet is for who has no account by this identity.
func (s *Service) meet(ctx context.Context, provider string, c Claim) (Outcome, error) {
	if c.Verified && c.Email != "" {
		_, err := s.Accounts.ByEmail(ctx, c.Email)
		if err == nil {
			return Outcome{}, s.ended(ctx, provider, ErrAddressTaken)
		}
		if !errors.Is(err, errs.NotFound) {
			return Outcome{}, err
		}
	}
	sealed, err := s.Box.Seal(sealedNewcomer, newcomer{provider, c}, s.Clock.Now().Add(NewcomerTTL))
	if err != nil {
		return Outcome{}, err
	}
	p, err := s.provider(provider)
	if err != nil {
		return Outcome{}, err
	}
	s.attempts.WithLabelValues(provider, "newcomer").Inc()
	return Outcome{Sealed: sealed, Newcomer: &Newcomer{
		Provider: p.About(), Email: c.Email, Verified: c.Verified && c.Email != "", Nickname: account.SuggestNickname(c.Nickname),
	}}, nil
}

// Join makes an account for a newcomer and signs in. The address that the provider knows to be the
// newcomer's is taken as confirmed, any other isn't. ErrOver when the browser kept nothing of a
// newcomer, or for too long.
func (s *Service) Join(ctx context.Context, sealed string, j account.Joining, from account.Caller) (account.SignedIn, error) {
	var n newcomer
	if err := s.Box.Open(sealedNewcomer, sealed, &n); err != nil {
		return account.SignedIn{}, ErrOver.With(err)
	}
	known := n.Claim.Verified && n.Claim.Email != "" && strings.EqualFold(strings.TrimSpace(j.Email), n.Claim.Email)
	in, err := s.Accounts.JoinTrusted(ctx, j, known, from, func(ctx context.Context, personID string) error {
		now := s.Clock.Now()
		return s.Store.Link(ctx, Identity{Provider: n.Provider, Subject: n.Claim.Subject, PersonID: personID, Email: n.Claim.Email, LinkedAt: now, UsedAt: now})
	})
	if err != nil {
		return account.SignedIn{}, explained(err)
	}
	s.attempts.WithLabelValues(n.Provider, "joined").Inc()
	return in, nil
}

// explained says beside a taken address what can be done about it here.
func explained(err error) error {
	e := errs.As(err)
	if !errors.Is(err, errs.Conflict) {
		return err
	}
	told := *e
	told.Fields = nil
	for _, f := range e.Fields {
		if f.Path == "body.email" {
			f.Text = textAddressTaken
		}
		told.Fields = append(told.Fields, f)
	}
	return &told
}
