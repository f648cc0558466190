package piece

import (
	"context"
	"slices"

	"piece/internal/platform/errs"
	"piece/internal/platform/id"
)

// Get gives a piece as the viewer sees it. One that the viewer may not see is
// errs.NotFound, like one that isn't there.
func (s *Service) Get(ctx context.Context, viewer, pieceID string) (View, error) {
	p, err := s.visible(ctx, viewer, pieceID)
	if err != nil {
		return View{}, err
	}
	return s.view(ctx, viewer, p)
}

// Visible gives a piece, with all that only its owner knows, to decide about what belongs
// to it. One that the viewer may not see is errs.NotFound.
func (s *Service) Visible(ctx context.Context, viewer, pieceID string) (*Piece, error) {
	return s.visible(ctx, viewer, pieceID)
}

func (s *Service) visible(ctx context.Context, viewer, pieceID string) (*Piece, error) {
	if !id.Valid(pieceID) {
		return nil, errs.NotFound
	}
	p, err := s.Store.Get(ctx, pieceID)
	if err != nil {
		return nil, err
	}
	if !CanSee(viewer, p) {
		return nil, errs.NotFound
	}
	return p, nil
}

func (s *Service) view(ctx context.Context, viewer string, p *Piece) (View, error) {
	views, err := s.decorate(ctx, viewer, []Piece{*p})
	if err != nil {
		return View{}, err
	}
	return views[0], nil
}

// CanSeeArtwork tells whether the viewer sees the artwork on the back of some piece.
func (s *Service) CanSeeArtwork(ctx context.Context, viewer, artworkID string) (bool, error) {
	pieces, err := s.Store.ByArtwork(ctx, artworkID)
	return slices.ContainsFunc(pieces, func(p Piece) bool { return CanSee(viewer, &p) }), err
}

// own finds a piece to be changed by the viewer. Somebody else's is errs.Forbidden if it is
// visible, and errs.NotFound if not.
func (s *Service) own(ctx context.Context, viewer, pieceID string) (*Piece, error) {
	p, err := s.visible(ctx, viewer, pieceID)
	if err == nil && !IsOwn(viewer, p) {
		return nil, errs.Forbidden
	}
	return p, err
}

// Delete removes an own piece and everything that belongs to it. Somebody else's is
// errs.Forbidden if it is visible, and errs.NotFound if not.
func (s *Service) Delete(ctx context.Context, viewer, pieceID string) error {
	if _, err := s.own(ctx, viewer, pieceID); err != nil {
		return err
	}
	photos, err := s.Records.PhotoIDs(ctx, pieceID) // asked before, because the record goes with the piece
	if err != nil {
		return err
	}
	p, err := s.Store.Delete(ctx, viewer, pieceID)
	if err != nil {
		return err
	}
	if p.PhotoID != "" {
		photos = append(photos, p.PhotoID)
	}
	for _, photo := range photos {
		s.letGo(ctx, viewer, photo)
	}
	s.Changed(ctx, viewer)
	return nil
}

// letGo releases a photo that no piece and no record has any more. The change that let go of
// it is stored whether or not this works; a release that is lost is mended by those who keep
// photos, and is not the person's to repeat.
func (s *Service) letGo(ctx context.Context, owner, photoID string) {
	if err := s.Photos.Release(context.WithoutCancel(ctx), owner, photoID); err != nil {
		s.Log.WarnContext(ctx, "a photo that nothing uses any more waits for its release", "error", err)
	}
}

// UsesPhoto tells whether a piece of the owner, or its record, has the photo.
func (s *Service) UsesPhoto(ctx context.Context, owner, photoID string) (bool, error) {
	used, err := s.Store.UsesPhoto(ctx, owner, photoID)
	if used || err != nil {
		return used, err
	}
	return s.Records.UsesPhoto(ctx, owner, photoID)
}
