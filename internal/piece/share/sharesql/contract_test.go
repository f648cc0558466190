package sharesql_test

import (
	"embed"
	"errors"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"piece/internal/piece"
	"piece/internal/piece/piecesql"
	"piece/internal/piece/share"
	"piece/internal/piece/share/sharesql"
	"piece/internal/platform/clock"
	"piece/internal/platform/errs"
	"piece/internal/platform/id"
	"piece/internal/platform/objectbin"
	"piece/internal/platform/page"
	"piece/internal/platform/sqldb"
	"piece/internal/platform/sqldb/sqldbtest"
)

type home struct {
	*sharesql.Store
	pieces *piecesql.Store
}

var now = time.Date(2026, 8, 3, 12, 0, 0, 123456000, time.UTC)

func each(t *testing.T, run func(t *testing.T, h *home)) {
	sqldbtest.Each(t, func(t *testing.T, db *sqldb.DB) {
		for domain, files := range map[string]embed.FS{objectbin.Domain: objectbin.Migrations, piecesql.Domain: piecesql.Migrations} {
			if _, err := sqldb.Migrate(t.Context(), db, domain, files); err != nil {
				t.Fatal(err)
			}
		}
		c := clock.NewFake(now)
		run(t, &home{sharesql.New(db), piecesql.New(db, objectbin.New(db, c), c)})
	})
}

// ids of tests sort in the order in which they were made.
var ticks atomic.Int64

type ticking struct{}

func (ticking) Now() time.Time { return time.UnixMilli(1_785_000_000_000 + ticks.Add(1)) }

func newID() string { return id.New(ticking{}) }

// piece stores a piece of an owner.
func (h *home) piece(t *testing.T, owner string) string {
	t.Helper()
	n, err := h.pieces.NextNumber(t.Context(), owner, 2026)
	if err != nil {
		t.Fatal(err)
	}
	p := &piece.Piece{
		Draft: piece.Draft{
			Facts:   piece.Facts{Kind: "movie", Title: "파도", Day: "2026-08-03"},
			PhotoID: newID(), HalfStars: 9, Review: "또", Visibility: piece.Private, Shape: "stub", Paper: "night", ArtworkID: newID(),
		},
		ID: newID(), OwnerID: owner, Number: n, Color: "#6b4f3a", Language: "ko", Revision: 1, Version: 1, CreatedAt: now, UpdatedAt: now,
	}
	if err := h.pieces.Intend(t.Context(), p); err != nil {
		t.Fatal(err)
	}
	if err := h.pieces.Create(t.Context(), p, piece.Creation{Owner: owner, Key: p.ID, PieceID: p.ID, At: now}, now.Add(-time.Hour)); err != nil {
		t.Fatal(err)
	}
	return p.ID
}

// token is one that no other link has.
func token() string { return strings.Repeat("-", 24-18) + newID()[8:] }

func link(owner, pieceID string, end time.Time) share.Link {
	return share.Link{ID: newID(), PieceID: pieceID, OwnerID: owner, Token: token(), CreatedAt: now, EndsAt: end}
}

func (h *home) add(t *testing.T, l share.Link) share.Link {
	t.Helper()
	if err := h.AddLink(t.Context(), l, now, share.MaxLivingLinks); err != nil {
		t.Fatal(err)
	}
	return l
}

func TestALinkComesBackAsItWas(t *testing.T) {
	each(t, func(t *testing.T, h *home) {
		owner := newID()
		p := h.piece(t, owner)
		for _, want := range []share.Link{h.add(t, link(owner, p, time.Time{})), h.add(t, link(owner, p, now.Add(time.Hour)))} {
			got, err := h.LinkByToken(t.Context(), want.Token)
			if err != nil || got != want {
				t.Errorf("got %+v, want %+v, %v", got, want, err)
			}
			if _, err := h.LinkByToken(t.Context(), strings.ToUpper(want.Token)); !errors.Is(err, errs.NotFound) {
				t.Errorf("case makes no difference: %v", err)
			}
		}
		if _, err := h.LinkByToken(t.Context(), token()); !errors.Is(err, errs.NotFound) {
			t.Errorf("no link: %v", err)
		}
		if err := h.AddLink(t.Context(), link(newID(), p, time.Time{}), now, 20); !errors.Is(err, errs.NotFound) {
			t.Errorf("a link to somebody else's piece: %v", err)
		}
		if err := h.AddLink(t.Context(), link(owner, newID(), time.Time{}), now, 20); !errors.Is(err, errs.NotFound) {
			t.Errorf("a link to no piece: %v", err)
		}
	})
}

func TestOnlyLivingLinksAreLimited(t *testing.T) {
	each(t, func(t *testing.T, h *home) {
		owner := newID()
		p, other := h.piece(t, owner), h.piece(t, owner)
		h.add(t, link(owner, p, now))                // has ended at this instant
		h.add(t, link(owner, p, now.Add(time.Hour))) // lives
		last := h.add(t, link(owner, other, time.Time{}))
		var wg sync.WaitGroup
		var made, refused atomic.Int64
		for range 8 {
			wg.Go(func() {
				switch err := h.AddLink(t.Context(), link(owner, p, time.Time{}), now, 5); {
				case err == nil:
					made.Add(1)
				case errors.Is(err, share.ErrTooManyLinks):
					refused.Add(1)
				default:
					t.Error(err)
				}
			})
		}
		wg.Wait()
		if made.Load() != 4 || refused.Load() != 4 {
			t.Errorf("%d made, %d refused", made.Load(), refused.Load())
		}
		if err := h.RemoveLink(t.Context(), owner, last.ID); err != nil {
			t.Error(err)
		}
	})
}

