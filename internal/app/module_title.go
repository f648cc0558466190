package app

import (
	"cmp"
	"context"
	"errors"

	"piece/internal/account"
	"piece/internal/chat/chatclient"
	"piece/internal/craft/ticket"
	"piece/internal/piece"
	"piece/internal/platform/auth"
	"piece/internal/platform/errs"
	"piece/internal/platform/lifecycle"
	"piece/internal/platform/sqldb"
	"piece/internal/title"
	"piece/internal/title/titleclient"
	"piece/internal/title/titlehttp"
	"piece/internal/title/titlesql"
)

// startTitlePrompt makes what has titles looked at after something changed: here, or in the account
// service elsewhere. Titles are looked for at each change, because they are made after those whose
// changes they count.
func startTitlePrompt(_ context.Context, h *house) (lifecycle.Runner, error) {
	elsewhere := func(context.Context, string) error { return errAccountApart }
	if base := h.config.Upstream.Account; base != "" {
		client, err := titleclient.New(base)
		if err != nil {
			return nil, err
		}
		elsewhere = client.Evaluate
	}
	h.titlePrompt = title.NewPrompt(func(ctx context.Context, person string) error {
		if h.titles == nil {
			return elsewhere(ctx, person)
		}
		_, err := h.titles.Evaluate(ctx, person)
		return err
	}, title.PromptWaits(), h.log, h.metrics)
	return h.titlePrompt, nil
}

// errAccountApart is what a process without accounts answers that doesn't know where they are.
var errAccountApart = errs.Unavailable.With(errors.New("account doesn't run in this process, and upstream.account is not set"))

// startTitles makes the titles. They ask pieces and rooms, which start later.
func startTitles(ctx context.Context, h *house) (lifecycle.Runner, error) {
	if _, err := sqldb.Migrate(ctx, h.db, titlesql.Domain, titlesql.Migrations); err != nil {
		return nil, err
	}
	pieces, err := h.pieceElsewhere()
	if err != nil {
		return nil, err
	}
	rooms, err := h.chatElsewhere()
	if err != nil {
		return nil, err
	}
	renderer, err := h.drawer()
	if err != nil {
		return nil, err
	}
	h.titles = title.New(title.Deps{
		Store: titlesql.New(h.db), Pieces: titlePieces{h, pieces}, Rooms: titleRooms{h, rooms}, People: titlePeople{h.accounts},
		Renderer: renderer, Clock: h.clock, Metrics: h.metrics,
	})
	titlehttp.Register(h.server.API, h.titles)
	return nil, nil
}

// drawer gives what draws tickets and cards, of which one is enough for a process.
func (h *house) drawer() (*ticket.Renderer, error) {
	if h.renderer != nil {
		return h.renderer, nil
	}
	var err error
	h.renderer, err = ticket.New()
	return h.renderer, err
}

// titlePeople are people in the words of titles.
type titlePeople struct{ accounts *account.Service }

func (t titlePeople) Person(ctx context.Context, id string) (title.Person, error) {
	p, err := t.accounts.Me(ctx, id)
	return title.Person{Nickname: p.Nickname, Worn: p.Title, TimeZone: cmp.Or(p.TimeZone, account.DefaultTimeZone)}, err
}

func (t titlePeople) Wear(ctx context.Context, person, id string) error {
	return t.accounts.Wear(ctx, person, id)
}

// titlePieces are pieces in the words of titles, here or in a service elsewhere.
type titlePieces struct {
	h     *house
	apart *pieceService
}

// Attendances implements title.Pieces. A service elsewhere tells only the person who makes the
// request. Titles of anybody else are looked at when somebody joins, who has nothing yet.
func (t titlePieces) Attendances(ctx context.Context, person string) ([]title.Attendance, error) {
	var found []piece.Attendance
	var err error
	switch {
	case t.h.pieces != nil:
		found, err = t.h.pieces.AllAttendances(ctx, person)
	case person != auth.Person(ctx):
		return nil, nil
	case t.apart == nil:
		return nil, errPieceApart
	default:
		found, err = t.apart.pieces.AllAttendances(ctx)
	}
	out := make([]title.Attendance, len(found))
	for i, a := range found {
		out[i] = title.Attendance{
			PieceID: a.ID, Kind: string(a.Kind), Genre: string(a.Genre), CakeID: a.CakeID, Cast: a.Cast, Venue: a.Venue, Seat: a.Seat,
			Price: a.Price, Day: string(a.Day), Time: a.Time, MadeAt: a.MadeAt,
		}
	}
	return out, err
}

// titleRooms are rooms in the words of titles, here or in a service elsewhere.
type titleRooms struct {
	h     *house
	apart *chatclient.Client
}

// Count implements title.Rooms, with a service elsewhere as titlePieces does.
func (t titleRooms) Count(ctx context.Context, person string) (int, error) {
	switch {
	case t.h.chats != nil:
		return t.h.chats.CountRooms(ctx, person)
	case person != auth.Person(ctx):
		return 0, nil
	case t.apart == nil:
		return 0, errChatApart
	}
	return t.apart.CountRooms(ctx)
}
