package piecesql

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"sync"
	"testing"

	"piece/internal/craft/hangul"
	"piece/internal/piece"
	"piece/internal/platform/id"
	"piece/internal/platform/page"
	"piece/internal/platform/sqldb"
	"piece/internal/platform/sqldb/sqldbtest"
)

// Whatever way a search goes, it finds what matches, and nothing else, in the list's order.
func TestSearchFindsWhatMatchesInTheOrderOfTheList(t *testing.T) {
	sqldbtest.Each(t, func(t *testing.T, db *sqldb.DB) {
		h := newShelf(t, db)
		w := writer{rand.New(rand.NewPCG(20, 13))}
		people := []string{h.person(), h.person()}
		records := map[string]string{}
		for i := range 40 {
			p := h.put(people[i%2], func(p *piece.Piece) {
				p.Title, p.Cast, p.Venue, p.Review = w.title(), w.cast(), w.venue(), w.review()
				p.Day, p.Kind = piece.Day(fmt.Sprintf("2026-08-%02d", 1+w.IntN(28))), pick(w, []piece.Kind{"movie", "play"})
				if w.IntN(2) == 0 {
					p.CakeID = oneCake
				}
				if w.IntN(3) == 0 {
					p.Visibility = piece.Private
				}
			})
			if w.IntN(3) == 0 {
				records[p.ID] = w.review() + "\n" + pick(w, nouns)
				h.record(p, records[p.ID])
			}
			if w.IntN(2) == 0 {
				h.heart(p, people[0])
			}
		}
		queries := []string{"밤", "커", "ㅍ", "ㅇㅍ", "좋았다", "눈물 ㅠㅠ", "의", "파돗", "ㅋㅋ", "블루 좋", "ㅂㄹ 유령", "la", "없는말", "%", "'", `\`, "(", "오페라의유령이다", "김 오", "ㅇ ㅈ"}
		if testing.Short() {
			queries = queries[:8]
		}
		matched := 0
		for _, viewer := range []string{people[0], ""} {
			for _, f := range lists(viewer, people[:1]) {
				listed := h.all(f)
				for _, query := range queries {
					q := hangul.Parse(query)
					var want []string
					for _, p := range listed {
						hit := piece.Hit{Piece: p}
						if f.Scope == piece.ScopeMine {
							hit.Record = records[p.ID]
						}
						if hit.Matches(q) {
							want = append(want, p.ID)
						}
					}
					matched += len(want)
					if got := idsOf(h.found(f, query)); !slices.Equal(got, want) {
						t.Errorf("%+v, %q: %v, want %v", f, query, got, want)
					}
				}
			}
		}
		if matched < 200 {
			t.Errorf("only %d hits, which proves little", matched)
		}
	})
}

// D14, D25: what means something in SQL, in patterns or in HTML means nothing in a search.
func TestD14_EveryCharacterIsPlain(t *testing.T) {
	sqldbtest.Each(t, func(t *testing.T, db *sqldb.DB) {
		h := newShelf(t, db)
		owner := h.person()
		titles := map[string]*piece.Piece{}
		for _, special := range []string{"%", "_", `\`, "/", "?", "#", "'", `"`, "(", ")", "[", "]", "*", "<", "&", ";", "--", "$", "`", "👩‍👩‍👧"} {
			titles[special] = h.put(owner, func(p *piece.Piece) { p.Title, p.Review = "앞"+special+"뒤", "후기" })
		}
		html := h.put(owner, func(p *piece.Piece) { p.Title, p.Review = "<img src=x onerror=…>", "후기" })
		for special, p := range titles {
			for _, f := range []piece.Filter{{Scope: piece.ScopePublic}, {Scope: piece.ScopeMine, Viewer: owner}} {
				want := []string{p.ID}
				if special == "<" {
					want = []string{html.ID, p.ID}
				}
				if got := idsOf(h.found(f, special)); !slices.Equal(got, want) {
					t.Errorf("%s %q: %v, want %v", f.Scope, special, got, want)
				}
			}
		}
		if got := idsOf(h.found(piece.Filter{Scope: piece.ScopePublic}, "<img src=x onerror=…>")); !slices.Equal(got, []string{html.ID}) {
			t.Errorf("the title of D25: %v", got)
		}
	})
}

// D14: the record is looked through for its owner only.
func TestD14_OnlyTheOwnerFindsByTheRecord(t *testing.T) {
	sqldbtest.Each(t, func(t *testing.T, db *sqldb.DB) {
		h := newShelf(t, db)
		owner, other := h.person(), h.person()
		p := h.put(owner, of(oneCake))
		h.record(p, "그날의 비밀 이야기")
		h.heart(p, owner)
		h.heart(p, other)
		for _, f := range append(lists(other, []string{owner}), lists(owner, []string{owner})...) {
			want := 0
			if f.Scope == piece.ScopeMine && f.Viewer == owner && f.Kind == "" {
				want = 1
			}
			if got := h.found(f, "비밀"); len(got) != want {
				t.Errorf("%+v: found %d", f, len(got))
			}
		}
		if got := h.found(piece.Filter{Scope: piece.ScopeMine, Viewer: owner}, "ㅂㅁ"); got != nil {
			t.Error("initials match in a record, which is running text")
		}
	})
}

func TestD16_SearchFollowsEdits(t *testing.T) {
	sqldbtest.Each(t, func(t *testing.T, db *sqldb.DB) {
		h := newShelf(t, db)
		public := piece.Filter{Scope: piece.ScopePublic}
		p := h.put(h.person(), nil)
		rows := h.indexRows()
		h.change(p, func(p *piece.Piece) { p.Title, p.Review = "겨울 정원", "눈이 왔다" })
		for query, want := range map[string]int{"파도의": 0, "마지막": 0, "정원": 1, "ㄱㅇㅈㅇ": 1, "눈이": 1, "블루": 1} {
			if got := h.found(public, query); len(got) != want {
				t.Errorf("%q: found %d, want %d", query, len(got), want)
			}
		}
		h.change(p, func(p *piece.Piece) {
			p.Title, p.Review = "오늘 밤, 파도의 노래", "마지막 앙코르에서 눈물이 왈칵"
		})
		h.change(p, func(p *piece.Piece) { p.Seat = "A열" })
		if got := h.indexRows(); got != rows {
			t.Errorf("%d index rows after it was changed back, want %d", got, rows)
		}
		_, err := h.Delete(t.Context(), p.OwnerID, p.ID)
		must(t, err)
		if got := h.indexRows(); got != 0 || h.found(public, "파도") != nil {
			t.Errorf("%d index rows of a deleted piece", got)
		}
	})
}

// D20: whoever pages through a list while others come and go sees each piece that stays
// exactly once.
func TestD20_PagesHoldWhilePiecesComeAndGo(t *testing.T) {
	sqldbtest.Each(t, func(t *testing.T, db *sqldb.DB) {
		h := newShelf(t, db)
		owner := h.person()
		var stay, leave []*piece.Piece
		for i := range 18 {
			p := h.put(owner, func(p *piece.Piece) { p.Day = piece.Day(fmt.Sprintf("2026-08-%02d", 1+i/3)) })
			h.heart(p, owner)
			if i%3 == 1 {
				leave = append(leave, p)
			} else {
				stay = append(stay, p)
			}
		}
		slices.Reverse(stay)
		want := make([]string, len(stay))
		for i, p := range stay {
			want[i] = p.ID
		}
		var group sync.WaitGroup
		group.Go(func() {
			for i, p := range leave {
				if i%2 == 0 {
					h.change(p, func(p *piece.Piece) { p.Visibility = piece.Private })
				}
				_, err := h.Delete(t.Context(), owner, p.ID)
				must(t, err)
				h.put(h.person(), nil)
				h.heart(h.put(owner, func(p *piece.Piece) { p.Day = "2026-09-01" }), owner)
			}
		})
		for range 3 {
			for _, f := range lists(owner, []string{owner})[:4] {
				for name, got := range map[string][]string{"list": idsOf(h.all(f)), "search": idsOf(h.found(f, "파도")), "search by initials": idsOf(h.found(f, "ㅍㄷ"))} {
					kept := slices.DeleteFunc(slices.Clone(got), func(i string) bool { return !slices.Contains(want, i) })
					if !slices.Equal(kept, want) {
						t.Errorf("%+v, %s: of those that stay %v, want %v", f, name, kept, want)
					}
					if slices.Sort(got); len(slices.Compact(got)) != len(got) {
						t.Errorf("%+v, %s: repeats", f, name)
					}
				}
			}
		}
		group.Wait()
	})
}

// Pieces of before there was a search are found after Index went over them, on however many
// nodes, and whatever happens to them meanwhile.
func TestPiecesOfOlderVersionsBecomeSearchable(t *testing.T) {
	sqldbtest.Each(t, func(t *testing.T, db *sqldb.DB) {
		h := newShelf(t, db)
		owner := h.person()
		var all []*piece.Piece
		for i := range 30 {
			all = append(all, h.put(owner, func(p *piece.Piece) {
				p.Title = fmt.Sprint("공연 ", strings.Repeat("가", i+1))
				if i%3 == 0 {
					p.Visibility = piece.Private
				}
			}))
		}
		h.record(all[0], "오래된 기록")
		for _, old := range []string{
			"DELETE FROM piece_suffixes", "UPDATE pieces SET search_version = 0, search_key = '', search_initials = ''", "UPDATE piece_records SET search_key = ''",
		} {
			_, err := db.Writer().ExecContext(t.Context(), old)
			must(t, err)
		}
		var group sync.WaitGroup
		for range 3 {
			group.Go(func() {
				for n := 1; n > 0; {
					var err error
					n, err = h.Index(t.Context(), 4)
					must(t, err)
				}
			})
		}
		group.Go(func() {
			h.change(all[29], func(p *piece.Piece) { p.Title = "바뀐 공연" })
			h.change(all[28], func(p *piece.Piece) { p.Visibility = piece.Private })
			_, err := h.Delete(t.Context(), owner, all[1].ID)
			must(t, err)
		})
		group.Wait()

		var want [][]byte
		for _, p := range h.all(piece.Filter{Scope: piece.ScopePublic}) {
			for _, row := range suffixes(&p) {
				want = append(want, append(row, id.Bytes(p.ID)...))
			}
		}
		var rows []struct{ Suffix, PieceID []byte }
		must(t, db.Reader().NewSelect().Table("piece_suffixes").Scan(t.Context(), &rows))
		var got [][]byte
		for _, r := range rows {
			got = append(got, append(r.Suffix, r.PieceID...))
		}
		slices.SortFunc(want, bytes.Compare)
		slices.SortFunc(got, bytes.Compare)
		if !slices.EqualFunc(got, want, bytes.Equal) {
			t.Errorf("%d index rows, want %d", len(got), len(want))
		}
		mine := piece.Filter{Scope: piece.ScopeMine, Viewer: owner}
		for query, n := range map[string]int{"공연": 29, "바뀐": 1, "ㄱㅇ": 29, "기록": 1} {
			if got := h.found(mine, query); len(got) != n {
				t.Errorf("%q: found %d, want %d", query, len(got), n)
			}
		}
	})
}

// An edit that comes before Index leaves the record of the piece to it.
func TestAnEditedPieceOfAnOlderVersionStillWaitsForIndex(t *testing.T) {
	sqldbtest.Each(t, func(t *testing.T, db *sqldb.DB) {
		h := newShelf(t, db)
		p := h.put(h.person(), nil)
		h.record(p, "오래된 기록")
		for _, old := range []string{"DELETE FROM piece_suffixes", "UPDATE pieces SET search_version = 0, search_key = ''", "UPDATE piece_records SET search_key = ''"} {
			_, err := db.Writer().ExecContext(t.Context(), old)
			must(t, err)
		}
		h.change(p, func(p *piece.Piece) { p.Title = "바뀐 공연" })
		mine := piece.Filter{Scope: piece.ScopeMine, Viewer: p.OwnerID}
		if got := h.found(mine, "바뀐"); len(got) != 1 {
			t.Errorf("before Index: found %d", len(got))
		}
		for _, want := range []int{1, 0} {
			if n, err := h.Index(t.Context(), 10); n != want || err != nil {
				t.Errorf("Index found %d, want %d: %v", n, want, err)
			}
		}
		if got := h.found(mine, "기록"); len(got) != 1 {
			t.Errorf("by the record: found %d", len(got))
		}
	})
}

// D20: a search asks a fixed number of queries, whatever is there and however large the page.
func TestD20_ASearchAsksAFixedNumberOfQueries(t *testing.T) {
	h := newShelf(t, sqldbtest.SQLite(t))
	h.reach = usualReach
	owner := h.person()
	for range 60 {
		h.heart(h.put(owner, nil), owner)
	}
	w := sqldbtest.Watch(t, h.db.Reader())
	for _, f := range lists(owner, []string{owner})[:4] {
		for _, query := range []string{"파도", "ㅍㄷ", "없는말", "파도 노래 블루 김"} {
			for _, limit := range []int{1, 60} {
				w.Seen()
				_, err := h.Search(t.Context(), f, hangul.Parse(query), page.Request{Limit: limit})
				must(t, err)
				if n := len(w.Seen()); n > 3 {
					t.Errorf("%+v, %q, %d: %d queries", f, query, limit, n)
				}
			}
		}
	}
}
