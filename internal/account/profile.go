package account

import (
	"context"
	"errors"

	"piece/internal/platform/errs"
)

// Check tells which rules are broken, as far as that can be told without the store.
func (c Changes) Check() error {
	_, err := c.clean()
	return err
}

// clean gives the changes as they are stored.
func (c Changes) clean() (Changes, error) {
	var f errs.Fields
	if c.Nickname != nil {
		var n Nickname
		n.Shown, n.Key = cleanNickname(&f, "body.nickname", c.Nickname.Shown)
		c.Nickname = &n
	}
	if c.Language != nil {
		checkLanguage(&f, "body.language", *c.Language)
	}
	if c.Theme != nil {
		checkTheme(&f, "body.theme", *c.Theme)
	}
	if c.TimeZone != nil {
		checkTimeZone(&f, "body.timeZone", *c.TimeZone)
	}
	return c, f.Err()
}

// Change changes what a person may change by hand and gives the outcome. Of several who want a
// nickname at the same moment one gets it; the others are told that it is taken.
func (s *Service) Change(ctx context.Context, personID string, c Changes) (Person, error) {
	c, err := c.clean()
	if err != nil {
		return Person{}, err
	}
	p, err := s.Me(ctx, personID)
	if err != nil {
		return Person{}, err
	}
	if c.Nickname != nil && c.Nickname.Shown == p.Nickname {
		c.Nickname = nil // the form sends it along
	}
	if c == (Changes{}) {
		return p, nil
	}
	if c.Nickname != nil {
		if err := s.mayRename(ctx, p, *c.Nickname); err != nil {
			return Person{}, err
		}
	}
	err = s.store.Change(ctx, personID, c)
	if errors.Is(err, errs.Conflict) { // somebody was faster
		return Person{}, nicknameTaken().With(err)
	}
	if err != nil {
		return Person{}, orUnauthenticated(err)
	}
	return s.Me(ctx, personID)
}

// mayRename tells whether a person may have a nickname, and counts that it is taken on: whoever
// changes it all the time is hard to know again, and keeps others from theirs.
func (s *Service) mayRename(ctx context.Context, p Person, next Nickname) error {
	if next.Key != p.NicknameKey { // another spelling of the own one is free
		_, taken, err := s.store.Taken(ctx, "", next.Key)
		if err != nil {
			return err
		}
		if taken {
			return nicknameTaken()
		}
	}
	return take(s.renames, p.ID)
}

func nicknameTaken() *errs.Error {
	e := *errs.Conflict
	e.Fields = []errs.Field{{Path: "body.nickname", Code: "taken", Text: textNicknameTaken}}
	return &e
}