func TestLinksAreListedTheLatestFirstByPages(t *testing.T) {
	each(t, func(t *testing.T, h *home) {
		owner, other := newID(), newID()
		first, second := h.piece(t, owner), h.piece(t, owner)
		var want []string
		for i := range 7 {
			p := first
			if i%3 == 0 {
				p = second
			}
			want = append([]string{h.add(t, link(owner, p, now.Add(time.Duration(i-3)*time.Hour))).ID}, want...)
		}
		h.add(t, link(other, h.piece(t, other), time.Time{}))
		var got []string
		for after := (page.Cursor)(nil); ; {
			p, err := h.Links(t.Context(), owner, "", page.Request{After: after, Limit: 3})
			if err != nil {
				t.Fatal(err)
			}
			for _, l := range p.Items {
				got = append(got, l.ID)
			}
			if after = p.Next; after == nil {
				break
			}
		}
		if strings.Join(got, " ") != strings.Join(want, " ") {
			t.Errorf("got %v, want %v", got, want)
		}
		if p, err := h.Links(t.Context(), owner, second, page.Request{Limit: 60}); err != nil || len(p.Items) != 3 {
			t.Errorf("of one piece: %d, %v", len(p.Items), err)
		}
		if p, err := h.Links(t.Context(), other, second, page.Request{Limit: 60}); err != nil || len(p.Items) != 0 {
			t.Errorf("of somebody else's piece: %d, %v", len(p.Items), err)
		}
	})
}

func TestD24_ARevokedLinkAndThoseOfADeletedPieceAreGone(t *testing.T) {
	each(t, func(t *testing.T, h *home) {
		owner := newID()
		p := h.piece(t, owner)
		revoked, kept := h.add(t, link(owner, p, time.Time{})), h.add(t, link(owner, p, time.Time{}))
		if err := h.RemoveLink(t.Context(), newID(), revoked.ID); !errors.Is(err, errs.NotFound) {
			t.Errorf("somebody else revokes: %v", err)
		}
		if err := h.RemoveLink(t.Context(), owner, revoked.ID); err != nil {
			t.Fatal(err)
		}
		if err := h.RemoveLink(t.Context(), owner, revoked.ID); !errors.Is(err, errs.NotFound) {
			t.Errorf("revoked again: %v", err)
		}
		if _, err := h.LinkByToken(t.Context(), revoked.Token); !errors.Is(err, errs.NotFound) {
			t.Errorf("a revoked link: %v", err)
		}
		if _, err := h.LinkByToken(t.Context(), kept.Token); err != nil {
			t.Errorf("the other link: %v", err)
		}
		if _, err := h.pieces.Delete(t.Context(), owner, p); err != nil {
			t.Fatal(err)
		}
		if _, err := h.LinkByToken(t.Context(), kept.Token); !errors.Is(err, errs.NotFound) {
			t.Errorf("a link to a deleted piece: %v", err)
		}
	})
}

func TestAPersonHasOneFeedAtMost(t *testing.T) {
	each(t, func(t *testing.T, h *home) {
		owner := newID()
		if _, err := h.FeedOf(t.Context(), owner); !errors.Is(err, errs.NotFound) {
			t.Errorf("no feed: %v", err)
		}
		if err := h.RemoveFeed(t.Context(), owner); err != nil {
			t.Errorf("removing none: %v", err)
		}
		before := share.Feed{OwnerID: owner, Secret: token(), TimeZone: "Asia/Seoul", CreatedAt: now}
		after := share.Feed{OwnerID: owner, Secret: token(), TimeZone: "Europe/Lisbon", CreatedAt: now.Add(time.Hour)}
		for _, f := range []share.Feed{before, after} {
			if err := h.SetFeed(t.Context(), f); err != nil {
				t.Fatal(err)
			}
			if got, err := h.FeedOf(t.Context(), owner); err != nil || got != f {
				t.Errorf("got %+v, want %+v, %v", got, f, err)
			}
			if got, err := h.FeedBySecret(t.Context(), f.Secret); err != nil || got != f {
				t.Errorf("got %+v, want %+v, %v", got, f, err)
			}
		}
		if _, err := h.FeedBySecret(t.Context(), before.Secret); !errors.Is(err, errs.NotFound) {
			t.Errorf("the secret before: %v", err)
		}
		if err := h.RemoveFeed(t.Context(), owner); err != nil {
			t.Fatal(err)
		}
		if _, err := h.FeedBySecret(t.Context(), after.Secret); !errors.Is(err, errs.NotFound) {
			t.Errorf("a removed secret: %v", err)
		}
		var wg sync.WaitGroup
		for range 6 {
			wg.Go(func() {
				if err := h.SetFeed(t.Context(), share.Feed{OwnerID: owner, Secret: token(), TimeZone: "UTC", CreatedAt: now}); err != nil {
					t.Error(err)
				}
			})
		}
		wg.Wait()
	})
}
