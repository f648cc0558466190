package notify

import (
	"context"
	"errors"
	"math/rand/v2"
	"time"
)

// result is what a worker tells of a delivery.
type result struct {
	delivery
	again bool // to be tried at due
}

// dispatch gives deliveries to workers, in turn, until all are done.
func (s *Service) dispatch(ctx context.Context) {
	defer close(s.work)
	l := newLanes(s.Workers * 3 / 4)
	fresh := s.fresh
	for fresh != nil || l.size > len(l.later) {
		next := l.ripen(s.Clock.Now())
		var timer <-chan time.Time
		if !next.IsZero() {
			timer = time.After(next.Sub(s.Clock.Now()))
		}
		d, take, some := l.next()
		var work chan<- delivery
		if some {
			work = s.work
			if l.outdated(d) {
				take()
				l.back(d)
				l.done(d)
				s.metrics.count(Replaced, 1)
				continue
			}
		}
		select {
		case work <- d:
			take()
		case d, open := <-fresh:
			switch {
			case !open:
				fresh = nil
			case l.size >= maxInFlight:
				s.metrics.count(Dropped, 1)
			default:
				l.add(d)
			}
		case r := <-s.results:
			l.back(r.delivery)
			if r.again {
				l.again(r.delivery)
			} else {
				l.done(r.delivery)
			}
		case <-timer:
		case <-ctx.Done():
			return
		}
		s.metrics.queued.Set(float64(l.size))
	}
}

// deliver sends what it is given until there is nothing more.
func (s *Service) deliver(ctx context.Context) {
	for d := range s.work {
		r := s.send(ctx, d)
		select {
		case s.results <- r:
		case <-ctx.Done():
		}
	}
}

// send makes one try.
func (s *Service) send(ctx context.Context, d delivery) result {
	if d.tries > 0 {
		if missed, err := d.about.Missed(ctx, []string{d.to.PersonID}); err == nil && len(missed) == 0 {
			s.metrics.count(Read, 1)
			return result{delivery: d}
		}
	}
	d.tries++
	began := time.Now()
	err := s.Sender.Send(ctx, d.to, d.letter)
	s.metrics.took(time.Since(began))
	if err == nil {
		s.metrics.count(Sent, 1)
		return result{delivery: d}
	}
	failure, known := errors.AsType[*Failure](err)
	if !known {
		s.Log.ErrorContext(ctx, "a push message can't be sent", "service", d.host, "error", err)
		s.metrics.count(Failed, 1)
		return result{delivery: d}
	}
	if failure.Outcome == Later {
		return s.later(ctx, d, failure)
	}
	s.metrics.count(failure.Outcome, 1)
	switch failure.Outcome {
	case Gone:
		if err := s.Store.Drop(ctx, d.to); err != nil {
			s.Log.WarnContext(ctx, "a device that is gone stays for now", "service", d.host, "error", err)
		}
	default:
		s.Log.WarnContext(ctx, "a push service refuses a message", "service", d.host, "error", failure)
	}
	return result{delivery: d}
}

// later decides when a delivery is tried again, if at all.
func (s *Service) later(ctx context.Context, d delivery, f *Failure) result {
	now := s.Clock.Now()
	d.due = now.Add(max(pause(d.tries), f.After))
	if d.due.Sub(d.since) > MaxAge {
		s.Log.WarnContext(ctx, "a push message is given up", "service", d.host, "tries", d.tries, "error", f)
		s.metrics.count(Late, 1)
		return result{delivery: d}
	}
	s.metrics.count(Later, 1)
	return result{delivery: d, again: true}
}

// pause is how long a delivery rests after a number of tries: 2 s, 4 s, up to a minute, each
// somewhat shorter or longer, so that those that failed together don't come back together.
func pause(tries int) time.Duration {
	whole := min(time.Second<<min(tries, 10), time.Minute)
	return whole*3/4 + rand.N(whole/2)
}
