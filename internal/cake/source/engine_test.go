package source_test

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"maps"
	"slices"
	"strconv"
	"sync"
	"testing"
	"time"

	"piece/internal/cake"
	"piece/internal/cake/cakesql"
	"piece/internal/cake/source"
	"piece/internal/cake/source/sourcesql"
	"piece/internal/platform/clock"
	"piece/internal/platform/page"
	"piece/internal/platform/sqldb"
	"piece/internal/platform/sqldb/sqldbtest"
)

var t0 = time.Date(2026, 8, 3, 10, 0, 0, 0, time.UTC)

const every = 6 * time.Hour

// house is a catalogue with the engine over it.
type house struct {
	t     *testing.T
	db    *sqldb.DB
	clock *clock.Fake
	cakes *cakesql.Store
	store *sourcesql.Store
}

func open(t *testing.T, db *sqldb.DB) *house {
	t.Helper()
	if _, err := sqldb.Migrate(t.Context(), db, cakesql.Domain, cakesql.Migrations); err != nil {
		t.Fatal(err)
	}
	return &house{t: t, db: db, clock: clock.NewFake(t0), cakes: cakesql.New(db), store: sourcesql.New(db)}
}

func each(t *testing.T, test func(h *house)) {
	sqldbtest.Each(t, func(t *testing.T, db *sqldb.DB) { test(open(t, db)) })
}

// engine is that of one more node.
func (h *house) engine() *source.Engine {
	return source.New(source.Deps{Store: h.store, Catalogue: h.cakes, Every: every, Clock: h.clock, Log: slog.New(slog.NewTextHandler(io.Discard, nil))})
}

func (h *house) run(e *source.Engine, s source.Source) source.Report {
	h.t.Helper()
	r, ran, err := e.RunDue(h.t.Context(), s)
	if err != nil || !ran {
		h.t.Fatalf("ran %v, %v", ran, err)
	}
	return r
}

func (h *house) state(name cake.Source) source.State {
	h.t.Helper()
	s, err := h.store.State(h.t.Context(), name)
	if err != nil {
		h.t.Fatal(err)
	}
	return s
}

// catalogue gives what is stored of every cake, but for what every catalogue has of its own.
func (h *house) catalogue() []string {
	h.t.Helper()
	var all []string
	for r := (page.Request{Limit: page.MaxLimit}); ; {
		p, err := h.cakes.Page(h.t.Context(), cake.Filter{List: cake.Hot, Today: cake.Today(h.clock.Now())}, r)
		if err != nil {
			h.t.Fatal(err)
		}
		for _, listed := range p.Items {
			c, err := h.cakes.Get(h.t.Context(), listed.ID)
			if err != nil {
				h.t.Fatal(err)
			}
			work, err := json.Marshal(c.Work)
			if err != nil {
				h.t.Fatal(err)
			}
			all = append(all, fmt.Sprintf("%v %s", c.Origin, work))
		}
		if r.After = p.Next; len(p.Next) == 0 {
			slices.Sort(all)
			return all
		}
	}
}

// listing is a source of numbered works in pages; the cursor is the page that comes next.
type listing struct {
	name    cake.Source
	works   []cake.Told
	perPage int
	fault   func(page int) error // or nil
}

func (l *listing) Name() cake.Source { return l.name }

func (l *listing) Sync(ctx context.Context, cursor string, to source.Sink) error {
	from, _ := strconv.Atoi(cursor)
	for n, works := range slices.Collect(slices.Chunk(l.works, l.perPage)) {
		if n < from {
			continue
		}
		if l.fault != nil {
			if err := l.fault(n); err != nil {
				return err
			}
		}
		if err := to.Works(ctx, works...); err != nil {
			return err
		}
		if err := to.Save(ctx, strconv.Itoa(n+1)); err != nil {
			return err
		}
	}
	return to.Save(ctx, "")
}

func plays(n int) []cake.Told {
	works := make([]cake.Told, n)
	for i := range works {
		works[i] = cake.Told{Code: fmt.Sprintf("PF%06d", i), Work: cake.Work{
			Kind: "play", Title: fmt.Sprintf("%d번째 밤", i), Opens: cake.Day("2026-05-01").Add(i % 90), Closes: cake.Day("2026-09-01").Add(i % 30),
			Venue: "달빛극장", Area: "seoul", Credits: []cake.Credit{{Role: "cast", Name: "김파도"}, {Role: "director", Name: "한소라"}},
		}}
	}
	return works
}

var errDown = errors.New("the source is down")

