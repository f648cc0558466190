package genai

import (
	"context"
	"errors"
	"time"

	"piece/internal/platform/errs"
)

// request is a call in the words of whoever answers it.
type request struct {
	model    string
	estimate int64 // millionths of a US dollar
	send     func(context.Context) (answer, error)
	fetch    func(context.Context) (answer, error) // of who keeps paintings; or nil
	check    func(answer) error                    // what whoever asked finds wrong with it; or nil
}

type answer struct {
	text    string
	picture []byte
	usage   Usage
}

// flight is a call that this process is at. Its result is there once done is closed.
type flight struct {
	done    chan struct{}
	entry   Entry
	picture []byte
	err     error
}

// call makes a call, or gives what is known of it. Whoever asks for one that this process is at
// gets the same answer.
func (s *Service) call(ctx context.Context, c Call, r request) (Entry, []byte, error) {
	if !s.About().can(c.Step) {
		return Entry{}, nil, &Error{Outcome: Off, Err: ErrOff}
	}
	if c.Ref == "" || len(c.Ref) > MaxRef {
		return Entry{}, nil, errors.New("ai: a call without a reference that can be kept")
	}
	key := Call{Ref: c.Ref, Step: c.Step}
	s.mu.Lock()
	f, under := s.underWay[key]
	if !under {
		f = &flight{done: make(chan struct{}), err: &Error{Outcome: Lost, Err: errors.New("it was cut short")}}
		s.underWay[key] = f
	}
	s.mu.Unlock()
	if under {
		select {
		case <-f.done:
			return f.entry, f.picture, f.err
		case <-ctx.Done():
			return Entry{}, nil, &Error{Outcome: Lost, Err: context.Cause(ctx)}
		}
	}
	defer func() {
		s.mu.Lock()
		delete(s.underWay, key)
		s.mu.Unlock()
		close(f.done)
	}()
	f.entry, f.picture, f.err = s.make(ctx, c, r)
	return f.entry, f.picture, f.err
}

// errKnown ends a decision without a new row: the one that was found says what became of the call.
var errKnown = errors.New("known")

// make sends a call unless its row says that it was sent.
func (s *Service) make(ctx context.Context, c Call, r request) (Entry, []byte, error) {
	now := s.Clock.Now()
	day, next := dayOf(now)
	var known Entry
	e, err := s.Store.Send(ctx, c, day, func(found *Entry, agreedTo string, spent Spent) (Entry, error) {
		fresh := Entry{Call: c, Day: day, Provider: s.Name, Model: r.model, State: StateSent, Sending: 1, Micros: r.estimate, SentAt: now}
		if found != nil {
			if found.State != StateNotRun {
				known = *found
				return Entry{}, errKnown
			}
			fresh.Sending = found.Sending + 1
		}
		return fresh, s.allow(c.Step, agreedTo, spent, r.estimate, next.Sub(now))
	})
	switch {
	case errors.Is(err, errKnown):
		return s.recall(ctx, known, r)
	case err != nil:
		return Entry{}, nil, s.notSent(c.Step, r.model, err)
	}
	return s.await(ctx, e, r)
}

// notSent sorts why a call wasn't sent; faults of the store pass.
func (s *Service) notSent(step Step, model string, err error) error {
	for cause, outcome := range map[error]Outcome{ErrConsent: NoConsent, ErrQuota: NoQuota, ErrBudget: NoMoney} {
		if errors.Is(err, cause) {
			s.metrics.count(step, model, string(outcome))
			return &Error{Outcome: outcome, RetryAfter: errs.As(err).RetryAfter, Err: err}
		}
	}
	return err
}

// recall gives what is known of a call that was sent before. One whose end nobody knows was sent by
// a process that is gone, or that was thought to be: what it painted is fetched if it was kept.
func (s *Service) recall(ctx context.Context, e Entry, r request) (Entry, []byte, error) {
	switch e.State {
	case StateAnswered:
		if e.Text != "" {
			return e, nil, nil
		}
		return s.forgotten(ctx, e)
	case StateRefused:
		return e, nil, &Error{Outcome: Refused, Err: errors.New("it was refused before")}
	case StateBroken:
		return e, nil, &Error{Outcome: Broken, Err: errors.New("the answer was nonsense before")}
	case StateLost, StateGivenUp:
		return e, nil, &Error{Outcome: Lost, Err: errors.New("it was lost before")}
	}
	if r.fetch != nil {
		return s.fetch(ctx, e, r)
	}
	return s.settle(ctx, e, answer{}, &Error{Outcome: Lost, Err: errors.New("the process that sent it is gone")})
}

