package mail

import (
	"context"
	"errors"
	"log/slog"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"golang.org/x/sync/errgroup"

	"piece/internal/platform/clock"
	"piece/internal/platform/id"
)

// Deps are what the service needs.
type Deps struct {
	Store   Store
	Sender  Sender
	Clock   clock.Clock
	Log     *slog.Logger
	Metrics prometheus.Registerer // or nil
}

// Service sends letters. It is safe for concurrent use, and a lifecycle.Runner.
type Service struct {
	Deps
	woken chan struct{}
	mails *prometheus.CounterVec
}

// New makes the service.
func New(d Deps) *Service {
	s := &Service{
		Deps: d, woken: make(chan struct{}, 1),
		mails: prometheus.NewCounterVec(prometheus.CounterOpts{
			Name: "piece_mails_total", Help: "Tries to send a mail, by outcome: sent, later (tried again), refused (for good), too_old (given up).",
		}, []string{"outcome"}),
	}
	if d.Metrics != nil {
		d.Metrics.MustRegister(s.mails)
	}
	return s
}

// Send takes a letter to be sent soon.
func (s *Service) Send(ctx context.Context, l Letter) error {
	m, err := form(id.New(s.Clock), l)
	if err != nil {
		return err
	}
	now := s.Clock.Now()
	if err := s.Store.Add(ctx, Item{Message: m, EndsAt: now.Add(MaxAge)}, now); err != nil {
		return err
	}
	select {
	case s.woken <- struct{}{}:
	default: // woken already
	}
	return nil
}

const (
	lookEvery = 15 * time.Second // what another process left behind, and what is due again
	batch     = 20               // five rounds of the crew
	crew      = 4                // letters on their way at once
	sendIn    = time.Minute      // how long a mail server may take for one
	leased    = 15 * time.Minute // longer than a batch takes: of each round a minute to send and one to note
)

// Run sends what waits until ctx ends.
func (s *Service) Run(ctx context.Context) error {
	tick := time.NewTicker(lookEvery)
	defer tick.Stop()
	for {
		n, err := s.SendDue(ctx)
		if err != nil && ctx.Err() == nil {
			s.Log.WarnContext(ctx, "mails wait", "error", err)
		}
		if n == batch && err == nil {
			continue
		}
		select {
		case <-ctx.Done():
			return nil
		case <-s.woken:
		case <-tick.C:
		}
	}
}

// SendDue sends a batch of what is due, and tells how many that were.
func (s *Service) SendDue(ctx context.Context) (int, error) {
	now := s.Clock.Now()
	items, err := s.Store.Take(ctx, now, now.Add(leased), batch)
	if err != nil {
		return 0, err
	}
	var g errgroup.Group
	g.SetLimit(crew)
	for _, i := range items {
		g.Go(func() error { return s.send(ctx, i) })
	}
	return len(items), g.Wait()
}

// send tries one and notes what came of it; the error is of the store.
func (s *Service) send(ctx context.Context, i Item) error {
	if !i.EndsAt.After(s.Clock.Now()) {
		s.Log.WarnContext(ctx, "a mail is given up", "mail", i.ID, "tries", i.Tries)
		s.mails.WithLabelValues("too_old").Inc()
		return s.Store.Drop(ctx, i.ID)
	}
	try, cancel := context.WithTimeout(ctx, sendIn)
	defer cancel()
	err := s.Sender.Send(try, i.Message)
	// What came of it is noted also while the process stops.
	ctx, cancel = context.WithTimeout(context.WithoutCancel(ctx), sendIn)
	defer cancel()
	switch {
	case err == nil:
		s.mails.WithLabelValues("sent").Inc()
		return s.Store.Drop(ctx, i.ID)
	case errors.Is(err, ErrRefused):
		s.Log.WarnContext(ctx, "a mail was refused", "mail", i.ID, "error", err)
		s.mails.WithLabelValues("refused").Inc()
		return s.Store.Drop(ctx, i.ID)
	}
	wait := patience(i.Tries)
	s.Log.WarnContext(ctx, "a mail is tried again", "mail", i.ID, "in", wait, "error", err)
	s.mails.WithLabelValues("later").Inc()
	return s.Store.Later(ctx, i.ID, s.Clock.Now().Add(wait))
}

// patience is how long a message waits after so many tries.
func patience(tries int) time.Duration {
	waits := []time.Duration{10 * time.Second, time.Minute, 5 * time.Minute, 15 * time.Minute}
	if tries < len(waits) {
		return waits[tries]
	}
	return time.Hour
}

// LogSender writes letters to the log, for development: so a link in it can be followed.
type LogSender struct{ Log *slog.Logger }

// Send implements Sender.
func (s LogSender) Send(ctx context.Context, m Message) error {
	s.Log.InfoContext(ctx, "mail (no mail server is set up, so it is shown here)", "to", m.To, "subject", m.Subject, "text", m.Text)
	return nil
}