func TestD31_ARunThatIsCutEndsInTheSameCatalogue(t *testing.T) {
	each(t, func(h *house) {
		works := plays(230)
		want := func() []string {
			calm := open(h.t, sqldbtest.SQLite(h.t))
			calm.run(calm.engine(), &listing{name: cake.KOPIS, works: works, perPage: 20})
			return calm.catalogue()
		}()
		if len(want) != len(works) {
			h.t.Fatalf("a run without faults made %d cakes of %d", len(want), len(works))
		}

		faults := map[int]int{2: 1, 3: 2, 7: 1} // how often a page fails
		s := &listing{name: cake.KOPIS, works: works, perPage: 20, fault: func(n int) error {
			if faults[n] > 0 {
				faults[n]--
				return errDown
			}
			return nil
		}}
		for range 4 {
			if r := h.run(h.engine(), s); !errors.Is(r.Err, errDown) { // each on a node of its own, as after a restart
				h.t.Fatalf("the run ended with %v", r.Err)
			}
			h.clock.Set(h.state(cake.KOPIS).Due)
		}
		// The process is killed in the middle of a page: the lease ends by itself.
		dying, kill := context.WithCancel(h.t.Context())
		s.fault = func(n int) error {
			if n == 9 {
				kill()
				return dying.Err()
			}
			return nil
		}
		if _, _, err := h.engine().RunDue(dying, s); err != nil {
			h.t.Fatal(err)
		}
		s.fault = nil
		if r := h.run(h.engine(), s); r.Err != nil || r.Seen >= len(works) {
			h.t.Errorf("the last run saw %d works and ended with %v; it should go on with where the others got to", r.Seen, r.Err)
		}
		if got := h.catalogue(); !slices.Equal(got, want) {
			h.t.Errorf("the catalogue differs from one made without faults: %d cakes, want %d", len(got), len(want))
		}
	})
}

func TestD31_ASecondSynchronisationChangesNothing(t *testing.T) {
	each(t, func(h *house) {
		s := &listing{name: cake.KOPIS, works: plays(50), perPage: 20}
		if r := h.run(h.engine(), s); r.Added != 50 || r.Changed+r.Same+r.Failed != 0 {
			h.t.Errorf("the first run: %+v", r)
		}
		stamps := h.stamps()
		h.clock.Advance(every)
		if r := h.run(h.engine(), s); r.Same != 50 || r.Added+r.Changed != 0 {
			h.t.Errorf("the second run: %+v", r)
		}
		if !maps.Equal(h.stamps(), stamps) {
			h.t.Error("the second run touched cakes")
		}
		s.works[7].Venue = "별빛극장"
		h.clock.Advance(every)
		if r := h.run(h.engine(), s); r.Changed != 1 || r.Same != 49 {
			h.t.Errorf("after one change: %+v", r)
		}
	})
}

// stamps tell when each cake was changed last.
func (h *house) stamps() map[string]time.Time {
	h.t.Helper()
	p, err := h.cakes.Page(h.t.Context(), cake.Filter{List: cake.Hot}, page.Request{Limit: page.MaxLimit})
	if err != nil {
		h.t.Fatal(err)
	}
	all := map[string]time.Time{}
	for _, c := range p.Items {
		all[c.ID] = c.UpdatedAt
	}
	return all
}

func TestD31_BrokenWorksAreReportedAndPassedOver(t *testing.T) {
	each(t, func(h *house) {
		works := plays(5)
		works[1].Title = " \x00 "
		works[2].Kind = "opera buffa"
		works[3].Code = ""
		r := h.run(h.engine(), &listing{name: cake.KOPIS, works: works, perPage: 5})
		if r.Err != nil || r.Added != 2 || r.Failed != 3 || len(r.Failures) != 3 || r.Failures[0].Reason == "" {
			h.t.Errorf("%+v", r)
		}
	})
}

// chartist is a source of a single chart.
type chartist struct {
	listing
	chart cake.Chart
}

func (c *chartist) Sync(ctx context.Context, cursor string, to source.Sink) error {
	if err := c.listing.Sync(ctx, cursor, to); err != nil {
		return err
	}
	return to.Chart(ctx, c.chart)
}

func TestD31_BrokenPlacesOfAChartAreLeftOut(t *testing.T) {
	each(t, func(h *house) {
		works := plays(4)
		s := &chartist{listing{name: cake.KOPIS, works: works, perPage: 4}, cake.Chart{Kind: "play", Day: "2026-08-02", Entries: []cake.ChartEntry{
			{Code: works[0].Code, Rank: 1, Before: 1 << 40, Audience: -5, Total: 1 << 60}, {Code: works[1].Code, Rank: 1 << 40},
			{Code: works[2].Code, Rank: -1}, {Code: "a\x00b", Rank: 3}, {Code: "작품", Rank: 4}, {Code: works[3].Code, Rank: 2, Before: 1, Audience: 10, Total: 100},
		}}}
		if r := h.run(h.engine(), s); r.Err != nil || r.Charts != 1 {
			h.t.Fatalf("%+v", r)
		}
		p, err := h.cakes.Page(h.t.Context(), cake.Filter{List: cake.Charts, Kind: "play"}, page.Request{Limit: 10})
		if err != nil {
			h.t.Fatal(err)
		}
		var ranks []cake.Rank
		for _, c := range p.Items {
			ranks = append(ranks, *c.Rank)
		}
		if want := []cake.Rank{{Day: "2026-08-02", Rank: 1}, {Day: "2026-08-02", Rank: 2, Before: 1, Audience: 10, Total: 100}}; !slices.Equal(ranks, want) {
			h.t.Errorf("the places are %+v", ranks)
		}
	})
}

