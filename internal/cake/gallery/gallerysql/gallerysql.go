// Package gallerysql keeps in the relational store which pictures of cakes there are. Each
// change that lets go of an object, or begins to need one, moves its key into or out of the
// object bin in the same transaction. Its tables come with those of cakes; of the table of
// cakes it changes nothing but what the pictures are.
package gallerysql

import (
	"context"
	"errors"
	"time"

	"github.com/uptrace/bun"

	"piece/internal/cake"
	"piece/internal/cake/gallery"
	"piece/internal/platform/clock"
	"piece/internal/platform/errs"
	"piece/internal/platform/objectbin"
	"piece/internal/platform/sqldb"
)

// Store implements gallery.Store.
type Store struct {
	db    *sqldb.DB
	bin   *objectbin.Bin
	clock clock.Clock
}

// New gives the store over a database with the migrations of cakes and of the bin.
func New(db *sqldb.DB, bin *objectbin.Bin, c clock.Clock) *Store {
	return &Store{db: db, bin: bin, clock: c}
}

// posterRow is a poster that is kept.
type posterRow struct {
	bun.BaseModel `bun:"table:cake_posters,alias:p"`

	CakeID  string         `bun:"cake_id,pk"`
	SetID   string         `bun:"set_id"`
	Origin  gallery.Origin `bun:"origin"`
	Facts   string         `bun:"facts"`
	FactsAt sqldb.Time     `bun:"facts_at"`
}

func (r posterRow) kept() gallery.Kept {
	return gallery.Kept{SetID: r.SetID, Origin: r.Origin, Facts: r.Facts, FactsAt: r.FactsAt.Time}
}

func posterOf(cakeID string, k gallery.Kept) posterRow {
	return posterRow{CakeID: cakeID, SetID: k.SetID, Origin: k.Origin, Facts: k.Facts, FactsAt: sqldb.At(k.FactsAt)}
}

// subjectRow is a cake as far as posters tell of it, with the poster that is kept.
type subjectRow struct {
	bun.BaseModel `bun:"table:cakes,alias:c"`

	ID         string        `bun:"id"`
	Source     cake.Source   `bun:"source"`
	Code       string        `bun:"code"`
	MergedInto string        `bun:"merged_into"`
	Kind       cake.Kind     `bun:"kind"`
	Title      string        `bun:"title"`
	Original   string        `bun:"original"`
	Year       int           `bun:"year"`
	Opens      cake.Day      `bun:"opens"`
	Closes     cake.Day      `bun:"closes"`
	OpenRun    bool          `bun:"open_run"`
	Venue      string        `bun:"venue"`
	Genres     cake.GenreSet `bun:"genres"`
	Revision   int           `bun:"poster_revision"`
	UpdatedAt  sqldb.Time    `bun:"updated_at"`
	HiddenAt   sqldb.Time    `bun:"hidden_at"`

	SetID   string         `bun:"set_id"`
	From    gallery.Origin `bun:"origin"`
	Facts   string         `bun:"facts"`
	FactsAt sqldb.Time     `bun:"facts_at"`
}

// maxMerges bounds how far the id of a merged cake is followed.
const maxMerges = 32

// Subject implements gallery.Store.
func (s *Store) Subject(ctx context.Context, cakeID string) (*gallery.Subject, error) {
	for range maxMerges {
		var r subjectRow
		err := s.db.Reader().NewSelect().Model(&r).
			Column("c.id", "c.source", "c.code", "c.merged_into", "c.kind", "c.title", "c.original", "c.year", "c.opens", "c.closes",
				"c.open_run", "c.venue", "c.genres", "c.poster_revision", "c.updated_at", "c.hidden_at").
			ColumnExpr("COALESCE(p.set_id, '') AS set_id, COALESCE(p.origin, '') AS origin, COALESCE(p.facts, '') AS facts, p.facts_at").
			Join("LEFT JOIN cake_posters AS p ON p.cake_id = c.id").Where("c.id = ?", cakeID).Scan(ctx)
		if err != nil {
			return nil, sqldb.Map(err)
		}
		if r.MergedInto != "" {
			cakeID = r.MergedInto
			continue
		}
		credits, err := s.credits(ctx, r.ID)
		if err != nil {
			return nil, err
		}
		return r.subject(credits), nil
	}
	return nil, errs.Internal.With(errors.New("cakes: a merge leads nowhere"))
}

