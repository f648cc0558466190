package gallery

import "context"

// Store keeps which posters there are. Errors are those of package errs.
type Store interface {
	// Subject finds a cake, or the one that it was merged into. errs.NotFound when there is none.
	Subject(ctx context.Context, cakeID string) (*Subject, error)
	// Intend announces the objects of a poster that is about to be stored. They are deleted
	// after a while, unless Keep makes them a cake's.
	Intend(ctx context.Context, keys ...string) error
	// Keep makes a poster that of the cake, gives it the next revision and throws away the
	// objects of the one before. errs.Conflict when it doesn't replace that one (see
	// Kept.Replaces), or the cake was merged meanwhile.
	Keep(ctx context.Context, cakeID string, k Kept, f *Forms) error
	// Confirm notes that a drawn poster still tells the facts as of then.
	Confirm(ctx context.Context, cakeID string, k Kept) error
}

// Objects is the object store.
type Objects interface {
	Put(ctx context.Context, key, contentType string, data []byte) error
	Get(ctx context.Context, key string, limit int64) ([]byte, error)
}
