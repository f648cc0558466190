package mediasql_test

import (
	"context"
	"errors"
	"log/slog"
	"slices"
	"sync"
	"testing"
	"time"

	"piece/internal/media"
	"piece/internal/media/mediasql"
	"piece/internal/platform/clock"
	"piece/internal/platform/errs"
	"piece/internal/platform/id"
	"piece/internal/platform/objectbin"
	"piece/internal/platform/sqldb"
	"piece/internal/platform/sqldb/sqldbtest"
)

var _ media.Store = (*mediasql.Store)(nil)

type house struct {
	*mediasql.Store
	clock   *clock.Fake
	bin     objectbin.Runner
	deleted []string // by the bin
}

func (h *house) Delete(_ context.Context, key string) error {
	h.deleted = append(h.deleted, key)
	return nil
}

func each(t *testing.T, run func(t *testing.T, h *house)) {
	sqldbtest.Each(t, func(t *testing.T, db *sqldb.DB) {
		if _, err := sqldb.Migrate(t.Context(), db, objectbin.Domain, objectbin.Migrations); err != nil {
			t.Fatal(err)
		}
		if _, err := sqldb.Migrate(t.Context(), db, mediasql.Domain, mediasql.Migrations); err != nil {
			t.Fatal(err)
		}
		c := clock.NewFake(time.Date(2026, 8, 3, 12, 0, 0, 0, time.UTC))
		bin := objectbin.New(db, c)
		h := &house{Store: mediasql.New(db, bin, c), clock: c}
		h.bin = objectbin.Runner{Bin: bin, Objects: h, Log: slog.New(slog.DiscardHandler)}
		run(t, h)
	})
}

// emptied runs the bin and gives what it deleted, in order.
func (h *house) emptied(t *testing.T) []string {
	t.Helper()
	h.deleted = nil
	if _, err := h.bin.Empty(t.Context()); err != nil {
		t.Fatal(err)
	}
	slices.Sort(h.deleted)
	return h.deleted
}

func (h *house) grant(t *testing.T) media.Record {
	t.Helper()
	r := media.Record{
		Photo: media.Photo{ID: id.New(h.clock), OwnerID: id.New(h.clock)}, State: media.Granted,
		GrantedType: "image/png", GrantedSize: 1234, GrantEnds: h.clock.Now().Add(10 * time.Minute), CreatedAt: h.clock.Now(),
	}
	must(t, h.AddUpload(t.Context(), r))
	return r
}

