package piecesql

import (
	"embed"
	"sync"
	"testing"
	"time"

	"github.com/uptrace/bun"

	"piece/internal/craft/hangul"
	"piece/internal/piece"
	"piece/internal/platform/clock"
	"piece/internal/platform/id"
	"piece/internal/platform/objectbin"
	"piece/internal/platform/page"
	"piece/internal/platform/sqldb"
	"piece/internal/platform/sqldb/suffix"
)

// shelf is a store with pieces that tests put there. Its search reaches so little that
// small tests meet every bound.
type shelf struct {
	*Store
	t  testing.TB
	mu sync.Mutex
	at loadTime
	n  int
}

func newShelf(t testing.TB, db *sqldb.DB) *shelf {
	t.Helper()
	for domain, files := range map[string]embed.FS{objectbin.Domain: objectbin.Migrations, Domain: Migrations} {
		_, err := sqldb.Migrate(t.Context(), db, domain, files)
		must(t, err)
	}
	c := clock.NewFake(time.Date(2026, 8, 3, 12, 0, 0, 0, time.UTC))
	s := New(db, objectbin.New(db, c), c)
	s.reach = reach{index: suffix.Reach{Counted: 2, Rare: 6, Runs: 2}, named: 3, namedFew: 4, examined: 3}
	return &shelf{Store: s, t: t}
}

func (h *shelf) person() string {
	h.mu.Lock()
	defer h.mu.Unlock()
	return id.New(&h.at)
}

// piece gives a piece that is not stored yet.
func (h *shelf) piece(owner string, change func(p *piece.Piece)) *piece.Piece {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.n++
	at := time.UnixMilli(1_785_000_000_000)
	p := &piece.Piece{
		Draft: piece.Draft{
			Facts:   piece.Facts{Kind: "musical", Title: "오늘 밤, 파도의 노래", Day: "2026-08-03", Cast: "김파도", Venue: "블루스퀘어"},
			PhotoID: id.New(&h.at), Crop: piece.Crop{Width: 1, Height: 1}, HalfStars: 9, Review: "마지막 앙코르에서 눈물이 왈칵",
			Visibility: piece.Public, Shape: "stub", Paper: "night", ArtworkID: id.New(&h.at),
		},
		ID: id.New(&h.at), OwnerID: owner, Number: h.n, Color: "#6b4f3a", Language: "ko", Revision: 1, Version: 1, Remind: true, CreatedAt: at, UpdatedAt: at,
	}
	if change != nil {
		change(p)
	}
	return p
}

// put stores a piece as Create does.
func (h *shelf) put(owner string, change func(p *piece.Piece)) *piece.Piece {
	h.t.Helper()
	p := h.piece(owner, change)
	must(h.t, h.Intend(h.t.Context(), p))
	must(h.t, h.Create(h.t.Context(), p, piece.Creation{Owner: owner, Key: p.ID, PieceID: p.ID, At: h.clock.Now()}, h.clock.Now()))
	return p
}

func (h *shelf) change(p *piece.Piece, change func(p *piece.Piece)) {
	h.t.Helper()
	must(h.t, h.Change(h.t.Context(), p.OwnerID, p.ID, func(p *piece.Piece) error {
		change(p)
		return nil
	}))
	change(p)
}

func (h *shelf) heart(p *piece.Piece, person string) {
	h.t.Helper()
	h.mu.Lock()
	at := h.at.Now()
	h.mu.Unlock()
	_, err := h.Heart(h.t.Context(), p.ID, person, at)
	must(h.t, err)
}

func (h *shelf) record(p *piece.Piece, text string) {
	h.t.Helper()
	_, err := h.db.Writer().NewRaw("INSERT INTO piece_records (piece_id, text, search_key, version, updated_at) VALUES (?, ?, ?, 1, 0)",
		p.ID, text, hangul.Key(hangul.Sentence(text))).Exec(h.t.Context())
	must(h.t, err)
}

// all gives a list, read page by page.
func (h *shelf) all(f piece.Filter) []piece.Piece {
	h.t.Helper()
	return pages(h.t, func(r page.Request) (page.Page[piece.Piece], error) { return h.Page(h.t.Context(), f, r) })
}

// found gives what a search finds, read page by page.
func (h *shelf) found(f piece.Filter, query string) []piece.Piece {
	h.t.Helper()
	hits := pages(h.t, func(r page.Request) (page.Page[piece.Hit], error) {
		return h.Search(h.t.Context(), f, hangul.Parse(query), r)
	})
	var found []piece.Piece
	for _, hit := range hits {
		found = append(found, hit.Piece)
	}
	return found
}

func (h *shelf) indexRows() int {
	h.t.Helper()
	n, err := h.db.Reader().NewSelect().Table("piece_suffixes").Count(h.t.Context())
	must(h.t, err)
	return int(n)
}

// narrowing narrows a query.
type narrowing = func(*bun.SelectQuery) *bun.SelectQuery
