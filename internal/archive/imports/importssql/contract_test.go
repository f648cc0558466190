package importssql_test

import (
	"embed"
	"errors"
	"fmt"
	"reflect"
	"testing"
	"time"

	"piece/internal/archive/imports"
	"piece/internal/archive/imports/importssql"
	"piece/internal/platform/clock"
	"piece/internal/platform/errs"
	"piece/internal/platform/id"
	"piece/internal/platform/objectbin"
	"piece/internal/platform/sqldb"
	"piece/internal/platform/sqldb/sqldbtest"
)

type home struct {
	*importssql.Store
	t     *testing.T
	db    *sqldb.DB
	clock *clock.Fake
}

func each(t *testing.T, run func(t *testing.T, h *home)) {
	sqldbtest.Each(t, func(t *testing.T, db *sqldb.DB) {
		for domain, files := range map[string]embed.FS{objectbin.Domain: objectbin.Migrations, importssql.Domain: importssql.Migrations} {
			if _, err := sqldb.Migrate(t.Context(), db, domain, files); err != nil {
				t.Fatal(err)
			}
		}
		c := clock.NewFake(time.Date(2026, 11, 26, 12, 0, 0, 0, time.UTC))
		run(t, &home{Store: importssql.New(db, objectbin.New(db, c), c), t: t, db: db, clock: c})
	})
}

func newID() string { return id.New(clock.System{}) }

func (h *home) add(owner string) imports.Import {
	h.t.Helper()
	now := h.clock.Now()
	i := imports.Import{
		ID: newID(), OwnerID: owner, Name: "관람 기록 🎬.csv", Size: 48213, State: imports.Waiting, Language: "ko", HasFile: true,
		CreatedAt: now, UpdatedAt: now, EndsAt: now.Add(imports.Kept), Counts: map[imports.RowState]int{},
	}
	h.must(h.Add(h.t.Context(), i, imports.MaxOpen))
	return i
}

// filled is an import that was read, with rows.
func (h *home) filled(owner string, rows ...imports.Row) imports.Import {
	h.t.Helper()
	i := h.add(owner)
	i.State = imports.Reading
	h.must(h.Move(h.t.Context(), i, imports.Waiting))
	i = h.begin()
	i.Source, i.State, i.Version = imports.Table, imports.Ready, 1
	i.Columns, i.Plan = []imports.Column{{Name: "제목", Samples: []string{"기생충"}}}, imports.Plan{Columns: map[imports.Field]int{imports.Title: 0}, Review: "%_\\'\"?"}
	h.must(h.Fill(h.t.Context(), i, rows))
	return h.find(i)
}

func (h *home) begin() imports.Import {
	h.t.Helper()
	i, err := h.Begin(h.t.Context(), h.clock.Now(), h.clock.Now().Add(time.Minute))
	h.must(err)
	return i
}

func (h *home) find(i imports.Import) imports.Import {
	h.t.Helper()
	found, err := h.Find(h.t.Context(), i.OwnerID, i.ID)
	h.must(err)
	return found
}

func (h *home) must(err error) {
	h.t.Helper()
	if err != nil {
		h.t.Fatal(err)
	}
}

func (h *home) rows(i imports.Import, states ...imports.RowState) []imports.Row {
	h.t.Helper()
	rows, err := h.Rows(h.t.Context(), i.ID, 0, imports.MaxRows, states...)
	h.must(err)
	return rows
}

func (h *home) wants(err, want error) {
	h.t.Helper()
	if !errors.Is(err, want) {
		h.t.Errorf("%v, want %v", err, want)
	}
}

// binned tells when the file of an import is deleted.
func (h *home) binned(i imports.Import) time.Time {
	h.t.Helper()
	var at sqldb.Time
	h.must(h.db.Reader().NewSelect().Table("object_bin").Column("not_before").Where("object_key = ?", i.Key()).Scan(h.t.Context(), &at))
	return at.Time
}

func row(n int, state imports.RowState) imports.Row {
	return imports.Row{
		N: n, State: state, Cells: []string{fmt.Sprint("기생충 ", n), "a\"b,\nc"}, Fixes: map[imports.Field]string{imports.Day: "2026-01-02"}, Choice: imports.Anyway,
		Facts: map[imports.Field]string{imports.Title: "기생충 👨‍👩‍👧"}, Problems: []imports.Problem{{Field: imports.Day, Code: "day", Text: errs.Text{Ko: "날짜", En: "day"}, Line: n}},
		Key: fmt.Sprint("table:", n), PieceID: "",
	}
}

func TestAnImportAndItsRowsComeBackAsTheyWere(t *testing.T) {
	each(t, func(t *testing.T, h *home) {
		var rows []imports.Row
		for n := range 250 {
			rows = append(rows, row(n+2, imports.RowStates()[n%5]))
		}
		i := h.filled(newID(), rows...)
		if i.State != imports.Ready || i.Plan.Review != "%_\\'\"?" || i.Plan.Columns[imports.Title] != 0 || i.Columns[0].Samples[0] != "기생충" || i.HasFile != true {
			t.Errorf("%+v", i)
		}
		for _, s := range imports.RowStates() {
			if i.Counts[s] != 50 || len(h.rows(i, s)) != 50 {
				t.Errorf("%s: counted %d", s, i.Counts[s])
			}
		}
		if got := h.rows(i); !reflect.DeepEqual(got, rows) {
			t.Errorf("got  %+v\nwant %+v", got[:1], rows[:1])
		}
		page, err := h.Rows(t.Context(), i.ID, 100, 3)
		h.must(err)
		if len(page) != 3 || page[0].N != 101 {
			t.Errorf("a page: %+v", page)
		}
		_, err = h.Find(t.Context(), newID(), i.ID)
		h.wants(err, errs.NotFound)
		h.wants(h.Drop(t.Context(), newID(), i.ID), errs.NotFound)
	})
}

