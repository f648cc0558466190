package questionsql_test

import (
	"errors"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"piece/internal/moderation/question"
	"piece/internal/moderation/question/questionsql"
	"piece/internal/platform/clock"
	"piece/internal/platform/errs"
	"piece/internal/platform/id"
	"piece/internal/platform/page"
	"piece/internal/platform/sqldb"
	"piece/internal/platform/sqldb/sqldbtest"
)

var noon = time.Date(2026, 11, 26, 12, 0, 0, 0, time.UTC)

func each(t *testing.T, run func(t *testing.T, s *questionsql.Store, c *clock.Fake)) {
	sqldbtest.Each(t, func(t *testing.T, db *sqldb.DB) {
		if _, err := sqldb.Migrate(t.Context(), db, questionsql.Domain, questionsql.Migrations); err != nil {
			t.Fatal(err)
		}
		run(t, questionsql.New(db), clock.NewFake(noon))
	})
}

func ask(t *testing.T, s *questionsql.Store, c *clock.Fake, person string) question.Question {
	t.Helper()
	c.Advance(time.Minute)
	q := question.Question{
		Draft: question.Draft{Category: "idea", Title: "달력에 🎟️ 스티커를", Text: "여러 줄로\n'따옴표'와 %도 \\ 그대로"},
		ID:    id.New(c), PersonID: person, CreatedAt: c.Now(),
	}
	if first, err := s.Ask(t.Context(), q, c.Now().Add(-24*time.Hour), question.PerDay); err != nil || !first.IsZero() {
		t.Fatalf("%v, %v", first, err)
	}
	return q
}

func TestAQuestionIsKeptAsItWasAskedAndAnswered(t *testing.T) {
	each(t, func(t *testing.T, s *questionsql.Store, c *clock.Fake) {
		person, admin := id.New(c), id.New(c)
		want := ask(t, s, c, person)
		if got, err := s.Get(t.Context(), want.ID); err != nil || got != want {
			t.Errorf("got %+v, %v, want %+v", got, err, want)
		}
		for n, answer := range []string{"곧 넣을게요.", "넣었어요. 🎉"} { // the second time in place of the first
			at := c.Now().Add(time.Duration(n+1) * time.Hour)
			if err := s.Answer(t.Context(), want.ID, answer, admin, at); err != nil {
				t.Fatal(err)
			}
			want.Answer, want.AnsweredAt, want.AnsweredBy = answer, at, admin
			if got, err := s.Get(t.Context(), want.ID); err != nil || got != want || got.State() != question.Answered {
				t.Errorf("got %+v, %v, want %+v", got, err, want)
			}
			if unseen, err := s.Unseen(t.Context(), person); err != nil || unseen != 1 {
				t.Errorf("%d unseen, %v", unseen, err)
			}
			if err := s.See(t.Context(), person, at.Add(time.Minute)); err != nil {
				t.Fatal(err)
			}
			if unseen, err := s.Unseen(t.Context(), person); err != nil || unseen != 0 {
				t.Errorf("%d unseen, %v", unseen, err)
			}
		}
		for name, err := range map[string]error{"answer": s.Answer(t.Context(), id.New(c), "?", admin, noon), "get": func() error { _, err := s.Get(t.Context(), id.New(c)); return err }()} {
			if !errors.Is(err, errs.NotFound) {
				t.Errorf("%s: %v", name, err)
			}
		}
	})
}

func TestNobodyAsksMoreThanADayHasRoomFor(t *testing.T) {
	each(t, func(t *testing.T, s *questionsql.Store, c *clock.Fake) {
		person := id.New(c)
		var stored atomic.Int32
		var crowd sync.WaitGroup
		for range 4 * question.PerDay {
			crowd.Go(func() {
				first, err := s.Ask(t.Context(), question.Question{ID: id.New(clock.System{}), PersonID: person, Draft: question.Draft{Category: "other"}, CreatedAt: noon}, noon.Add(-24*time.Hour), question.PerDay)
				switch {
				case err != nil:
					t.Error(err)
				case first.IsZero():
					stored.Add(1)
				case !first.Equal(noon):
					t.Errorf("the first was asked at %v", first)
				}
			})
		}
		crowd.Wait()
		if stored.Load() != question.PerDay {
			t.Errorf("%d were stored", stored.Load())
		}
		c.Advance(24 * time.Hour)
		ask(t, s, c, person) // the next day
	})
}

func TestQuestionsAreListedByPagesAndGoWithTheirPerson(t *testing.T) {
	each(t, func(t *testing.T, s *questionsql.Store, c *clock.Fake) {
		a, b := id.New(c), id.New(c)
		var of []string // of a, the latest first
		for range 5 {
			of = append([]string{ask(t, s, c, a).ID}, of...)
		}
		other := ask(t, s, c, b)
		if err := s.Answer(t.Context(), other.ID, "네", a, c.Now()); err != nil {
			t.Fatal(err)
		}
		var got []string
		for r := (page.Request{Limit: 2}); ; {
			p, err := s.Of(t.Context(), a, r)
			if err != nil {
				t.Fatal(err)
			}
			for _, q := range p.Items {
				got = append(got, q.ID)
			}
			if r.After = p.Next; p.Next == nil {
				break
			}
		}
		if len(got) != 5 || got[0] != of[0] || got[4] != of[4] {
			t.Errorf("got %v, want %v", got, of)
		}
		for state, want := range map[question.State]int{"": 6, question.Open: 5, question.Answered: 1} {
			if p, err := s.All(t.Context(), state, page.Request{Limit: 10}); err != nil || len(p.Items) != want {
				t.Errorf("%q: %d, %v", state, len(p.Items), err)
			}
		}
		for range 2 { // again is fine
			if err := s.Purge(t.Context(), a); err != nil {
				t.Fatal(err)
			}
		}
		p, err := s.All(t.Context(), "", page.Request{Limit: 10})
		if err != nil || len(p.Items) != 1 || p.Items[0].ID != other.ID || p.Items[0].AnsweredBy != "" || p.Items[0].Answer != "네" {
			t.Errorf("got %+v, %v", p.Items, err)
		}
	})
}
