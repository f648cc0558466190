package app

import (
	"context"
	"slices"
)

// wearTitles lets people of the demo wear something that they have earned. Two of three do; who wears
// a title already keeps it.
func (f *filler) wearTitles(ctx context.Context) error {
	f.tell.start("titles", len(f.ids))
	for i, person := range f.ids {
		if ctx.Err() != nil {
			return nil
		}
		if _, err := f.titles.Evaluate(ctx, person); err != nil { // those of pieces made by an older version
			return err
		}
		shelf, err := f.titles.Shelf(ctx, person)
		if err != nil {
			return err
		}
		var earned, fresh []string
		for _, t := range slices.Backward(shelf.Titles) { // the first ones everybody has
			if !t.EarnedAt.IsZero() {
				earned = append(earned, t.Title.ID)
			}
			if !t.EarnedAt.IsZero() && !t.Seen {
				fresh = append(fresh, t.Title.ID)
			}
		}
		if err := f.titles.See(ctx, person, fresh); err != nil { // nobody is told of all that at the first look
			return err
		}
		if shelf.Worn == "" && len(earned) > 0 && i%3 != 2 {
			if err := f.titles.Wear(ctx, person, earned[i%len(earned)]); err != nil {
				return err
			}
		}
		f.tell.step()
	}
	return nil
}
