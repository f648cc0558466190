package account

import (
	"context"
	"errors"

	"piece/internal/platform/errs"
	"piece/internal/platform/id"
)

// What is here is for rooms of this domain that know by other means than a password who somebody
// is: a provider's word, a passkey, a link in a mail. They have made sure of it; no request leads
// here by itself.

// SignIn signs a person in on one more device. ErrSuspended, or errs.NotFound when there is no such
// person.
func (s *Service) SignIn(ctx context.Context, personID string, from Caller) (SignedIn, error) {
	in, err := s.signIn(ctx, personID, from)
	if errors.Is(err, errs.NotFound) {
		in, err = s.signIn(ctx, personID, from) // the password was changed or hashed anew in between
	}
	return in, err
}

func (s *Service) signIn(ctx context.Context, personID string, from Caller) (SignedIn, error) {
	p, err := s.store.ByID(ctx, personID)
	if err != nil {
		return SignedIn{}, err
	}
	if err := s.admit(ctx, &p); err != nil {
		return SignedIn{}, err
	}
	in, err := s.open(ctx, p, from)
	if err == nil {
		s.metrics.logins.WithLabelValues("ok").Inc()
	}
	return in, err
}

// JoinTrusted makes an account without a password and signs its person in. verified tells whether
// the address is known to be the person's. Rules and taken names are told as by Join. also stores,
// with the context that it is given, how the person will sign in: it is stored with the account, or
// neither is; its errors come back as they are. nil for who will not (yet).
func (s *Service) JoinTrusted(ctx context.Context, j Joining, verified bool, from Caller, also func(ctx context.Context, personID string) error) (SignedIn, error) {
	p, err := j.trusted()
	if err != nil {
		return SignedIn{}, err
	}
	p.ID, p.JoinedAt = id.New(s.clock), s.clock.Now()
	if verified {
		p.VerifiedAt = p.JoinedAt
	}
	if err := take(s.joins, from.network()); err != nil {
		return SignedIn{}, err
	}
	if also == nil {
		return s.join(ctx, p, from, nil)
	}
	return s.join(ctx, p, from, func(ctx context.Context) error { return also(ctx, p.ID) })
}

// CheckTrusted is Check for who joins without a password.
func (j Joining) CheckTrusted() error {
	_, err := j.trusted()
	return err
}

func (j Joining) trusted() (Person, error) {
	p := Person{Language: j.Language, TimeZone: j.zone()}
	var f errs.Fields
	p.Email, p.EmailKey = cleanEmail(&f, "body.email", j.Email)
	p.Nickname, p.NicknameKey = cleanNickname(&f, "body.nickname", j.Nickname)
	checkLanguage(&f, "body.language", j.Language)
	return p, f.Err()
}

// ByEmail gives the person of an address as it was typed; errs.NotFound when nobody has it.
func (s *Service) ByEmail(ctx context.Context, email string) (Person, error) {
	var broken errs.Fields
	_, emailKey := cleanEmail(&broken, "body.email", email)
	if len(broken) > 0 {
		return Person{}, errs.NotFound.With(broken.Err())
	}
	return s.store.ByEmail(ctx, emailKey)
}

// ResetPassword gives a person a new password and ends all sessions (defect D06). Broken rules come
// as a field at body.next; errs.NotFound when there is no such person. also stores, with the context
// that it is given, what changes with the password, or neither does; nil for nothing.
func (s *Service) ResetPassword(ctx context.Context, personID, next string, also func(ctx context.Context, personID string) error) error {
	p, err := s.store.ByID(ctx, personID)
	if err != nil {
		return err
	}
	if err := CheckPasswordOf(p, "body.next", next); err != nil {
		return err
	}
	leave, err := s.hasher.enter(ctx)
	if err != nil {
		return err
	}
	hash := s.hasher.hash(next)
	leave()
	defer s.onEnd()
	if also == nil {
		return s.store.SetPassword(ctx, personID, hash, s.clock.Now(), nil)
	}
	return s.store.SetPassword(ctx, personID, hash, s.clock.Now(), func(ctx context.Context) error { return also(ctx, personID) })
}

// Verify notes that the address with the key is the person's, unless that is known already;
// errs.NotFound when the person has another address by now.
func (s *Service) Verify(ctx context.Context, personID, emailKey string) error {
	return s.store.Verify(ctx, personID, emailKey, s.clock.Now())
}

// Confirm tells whether a password is the person's own; ErrNoPassword for who has none. Wrong ones
// are limited as when signing in.
func (s *Service) Confirm(ctx context.Context, personID, password string, from Caller) (bool, error) {
	p, err := s.Me(ctx, personID)
	switch {
	case err != nil:
		return false, err
	case p.PasswordHash == "":
		return false, ErrNoPassword
	}
	return s.verify(ctx, p.ID+" "+from.network(), p.PasswordHash, password)
}
