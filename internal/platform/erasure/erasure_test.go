package erasure_test

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"slices"
	"strings"
	"testing"
	"time"

	"piece/internal/platform/clock"
	"piece/internal/platform/erasure"
	"piece/internal/platform/sqldb"
	"piece/internal/platform/sqldb/sqldbtest"
)

// list is a list of people who are gone.
type list []erasure.Gone

func (l *list) Gone(_ context.Context, after int64, limit int) ([]erasure.Gone, error) {
	var behind []erasure.Gone
	for _, g := range *l {
		if g.Seq > after && len(behind) < limit {
			behind = append(behind, g)
		}
	}
	return behind, nil
}

type house struct {
	t      *testing.T
	db     *sqldb.DB
	clock  *clock.Fake
	list   list
	purged []string        // "domain person", in order
	broken map[string]bool // the same, of those that fail
	log    strings.Builder
	f      *erasure.Follower
}

func each(t *testing.T, run func(h *house)) {
	sqldbtest.Each(t, func(t *testing.T, db *sqldb.DB) {
		if _, err := sqldb.Migrate(t.Context(), db, erasure.Domain, erasure.Migrations); err != nil {
			t.Fatal(err)
		}
		h := &house{t: t, db: db, clock: clock.NewFake(time.Date(2026, 12, 10, 9, 0, 0, 0, time.UTC)), broken: map[string]bool{}}
		h.restart()
		run(h)
	})
}

// restart is what a process that was killed does: it knows what the database knows.
func (h *house) restart() {
	purger := func(name string) erasure.Purger {
		return erasure.Purger{Name: name, Purge: func(_ context.Context, person string) error {
			if h.broken[name+" "+person] {
				return errors.New("can't now")
			}
			h.purged = append(h.purged, name+" "+person)
			return nil
		}}
	}
	h.f = &erasure.Follower{
		DB: h.db, List: &h.list, Purgers: []erasure.Purger{purger("piece"), purger("media")}, Clock: h.clock,
		Log: slog.New(slog.NewTextHandler(&h.log, nil)),
	}
}

func (h *house) goes(people ...string) {
	for _, p := range people {
		h.list = append(h.list, erasure.Gone{Seq: h.next(), PersonID: p, At: h.clock.Now()})
	}
}

func (h *house) next() int64 {
	if len(h.list) == 0 {
		return 1
	}
	return h.list[len(h.list)-1].Seq + 1
}

// follows follows the list once and compares who was purged.
func (h *house) follows(fails bool, want ...string) {
	h.t.Helper()
	h.purged = nil
	if err := h.f.Follow(h.t.Context()); (err != nil) != fails {
		h.t.Errorf("following gave %v", err)
	}
	if !slices.Equal(h.purged, want) {
		h.t.Errorf("purged %q, want %q", h.purged, want)
	}
}

func TestD11_EverybodyIsPurgedAtOnceAndWhenTokensAreOver(t *testing.T) {
	each(t, func(h *house) {
		h.follows(false)
		h.goes("a", "b")
		h.follows(false, "piece a", "media a", "piece b", "media b")
		h.follows(false)
		h.clock.Advance(erasure.Settle - time.Second)
		h.goes("c")
		h.follows(false, "piece c", "media c")
		h.clock.Advance(time.Second)
		h.follows(false, "piece a", "media a", "piece b", "media b")
		h.follows(false)
		h.clock.Advance(erasure.Settle)
		h.follows(false, "piece c", "media c")
		h.restart()
		h.follows(false)
	})
}

func TestD11_APurgeThatWasCutShortIsRepeated(t *testing.T) {
	each(t, func(h *house) {
		h.goes("a")
		h.follows(false, "piece a", "media a")
		h.restart() // nothing was for good
		h.follows(false, "piece a", "media a")
		h.clock.Advance(erasure.Settle)
		h.broken["media a"] = true
		h.follows(true, "piece a")
		h.restart()
		h.broken = map[string]bool{}
		h.follows(false, "media a") // what was for good stays so
	})
}

func TestAPurgeThatFailsHoldsUpNobody(t *testing.T) {
	each(t, func(h *house) {
		h.broken["piece a"] = true
		h.goes("a", "b")
		h.clock.Advance(erasure.Settle)
		h.follows(true, "media a", "piece b", "media b")
		h.follows(true)
		h.broken = map[string]bool{}
		h.follows(false, "piece a")
		h.restart()
		h.follows(false)
	})
}

func TestTheListMayHaveBegunLongBefore(t *testing.T) {
	each(t, func(h *house) {
		h.list = list{{Seq: 57, PersonID: "a", At: h.clock.Now().Add(-2 * erasure.Settle)}}
		h.broken["piece a"] = true
		h.goes("b")
		h.clock.Advance(erasure.Settle)
		h.follows(true, "media a", "piece b", "media b")
		h.broken = map[string]bool{}
		h.follows(false, "piece a")
		h.restart()
		h.follows(false)
		if h.log.Len() > 0 {
			t.Errorf("logged: %s", &h.log)
		}
		// Whoever looks away for as long as the list keeps people is told so, and goes on.
		h.list = list{{Seq: 61, PersonID: "e", At: h.clock.Now()}}
		h.follows(false, "piece e", "media e")
		for _, domain := range []string{"piece", "media"} {
			if want := fmt.Sprintf("domain=%s people=2", domain); !strings.Contains(h.log.String(), want) {
				t.Errorf("%q is not in the log: %s", want, &h.log)
			}
		}
	})
}

func TestManyAreReadInTurns(t *testing.T) {
	each(t, func(h *house) {
		var want []string
		for i := range 450 {
			p := fmt.Sprint("p", i)
			h.goes(p)
			want = append(want, "piece "+p, "media "+p)
		}
		h.clock.Advance(erasure.Settle)
		h.follows(false, want...)
		h.restart()
		h.follows(false)
	})
}
