package piece

import (
	"context"
	"fmt"

	"piece/internal/craft/cover"
	"piece/internal/craft/picture"
	"piece/internal/craft/ticket"
)

// look is everything that shows on a ticket. Tickets are drawn from it alone, so an edit that
// leaves it as it is needs no new drawing, and none that changes it is overlooked.
type look struct {
	PhotoID, ArtworkID string
	Crop               Crop
	Cover              int
	Work               cover.Work // what the cover shows; empty with a photo
	Shape              ticket.Shape
	Paper              ticket.Paper
	Text               ticket.Text
}

func (p *Piece) look() look {
	l := look{
		PhotoID: p.PhotoID, ArtworkID: p.ArtworkID, Crop: p.Crop, Cover: p.Cover, Shape: p.Shape, Paper: p.Paper,
		Text: ticket.Text{
			Title: p.Title, Day: string(p.Day), Time: p.Time, Venue: p.Venue, Seat: p.Seat, Review: p.Review,
			HalfStars: p.HalfStars, Year: p.Day.Year(), Number: p.Number, Lang: p.Language,
		},
	}
	if p.Cover != 0 {
		l.Work = p.coverWork()
	}
	return l
}

// input gets a ticket ready to be drawn.
func (s *Service) input(ctx context.Context, l look, m material) (ticket.Input, error) {
	if l.Cover != 0 {
		return s.coverInput(ctx, l)
	}
	return l.input(m)
}

// input decodes the pictures. They were checked when they were stored, so one that can't
// be read is a defect.
func (l look) input(m material) (ticket.Input, error) {
	photo, err := picture.Decode(m.photo, picture.Limits{})
	if err != nil {
		return ticket.Input{}, fmt.Errorf("stored photo: %w", err)
	}
	art, err := picture.Decode(m.artwork, picture.Limits{})
	if err != nil {
		return ticket.Input{}, fmt.Errorf("stored artwork: %w", err)
	}
	return ticket.Input{Photo: photo, Crop: l.Crop.onPicture(), Shape: l.Shape, Paper: l.Paper, Art: art, Text: l.Text}, nil
}

func (c Crop) onPicture() picture.Crop {
	return picture.Crop{X: c.X, Y: c.Y, W: c.Width, H: c.Height, Turn: c.Turn}
}
