// Package questionhttp is the API of questions. It decides nothing; limits in the description come
// from the rules of package question.
package questionhttp

import (
	"context"
	"net/http"
	"time"

	"github.com/danielgtaylor/huma/v2"

	"piece/internal/moderation/question"
	"piece/internal/platform/auth"
	"piece/internal/platform/httpapi"
)

// maxBody is more than the longest question takes, in bytes.
const maxBody = 128 << 10

// Register adds the operations.
func Register(a *httpapi.API, s *question.Service) {
	h := handlers{s}
	httpapi.Register(a, httpapi.Person, httpapi.Operation("questions", "askQuestion", http.MethodPost, "/questions", "Ask those who run the site",
		"At most five in 24 hours; 429 too_many_questions beyond.", httpapi.Answers(http.StatusCreated), httpapi.Takes(maxBody)), h.ask)
	httpapi.Register(a, httpapi.Person, httpapi.Operation("questions", "listQuestions", http.MethodGet, "/questions", "The caller's questions with their answers",
		"The latest first."), h.mine)
	httpapi.Register(a, httpapi.Person, httpapi.Operation("questions", "countAnswers", http.MethodGet, "/questions/unseen", "Count answers that the caller hasn't seen", ""), h.unseen)
	httpapi.Register(a, httpapi.Person, httpapi.Operation("questions", "seeAnswers", http.MethodPost, "/questions/seen", "Tell that the caller has seen all answers",
		"Again is fine.", httpapi.Answers(http.StatusNoContent)), h.see)
	httpapi.Register(a, httpapi.Person, httpapi.Operation("questions", "listAllQuestions", http.MethodGet, "/questions/all", "Everybody's questions, the latest first",
		"For admins.", httpapi.Fails(http.StatusForbidden)), h.all)
	httpapi.Register(a, httpapi.Person, httpapi.Operation("questions", "answerQuestion", http.MethodPut, "/questions/{id}/answer", "Answer a question",
		"For admins. Another answer takes the place of the one before.", httpapi.Takes(maxBody), httpapi.Fails(http.StatusForbidden, http.StatusNotFound)), h.answer)
}

type handlers struct{ questions *question.Service }

// NewQuestion is what a person fills in.
type NewQuestion struct {
	Category string `json:"category" doc:"What it is about."`
	Title    string `json:"title"`
	Text     string `json:"text"`
}

// TransformSchema implements huma.SchemaTransformer.
func (NewQuestion) TransformSchema(_ huma.Registry, s *huma.Schema) *huma.Schema {
	httpapi.LimitText(s, "title", question.TitleRule)
	httpapi.LimitText(s, "text", question.TextRule)
	return categories(s)
}

func categories(s *huma.Schema) *huma.Schema {
	for _, c := range question.Categories() {
		s.Properties["category"].Enum = append(s.Properties["category"].Enum, string(c))
	}
	return s
}

func (n *NewQuestion) draft() question.Draft {
	return question.Draft{Category: question.Category(n.Category), Title: n.Title, Text: n.Text}
}

// Resolve checks the rules of the domain together with the schema.
func (n *NewQuestion) Resolve(huma.Context) []error {
	if _, err := n.draft().Check(); err != nil {
		return []error{err}
	}
	return nil
}

// QuestionAnswer is what an admin fills in.
type QuestionAnswer struct {
	Answer string `json:"answer"`
}

// TransformSchema implements huma.SchemaTransformer.
func (QuestionAnswer) TransformSchema(_ huma.Registry, s *huma.Schema) *huma.Schema {
	httpapi.LimitText(s, "answer", question.AnswerRule)
	return s
}

// Question is a question with its answer.
type Question struct {
	ID         string     `json:"id"`
	Category   string     `json:"category"`
	Title      string     `json:"title"`
	Text       string     `json:"text"`
	State      string     `json:"state" enum:"open,answered"`
	CreatedAt  time.Time  `json:"createdAt"`
	Answer     string     `json:"answer,omitempty"`
	AnsweredAt *time.Time `json:"answeredAt,omitempty"`
	Unseen     bool       `json:"unseen,omitempty" doc:"The answer wasn't seen yet."`
}

// TransformSchema implements huma.SchemaTransformer.
func (Question) TransformSchema(_ huma.Registry, s *huma.Schema) *huma.Schema { return categories(s) }

// QuestionList is one page of own questions.
type QuestionList struct {
	Items []Question `json:"items" nullable:"false"`
	Next  string     `json:"next,omitempty" doc:"Cursor of the next page; absent on the last one."`
}

// QuestionPerson is who asked or answered.
type QuestionPerson struct {
	ID       string             `json:"id"`
	Nickname string             `json:"nickname,omitempty" doc:"As it is now; absent when the person is gone."`
	Picture  string             `json:"picture,omitempty" format:"uri-reference"`
	Title    *httpapi.WornTitle `json:"title,omitempty"`
}