// photo gives a verified photo and its record before.
func (h *house) photo(t *testing.T) media.Record {
	t.Helper()
	r := h.grant(t)
	_, err := h.Prepare(t.Context(), r.OwnerID, r.ID, h.clock.Now())
	must(t, err)
	p := r.Photo
	p.Width, p.Height, p.Color = 1600, 2400, "#aabbcc"
	r.Photo, err = h.Verify(t.Context(), p)
	must(t, err)
	return r
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func want(t *testing.T, got error, target *errs.Error) {
	t.Helper()
	if !errors.Is(got, target) {
		t.Fatalf("got %v, want %v", got, target)
	}
}

func TestAnUploadIsFoundByItsOwnerOnly(t *testing.T) {
	each(t, func(t *testing.T, h *house) {
		r := h.grant(t)
		got, err := h.Find(t.Context(), r.OwnerID, r.ID)
		must(t, err)
		if got != r {
			t.Errorf("found %+v, want %+v", got, r)
		}
		_, err = h.Find(t.Context(), id.New(h.clock), r.ID)
		want(t, err, errs.NotFound)
		_, err = h.Prepare(t.Context(), id.New(h.clock), r.ID, h.clock.Now())
		want(t, err, errs.NotFound)
	})
}

func TestTheRawObjectGoesWhenItsGrantEnded(t *testing.T) {
	each(t, func(t *testing.T, h *house) {
		r := h.photo(t)
		if got := h.emptied(t); len(got) != 0 {
			t.Errorf("deleted %v while the grant lasts", got)
		}
		h.clock.Set(r.RawUntil())
		if got := h.emptied(t); !slices.Equal(got, []string{r.RawKey()}) {
			t.Errorf("deleted %v", got)
		}
		h.clock.Advance(30 * 24 * time.Hour)
		if got := h.emptied(t); len(got) != 0 {
			t.Errorf("later deleted %v, the photo's object belongs to a row", got)
		}
	})
}

func TestVerifyingTwiceAtOnceMakesOnePhoto(t *testing.T) {
	each(t, func(t *testing.T, h *house) {
		r := h.grant(t)
		var group sync.WaitGroup
		for i := range 4 {
			group.Go(func() {
				got, err := h.Prepare(t.Context(), r.OwnerID, r.ID, h.clock.Now())
				if err != nil {
					t.Error(err)
				}
				if got.State == media.Verified {
					return
				}
				p := r.Photo
				p.Width, p.Height, p.Color = 100+i, 200, "#000000"
				if _, err := h.Verify(t.Context(), p); err != nil {
					t.Error(err)
				}
			})
		}
		group.Wait()
		h.clock.Advance(48 * time.Hour)
		if got := h.emptied(t); !slices.Equal(got, []string{r.RawKey()}) {
			t.Errorf("deleted %v", got)
		}
	})
}

func TestAPhotoWhoseObjectWasThrownAwayIsNotVerified(t *testing.T) {
	each(t, func(t *testing.T, h *house) {
		r := h.grant(t)
		_, err := h.Prepare(t.Context(), r.OwnerID, r.ID, h.clock.Now())
		must(t, err)
		h.clock.Advance(time.Hour)
		h.emptied(t)
		_, err = h.Verify(t.Context(), r.Photo)
		want(t, err, errs.Unavailable)
		got, err := h.Find(t.Context(), r.OwnerID, r.ID)
		must(t, err)
		if got.State != media.Granted {
			t.Errorf("state is %s", got.State)
		}
	})
}

func TestARejectedUploadIsGone(t *testing.T) {
	each(t, func(t *testing.T, h *house) {
		r := h.grant(t)
		must(t, h.Reject(t.Context(), r))
		_, err := h.Find(t.Context(), r.OwnerID, r.ID)
		want(t, err, errs.NotFound)
		want(t, h.Reject(t.Context(), r), errs.NotFound)
		photo := h.photo(t)
		want(t, h.Reject(t.Context(), photo), errs.NotFound)
	})
}

func TestClaims(t *testing.T) {
	each(t, func(t *testing.T, h *house) {
		r := h.photo(t)
		want(t, h.Claim(t.Context(), id.New(h.clock), r.ID, h.clock.Now()), errs.NotFound)
		must(t, h.Claim(t.Context(), r.OwnerID, r.ID, h.clock.Now()))
		must(t, h.Claim(t.Context(), r.OwnerID, r.ID, h.clock.Now()))
		want(t, h.Drop(t.Context(), r.OwnerID, r.ID, time.Time{}), media.ErrInUse)

		claimed, err := h.Find(t.Context(), r.OwnerID, r.ID)
		must(t, err)
		h.clock.Advance(time.Second)
		must(t, h.Claim(t.Context(), r.OwnerID, r.ID, h.clock.Now()))
		want(t, h.Drop(t.Context(), r.OwnerID, r.ID, claimed.ClaimedAt), media.ErrInUse)
		must(t, h.Drop(t.Context(), r.OwnerID, r.ID, h.clock.Now()))
		want(t, h.Drop(t.Context(), r.OwnerID, r.ID, h.clock.Now()), errs.NotFound)
		want(t, h.Claim(t.Context(), r.OwnerID, r.ID, h.clock.Now()), errs.NotFound)
		_, err = h.Find(t.Context(), r.OwnerID, r.ID)
		want(t, err, errs.NotFound)

		granted := h.grant(t)
		want(t, h.Claim(t.Context(), granted.OwnerID, granted.ID, h.clock.Now()), errs.NotFound)
	})
}

func TestClaimsAreRenewedUnlessTheyChanged(t *testing.T) {
	each(t, func(t *testing.T, h *house) {
		a, b := h.photo(t), h.photo(t)
		h.photo(t) // claimed by nobody
		must(t, h.Claim(t.Context(), a.OwnerID, a.ID, h.clock.Now()))
		h.clock.Advance(time.Minute)
		must(t, h.Claim(t.Context(), b.OwnerID, b.ID, h.clock.Now()))
		claims := func() []media.Record {
			list, err := h.Claimed(t.Context(), h.clock.Now().Add(time.Second), 10)
			must(t, err)
			return list
		}
		first := claims()
		if len(first) != 2 || first[0].ID != a.ID || first[1].ID != b.ID {
			t.Fatalf("claimed: %+v", first)
		}
		h.clock.Advance(time.Hour)
		must(t, h.Renew(t.Context(), first[0], h.clock.Now(), true))
		must(t, h.Renew(t.Context(), first[0], h.clock.Now(), false)) // out of date
		must(t, h.Renew(t.Context(), first[1], h.clock.Now(), false))
		if now := claims(); len(now) != 1 || now[0].ID != a.ID || !now[0].ClaimedAt.Equal(h.clock.Now()) {
			t.Errorf("claimed: %+v", now)
		}
	})
}

func TestD18_RemovingAPhotoThrowsItsObjectAway(t *testing.T) {
	each(t, func(t *testing.T, h *house) {
		r := h.photo(t)
		must(t, h.Remove(t.Context(), r.Photo)) // not dropped: nothing
		_, err := h.Find(t.Context(), r.OwnerID, r.ID)
		must(t, err)
		must(t, h.Drop(t.Context(), r.OwnerID, r.ID, time.Time{}))
		must(t, h.Remove(t.Context(), r.Photo))
		must(t, h.Remove(t.Context(), r.Photo))
		if got := h.emptied(t); !slices.Equal(got, []string{r.SmallKey(), r.Key()}) {
			t.Errorf("deleted %v", got)
		}
	})
}

func TestPhotosAreFoundTogether(t *testing.T) {
	each(t, func(t *testing.T, h *house) {
		a, b, granted, dropped := h.photo(t), h.photo(t), h.grant(t), h.photo(t)
		must(t, h.Drop(t.Context(), dropped.OwnerID, dropped.ID, time.Time{}))
		found, err := h.FindAll(t.Context(), a.OwnerID, []string{a.ID, b.ID, granted.ID, dropped.ID, id.New(h.clock)})
		must(t, err)
		if len(found) != 1 || found[0].ID != a.ID || found[0].Width != 1600 || found[0].Height != 2400 || found[0].Color != "#aabbcc" {
			t.Errorf("found %+v", found)
		}
		for _, r := range []media.Record{granted, dropped} {
			if found, err := h.FindAll(t.Context(), r.OwnerID, []string{r.ID}); len(found) != 0 || err != nil {
				t.Errorf("found a photo that is none: %+v, %v", found, err)
			}
		}
	})
}

func TestWhatTheSweepLooksFor(t *testing.T) {
	each(t, func(t *testing.T, h *house) {
		old := h.grant(t)
		unused, claimed, dropped := h.photo(t), h.photo(t), h.photo(t)
		must(t, h.Claim(t.Context(), claimed.OwnerID, claimed.ID, h.clock.Now()))
		must(t, h.Drop(t.Context(), dropped.OwnerID, dropped.ID, time.Time{}))
		h.clock.Advance(time.Hour)
		h.grant(t)
		h.photo(t)

		before := h.clock.Now().Add(-time.Minute)
		for name, c := range map[string]struct {
			list func() ([]media.Record, error)
			id   string
		}{
			"abandoned": {func() ([]media.Record, error) { return h.Abandoned(t.Context(), before, 10) }, old.ID},
			"unused":    {func() ([]media.Record, error) { return h.Unused(t.Context(), before, 10) }, unused.ID},
			"dropped":   {func() ([]media.Record, error) { return h.DroppedOnes(t.Context(), 10) }, dropped.ID},
		} {
			got, err := c.list()
			must(t, err)
			if len(got) != 1 || got[0].ID != c.id {
				t.Errorf("%s: %+v", name, got)
			}
		}
	})
}

func TestD11_APersonIsPurgedInSteps(t *testing.T) {
	each(t, func(t *testing.T, h *house) {
		owner, other := id.New(h.clock), h.photo(t)
		mine := func(r media.Record) media.Record {
			r.OwnerID, r.ID = owner, id.New(h.clock)
			must(t, h.AddUpload(t.Context(), r))
			return r
		}
		var want []string
		for range 3 {
			r := mine(h.grant(t))
			_, err := h.Prepare(t.Context(), owner, r.ID, h.clock.Now())
			must(t, err)
			_, err = h.Verify(t.Context(), r.Photo)
			must(t, err)
			must(t, h.Claim(t.Context(), owner, r.ID, h.clock.Now())) // also what is in use
			want = append(want, r.Keys()...)
		}
		granted := mine(h.grant(t))
		for step, n := range []int{3, 1, 0} {
			if got, err := h.Purge(t.Context(), owner, 3); err != nil || got != n {
				t.Errorf("step %d: %d, %v", step, got, err)
			}
		}
		if got := h.emptied(t); len(got) != len(want) {
			t.Errorf("deleted %v, want %v", got, want)
		}
		h.clock.Set(granted.RawUntil()) // until then something may be sent
		if got := h.emptied(t); !slices.Contains(got, granted.RawKey()) {
			t.Errorf("what was granted stays: %v", got)
		}
		_, err := h.Find(t.Context(), other.OwnerID, other.ID)
		must(t, err)
	})
}
