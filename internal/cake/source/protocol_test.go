package source_test

import (
	"context"
	"net/http"
	"slices"
	"testing"
	"time"

	"piece/internal/cake"
	"piece/internal/cake/kopisclient"
	"piece/internal/cake/source"
	"piece/internal/cake/source/fakehttp"
	"piece/internal/cake/tmdbclient"
	"piece/internal/platform/sqldb/sqldbtest"
)

const key = "0123456789abcdef0123456789abcdef"

// elsewhere is a server that speaks the protocol of a source, and the source over it.
type elsewhere struct {
	server interface {
		http.Handler
		Break(plan func(n int, r *http.Request) fakehttp.Fault)
		Mend()
	}
	asks func(h *house, base string) (source.Source, error)
}

var servers = map[string]func() elsewhere{
	"tmdb": func() elsewhere {
		return elsewhere{&fakehttp.TMDB{Key: key, Films: fakehttp.TMDBFilms(90, t0)}, func(h *house, base string) (source.Source, error) {
			return tmdbclient.New(tmdbclient.Config{
				Key: key, BaseURL: base, Images: "https://image.example/t/p", Clock: h.clock, Client: fakehttp.Client(h.t, base, h.clock, nil),
				Known: func(ctx context.Context, codes []string) (map[string]bool, error) {
					here, err := h.cakes.ByOrigin(ctx, cake.TMDB, codes)
					known := map[string]bool{}
					for code := range here {
						known[code] = true
					}
					return known, err
				},
			})
		}}
	},
	"kopis": func() elsewhere {
		k := &fakehttp.KOPIS{Key: key}
		k.Set(fakehttp.KOPISShows(90, t0))
		return elsewhere{k, func(h *house, base string) (source.Source, error) {
			return kopisclient.New(kopisclient.Config{Key: key, BaseURL: base, Clock: h.clock, Client: fakehttp.Client(h.t, base, h.clock, nil)})
		}}
	},
}

// D31: a source that fails in every documented way, under a process that is killed again and
// again, ends in the catalogue that a calm day would have made.
func TestD31_FaultsAndKillsEndInTheSameCatalogue(t *testing.T) {
	faults := []fakehttp.Fault{
		fakehttp.Status(500), fakehttp.Status(401), fakehttp.Status(429, "Retry-After", "600"), fakehttp.Cut, fakehttp.Halved,
		fakehttp.Says(""), fakehttp.Says("<html><body>busy</body></html>"), fakehttp.Garbled,
	}
	for name, serve := range servers {
		t.Run(name, func(t *testing.T) {
			each(t, func(h *house) {
				calm, rough := serve(), serve()
				want := h.quiet(calm)
				base := fakehttp.Serve(h.t, rough.server)
				failed, killed := 0, 0
				for n := 0; ; n++ {
					s, err := rough.asks(h, base) // as a process has it that was just started
					if err != nil {
						h.t.Fatal(err)
					}
					ctx, kill := context.WithCancel(h.t.Context())
					rough.server.Break(func(i int, _ *http.Request) fakehttp.Fault {
						if n >= 2*len(faults) || i < 8+n {
							return nil
						}
						if n%2 == 1 {
							kill()
						}
						return faults[n/2]
					})
					r, ran, err := h.engine().RunDue(ctx, s)
					cut := ctx.Err() != nil
					kill()
					if err != nil || !ran {
						h.t.Fatalf("run %d: ran %v, %v", n, ran, err)
					}
					if r.Err == nil {
						break
					}
					if failed++; cut {
						killed++
					}
					h.clock.Set(h.state(s.Name()).Due.Add(time.Hour)) // the breaker, too, has closed
					if n == 50 {
						h.t.Fatalf("it never ends: %v", r.Err)
					}
				}
				if killed < 3 || failed-killed < 3 {
					h.t.Errorf("only %d runs failed and %d were killed", failed-killed, killed)
				}
				if got := h.catalogue(); !slices.Equal(got, want) {
					h.t.Errorf("%d cakes, a calm day makes %d", len(got), len(want))
				}
			})
		})
	}
}

// quiet gives the catalogue that a source without faults makes.
func (h *house) quiet(calm elsewhere) []string {
	h.t.Helper()
	other := open(h.t, sqldbtest.SQLite(h.t))
	s, err := calm.asks(other, fakehttp.Serve(h.t, calm.server))
	if err != nil {
		h.t.Fatal(err)
	}
	if r := other.run(other.engine(), s); r.Err != nil || r.Added == 0 {
		h.t.Fatalf("a calm run: %+v", r)
	}
	return other.catalogue()
}