// forgotten is a call whose answer isn't there any more. A painting that is asked for again didn't
// arrive at its person, so it doesn't count as one.
func (s *Service) forgotten(ctx context.Context, e Entry) (Entry, []byte, error) {
	if e.Step.paints() {
		e.State = StateLost
		s.write(ctx, e)
	}
	return e, nil, &Error{Outcome: Lost, Err: errors.New("it was answered before, and the answer isn't kept")}
}

// fetch gets what was painted by an order of another process. While it can't be asked for, nothing is
// known, and nothing written down.
func (s *Service) fetch(ctx context.Context, e Entry, r request) (Entry, []byte, error) {
	limited, cancel := context.WithTimeout(ctx, s.Timeout)
	defer cancel()
	a, err := r.fetch(limited)
	if o := OutcomeOf(err); o == Down || o == Busy || o == Setup {
		s.noteHealth(ctx, o, err)
		return e, nil, err
	}
	if err == nil {
		err = checkAnswer(e.Step, a, r.check)
	}
	return s.settle(ctx, e, a, err)
}

// await waits for the answer to a call whose row is stored.
func (s *Service) await(ctx context.Context, e Entry, r request) (Entry, []byte, error) {
	limited, cancel := context.WithTimeout(ctx, s.Timeout)
	defer cancel()
	a, err := r.send(limited)
	if err == nil {
		err = checkAnswer(e.Step, a, r.check)
	}
	return s.settle(ctx, e, a, err)
}

// settling is how long the ledger may take, also for who doesn't wait any more.
const settling = 10 * time.Second

// settle writes down how a call ended. A ledger that can't be reached leaves the row as sent, and so
// at its estimate; the answer isn't lost for that.
func (s *Service) settle(ctx context.Context, e Entry, a answer, err error) (Entry, []byte, error) {
	outcome := OutcomeOf(err)
	if err != nil {
		if _, told := errors.AsType[*Error](err); !told {
			err = &Error{Outcome: Lost, Err: err}
		}
	}
	if s.goesOn(ctx, e.Step, outcome) {
		return e, nil, err
	}
	e.EndedAt, e.Usage = s.Clock.Now(), a.usage
	switch outcome {
	case "":
		e.State, e.Text = StateAnswered, a.text
	case Refused:
		e.State = StateRefused
	case Broken:
		e.State = StateBroken
	case Busy, Down, Setup:
		e.State, e.Micros = StateNotRun, 0
	default:
		e.State = StateLost
		if errors.Is(context.Cause(ctx), ErrGivenUp) {
			e.State = StateGivenUp
		}
	}
	if e.State != StateNotRun {
		e.Micros = s.Prices.Cost(e.Step, e.Usage, e.Micros)
	}
	s.noteHealth(ctx, outcome, err)
	s.metrics.ended(e, outcome)
	s.write(ctx, e)
	return e, a.picture, err
}

// write puts how a call ended into the ledger.
func (s *Service) write(ctx context.Context, e Entry) {
	late, cancel := context.WithTimeout(context.WithoutCancel(ctx), settling)
	defer cancel()
	if err := s.Store.Settle(late, e); err != nil && !errors.Is(err, errs.NotFound) {
		s.Log.ErrorContext(ctx, "how a call of a model ended can't be written down", "step", e.Step, "ref", e.Ref, "error", err)
	}
}

// goesOn tells whether a painting goes on without us, to be fetched by whoever asks next: where it
// is kept, unless the person gave it up.
func (s *Service) goesOn(ctx context.Context, step Step, o Outcome) bool {
	_, kept := s.Brush.(Keeper)
	return kept && step.paints() && o == Lost && ctx.Err() != nil && !errors.Is(context.Cause(ctx), ErrGivenUp)
}