// AskedQuestion is a question as admins see it.
type AskedQuestion struct {
	Question
	Person     QuestionPerson  `json:"person"`
	AnsweredBy *QuestionPerson `json:"answeredBy,omitempty"`
}

// TransformSchema implements huma.SchemaTransformer.
func (AskedQuestion) TransformSchema(_ huma.Registry, s *huma.Schema) *huma.Schema {
	return categories(s)
}

// AskedQuestions is one page of questions as admins see them.
type AskedQuestions struct {
	Items []AskedQuestion `json:"items" nullable:"false"`
	Next  string          `json:"next,omitempty" doc:"Cursor of the next page; absent on the last one."`
}

// UnseenAnswers counts answers.
type UnseenAnswers struct {
	Count int `json:"count" minimum:"0"`
}

func questionOf(q *question.Question) Question {
	out := Question{
		ID: q.ID, Category: string(q.Category), Title: q.Title, Text: q.Text, State: string(q.State()), CreatedAt: q.CreatedAt, Answer: q.Answer,
	}
	if !q.AnsweredAt.IsZero() {
		out.AnsweredAt, out.Unseen = &q.AnsweredAt, q.SeenAt.IsZero()
	}
	return out
}

func askedOf(q *question.Question, people map[string]question.Profile) AskedQuestion {
	person := func(id string) QuestionPerson {
		p := people[id]
		return QuestionPerson{ID: id, Nickname: p.Nickname, Picture: p.Picture, Title: httpapi.Worn(p.Title.ID, p.Title.Name)}
	}
	out := AskedQuestion{Question: questionOf(q), Person: person(q.PersonID)}
	if q.AnsweredBy != "" {
		out.AnsweredBy = new(person(q.AnsweredBy))
	}
	return out
}

func viewer(ctx context.Context) question.Viewer {
	who, _ := auth.From(ctx)
	return question.Viewer{ID: who.PersonID, Admin: who.Role == auth.RoleAdmin}
}

func (h handlers) ask(ctx context.Context, in *struct{ Body NewQuestion }) (*struct{ Body Question }, error) {
	q, err := h.questions.Ask(ctx, auth.Person(ctx), in.Body.draft())
	if err != nil {
		return nil, err
	}
	return &struct{ Body Question }{questionOf(&q)}, nil
}

type pageInput struct {
	Cursor string `query:"cursor" maxLength:"256" doc:"The next of the page before; absent for the first."`
	Limit  int    `query:"limit" minimum:"1" maximum:"60" default:"24" doc:"Questions on a page."`
}

func (h handlers) mine(ctx context.Context, in *pageInput) (*struct{ Body QuestionList }, error) {
	p, err := h.questions.Mine(ctx, auth.Person(ctx), in.Cursor, in.Limit)
	if err != nil {
		return nil, err
	}
	out := QuestionList{Items: make([]Question, 0, len(p.Items)), Next: p.Next.String()}
	for i := range p.Items {
		out.Items = append(out.Items, questionOf(&p.Items[i]))
	}
	return &struct{ Body QuestionList }{out}, nil
}

func (h handlers) unseen(ctx context.Context, _ *struct{}) (*struct{ Body UnseenAnswers }, error) {
	n, err := h.questions.Unseen(ctx, auth.Person(ctx))
	if err != nil {
		return nil, err
	}
	return &struct{ Body UnseenAnswers }{UnseenAnswers{n}}, nil
}

func (h handlers) see(ctx context.Context, _ *struct{}) (*struct{}, error) {
	return nil, h.questions.See(ctx, auth.Person(ctx))
}

func (h handlers) all(ctx context.Context, in *struct {
	State  string `query:"state" enum:"open,answered" doc:"Only such questions."`
	Cursor string `query:"cursor" maxLength:"256" doc:"The next of the page before; absent for the first."`
	Limit  int    `query:"limit" minimum:"1" maximum:"60" default:"24" doc:"Questions on a page."`
}) (*struct{ Body AskedQuestions }, error) {
	p, people, err := h.questions.All(ctx, viewer(ctx), question.State(in.State), in.Cursor, in.Limit)
	if err != nil {
		return nil, err
	}
	out := AskedQuestions{Items: make([]AskedQuestion, 0, len(p.Items)), Next: p.Next.String()}
	for i := range p.Items {
		out.Items = append(out.Items, askedOf(&p.Items[i], people))
	}
	return &struct{ Body AskedQuestions }{out}, nil
}

func (h handlers) answer(ctx context.Context, in *struct {
	ID   string `path:"id" maxLength:"64" doc:"Id of a question."`
	Body QuestionAnswer
}) (*struct{ Body AskedQuestion }, error) {
	q, people, err := h.questions.Answer(ctx, viewer(ctx), in.ID, in.Body.Answer)
	if err != nil {
		return nil, err
	}
	return &struct{ Body AskedQuestion }{askedOf(&q, people)}, nil
}
