package account

import (
	"context"
	"time"
	_ "time/tzdata" // people's zones, also where the system has none

	"piece/internal/platform/audit"
	"piece/internal/platform/errs"
	"piece/internal/platform/id"
	"piece/internal/platform/textrule"
)

// Suspension is why and how long somebody is kept from signing in. The zero value is none.
type Suspension struct {
	At     time.Time
	Until  time.Time // zero for as long as nobody ends it
	Reason string    // told to the person at the door
}

// ReasonRule is what an admin says about a suspension.
var ReasonRule = textrule.Rule{Min: 1, Max: 200}

// MaxSuspension is the longest suspension with an end.
const MaxSuspension = 5 * 366 * 24 * time.Hour

// ErrNotThem is for somebody whom admins can't suspend: another admin, or themselves. Who has a
// role is decided on the server (defect D35).
var ErrNotThem = errs.Define(errs.KindForbidden, "is_admin", errs.Text{Ko: "운영자는 정지할 수 없어요.", En: "Admins can't be suspended."})

var textUntil = errs.Text{Ko: "지금보다 나중이고 5년 안이어야 해요.", En: "This must be later than now and within 5 years."}

// Actor is who asks for what only admins may do.
type Actor struct {
	ID    string
	Admin bool
}

// Known is what admins see of somebody.
type Known struct {
	Profile    Profile
	JoinedAt   time.Time
	Admin      bool
	Suspension Suspension
}

// Check tells the rules that a suspension breaks, as an errs.Invalid, and gives it clean.
func (n Suspension) Check(now time.Time) (Suspension, error) {
	var f errs.Fields
	n.Reason = ReasonRule.Clean(&f, "body.reason", n.Reason)
	if !n.Until.IsZero() && (!n.Until.After(now) || n.Until.After(now.Add(MaxSuspension))) {
		f.Add("body.until", "out_of_range", textUntil)
	}
	return n, f.Err()
}

// SuspendPerson keeps somebody from signing in and ends all sessions (defect D06). Again changes
// the end and the reason.
func (s *Service) SuspendPerson(ctx context.Context, by Actor, personID string, n Suspension) (Known, error) {
	if !by.Admin {
		return Known{}, errs.Forbidden
	}
	n, err := n.Check(s.clock.Now())
	if err != nil {
		return Known{}, err
	}
	return s.suspend(ctx, by, personID, "suspend", n, func(p Person) bool {
		return p.Suspension(s.clock.Now()) != (Suspension{}) && p.SuspendedUntil.Equal(n.Until) && p.SuspendedReason == n.Reason
	})
}

// RestorePerson lets somebody sign in again. Again is fine.
func (s *Service) RestorePerson(ctx context.Context, by Actor, personID string) (Known, error) {
	if !by.Admin {
		return Known{}, errs.Forbidden
	}
	return s.suspend(ctx, by, personID, "restore", Suspension{}, func(p Person) bool { return p.SuspendedAt.IsZero() })
}

// suspend has it noted, and done unless it is so already.
func (s *Service) suspend(ctx context.Context, by Actor, personID, deed string, n Suspension, already func(Person) bool) (Known, error) {
	p, err := s.byID(ctx, personID)
	switch {
	case err != nil:
		return Known{}, err
	case p.Role != "" || p.ID == by.ID:
		return Known{}, ErrNotThem
	case already(p):
		return s.known(p), nil
	}
	if n.Reason != "" {
		n.At = s.clock.Now()
	}
	act := audit.Act{By: by.ID, Deed: deed, Kind: "person", Target: p.ID, Name: p.Nickname, Reason: n.Reason}
	err = audit.Do(ctx, s.audit, act, func(ctx context.Context) error {
		defer s.onEnd()
		return s.store.SetSuspension(ctx, p.ID, n)
	})
	if err != nil {
		return Known{}, err
	}
	p.SuspendedAt, p.SuspendedUntil, p.SuspendedReason = n.At, n.Until, n.Reason
	return s.known(p), nil
}

func (s *Service) byID(ctx context.Context, personID string) (Person, error) {
	if !id.Valid(personID) {
		return Person{}, errs.NotFound
	}
	return s.store.ByID(ctx, personID)
}

// KnownPerson gives what admins see of somebody.
func (s *Service) KnownPerson(ctx context.Context, by Actor, personID string) (Known, error) {
	if !by.Admin {
		return Known{}, errs.Forbidden
	}
	p, err := s.byID(ctx, personID)
	if err != nil {
		return Known{}, err
	}
	return s.known(p), nil
}

// MaxFound is how many people are found at most.
const MaxFound = 50

// FindPeople gives people whose nickname begins so, as nicknames are compared; only those that are
// suspended if that is asked for.
func (s *Service) FindPeople(ctx context.Context, by Actor, nickname string, suspended bool) ([]Known, error) {
	if !by.Admin {
		return nil, errs.Forbidden
	}
	begins := key(nickname)
	if begins == "" && !suspended || !nicknameLetters(begins) {
		return nil, nil // nobody can be called that
	}
	found, err := s.store.Find(ctx, begins, suspended, MaxFound)
	all := make([]Known, len(found))
	for i, p := range found {
		all[i] = s.known(p)
	}
	return all, err
}

func (s *Service) known(p Person) Known {
	title := Title{}
	if name, ok := s.title(p.Title); ok {
		title = Title{ID: p.Title, Name: name}
	}
	return Known{
		Profile:  Profile{ID: p.ID, Nickname: p.Nickname, Picture: p.Picture, Title: title},
		JoinedAt: p.JoinedAt, Admin: p.Role != "", Suspension: p.Suspension(s.clock.Now()),
	}
}

// Suspension gives what keeps the person from signing in at an instant; the zero value for nothing.
func (p Person) Suspension(now time.Time) Suspension {
	if p.SuspendedAt.IsZero() || !p.SuspendedUntil.IsZero() && !p.SuspendedUntil.After(now) {
		return Suspension{}
	}
	return Suspension{At: p.SuspendedAt, Until: p.SuspendedUntil, Reason: p.SuspendedReason}
}

// admit lets a person pass who isn't suspended. A suspension whose time is over is ended here: its
// sessions were ended when it began, so nobody comes in but through the door. NotFound when it was
// changed in this moment.
func (s *Service) admit(ctx context.Context, p *Person) error {
	if p.SuspendedAt.IsZero() {
		return nil
	}
	now := s.clock.Now()
	if n := p.Suspension(now); n != (Suspension{}) {
		return refused(n, p.TimeZone)
	}
	if err := s.store.EndSuspension(ctx, p.ID, now); err != nil {
		return err
	}
	p.SuspendedAt, p.SuspendedUntil, p.SuspendedReason = time.Time{}, time.Time{}, ""
	return nil
}

// refused says why somebody may not sign in, and until when.
func refused(n Suspension, zone string) error {
	e := *ErrSuspended
	if !n.Until.IsZero() {
		at := n.Until
		if zone == "" {
			zone = DefaultTimeZone
		}
		if z, err := time.LoadLocation(zone); err == nil {
			at = at.In(z)
		}
		e.Text.Ko += " " + at.Format("2006년 1월 2일 15:04") + "까지예요."
		e.Text.En += " It lasts until " + at.Format("2 January 2006, 15:04") + "."
	}
	if n.Reason != "" {
		e.Text.Ko += " 이유: " + n.Reason
		e.Text.En += " Reason: " + n.Reason
	}
	return &e
}
