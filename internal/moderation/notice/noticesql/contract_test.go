package noticesql_test

import (
	"errors"
	"slices"
	"testing"
	"time"

	"piece/internal/moderation/notice"
	"piece/internal/moderation/notice/noticesql"
	"piece/internal/platform/clock"
	"piece/internal/platform/errs"
	"piece/internal/platform/id"
	"piece/internal/platform/page"
	"piece/internal/platform/sqldb"
	"piece/internal/platform/sqldb/sqldbtest"
)

var noon = time.Date(2026, 11, 26, 12, 0, 0, 0, time.UTC)

func each(t *testing.T, run func(t *testing.T, s *noticesql.Store, c *clock.Fake)) {
	sqldbtest.Each(t, func(t *testing.T, db *sqldb.DB) {
		if _, err := sqldb.Migrate(t.Context(), db, noticesql.Domain, noticesql.Migrations); err != nil {
			t.Fatal(err)
		}
		run(t, noticesql.New(db), clock.NewFake(noon))
	})
}

func add(t *testing.T, s *noticesql.Store, c *clock.Fake, d notice.Draft) notice.Notice {
	t.Helper()
	c.Advance(time.Millisecond) // what is made later has a later id
	n := notice.Notice{Draft: d, ID: id.New(c), CreatedAt: noon, UpdatedAt: noon}
	if err := s.Add(t.Context(), n); err != nil {
		t.Fatal(err)
	}
	return n
}

func TestANoticeIsKeptAsItWasWritten(t *testing.T) {
	each(t, func(t *testing.T, s *noticesql.Store, c *clock.Fake) {
		want := add(t, s, c, notice.Draft{Ko: notice.Words{Title: "점검 🛠️", Text: "새벽에\n쉬어 가요. 100% \\ 'ok'"}, From: noon})
		get := func() {
			t.Helper()
			if got, err := s.Get(t.Context(), want.ID); err != nil || got != want {
				t.Errorf("got %+v, %v, want %+v", got, err, want)
			}
		}
		get()
		want.En, want.Until, want.Pinned, want.UpdatedAt = notice.Words{Title: "Maintenance", Text: "At night."}, noon.Add(time.Hour), true, noon.Add(time.Minute)
		if err := s.Replace(t.Context(), want); err != nil {
			t.Fatal(err)
		}
		get()
		if err := s.Remove(t.Context(), want.ID); err != nil {
			t.Fatal(err)
		}
		_, gone := s.Get(t.Context(), want.ID)
		for name, err := range map[string]error{"get": gone, "replace": s.Replace(t.Context(), want), "remove": s.Remove(t.Context(), want.ID)} {
			if !errors.Is(err, errs.NotFound) {
				t.Errorf("%s: %v", name, err)
			}
		}
	})
}

func TestNoticesAreShownInTheirTime(t *testing.T) {
	each(t, func(t *testing.T, s *noticesql.Store, c *clock.Fake) {
		text := notice.Words{Title: "공지", Text: "…"}
		old := add(t, s, c, notice.Draft{Ko: text, From: noon.Add(-time.Hour)})
		pinned := add(t, s, c, notice.Draft{Ko: text, From: noon.Add(-2 * time.Hour), Pinned: true})
		over := add(t, s, c, notice.Draft{Ko: text, From: noon.Add(-time.Hour), Until: noon})
		now := add(t, s, c, notice.Draft{Ko: text, From: noon, Until: noon.Add(time.Microsecond)})
		soon := add(t, s, c, notice.Draft{Ko: text, From: noon.Add(time.Microsecond)})
		ids := func(all []notice.Notice) (ids []string) {
			for _, n := range all {
				ids = append(ids, n.ID)
			}
			return ids
		}
		for _, one := range []struct {
			at    time.Time
			limit int
			want  []string
		}{
			{noon, 10, []string{pinned.ID, now.ID, old.ID}},
			{noon, 2, []string{pinned.ID, now.ID}},
			{noon.Add(time.Microsecond), 10, []string{pinned.ID, soon.ID, old.ID}},
		} {
			if got, err := s.Current(t.Context(), one.at, one.limit); err != nil || !slices.Equal(ids(got), one.want) {
				t.Errorf("at %v: %v, %v, want %v", one.at, ids(got), err, one.want)
			}
		}
		var got []string
		for r := (page.Request{Limit: 2}); ; {
			p, err := s.All(t.Context(), r)
			if err != nil {
				t.Fatal(err)
			}
			got = append(got, ids(p.Items)...)
			if r.After = p.Next; p.Next == nil {
				break
			}
		}
		if want := []string{soon.ID, now.ID, over.ID, pinned.ID, old.ID}; !slices.Equal(got, want) {
			t.Errorf("got %v, want %v", got, want)
		}
	})
}
