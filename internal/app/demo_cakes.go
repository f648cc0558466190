package app

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"image"
	"image/jpeg"

	"piece/internal/cake"
	"piece/internal/cake/cakesql"
	"piece/internal/cake/gallery"
	"piece/internal/cake/starter"
	"piece/internal/demo"
	"piece/internal/platform/errs"
)

// demoWorks are the works of the starter catalogue in the words of the demo.
func demoWorks() ([]demo.Work, error) {
	catalogue, err := starter.New()
	if err != nil {
		return nil, err
	}
	list := catalogue.Works()
	out := make([]demo.Work, len(list))
	for i := range list {
		out[i] = demoWork(&list[i])
	}
	return out, nil
}

func demoWork(w *starter.Work) demo.Work {
	out := demo.Work{Code: w.Code, Kind: string(w.Kind), Genre: string(w.Genre), Title: w.Title, English: w.InEnglish(), Year: w.Year}
	for _, c := range w.Credits {
		switch {
		case c.Role == "director" && out.Director == "":
			out.Director = c.Name
		case c.Role == "cast" || c.Role == "artist":
			out.Stars = append(out.Stars, c.Name)
		}
	}
	return out
}

// findCakes looks up the cakes of all works that the plan speaks of.
func (f *filler) findCakes(ctx context.Context) error {
	found, err := cakesql.New(f.db).ByOrigin(ctx, cake.Starter, demo.Codes())
	if err != nil {
		return err
	}
	f.cakeIDs = make(map[string]string, len(found))
	for code, c := range found {
		f.cakeIDs[code] = c.ID
	}
	return nil
}

// errNoPoster says that the catalogue lacks a work.
var errNoPoster = errors.New("there is no cake of this work")

// poster gives the poster that a work has in the catalogue.
func (f *filler) poster(ctx context.Context, code string) (image.Image, error) {
	id, ok := f.cakeIDs[code]
	if !ok {
		return nil, fmt.Errorf("%s: %w", code, errNoPoster)
	}
	file, err := f.gallery.File(ctx, id, 0, gallery.PreviewFile)
	if err != nil {
		return nil, err
	}
	b, err := file.Bytes(ctx)
	if err != nil {
		return nil, err
	}
	return jpeg.Decode(bytes.NewReader(b))
}

// wish lets people heart cakes; again is fine.
func (f *filler) wish(ctx context.Context) error {
	f.tell.start("hearts of cakes", len(f.plan.Wishes))
	for _, w := range f.plan.Wishes {
		if ctx.Err() != nil {
			return nil
		}
		_, err := f.cakes.Heart(ctx, f.ids[w.Person], f.cakeIDs[w.Code])
		if err != nil && !errors.Is(err, errs.NotFound) {
			return err
		}
		f.tell.step()
	}
	return nil
}
