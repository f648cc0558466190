package gallery

import (
	"context"
	"time"

	"piece/internal/cake"
	"piece/internal/platform/id"
)

const (
	walkEvery  = 2 * time.Second // between two steps
	walkChunk  = 200             // cakes that are looked at together
	newChunks  = 10              // at most of new cakes in a step
	oldChunks  = 5               // at most of a round in a step: 300,000 cakes take ten minutes
	roundEvery = 5 * time.Minute // between two rounds through the whole catalogue
	walkLease  = 30 * time.Second
)

// walker goes through the catalogue, again and again, and notes what there is to fetch and to
// draw. New cakes don't wait for a round. One node does so at a time.
type walker struct {
	*Service
	holder string
	newest int64     // number up to which cakes were looked at since the start
	at     int64     // where the round is
	rested time.Time // when the round before ended; zero in a round
}

func (s *Service) newWalker() *walker {
	return &walker{Service: s, holder: id.New(s.Clock), rested: s.Clock.Now()}
}

// run walks until ctx ends.
func (w *walker) run(ctx context.Context) error {
	t := time.NewTicker(walkEvery)
	defer t.Stop()
	for {
		if err := w.step(ctx); err != nil && ctx.Err() == nil {
			w.Log.WarnContext(ctx, "the pictures of cakes could not be looked through", "error", err)
		}
		select {
		case <-ctx.Done():
			return nil
		case <-t.C:
		}
	}
}

// step wakes tasks, looks at new cakes, and goes on in the round.
func (w *walker) step(ctx context.Context) error {
	now := w.Clock.Now()
	if err := w.Queue.Wake(ctx, now); err != nil {
		return err
	}
	lead, err := w.Queue.Lead(ctx, w.holder, now, now.Add(walkLease))
	if err != nil || !lead {
		return err
	}
	for range newChunks {
		last, err := w.look(ctx, w.newest)
		if err != nil {
			return err
		}
		if last == 0 {
			break
		}
		w.newest = last
	}
	if !w.rested.IsZero() && now.Sub(w.rested) < roundEvery {
		return nil
	}
	w.rested = time.Time{}
	for range oldChunks {
		if w.at, err = w.look(ctx, w.at); err != nil {
			return err
		}
		if w.at == 0 { // the end
			w.rested = now
			return w.count(ctx)
		}
	}
	return nil
}

// Walk goes through the whole catalogue once.
func (s *Service) Walk(ctx context.Context) error {
	for at := int64(0); ; {
		last, err := s.look(ctx, at)
		if err != nil || last == 0 {
			return err
		}
		at = last
	}
}

func (s *Service) count(ctx context.Context) error {
	counts, err := s.Queue.Waiting(ctx)
	if err != nil {
		return err
	}
	for _, f := range s.Fetchers {
		s.metrics.waiting.WithLabelValues(f.Name()).Set(float64(counts[f.Name()]))
	}
	return nil
}

// look sees to some cakes after a number, and gives the number of the last; 0 when there
// were none.
func (s *Service) look(ctx context.Context, after int64) (last int64, err error) {
	cakes, err := s.Queue.Walk(ctx, after, walkChunk)
	if err != nil || len(cakes) == 0 {
		return 0, err
	}
	wishes := map[string]Task{}
	for i := range cakes {
		s.wishesOf(&cakes[i], wishes)
	}
	names := make([]string, 0, len(wishes))
	for name := range wishes {
		names = append(names, name)
	}
	known, err := s.Queue.Tasks(ctx, names)
	if err != nil {
		return 0, err
	}
	var fresh, others []Task
	for name, wish := range wishes {
		is, ok := known[name]
		if wish.CakeID == "" { // somebody may be in a hotter cake elsewhere in the catalogue
			wish.Urgency = max(wish.Urgency, is.Urgency)
		}
		switch {
		case !ok:
			fresh = append(fresh, wish)
		case is.Address != wish.Address || moved(is.Urgency, wish.Urgency):
			others = append(others, wish)
		}
	}
	if err := s.Queue.Ask(ctx, fresh, others); err != nil {
		return 0, err
	}
	for i := range cakes {
		c := &cakes[i]
		if err := s.tidy(ctx, c, known[PosterOf(c.ID)], wishes[PosterOf(c.ID)]); err != nil {
			return 0, err
		}
	}
	return cakes[len(cakes)-1].Number, nil
}

// wishesOf adds what is to be fetched for a cake.
func (s *Service) wishesOf(c *Seen, to map[string]Task) {
	if c.Merged {
		return
	}
	urgency := s.urgency(c)
	if f := s.fetcherOf(c.Address); f != nil && c.Kept.Origin != Hand {
		to[PosterOf(c.ID)] = Task{Picture: PosterOf(c.ID), CakeID: c.ID, Address: c.Address, Source: f.Name(), Urgency: urgency}
	}
	for i := range c.Portraits {
		credit := &c.Portraits[i]
		f := s.fetcherOf(credit.Picture)
		if f == nil {
			continue
		}
		t := Task{Picture: PortraitOf(credit.Portrait()), Address: credit.Picture, Source: f.Name(), Urgency: urgency / portraitShare}
		t.Urgency = max(t.Urgency, to[t.Picture].Urgency)
		to[t.Picture] = t
	}
}

func (s *Service) fetcherOf(address string) Fetcher {
	if address == "" || len(address) > cake.MaxLink {
		return nil
	}
	for _, f := range s.Fetchers {
		if f.Allows(address) {
			return f
		}
	}
	return nil
}

// Urgency is heat, and more for what opens about now: that is what people look for before
// anybody did anything with it.
const (
	newsDays      = 60      // before and after the opening
	newsPerDay    = 100     // thousandths of heat for each day nearer
	portraitShare = 8       // a portrait is as urgent as a poster of an eighth of the heat
	someUrgency   = 1 << 10 // changes below that don't matter
)

func (s *Service) urgency(c *Seen) int64 {
	u := c.Heat
	opens, err := time.Parse(time.DateOnly, string(c.Opens))
	if err == nil {
		days := int64(s.Clock.Now().Sub(opens).Abs() / (24 * time.Hour))
		u += max(0, newsDays-days) * newsPerDay
	}
	return u
}

// moved tells whether an urgency is worth writing down.
func moved(from, to int64) bool {
	d := max(from, to) - min(from, to)
	return d > someUrgency && d > min(from, to)/8
}

// tidy sees to the poster that a cake has. task is that of its poster as it was, wish as it
// is to be; zero for none.
func (s *Service) tidy(ctx context.Context, c *Seen, task, wish Task) error {
	switch {
	case c.Merged:
		if c.Kept.SetID != "" {
			return s.Queue.HandOver(ctx, c.ID)
		}
	case c.Kept.stale(c.UpdatedAt):
		note(s.worth, c.ID)
	case c.Kept.SetID == "" && worthDrawing(c) && (wish.Picture == "" || task.Outcome.lasting()):
		note(s.worth, c.ID)
	}
	return nil
}

// worthDrawing tells whether a cake gets a drawn poster before anybody asks for it. Most of a
// large catalogue is never looked at.
func worthDrawing(c *Seen) bool {
	return c.Source == cake.Starter || c.Source == cake.Hand || c.Heat > 0
}
