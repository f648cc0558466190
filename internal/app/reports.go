package app

import (
	"context"
	"errors"
	"fmt"
	"net/url"
	"strconv"
	"time"

	"piece/internal/cake"
	"piece/internal/chat"
	"piece/internal/moderation"
	"piece/internal/platform/errs"
	"piece/internal/platform/peer"
)

// reportSight looks at what is reported with the eyes of who reports it: by the domain itself
// where it runs here, and otherwise by its API with the token of the request. The domains are
// looked for at each report, because they are made after account.
type reportSight struct {
	house             *house
	piece, cake, chat *peer.Service // nil where they have no address
}

// See implements moderation.Sight.
func (r *reportSight) See(ctx context.Context, person string, t moderation.Target) (moderation.Seen, error) {
	switch t.Kind {
	case moderation.Person:
		p, err := r.house.accounts.Profile(ctx, t.ID)
		return moderation.Seen{PersonID: p.ID, Title: p.Nickname}, err
	case moderation.Piece:
		return r.seePiece(ctx, person, t.ID)
	case moderation.Cake:
		return r.seeCake(ctx, person, t.ID)
	case moderation.Message:
		return r.seeMessage(ctx, person, t.Room, t.Seq)
	}
	return moderation.Seen{}, fmt.Errorf("reports of a %q can't be looked at", t.Kind)
}

// elsewhere says that a domain runs neither here nor at a known address.
func elsewhere(name string) error {
	return errs.Unavailable.With(errors.New(name + " doesn't run in this process: set upstream." + name + " to where it does"))
}

func (r *reportSight) seePiece(ctx context.Context, person, id string) (moderation.Seen, error) {
	if r.house.pieces != nil {
		p, err := r.house.pieces.Visible(ctx, person, id)
		if err != nil {
			return moderation.Seen{}, err
		}
		return moderation.Seen{PersonID: p.OwnerID, Title: p.Title, Text: p.Review}, nil
	}
	if r.piece == nil {
		return moderation.Seen{}, elsewhere("piece")
	}
	var p struct {
		Owner         struct{ ID string }
		Title, Review string
	}
	err := r.piece.FindAs(ctx, "pieces/"+id, nil, &p)
	return moderation.Seen{PersonID: p.Owner.ID, Title: p.Title, Text: p.Review}, err
}

func (r *reportSight) seeCake(ctx context.Context, person, id string) (moderation.Seen, error) {
	if r.house.cakes != nil {
		c, err := r.house.cakes.Get(ctx, cake.Viewer{ID: person}, id)
		return moderation.Seen{Title: c.Title}, err
	}
	if r.cake == nil {
		return moderation.Seen{}, elsewhere("cake")
	}
	var c struct{ Title string }
	err := r.cake.FindAs(ctx, "cakes/"+id, nil, &c)
	return moderation.Seen{Title: c.Title}, err
}

func (r *reportSight) seeMessage(ctx context.Context, person, room string, seq int64) (moderation.Seen, error) {
	if r.house.chats != nil {
		h, err := r.house.chats.History(ctx, person, room, chat.HistoryRequest{Around: seq, Limit: 1})
		if err != nil {
			return moderation.Seen{}, err
		}
		for _, e := range h.Entries {
			if e.Seq == seq && !e.Removed {
				return moderation.Seen{PersonID: e.Sender, Text: e.Text, Pictures: len(e.Pictures), At: e.At}, nil
			}
		}
		return moderation.Seen{}, errs.NotFound
	}
	if r.chat == nil {
		return moderation.Seen{}, elsewhere("chat")
	}
	var found struct {
		Items []struct {
			Seq          int64
			Sender, Text string
			Pictures     []struct{ ID string }
			At           time.Time
			Removed      bool
		}
	}
	query := url.Values{"around": {strconv.FormatInt(seq, 10)}, "limit": {"1"}}
	if err := r.chat.FindAs(ctx, "rooms/"+room+"/messages", query, &found); err != nil {
		return moderation.Seen{}, err
	}
	for _, e := range found.Items {
		if e.Seq == seq && !e.Removed {
			return moderation.Seen{PersonID: e.Sender, Text: e.Text, Pictures: len(e.Pictures), At: e.At}, nil
		}
	}
	return moderation.Seen{}, errs.NotFound
}
