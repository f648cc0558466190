package starter

import (
	"context"

	"piece/internal/cake"
	"piece/internal/cake/source"
	"piece/internal/craft/poster"
)

// Source is the catalogue as a source among the others. It is safe for concurrent use.
type Source struct {
	works  []Work
	byCode map[string]int
	digest string
}

var _ source.Source = (*Source)(nil)

// New reads the catalogue.
func New() (*Source, error) {
	list, digest, err := read()
	if err != nil {
		return nil, err
	}
	s := &Source{works: list, byCode: make(map[string]int, len(list)), digest: digest}
	for i := range list {
		s.byCode[list[i].Code] = i
	}
	return s, nil
}

// Name says which source it is.
func (s *Source) Name() cake.Source { return cake.Starter }

// Sync hands everything over, unless the cursor is of this very catalogue.
func (s *Source) Sync(ctx context.Context, cursor string, to source.Sink) error {
	if cursor == s.digest {
		return nil
	}
	told := make([]cake.Told, len(s.works))
	for i := range s.works {
		told[i] = s.works[i].Told
	}
	if err := to.Works(ctx, told...); err != nil {
		return err
	}
	return to.Save(ctx, s.digest)
}

// Works gives all works. Whoever gets them leaves them as they are.
func (s *Source) Works() []Work { return s.works }

// Look is what a poster of the work of a code is drawn with besides its facts: a composition
// that suits it, and the line under the title. Both are "" for a code that isn't here.
func (s *Source) Look(code string) (c poster.Composition, second string) {
	i, ok := s.byCode[code]
	if !ok {
		return "", ""
	}
	return s.works[i].Look, s.works[i].Second()
}
