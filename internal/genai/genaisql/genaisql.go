// Package genaisql keeps the ledger of calls and what people agreed to in the relational store, on
// SQLite and MySQL alike. It imports the domain and platform.
package genaisql

import (
	"context"
	"embed"
	"errors"
	"slices"
	"time"

	"github.com/uptrace/bun"

	"piece/internal/genai"
	"piece/internal/platform/errs"
	"piece/internal/platform/sqldb"
)

// Domain names the tables of this store among the migrations.
const Domain = "genai"

// Migrations makes the tables.
//
//go:embed migrations
var Migrations embed.FS

// Store implements genai.Store.
type Store struct{ db *sqldb.DB }

var _ genai.Store = (*Store)(nil)

// New gives the store over an open database whose tables are up to date.
func New(db *sqldb.DB) *Store { return &Store{db} }

type callRow struct {
	bun.BaseModel `bun:"table:genai_calls,alias:c"`

	Ref       string     `bun:",pk"`
	Step      genai.Step `bun:",pk"`
	PersonID  string     // "" once the day is over, or the person gone
	Day       string
	Provider  string
	Model     string
	State     genai.EntryState
	Sending   int
	TokensIn  int64
	TokensOut int64
	Pictures  int
	Micros    int64
	Answer    sqldb.Text
	SentAt    sqldb.Time
	EndedAt   sqldb.Time
}

func rowOf(e genai.Entry) *callRow {
	return &callRow{
		Ref: e.Ref, Step: e.Step, PersonID: e.Person, Day: e.Day, Provider: e.Provider, Model: e.Model, State: e.State, Sending: e.Sending,
		TokensIn: e.Usage.TokensIn, TokensOut: e.Usage.TokensOut, Pictures: e.Usage.Pictures, Micros: e.Micros, Answer: sqldb.Text(e.Text),
		SentAt: sqldb.At(e.SentAt), EndedAt: sqldb.At(e.EndedAt),
	}
}

func (r *callRow) entry() genai.Entry {
	return genai.Entry{
		Call: genai.Call{Ref: r.Ref, Person: r.PersonID, Step: r.Step}, Day: r.Day, Provider: r.Provider, Model: r.Model, State: r.State, Sending: r.Sending,
		Usage:  genai.Usage{TokensIn: r.TokensIn, TokensOut: r.TokensOut, Pictures: r.Pictures},
		Micros: r.Micros, Text: string(r.Answer), SentAt: r.SentAt.Time, EndedAt: r.EndedAt.Time,
	}
}

// dayRow is only there to be locked.
type dayRow struct {
	bun.BaseModel `bun:"table:genai_days"`

	Day string `bun:",pk"`
}

// sendTries is how often a call is decided anew because the same was stored for another day at the
// same moment.
const sendTries = 3

// Send implements genai.Store. The row of the day is the lock: it is there before the transaction
// begins, because two that insert it at the same moment would wait for each other.
func (s *Store) Send(ctx context.Context, c genai.Call, day string, decide genai.Decide) (genai.Entry, error) {
	if _, err := s.db.Writer().NewInsert().Model(&dayRow{Day: day}).Ignore().Exec(ctx); err != nil {
		return genai.Entry{}, sqldb.Map(err)
	}
	for try := 1; ; try++ {
		e, err := s.send(ctx, c, day, decide)
		if !errors.Is(err, errs.Conflict) || try == sendTries {
			return e, err
		}
	}
}

func (s *Store) send(ctx context.Context, c genai.Call, day string, decide genai.Decide) (genai.Entry, error) {
	var e genai.Entry
	err := s.db.InTx(ctx, func(ctx context.Context, tx bun.Tx) error {
		lock := dayRow{Day: day}
		if err := tx.NewSelect().Model(&lock).WherePK().Apply(s.db.ForUpdate).Scan(ctx); err != nil {
			return err
		}
		// Locked, so that nothing is stored of a person who is purged at this moment.
		agreedTo, _, err := s.agreed(ctx, tx, c.Person, s.db.ForUpdate)
		if err != nil {
			return err
		}
		row, err := s.find(ctx, tx, c)
		found := &row
		if errors.Is(err, errs.NotFound) {
			found, err = nil, nil
		}
		if err != nil {
			return err
		}
		spent, err := s.spent(ctx, tx, day, c.Person)
		if err != nil {
			return err
		}
		if e, err = decide(found, agreedTo, spent); err != nil {
			return err
		}
		return s.put(ctx, tx, found, rowOf(e))
	})
	return e, err
}

