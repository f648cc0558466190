package piecesql

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"piece/internal/piece"
	"piece/internal/platform/errs"
	"piece/internal/platform/sqldb"
	"piece/internal/platform/sqldb/sqldbtest"
)

func of(cake string) func(p *piece.Piece) { return func(p *piece.Piece) { p.CakeID = cake } }

func (h *shelf) cakeOf(p *piece.Piece) string {
	h.t.Helper()
	got, err := h.Get(h.t.Context(), p.ID)
	must(h.t, err)
	return got.CakeID
}

func (h *shelf) note(merges ...piece.Merge) {
	h.t.Helper()
	must(h.t, h.NoteMerges(h.t.Context(), merges, h.clock.Now()))
}

// move moves all pieces of merges noted since, some at a time, and counts them.
func (h *shelf) move(since time.Time) (moved int) {
	h.t.Helper()
	for {
		n, err := h.MoveMerged(h.t.Context(), since, 2)
		must(h.t, err)
		if moved += n; n < 2 {
			return moved
		}
	}
}

func TestD13_RatingsAndActivityCountWhatIsPublic(t *testing.T) {
	sqldbtest.Each(t, func(t *testing.T, db *sqldb.DB) {
		h := newShelf(t, db)
		ctx := t.Context()
		begin := time.Date(2026, 8, 3, 0, 0, 0, 0, time.UTC)
		at := func(hours int, cake string, half int, v piece.Visibility) *piece.Piece {
			return h.put(h.person(), func(p *piece.Piece) {
				p.CakeID, p.HalfStars, p.Visibility, p.CreatedAt = cake, half, v, begin.Add(time.Duration(hours)*time.Hour)
			})
		}
		cakes := []string{h.person(), h.person(), h.person()} // their ids grow
		at(-1, cakes[0], 3, piece.Public)
		at(0, cakes[1], 1, piece.Public)
		at(0, "", 5, piece.Public)
		at(1, cakes[0], 3, piece.Public)
		last := at(23, cakes[0], 10, piece.Public)
		at(2, cakes[2], 10, piece.Private)
		at(24, cakes[0], 10, piece.Public)
		byHalf, err := h.Ratings(ctx, cakes[0])
		if must(t, err); byHalf != [piece.MaxHalfStars]int{2: 2, 9: 2} {
			t.Errorf("rated %v", byHalf)
		}
		if byHalf, err = h.Ratings(ctx, cakes[2]); err != nil || byHalf != [piece.MaxHalfStars]int{} {
			t.Errorf("a private piece rated: %v, %v", byHalf, err)
		}
		made := func(after string, limit int) string {
			counts, err := h.Made(ctx, begin, begin.AddDate(0, 0, 1), after, limit)
			must(t, err)
			var told []string
			for _, c := range counts {
				told = append(told, fmt.Sprint(slices.Index(cakes, c.CakeID), ":", c.Pieces, c.Day))
			}
			return strings.Join(told, " ")
		}
		if made("", 10) != "0:2 1:1" || made("", 1) != "0:2" || made(cakes[0], 10) != "1:1" {
			t.Errorf("the day has %q, %q, %q", made("", 10), made("", 1), made(cakes[0], 10))
		}
		for _, c := range []struct {
			since time.Duration
			want  time.Duration // -1 for nothing
		}{{-2 * time.Hour, -time.Hour}, {0, 0}, {time.Hour + 1000, 23 * time.Hour}, {25 * time.Hour, -1}} {
			got, err := h.FirstMade(ctx, begin.Add(c.since))
			if c.want == -1 && !errors.Is(err, errs.NotFound) || c.want != -1 && (err != nil || !got.Equal(begin.Add(c.want))) {
				t.Errorf("since %v: %v, %v", c.since, got, err)
			}
		}
		h.change(last, func(p *piece.Piece) { p.Visibility = piece.Private })
		if made("", 10) != "0:1 1:1" {
			t.Errorf("after one became private the day has %q", made("", 10))
		}
	})
}

func TestPiecesOfMergedCakesMove(t *testing.T) {
	sqldbtest.Each(t, func(t *testing.T, db *sqldb.DB) {
		h := newShelf(t, db)
		ctx, since := t.Context(), h.clock.Now()
		a, b, c, d := h.person(), h.person(), h.person(), h.person()
		var ofA []*piece.Piece
		for range 5 {
			ofA = append(ofA, h.put(h.person(), of(a)))
		}
		ofB, ofD, none := h.put(h.person(), of(b)), h.put(h.person(), of(d)), h.put(h.person(), nil)
		if last, err := h.LastMerge(ctx); last != 0 || err != nil {
			t.Errorf("before any: %d, %v", last, err)
		}
		rows := h.indexRows()
		h.note(piece.Merge{Seq: 7, From: a, To: b})
		h.note(piece.Merge{Seq: 7, From: a, To: b})
		if last, err := h.LastMerge(ctx); last != 7 || err != nil {
			t.Errorf("the last is %d, %v", last, err)
		}
		before, err := h.Get(ctx, ofA[0].ID)
		must(t, err)
		if n := h.move(since); n != 5 {
			t.Errorf("%d were moved", n)
		}
		after, err := h.Get(ctx, ofA[0].ID)
		must(t, err)
		if before.CakeID = b; *after != *before {
			t.Errorf("it was %+v\nand is  %+v", before, after)
		}
		if n := h.move(since); n != 0 || h.indexRows() != rows {
			t.Errorf("again %d were moved; %d rows of the index, want %d", n, h.indexRows(), rows)
		}

		// The merge of the target came to light before one into it.
		h.note(piece.Merge{Seq: 9, From: c, To: d}, piece.Merge{Seq: 8, From: b, To: c})
		h.move(since)
		for from, want := range map[string]string{a: d, b: d, c: d, d: d, "": "", oneCake: oneCake} {
			if got, err := h.Leads(ctx, from); got != want || err != nil {
				t.Errorf("%s leads to %s, %v; want %s", from, got, err, want)
			}
		}
		for _, p := range append(ofA, ofB, ofD) {
			if got := h.cakeOf(p); got != d {
				t.Errorf("a piece belongs to %s, want %s", got, d)
			}
		}
		if h.cakeOf(none) != "" {
			t.Error("a piece without a cake got one")
		}
	})
}

