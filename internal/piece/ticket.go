package piece

import (
	"context"
	"strconv"
)

// maxObject bounds what is read of one stored image, in bytes.
const maxObject = 16 << 20

// TicketFile is a file of a ticket that somebody may see.
type TicketFile struct {
	File     File
	Name     string // to save it under
	Tag      string // changes whenever the bytes do
	Mine     bool
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
	return &TicketFile{
		File: f, Name: p.saveName(file), Tag: p.ID + "-" + strconv.Itoa(p.Revision) + "-" + file,
		Mine: IsOwn(viewer, p), Revision: p.Revision, piece: p, service: s,
	}, nil
}

// Bytes gives the content: what was stored, or drawn again from the photo and the artwork,
// which gives the same bytes each time.
func (t *TicketFile) Bytes(ctx context.Context) ([]byte, error) {
	s, p := t.service, t.piece
	if t.File.stored {
		return s.Objects.Get(ctx, p.objectKey(t.File.Name), maxObject)
	}
	var m material
	var err error
	if m.photo, err = s.Photos.Image(ctx, p.OwnerID, p.PhotoID); err != nil {
		return nil, err
	}
	if m.artwork, err = s.Artworks.Image(ctx, p.OwnerID, p.ArtworkID, p.PhotoID); err != nil {
		return nil, err
	}
	return s.drawFile(ctx, p, m, t.File.Name)
}
