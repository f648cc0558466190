package app

import (
	"context"
	"errors"
	"fmt"
	"net/url"
	"slices"
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

// seeMessage gives a message with a few around it: what it answers and is answered is often what
// it means.
func (r *reportSight) seeMessage(ctx context.Context, person, room string, seq int64) (moderation.Seen, error) {
	said, err := r.saidAround(ctx, person, room, seq)
	if err != nil {
		return moderation.Seen{}, err
	}
	i := slices.IndexFunc(said, func(m moderation.Said) bool { return m.Seq == seq })
	if i < 0 {
		return moderation.Seen{}, errs.NotFound
	}
	m := said[i]
	return moderation.Seen{PersonID: m.PersonID, Text: m.Text, Pictures: m.Pictures, At: m.At, Around: slices.Delete(said, i, i+1)}, nil
}

// saidAround gives messages that there are on both sides of a place, itself included.
func (r *reportSight) saidAround(ctx context.Context, person, room string, seq int64) ([]moderation.Said, error) {
	const most = moderation.MostAround
	var said []moderation.Said
	if r.house.chats != nil {
		h, err := r.house.chats.History(ctx, person, room, chat.HistoryRequest{Around: seq, Limit: most})
		for _, e := range h.Entries {
			if e.Shown() {
				said = append(said, moderation.Said{Seq: e.Seq, PersonID: e.Sender, Text: e.Text, Pictures: len(e.Pictures), At: e.At})
			}
		}
		return said, err
	}
	if r.chat == nil {
		return nil, elsewhere("chat")
	}
	var found struct {
		Items []struct {
			Seq             int64
			Sender, Text    string
			Pictures        []struct{ ID string }
			At              time.Time
			Removed, Masked bool
		}
	}
	query := url.Values{"around": {strconv.FormatInt(seq, 10)}, "limit": {strconv.Itoa(most)}}
	err := r.chat.FindAs(ctx, "rooms/"+room+"/messages", query, &found)
	for _, e := range found.Items {
		if !e.Removed && !e.Masked {
			said = append(said, moderation.Said{Seq: e.Seq, PersonID: e.Sender, Text: e.Text, Pictures: len(e.Pictures), At: e.At})
		}
	}
	return said, err
}
