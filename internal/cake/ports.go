package cake

import "context"

// Activities tell what people did with cakes elsewhere in the house. Only what everybody may
// see counts (defect D13).
type Activities interface {
	// Pieces counts the public pieces made since the day, by cake and day in Korea.
	Pieces(ctx context.Context, since Day) ([]Activity, error)
}
