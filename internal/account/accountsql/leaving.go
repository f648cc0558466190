package accountsql

import (
	"context"
	"time"

	"github.com/uptrace/bun"
)

// EndAll ends all sessions of a person within a transaction of who removes people.
func (s *Store) EndAll(ctx context.Context, tx bun.Tx, personID string, at time.Time) error {
	_, err := s.end(ctx, tx, at, func(q *bun.SelectQuery) *bun.SelectQuery { return q.Where("person_id = ?", personID) })
	return err
}
