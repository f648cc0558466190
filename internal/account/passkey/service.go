package passkey

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"log/slog"
	"net/netip"
	"net/url"
	"time"

	"github.com/go-webauthn/webauthn/protocol"
	"github.com/go-webauthn/webauthn/webauthn"
	"github.com/prometheus/client_golang/prometheus"

	"piece/internal/account"
	"piece/internal/platform/clock"
	"piece/internal/platform/errs"
	"piece/internal/platform/limit"
)

// Limits are what a process takes in a minute from one network before it answers 429.
type Limits struct {
	Challenges int // asked for, each of which is kept for a while
	Wrong      int // answers that let nobody in
}

// DefaultLimits leave room for an office or a phone carrier behind one address.
func DefaultLimits() Limits { return Limits{Challenges: 300, Wrong: 30} }

// Deps are what the service needs.
type Deps struct {
	Store     Store
	Accounts  Accounts
	PublicURL string // where people find our pages: keys are bound to it
	Clock     clock.Clock
	Log       *slog.Logger
	Metrics   prometheus.Registerer // or nil
	Limits    Limits                // the zero value means DefaultLimits
}

// Service is the use cases. It is safe for concurrent use.
type Service struct {
	Deps
	rp                *webauthn.WebAuthn // nil where there can be no passkeys
	logins            *prometheus.CounterVec
	challenges, wrong *limit.Window
}

// New makes the service. Where people find our pages at a bare address instead of a name there can
// be no passkeys: the standard binds them to names.
func New(d Deps) (*Service, error) {
	if d.Limits == (Limits{}) {
		d.Limits = DefaultLimits()
	}
	s := &Service{
		Deps:       d,
		challenges: limit.NewWindow(d.Clock, d.Limits.Challenges, time.Minute), wrong: limit.NewWindow(d.Clock, d.Limits.Wrong, time.Minute),
		logins: prometheus.NewCounterVec(prometheus.CounterOpts{
			Name: "piece_passkey_logins_total", Help: "Sign-ins by passkey, by outcome. passkey_copied ones mean that somebody may have a copy of a key.",
		}, []string{"outcome"}),
	}
	if d.Metrics != nil {
		d.Metrics.MustRegister(s.logins)
	}
	u, err := url.Parse(d.PublicURL)
	if err != nil {
		return nil, err
	}
	if _, err := netip.ParseAddr(u.Hostname()); err == nil {
		return s, nil
	}
	s.rp, err = webauthn.New(&webauthn.Config{
		RPID: u.Hostname(), RPDisplayName: "PIECE", RPOrigins: []string{u.Scheme + "://" + u.Host},
		AttestationPreference: protocol.PreferNoAttestation,
		AuthenticatorSelection: protocol.AuthenticatorSelection{
			ResidentKey: protocol.ResidentKeyRequirementRequired, RequireResidentKey: new(true), UserVerification: protocol.VerificationRequired,
		},
		// How long it really lasts is the store's to say, by the clock.
		Timeouts: webauthn.TimeoutsConfig{
			Login:        webauthn.TimeoutConfig{Timeout: ChallengeTTL, TimeoutUVD: ChallengeTTL},
			Registration: webauthn.TimeoutConfig{Timeout: ChallengeTTL, TimeoutUVD: ChallengeTTL},
		},
	})
	return s, err
}

// Possible tells whether this site takes passkeys.
func (s *Service) Possible() bool { return s.rp != nil }

// ask keeps a challenge until it is answered.
func (s *Service) ask(ctx context.Context, personID string, session *webauthn.SessionData) error {
	return s.Store.Ask(ctx, Challenge{Hash: hash(session.Challenge), PersonID: personID, Session: *session, EndsAt: s.Clock.Now().Add(ChallengeTTL)})
}

func hash(challenge string) string {
	sum := sha256.Sum256([]byte(challenge))
	return hex.EncodeToString(sum[:])
}

func (s *Service) take(w *limit.Window, from account.Caller) error {
	if s.rp == nil {
		return errs.NotFound
	}
	if wait, ok := w.Take(limit.Network(from.IP)); !ok {
		return errs.TooMany.After(wait)
	}
	return nil
}

const sweepEvery = time.Hour

// Run forgets challenges that nobody answered, now and then, until ctx ends.
func (s *Service) Run(ctx context.Context) error {
	tick := time.NewTicker(sweepEvery)
	defer tick.Stop()
	for {
		if err := s.Store.DropChallenges(ctx, s.Clock.Now()); err != nil && ctx.Err() == nil {
			s.Log.WarnContext(ctx, "old challenges stay for now", "error", err)
		}
		select {
		case <-ctx.Done():
			return nil
		case <-tick.C:
		}
	}
}

// owner is a person as the library wants it.
type owner struct {
	person account.Person
	handle []byte
	keys   []Passkey
}

func (o owner) WebAuthnID() []byte          { return o.handle }
func (o owner) WebAuthnName() string        { return o.person.Email }
func (o owner) WebAuthnDisplayName() string { return o.person.Nickname }

func (o owner) WebAuthnCredentials() []webauthn.Credential {
	all := make([]webauthn.Credential, len(o.keys))
	for i, k := range o.keys {
		all[i] = k.Key
	}
	return all
}
