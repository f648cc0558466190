package piece

import (
	"context"
	"errors"

	"piece/internal/platform/errs"
	"piece/internal/platform/id"
)

// lead tells which cake a piece belongs to that is saved with the id of one: the cake where
// that leads. has is the cake that the piece belongs to already: who leaves it as it is, under
// whatever id, needs nobody who knows cakes.
func (s *Service) lead(ctx context.Context, cakeID, has string) (string, error) {
	if cakeID == "" || cakeID == has {
		return cakeID, nil
	}
	known, err := s.Store.Leads(ctx, cakeID)
	if err != nil || known == has {
		return known, err
	}
	leads, err := s.Cakes.Leads(ctx, known)
	if errors.Is(err, errs.NotFound) {
		return "", notOwn(err, noCake, "body.cakeId")
	}
	return leads, err
}

// Ratings are what everybody thinks of one cake.
type Ratings struct {
	Pieces  int               // public ones
	Average float64           // in stars, 0.5 to 5; 0 while there are fewer than minRated pieces
	ByHalf  [MaxHalfStars]int // pieces with one half star, two and so on; as Average
}

// minRated is how many pieces make an average.
const minRated = 5

// Ratings counts the public pieces of a cake by their stars; private ones count nowhere
// (defect D13). Of a cake that nobody knows there are none.
func (s *Service) Ratings(ctx context.Context, cakeID string) (Ratings, error) {
	var r Ratings
	if !id.Valid(cakeID) {
		return r, nil
	}
	cakeID, err := s.Store.Leads(ctx, cakeID)
	if err != nil {
		return r, err
	}
	byHalf, err := s.Store.Ratings(ctx, cakeID)
	if err != nil {
		return r, err
	}
	sum := 0
	for i, n := range byHalf {
		r.Pieces += n
		sum += n * (i + 1)
	}
	if r.Pieces >= minRated {
		r.Average, r.ByHalf = float64(sum)/2/float64(r.Pieces), byHalf
	}
	return r, nil
}
