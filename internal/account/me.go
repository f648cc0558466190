package account

import (
	"context"
	"errors"

	"piece/internal/platform/auth"
	"piece/internal/platform/errs"
	"piece/internal/platform/id"
)

// Me gives the person that a token speaks of.
func (s *Service) Me(ctx context.Context, personID string) (Person, error) {
	p, err := s.store.ByID(ctx, personID)
	return p, orUnauthenticated(err)
}

// Wear puts an earned title beside the nickname, or with "" takes it off. Whether it is earned is
// for whoever calls it to know.
func (s *Service) Wear(ctx context.Context, personID, title string) error {
	return orUnauthenticated(s.store.Change(ctx, personID, Changes{Title: &title}))
}

// ChangePassword replaces the own password, which must be given, and ends all sessions
// but the one it is done from (defects D02 and D06). Who has none gives none, and has to have
// signed in just now: else it is ErrNotFresh.
func (s *Service) ChangePassword(ctx context.Context, who auth.Identity, current, next string, from Caller) error {
	p, err := s.Me(ctx, who.PersonID)
	if err != nil {
		return err
	}
	var f errs.Fields
	if p.PasswordHash == "" {
		fresh, err := s.Fresh(ctx, who)
		if err != nil {
			return err
		}
		if !fresh {
			return ErrNotFresh
		}
	} else {
		right, err := s.verify(ctx, p.ID+" "+from.network(), p.PasswordHash, current)
		if err != nil {
			return err
		}
		if !right {
			f.Add("body.current", "wrong_password", textPasswordWrong)
		}
	}
	checkPassword(&f, "body.next", next, p.Email, p.Nickname)
	if err := f.Err(); err != nil {
		return err
	}
	leave, err := s.hasher.enter(ctx)
	if err != nil {
		return err
	}
	hash := s.hasher.hash(next)
	leave()
	defer s.onEnd()
	err = s.store.ChangePassword(ctx, p.ID, p.PasswordHash, hash, who.SessionID, s.clock.Now())
	if errors.Is(err, errs.Conflict) { // changed from another device in this moment
		f.Add("body.current", "wrong_password", textPasswordWrong)
		return f.Err()
	}
	return orUnauthenticated(err)
}

// MaxProfiles is how many profiles can be asked for at once.
const MaxProfiles = 100

// Profile gives what everybody may know of a person.
func (s *Service) Profile(ctx context.Context, personID string) (Profile, error) {
	all, err := s.Profiles(ctx, []string{personID})
	if err != nil {
		return Profile{}, err
	}
	p, ok := all[personID]
	if !ok {
		return Profile{}, errs.NotFound
	}
	return p, nil
}

// Profiles gives those of the people that exist, by id.
func (s *Service) Profiles(ctx context.Context, personIDs []string) (map[string]Profile, error) {
	ids := make([]string, 0, len(personIDs))
	for _, p := range personIDs {
		if id.Valid(p) {
			ids = append(ids, p)
		}
	}
	if len(ids) == 0 {
		return map[string]Profile{}, nil
	}
	list, err := s.store.Profiles(ctx, ids)
	all := make(map[string]Profile, len(list))
	for _, p := range list {
		p.Title = s.named(p.Title.ID)
		all[p.ID] = p
	}
	return all, err
}

// Worn gives the title that a person wears; the zero value for none.
func (s *Service) Worn(p Person) Title { return s.named(p.Title) }

// named gives a title with its name; the zero value when there is no such title any more.
func (s *Service) named(titleID string) Title {
	name, known := s.title(titleID)
	if !known {
		return Title{}
	}
	return Title{ID: titleID, Name: name}
}
