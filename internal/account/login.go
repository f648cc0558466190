package account

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"

	"piece/internal/platform/errs"
)

// LogIn signs a person in on one more device. An unknown address costs the same work and
// gives the same answer as a wrong password, so that neither tells who has an account
// (defect D09).
func (s *Service) LogIn(ctx context.Context, email, password string, from Caller) (SignedIn, error) {
	if err := take(s.logins, from.network()); err != nil {
		return SignedIn{}, err
	}
	var ignored errs.Fields
	_, emailKey := cleanEmail(&ignored, "", email)
	if emailKey == "" {
		// Nobody's, but treated like any other that nobody has. What was typed doesn't go on as
		// it is: a NUL in it would break the query.
		sum := sha256.Sum256([]byte(email))
		emailKey = hex.EncodeToString(sum[:])
	}
	in, err := s.logIn(ctx, emailKey, password, from)
	if errors.Is(err, errs.NotFound) {
		// The password was hashed anew, changed, or the person suspended between our two
		// looks: decide once more by what is stored now.
		in, err = s.logIn(ctx, emailKey, password, from)
	}
	switch {
	case err == nil:
		s.metrics.logins.WithLabelValues("ok").Inc()
	case errors.Is(err, ErrWrongCredentials), errors.Is(err, errs.NotFound):
		s.metrics.logins.WithLabelValues("wrong").Inc()
		return SignedIn{}, ErrWrongCredentials.With(err)
	case errors.Is(err, ErrSuspended):
		s.metrics.logins.WithLabelValues("suspended").Inc()
	}
	return in, err
}

// logIn is one try. NotFound when what was verified is no longer what is stored.
func (s *Service) logIn(ctx context.Context, emailKey, password string, from Caller) (SignedIn, error) {
	p, err := s.store.ByEmail(ctx, emailKey)
	switch {
	case errors.Is(err, errs.NotFound):
		p = Person{}
	case err != nil:
		return SignedIn{}, err
	}
	hash := p.PasswordHash
	if hash == "" { // signs in otherwise only
		hash = s.decoy
	}
	right, err := s.verify(ctx, emailKey+" "+from.network(), hash, password)
	switch {
	case err != nil:
		return SignedIn{}, err
	case !right || p.PasswordHash == "":
		return SignedIn{}, ErrWrongCredentials
	}
	if err := s.admit(ctx, &p); err != nil {
		return SignedIn{}, err
	}
	in, err := s.open(ctx, p, from)
	if err == nil {
		s.renewHash(ctx, p, password)
	}
	return in, err
}

// open opens a session of a person who has proved to be it. NotFound when the password that is stored
// is no longer that of p, or the person is suspended by now.
func (s *Service) open(ctx context.Context, p Person, from Caller) (SignedIn, error) {
	now := s.clock.Now()
	session := s.newSession(p.ID, from, now)
	refresh, hash := newRefreshToken(session.ID)
	if err := s.store.OpenSession(ctx, session, hash, p.PasswordHash); err != nil {
		return SignedIn{}, err
	}
	s.onEnd() // one beyond MaxSessions made room
	t, err := s.tokens(session, p.Role, refresh, now)
	return SignedIn{Person: p, Tokens: t}, err
}

// renewHash replaces a hash of old parameters, now that the password is at hand. The
// sign-in doesn't depend on it: the next one tries again.
func (s *Service) renewHash(ctx context.Context, p Person, password string) {
	if !s.hasher.outdated(p.PasswordHash) {
		return
	}
	leave, err := s.hasher.enter(ctx)
	if err == nil {
		next := s.hasher.hash(password)
		leave()
		err = s.store.Rehash(ctx, p.ID, p.PasswordHash, next)
	}
	if err != nil && !errors.Is(err, errs.NotFound) { // NotFound: another sign-in was faster
		s.log.WarnContext(ctx, "a password keeps its old hash for now", "person", p.ID, "error", err)
	}
}
