package account

import (
	"cmp"
	"context"
	"errors"
	"log/slog"
	"runtime"
	"time"

	"github.com/go-jose/go-jose/v4"
	"github.com/prometheus/client_golang/prometheus"

	"piece/internal/platform/audit"
	"piece/internal/platform/auth"
	"piece/internal/platform/clock"
	"piece/internal/platform/errs"
	"piece/internal/platform/id"
	"piece/internal/platform/limit"
)

// Limits are how many tries a process allows before it answers 429.
type Limits struct {
	WrongPasswords int // wrong passwords a minute for one account from one network
	Logins         int // sign-ins a minute from one network, right or wrong
	Joins          int // joins an hour from one network
	Checks         int // availability checks a minute from one network
	Refreshes      int // refreshes a minute of one session
	Renames        int // new nicknames of a person an hour
	Pictures       int // new pictures of a person an hour
}

// DefaultLimits leave room for an office or a phone carrier behind one address.
func DefaultLimits() Limits {
	return Limits{WrongPasswords: 10, Logins: 300, Joins: 100, Checks: 120, Refreshes: 60, Renames: 10, Pictures: 30}
}

// Deps are what the service needs.
type Deps struct {
	Store   Store
	Keys    *auth.Keys
	Clock   clock.Clock
	Log     *slog.Logger
	Metrics prometheus.Registerer // or nil

	// OnEnd is called after sessions may have been ended in this process, to be noticed there at
	// once; it must not wait for anything. Others see them in Ended. nil for nobody.
	OnEnd func()

	// Audit keeps what admins do; nil for nobody.
	Audit audit.Log

	// OnJoin is called after somebody joined, before the answer. It doesn't fail that, and isn't slow.
	// nil for nobody.
	OnJoin func(ctx context.Context, person string)

	// TitleName gives the name of a title; false when there is no such title any more. nil for none.
	TitleName func(id string) (errs.Text, bool)

	Pictures PictureStore // of people
	Objects  Objects      // where the files of pictures are
	Photos   Photos       // what pictures are made of

	Hash      HashParams // the zero value means DefaultHashParams
	HashSlots int        // passwords hashed at once; 0 means one per processor
	Limits    Limits     // the zero value means DefaultLimits
}

// Service is the use cases. It is safe for concurrent use.
type Service struct {
	store   Store
	keys    *auth.Keys
	clock   clock.Clock
	log     *slog.Logger
	metrics *metrics
	hasher  *hasher
	onEnd   func()
	audit   audit.Log
	onJoin  func(ctx context.Context, person string)
	title   func(id string) (errs.Text, bool)
	decoy   string // hash of a password that nobody has

	wrong, logins, joins, checks, refreshes, renames, repictures *limit.Window

	pictures PictureStore
	objects  Objects
	photos   Photos
	drawing  chan struct{} // one for each picture that is being made
}

// New makes the service.
func New(d Deps) *Service {
	if d.Hash == (HashParams{}) {
		d.Hash = DefaultHashParams()
	}
	if d.HashSlots <= 0 {
		d.HashSlots = runtime.GOMAXPROCS(0)
	}
	if d.Limits == (Limits{}) {
		d.Limits = DefaultLimits()
	}
	if d.OnEnd == nil {
		d.OnEnd = func() {}
	}
	if d.OnJoin == nil {
		d.OnJoin = func(context.Context, string) {}
	}
	window := func(n int, per time.Duration) *limit.Window { return limit.NewWindow(d.Clock, n, per) }
	if d.TitleName == nil {
		d.TitleName = func(string) (errs.Text, bool) { return errs.Text{}, false }
	}
	s := &Service{
		title: d.TitleName, audit: d.Audit,
		store: d.Store, keys: d.Keys, clock: d.Clock, log: d.Log, onEnd: d.OnEnd, onJoin: d.OnJoin, metrics: newMetrics(d.Metrics), hasher: newHasher(d.Hash, d.HashSlots),
		wrong: window(d.Limits.WrongPasswords, time.Minute), logins: window(d.Limits.Logins, time.Minute),
		joins: window(d.Limits.Joins, time.Hour), checks: window(d.Limits.Checks, time.Minute),
		refreshes: window(d.Limits.Refreshes, time.Minute),
		renames:   window(cmp.Or(d.Limits.Renames, DefaultLimits().Renames), time.Hour), repictures: window(cmp.Or(d.Limits.Pictures, DefaultLimits().Pictures), time.Hour),
		pictures: d.Pictures, objects: d.Objects, photos: d.Photos, drawing: make(chan struct{}, picturesAtOnce),
	}
	random, _ := newRefreshToken("")
	s.decoy = s.hasher.hash(random)
	return s
}

