package piecesql

import (
	"slices"
	"testing"

	"piece/internal/piece"
	"piece/internal/platform/page"
	"piece/internal/platform/sqldb"
	"piece/internal/platform/sqldb/sqldbtest"
)

// The two of them must say the same of every piece and viewer, or something private shows.
func TestD13_QueriesSeeWhatCanSeeSays(t *testing.T) {
	sqldbtest.Each(t, func(t *testing.T, db *sqldb.DB) {
		h := newShelf(t, db)
		people := []string{h.person(), h.person(), h.person()}
		var all []*piece.Piece
		for _, owner := range people {
			for _, v := range piece.Visibilities() {
				all = append(all, h.put(owner, func(p *piece.Piece) { p.Visibility = v }))
			}
		}
		for _, viewer := range append(people, "") {
			for _, rule := range []struct {
				name    string
				queries func(string) narrowing
				says    func(string, *piece.Piece) bool
			}{{"CanSee", visible, piece.CanSee}, {"IsOwn", own, piece.IsOwn}} {
				var got []string
				must(t, db.Reader().NewSelect().Model((*pieceRow)(nil)).Column("id").Apply(rule.queries(viewer)).Scan(t.Context(), &got))
				for _, p := range all {
					if slices.Contains(got, p.ID) != rule.says(viewer, p) {
						t.Errorf("%s: viewer %q, a %s piece of %s: the rule says %v", rule.name, viewer, p.Visibility, p.OwnerID, rule.says(viewer, p))
					}
				}
			}
		}
	})
}

// Every list, with a search and without, holds exactly what it is of and its viewer may see.
func TestD13_NoListOrSearchShowsWhatIsPrivate(t *testing.T) {
	sqldbtest.Each(t, func(t *testing.T, db *sqldb.DB) {
		h := newShelf(t, db)
		people := []string{h.person(), h.person()}
		var all []*piece.Piece
		for _, owner := range people {
			for _, v := range piece.Visibilities() {
				for _, kind := range []piece.Kind{"movie", "play"} {
					p := h.put(owner, func(p *piece.Piece) {
						if p.Visibility, p.Kind = v, kind; kind == "movie" {
							p.CakeID = oneCake
						}
					})
					all = append(all, p)
					for _, person := range people { // hearted while it was public, say
						h.heart(p, person)
					}
				}
			}
		}
		for _, viewer := range append(people, "") {
			for _, f := range lists(viewer, people) {
				var want []string
				for _, p := range all {
					of := map[piece.Scope]bool{
						piece.ScopeMine: piece.IsOwn(viewer, p), piece.ScopeHearted: viewer != "",
						piece.ScopePublic: piece.CanSee("", p) && (f.Owner == "" || f.Owner == p.OwnerID),
					}[f.Scope]
					if of && piece.CanSee(viewer, p) && (f.Kind == "" || f.Kind == p.Kind) && (f.CakeID == "" || f.CakeID == p.CakeID) {
						want = append(want, p.ID)
					}
				}
				got := idsOf(h.all(f))
				slices.Sort(got)
				if !slices.Equal(got, want) {
					t.Errorf("%+v: %v, want %v", f, got, want)
				}
				found := idsOf(h.found(f, "파도"))
				slices.Sort(found)
				if !slices.Equal(found, want) {
					t.Errorf("%+v, search: %v, want %v", f, found, want)
				}
				if n, err := h.Count(t.Context(), f); err != nil || n != len(want) {
					t.Errorf("%+v: counted %d, want %d, %v", f, n, len(want), err)
				}
			}
		}
	})
}

// oneCake is a cake of which there are lists.
const oneCake = "01k3q0zv5wq2m8d7x4n9c6b1ak"

func lists(viewer string, people []string) []piece.Filter {
	var all []piece.Filter
	for _, kind := range []piece.Kind{"", "movie"} {
		for _, scope := range piece.Scopes() {
			all = append(all, piece.Filter{Scope: scope, Viewer: viewer, Kind: kind})
		}
		for _, owner := range people {
			all = append(all, piece.Filter{Scope: piece.ScopePublic, Viewer: viewer, Owner: owner, Kind: kind})
		}
	}
	for _, f := range all {
		if f.CakeID = oneCake; f.Scope != piece.ScopeHearted {
			all = append(all, f)
		}
	}
	return all
}

// What becomes private is gone at once, from lists and from search, and comes back.
func TestD13_MadePrivateIsGoneAtOnce(t *testing.T) {
	sqldbtest.Each(t, func(t *testing.T, db *sqldb.DB) {
		h := newShelf(t, db)
		owner, other := h.person(), h.person()
		p := h.put(owner, nil)
		h.heart(p, other)
		seen := func() (n int) {
			for _, f := range lists(other, []string{owner})[:4] {
				n += len(h.all(f)) + len(h.found(f, "파도")) + len(h.found(f, "ㅍㄷ"))
			}
			return n
		}
		if seen() != 9 { // thrice in the public, the hearted and the owner's list
			t.Fatalf("a public piece is seen %d times", seen())
		}
		for _, step := range []struct {
			to   piece.Visibility
			want int
		}{{piece.Private, 0}, {piece.Public, 9}, {piece.Private, 0}} {
			h.change(p, func(p *piece.Piece) { p.Visibility = step.to })
			if got := seen(); got != step.want {
				t.Errorf("made %s: seen %d times, want %d", step.to, got, step.want)
			}
			if rows := h.indexRows(); rows > 0 != (step.want > 0) {
				t.Errorf("made %s: %d index rows", step.to, rows)
			}
		}
		if mine := h.found(piece.Filter{Scope: piece.ScopeMine, Viewer: owner}, "파도"); len(mine) != 1 {
			t.Error("its owner doesn't find it")
		}
	})
}

func idsOf(pieces []piece.Piece) []string {
	var out []string
	for _, p := range pieces {
		out = append(out, p.ID)
	}
	return out
}

// pages walks through all pages of a list.
func pages[T any](t testing.TB, next func(page.Request) (page.Page[T], error)) []T {
	t.Helper()
	var all []T
	for after := page.Cursor(nil); ; {
		p, err := next(page.Request{After: after, Limit: 2})
		must(t, err)
		if len(p.Items) > 2 {
			t.Fatalf("a page of %d", len(p.Items))
		}
		all = append(all, p.Items...)
		if after = p.Next; after == nil {
			return all
		}
	}
}
