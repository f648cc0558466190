package record

import (
	"context"
	"errors"

	"piece/internal/piece"
	"piece/internal/platform/clock"
	"piece/internal/platform/errs"
)

// Deps are what the service needs.
type Deps struct {
	Store  Store
	Pieces Pieces
	Photos Photos
	Clock  clock.Clock
}

// Service holds the use cases of records. It is safe for concurrent use.
type Service struct{ Deps }

// New makes the service.
func New(d Deps) *Service { return &Service{d} }

// Get gives the record of a piece that the viewer may see. That of any other is
// errs.NotFound.
func (s *Service) Get(ctx context.Context, viewer, pieceID string) (View, error) {
	p, err := s.Pieces.Visible(ctx, viewer, pieceID)
	if err != nil {
		return View{}, err
	}
	r, err := s.Store.Get(ctx, p.ID)
	if err != nil {
		return View{}, err
	}
	return s.view(ctx, p.OwnerID, r)
}

// Save writes the record of an own piece over the version that the person has read. When
// another one is stored it is ErrChanged, unless that one says the same: then it is the
// same save sent again. Somebody else's piece is errs.Forbidden if it is visible, and
// errs.NotFound if not.
func (s *Service) Save(ctx context.Context, viewer, pieceID string, version int, c Content) (View, error) {
	c, err := c.Check()
	if err != nil {
		return View{}, err
	}
	p, err := s.Pieces.Visible(ctx, viewer, pieceID)
	if err != nil {
		return View{}, err
	}
	if !piece.IsOwn(viewer, p) {
		return View{}, errs.Forbidden
	}
	before, err := s.Store.Get(ctx, p.ID)
	if err != nil {
		return View{}, err
	}
	if c.equal(before.Content) {
		return s.view(ctx, viewer, before)
	}
	if version != before.Version {
		return View{}, ErrChanged
	}
	if err := s.claim(ctx, viewer, before.Content, c); err != nil {
		return View{}, err
	}
	if err := s.keep(ctx, viewer, before.without(c)); err != nil {
		return View{}, err
	}
	now := Record{Content: c, PieceID: p.ID, Version: before.Version + 1, UpdatedAt: s.Clock.Now()}
	if err := s.Store.Save(ctx, viewer, now); err != nil {
		return s.savedMeanwhile(ctx, viewer, now, err)
	}
	return s.view(ctx, viewer, now)
}

// savedMeanwhile answers a save that came second when the first one said the same.
func (s *Service) savedMeanwhile(ctx context.Context, owner string, r Record, lost error) (View, error) {
	if !errors.Is(lost, ErrChanged) {
		return View{}, lost
	}
	stored, err := s.Store.Get(ctx, r.PieceID)
	if err != nil {
		return View{}, err
	}
	if !stored.equal(r.Content) {
		return View{}, lost
	}
	return s.view(ctx, owner, stored)
}

// claim keeps the rules about photos and claims those that the record hasn't had before.
// Whether they are used elsewhere is decided by Store.Save. What is claimed for a save that
// then fails is free again after a while, and until then still there to be tried with.
func (s *Service) claim(ctx context.Context, owner string, before, c Content) error {
	if err := c.once(); err != nil {
		return err
	}
	fresh := c.without(before)
	if len(fresh) == 0 {
		return nil
	}
	known, err := s.Photos.Pictures(ctx, owner, fresh)
	if err != nil {
		return err
	}
	var f errs.Fields
	for i, p := range c.Photos {
		if _, ok := known[p.ID]; !ok && !before.has(p.ID) {
			f.Add(idPath(i), "not_found", noPhoto)
		}
	}
	if err := f.Err(); err != nil {
		return err
	}
	for i, p := range c.Photos {
		if before.has(p.ID) {
			continue
		}
		err := s.Photos.Claim(ctx, owner, p.ID)
		if errors.Is(err, errs.NotFound) { // dropped a moment ago
			f.Add(idPath(i), "not_found", noPhoto)
			err = f.Err()
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// keep claims photos that are taken out once more, so that for a day they can be put back: by
// somebody who takes that back, or by the other device that still has them when it saves over
// what it was told of. Then nothing uses them, and they go like an upload that nobody used.
func (s *Service) keep(ctx context.Context, owner string, ids []string) error {
	for _, id := range ids {
		if err := s.Photos.Claim(ctx, owner, id); err != nil && !errors.Is(err, errs.NotFound) {
			return err
		}
	}
	return nil
}

// view tells of the photos with one question, however many they are. One that has gone all
// the same is not shown.
func (s *Service) view(ctx context.Context, owner string, r Record) (View, error) {
	if len(r.Photos) == 0 {
		return View{Record: r}, nil
	}
	known, err := s.Photos.Pictures(ctx, owner, r.photoIDs())
	if err != nil {
		return View{}, err
	}
	v := View{Record: r}
	v.Photos = nil
	for _, p := range r.Photos {
		if picture, ok := known[p.ID]; ok {
			v.Photos, v.Pictures = append(v.Photos, p), append(v.Pictures, picture)
		}
	}
	return v, nil
}
