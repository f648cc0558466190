package lifecycle_test

import (
	"context"
	"errors"
	"log/slog"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"piece/internal/platform/lifecycle"
)

// diary is the house of the tests: it notes what happens.
type diary struct {
	mu    sync.Mutex
	lines []string
}

func (d *diary) note(s string) {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.lines = append(d.lines, s)
}

func (d *diary) String() string {
	d.mu.Lock()
	defer d.mu.Unlock()
	return strings.Join(d.lines, ", ")
}

type module = lifecycle.Module[*diary]

// steady is a module that runs until it is told to stop.
func steady(name string, needs ...string) module {
	return module{Name: name, Needs: needs, Start: func(_ context.Context, d *diary) (lifecycle.Runner, error) {
		d.note("start " + name)
		return lifecycle.OnStop(func() error { d.note("stop " + name); return nil }), nil
	}}
}

// starting is a module with a given start.
func starting(name string, start func() (lifecycle.Runner, error)) module {
	return module{Name: name, Start: func(_ context.Context, d *diary) (lifecycle.Runner, error) {
		d.note("start " + name)
		return start()
	}}
}

func run(ctx context.Context, d *diary, order ...module) error {
	return lifecycle.Run(ctx, order, d, time.Second, slog.New(slog.DiscardHandler), func() { d.note("ready") })
}

func TestOrder(t *testing.T) {
	table := lifecycle.Table[*diary]{
		{Name: "all", Needs: []string{"web", "piece"}},
		{Name: "web", Needs: []string{"server"}},
		{Name: "piece", Needs: []string{"database", "server"}},
		{Name: "database"},
		{Name: "server", Needs: []string{"database"}},
		{Name: "egg", Needs: []string{"hen"}},
		{Name: "hen", Needs: []string{"egg"}},
		{Name: "lost", Needs: []string{"nowhere"}},
	}
	for _, c := range []struct{ targets, want, wrong string }{
		{"database", "database", ""},
		{"web", "database server web", ""},
		{"all", "database server web piece all", ""},
		{"piece web piece", "database server web piece", ""}, // targets start in the order of the table
		{"", "", ""},
		{"nothing", "", `there is no module "nothing"`},
		{"lost", "", `there is no module "nowhere", which lost needs`},
		{"egg", "", "module egg needs itself"},
	} {
		order, err := table.Order(strings.Fields(c.targets)...)
		var names []string
		for _, m := range order {
			names = append(names, m.Name)
		}
		if c.wrong != "" {
			if err == nil || err.Error() != c.wrong {
				t.Errorf("%s: %v, want %s", c.targets, err, c.wrong)
			}
		} else if got := strings.Join(names, " "); err != nil || got != c.want {
			t.Errorf("%s: %s, %v; want %s", c.targets, got, err, c.want)
		}
	}
}

func TestRunStartsInOrderAndStopsInReverse(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		d := &diary{}
		ctx, cancel := context.WithCancel(t.Context())
		done := make(chan error)
		go func() {
			quiet := starting("b", func() (lifecycle.Runner, error) { return nil, nil }) // nothing to run
			done <- run(ctx, d, steady("a"), quiet, steady("c"))
		}()
		synctest.Wait()
		if got := d.String(); got != "start a, start b, start c, ready" {
			t.Errorf("before the stop: %s", got)
		}
		cancel()
		if err := <-done; err != nil {
			t.Error(err)
		}
		if got := d.String(); got != "start a, start b, start c, ready, stop c, stop a" {
			t.Errorf("have %s", got)
		}
	})
}

func TestRunEndsUnderTheNameOfWhatFailed(t *testing.T) {
	broken := errors.New("broken")
	for _, c := range []struct {
		name  string
		runs  func(ctx context.Context) error
		wrong string
	}{
		{"failure", func(context.Context) error { return broken }, "b: broken"},
		{"end by itself", func(context.Context) error { return nil }, "b: ended by itself"},
		{"failure later", func(context.Context) error { time.Sleep(time.Hour); return broken }, "b: broken"},
	} {
		t.Run(c.name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				d := &diary{}
				b := starting("b", func() (lifecycle.Runner, error) { return lifecycle.RunFunc(c.runs), nil })
				err := run(t.Context(), d, steady("a"), b, steady("c"))
				if err == nil || err.Error() != c.wrong {
					t.Errorf("have %v, want %s", err, c.wrong)
				}
				if got := d.String(); got != "start a, start b, start c, ready, stop c, stop a" {
					t.Errorf("have %s", got)
				}
			})
		})
	}
}

func TestRunStopsWhatWasStartedWhenAStartFails(t *testing.T) {
	d := &diary{}
	b := starting("b", func() (lifecycle.Runner, error) { return nil, errors.New("no room") })
	err := run(t.Context(), d, steady("a"), b, steady("c"))
	if err == nil || err.Error() != "b: no room" {
		t.Errorf("have %v", err)
	}
	if got := d.String(); got != "start a, start b, stop a" {
		t.Errorf("have %s", got)
	}
}

func TestRunTellsOfBadEndings(t *testing.T) {
	stopped := func(err error) func() (lifecycle.Runner, error) {
		return func() (lifecycle.Runner, error) {
			return lifecycle.RunFunc(func(ctx context.Context) error { <-ctx.Done(); return err }), nil
		}
	}
	synctest.Test(t, func(t *testing.T) {
		d := &diary{}
		ctx, cancel := context.WithCancel(t.Context())
		cancel()
		hung := make(chan struct{})
		defer close(hung)
		err := run(ctx, d,
			starting("fine", stopped(context.Canceled)), // says only that it was asked to stop
			starting("lossy", stopped(errors.New("data lost"))),
			starting("hung", func() (lifecycle.Runner, error) {
				return lifecycle.RunFunc(func(context.Context) error { <-hung; return nil }), nil
			}),
			steady("last"))
		lines := strings.Split(err.Error(), "\n")
		if !slices.Equal(lines, []string{"hung: did not stop within 1s", "lossy: data lost"}) {
			t.Errorf("have %q", lines)
		}
	})
}
