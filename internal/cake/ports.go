package cake

import "context"

// Activities tell what people did with cakes elsewhere in the house. Only what everybody may
// see counts (defect D13).
type Activities interface {
	// Pieces counts the public pieces made since the day, by cake and day in Korea.
	Pieces(ctx context.Context, since Day) ([]Activity, error)
	// Messages counts the messages written in open rooms since the day, by cake and day in Korea.
	// Those of older days may be left out.
	Messages(ctx context.Context, since Day) ([]Activity, error)
}

// Photos are the uploaded pictures. Implementations answer for the owner only.
type Photos interface {
	// Image gives the upright, stripped JPEG of a verified photo. One that isn't there, isn't
	// verified or is somebody else's is errs.NotFound.
	Image(ctx context.Context, owner, id string) ([]byte, error)
}

// Posters keep the posters of cakes.
type Posters interface {
	// Put makes the JPEG the poster of a cake, in place of the one before. It keeps a copy.
	Put(ctx context.Context, cakeID string, jpeg []byte) error
	// Draw draws the poster of a cake anew, if it is one that was drawn from other facts.
	Draw(ctx context.Context, cakeID string) error
}
