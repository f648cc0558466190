package app

import (
	"context"
	"errors"
	"fmt"
	"runtime"
	"slices"
	"time"

	"piece/internal/demo"
	"piece/internal/platform/clock"
	"piece/internal/platform/lifecycle"
	"piece/internal/platform/observe"
)

// demoFlags are what the demo is told besides the settings.
type demoFlags struct {
	pieces, people int
	seed           uint64
	inProduction   bool
}

const (
	defaultDemoPieces = 60
	maxDemoPieces     = 40_000
)

// parseDemo takes its own flags out of the arguments and gives the others back.
func parseDemo(args []string) (d demoFlags, others []string, err error) {
	flags := newFlags("demo")
	flags.IntVar(&d.pieces, "pieces", defaultDemoPieces, "")
	flags.IntVar(&d.people, "people", 0, "")
	flags.Uint64Var(&d.seed, "seed", 1, "")
	flags.BoolVar(&d.inProduction, "in-production", false, "")
	if others, err = parseOwn(flags, args); err != nil {
		return d, nil, err
	}
	switch {
	case d.pieces < 0 || d.pieces > maxDemoPieces:
		err = fmt.Errorf("-pieces: want 0 to %d", maxDemoPieces)
	case d.people < 0 || d.people > demo.MaxPeople:
		err = fmt.Errorf("-people: want 1 to %d, or 0 for as many as it takes", demo.MaxPeople)
	case d.people > 0 && d.pieces > d.people*demo.PerPerson:
		err = fmt.Errorf("-people: want %d or more for %d pieces", (d.pieces+demo.PerPerson-1)/demo.PerPerson, d.pieces)
	}
	return d, others, err
}

var errDemoInProduction = errors.New("this is the production environment (env); to have made-up people in it all the same, add --in-production")

// demoCommand fills the store through the services that requests go through too. It may be
// stopped, and run again: what is there already is not made a second time.
func demoCommand(ctx context.Context, s streams, args []string) error {
	d, others, err := parseDemo(args)
	if err != nil {
		return err
	}
	c, err := LoadConfig(others, s.env)
	if err != nil {
		return err
	}
	if c.Env == production && !d.inProduction {
		return errDemoInProduction
	}
	if c.Artwork.Workers == 0 {
		c.Artwork.Workers = runtime.NumCPU() // nobody else waits for them
	}
	level := c.Log.Level
	if level == "info" {
		level = "warn" // progress is told in another way
	}
	log, err := observe.NewLogger(s.err, level, c.Log.Format)
	if err != nil {
		return err
	}
	h := &house{
		config: c, version: version(), log: log, clock: clock.System{},
		metrics: observe.NewRegistry(), health: &observe.Health{},
	}
	works, err := demoWorks()
	if err != nil {
		return err
	}
	plan := demo.New(demo.Options{Seed: d.seed, People: d.people, Pieces: d.pieces, Today: time.Now(), Works: works})
	f := newFiller(h, plan, newTeller(s.out))
	return inHouse(ctx, h, func(ctx context.Context) error {
		defer f.tell.end()
		if err := f.fill(ctx); err != nil {
			return err
		}
		f.farewell(s.out)
		return nil
	})
}

// inHouse works with all services, of which none listens. They stop when the work is done;
// it is the work that ends when ctx does, so that nothing is closed under it.
func inHouse(ctx context.Context, h *house, work func(ctx context.Context) error) error {
	return inside(ctx, h, work, "account", "cake-starter", "cake-pictures", "piece", "chats", "chat-writer")
}

// inside is inHouse for work that needs other parts.
func inside(ctx context.Context, h *house, work func(ctx context.Context) error, parts ...string) error {
	order, err := modules.Order(parts...)
	if err != nil {
		return err
	}
	order = slices.DeleteFunc(order, func(m module) bool { return m.Name == "ops" })
	open, done := context.WithCancel(context.WithoutCancel(ctx))
	defer done()
	ctx, stop := context.WithCancel(ctx)
	defer stop()
	worked := make(chan error, 1)
	err = lifecycle.Run(open, order, h, h.config.HTTP.Grace+time.Second, h.log, func() {
		go func() {
			worked <- work(ctx)
			done()
		}()
	})
	if err != nil {
		return err
	}
	return <-worked
}
