// Package sharesql keeps links and calendar feeds in the relational store, on SQLite and
// MySQL alike.
//
// Invariants: the tables stand in the database of the pieces and are made by its
// migrations (package piecesql); with a piece its links go, which is a foreign key's work.
// The package imports the domain and platform.
package sharesql

import (
	"context"
	"errors"
	"time"

	"github.com/uptrace/bun"

	"piece/internal/piece/share"
	"piece/internal/platform/errs"
	"piece/internal/platform/page"
	"piece/internal/platform/sqldb"
)

// Store implements share.Store.
type Store struct{ db *sqldb.DB }

// New gives the store over the database of the pieces.
func New(db *sqldb.DB) *Store { return &Store{db} }

type linkRow struct {
	bun.BaseModel `bun:"table:piece_links"`

	ID        string `bun:",pk"`
	PieceID   string
	OwnerID   string
	Token     string
	CreatedAt sqldb.Time
	EndsAt    sqldb.Time
}

func (r linkRow) link() share.Link {
	return share.Link{
		ID: r.ID, PieceID: r.PieceID, OwnerID: r.OwnerID, Token: r.Token,
		CreatedAt: r.CreatedAt.Time, EndsAt: r.EndsAt.Time,
	}
}

// AddLink implements share.Store. The row of the piece is locked, so that links made at the
// same moment are counted one after the other.
func (s *Store) AddLink(ctx context.Context, l share.Link, now time.Time, most int) error {
	return s.db.InTx(ctx, func(ctx context.Context, tx bun.Tx) error {
		var pieceID string
		err := tx.NewSelect().Table("pieces").Column("id").Where("id = ?", l.PieceID).Where("owner_id = ?", l.OwnerID).
			Apply(s.db.ForUpdate).Scan(ctx, &pieceID)
		if err != nil {
			return err
		}
		living, err := tx.NewSelect().Model((*linkRow)(nil)).Where("piece_id = ?", l.PieceID).
			Where("(ends_at IS NULL OR ends_at > ?)", sqldb.At(now)).Count(ctx)
		if err != nil {
			return err
		}
		if int(living) >= most {
			return share.ErrTooManyLinks
		}
		row := linkRow{
			ID: l.ID, PieceID: l.PieceID, OwnerID: l.OwnerID, Token: l.Token,
			CreatedAt: sqldb.At(l.CreatedAt), EndsAt: sqldb.At(l.EndsAt),
		}
		_, err = tx.NewInsert().Model(&row).Exec(ctx)
		return err
	})
}

// LinkByToken implements share.Store.
func (s *Store) LinkByToken(ctx context.Context, token string) (share.Link, error) {
	var r linkRow
	err := s.db.Reader().NewSelect().Model(&r).Where("token = ?", token).Scan(ctx)
	return r.link(), sqldb.Map(err)
}

// Links implements share.Store.
func (s *Store) Links(ctx context.Context, owner, pieceID string, r page.Request) (page.Page[share.Link], error) {
	var rows []linkRow
	q := s.db.Reader().NewSelect().Model(&rows).Where("owner_id = ?", owner).Order("id DESC").Limit(int64(r.Limit) + 1)
	if pieceID != "" {
		q = q.Where("piece_id = ?", pieceID)
	}
	if len(r.After) == 1 {
		q = q.Where("id < ?", r.After[0])
	}
	if err := q.Scan(ctx); err != nil {
		return page.Page[share.Link]{}, sqldb.Map(err)
	}
	links := make([]share.Link, len(rows))
	for i := range rows {
		links[i] = rows[i].link()
	}
	return page.Cut(links, r.Limit, func(l share.Link) page.Cursor { return page.Cursor{l.ID} }), nil
}

// RemoveLink implements share.Store.
func (s *Store) RemoveLink(ctx context.Context, owner, id string) error {
	return sqldb.Affected(s.db.Writer().NewDelete().Model((*linkRow)(nil)).
		Where("id = ?", id).Where("owner_id = ?", owner).Exec(ctx))
}

type feedRow struct {
	bun.BaseModel `bun:"table:piece_feeds"`

	OwnerID   string `bun:",pk"`
	Secret    string
	TimeZone  string
	CreatedAt sqldb.Time
}

func (r feedRow) feed() share.Feed {
	return share.Feed{OwnerID: r.OwnerID, Secret: r.Secret, TimeZone: r.TimeZone, CreatedAt: r.CreatedAt.Time}
}

// SetFeed implements share.Store.
func (s *Store) SetFeed(ctx context.Context, f share.Feed) error {
	row := feedRow{OwnerID: f.OwnerID, Secret: f.Secret, TimeZone: f.TimeZone, CreatedAt: sqldb.At(f.CreatedAt)}
	replace := func() error {
		return sqldb.Affected(s.db.Writer().NewUpdate().Model(&row).WherePK().Exec(ctx))
	}
	err := replace()
	if !errors.Is(err, errs.NotFound) {
		return err
	}
	_, err = s.db.Writer().NewInsert().Model(&row).Exec(ctx)
	if err = sqldb.Map(err); errors.Is(err, errs.Conflict) { // made at the same moment
		return replace()
	}
	return err
}

// FeedOf implements share.Store.
func (s *Store) FeedOf(ctx context.Context, owner string) (share.Feed, error) {
	return s.feed(ctx, "owner_id = ?", owner)
}

// FeedBySecret implements share.Store.
func (s *Store) FeedBySecret(ctx context.Context, secret string) (share.Feed, error) {
	return s.feed(ctx, "secret = ?", secret)
}

func (s *Store) feed(ctx context.Context, where, value string) (share.Feed, error) {
	var r feedRow
	err := s.db.Reader().NewSelect().Model(&r).Where(where, value).Scan(ctx)
	return r.feed(), sqldb.Map(err)
}

// RemoveFeed implements share.Store.
func (s *Store) RemoveFeed(ctx context.Context, owner string) error {
	_, err := s.db.Writer().NewDelete().Model((*feedRow)(nil)).Where("owner_id = ?", owner).Exec(ctx)
	return sqldb.Map(err)
}
