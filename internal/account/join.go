package account

import (
	"context"
	"errors"

	"piece/internal/platform/errs"
	"piece/internal/platform/id"
	"piece/internal/platform/zone"
)

// Joining is what somebody fills in to join.
type Joining struct {
	Email    string
	Password string
	Nickname string
	Language Language
	TimeZone string // of the device, by its name in the IANA table; one that is unknown here is none
}

// Check tells which rules are broken, as far as that can be told without the store.
func (j Joining) Check() error {
	_, err := j.person()
	return err
}

func (j Joining) person() (Person, error) {
	p := Person{Language: j.Language}
	var f errs.Fields
	p.Email, p.EmailKey = cleanEmail(&f, "body.email", j.Email)
	p.Nickname, p.NicknameKey = cleanNickname(&f, "body.nickname", j.Nickname)
	checkPassword(&f, "body.password", j.Password, p.Email, p.Nickname)
	checkLanguage(&f, "body.language", j.Language)
	p.TimeZone = j.zone()
	return p, f.Err()
}

// zone gives the time zone if it is one: nobody is kept from joining by what a device is set to.
func (j Joining) zone() string {
	if _, ok := zone.Load(j.TimeZone); !ok {
		return ""
	}
	return j.TimeZone
}

// Join makes an account and signs its person in. Broken rules and taken names come back
// as fields; of joins with the same address or nickname at the same moment one succeeds.
func (s *Service) Join(ctx context.Context, j Joining, from Caller) (SignedIn, error) {
	p, err := j.person()
	if err != nil {
		return SignedIn{}, err
	}
	p.ID, p.JoinedAt = id.New(s.clock), s.clock.Now()
	if err := take(s.joins, from.network()); err != nil {
		return SignedIn{}, err
	}
	if err := s.taken(ctx, p); err != nil {
		return SignedIn{}, err
	}
	leave, err := s.hasher.enter(ctx)
	if err != nil {
		return SignedIn{}, err
	}
	p.PasswordHash = s.hasher.hash(j.Password)
	leave()
	return s.join(ctx, p, from, nil)
}

// join stores a person who is complete and what belongs to the person, and signs in.
func (s *Service) join(ctx context.Context, p Person, from Caller, also func(context.Context) error) (SignedIn, error) {
	session := s.newSession(p.ID, from, p.JoinedAt)
	refresh, hash := newRefreshToken(session.ID)
	err := s.store.Join(ctx, p, session, hash, also)
	if errors.Is(err, errs.Conflict) { // somebody was faster: tell which of the two it was
		return SignedIn{}, errors.Join(s.taken(ctx, p), err)
	}
	if err != nil {
		return SignedIn{}, err
	}
	s.metrics.joins.Inc()
	s.onJoin(ctx, p.ID)
	t, err := s.tokens(session, p.Role, refresh, p.JoinedAt)
	return SignedIn{Person: p, Tokens: t}, err
}

// taken is a Conflict with the fields that belong to somebody else already.
func (s *Service) taken(ctx context.Context, p Person) error {
	email, nickname, err := s.store.Taken(ctx, p.EmailKey, p.NicknameKey)
	if err != nil {
		return err
	}
	e := *errs.Conflict
	if email {
		e.Fields = append(e.Fields, errs.Field{Path: "body.email", Code: "taken", Text: textEmailTaken})
	}
	if nickname {
		e.Fields = append(e.Fields, errs.Field{Path: "body.nickname", Code: "taken", Text: textNicknameTaken})
	}
	if e.Fields == nil {
		return nil
	}
	return &e
}

// Availability tells whether something can be used to join, and if not, why.
type Availability struct {
	Available bool
	Why       errs.Text // empty when available
}

// Available looks at an address or a nickname while it is typed; exactly one of them is
// given. It is the only place besides Join that tells whether an address has an account,
// and therefore limited. What is a person's own is available to that person, who may be "".
func (s *Service) Available(ctx context.Context, personID, email, nickname string, from Caller) (Availability, error) {
	if (email == "") == (nickname == "") {
		var f errs.Fields
		f.Add("query.email", "one_of", textOneOf)
		return Availability{}, f.Err()
	}
	if err := take(s.checks, from.network()); err != nil {
		return Availability{}, err
	}
	var f errs.Fields
	var emailKey, nicknameKey string
	if email != "" {
		_, emailKey = cleanEmail(&f, "query.email", email)
	} else {
		_, nicknameKey = cleanNickname(&f, "query.nickname", nickname)
	}
	if len(f) > 0 {
		return Availability{Why: f[0].Text}, nil
	}
	emailTaken, nicknameTaken, err := s.store.Taken(ctx, emailKey, nicknameKey)
	if err == nil && personID != "" && (emailTaken || nicknameTaken) {
		var own Person
		if own, err = s.Me(ctx, personID); err == nil {
			emailTaken, nicknameTaken = emailTaken && own.EmailKey != emailKey, nicknameTaken && own.NicknameKey != nicknameKey
		}
	}
	switch {
	case err != nil:
		return Availability{}, err
	case emailTaken:
		return Availability{Why: textEmailTaken}, nil
	case nicknameTaken:
		return Availability{Why: textNicknameTaken}, nil
	}
	return Availability{Available: true}, nil
}
