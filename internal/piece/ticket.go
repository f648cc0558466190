package piece

import (
	"context"
	"errors"
	"strconv"

	"piece/internal/platform/errs"
)

// maxObject bounds what is read of one stored image, in bytes.
const maxObject = 16 << 20

// TicketFile is a file of a ticket that somebody may see.
type TicketFile struct {
	File     File
	Name     string // to save it under
	Tag      string // changes whenever the bytes do
	Mine     bool
	Public   bool
	Revision int

	piece   *Piece
	service *Service
}

// Ticket finds a file of a piece's ticket. A piece that the viewer may not see, and a file
// that tickets don't have, are errs.NotFound.
func (s *Service) Ticket(ctx context.Context, viewer, pieceID, file string) (*TicketFile, error) {
	p, err := s.visible(ctx, viewer, pieceID)
	if err != nil {
		return nil, err
	}
	f, ok := fileNamed(file)
	if !ok {
		return nil, errNoFile
	}
	t := s.ticketFile(p, f)
	t.Mine = IsOwn(viewer, p)
	return t, nil
}

func (s *Service) ticketFile(p *Piece, f File) *TicketFile {
	return &TicketFile{
		File: f, Name: p.saveName(f.Name), Tag: p.tag(f.Name),
		Public: IsOpen(p), Revision: p.Revision, piece: p, service: s,
	}
}

func (p *Piece) tag(file string) string {
	return p.ID + "-" + strconv.Itoa(p.Revision) + "-" + file
}

// Bytes gives the content: what was stored, or drawn again from the photo and the artwork,
// which gives the same bytes each time. The images of a piece that wasn't drawn yet are drawn
// and stored now; the small front of lists is drawn quickly instead.
func (t *TicketFile) Bytes(ctx context.Context) ([]byte, error) {
	s, p := t.service, t.piece
	if p.Undrawn && t.File.Name == FrontSmall {
		return s.drawn.get(t.Tag, func() ([]byte, error) { return s.quickFront(ctx, p) })
	}
	if t.File.stored {
		p, err := s.drawnPiece(ctx, p)
		if err != nil {
			return nil, err
		}
		b, err := s.Objects.Get(ctx, p.objectKey(t.File.Name), maxObject)
		if t.File.Name != ShareCard || !errors.Is(err, errs.NotFound) {
			return b, err
		}
	}
	return s.drawn.get(t.Tag, func() ([]byte, error) { return s.drawFile(ctx, p, t.File.Name) })
}
