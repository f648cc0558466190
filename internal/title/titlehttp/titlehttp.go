// Package titlehttp is the API of titles. It decides nothing.
package titlehttp

import (
	"context"
	"net/http"
	"time"

	"piece/internal/platform/auth"
	"piece/internal/platform/httpapi"
	"piece/internal/title"
)

// maxBody is far more than what is sent here, in bytes.
const maxBody = 8 << 10

const (
	listDoc     = "All that there are, with how far the caller is with each. Looking earns nothing; titles are earned after a change of what they count."
	unseenDoc   = "In the order in which they were earned. They stay here until the caller says to have seen them."
	evaluateDoc = "Answers what is new. This happens by itself after a piece is made, edited or deleted and after a room is joined; services ask for it on behalf of the caller, " +
		"and the page does when it sees a title that should have been earned."
)

// Register adds the operations.
func Register(a *httpapi.API, s *title.Service) {
	h := handlers{s}
	httpapi.Register(a, httpapi.Person, httpapi.Operation("titles", "listTitles", http.MethodGet, "/titles", "The caller's titles", listDoc), h.list)
	httpapi.Register(a, httpapi.Person, httpapi.Operation("titles", "listUnseenTitles", http.MethodGet, "/titles/unseen", "Titles that the caller hasn't been told of", unseenDoc), h.unseen)
	httpapi.Register(a, httpapi.Person, httpapi.Operation("titles", "seeTitles", http.MethodPost, "/titles/seen", "Say to have seen titles",
		"Others than the caller's own are passed over.", httpapi.Takes(maxBody)), h.see)
	httpapi.Register(a, httpapi.Person, httpapi.Operation("titles", "evaluateTitles", http.MethodPost, "/titles/evaluations", "Find out what the caller has earned", evaluateDoc), h.evaluate)
	httpapi.Register(a, httpapi.Person, httpapi.Operation("titles", "wearTitle", http.MethodPut, "/titles/worn", "Wear a title beside the nickname",
		"Only one that the caller has earned.", httpapi.Takes(maxBody), httpapi.Fails(http.StatusForbidden)), h.wear)
	httpapi.Register(a, httpapi.Person, httpapi.Operation("titles", "takeTitleOff", http.MethodDelete, "/titles/worn", "Take the title off", "Again is fine."), h.takeOff)
	httpapi.Register(a, httpapi.Person, httpapi.Operation("titles", "getTitleCard", http.MethodGet, "/titles/{id}/card.png", "A picture of an earned title, to be shown around",
		"1200x630, in the language of the request.", httpapi.Gives("The card.", "image/png"), httpapi.Fails(http.StatusNotFound)), h.card)
}

type handlers struct{ titles *title.Service }

type listOutput struct{ Body TitleList }

func (h handlers) list(ctx context.Context, _ *struct{}) (*listOutput, error) {
	s, err := h.titles.Shelf(ctx, auth.Person(ctx))
	if err != nil {
		return nil, err
	}
	return &listOutput{TitleList{Worn: s.Worn, Items: each(s.Titles, ownedOf)}}, nil
}

type unseenOutput struct{ Body NewTitles }

func (h handlers) unseen(ctx context.Context, _ *struct{}) (*unseenOutput, error) {
	found, err := h.titles.Unseen(ctx, auth.Person(ctx))
	return &unseenOutput{NewTitles{each(found, ownedOf)}}, err
}

type seeInput struct{ Body SeenTitles }

func (h handlers) see(ctx context.Context, in *seeInput) (*struct{}, error) {
	return nil, h.titles.See(ctx, auth.Person(ctx), in.Body.IDs)
}

type evaluateOutput struct{ Body EarnedTitles }

func (h handlers) evaluate(ctx context.Context, _ *struct{}) (*evaluateOutput, error) {
	fresh, err := h.titles.Evaluate(ctx, auth.Person(ctx))
	return &evaluateOutput{EarnedTitles{each(fresh, func(e title.Earned) string { return e.TitleID })}}, err
}

type wearInput struct{ Body TitleToWear }

func (h handlers) wear(ctx context.Context, in *wearInput) (*struct{}, error) {
	return nil, h.titles.Wear(ctx, auth.Person(ctx), in.Body.ID)
}

func (h handlers) takeOff(ctx context.Context, _ *struct{}) (*struct{}, error) {
	return nil, h.titles.TakeOff(ctx, auth.Person(ctx))
}

type cardInput struct {
	ID string `path:"id" maxLength:"40" doc:"Id of a title."`
}

type cardOutput struct {
	ContentType  string `header:"Content-Type"`
	CacheControl string `header:"Cache-Control"`
	Body         []byte
}

func (h handlers) card(ctx context.Context, in *cardInput) (*cardOutput, error) {
	b, err := h.titles.Card(ctx, auth.Person(ctx), in.ID, httpapi.Language(ctx))
	if err != nil {
		return nil, err
	}
	return &cardOutput{ContentType: "image/png", CacheControl: "no-store", Body: b}, nil
}

// each changes every item; never nil.
func each[T, U any](items []T, of func(T) U) []U {
	out := make([]U, 0, len(items))
	for _, item := range items {
		out = append(out, of(item))
	}
	return out
}

// instant is a time that may not have come.
func instant(t time.Time) *time.Time {
	if t.IsZero() {
		return nil
	}
	return &t
}
