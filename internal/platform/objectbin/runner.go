package objectbin

import (
	"context"
	"errors"
	"log/slog"
	"time"
)

// Objects is the object store, as far as the bin needs it. Deleting what isn't there is
// not an error.
type Objects interface {
	Delete(ctx context.Context, key string) error
}

// Runner empties a bin. Several may work on one, also on several nodes. It implements
// lifecycle.Runner.
type Runner struct {
	Bin     *Bin
	Objects Objects
	Log     *slog.Logger
	Every   time.Duration // between two looks into the bin; 0 means 10 s
}

const batch = 100

// Run empties the bin until ctx ends.
func (r Runner) Run(ctx context.Context) error {
	every := r.Every
	if every <= 0 {
		every = 10 * time.Second
	}
	t := time.NewTicker(every)
	defer t.Stop()
	for {
		if _, err := r.Empty(ctx); err != nil && ctx.Err() == nil {
			r.Log.WarnContext(ctx, "objects wait for their deletion", "error", err)
		}
		select {
		case <-ctx.Done():
			return nil
		case <-t.C:
		case <-r.Bin.wake:
		}
	}
}

// Empty deletes the objects that are due, and tells how many. Those that the store
// refuses stay in the bin for a later try; the errors are joined.
func (r Runner) Empty(ctx context.Context) (deleted int, err error) {
	for {
		due, claimErr := r.Bin.claim(ctx)
		if claimErr != nil {
			return deleted, errors.Join(err, claimErr)
		}
		for _, e := range due {
			if deleteErr := r.delete(ctx, e.Key); deleteErr != nil {
				err = deleteErr // one stands for all, a store that is down fails each alike
				continue
			}
			deleted++
		}
		if len(due) < batch || ctx.Err() != nil || err != nil {
			return deleted, err
		}
	}
}

func (r Runner) delete(ctx context.Context, key string) error {
	if err := r.Objects.Delete(ctx, key); err != nil {
		return err
	}
	return r.Bin.forget(ctx, key)
}
