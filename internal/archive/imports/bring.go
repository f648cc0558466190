package imports

import (
	"context"
	"errors"
	"strconv"
	"time"

	"piece/internal/platform/errs"
)

// How many rows are brought in together. A row with pictures is brought in alone, because each
// of them takes a moment.
const bringBatch = 100

// bring brings in all rows that are ready. It may be ended anywhere: a row that came in but
// wasn't noted comes again, and is told to be there by its key.
func (s *Service) bring(ctx context.Context, i *Import) error {
	began, brought := time.Now(), 0
	b := bringing{Service: s, of: i, x: s.interpreter(i), works: map[string]string{}}
	if i.Source == Own {
		if err := b.open(ctx); err != nil {
			return err
		}
	}
	for {
		if err := s.Store.Extend(ctx, *i, s.Clock.Now().Add(lease)); err != nil {
			return err
		}
		rows, err := s.Store.Rows(ctx, i.ID, 0, bringBatch, RowReady)
		if err != nil {
			return err
		}
		if len(rows) == 0 {
			break
		}
		err = b.rows(ctx, rows)
		s.Pieces.Changed(ctx, i.OwnerID)
		if err != nil {
			return err
		}
		brought += len(rows)
	}
	done := *i
	done.State, done.UpdatedAt = Done, s.Clock.Now()
	left, err := s.Store.Rows(ctx, i.ID, 0, 1, RowWrong)
	if err != nil {
		return err
	}
	if err := s.Store.Finish(ctx, done, len(left) > 0); err != nil {
		return err
	}
	if i.HasFile && len(left) == 0 {
		s.dropFile(ctx, i)
	}
	s.metrics.brought.Add(float64(brought))
	s.Log.InfoContext(ctx, "an import is over", "import", i.ID, "rows", brought, "took", time.Since(began).Round(time.Millisecond))
	return nil
}

// bringing is one run over the rows of an import.
type bringing struct {
	*Service
	of    *Import
	x     interpreter
	box   *box              // of an export; nil when its file is gone
	works map[string]string // cakes that were looked for
}

func (b *bringing) open(ctx context.Context) error {
	if !b.of.HasFile {
		return nil
	}
	box, err := openBox(&window{ctx: ctx, objects: b.Objects, key: b.of.Key(), size: b.of.Size}, b.of.Size)
	if errors.Is(err, errs.NotFound) {
		return nil // pieces come in without their pictures
	}
	b.box = box
	return err
}

// rows brings in a batch and notes what became of it.
func (b *bringing) rows(ctx context.Context, rows []Row) error {
	var plain []Row
	for _, r := range rows {
		photo, _, record := b.x.pictures(&r)
		if b.box == nil || photo == nil && len(record) == 0 {
			plain = append(plain, r)
			continue
		}
		if err := b.pictured(ctx, r); err != nil {
			return err
		}
	}
	if len(plain) == 0 {
		return nil
	}
	drafts := make([]Draft, len(plain))
	for n := range plain {
		var err error
		if drafts[n], err = b.draft(ctx, &plain[n]); err != nil {
			return err
		}
	}
	return b.store(ctx, plain, drafts, nil)
}

// draft is the piece of a row with the cake that it belongs to.
func (b *bringing) draft(ctx context.Context, r *Row) (Draft, error) {
	d := b.x.draft(r)
	if b.of.Source == Own {
		if p, err := ownPiece(r); err == nil {
			d.CreatedAt = madeAt(&p, b.Clock.Now())
		}
	}
	var err error
	d.CakeID, err = b.work(ctx, d.Facts)
	return d, err
}

// work finds the cake that a row is about. One that can't be asked for now is none: a piece can be
// linked later.
func (b *bringing) work(ctx context.Context, facts map[Field]string) (string, error) {
	year, _ := strconv.Atoi(facts[Year]) // 0 when it isn't told
	key := facts[Kind] + "\x00" + facts[Year] + "\x00" + facts[Title]
	if cakeID, ok := b.works[key]; ok {
		return cakeID, nil
	}
	cakeID, err := b.Works.Exact(ctx, facts[Kind], facts[Title], year)
	if ctx.Err() != nil {
		return "", ctx.Err()
	}
	if err != nil {
		b.Log.WarnContext(ctx, "cakes can't be asked during an import", "error", err)
		cakeID = ""
	}
	b.works[key] = cakeID
	return cakeID, nil
}

// store brings drafts in, writes their records and notes it.
func (b *bringing) store(ctx context.Context, rows []Row, drafts []Draft, photos []RecordPhoto) error {
	keys := make([]string, len(rows))
	for n := range rows {
		keys[n] = rows[n].Key
	}
	brought, err := b.Pieces.Bring(ctx, b.of.OwnerID, b.of.Language, keys, drafts)
	if err != nil {
		return err
	}
	for n := range rows {
		r, out := &rows[n], brought[n]
		if len(out.Problems) > 0 {
			r.State, r.Problems = RowWrong, out.Problems
			continue
		}
		text := r.Facts[Text]
		if text != "" || len(photos) > 0 {
			err := b.Records.Write(ctx, b.of.OwnerID, out.PieceID, text, photos)
			if err != nil && !errors.Is(err, errs.NotFound) { // it may have been deleted a moment ago
				return err
			}
		}
		r.State, r.PieceID, r.Problems = RowDone, out.PieceID, nil
	}
	return b.Store.Settle(ctx, b.of.ID, rows)
}
