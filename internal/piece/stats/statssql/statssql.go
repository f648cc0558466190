// Package statssql counts pieces in the relational store, on SQLite and MySQL alike.
//
// Invariants: it has no tables of its own and writes nothing; the tables are those of the
// pieces, made by the migrations of package piecesql, with an index that most counts read alone;
// all queries of an answer see the same moment. The package imports the domain and platform.
package statssql

import (
	"context"

	"github.com/uptrace/bun"

	"piece/internal/piece"
	"piece/internal/piece/stats"
	"piece/internal/platform/sqldb"
)

// Store implements stats.Store.
type Store struct{ db *sqldb.DB }

// New gives the store over the database of the pieces.
func New(db *sqldb.DB) *Store { return &Store{db} }

// Counts implements stats.Store.
func (s *Store) Counts(ctx context.Context, owner string, q stats.Query) (stats.Counts, error) {
	var c stats.Counts
	err := s.db.Snapshot(ctx, func(ctx context.Context, tx bun.Tx) error {
		return counter{tx, owner, q}.counts(ctx, &c)
	})
	return c, err
}

// Years implements stats.Store.
func (s *Store) Years(ctx context.Context, owner string) ([]stats.Year, error) {
	var rows []struct {
		Year int
		sums `bun:",extend"`
	}
	err := s.db.Reader().NewSelect().Table("pieces").ColumnExpr("SUBSTR(day, 1, 4) AS year").Apply(sumUp).
		Where("owner_id = ?", owner).Group("year").Order("year DESC").Scan(ctx, &rows)
	years := make([]stats.Year, len(rows))
	for i, r := range rows {
		years[i] = stats.Year{Year: r.Year, Totals: r.totals()}
	}
	return years, sqldb.Map(err)
}

// counter asks in one transaction.
type counter struct {
	tx    bun.Tx
	owner string
	stats.Query
}

// from are the owner's pieces from a day until the last.
func (c counter) from(day piece.Day) *bun.SelectQuery {
	return c.tx.NewSelect().Table("pieces").Where("owner_id = ?", c.owner).Where("day >= ?", day).Where("day <= ?", c.Last)
}

func (c counter) counts(ctx context.Context, out *stats.Counts) error {
	for _, count := range []func(context.Context, *stats.Counts) error{c.months, c.stars, c.genres, c.hours, c.days, c.texts, c.works} {
		if err := count(ctx, out); err != nil {
			return err
		}
	}
	return nil
}

// sums are the columns of stats.Totals.
type sums struct {
	Pieces, Rated, HalfStars, Priced, Free int
	Spent                                  int64
}

func (s sums) totals() stats.Totals {
	return stats.Totals{Pieces: s.Pieces, Rated: s.Rated, HalfStars: s.HalfStars, Priced: s.Priced, Free: s.Free, Spent: s.Spent}
}

func sumUp(q *bun.SelectQuery) *bun.SelectQuery {
	return q.ColumnExpr("COUNT(*) AS pieces").
		ColumnExpr("SUM(CASE WHEN half_stars > 0 THEN 1 ELSE 0 END) AS rated").
		ColumnExpr("SUM(half_stars) AS half_stars").
		ColumnExpr("COUNT(price) AS priced").
		ColumnExpr("SUM(CASE WHEN price = 0 THEN 1 ELSE 0 END) AS free").
		ColumnExpr("COALESCE(SUM(price), 0) AS spent")
}

func (c counter) months(ctx context.Context, out *stats.Counts) error {
	var rows []struct {
		Month piece.Month
		Kind  piece.Kind
		Early int
		sums  `bun:",extend"`
	}
	err := c.from(c.Before).ColumnExpr("SUBSTR(day, 1, 7) AS month").Column("kind").
		ColumnExpr("CASE WHEN SUBSTR(day, 6, 5) <= ? THEN 1 ELSE 0 END AS early", c.Cut).Apply(sumUp).
		Group("month", "kind", "early").Scan(ctx, &rows)
	for _, r := range rows {
		out.Months = append(out.Months, stats.MonthCount{Month: r.Month, Kind: r.Kind, Early: r.Early == 1, Totals: r.totals()})
	}
	return err
}

func (c counter) stars(ctx context.Context, out *stats.Counts) error {
	return c.from(c.First).ColumnExpr("half_stars AS value").ColumnExpr("COUNT(*) AS pieces").Group("half_stars").Scan(ctx, &out.Stars)
}

func (c counter) genres(ctx context.Context, out *stats.Counts) error {
	var rows []struct {
		Genre piece.Genre
		sums  `bun:",extend"`
	}
	err := c.from(c.First).Column("genre").Apply(sumUp).Group("genre").Scan(ctx, &rows)
	for _, r := range rows {
		out.Genres = append(out.Genres, stats.GenreTotals{Genre: r.Genre, Totals: r.totals()})
	}
	return err
}

func (c counter) hours(ctx context.Context, out *stats.Counts) error {
	return c.from(c.First).ColumnExpr("SUBSTR(clock, 1, 2) AS value").ColumnExpr("COUNT(*) AS pieces").Group("value").Scan(ctx, &out.Hours)
}

func (c counter) days(ctx context.Context, out *stats.Counts) error {
	return c.from(c.First).Column("day").ColumnExpr("COUNT(*) AS pieces").Group("day").Scan(ctx, &out.Days)
}

// texts reads names as they were typed: which of them are one, SQL can't tell. They are as many
// as the pieces, and scanned without reflection.
func (c counter) texts(ctx context.Context, out *stats.Counts) error {
	rows, err := c.from(c.First).Column("venue", "performers", "director").Rows(ctx)
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		var t stats.Texts
		if err := rows.Scan(&t.Venue, &t.Cast, &t.Director); err != nil {
			return err
		}
		out.Texts = append(out.Texts, t)
	}
	return rows.Err()
}

// works reads the index of viewings alone.
func (c counter) works(ctx context.Context, out *stats.Counts) error {
	return c.tx.NewSelect().Table("pieces").Column("cake_id").
		ColumnExpr("SUM(CASE WHEN day >= ? THEN 1 ELSE 0 END) AS pieces", c.First).
		ColumnExpr("SUM(CASE WHEN day >= ? THEN 0 ELSE 1 END) AS earlier", c.First).
		ColumnExpr("COALESCE(MAX(CASE WHEN day >= ? THEN id END), '') AS latest", c.First).
		Where("owner_id = ?", c.owner).Where("cake_id <> ''").Where("day <= ?", c.Last).Group("cake_id").Scan(ctx, &out.Works)
}
