package cakesql_test

import (
	"testing"

	"piece/internal/cake"
)

func TestD11_ACakeStaysAsNobodys(t *testing.T) {
	each(t, func(t *testing.T, h *home) {
		mona, jieun := newID(), newID()
		mine, theirs := h.made(mona, work("", "concert", "모나의 노래").Work), h.made(jieun, work("", "concert", "파도의 노래").Work)
		gone := h.made(mona, work("", "play", "모나의 연극").Work)
		for _, person := range []string{mona, jieun} {
			_, err := h.Heart(t.Context(), mine.ID, person, noon)
			must(t, err)
		}
		must(t, h.Merge(t.Context(), gone.ID, theirs.ID, mona, noon))
		purged := 0
		for {
			n, err := h.Purge(t.Context(), mona, 1)
			must(t, err)
			if n == 0 {
				break
			}
			purged += n
		}
		if purged != 3 { // a heart and two cakes
			t.Errorf("%d were purged", purged)
		}
		now := h.get(mine.ID)
		if now.MakerID != "" || now.Title != mine.Title || now.Version != mine.Version || cake.CanEdit(cake.Viewer{ID: mona}, now) {
			t.Errorf("the cake is %+v", now)
		}
		hearts, err := h.Hearts(t.Context(), jieun, []string{mine.ID})
		must(t, err)
		if hearts[mine.ID] != (cake.Hearts{Count: 1, Mine: true}) {
			t.Errorf("its hearts: %+v", hearts)
		}
		if h.get(theirs.ID).MakerID != jieun {
			t.Error("the other's cake has lost its maker")
		}
		for table, column := range map[string]string{"cakes": "maker_id", "cake_hearts": "person_id", "cake_creations": "maker_id", "cake_merges": "admin_id"} {
			var n int
			must(t, h.db.Reader().NewSelect().Table(table).ColumnExpr("COUNT(*)").Where(column+" = ?", mona).Scan(t.Context(), &n))
			if n > 0 {
				t.Errorf("%s names the person in %d rows", table, n)
			}
		}
	})
}
