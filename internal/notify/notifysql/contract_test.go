package notifysql_test

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"piece/internal/notify"
	"piece/internal/notify/notifysql"
	"piece/internal/platform/auth"
	"piece/internal/platform/clock"
	"piece/internal/platform/errs"
	"piece/internal/platform/id"
	"piece/internal/platform/sqldb"
	"piece/internal/platform/sqldb/sqldbtest"
)

var now = time.Date(2026, 11, 26, 12, 0, 0, 123456000, time.UTC)

func each(t *testing.T, run func(t *testing.T, s *notifysql.Store)) {
	sqldbtest.Each(t, func(t *testing.T, db *sqldb.DB) {
		if _, err := sqldb.Migrate(t.Context(), db, notifysql.Domain, notifysql.Migrations); err != nil {
			t.Fatal(err)
		}
		run(t, notifysql.New(db))
	})
}

func newID() string { return id.New(clock.System{}) }

func device(person, name string, at time.Time) notify.Subscription {
	return notify.Subscription{
		Endpoint: "https://push.example/" + name + strings.Repeat("x", 900), PublicKey: "BC-" + name, Secret: "S_" + name,
		PersonID: person, Session: auth.SessionHash(name), Language: "ko", RenewedAt: at,
	}
}

func put(t *testing.T, s *notifysql.Store, devices ...notify.Subscription) {
	t.Helper()
	for _, d := range devices {
		if err := s.Put(t.Context(), d, notify.MaxDevices); err != nil {
			t.Fatal(err)
		}
	}
}

func of(t *testing.T, s *notifysql.Store, people ...string) []notify.Subscription {
	t.Helper()
	found, err := s.Of(t.Context(), people)
	if err != nil {
		t.Fatal(err)
	}
	return found
}

func TestADeviceComesBackAsItWasAndBelongsToWhoCameLast(t *testing.T) {
	each(t, func(t *testing.T, s *notifysql.Store) {
		a, b := newID(), newID()
		first, second := device(a, "phone", now), device(a, "laptop", now.Add(time.Second))
		put(t, s, first, second)
		if got := of(t, s, a, b); !slices.Equal(got, []notify.Subscription{first, second}) {
			t.Errorf("got %+v", got)
		}
		renewed := first
		renewed.PublicKey, renewed.Secret, renewed.Session, renewed.Language, renewed.RenewedAt = "BC-new", "S_new", auth.SessionHash("later"), "en", now.Add(time.Minute)
		put(t, s, renewed)
		if got := of(t, s, a); !slices.Equal(got, []notify.Subscription{second, renewed}) {
			t.Errorf("renewed: %+v", got)
		}
		taken := renewed
		taken.PersonID, taken.RenewedAt = b, now.Add(time.Hour)
		put(t, s, taken)
		if got := of(t, s, a); !slices.Equal(got, []notify.Subscription{second}) {
			t.Errorf("somebody else's now: %+v", got)
		}
		if got := of(t, s, b); !slices.Equal(got, []notify.Subscription{taken}) {
			t.Errorf("of the other: %+v", got)
		}
		for _, person := range []string{a, b, b} { // a's isn't it, and removing it again is fine
			if err := s.Remove(t.Context(), person, taken.Endpoint); err != nil {
				t.Fatal(err)
			}
		}
		if got := of(t, s, a, b); !slices.Equal(got, []notify.Subscription{second}) {
			t.Errorf("removed: %+v", got)
		}
		if got := of(t, s); len(got) != 0 {
			t.Errorf("of nobody: %+v", got)
		}
	})
}

func TestADeviceThatIsGoneIsDroppedUnlessItCameBack(t *testing.T) {
	each(t, func(t *testing.T, s *notifysql.Store) {
		a := newID()
		read := device(a, "phone", now)
		back := read
		back.RenewedAt = now.Add(time.Second)
		put(t, s, back)
		if err := s.Drop(t.Context(), read); err != nil || len(of(t, s, a)) != 1 {
			t.Errorf("renewed meanwhile: %v, %+v", err, of(t, s, a))
		}
		if err := s.Drop(t.Context(), back); err != nil || len(of(t, s, a)) != 0 {
			t.Errorf("gone: %v, %+v", err, of(t, s, a))
		}
		put(t, s, device(a, "old", now.Add(-time.Hour)), device(a, "new", now))
		if err := s.DropUnused(t.Context(), now); err != nil {
			t.Fatal(err)
		}
		if got := of(t, s, a); len(got) != 1 || got[0].RenewedAt != now {
			t.Errorf("unused: %+v", got)
		}
	})
}

func TestTheDevicesRenewedLongestAgoMakeRoom(t *testing.T) {
	each(t, func(t *testing.T, s *notifysql.Store) {
		a, b := newID(), newID()
		put(t, s, device(b, "of another", now.Add(-time.Hour)))
		var all sync.WaitGroup
		for i := range 30 {
			all.Go(func() { put(t, s, device(a, fmt.Sprint("many", i), now.Add(time.Duration(i)*time.Second))) })
		}
		all.Wait()
		if got := of(t, s, a); len(got) != notify.MaxDevices {
			t.Errorf("%d devices", len(got))
		}
		put(t, s, device(a, "last", now.Add(time.Hour)))
		got := of(t, s, a)
		if len(got) != notify.MaxDevices || got[len(got)-1].RenewedAt != now.Add(time.Hour) {
			t.Errorf("%d devices, the last %v", len(got), got[len(got)-1].RenewedAt)
		}
		if len(of(t, s, b)) != 1 {
			t.Error("another person's device made room")
		}
	})
}

// D06: a session that has ended takes its devices with it, and gets none again.
func TestD06_DevicesEndWithTheirSession(t *testing.T) {
	each(t, func(t *testing.T, s *notifysql.Store) {
		if seq, at, err := s.Followed(t.Context()); err != nil || seq != 0 || !at.IsZero() {
			t.Errorf("in the beginning: %d, %v, %v", seq, at, err)
		}
		a := newID()
		out, in := device(a, "out", now), device(a, "in", now)
		put(t, s, out, in)
		follow := func(seq int64, ended ...string) {
			t.Helper()
			if err := s.Follow(t.Context(), ended, seq, now); err != nil {
				t.Fatal(err)
			}
		}
		follow(7, out.Session, auth.SessionHash("unknown"))
		follow(7, out.Session) // another node
		follow(5)
		if got := of(t, s, a); !slices.Equal(got, []notify.Subscription{in}) {
			t.Errorf("got %+v", got)
		}
		if seq, at, err := s.Followed(t.Context()); err != nil || seq != 7 || !at.Equal(now) {
			t.Errorf("followed up to %d, %v, %v", seq, at, err)
		}
		if err := s.Put(t.Context(), out, notify.MaxDevices); !errors.Is(err, errs.Unauthenticated) {
			t.Errorf("a token of the session lives for some minutes: %v", err)
		}
		if err := s.Forget(t.Context(), now.Add(time.Second)); err != nil {
			t.Fatal(err)
		}
		put(t, s, out)
	})
}
