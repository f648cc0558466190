package title

import (
	"context"
	"slices"
	"time"

	"piece/internal/craft/ticket"
	"piece/internal/platform/errs"
)

// Owned is a title as somebody sees it.
type Owned struct {
	Progress
	EarnedAt time.Time // zero until it is earned
	Seen     bool      // whether the person was told of having earned it
}

// Shelf is everything that somebody sees of titles.
type Shelf struct {
	Worn   string // id of the title that is worn; "" for none
	Titles []Owned
}

// Shelf gives all titles with how far the person is. It earns nothing: looking changes nothing
// (defect D37).
func (s *Service) Shelf(ctx context.Context, person string) (Shelf, error) {
	who, err := s.People.Person(ctx, person)
	if err != nil {
		return Shelf{}, err
	}
	earned, err := s.Store.Earned(ctx, person)
	if err != nil {
		return Shelf{}, err
	}
	open, err := s.progress(ctx, person, who, piecesOf(earned))
	if err != nil {
		return Shelf{}, err
	}
	shelf := Shelf{Worn: who.Worn}
	for _, t := range titles {
		if i := slices.IndexFunc(earned, func(e Earned) bool { return e.TitleID == t.ID }); i >= 0 {
			shelf.Titles = append(shelf.Titles, earned[i].owned(t))
			continue
		}
		i := slices.IndexFunc(open, func(p Progress) bool { return p.Title.ID == t.ID })
		shelf.Titles = append(shelf.Titles, Owned{Progress: open[i]})
	}
	return shelf, nil
}

func (e Earned) owned(t Title) Owned {
	return Owned{Progress: Progress{Title: t, Done: t.Need, PieceID: e.PieceID}, EarnedAt: e.At, Seen: e.Seen}
}

// Unseen gives the titles that a person has earned without having been told, in the order in which
// they were earned.
func (s *Service) Unseen(ctx context.Context, person string) ([]Owned, error) {
	earned, err := s.Store.Earned(ctx, person)
	if err != nil {
		return nil, err
	}
	var out []Owned
	for _, e := range earned {
		if t, known := Find(e.TitleID); known && !e.Seen {
			out = append(out, e.owned(t))
		}
	}
	return out, nil
}

// See notes that the person was told of titles; others than the person's own are passed over.
func (s *Service) See(ctx context.Context, person string, ids []string) error {
	return s.Store.See(ctx, person, ids, s.Clock.Now())
}

// Wear puts an earned title beside the nickname; ErrNotEarned for any other (defect D35).
func (s *Service) Wear(ctx context.Context, person, id string) error {
	if _, err := s.earned(ctx, person, id); err != nil {
		return err
	}
	return s.People.Wear(ctx, person, id)
}

// TakeOff leaves the nickname alone. Again is fine.
func (s *Service) TakeOff(ctx context.Context, person string) error {
	return s.People.Wear(ctx, person, "")
}

// earned finds a title that the person has.
func (s *Service) earned(ctx context.Context, person, id string) (Owned, error) {
	all, err := s.Store.Earned(ctx, person)
	if err != nil {
		return Owned{}, err
	}
	i := slices.IndexFunc(all, func(e Earned) bool { return e.TitleID == id })
	t, known := Find(id)
	if i < 0 || !known {
		return Owned{}, ErrNotEarned
	}
	return all[i].owned(t), nil
}

// Card draws an earned title to be shown around: PNG, 1200 x 630, in "ko" or "en". errs.NotFound for
// one that the person hasn't.
func (s *Service) Card(ctx context.Context, person, id, language string) ([]byte, error) {
	owned, err := s.earned(ctx, person, id)
	if err != nil {
		return nil, errs.NotFound.With(err)
	}
	who, err := s.People.Person(ctx, person)
	if err != nil {
		return nil, err
	}
	return s.Renderer.TitleCard(ctx, ticket.TitleCard{
		Lang: language, Emblem: owned.Title.Emblem, Name: owned.Title.Name.In(language), Rule: owned.Title.Rule.In(language),
		Nickname: who.Nickname, Day: owned.EarnedAt.In(zone(who.TimeZone)).Format(time.DateOnly),
	})
}
