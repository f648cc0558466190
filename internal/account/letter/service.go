package letter

import (
	"context"
	"errors"
	"log/slog"
	"strings"
	"time"

	"piece/internal/account"
	"piece/internal/platform/clock"
	"piece/internal/platform/errs"
	"piece/internal/platform/limit"
)

// Deps are what the service needs.
type Deps struct {
	Store    Store
	Accounts Accounts
	Post     account.Post // nil where no mail is set up
	Site     string       // address that people type, without a slash at the end
	// Forget takes all ways to sign in but the password from a person, with a new password.
	Forget func(ctx context.Context, personID string) error
	Clock  clock.Clock
	Log    *slog.Logger
}

// Limits of letters in an hour, on each node.
const (
	ResetsPerNetwork = 30
	ResetsPerAddress = 5 // more are swallowed: telling so would tell that there is an account
	VerifiesEach     = 5
	UsesPerNetwork   = 60
)

// Service holds the use cases. It is safe for concurrent use, and a lifecycle.Runner.
type Service struct {
	Deps
	asked                             chan string
	networks, addresses, people, uses *limit.Window
}

// waiting is how many requests for a new password wait at most.
const waiting = 1000

// New makes the service.
func New(d Deps) *Service {
	window := func(n int) *limit.Window { return limit.NewWindow(d.Clock, n, time.Hour) }
	return &Service{
		Deps: d, asked: make(chan string, waiting),
		networks: window(ResetsPerNetwork), addresses: window(ResetsPerAddress), people: window(VerifiesEach), uses: window(UsesPerNetwork),
	}
}

// AskReset sends a link to an address by which its person may choose a new password. Whether
// somebody has the address is looked at after the answer.
func (s *Service) AskReset(_ context.Context, email string, from account.Caller) error {
	if s.Post == nil {
		return account.ErrMailOff
	}
	if wait, ok := s.networks.Take(limit.Network(from.IP)); !ok {
		return errs.TooMany.After(wait)
	}
	select {
	case s.asked <- strings.TrimSpace(email):
		return nil
	default:
		return errs.Unavailable.After(time.Minute)
	}
}

// Run answers requests for a new password, until ctx ends.
func (s *Service) Run(ctx context.Context) error {
	tick := time.NewTicker(time.Hour)
	defer tick.Stop()
	for {
		select {
		case <-ctx.Done():
			return nil
		case email := <-s.asked:
			if err := s.sendReset(ctx, email); err != nil && ctx.Err() == nil {
				s.Log.WarnContext(ctx, "a link for a new password was not sent", "error", err)
			}
		case <-tick.C:
			if err := s.Store.DropEnded(ctx, s.Clock.Now()); err != nil && ctx.Err() == nil {
				s.Log.WarnContext(ctx, "ended links stay for now", "error", err)
			}
		}
	}
}

func (s *Service) sendReset(ctx context.Context, email string) error {
	p, err := s.Accounts.ByEmail(ctx, email)
	switch {
	case errors.Is(err, errs.NotFound):
		return nil
	case err != nil:
		return err
	case p.Suspension(s.Clock.Now()) != (account.Suspension{}):
		return nil
	}
	if _, ok := s.addresses.Take(p.ID); !ok {
		return nil
	}
	secret, err := s.link(ctx, Reset, p, ResetTTL)
	if err != nil {
		return err
	}
	return s.Post.Send(ctx, resetLetter(p, s.Site+"/reset#"+secret))
}

// link makes a link of a person and gives its secret.
func (s *Service) link(ctx context.Context, kind Kind, p account.Person, ttl time.Duration) (string, error) {
	secret, hash := newSecret()
	return secret, s.Store.Put(ctx, Link{Hash: hash, Kind: kind, PersonID: p.ID, Bound: bound(kind, p), EndsAt: s.Clock.Now().Add(ttl)})
}

// AskVerify sends a link by which a person confirms the own address. Nothing is sent when that is
// done already.
func (s *Service) AskVerify(ctx context.Context, personID string) error {
	if s.Post == nil {
		return account.ErrMailOff
	}
	p, err := s.Accounts.Me(ctx, personID)
	if err != nil || !p.VerifiedAt.IsZero() {
		return err
	}
	if wait, ok := s.people.Take(personID); !ok {
		return errs.TooMany.After(wait)
	}
	secret, err := s.link(ctx, Verify, p, VerifyTTL)
	if err != nil {
		return err
	}
	return s.Post.Send(ctx, verifyLetter(p, s.Site+"/verify#"+secret))
}

// Confirm notes that the address which a link went to is its person's.
func (s *Service) Confirm(ctx context.Context, secret string, from account.Caller) error {
	p, l, err := s.open(ctx, Verify, secret, from)
	if err != nil {
		return err
	}
	if err := s.Store.Use(ctx, l.Hash); err != nil {
		return over(err)
	}
	return over(s.Accounts.Verify(ctx, p.ID, p.EmailKey))
}

// ChoosePassword gives the person of a link a new password and ends all sessions (defect D06).
// Whoever has the mail has the address, so that is confirmed along; if it wasn't before, the other
// ways in are somebody else's for all we know, and go. Broken rules come as a field at body.next, and
// the link works on.
func (s *Service) ChoosePassword(ctx context.Context, secret, next string, from account.Caller) error {
	p, l, err := s.open(ctx, Reset, secret, from)
	if err != nil {
		return err
	}
	if err := account.CheckPasswordOf(p, "body.next", next); err != nil {
		return err
	}
	if err := s.Store.Use(ctx, l.Hash); err != nil {
		return over(err)
	}
	forget := s.Forget
	if !p.VerifiedAt.IsZero() {
		forget = nil
	}
	if err := s.Accounts.ResetPassword(ctx, p.ID, next, forget); err != nil {
		return over(err)
	}
	if err := s.Accounts.Verify(ctx, p.ID, p.EmailKey); err != nil {
		s.Log.WarnContext(ctx, "an address stays unconfirmed for now", "person", p.ID, "error", err)
	}
	if s.Post != nil {
		if err := s.Post.Send(ctx, changedLetter(p, s.Site+"/reset", forget != nil)); err != nil {
			s.Log.WarnContext(ctx, "nobody was told of a new password", "person", p.ID, "error", err)
		}
	}
	return nil
}

// open gives a link that works, with its person. Tries are limited, though a secret of 256 bits
// can't be found by trying.
func (s *Service) open(ctx context.Context, kind Kind, secret string, from account.Caller) (account.Person, Link, error) {
	if wait, ok := s.uses.Take(limit.Network(from.IP)); !ok {
		return account.Person{}, Link{}, errs.TooMany.After(wait)
	}
	l, err := s.Store.Get(ctx, kind, hashOf(secret), s.Clock.Now())
	if err != nil {
		return account.Person{}, Link{}, over(err)
	}
	p, err := s.Accounts.Me(ctx, l.PersonID)
	if err == nil && bound(kind, p) != l.Bound {
		err = errs.NotFound
	}
	return p, l, over(err)
}

// over is ErrLinkOver for what isn't there (any more).
func over(err error) error {
	if errors.Is(err, errs.NotFound) || errors.Is(err, errs.Unauthenticated) {
		return ErrLinkOver.With(err)
	}
	return err
}
