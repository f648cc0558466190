package passkey

import (
	"bytes"
	"context"
	"errors"
	"slices"

	"github.com/go-webauthn/webauthn/protocol"
	"github.com/go-webauthn/webauthn/webauthn"

	"piece/internal/account"
	"piece/internal/platform/errs"
	"piece/internal/platform/limit"
)

// Challenge gives what a device needs to let somebody in. It names nobody: the device asks which of
// its passkeys it shall be.
func (s *Service) Challenge(ctx context.Context, from account.Caller) (*protocol.CredentialAssertion, error) {
	if err := s.take(s.challenges, from); err != nil {
		return nil, err
	}
	assertion, session, err := s.rp.BeginDiscoverableLogin()
	if err != nil {
		return nil, err
	}
	return assertion, s.ask(ctx, "", session)
}

// Enter lets in who answered a challenge.
func (s *Service) Enter(ctx context.Context, answer []byte, from account.Caller) (account.SignedIn, error) {
	if s.rp == nil {
		return account.SignedIn{}, errs.NotFound
	}
	if wait, full := s.wrong.Full(limit.Network(from.IP)); full {
		return account.SignedIn{}, errs.TooMany.After(wait)
	}
	in, err := s.enter(ctx, answer, from)
	if err != nil {
		e := errs.As(err)
		s.logins.WithLabelValues(e.Code).Inc()
		// Answers to no challenge count too: looking for it takes a turn at writing.
		if e.Kind == errs.KindForbidden && !errors.Is(err, account.ErrSuspended) || errors.Is(err, ErrOver) {
			if limited := s.take(s.wrong, from); limited != nil {
				return account.SignedIn{}, limited
			}
		}
		return account.SignedIn{}, err
	}
	s.logins.WithLabelValues("ok").Inc()
	return in, nil
}

func (s *Service) enter(ctx context.Context, answer []byte, from account.Caller) (account.SignedIn, error) {
	parsed, err := protocol.ParseCredentialRequestResponseBytes(answer)
	if err != nil {
		return account.SignedIn{}, refused(err)
	}
	c, err := s.Store.Answer(ctx, hash(parsed.Response.CollectedClientData.Challenge), s.Clock.Now())
	if err != nil || c.PersonID != "" {
		return account.SignedIn{}, orOver(err)
	}
	var who owner
	var looked error // the library doesn't hand on what went wrong here
	key, err := s.rp.ValidateDiscoverableLogin(func(rawID, handle []byte) (webauthn.User, error) {
		who, looked = s.find(ctx, rawID, handle)
		return who, looked
	}, c.Session, parsed)
	switch {
	case looked != nil:
		return account.SignedIn{}, looked
	case err != nil:
		return account.SignedIn{}, refused(err)
	}
	used := who.keys[slices.IndexFunc(who.keys, func(k Passkey) bool { return bytes.Equal(k.Key.ID, key.ID) })]
	if key.Authenticator.CloneWarning {
		s.Log.WarnContext(ctx, "a passkey counts backwards: somebody may have a copy of it", "passkey", used.ID, "person", used.PersonID)
		return account.SignedIn{}, ErrCopied
	}
	in, err := s.Accounts.SignIn(ctx, used.PersonID, from)
	if err != nil {
		return account.SignedIn{}, err
	}
	used.Key, used.UsedAt = *key, s.Clock.Now()
	if err := s.Store.Used(ctx, used); err != nil {
		return account.SignedIn{}, err // without its new count a copy would not be found
	}
	return in, nil
}

// find gives who has the passkey that a device answered with.
func (s *Service) find(ctx context.Context, rawID, handle []byte) (owner, error) {
	personID, err := s.Store.PersonOf(ctx, handle)
	if err != nil {
		return owner{}, orUnknown(err)
	}
	keys, err := s.Store.Of(ctx, personID)
	if err != nil {
		return owner{}, err
	}
	if !slices.ContainsFunc(keys, func(k Passkey) bool { return bytes.Equal(k.Key.ID, rawID) }) {
		return owner{}, ErrUnknown
	}
	return owner{handle: handle, keys: keys}, nil
}

func orUnknown(err error) error {
	if errors.Is(err, errs.NotFound) {
		return ErrUnknown.With(err)
	}
	return err
}
