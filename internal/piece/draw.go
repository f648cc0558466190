package piece

import (
	"context"
	"time"

	"piece/internal/craft/ticket"
)

// material is what a ticket is drawn from, as it is stored.
type material struct{ photo, artwork []byte }

// drawSet draws the images that are stored, by the names of their files.
func (s *Service) drawSet(ctx context.Context, p *Piece, m material) (map[string][]byte, error) {
	release, err := turn(ctx, s.sets)
	if err != nil {
		return nil, err
	}
	defer release()
	return s.render(ctx, p, m)
}

func (s *Service) render(ctx context.Context, p *Piece, m material) (map[string][]byte, error) {
	defer s.metrics.draw("set", time.Now())
	in, err := s.input(ctx, p.look(), m)
	if err != nil {
		return nil, err
	}
	set, err := s.Renderer.Render(ctx, in)
	if err != nil {
		return nil, err
	}
	// Programs that preview links come without notice and all at once, so the card is there
	// before the first of them (decision 18).
	card, err := s.Renderer.ShareCard(ctx, in)
	if err != nil {
		return nil, err
	}
	return map[string][]byte{
		FrontWebP: set.Front, BackWebP: set.Back, FrontSmall: set.FrontSmall, BackSmall: set.BackSmall, ShareCard: card,
	}, nil
}

// drawFile draws one of the files that are not stored. Nothing is read before its turn, so
// that a crowd that waits takes no memory.
func (s *Service) drawFile(ctx context.Context, p *Piece, file string) ([]byte, error) {
	release, err := turn(ctx, s.files)
	if err != nil {
		return nil, err
	}
	defer release()
	if b, ok := s.drawn.find(p.tag(file)); ok { // drawn for somebody else meanwhile
		return b, nil
	}
	m, err := s.stored(ctx, p)
	if err != nil {
		return nil, err
	}
	defer s.metrics.draw(file, time.Now())
	in, err := s.input(ctx, p.look(), m)
	if err != nil {
		return nil, err
	}
	switch file {
	case FrontPNG:
		return s.Renderer.PNG(ctx, in, ticket.Front)
	case BackPNG:
		return s.Renderer.PNG(ctx, in, ticket.Back)
	case ShareCard: // of a piece that was stored before cards were
		return s.Renderer.ShareCard(ctx, in)
	case PrintPDF:
		return s.Renderer.PDF(ctx, ticket.Inputs(in), ticket.Single)
	}
	return nil, errNoFile
}
