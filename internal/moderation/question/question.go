// Package question lets people ask those who run the site, and be answered.
//
// Invariants: a question is seen by who asked it and by admins; admins only answer; an answer is in
// the log of what admins do; nobody asks more than a few a day.
//
// It imports platform packages only; never HTTP or SQL.
package question

import (
	"context"
	"time"

	"piece/internal/platform/audit"
	"piece/internal/platform/clock"
	"piece/internal/platform/errs"
	"piece/internal/platform/id"
	"piece/internal/platform/page"
	"piece/internal/platform/textrule"
)

// Category is what a question is about.
type Category string

// Categories are all of them, in the order in which they are offered.
func Categories() []Category { return []Category{"account", "piece", "cake", "chat", "idea", "other"} }

// The rules of what is written.
var (
	TitleRule  = textrule.Rule{Min: 1, Max: 60}
	TextRule   = textrule.Rule{Min: 1, Max: 2000, Multiline: true}
	AnswerRule = textrule.Rule{Min: 1, Max: 2000, Multiline: true}
)

// PerDay is how many questions a person may ask in 24 hours.
const PerDay = 5

// State is whether a question is answered.
type State string

// The states.
const (
	Open     State = "open"
	Answered State = "answered"
)

// Draft is what a person fills in.
type Draft struct {
	Category Category
	Title    string
	Text     string
}

// Question is a question with its answer, if there is one.
type Question struct {
	Draft
	ID         string
	PersonID   string
	CreatedAt  time.Time
	Answer     string
	AnsweredAt time.Time // zero while open
	AnsweredBy string
	SeenAt     time.Time // when its person saw the answer; zero until then
}

// State tells whether it is answered.
func (q *Question) State() State {
	if q.AnsweredAt.IsZero() {
		return Open
	}
	return Answered
}

// ErrTooMany is for who asked as many questions as a day has room for.
var ErrTooMany = errs.Define(errs.KindTooMany, "too_many_questions", errs.Text{Ko: "문의는 하루에 다섯 번까지 할 수 있어요.", En: "You can ask five questions a day."})

var badChoice = errs.Text{Ko: "목록에서 골라 주세요.", En: "Choose one of the list."}

// Check tells the rules that a draft breaks, as an errs.Invalid, and gives it clean.
func (d Draft) Check() (Draft, error) {
	var f errs.Fields
	known := false
	for _, c := range Categories() {
		known = known || c == d.Category
	}
	if !known {
		f.Add("body.category", "choice", badChoice)
	}
	d.Title = TitleRule.Clean(&f, "body.title", d.Title)
	d.Text = TextRule.Clean(&f, "body.text", d.Text)
	return d, f.Err()
}

// CheckAnswer tells the rules that an answer breaks, as an errs.Invalid, and gives it clean.
func CheckAnswer(text string) (string, error) {
	var f errs.Fields
	text = AnswerRule.Clean(&f, "body.answer", text)
	return text, f.Err()
}

// Store keeps questions. Each method is atomic; errors are those of package errs.
type Store interface {
	// Ask stores a question, unless its person asked as many as allowed since the instant: then
	// first is when the first of those was asked, and nothing is stored.
	Ask(ctx context.Context, q Question, since time.Time, most int) (first time.Time, err error)
	// Get finds a question; errs.NotFound when there is none.
	Get(ctx context.Context, id string) (Question, error)
	// Of gives one page of a person's questions, the latest first; All those of a state, or with ""
	// of all. A place is the id of a question.
	Of(ctx context.Context, person string, r page.Request) (page.Page[Question], error)
	All(ctx context.Context, s State, r page.Request) (page.Page[Question], error)
	// Answer stores an answer in place of the one before, as unseen; errs.NotFound when there is
	// no such question.
	Answer(ctx context.Context, id, answer, by string, at time.Time) error
	// Unseen counts a person's answers that weren't seen; See notes that all of them were.
	Unseen(ctx context.Context, person string) (int, error)
	See(ctx context.Context, person string, at time.Time) error
	// Purge removes a person's questions, and the person from answers to others.
	Purge(ctx context.Context, person string) error
}

// Profile is a person as everybody sees them.
type Profile struct {
	ID       string
	Nickname string
	Picture  string // address of the small picture; "" without one
	Title    struct {
		ID   string
		Name errs.Text
	}
}

// Profiles tell who people are.
type Profiles interface {
	// Profiles gives those of the people that exist, by id.
	Profiles(ctx context.Context, ids []string) (map[string]Profile, error)
}

