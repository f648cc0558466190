// Package lifecycle runs the parts of a process: each is started after what it needs,
// stopped before it, and the failure of any ends the process under the name of that
// part.
package lifecycle

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"slices"
	"time"
)

// Module is one part. H is the house that parts share what they make through.
type Module[H any] struct {
	Name  string
	Needs []string // names of the modules that start before it
	// Start makes the part ready and returns what runs it, or nil if nothing has to.
	// An error ends the process. A module without Start only gathers others.
	Start func(ctx context.Context, house H) (Runner, error)
}

// Runner is a started part.
type Runner interface {
	// Run works until the context ends, then drains and returns. Returning earlier, with
	// or without an error, ends the process.
	Run(ctx context.Context) error
}

// RunFunc is a function that is a Runner.
type RunFunc func(ctx context.Context) error

// Run implements Runner.
func (f RunFunc) Run(ctx context.Context) error { return f(ctx) }

// OnStop is a Runner that only has something to do at the end.
func OnStop(stop func() error) Runner {
	return RunFunc(func(ctx context.Context) error {
		<-ctx.Done()
		return stop()
	})
}

// Table holds the modules by name.
type Table[H any] []Module[H]

// Order gives the modules that the targets need, each after its needs and otherwise in
// the order of the table. An unknown name or a circle is an error.
func (t Table[H]) Order(targets ...string) ([]Module[H], error) {
	place := func(name string) int { return slices.IndexFunc(t, func(m Module[H]) bool { return m.Name == name }) }
	var order []Module[H]
	const walking, done = 1, 2
	state := map[string]int{}
	var visit func(name, wanted string) error
	visit = func(name, wanted string) error {
		switch state[name] {
		case done:
			return nil
		case walking:
			return fmt.Errorf("module %s needs itself", name)
		}
		i := place(name)
		if i < 0 {
			return fmt.Errorf("there is no module %q%s", name, wanted)
		}
		state[name] = walking
		for _, need := range t[i].Needs {
			if err := visit(need, ", which "+name+" needs"); err != nil {
				return err
			}
		}
		state[name] = done
		order = append(order, t[i])
		return nil
	}
	targets = slices.SortedStableFunc(slices.Values(targets), func(a, b string) int { return place(a) - place(b) })
	for _, target := range targets {
		if err := visit(target, ""); err != nil {
			return nil, err
		}
	}
	return order, nil
}

type running struct {
	name string
	stop context.CancelFunc
	done chan error
}

// Run starts the modules in order, works until ctx ends or one of them fails, and stops
// them in reverse, each within grace. ready is called once all are started.
func Run[H any](ctx context.Context, order []Module[H], house H, grace time.Duration, log *slog.Logger, ready func()) error {
	failed := make(chan error, len(order))
	var up []running
	var problem error
	for _, m := range order {
		if m.Start == nil {
			continue
		}
		r, err := m.Start(ctx, house)
		if err != nil {
			problem = fmt.Errorf("%s: %w", m.Name, err)
			break
		}
		log.Debug("module started", "module", m.Name)
		if r != nil {
			up = append(up, launch(m.Name, r, failed))
		}
	}
	if problem == nil {
		ready()
		select {
		case <-ctx.Done():
		case problem = <-failed:
		}
	}
	for _, m := range slices.Backward(up) {
		m.stop()
		select {
		case err := <-m.done:
			problem = errors.Join(problem, err)
		case <-time.After(grace):
			problem = errors.Join(problem, fmt.Errorf("%s: did not stop within %s", m.name, grace))
		}
		log.Debug("module stopped", "module", m.name)
	}
	return problem
}

func launch(name string, r Runner, failed chan<- error) running {
	ctx, cancel := context.WithCancel(context.Background())
	m := running{name: name, stop: cancel, done: make(chan error, 1)}
	go func() {
		err := r.Run(ctx)
		asked := ctx.Err() != nil
		if err != nil && !(asked && errors.Is(err, context.Canceled)) {
			err = fmt.Errorf("%s: %w", name, err)
		} else {
			err = nil
		}
		if !asked {
			if err == nil {
				err = fmt.Errorf("%s: ended by itself", name)
			}
			failed <- err
			m.done <- nil // told once
			return
		}
		m.done <- err
	}()
	return m
}
