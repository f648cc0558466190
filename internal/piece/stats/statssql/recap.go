package statssql

import (
	"context"
	"database/sql"
	"errors"

	"github.com/uptrace/bun"

	"piece/internal/craft/ticket"
	"piece/internal/piece"
	"piece/internal/piece/stats"
)

// Recap implements stats.Store.
func (s *Store) Recap(ctx context.Context, owner string, q stats.Query) (stats.RecapCounts, error) {
	var out stats.RecapCounts
	err := s.db.Snapshot(ctx, func(ctx context.Context, tx bun.Tx) error {
		c := counter{tx, owner, q}
		if err := c.counts(ctx, &out.Counts); err != nil {
			return err
		}
		for _, find := range []func(context.Context, *stats.RecapCounts) error{c.seats, c.before, c.ends, c.loved, c.tickets} {
			if err := find(ctx, &out); err != nil {
				return err
			}
		}
		return nil
	})
	return out, err
}

func (c counter) seats(ctx context.Context, out *stats.RecapCounts) error {
	return c.from(c.First).ColumnExpr("seat AS value").ColumnExpr("COUNT(*) AS pieces").Where("seat <> ''").Group("seat").Scan(ctx, &out.Seats)
}

// before finds the venues of earlier pieces, each as often as it is named: to find each once,
// MariaDB would write long texts into a table on the disk.
func (c counter) before(ctx context.Context, out *stats.RecapCounts) error {
	rows, err := c.tx.NewSelect().Table("pieces").Column("venue").Where("owner_id = ?", c.owner).Where("day < ?", c.First).Rows(ctx)
	if err != nil {
		return err
	}
	defer rows.Close()
	seen := map[string]bool{"": true}
	for rows.Next() {
		var venue string
		if err := rows.Scan(&venue); err != nil {
			return err
		}
		if !seen[venue] {
			seen[venue] = true
			out.EarlierVenues = append(out.EarlierVenues, venue)
		}
	}
	return rows.Err()
}

// ends finds the first and the last piece.
func (c counter) ends(ctx context.Context, out *stats.RecapCounts) error {
	for order, id := range map[string]*string{"": &out.First, " DESC": &out.Last} {
		err := c.from(c.First).Column("id").OrderExpr("day"+order+", clock"+order+", id"+order).Limit(1).Scan(ctx, id)
		if err != nil && !errors.Is(err, sql.ErrNoRows) {
			return err
		}
	}
	return nil
}

// loved counts the hearts of those with the most stars alone.
func (c counter) loved(ctx context.Context, out *stats.RecapCounts) error {
	most := 0
	for _, s := range out.Stars {
		most = max(most, s.Value)
	}
	var row struct {
		ID     string
		Hearts int
	}
	err := c.from(c.First).Column("id").
		ColumnExpr("(SELECT COUNT(*) FROM piece_hearts AS h WHERE h.piece_id = pieces.id) AS hearts").
		Where("half_stars = ?", most).OrderExpr("hearts DESC, day, clock, id").Limit(1).Scan(ctx, &row)
	if errors.Is(err, sql.ErrNoRows) {
		return nil
	}
	out.Loved, out.LovedHearts = row.ID, row.Hearts
	return err
}

func (c counter) tickets(ctx context.Context, out *stats.RecapCounts) error {
	var rows []struct {
		ID, Title, Color string
		Day              piece.Day
		Shape            ticket.Shape
		Revision         int
	}
	err := c.from(c.First).Column("id", "title", "color", "day", "shape", "revision").OrderExpr("day, clock, id").
		Limit(stats.MostTickets).Scan(ctx, &rows)
	for _, r := range rows {
		out.Tickets = append(out.Tickets, stats.Ticket{ID: r.ID, Day: r.Day, Title: r.Title, Color: r.Color, Shape: r.Shape, Revision: r.Revision})
	}
	return err
}