func TestWorkIsDoneByOneWorkerAtATime(t *testing.T) {
	each(t, func(t *testing.T, h *home) {
		ctx := t.Context()
		i := h.filled(newID(), row(2, imports.RowReady))
		i.State, i.Planned = imports.Running, 1
		h.must(h.Move(ctx, i, imports.Ready, imports.Done))
		h.wants(h.Move(ctx, i, imports.Ready), imports.ErrBusy)
		first := h.begin()
		_, err := h.Begin(ctx, h.clock.Now(), h.clock.Now().Add(time.Minute))
		h.wants(err, errs.NotFound)
		h.must(h.Extend(ctx, first, h.clock.Now().Add(time.Minute)))
		h.clock.Advance(2 * time.Minute) // the first one died
		second := h.begin()
		h.wants(h.Extend(ctx, first, h.clock.Now().Add(time.Minute)), errs.NotFound)
		h.wants(h.Finish(ctx, first, false), errs.NotFound)
		h.must(h.PutBack(ctx, second, h.clock.Now(), false))
		third := h.begin()
		if third.Attempts != second.Attempts {
			t.Errorf("stopping counted as an attempt: %d, %d", second.Attempts, third.Attempts)
		}
		third.State, third.UpdatedAt = imports.Done, h.clock.Now()
		h.must(h.Finish(ctx, third, true))
		if got := h.find(i); got.State != imports.Done || !got.HasFile || got.Planned != 1 {
			t.Errorf("%+v", got)
		}
	})
}

func TestRowsChangeOnlyWhileTheyMay(t *testing.T) {
	each(t, func(t *testing.T, h *home) {
		ctx := t.Context()
		i := h.filled(newID(), row(2, imports.RowReady), row(3, imports.RowWrong), row(4, imports.RowReady))
		mended := row(3, imports.RowReady)
		mended.Facts[imports.Day] = "2026-02-03"
		h.must(h.Mend(ctx, i.ID, mended))
		if got, err := h.Row(ctx, i.ID, 3); err != nil || !reflect.DeepEqual(got, mended) {
			t.Errorf("%+v, %v", got, err)
		}
		_, err := h.Row(ctx, i.ID, 99)
		h.wants(err, errs.NotFound)

		done := row(2, imports.RowDone)
		done.PieceID, done.Problems = newID(), nil
		h.must(h.Settle(ctx, i.ID, []imports.Row{done}))
		h.wants(h.Mend(ctx, i.ID, row(2, imports.RowWrong)), imports.ErrBusy)

		// All but what is done are replaced, over the version that was read.
		i = h.find(i)
		h.must(h.Weigh(ctx, i, []imports.Row{row(2, imports.RowDone), row(3, imports.RowDouble), row(4, imports.RowWrong)}))
		h.wants(h.Weigh(ctx, i, nil), imports.ErrChanged)
		now := h.find(i)
		if now.Version != 2 || now.Counts[imports.RowDone] != 1 || now.Counts[imports.RowDouble] != 1 || now.Counts[imports.RowWrong] != 1 {
			t.Errorf("%+v", now)
		}
		if got := h.rows(i, imports.RowDone); got[0].PieceID != done.PieceID {
			t.Errorf("a row that was done became %+v", got[0])
		}
		now.State = imports.Running
		h.must(h.Move(ctx, now, imports.Ready))
		h.wants(h.Weigh(ctx, now, nil), imports.ErrBusy)
		h.must(h.Mend(ctx, i.ID, row(4, imports.RowReady)))                   // may still be mended ...
		h.wants(h.Mend(ctx, i.ID, row(4, imports.RowWrong)), imports.ErrBusy) // ... until it may be coming in
	})
}

func TestTheFileIsInTheBinFromTheBeginning(t *testing.T) {
	each(t, func(t *testing.T, h *home) {
		ctx := t.Context()
		owner := newID()
		i := h.add(owner)
		if at := h.binned(i); !at.Equal(i.EndsAt) {
			t.Errorf("deleted at %v, want %v", at, i.EndsAt)
		}
		h.must(h.Drop(ctx, owner, i.ID))
		if at := h.binned(i); at.Before(i.CreatedAt.Add(imports.GrantTTL)) || at.After(i.CreatedAt.Add(2*imports.GrantTTL)) {
			t.Errorf("a file that may still come is deleted at %v", at)
		}
		for range imports.MaxOpen {
			h.add(owner)
		}
		h.wants(h.Add(ctx, imports.Import{ID: newID(), OwnerID: owner, EndsAt: h.clock.Now()}, imports.MaxOpen), imports.ErrOpen)
		if list, err := h.List(ctx, owner); err != nil || len(list) != imports.MaxOpen {
			t.Errorf("%d listed, %v", len(list), err)
		}
		other := h.filled(newID(), row(2, imports.RowReady))
		n, err := h.Purge(ctx, owner, 100)
		if n != imports.MaxOpen || err != nil {
			t.Errorf("purged %d, %v", n, err)
		}
		if got := h.rows(other); len(got) != 1 {
			t.Errorf("somebody else's rows: %+v", got)
		}
		h.clock.Advance(imports.Kept + time.Hour)
		if n, err := h.Ended(ctx, h.clock.Now(), 100); n != 1 || err != nil {
			t.Errorf("%d ended, %v", n, err)
		}
		if got := h.rows(other); len(got) != 0 {
			t.Errorf("rows of an import that is over: %+v", got)
		}
		_, err = h.Find(ctx, other.OwnerID, other.ID)
		h.wants(err, errs.NotFound)
	})
}
