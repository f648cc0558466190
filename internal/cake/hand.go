package cake

import (
	"context"
	"errors"
	"reflect"
	"slices"
	"strings"
	"time"

	"piece/internal/platform/audit"
	"piece/internal/platform/errs"
	"piece/internal/platform/id"
)

// keepKeys is how long a request that is sent again is known.
const keepKeys = 90 * 24 * time.Hour

// Create makes a cake by hand. key names the request: the same one sent again, also at the
// same moment, gets the first answer again. A key that came with another draft is
// ErrKeyReused; broken rules are errs.Invalid, all at once; a cake that may be the same work
// is ErrDouble, unless the maker knows better; too many in an hour are ErrTooManyMade.
func (s *Service) Create(ctx context.Context, v Viewer, key string, d Draft) (View, error) {
	if !validKey(key) {
		var f errs.Fields
		badKey.at(&f, "header.Idempotency-Key")
		return View{}, f.Err()
	}
	d, err := d.Check()
	if err != nil {
		return View{}, err
	}
	if view, found, err := s.again(ctx, v, key, d); found || err != nil {
		return view, err
	}
	if wait, ok := s.made.Take(v.ID); !ok {
		return View{}, ErrTooManyMade.After(wait)
	}
	poster, err := s.photo(ctx, v, d)
	if err != nil {
		return View{}, err
	}
	now := s.Clock.Now()
	c := &Cake{Work: d.Work, ID: id.New(s.Clock), MakerID: v.ID, Version: 1, CreatedAt: now, UpdatedAt: now}
	c.Origin = Origin{Source: Hand, Code: c.ID}
	err = s.Store.Create(ctx, c, Creation{Maker: v.ID, Key: key, Hash: d.hash(), CakeID: c.ID, At: now}, now.Add(-keepKeys), d.unlike())
	if errors.Is(err, ErrKeyTaken) { // the same request was faster
		view, _, err := s.again(ctx, v, key, d)
		return view, err
	}
	if err != nil {
		return View{}, err
	}
	s.metrics.made.WithLabelValues(string(c.Kind)).Inc()
	s.putPoster(ctx, c.ID, poster)
	return s.Get(ctx, v, c.ID)
}

func validKey(key string) bool {
	return key != "" && len(key) <= MaxKeyLength && !strings.ContainsFunc(key, func(r rune) bool { return r < '!' || r > '~' })
}

// again answers a request that was answered before.
func (s *Service) again(ctx context.Context, v Viewer, key string, d Draft) (view View, found bool, err error) {
	made, err := s.Store.Creation(ctx, v.ID, key)
	if errors.Is(err, errs.NotFound) {
		return View{}, false, nil
	}
	if err != nil {
		return View{}, false, err
	}
	if made.Hash != d.hash() {
		return View{}, true, ErrKeyReused
	}
	view, err = s.Get(ctx, v, made.CakeID)
	return view, true, err
}

// photo gets the picture for the poster, before anything is stored; nil when there is none.
func (s *Service) photo(ctx context.Context, v Viewer, d Draft) ([]byte, error) {
	if d.PhotoID == "" {
		return nil, nil
	}
	jpeg, err := s.Photos.Image(ctx, v.ID, d.PhotoID)
	if errors.Is(err, errs.NotFound) {
		var f errs.Fields
		noPhoto.at(&f, "body.photoId")
		return nil, f.Err()
	}
	return jpeg, err
}

// putPoster gives a stored cake its poster. What a person typed is not lost because a
// picture can't be kept: then the cake has the one that it had, or the one that is drawn from
// its facts, which its maker sees in the answer; another edit with the photo tries again.
func (s *Service) putPoster(ctx context.Context, cakeID string, jpeg []byte) {
	if jpeg == nil {
		return
	}
	if err := s.Posters.Put(context.WithoutCancel(ctx), cakeID, jpeg); err != nil {
		s.metrics.posters.Inc()
		s.Log.ErrorContext(ctx, "the poster of a cake made by hand could not be kept", "cake", cakeID, "error", err)
	}
}

// drawPoster has a poster that tells other facts drawn anew, so that whoever edited them doesn't
// see the old ones. If it can't be, the gallery finds it by itself a little later.
func (s *Service) drawPoster(ctx context.Context, cakeID string) {
	if err := s.Posters.Draw(context.WithoutCancel(ctx), cakeID); err != nil {
		s.Log.WarnContext(ctx, "the poster of an edited cake could not be drawn anew", "cake", cakeID, "error", err)
	}
}

// Edit makes a cake what the draft says, which its maker and admins may. version is the one
// that the person saw; when another is stored, somebody was faster and it is
// ErrEditedElsewhere. An edit whose answer got lost can be repeated: what is stored already
// is simply the answer. Without a photo the poster stays as it is.
func (s *Service) Edit(ctx context.Context, v Viewer, cakeID string, version int, d Draft) (View, error) {
	d, err := d.Check()
	if err != nil {
		return View{}, err
	}
	c, err := s.visible(ctx, v, cakeID)
	if err != nil {
		return View{}, err
	}
	if !CanEdit(v, c) {
		return View{}, errs.Forbidden
	}
	poster, err := s.photo(ctx, v, d)
	if err != nil {
		return View{}, err
	}
	changed := false
	change := func(stored *Cake) error {
		changed = false
		if !CanEdit(v, stored) { // merged meanwhile
			return errs.Forbidden
		}
		w := d.withPictures(stored.Credits)
		if reflect.DeepEqual(w, tidied(stored.Work)) {
			return nil
		}
		if stored.Version != version {
			return ErrEditedElsewhere
		}
		stored.Work = w
		stored.Edited = true
		stored.Version++
		stored.UpdatedAt = s.Clock.Now()
		changed = true
		return nil
	}
	store := func(ctx context.Context) error { return s.Store.Change(ctx, c.ID, change) }
	if IsMaker(v, c) || reflect.DeepEqual(d.withPictures(c.Credits), tidied(c.Work)) {
		err = store(ctx)
	} else {
		err = audit.Do(ctx, s.Audit, audit.Act{By: v.ID, Deed: "edit", Kind: "cake", Target: c.ID, Name: c.Title}, store)
	}
	if err != nil {
		return View{}, err
	}
	if changed {
		by := "maker"
		if !IsMaker(v, c) {
			by = "admin"
		}
		s.metrics.edited.WithLabelValues(by).Inc()
		if poster == nil {
			s.drawPoster(ctx, c.ID)
		}
	}
	s.putPoster(ctx, c.ID, poster)
	return s.Get(ctx, v, c.ID)
}

// withPictures gives the work of the draft with the portraits of the people that the cake
// had before: pictures come from sources only, nobody types them.
func (d Draft) withPictures(before []Credit) Work {
	w := tidied(d.Work)
	for i := range w.Credits {
		c := &w.Credits[i]
		same := func(o Credit) bool { return o.Name == c.Name && o.Picture != "" }
		if k := slices.IndexFunc(before, same); k >= 0 {
			c.Picture = before[k].Picture
		}
	}
	return w
}

// tidied makes works that say the same alike, to be compared: no list is nil, credits are in
// their order.
func tidied(w Work) Work {
	w.Credits = append([]Credit{}, w.InOrder()...)
	w.Prices = append([]Price{}, w.Prices...)
	return w
}