// KeySet is the set of keys that access tokens are verified with.
func (s *Service) KeySet() jose.JSONWebKeySet { return s.keys.Public() }

func (c Caller) network() string { return limit.Network(c.IP) }

// take counts a try, or tells how long to wait.
func take(w *limit.Window, key string) error {
	if wait, ok := w.Take(key); !ok {
		return errs.TooMany.After(wait)
	}
	return nil
}

// newSession makes a session that begins now.
func (s *Service) newSession(personID string, c Caller, now time.Time) Session {
	return Session{ID: id.New(s.clock), PersonID: personID, Device: DeviceName(c.UserAgent), CreatedAt: now}.seen(now)
}

func (s *Service) tokens(session Session, role auth.Role, refresh string, now time.Time) (Tokens, error) {
	access, err := s.keys.Sign(auth.Identity{PersonID: session.PersonID, SessionID: session.ID, Role: role}, now)
	if err != nil {
		return Tokens{}, err
	}
	return Tokens{IssuedAt: now, Access: access, AccessEnds: now.Add(auth.AccessTTL), Refresh: refresh, RefreshEnds: session.ExpiresAt}, nil
}

// verify tells whether a password is the one of a hash. guard names who tries what: after
// too many wrong tries under it even the right password has to wait.
func (s *Service) verify(ctx context.Context, guard, phc, password string) (bool, error) {
	if wait, full := s.wrong.Full(guard); full {
		return false, errs.TooMany.After(wait)
	}
	leave, err := s.hasher.enter(ctx)
	if err != nil {
		return false, err
	}
	defer leave()
	// Again: of a hundred tries sent at once, only those being hashed may pass the border.
	if wait, full := s.wrong.Full(guard); full {
		return false, errs.TooMany.After(wait)
	}
	ok, err := s.hasher.matches(phc, password)
	if err != nil {
		return false, err
	}
	if !ok {
		return false, take(s.wrong, guard)
	}
	s.wrong.Forget(guard)
	return true, nil
}

const (
	sweepEvery = time.Hour
	sweepBatch = 500
)

// Run removes sessions that are over, now and then, until ctx ends.
func (s *Service) Run(ctx context.Context) error {
	tick := time.NewTicker(sweepEvery)
	defer tick.Stop()
	for {
		if err := s.Sweep(ctx); err != nil && ctx.Err() == nil {
			s.log.WarnContext(ctx, "expired sessions stay for now", "error", err)
		}
		select {
		case <-ctx.Done():
			return nil
		case <-tick.C:
		}
	}
}

// Sweep removes all sessions that are over, and forgets those that were ended long ago.
func (s *Service) Sweep(ctx context.Context) error {
	if err := s.store.DropEnded(ctx, s.clock.Now().Add(-EndedKept)); err != nil {
		return err
	}
	for {
		n, err := s.store.DropExpired(ctx, s.clock.Now(), sweepBatch)
		if err != nil || n < sweepBatch {
			return err
		}
	}
}

// orUnauthenticated is for what a signed-in person does with the own account: when it is
// gone, the token speaks of nobody.
func orUnauthenticated(err error) error {
	if errors.Is(err, errs.NotFound) {
		return errs.Unauthenticated.With(err)
	}
	return err
}
