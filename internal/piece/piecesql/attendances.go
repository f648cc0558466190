package piecesql

import (
	"context"

	"piece/internal/piece"
	"piece/internal/platform/sqldb"
)

// attendanceRow is what of a piece is read to be counted: a person may have thousands.
type attendanceRow struct {
	ID         string
	Kind       string
	Genre      string
	CakeID     string
	Performers string
	Venue      string
	Seat       string
	Price      *int64
	Day        string
	Clock      string
	CreatedAt  sqldb.Time
}

// Attendances implements piece.Store.
func (s *Store) Attendances(ctx context.Context, owner, after string, limit int) ([]piece.Attendance, error) {
	var rows []attendanceRow
	err := s.db.Reader().NewSelect().Table("pieces").
		Column("id", "kind", "genre", "cake_id", "performers", "venue", "seat", "price", "day", "clock", "created_at").
		Where("owner_id = ?", owner).Where("id > ?", after).Order("id").Limit(int64(limit)).Scan(ctx, &rows)
	out := make([]piece.Attendance, len(rows))
	for i, r := range rows {
		out[i] = piece.Attendance{
			ID: r.ID, Kind: piece.Kind(r.Kind), Genre: piece.Genre(r.Genre), CakeID: r.CakeID, Cast: r.Performers,
			Venue: r.Venue, Seat: r.Seat, Price: r.Price, Day: piece.Day(r.Day), Time: r.Clock, MadeAt: r.CreatedAt.Time,
		}
	}
	return out, sqldb.Map(err)
}
