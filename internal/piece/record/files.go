package record

import (
	"context"
	"strconv"

	"piece/internal/piece"
	"piece/internal/platform/errs"
	"piece/internal/platform/id"
)

// The files of a photo, as their addresses name them.
const (
	SmallFile = "small.jpg"
	LargeFile = "large.jpg"
)

// The most pixels of their longer sides. A smaller photo is not blown up.
const (
	SmallSide = 640
	LargeSide = 2400
)

// FileType is the content type of each of them.
const FileType = "image/jpeg"

// FileRevision grows when this program makes the files in another way; the photo itself
// never changes. It is a part of their addresses.
const FileRevision = 1

// File is a file of a photo that somebody may see.
type File struct {
	Tag  string // changes whenever the bytes do
	Mine bool

	owner, photoID string
	read           func(ctx context.Context, owner, id string) ([]byte, error)
}

// File finds a file of a photo in a piece's record. A piece that the viewer may not see, a
// photo that its record doesn't have, and a file that photos don't have are errs.NotFound.
func (s *Service) File(ctx context.Context, viewer, pieceID, photoID, file string) (*File, error) {
	p, err := s.Pieces.Visible(ctx, viewer, pieceID)
	if err != nil {
		return nil, err
	}
	f := &File{
		Tag:  photoID + "-" + strconv.Itoa(FileRevision) + "-" + file,
		Mine: piece.IsOwn(viewer, p), owner: p.OwnerID, photoID: photoID,
	}
	switch file {
	case SmallFile:
		f.read = s.Photos.Small
	case LargeFile:
		f.read = s.Photos.Image
	default:
		return nil, errNoFile
	}
	if !id.Valid(photoID) {
		return nil, errs.NotFound
	}
	has, err := s.Store.Has(ctx, p.ID, photoID)
	if err == nil && !has {
		err = errs.NotFound
	}
	if err != nil {
		return nil, err
	}
	return f, nil
}

// Bytes gives the content.
func (f *File) Bytes(ctx context.Context) ([]byte, error) { return f.read(ctx, f.owner, f.photoID) }
