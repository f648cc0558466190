package gallerysql

import (
	"context"
	"errors"
	"time"

	"github.com/uptrace/bun"

	"piece/internal/cake"
	"piece/internal/cake/gallery"
	"piece/internal/platform/errs"
	"piece/internal/platform/sqldb"
)

// walkRow says who walks.
type walkRow struct {
	bun.BaseModel `bun:"table:cake_picture_walk"`

	ID     int        `bun:"id,pk"`
	Holder string     `bun:"holder"`
	Until  sqldb.Time `bun:"until"`
}

// Lead implements gallery.Queue.
func (s *Store) Lead(ctx context.Context, holder string, now, until time.Time) (bool, error) {
	res, err := s.db.Writer().NewUpdate().Model((*walkRow)(nil)).Set("holder = ?", holder).Set("until = ?", sqldb.At(until)).
		Where("id = 1").Where("holder = ? OR until <= ?", holder, sqldb.At(now)).Exec(ctx)
	err = sqldb.Affected(res, err)
	if !errors.Is(err, errs.NotFound) {
		return err == nil, err
	}
	// Nobody ever did, or somebody else does.
	_, err = s.db.Writer().NewInsert().Model(&walkRow{ID: 1, Holder: holder, Until: sqldb.At(until)}).Exec(ctx)
	if err = sqldb.Map(err); errors.Is(err, errs.Conflict) {
		return false, nil
	}
	return err == nil, err
}

// seenRow is a cake as the walk sees it.
type seenRow struct {
	bun.BaseModel `bun:"table:cakes,alias:c"`

	Number     int64       `bun:"number"`
	ID         string      `bun:"id"`
	Source     cake.Source `bun:"source"`
	MergedInto string      `bun:"merged_into"`
	PosterURL  string      `bun:"poster_url"`
	Heat       int64       `bun:"heat"`
	Opens      cake.Day    `bun:"opens"`
	UpdatedAt  sqldb.Time  `bun:"updated_at"`

	SetID   string         `bun:"set_id"`
	From    gallery.Origin `bun:"origin"`
	FactsAt sqldb.Time     `bun:"facts_at"`
}

// Walk implements gallery.Queue.
func (s *Store) Walk(ctx context.Context, after int64, limit int) ([]gallery.Seen, error) {
	var rows []seenRow
	err := s.db.Reader().NewSelect().Model(&rows).
		Column("c.number", "c.id", "c.source", "c.merged_into", "c.poster_url", "c.heat", "c.opens", "c.updated_at").
		ColumnExpr("COALESCE(p.set_id, '') AS set_id, COALESCE(p.origin, '') AS origin, p.facts_at").
		Join("LEFT JOIN cake_posters AS p ON p.cake_id = c.id").
		Where("c.number > ?", after).Order("c.number").Limit(int64(limit)).Scan(ctx)
	if err != nil || len(rows) == 0 {
		return nil, sqldb.Map(err)
	}
	ids := make([]string, len(rows))
	for i := range rows {
		ids[i] = rows[i].ID
	}
	portraits, err := s.portraits(ctx, ids)
	if err != nil {
		return nil, err
	}
	seen := make([]gallery.Seen, len(rows))
	for i, r := range rows {
		seen[i] = gallery.Seen{
			Number: r.Number, ID: r.ID, Source: r.Source, Merged: r.MergedInto != "", Address: r.PosterURL, Heat: r.Heat, Opens: r.Opens,
			Kept:      gallery.Kept{SetID: r.SetID, Origin: r.From, FactsAt: r.FactsAt.Time},
			UpdatedAt: r.UpdatedAt.Time, Portraits: portraits[r.ID],
		}
	}
	return seen, nil
}

// portraits gives the people of cakes that have a picture, by cake.
func (s *Store) portraits(ctx context.Context, cakeIDs []string) (map[string][]cake.Credit, error) {
	var rows []struct {
		CakeID  string `bun:"cake_id"`
		Picture string `bun:"picture_url"`
	}
	err := s.db.Reader().NewSelect().Table("cake_credits").Column("cake_id", "picture_url").
		Where("cake_id IN (?)", bun.List(cakeIDs)).Where("picture_url <> ''").Scan(ctx, &rows)
	found := map[string][]cake.Credit{}
	for _, r := range rows {
		found[r.CakeID] = append(found[r.CakeID], cake.Credit{Picture: r.Picture})
	}
	return found, sqldb.Map(err)
}

// HandOver implements gallery.Queue.
func (s *Store) HandOver(ctx context.Context, cakeID string) error {
	target, err := s.Subject(ctx, cakeID)
	if err != nil {
		return err
	}
	if target.CakeID == cakeID {
		return nil // it isn't merged
	}
	err = s.db.InTx(ctx, func(ctx context.Context, tx bun.Tx) error {
		old, err := s.lock(ctx, tx, target.CakeID)
		if err != nil {
			return err
		}
		var rows []posterRow
		if err := tx.NewSelect().Model(&rows).Where("cake_id = ?", cakeID).Apply(s.db.ForUpdate).Scan(ctx); err != nil || len(rows) == 0 {
			return err
		}
		if _, err := tx.NewDelete().Model(&rows[0]).WherePK().Exec(ctx); err != nil {
			return err
		}
		k, gone := rows[0].kept(), rows[0].SetID
		// A drawn one tells the facts of the other cake, and of two of a rank each has its own.
		if k.Origin != gallery.Drawn && k.Replaces(old) && k.Origin != old.Origin {
			if err := s.place(ctx, tx, target.CakeID, k, old); err != nil {
				return err
			}
			if err := s.like(ctx, tx, target.CakeID, cakeID); err != nil {
				return err
			}
			gone = old.SetID
		}
		if gone == "" {
			return nil
		}
		return s.bin.DiscardAt(ctx, tx, s.clock.Now().Add(stillRead), gallery.Keys(gone)...)
	})
	if errors.Is(err, errs.Conflict) {
		return nil // the other was merged too, right now: the next walk sees to it
	}
	return err
}

// like tells of a cake's poster what was told of another's.
func (s *Store) like(ctx context.Context, tx bun.Tx, cakeID, other string) error {
	var f gallery.Forms
	err := tx.NewSelect().Table("cakes").Column("poster_width", "poster_height", "poster_color", "poster_blur").
		Where("id = ?", other).Scan(ctx, &f.Width, &f.Height, &f.Color, &f.Blur)
	if err != nil {
		return err
	}
	return s.tell(ctx, tx, cakeID, &f)
}
