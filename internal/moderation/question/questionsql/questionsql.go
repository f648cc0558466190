// Package questionsql keeps questions in the relational store, on SQLite and MySQL alike.
package questionsql

import (
	"context"
	"embed"
	"time"

	"github.com/uptrace/bun"

	"piece/internal/moderation/question"
	"piece/internal/platform/page"
	"piece/internal/platform/sqldb"
)

// Domain names the tables of this store among the migrations.
const Domain = "question"

// Migrations makes the tables.
//
//go:embed migrations
var Migrations embed.FS

// Store implements question.Store.
type Store struct{ db *sqldb.DB }

var _ question.Store = (*Store)(nil)

// New gives the store over an open database whose tables are up to date.
func New(db *sqldb.DB) *Store { return &Store{db} }

type questionRow struct {
	bun.BaseModel `bun:"table:questions,alias:q"`

	ID         string `bun:",pk"`
	PersonID   string
	Category   string
	Title      string
	Text       string
	State      string
	CreatedAt  sqldb.Time
	Answer     sqldb.Text
	AnsweredAt sqldb.Time
	AnsweredBy string
	SeenAt     sqldb.Time
}

// turnRow is held by who asks, so that a day's questions are counted one after the other.
type turnRow struct {
	bun.BaseModel `bun:"table:question_turns,alias:t"`

	PersonID string `bun:",pk"`
}

func (r *questionRow) question() question.Question {
	return question.Question{
		Draft: question.Draft{Category: question.Category(r.Category), Title: r.Title, Text: r.Text},
		ID:    r.ID, PersonID: r.PersonID, CreatedAt: r.CreatedAt.Time, Answer: string(r.Answer),
		AnsweredAt: r.AnsweredAt.Time, AnsweredBy: r.AnsweredBy, SeenAt: r.SeenAt.Time,
	}
}

// Ask implements question.Store.
func (s *Store) Ask(ctx context.Context, q question.Question, since time.Time, most int) (time.Time, error) {
	if _, err := s.db.Writer().NewInsert().Model(&turnRow{PersonID: q.PersonID}).Ignore().Exec(ctx); err != nil {
		return time.Time{}, sqldb.Map(err)
	}
	var first time.Time
	err := s.db.InTx(ctx, func(ctx context.Context, tx bun.Tx) error {
		first = time.Time{}
		if err := tx.NewSelect().Model(&turnRow{PersonID: q.PersonID}).WherePK().Apply(s.db.ForUpdate).Scan(ctx); err != nil {
			return err
		}
		var asked []questionRow
		err := tx.NewSelect().Model(&asked).Column("created_at").Where("person_id = ?", q.PersonID).Where("created_at > ?", sqldb.At(since)).Order("created_at").Scan(ctx)
		if err != nil {
			return err
		}
		if len(asked) >= most {
			first = asked[0].CreatedAt.Time
			return nil
		}
		_, err = tx.NewInsert().Model(&questionRow{
			ID: q.ID, PersonID: q.PersonID, Category: string(q.Category), Title: q.Title, Text: q.Text, State: string(question.Open), CreatedAt: sqldb.At(q.CreatedAt),
		}).Exec(ctx)
		return err
	})
	return first, err
}

// Get implements question.Store.
func (s *Store) Get(ctx context.Context, id string) (question.Question, error) {
	var row questionRow
	err := s.db.Reader().NewSelect().Model(&row).Where("id = ?", id).Scan(ctx)
	return row.question(), sqldb.Map(err)
}

// Of implements question.Store.
func (s *Store) Of(ctx context.Context, person string, r page.Request) (page.Page[question.Question], error) {
	return s.page(ctx, r, func(q *bun.SelectQuery) *bun.SelectQuery { return q.Where("person_id = ?", person) })
}

// All implements question.Store.
func (s *Store) All(ctx context.Context, state question.State, r page.Request) (page.Page[question.Question], error) {
	return s.page(ctx, r, func(q *bun.SelectQuery) *bun.SelectQuery {
		if state != "" {
			q = q.Where("state = ?", string(state))
		}
		return q
	})
}

func (s *Store) page(ctx context.Context, r page.Request, which func(*bun.SelectQuery) *bun.SelectQuery) (page.Page[question.Question], error) {
	var rows []questionRow
	q := s.db.Reader().NewSelect().Model(&rows).Apply(which).Order("id DESC").Limit(int64(r.Limit) + 1)
	if len(r.After) == 1 {
		q = q.Where("id < ?", r.After[0])
	}
	if err := q.Scan(ctx); err != nil {
		return page.Page[question.Question]{}, sqldb.Map(err)
	}
	all := make([]question.Question, len(rows))
	for i := range rows {
		all[i] = rows[i].question()
	}
	return page.Cut(all, r.Limit, func(q question.Question) page.Cursor { return page.Cursor{q.ID} }), nil
}

// Answer implements question.Store.
func (s *Store) Answer(ctx context.Context, id, answer, by string, at time.Time) error {
	return sqldb.Affected(s.db.Writer().NewUpdate().Model((*questionRow)(nil)).Set("answer = ?", answer).Set("answered_at = ?", sqldb.At(at)).
		Set("answered_by = ?", by).Set("state = ?", string(question.Answered)).Set("seen_at = NULL").Where("id = ?", id).Exec(ctx))
}

// Unseen implements question.Store.
func (s *Store) Unseen(ctx context.Context, person string) (int, error) {
	n, err := s.db.Reader().NewSelect().Model((*questionRow)(nil)).Where("person_id = ?", person).
		Where("state = ?", string(question.Answered)).Where("seen_at IS NULL").Count(ctx)
	return int(n), sqldb.Map(err)
}

// See implements question.Store.
func (s *Store) See(ctx context.Context, person string, at time.Time) error {
	_, err := s.db.Writer().NewUpdate().Model((*questionRow)(nil)).Set("seen_at = ?", sqldb.At(at)).Where("person_id = ?", person).
		Where("state = ?", string(question.Answered)).Where("seen_at IS NULL").Exec(ctx)
	return sqldb.Map(err)
}

// Purge implements question.Store.
func (s *Store) Purge(ctx context.Context, person string) error {
	return s.db.InTx(ctx, func(ctx context.Context, tx bun.Tx) error {
		if _, err := tx.NewDelete().Model((*questionRow)(nil)).Where("person_id = ?", person).Exec(ctx); err != nil {
			return err
		}
		if _, err := tx.NewDelete().Model((*turnRow)(nil)).Where("person_id = ?", person).Exec(ctx); err != nil {
			return err
		}
		_, err := tx.NewUpdate().Model((*questionRow)(nil)).Set("answered_by = ''").Where("answered_by = ?", person).Exec(ctx)
		return err
	})
}
