package app

import (
	"context"
	"fmt"
	"io"
	"slices"
	"strings"
	"time"

	"piece/internal/cake/source"
	"piece/internal/platform/clock"
	"piece/internal/platform/observe"
)

// cakesCommand runs one catalogue source now, or tells what a run would do.
func cakesCommand(ctx context.Context, s streams, args []string) error {
	if len(args) == 0 || args[0] != "sync" {
		return errUsage
	}
	flags := newFlags("cakes sync")
	name := flags.String("source", "", "")
	dry := flags.Bool("dry-run", false, "")
	others, err := parseOwn(flags, args[1:])
	if err != nil {
		return err
	}
	if *name == "" {
		return errUsage
	}
	c, err := LoadConfig(others, s.env)
	if err != nil {
		return err
	}
	log, err := observe.NewLogger(s.err, c.Log.Level, c.Log.Format)
	if err != nil {
		return err
	}
	h := &house{
		config: c, version: version(), log: log, clock: clock.System{},
		metrics: observe.NewRegistry(), health: &observe.Health{},
	}
	return inside(ctx, h, func(ctx context.Context) error {
		return syncNow(ctx, h, s.out, *name, *dry)
	}, "cake-sources")
}

func syncNow(ctx context.Context, h *house, out io.Writer, name string, dry bool) error {
	i := slices.IndexFunc(h.cakeSources, func(s source.Source) bool { return string(s.Name()) == name })
	if i < 0 {
		var names []string
		for _, s := range h.cakeSources {
			names = append(names, string(s.Name()))
		}
		return fmt.Errorf("there is no source %q here, only %s; a source elsewhere is there when its key is set", name, strings.Join(names, ", "))
	}
	if dry {
		r, err := h.cakeSync.Try(ctx, h.cakeSources[i])
		if err != nil {
			return err
		}
		return tellRun(out, r, "Nothing was stored.")
	}
	r, ran, err := h.cakeSync.RunNow(ctx, h.cakeSources[i])
	if err != nil {
		return err
	}
	if !ran {
		return fmt.Errorf("%s is being synchronised elsewhere right now", name)
	}
	return tellRun(out, r, "")
}

// tellRun writes the report of a run; its error is that of the source.
func tellRun(out io.Writer, r source.Report, after string) error {
	fmt.Fprintf(out, "%s: %d works seen, %d added, %d changed, %d as before, %d failed, %d charts, in %s\n",
		r.Source, r.Seen, r.Added, r.Changed, r.Same, r.Failed, r.Charts, r.Took.Round(time.Millisecond))
	for _, f := range r.Failures {
		fmt.Fprintf(out, "  %s: %s\n", f.Code, f.Reason)
	}
	if n := r.Failed - len(r.Failures); n > 0 {
		fmt.Fprintf(out, "  and %d more\n", n)
	}
	if after != "" {
		fmt.Fprintln(out, after)
	}
	return r.Err
}