func TestNoPieceIsStoredWithACakeThatWasMerged(t *testing.T) {
	sqldbtest.Each(t, func(t *testing.T, db *sqldb.DB) {
		h := newShelf(t, db)
		ctx := t.Context()
		from, into := h.person(), h.person()
		edited := h.put(h.person(), nil)
		h.note(piece.Merge{Seq: 1, From: from, To: into})
		made := h.put(h.person(), of(from))
		if made.CakeID != into || h.cakeOf(made) != into {
			t.Errorf("made with %s", h.cakeOf(made))
		}
		h.change(edited, of(from))
		if h.cakeOf(edited) != into {
			t.Errorf("edited to %s", h.cakeOf(edited))
		}
		// A transaction that began before the merge was noted ends after the pieces were moved.
		noted := h.clock.Now()
		late := h.put(h.person(), nil)
		_, err := db.Writer().NewUpdate().Model((*pieceRow)(nil)).Set("cake_id = ?", from).Where("id = ?", late.ID).Exec(ctx)
		must(t, err)
		if n := h.move(noted.Add(time.Microsecond)); n != 0 {
			t.Errorf("%d were moved for merges noted later", n)
		}
		if n := h.move(noted); n != 1 || h.cakeOf(late) != into {
			t.Errorf("%d moved, it belongs to %s", n, h.cakeOf(late))
		}
	})
}

func TestSeveralNodesMoveThePiecesOfAMerge(t *testing.T) {
	sqldbtest.Each(t, func(t *testing.T, db *sqldb.DB) {
		h := newShelf(t, db)
		ctx, since := t.Context(), h.clock.Now()
		from, other, into := h.person(), h.person(), h.person()
		var all []*piece.Piece
		for i := range 12 {
			all = append(all, h.put(h.person(), of([]string{from, other}[i%2])))
		}
		var nodes sync.WaitGroup
		for range 4 {
			nodes.Go(func() {
				if err := h.NoteMerges(ctx, []piece.Merge{{Seq: 1, From: from, To: into}, {Seq: 2, From: other, To: into}}, since); err != nil {
					t.Error(err)
				}
				for n, err := h.MoveMerged(ctx, since, 3); n > 0 || err != nil; n, err = h.MoveMerged(ctx, since, 3) {
					if err != nil {
						t.Error(err)
						return
					}
				}
			})
		}
		nodes.Wait()
		for _, p := range all {
			if h.cakeOf(p) != into {
				t.Errorf("a piece belongs to %s", h.cakeOf(p))
			}
		}
	})
}

func TestQueriesAboutCakesReadAnIndex(t *testing.T) {
	h := newShelf(t, sqldbtest.SQLite(t))
	ctx := t.Context()
	for range 12 {
		h.put(h.person(), of(oneCake))
	}
	h.note(piece.Merge{Seq: 1, From: h.person(), To: h.person()})
	w := sqldbtest.Watch(t, h.db.Reader())
	_, err := h.Ratings(ctx, oneCake)
	must(t, err)
	_, err = h.FirstMade(ctx, time.Time{}.AddDate(1970, 0, 0))
	must(t, err)
	_, err = h.Made(ctx, h.clock.Now().AddDate(-1, 0, 0), h.clock.Now(), "", 10)
	must(t, err)
	_, err = h.Viewings(ctx, "", []string{h.person()})
	must(t, err)
	_, err = h.Leads(ctx, oneCake)
	must(t, err)
	_, err = h.LastMerge(ctx)
	must(t, err)
	_, err = h.MoveMerged(ctx, h.clock.Now(), 10)
	must(t, err)
	asked := w.Seen()
	for _, q := range asked {
		for step := range strings.Lines(sqldbtest.Explain(t, h.db, q)) {
			step = strings.TrimSpace(step)
			if strings.HasPrefix(step, "SCAN") || strings.Contains(step, "TEMP B-TREE") && !strings.Contains(step, "GROUP BY") {
				t.Errorf("%.300s\n%s", q, step)
			}
		}
		if strings.Contains(q, "COUNT(") && !strings.Contains(sqldbtest.Explain(t, h.db, q), "COVERING INDEX") {
			t.Errorf("%.300s reads rows:\n%s", q, sqldbtest.Explain(t, h.db, q))
		}
	}
	if len(asked) != 8 {
		t.Errorf("%d queries were looked at", len(asked))
	}
}
