package record

import (
	"slices"

	"piece/internal/platform/errs"
	"piece/internal/platform/id"
)

// Check gives the content as it is stored: texts cleaned, every rule kept that needs no
// neighbour. All broken rules are told at once, in an errs.Invalid with a field each.
func (c Content) Check() (Content, error) {
	var f errs.Fields
	c.Text = TextRule.Clean(&f, textPath, c.Text)
	c.Photos = slices.Clone(c.Photos)
	if len(c.Photos) > MaxPhotos {
		f.Add(photosPath, "too_many", tooMany)
	}
	for i := range c.Photos[:min(len(c.Photos), MaxPhotos)] {
		p := &c.Photos[i]
		p.Caption = CaptionRule.Clean(&f, captionPath(i), p.Caption)
		if !id.Valid(p.ID) { // names nothing
			f.Add(idPath(i), "not_found", noPhoto)
		}
	}
	return c, f.Err()
}

// once refuses a photo that is there twice.
func (c Content) once() error {
	seen := map[string]bool{}
	return c.usedAt(func(id string) bool {
		again := seen[id]
		seen[id] = true
		return again
	})
}

// UsedBy gives ErrPhotoUsed at the photos of the content that are among the used ones, and
// nil when none is.
func (c Content) UsedBy(used []string) error {
	return c.usedAt(func(id string) bool { return slices.Contains(used, id) })
}

func (c Content) usedAt(is func(id string) bool) error {
	var found *errs.Error
	for i, p := range c.Photos {
		if !is(p.ID) {
			continue
		}
		if found == nil {
			found = ErrPhotoUsed
		}
		found = found.At(idPath(i))
	}
	if found == nil {
		return nil
	}
	return found
}
