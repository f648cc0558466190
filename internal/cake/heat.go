package cake

import (
	"context"
	"maps"
	"math"
	"slices"
	"time"
)

// How hot a cake is, in thousandths of what one heart of today counts:
//
//	heat = Σ over the last days of weight × count × ½^(days ago / 7)   for hearts, public pieces and messages
//	     + 20 × ½^((place − 1) / 3)                                    for its place in a box office
//
// What people do fades with a half-life of a week, in whole days in Korea. A piece says more
// than a heart, because somebody went to see it. A message in the open room of a cake says little,
// because a few people talking make hundreds: fifty count like one heart. The box office is new every day, so its places
// need not fade, until a chart is too old to count; the first counts like twenty hearts, the tenth like two or three: it leads
// where few people are, and the more there are, the more what they do decides. Nothing else
// counts, least of all how old a cake is or where it comes from.
const (
	heartWeight   = 1.0
	pieceWeight   = 3.0
	messageWeight = 0.02
	chartWeight   = 20.0

	halfLife  = 7.0 // days
	placesToo = 3.0 // places after which a place counts half

	// heatDays is how far back what people did still counts: after it a piece is worth less
	// than three thousandths.
	heatDays = 70

	// chartDays is how old a chart may be that still counts: one of a source that is down, not
	// one of a source that was switched off.
	chartDays = 14
)

// Warmth is what makes cakes hot.
type Warmth struct {
	Today    Day
	Hearts   []Activity
	Pieces   []Activity
	Messages []Activity
	Places   map[string]int // best place in a chart by id of the cake, from 1
}

// Heat gives how hot cakes are, by id. Those that are cold are left out.
func (w Warmth) Heat() map[string]int64 {
	sum := map[string]float64{}
	add := func(weight float64, days []Activity) {
		for _, a := range days {
			ago := max(a.Day.daysUntil(w.Today), 0) // what a faster clock counts for tomorrow is of today
			if a.Count > 0 && ago <= heatDays {
				sum[a.CakeID] += weight * float64(a.Count) * math.Exp2(-ago/halfLife)
			}
		}
	}
	add(heartWeight, w.Hearts)
	add(pieceWeight, w.Pieces)
	add(messageWeight, w.Messages)
	for id, place := range w.Places {
		if place > 0 {
			sum[id] += chartWeight * math.Exp2(-float64(place-1)/placesToo)
		}
	}
	heat := make(map[string]int64, len(sum))
	for id, h := range sum {
		if thousandths := int64(math.Round(h * 1000)); thousandths > 0 {
			heat[id] = thousandths
		}
	}
	return heat
}

// When heat is reckoned anew, and when it is tried again after a failure.
const (
	heatEvery = 5 * time.Minute
	heatAgain = 20 * time.Second
)

// KeepHot reckons how hot cakes are again and again, until ctx ends. Several nodes may do so:
// they get the same.
func (s *Service) KeepHot(ctx context.Context) error {
	for {
		wait := heatEvery
		if err := s.Reheat(ctx); err != nil && ctx.Err() == nil {
			s.Log.WarnContext(ctx, "the order of hot cakes waits to be reckoned", "error", err)
			wait = heatAgain
		}
		select {
		case <-ctx.Done():
			return nil
		case <-time.After(wait):
		}
	}
}

// Reheat reckons how hot cakes are. When something that counts can't be asked, everything
// stays as it is: an order without pieces or messages would be another one for a while.
func (s *Service) Reheat(ctx context.Context) error {
	begin := time.Now()
	today := Today(s.Clock.Now())
	since := today.Add(-heatDays)
	hearts, err := s.Store.HeartDays(ctx, since.begin())
	if err != nil {
		return err
	}
	pieces, err := s.Activities.Pieces(ctx, since)
	if err != nil {
		return err
	}
	if pieces, err = s.lead(ctx, pieces); err != nil {
		return err
	}
	messages, err := s.Activities.Messages(ctx, since)
	if err != nil {
		return err
	}
	if messages, err = s.lead(ctx, messages); err != nil {
		return err
	}
	places, err := s.Store.Ranks(ctx, today.Add(-chartDays))
	if err != nil {
		return err
	}
	heat := Warmth{Today: today, Hearts: hearts, Pieces: pieces, Messages: messages, Places: places}.Heat()
	if err := s.Store.SetHeat(ctx, heat); err != nil {
		return err
	}
	s.metrics.hot.Set(float64(len(heat)))
	s.metrics.heating.Observe(time.Since(begin).Seconds())
	return nil
}

// leadBatch is how many ids are looked up at once.
const leadBatch = 500

// lead puts the activity of merged cakes to what they became part of, because whoever counts
// it may not know yet, and leaves out that of cakes that there are not.
func (s *Service) lead(ctx context.Context, counts []Activity) ([]Activity, error) {
	ids := map[string]bool{}
	for _, a := range counts {
		ids[a.CakeID] = true
	}
	leads := map[string]string{}
	for batch := range slices.Chunk(slices.Sorted(maps.Keys(ids)), leadBatch) {
		some, err := s.leads(ctx, batch)
		if err != nil {
			return nil, err
		}
		maps.Copy(leads, some)
	}
	var led []Activity
	for _, a := range counts {
		if to := leads[a.CakeID]; to != "" {
			a.CakeID = to
			led = append(led, a)
		}
	}
	return led, nil
}
