package piece

import (
	"cmp"
	"context"
	"errors"
	"strings"
	"time"

	"golang.org/x/sync/errgroup"

	"piece/internal/platform/errs"
	"piece/internal/platform/id"
)

// numberTries is how often a piece is drawn anew because a piece on another node took
// its number; in one process the shelf's lock keeps that from happening.
const numberTries = 5

// Create makes a piece of the draft for its owner. key names the request: the same one
// sent again, also at the same moment, gets the first answer again. A key that came with
// another draft is ErrKeyReused; broken rules are errs.Invalid, all at once.
func (s *Service) Create(ctx context.Context, owner, key, language string, d Draft) (View, error) {
	if !validKey(key) {
		var f errs.Fields
		badKey.at(&f, "header.Idempotency-Key")
		return View{}, f.Err()
	}
	d, err := d.Check()
	if err != nil {
		return View{}, err
	}
	if v, found, err := s.again(ctx, owner, key, d); found || err != nil {
		return v, err
	}
	release, err := s.shelves.acquire(ctx, owner)
	if err != nil {
		return View{}, err
	}
	defer release()
	if v, found, err := s.again(ctx, owner, key, d); found || err != nil {
		return v, err
	}
	p, err := s.make(ctx, owner, key, language, d)
	if errors.Is(err, ErrKeyTaken) { // by another node
		v, _, err := s.again(ctx, owner, key, d)
		return v, err
	}
	if err != nil {
		return View{}, err
	}
	s.Changed(ctx, owner)
	return s.view(ctx, owner, p)
}

func validKey(key string) bool {
	return key != "" && len(key) <= MaxKeyLength && !strings.ContainsFunc(key, func(r rune) bool { return r < '!' || r > '~' })
}

// again answers a request that was answered before. When its piece is deleted since, it is
// errs.NotFound: a late repetition must not bring it back.
func (s *Service) again(ctx context.Context, owner, key string, d Draft) (v View, found bool, err error) {
	c, err := s.Store.Creation(ctx, owner, key)
	if errors.Is(err, errs.NotFound) {
		return View{}, false, nil
	}
	if err != nil {
		return View{}, false, err
	}
	if c.Hash != d.hash() {
		return View{}, true, ErrKeyReused
	}
	p, err := s.Store.Get(ctx, c.PieceID)
	if err != nil {
		return View{}, true, err
	}
	v, err = s.view(ctx, owner, p)
	return v, true, err
}

func (s *Service) make(ctx context.Context, owner, key, language string, d Draft) (*Piece, error) {
	typed := d
	var err error
	if d.CakeID, err = s.lead(ctx, d.CakeID, ""); err != nil {
		return nil, err
	}
	color, src, err := s.material(ctx, owner, d, "")
	if err != nil {
		return nil, err
	}
	for try := 1; ; try++ {
		now := s.Clock.Now()
		p := &Piece{
			Draft: d, ID: id.New(s.Clock), OwnerID: owner, Color: color, Language: language,
			Revision: 1, Version: 1, Remind: true, CreatedAt: now, UpdatedAt: now,
		}
		c := Creation{Owner: owner, Key: key, Hash: typed.hash(), PieceID: p.ID, At: now}
		err := s.store(ctx, p, src, c)
		if err == nil {
			s.metrics.made.WithLabelValues(string(p.Kind)).Inc()
			return p, nil
		}
		if !errors.Is(err, ErrNumberTaken) || try == numberTries {
			return nil, err
		}
	}
}

// material gets what the ticket is drawn from and keeps the rules about it: photo and
// artwork are the owner's and belong together, the crop fits the photo, and no other piece
// has it; has is the photo of the piece itself, if it is stored. A cover needs nothing. It
// tells the colour of the front besides.
func (s *Service) material(ctx context.Context, owner string, d Draft, has string) (color string, m material, err error) {
	if d.Cover != 0 {
		color, err = s.Covers.Color(ctx, d.coverWork(), d.Cover)
		return color, material{}, err
	}
	var f errs.Fields
	photo, err := s.Photos.Photo(ctx, owner, d.PhotoID)
	if errors.Is(err, errs.NotFound) {
		noPhoto.at(&f, "body.photoId")
		return "", material{}, f.Err()
	}
	if err != nil {
		return "", material{}, err
	}
	if d.PhotoID != has {
		// Asked before anything is drawn; whether it still holds is decided by the store.
		used, err := s.UsesPhoto(ctx, owner, d.PhotoID)
		if used && err == nil {
			err = ErrPhotoUsed.At("body.photoId")
		}
		if err != nil {
			return "", material{}, err
		}
	}
	d.Crop.fits(&f, photo)
	art, err := s.Artworks.Image(ctx, owner, d.ArtworkID, d.PhotoID)
	if errors.Is(err, errs.NotFound) {
		noArtwork.at(&f, "body.artworkId")
		err = nil
	}
	if err := cmp.Or(err, f.Err()); err != nil {
		return "", material{}, err
	}
	jpeg, err := s.Photos.Image(ctx, owner, d.PhotoID)
	return photo.Color, material{photo: jpeg, artwork: art}, err
}

// keepKeys is how long a request that is sent again is known.
const keepKeys = 90 * 24 * time.Hour

// store draws the ticket, puts its images into the object store, claims the photo and then
// makes piece and images known in one transaction. Whatever fails on the way leaves no row,
// and the images that were put are deleted later (defect D23).
func (s *Service) store(ctx context.Context, p *Piece, m material, c Creation) error {
	number, err := s.Store.NextNumber(ctx, p.OwnerID, p.Day.Year())
	if err != nil {
		return err
	}
	p.Number = number
	images, err := s.drawSet(ctx, p, m)
	if err != nil {
		return err
	}
	if err := s.Store.Intend(ctx, p); err != nil {
		return err
	}
	if err := s.put(ctx, p, images); err != nil {
		return err
	}
	if err := s.claim(ctx, p); err != nil {
		return err
	}
	return s.Store.Create(ctx, p, c, c.At.Add(-keepKeys))
}

// claim keeps the photo of a piece that is about to be stored.
func (s *Service) claim(ctx context.Context, p *Piece) error {
	if p.PhotoID == "" {
		return nil
	}
	err := s.Photos.Claim(ctx, p.OwnerID, p.PhotoID)
	if errors.Is(err, errs.NotFound) { // dropped while the ticket was drawn
		return notOwn(err, noPhoto, "body.photoId")
	}
	return err
}

func (s *Service) put(ctx context.Context, p *Piece, images map[string][]byte) error {
	g, ctx := errgroup.WithContext(ctx)
	for _, f := range files {
		if f.stored {
			g.Go(func() error { return s.Objects.Put(ctx, p.objectKey(f.Name), f.ContentType, images[f.Name]) })
		}
	}
	return g.Wait()
}
