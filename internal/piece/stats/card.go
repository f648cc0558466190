package stats

import (
	"context"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"strconv"
	"strings"
	"time"

	"piece/internal/craft/ticket"
	"piece/internal/piece"
)

// Renderer draws cards; *ticket.Renderer is one.
type Renderer interface {
	RecapStory(ctx context.Context, in ticket.Recap, f ticket.Format) ([]byte, error)
	RecapCard(ctx context.Context, in ticket.Recap, f ticket.Format) ([]byte, error)
}

// Format is how a card is cut.
type Format string

// The two formats.
const (
	Story Format = "story" // upright, for a phone
	Wide  Format = "wide"
)

// Formats lists both.
func Formats() []Format { return []Format{Story, Wide} }

const (
	maxCards    = 2                // drawn at the same time: each takes a core
	maxWait     = 20 * time.Second // for a turn to draw
	cardTickets = ticket.MaxRecapTickets
	cardVersion = "1" // changes whenever cards of the same content look otherwise
)

// Card is the picture of a recap to be shared, before it is drawn.
type Card struct {
	Tag string // changes whenever the picture does

	content ticket.Recap
	owner   string
	format  Format
	tickets []Ticket
	service *Service
}

// Card prepares the picture of the recap of a year, in a language, "ko" or "en".
func (s *Service) Card(ctx context.Context, owner string, year int, f Format, language string) (*Card, error) {
	r, err := s.Recap(ctx, owner, year, "")
	if err != nil {
		return nil, err
	}
	people, err := s.Profiles.Profiles(ctx, []string{owner})
	if err != nil {
		return nil, err
	}
	c := &Card{owner: owner, format: f, tickets: some(r.Tickets, cardTickets), service: s}
	c.content = ticket.Recap{
		Year: year, Lang: language, Nickname: people[owner].Nickname, Pieces: r.Total.Pieces, Facts: facts(&r, language),
	}
	told, err := json.Marshal([]any{cardVersion, f, c.content, c.tickets})
	if err != nil {
		return nil, err
	}
	sum := sha256.Sum256(told)
	c.Tag = base64.RawURLEncoding.EncodeToString(sum[:16])
	return c, nil
}

// WebP draws the card when it is its turn.
func (c *Card) WebP(ctx context.Context) ([]byte, error) {
	s := c.service
	wait, cancel := context.WithTimeout(ctx, maxWait)
	defer cancel()
	if s.cards.Acquire(wait, 1) != nil {
		if ctx.Err() != nil {
			return nil, ctx.Err()
		}
		return nil, piece.ErrBusy.After(5 * time.Second)
	}
	defer s.cards.Release(1)
	in := c.content
	for _, t := range c.tickets {
		front, err := s.front(ctx, c.owner, t.ID)
		if err != nil {
			continue // a card with one ticket less is better than none
		}
		in.Tickets = append(in.Tickets, ticket.RecapTicket{Shape: t.Shape, Front: front})
	}
	if c.format == Wide {
		return s.Renderer.RecapCard(ctx, in, ticket.WebP)
	}
	return s.Renderer.RecapStory(ctx, in, ticket.WebP)
}

func (s *Service) front(ctx context.Context, owner, pieceID string) ([]byte, error) {
	file, err := s.Pieces.Ticket(ctx, owner, pieceID, piece.FrontSmall)
	if err != nil {
		return nil, err
	}
	return file.Bytes(ctx)
}

// some gives at most so many of the tickets, evenly out of the year.
func some(all []Ticket, most int) []Ticket {
	if len(all) <= most {
		return all
	}
	out := make([]Ticket, most)
	for i := range out {
		out[i] = all[i*len(all)/most]
	}
	return out
}

// facts are what a card says, the most telling first. Money is nobody else's business.
func facts(r *Recap, language string) []ticket.RecapFact {
	w := words[language]
	var out []ticket.RecapFact
	add := func(name, value string) {
		if value != "" {
			out = append(out, ticket.RecapFact{Name: name, Value: value})
		}
	}
	add(w.loved, r.Loved.Title)
	add(w.busiest, w.months[r.Busiest-1])
	add(w.place, r.Place.Name)
	add(w.artist, r.Artist.Name)
	if len(r.Kinds) > 0 {
		add(w.kind, w.kinds[r.Kinds[0].Kind])
	}
	if r.Streak.Weeks > 1 {
		add(w.streak, strings.Replace(w.weeks, "%", strconv.Itoa(r.Streak.Weeks), 1))
	}
	return out
}
