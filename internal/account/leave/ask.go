package leave

import (
	"context"
	"errors"
	"time"

	"piece/internal/account"
	"piece/internal/platform/auth"
	"piece/internal/platform/errs"
)

// What is said beside the field.
var (
	textPassword = errs.Text{Ko: "비밀번호를 입력해 주세요.", En: "Please enter your password."}
	textWrong    = errs.Text{Ko: "비밀번호가 맞지 않아요.", En: "This isn't your password."}
)

// Leave lets somebody leave in Wait, and signs them out on all devices. It asks for the password;
// who has none has to have signed in just now, else it is account.ErrNotFresh. Asking again
// doesn't put it off. It gives when the person leaves.
func (s *Service) Leave(ctx context.Context, who auth.Identity, password string, from account.Caller) (time.Time, error) {
	p, err := s.People.Me(ctx, who.PersonID)
	if err != nil {
		return time.Time{}, err
	}
	if err := s.confirm(ctx, who, p, password, from); err != nil {
		return time.Time{}, err
	}
	now := s.Clock.Now()
	at, fresh, err := s.Store.Plan(ctx, p.ID, now.Add(Wait), now)
	if err != nil {
		return time.Time{}, orUnauthenticated(err)
	}
	s.OnEnd()
	if fresh {
		s.changes.WithLabelValues("asked").Inc()
		s.Log.InfoContext(ctx, "somebody leaves", "person", p.ID, "at", at)
		s.send(ctx, planned(p, at, s.Site))
	}
	return at, nil
}

// confirm makes sure that it is the person who asks.
func (s *Service) confirm(ctx context.Context, who auth.Identity, p account.Person, password string, from account.Caller) error {
	if p.PasswordHash == "" {
		fresh, err := s.People.Fresh(ctx, who)
		if err == nil && !fresh {
			err = account.ErrNotFresh
		}
		return err
	}
	var f errs.Fields
	if password == "" {
		f.Add("body.password", "required", textPassword)
		return f.Err()
	}
	right, err := s.People.Confirm(ctx, p.ID, password, from)
	if err != nil {
		return err
	}
	if !right {
		f.Add("body.password", "wrong_password", textWrong)
	}
	return f.Err()
}

// Stay lets somebody stay after all. Who didn't want to leave stays too.
func (s *Service) Stay(ctx context.Context, personID string) error {
	p, err := s.People.Me(ctx, personID)
	if err != nil || p.LeavesAt.IsZero() {
		return err
	}
	if err := s.Store.Stay(ctx, personID); err != nil {
		return orUnauthenticated(err)
	}
	s.changes.WithLabelValues("back").Inc()
	s.Log.InfoContext(ctx, "somebody stays after all", "person", personID)
	return nil
}

// Gone gives up to limit people who are gone, behind a place of their list, in its order.
func (s *Service) Gone(ctx context.Context, after int64, limit int) ([]Gone, error) {
	return s.Store.Gone(ctx, max(after, 0), min(max(limit, 1), MaxGone))
}

// orUnauthenticated is for what a signed-in person does with the own account: when it is gone,
// the token speaks of nobody.
func orUnauthenticated(err error) error {
	if errors.Is(err, errs.NotFound) {
		return errs.Unauthenticated.With(err)
	}
	return err
}
