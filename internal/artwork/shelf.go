package artwork

import (
	"context"

	"piece/internal/platform/errs"
)

// Shelf has the pictures that were painted, for painters whose pictures cost money.
type Shelf struct {
	Store   Store
	Objects Objects
}

// Find gives a picture of the recipe that was painted for anybody; errs.NotFound when there is none.
func (s Shelf) Find(ctx context.Context, recipe string) (Picture, error) {
	if recipe == "" {
		return Picture{}, errs.NotFound
	}
	a, err := s.Store.FindRecipe(ctx, recipe)
	if err != nil {
		return Picture{}, err
	}
	// A picture that was thrown away since is none.
	webp, err := s.Objects.Get(ctx, a.ImageKey, MaxBytes)
	return Picture{WebP: webp, Scene: a.Scene, Model: a.Model, Recipe: recipe}, err
}
