package piece

import (
	"context"
	"errors"
	"fmt"

	"piece/internal/craft/cover"
	"piece/internal/craft/picture"
	"piece/internal/craft/ticket"
	"piece/internal/platform/errs"
)

// CoverFor chooses the cover that a title gets which nobody chose one for: the same title of
// a kind has the same one everywhere.
func CoverFor(kind Kind, title string) int {
	sum := 0
	for _, r := range string(kind) + title {
		sum = (sum*31 + int(r)) % MaxCover
	}
	return sum + 1
}

func (d *Draft) coverWork() cover.Work { return cover.Work{Kind: string(d.Kind), Title: d.Title} }

// coverInput gets a ticket with a cover ready to be drawn.
func (s *Service) coverInput(ctx context.Context, l look) (ticket.Input, error) {
	front, err := s.Covers.Front(ctx, l.Work, l.Cover, ticket.Width)
	if err != nil {
		return ticket.Input{}, err
	}
	color, err := s.Covers.Color(ctx, l.Work, l.Cover)
	if err != nil {
		return ticket.Input{}, err
	}
	back, err := s.coverBack(ctx, cover.BackFor(l.Work.Kind, color))
	if err != nil {
		return ticket.Input{}, err
	}
	return ticket.Input{Photo: picture.FromImage(front), Shape: l.Shape, Paper: l.Paper, Art: back, Text: l.Text}, nil
}

// coverBack gives a back that many tickets share. It is painted when it is first needed, and
// kept for good: there are few of them, they are nobody's, and they show nothing of anybody.
func (s *Service) coverBack(ctx context.Context, b cover.Back) (*picture.Photo, error) {
	return s.pictures.get("back "+string(b), func() (*picture.Photo, error) {
		release, err := s.backs.acquire(ctx, string(b))
		if err != nil {
			return nil, err
		}
		defer release()
		webp, err := s.Objects.Get(ctx, backKey(b), maxObject)
		if errors.Is(err, errs.NotFound) {
			webp, err = s.paintBack(ctx, b)
		}
		if err != nil {
			return nil, err
		}
		art, err := picture.Decode(webp, picture.Limits{})
		if err != nil {
			return nil, fmt.Errorf("stored back of covers: %w", err)
		}
		return art, nil
	})
}

func (s *Service) paintBack(ctx context.Context, b cover.Back) ([]byte, error) {
	webp, err := s.Covers.Back(ctx, b)
	if err != nil {
		return nil, err
	}
	return webp, s.Objects.Put(ctx, backKey(b), "image/webp", webp)
}

// backsVersion is part of their keys: other paintings under the same names would need another.
const backsVersion = "1"

func backKey(b cover.Back) string { return "covers/" + backsVersion + "/" + string(b) + ".webp" }
