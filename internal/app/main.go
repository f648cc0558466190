package app

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"runtime/debug"
	"slices"
	"time"

	"piece/internal/platform/clock"
	"piece/internal/platform/lifecycle"
	"piece/internal/platform/observe"
)

// command is one word that the program understands.
type command struct {
	name, args, help string
	run              func(ctx context.Context, io streams, args []string) error
}

type streams struct {
	out, err io.Writer
	env      []string
}

func commands() []command {
	return []command{
		{"serve", "[-target all] [-http.addr :8080] …", "run the program, or the parts that -target names", serve},
		{"config", "check|print|doc", "check the settings, show those in use, or describe all of them", configCommand},
		{"keys", "generate|generate-push", "make a key for auth.keys, or for push.key", keysCommand},
		{"admin", "grant|revoke|suspend|restore NICKNAME [-database.url …] …", "make somebody an admin, keep somebody from signing in, or end that", adminCommand},
		{"openapi", "", "write the description of the API", openapiCommand},
		{"demo", "[--pieces 60] [--people N] [--seed 1] …", "fill the store with made-up people, pieces and tickets", demoCommand},
		{"cakes", "sync --source tmdb|kopis|kobis|starter [--dry-run] …", "bring the catalogue in line with one source now, or tell what that would change", cakesCommand},
		{"ai", "check [--paint [--save FILE]] …", "tell whether the AI is set up well; with --paint try it for real, which may cost money", aiCommand},
		{"paint", "--sheet|--out|--growth|--strip FILE [--style STYLE] [--seed N] [--front PHOTO] …", "paint a contact sheet of a style, one back, how it grows, or one front in every style", paintCommand},
		{"version", "", "tell the version", versionCommand},
	}
}

// Main runs the command in args and returns the exit code: 0 for success, 1 for a
// failure, 2 for a call that could not be understood.
func Main(ctx context.Context, args, env []string, stdout, stderr io.Writer) int {
	s := streams{out: stdout, err: stderr, env: env}
	if len(args) == 0 {
		usage(stderr)
		return 2
	}
	if slices.Contains([]string{"help", "-h", "--help"}, args[0]) {
		usage(stdout)
		return 0
	}
	for _, c := range commands() {
		if c.name != args[0] {
			continue
		}
		err := c.run(ctx, s, args[1:])
		switch {
		case err == nil:
			return 0
		case errors.Is(err, flag.ErrHelp), errors.Is(err, errUsage):
			fmt.Fprintf(stderr, "usage: piece %s %s\n", c.name, c.args)
			return 2
		}
		fmt.Fprintf(stderr, "piece %s: %v\n", c.name, err)
		return 1
	}
	fmt.Fprintf(stderr, "piece: there is no command %q\n", args[0])
	usage(stderr)
	return 2
}

// errUsage asks for the usage line of a command.
var errUsage = errors.New("usage")

func usage(w io.Writer) {
	fmt.Fprintln(w, "PIECE keeps the shows you saw as tickets.\n\ncommands:")
	for _, c := range commands() {
		fmt.Fprintf(w, "  piece %-8s %s\n", c.name, c.help)
	}
	fmt.Fprintln(w, "\nSettings come from flags, PIECE_… variables and a file (-config); piece config doc lists them.")
}

func serve(ctx context.Context, s streams, args []string) error {
	c, err := LoadConfig(args, s.env)
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
	order, err := modules.Order(append(parts(c.Target), "listen")...)
	if err != nil {
		return err
	}
	begin := time.Now()
	err = lifecycle.Run(ctx, order, h, c.HTTP.Grace+time.Second, log, func() {
		h.health.SetReady(true)
		log.Info("ready", "address", c.HTTP.PublicURL, "listening", c.HTTP.Addr, "target", c.Target, "ms", time.Since(begin).Milliseconds())
		fmt.Fprintf(s.out, "PIECE is ready at %s\n", c.HTTP.PublicURL)
	})
	h.health.SetReady(false)
	return err
}

func versionCommand(_ context.Context, s streams, _ []string) error {
	_, err := fmt.Fprintln(s.out, version())
	return err
}

// version is the version that the Go tool recorded, "dev" in a working copy.
func version() string {
	if i, ok := debug.ReadBuildInfo(); ok && i.Main.Version != "" && i.Main.Version != "(devel)" {
		return i.Main.Version
	}
	return "dev"
}