func (r *subjectRow) subject(credits []cake.Credit) *gallery.Subject {
	return &gallery.Subject{
		CakeID: r.ID, Origin: cake.Origin{Source: r.Source, Code: r.Code},
		Work: cake.Work{
			Kind: r.Kind, Title: r.Title, Original: r.Original, Year: r.Year, Opens: r.Opens, Closes: r.Closes,
			OpenRun: r.OpenRun, Venue: r.Venue, Genres: r.Genres, Credits: credits,
		},
		Revision: r.Revision, UpdatedAt: r.UpdatedAt.Time, Hidden: !r.HiddenAt.IsZero(),
		Kept: gallery.Kept{SetID: r.SetID, Origin: r.From, Facts: r.Facts, FactsAt: r.FactsAt.Time},
	}
}

// someCredits is how many people are read for a poster, which names a few of them.
const someCredits = 24

func (s *Store) credits(ctx context.Context, cakeID string) ([]cake.Credit, error) {
	var rows []struct {
		Role cake.Role `bun:"role"`
		Name string    `bun:"name"`
	}
	err := s.db.Reader().NewSelect().Table("cake_credits").Column("role", "name").
		Where("cake_id = ?", cakeID).Order("position").Limit(someCredits).Scan(ctx, &rows)
	credits := make([]cake.Credit, len(rows))
	for i, r := range rows {
		credits[i] = cake.Credit{Role: r.Role, Name: r.Name}
	}
	return credits, sqldb.Map(err)
}

// Intend implements gallery.Store.
func (s *Store) Intend(ctx context.Context, keys ...string) error {
	return s.db.InTx(ctx, func(ctx context.Context, tx bun.Tx) error {
		return s.bin.Intend(ctx, tx, s.clock.Now().Add(objectbin.StoreWithin), keys...)
	})
}

// stillRead is how long files outlive the poster that replaces theirs, for those who looked
// it up just before and are about to read them.
const stillRead = time.Minute

// Keep implements gallery.Store.
func (s *Store) Keep(ctx context.Context, cakeID string, k gallery.Kept, f *gallery.Forms) error {
	return s.db.InTx(ctx, func(ctx context.Context, tx bun.Tx) error {
		old, err := s.lock(ctx, tx, cakeID)
		if err != nil {
			return err
		}
		if !k.Replaces(old) {
			return errs.Conflict
		}
		if err := s.bin.Keep(ctx, tx, gallery.Keys(k.SetID)...); err != nil {
			return errs.Unavailable.With(err) // deleted, because all this took too long
		}
		if err := s.place(ctx, tx, cakeID, k, old); err != nil {
			return err
		}
		if err := s.tell(ctx, tx, cakeID, f); err != nil || old.SetID == "" {
			return err
		}
		return s.bin.DiscardAt(ctx, tx, s.clock.Now().Add(stillRead), gallery.Keys(old.SetID)...)
	})
}

// place puts a poster in the place of the old one, if there is one.
func (s *Store) place(ctx context.Context, tx bun.Tx, cakeID string, k, old gallery.Kept) error {
	row := posterOf(cakeID, k)
	if old.SetID == "" {
		_, err := tx.NewInsert().Model(&row).Exec(ctx)
		return err
	}
	_, err := tx.NewUpdate().Model(&row).WherePK().Exec(ctx)
	return err
}

// tell tells everybody that a cake has another poster.
func (s *Store) tell(ctx context.Context, tx bun.Tx, cakeID string, f *gallery.Forms) error {
	_, err := tx.NewUpdate().Table("cakes").Set("poster_revision = poster_revision + 1").
		Set("poster_width = ?", f.Width).Set("poster_height = ?", f.Height).Set("poster_color = ?", f.Color).Set("poster_blur = ?", f.Blur).
		Where("id = ?", cakeID).Exec(ctx)
	return err
}

// lock holds a cake for the rest of a transaction, and gives the poster that it has.
func (s *Store) lock(ctx context.Context, tx bun.Tx, cakeID string) (gallery.Kept, error) {
	var merged string
	err := tx.NewSelect().Table("cakes").Column("merged_into").Where("id = ?", cakeID).Apply(s.db.ForUpdate).Scan(ctx, &merged)
	if err != nil {
		return gallery.Kept{}, err
	}
	if merged != "" {
		return gallery.Kept{}, errs.Conflict
	}
	var rows []posterRow
	err = tx.NewSelect().Model(&rows).Where("cake_id = ?", cakeID).Scan(ctx)
	if err != nil || len(rows) == 0 {
		return gallery.Kept{}, err
	}
	return rows[0].kept(), nil
}

// Confirm implements gallery.Store.
func (s *Store) Confirm(ctx context.Context, cakeID string, k gallery.Kept) error {
	_, err := s.db.Writer().NewUpdate().Model((*posterRow)(nil)).Set("facts_at = ?", sqldb.At(k.FactsAt)).
		Where("cake_id = ?", cakeID).Where("set_id = ?", k.SetID).Exec(ctx)
	return sqldb.Map(err)
}