// Deps are what the service needs.
type Deps struct {
	Store    Store
	Profiles Profiles
	Audit    audit.Log // or nil
	Clock    clock.Clock
	// Tell lets a person know of an answer; it must neither fail nor take long. nil for nobody.
	Tell func(ctx context.Context, q Question)
}

// Service holds the use cases. It is safe for concurrent use.
type Service struct{ Deps }

// New makes the service.
func New(d Deps) *Service { return &Service{d} }

// Viewer is who asks.
type Viewer struct {
	ID    string
	Admin bool
}

// Ask asks a question.
func (s *Service) Ask(ctx context.Context, person string, d Draft) (Question, error) {
	d, err := d.Check()
	if err != nil {
		return Question{}, err
	}
	now := s.Clock.Now()
	q := Question{Draft: d, ID: id.New(s.Clock), PersonID: person, CreatedAt: now}
	first, err := s.Store.Ask(ctx, q, now.Add(-24*time.Hour), PerDay)
	if err == nil && !first.IsZero() {
		err = ErrTooMany.After(first.Add(24 * time.Hour).Sub(now))
	}
	return q, err
}

// Mine gives one page of the person's own questions.
func (s *Service) Mine(ctx context.Context, person, cursor string, most int) (page.Page[Question], error) {
	r, err := request(cursor, most)
	if err != nil {
		return page.Page[Question]{}, err
	}
	return s.Store.Of(ctx, person, r)
}

func request(cursor string, most int) (page.Request, error) {
	after, err := page.Parse(cursor, 1)
	if err == nil && after != nil && !id.Valid(after[0]) {
		err = errs.Invalid.At("query.cursor")
	}
	return page.Request{After: after, Limit: page.Limit(most)}, err
}

// Unseen counts the answers that the person hasn't seen.
func (s *Service) Unseen(ctx context.Context, person string) (int, error) {
	return s.Store.Unseen(ctx, person)
}

// See notes that the person has seen all answers.
func (s *Service) See(ctx context.Context, person string) error {
	return s.Store.See(ctx, person, s.Clock.Now())
}

// All gives an admin one page of everybody's questions with those who asked them.
func (s *Service) All(ctx context.Context, v Viewer, state State, cursor string, most int) (page.Page[Question], map[string]Profile, error) {
	if !v.Admin {
		return page.Page[Question]{}, nil, errs.Forbidden
	}
	r, err := request(cursor, most)
	if err != nil {
		return page.Page[Question]{}, nil, err
	}
	found, err := s.Store.All(ctx, state, r)
	if err != nil || len(found.Items) == 0 {
		return found, nil, err
	}
	people, err := s.profiles(ctx, found.Items...)
	return found, people, err
}

func (s *Service) profiles(ctx context.Context, questions ...Question) (map[string]Profile, error) {
	var ids []string
	seen := map[string]bool{"": true}
	for _, q := range questions {
		for _, one := range []string{q.PersonID, q.AnsweredBy} {
			if !seen[one] {
				seen[one] = true
				ids = append(ids, one)
			}
		}
	}
	return s.Profiles.Profiles(ctx, ids)
}

// Answer answers a question, also anew, and lets its person know.
func (s *Service) Answer(ctx context.Context, v Viewer, questionID, text string) (Question, map[string]Profile, error) {
	switch {
	case !v.Admin:
		return Question{}, nil, errs.Forbidden
	case !id.Valid(questionID):
		return Question{}, nil, errs.NotFound
	}
	text, err := CheckAnswer(text)
	if err != nil {
		return Question{}, nil, err
	}
	q, err := s.Store.Get(ctx, questionID)
	if err != nil {
		return Question{}, nil, err
	}
	if q.Answer != text {
		act := audit.Act{By: v.ID, Deed: "answer", Kind: "question", Target: q.ID, Name: q.Title}
		err := audit.Do(ctx, s.Audit, act, func(ctx context.Context) error {
			return s.Store.Answer(ctx, q.ID, text, v.ID, s.Clock.Now())
		})
		if err != nil {
			return Question{}, nil, err
		}
		if q, err = s.Store.Get(ctx, questionID); err != nil {
			return Question{}, nil, err
		}
		if s.Tell != nil {
			s.Tell(context.WithoutCancel(ctx), q)
		}
	}
	people, err := s.profiles(ctx, q)
	return q, people, err
}

// Purge removes all of a person who is gone (defect D11).
func (s *Service) Purge(ctx context.Context, person string) error { return s.Store.Purge(ctx, person) }
