package imports

import (
	"context"
	"errors"
	"fmt"
	"runtime/debug"
	"time"

	"piece/internal/platform/errs"
)

const (
	pollEvery   = 3 * time.Second  // between two looks for work of other nodes or before a restart
	lease       = 45 * time.Second // until work without a sign of life is given up
	maxAttempts = 6
	endedBatch  = 100
	finishLimit = 20 * time.Second // for noting how it ended while the process stops
)

// Run reads files and brings rows in until ctx ends, one import after the other. One in the
// middle then waits for the next node, which goes on where it was.
func (s *Service) Run(ctx context.Context) error {
	t := time.NewTicker(pollEvery)
	defer t.Stop()
	tidied := time.Time{}
	for ctx.Err() == nil {
		worked, err := s.WorkOnce(ctx)
		if err != nil && ctx.Err() == nil {
			s.Log.WarnContext(ctx, "imports could not be worked on", "error", err)
		}
		if now := s.Clock.Now(); now.Sub(tidied) > time.Minute {
			tidied = now
			if err := s.Tidy(ctx); err != nil && ctx.Err() == nil {
				s.Log.WarnContext(ctx, "imports could not be looked after", "error", err)
			}
		}
		if worked && err == nil {
			continue
		}
		select {
		case <-ctx.Done():
		case <-s.wake:
		case <-t.C:
		}
	}
	return nil
}

// Tidy forgets imports whose time is over.
func (s *Service) Tidy(ctx context.Context) error {
	for {
		n, err := s.Store.Ended(ctx, s.Clock.Now(), endedBatch)
		if n > 0 {
			s.WakeBin()
		}
		if err != nil || n < endedBatch {
			return err
		}
	}
}

// WorkOnce works on the next import that there is something to do for, and tells whether there
// was one. The error is about the queue.
func (s *Service) WorkOnce(ctx context.Context) (worked bool, err error) {
	now := s.Clock.Now()
	i, err := s.Store.Begin(ctx, now, now.Add(lease))
	if errors.Is(err, errs.NotFound) {
		return false, nil
	}
	if err != nil {
		return false, err
	}
	return true, s.settle(ctx, i, s.safely(ctx, &i))
}

// safely keeps a defect from ending the process for everybody.
func (s *Service) safely(ctx context.Context, i *Import) (err error) {
	defer func() {
		if thrown := recover(); thrown != nil {
			s.Log.ErrorContext(ctx, "an import panicked", "import", i.ID, "panic", fmt.Sprint(thrown), "stack", string(debug.Stack()))
			err = errs.Internal.With(fmt.Errorf("panic: %v", thrown))
		}
	}()
	if i.State == Reading {
		return s.read(ctx, i)
	}
	return s.bring(ctx, i)
}

// settle notes what becomes of work that didn't end by itself.
func (s *Service) settle(ctx context.Context, i Import, problem error) error {
	if problem == nil {
		return nil
	}
	stopped := ctx.Err() != nil
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), finishLimit)
	defer cancel()
	now := s.Clock.Now()
	why, refused := refusalOf(problem)
	var err error
	switch {
	case refused && i.State == Reading:
		i.State, i.Failure, i.UpdatedAt = Refused, why, now
		s.metrics.read("refused")
		err = s.Store.Refuse(ctx, i)
		s.dropFile(ctx, &i)
	case errors.Is(problem, errs.NotFound): // dropped, or given to another worker
	case stopped:
		err = s.Store.PutBack(ctx, i, now, false)
	case i.Attempts < maxAttempts:
		s.Log.WarnContext(ctx, "an import is tried again later", "import", i.ID, "attempt", i.Attempts, "error", problem)
		err = s.Store.PutBack(ctx, i, now.Add(5*time.Second<<i.Attempts), true)
	default:
		s.Log.ErrorContext(ctx, "an import failed", "import", i.ID, "error", problem)
		i.Failure, i.UpdatedAt = &Problem{Code: "internal", Text: errs.As(errs.Internal).Text}, now
		if i.State == Reading {
			i.State = Refused
			err = s.Store.Refuse(ctx, i)
			s.dropFile(ctx, &i)
		} else {
			i.State = Done // what is left may be started again
			err = s.Store.Finish(ctx, i, true)
		}
	}
	if errors.Is(err, errs.NotFound) {
		return nil
	}
	return err
}

// dropFile deletes at once what nothing needs any more. Should that fail, or should it be sent
// again, the bin deletes it when the grant has ended.
func (s *Service) dropFile(ctx context.Context, i *Import) {
	if err := s.Objects.Delete(ctx, i.Key()); err != nil {
		s.Log.WarnContext(ctx, "the file of an import waits for its deletion", "error", err)
	}
}

// read reads the file of an import into rows.
func (s *Service) read(ctx context.Context, i *Import) error {
	began := time.Now()
	c, err := s.readFile(ctx, i)
	if err != nil {
		return err
	}
	i.Source, i.Columns, i.Plan = c.source, c.columns, c.plan
	if err := s.weighAll(ctx, i, c.rows); err != nil {
		return err
	}
	filled := *i
	filled.State, filled.Version, filled.UpdatedAt = Ready, 1, s.Clock.Now()
	filled.HasFile = c.source == Own // of a table everything is in its rows
	if err := s.Store.Fill(ctx, filled, c.rows); err != nil {
		return err
	}
	if !filled.HasFile {
		s.dropFile(ctx, i)
	}
	s.metrics.read(string(c.source))
	s.Log.InfoContext(ctx, "a file was read", "import", i.ID, "source", c.source, "rows", len(c.rows), "took", time.Since(began).Round(time.Millisecond))
	return nil
}