func TestARunThatFailsWaitsLongerEachTime(t *testing.T) {
	h := open(t, sqldbtest.SQLite(t))
	e := h.engine()
	s := &listing{name: cake.TMDB, works: plays(1), perPage: 1, fault: func(int) error { return errDown }}
	most := time.Minute
	for range 12 {
		h.run(e, s)
		wait := h.state(cake.TMDB).Due.Sub(h.clock.Now())
		if wait < most/2 || wait > most {
			t.Errorf("it waits for %v, want %v to %v", wait, most/2, most)
		}
		if _, ran, _ := e.RunDue(t.Context(), s); ran {
			t.Error("it ran before it was due")
		}
		h.clock.Advance(wait)
		most = min(2*most, every)
	}
	s.fault = nil
	h.run(e, s)
	if state := h.state(cake.TMDB); state.Failures != 0 || state.Due != h.clock.Now().Add(every) {
		t.Errorf("after a run that went well: %+v", state)
	}
}

// What ends every run, but another thing each time, holds a source up for minutes, not for days.
func TestD31_ARunThatGetsOnIsTriedAgainSoon(t *testing.T) {
	h := open(t, sqldbtest.SQLite(t))
	e, tries := h.engine(), map[int]int{}
	s := &listing{name: cake.KOPIS, works: plays(20), perPage: 1, fault: func(page int) error {
		if tries[page]++; tries[page] < 3 { // as often as one broken work ends a run
			return errDown
		}
		return nil
	}}
	for runs := 1; h.run(e, s).Err != nil; runs++ {
		wait := h.state(cake.KOPIS).Due.Sub(h.clock.Now())
		if wait > 2*time.Minute || runs > 60 {
			t.Fatalf("after run %d it waits for %v", runs, wait)
		}
		h.clock.Advance(wait)
	}
	if n := len(h.catalogue()); n != 20 {
		t.Errorf("%d of 20 works are there", n)
	}
}

// rounds is a source that goes through everything in every run, and then fails.
type rounds struct{ listing }

func (r *rounds) Sync(ctx context.Context, cursor string, to source.Sink) error {
	return errors.Join(r.listing.Sync(ctx, cursor, to), errDown)
}

func TestARunThatEndsWhereItBeganWaitsLongerEachTime(t *testing.T) {
	h := open(t, sqldbtest.SQLite(t))
	e, s := h.engine(), &rounds{listing{name: cake.KOPIS, works: plays(4), perPage: 1}}
	for n := range 12 {
		h.run(e, s)
		if state := h.state(cake.KOPIS); state.Failures != n+1 {
			t.Fatalf("after run %d: %+v", n+1, state)
		}
		h.clock.Advance(every)
	}
}

func TestASourceThatPanicsIsAFailure(t *testing.T) {
	h := open(t, sqldbtest.SQLite(t))
	r := h.run(h.engine(), &listing{name: cake.TMDB, works: plays(1), perPage: 1, fault: func(int) error { panic("a defect") }})
	if r.Err == nil || h.state(cake.TMDB).Failures != 1 {
		t.Errorf("%+v", r)
	}
}

func TestOneNodeRunsASourceAtATime(t *testing.T) {
	each(t, func(h *house) {
		begun, end := make(chan struct{}), make(chan struct{})
		s := &listing{name: cake.KOPIS, works: plays(3), perPage: 3, fault: func(int) error { close(begun); <-end; return nil }}
		var all sync.WaitGroup
		all.Go(func() { h.run(h.engine(), s) })
		<-begun
		if _, ran, err := h.engine().RunDue(h.t.Context(), s); ran || err != nil {
			h.t.Errorf("another node ran it too: %v, %v", ran, err)
		}
		close(end)
		all.Wait()
		if n := len(h.catalogue()); n != 3 {
			h.t.Errorf("%d cakes", n)
		}
	})
}

func TestATryStoresNothing(t *testing.T) {
	each(t, func(h *house) {
		s := &listing{name: cake.KOPIS, works: plays(30), perPage: 10}
		r, err := h.engine().Try(h.t.Context(), s)
		if err != nil || r.Err != nil || r.Seen != 30 || r.Added != 30 {
			h.t.Errorf("%+v, %v", r, err)
		}
		if n := len(h.catalogue()); n != 0 {
			h.t.Errorf("a try made %d cakes", n)
		}
		if state := h.state(cake.KOPIS); state != (source.State{}) {
			h.t.Errorf("a try left %+v", state)
		}
		if r := h.run(h.engine(), s); r.Added != 30 {
			h.t.Errorf("the run after it: %+v", r)
		}
	})
}
