package piecesql

import (
	"context"
	"time"

	"piece/internal/piece"
	"piece/internal/platform/sqldb"
)

// DueErrands implements piece.Store.
func (s *Store) DueErrands(ctx context.Context, now time.Time, limit int) ([]piece.Errand, error) {
	var rows []errandRow
	err := s.db.Reader().NewSelect().Model(&rows).Where("wait_till <= ?", sqldb.At(now)).
		Order("wait_till", "id").Limit(int64(limit)).Scan(ctx)
	out := make([]piece.Errand, len(rows))
	for i, r := range rows {
		out[i] = piece.Errand{
			ID: r.ID, Kind: piece.ErrandKind(r.Kind), OwnerID: r.OwnerID, PhotoID: r.PhotoID,
			Tries: r.Tries, WaitTill: r.WaitTill.Time,
		}
	}
	return out, sqldb.Map(err)
}

// PutOff implements piece.Store.
func (s *Store) PutOff(ctx context.Context, id string, until time.Time) error {
	_, err := s.db.Writer().NewUpdate().Model((*errandRow)(nil)).
		Set("tries = tries + 1").Set("wait_till = ?", sqldb.At(until)).Where("id = ?", id).Exec(ctx)
	return sqldb.Map(err)
}

// Done implements piece.Store.
func (s *Store) Done(ctx context.Context, id string) error {
	_, err := s.db.Writer().NewDelete().Model((*errandRow)(nil)).Where("id = ?", id).Exec(ctx)
	return sqldb.Map(err)
}

// ForgetCreations implements piece.Store.
func (s *Store) ForgetCreations(ctx context.Context, before time.Time) error {
	_, err := s.db.Writer().NewDelete().Model((*creationRow)(nil)).Where("created_at < ?", sqldb.At(before)).Exec(ctx)
	return sqldb.Map(err)
}
