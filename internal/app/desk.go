package app

import (
	"context"
	"strings"
	"time"

	"piece/internal/account"
	"piece/internal/moderation/notice"
	"piece/internal/moderation/notice/noticehttp"
	"piece/internal/moderation/notice/noticesql"
	"piece/internal/moderation/question"
	"piece/internal/moderation/question/questionhttp"
	"piece/internal/moderation/question/questionsql"
	"piece/internal/notify"
	"piece/internal/platform/errs"
	"piece/internal/platform/sqldb"
)

// startDesk makes what those who run the site say to everybody, and to who asks them.
func (h *house) startDesk(ctx context.Context) error {
	if _, err := sqldb.Migrate(ctx, h.db, noticesql.Domain, noticesql.Migrations); err != nil {
		return err
	}
	if _, err := sqldb.Migrate(ctx, h.db, questionsql.Domain, questionsql.Migrations); err != nil {
		return err
	}
	noticehttp.Register(h.server.API, notice.New(notice.Deps{Store: noticesql.New(h.db), Audit: h.moderation, Clock: h.clock}))
	h.questions = question.New(question.Deps{
		Store: questionsql.New(h.db), Profiles: questionPeople{reportPeople{h.accounts}}, Audit: h.moderation, Clock: h.clock, Tell: h.tellAnswer,
	})
	questionhttp.Register(h.server.API, h.questions)
	return nil
}

// questionPeople are people in the words of questions.
type questionPeople struct{ reportPeople }

func (q questionPeople) Profiles(ctx context.Context, ids []string) (map[string]question.Profile, error) {
	found, err := q.reportPeople.Profiles(ctx, ids)
	out := make(map[string]question.Profile, len(found))
	for id, p := range found {
		to := question.Profile{ID: id, Nickname: p.Nickname, Picture: p.Picture}
		to.Title.ID, to.Title.Name = p.Title.ID, p.Title.Name
		out[id] = to
	}
	return out, err
}

// answerWords are how people are told of an answer.
var answerWords = struct{ title, line, button errs.Text }{
	title:  errs.Text{Ko: "문의에 답이 왔어요", En: "Your question was answered"},
	line:   errs.Text{Ko: "‘%’ 문의에 답이 왔어요.", En: "“%” was answered."},
	button: errs.Text{Ko: "답 보러 가기", En: "Read the answer"},
}

// tellWithin bounds how long telling of an answer may take. The answer is there either way.
const tellWithin = 2 * time.Second

// tellAnswer lets a person know of an answer: on devices where push runs in this process, and by
// mail where that is set up and the address is confirmed.
func (h *house) tellAnswer(ctx context.Context, q question.Question) {
	if h.push != nil {
		h.push.Push(notify.Message{People: []string{q.PersonID}, Topic: "question-" + strings.ToLower(q.ID[len(q.ID)-12:]), About: answerPush{h.questions, q}})
	}
	if h.post == nil {
		return
	}
	ctx, cancel := context.WithTimeout(ctx, tellWithin)
	defer cancel()
	p, err := h.accounts.Me(ctx, q.PersonID)
	if err == nil && p.Email != "" && !p.VerifiedAt.IsZero() {
		lang := string(p.Language)
		err = h.post.Send(ctx, account.Letter{
			To: p.Email, Language: p.Language, Subject: answerWords.title.In(lang), Lines: []string{strings.Replace(answerWords.line.In(lang), "%", q.Title, 1)},
			Button: answerWords.button.In(lang), Address: h.config.site() + "/questions",
		})
	}
	if err != nil {
		h.log.WarnContext(ctx, "a person was not told of an answer by mail", "question", q.ID, "error", err)
	}
}

// answerPush is an answer in the words of notify.
type answerPush struct {
	questions *question.Service
	question  question.Question
}

// Missed implements notify.About: an answer that was seen is no news.
func (a answerPush) Missed(ctx context.Context, people []string) ([]string, error) {
	n, err := a.questions.Unseen(ctx, a.question.PersonID)
	if err != nil || n == 0 {
		return nil, err
	}
	return people, nil
}

// Notice implements notify.About.
func (a answerPush) Notice(_ context.Context, _, language string) (notify.Notice, error) {
	return notify.Notice{Title: answerWords.title.In(language), Body: a.question.Title, URL: "/questions", Unread: -1}, nil
}