// find gives the row of a call, locked, for calls of two days may be the same.
func (s *Store) find(ctx context.Context, tx bun.Tx, c genai.Call) (genai.Entry, error) {
	var r callRow
	err := tx.NewSelect().Model(&r).Where("c.ref = ?", c.Ref).Where("c.step = ?", c.Step).Apply(s.db.ForUpdate).Scan(ctx)
	return r.entry(), sqldb.Map(err)
}

func (s *Store) put(ctx context.Context, tx bun.Tx, found *genai.Entry, row *callRow) error {
	if found == nil {
		_, err := tx.NewInsert().Model(row).Exec(ctx)
		return err
	}
	_, err := tx.NewUpdate().Model(row).WherePK().Exec(ctx)
	return err
}

// Settle implements genai.Store. An answer isn't kept for somebody who went meanwhile.
func (s *Store) Settle(ctx context.Context, e genai.Entry) error {
	r := rowOf(e)
	res, err := s.db.Writer().NewUpdate().Model(r).
		Column("state", "tokens_in", "tokens_out", "pictures", "micros", "ended_at").
		Set("answer = CASE WHEN person_id = '' THEN NULL ELSE ? END", r.Answer).
		WherePK().Where("sending = ?", e.Sending).Exec(ctx)
	return sqldb.Affected(res, err)
}

// Spent implements genai.Store.
func (s *Store) Spent(ctx context.Context, day, person string) (genai.Spent, error) {
	return s.spent(ctx, s.db.Reader(), day, person)
}

func (s *Store) spent(ctx context.Context, db bun.IDB, day, person string) (genai.Spent, error) {
	var out genai.Spent
	err := db.NewSelect().Model((*callRow)(nil)).ColumnExpr("COALESCE(SUM(c.micros), 0)").Where("c.day = ?", day).Scan(ctx, &out.Micros)
	if err != nil {
		return out, sqldb.Map(err)
	}
	var counts []struct {
		Step genai.Step
		N    int
	}
	err = db.NewSelect().Model((*callRow)(nil)).ColumnExpr("c.step AS step, COUNT(*) AS n").
		Where("c.person_id = ?", person).Where("c.day = ?", day).Where("c.state IN (?)", bun.List(genai.CountingStates())).GroupExpr("c.step").Scan(ctx, &counts)
	for _, c := range counts {
		switch c.Step {
		case genai.Paint, genai.Edit:
			out.Paintings += c.N
		case genai.Read:
			out.Readings += c.N
		}
	}
	return out, sqldb.Map(err)
}

// Took implements genai.Store. Each step is asked for by itself, so that the last ones are found in
// the index without sorting all.
func (s *Store) Took(ctx context.Context, limit int, steps ...genai.Step) ([]time.Duration, error) {
	var all []callRow
	for _, step := range steps {
		var rows []callRow
		err := s.db.Reader().NewSelect().Model(&rows).Column("sent_at", "ended_at").
			Where("c.state = ?", genai.StateAnswered).Where("c.step = ?", step).Order("c.ended_at DESC").Limit(int64(limit)).Scan(ctx)
		if err != nil {
			return nil, sqldb.Map(err)
		}
		all = append(all, rows...)
	}
	slices.SortFunc(all, func(a, b callRow) int { return b.EndedAt.Compare(a.EndedAt.Time) })
	took := make([]time.Duration, min(len(all), limit))
	for i := range took {
		took[i] = all[i].EndedAt.Sub(all[i].SentAt.Time)
	}
	return took, nil
}

// Tidy implements genai.Store.
func (s *Store) Tidy(ctx context.Context, faceless, gone time.Time) error {
	_, err := s.db.Writer().NewUpdate().Model((*callRow)(nil)).Set("person_id = ''").Set("answer = NULL").
		Where("sent_at < ?", sqldb.At(faceless)).Where("person_id <> ''").Exec(ctx)
	if err != nil {
		return sqldb.Map(err)
	}
	if _, err := s.db.Writer().NewDelete().Model((*callRow)(nil)).Where("sent_at < ?", sqldb.At(gone)).Exec(ctx); err != nil {
		return sqldb.Map(err)
	}
	_, err = s.db.Writer().NewDelete().Model((*dayRow)(nil)).Where("day < ?", gone.UTC().Format(time.DateOnly)).Exec(ctx)
	return sqldb.Map(err)
}
