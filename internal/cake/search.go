package cake

import (
	"context"
	"slices"
	"time"

	"piece/internal/craft/hangul"
	"piece/internal/platform/page"
)

// maxIndexedCredits is how many people of a work search knows, the first by role.
const maxIndexedCredits = 8

// Texts are what search looks through in a cake: its title, the original title, the venue
// and its first people.
func (w *Work) Texts() []hangul.Text {
	texts := []hangul.Text{hangul.Name(w.Title), hangul.Name(w.Original), hangul.Name(w.Venue)}
	for _, c := range w.leading() {
		texts = append(texts, hangul.Name(c.Name))
	}
	return texts
}

// Matches tells whether every word of the query is in the cake.
func (w *Work) Matches(q hangul.Query) bool { return q.Matches(w.Texts()...) }

// leading gives the people that search knows.
func (w *Work) leading() []Credit {
	credits := w.InOrder()
	return credits[:min(len(credits), maxIndexedCredits)]
}

// InOrder gives the credits in the order in which a page shows them: by role, and within one
// as they were told.
func (w *Work) InOrder() []Credit {
	roles := Roles()
	credits := slices.Clone(w.Credits)
	slices.SortStableFunc(credits, func(a, b Credit) int {
		return slices.Index(roles, a.Role) - slices.Index(roles, b.Role)
	})
	return credits
}

func (s *Service) search(ctx context.Context, v Viewer, f Filter, q hangul.Query, r page.Request) (page.Page[View], error) {
	hits, err := s.Store.Search(ctx, f, q, r)
	if err != nil {
		return page.Page[View]{}, err
	}
	views, err := s.decorate(ctx, v, hits.Items)
	if err != nil {
		return page.Page[View]{}, err
	}
	for i := range views {
		views[i].Found = views[i].found(q)
	}
	return page.Page[View]{Items: views, Next: hits.Next}, nil
}

// found tells where the query hit. Of people only those that it hit are told.
func (w *Work) found(q hangul.Query) []Found {
	var found []Found
	hit := func(field, source string) {
		if spans := q.Spans(hangul.Name(source)); spans != nil {
			found = append(found, Found{field, hangul.Parts(source, spans)})
		}
	}
	hit("title", w.Title)
	hit("original", w.Original)
	for _, c := range w.leading() {
		hit("credit", c.Name)
	}
	hit("venue", w.Venue)
	return found
}

// How the search index is kept up: cakes per step, the time between two looks for more,
// and how soon it is tried again after a failure.
const (
	indexBatch = 100
	indexEvery = time.Minute
	indexAgain = 10 * time.Second
)

// KeepIndexed brings cakes into the search index that an older program made, until ctx
// ends. During an update such cakes may still come, so it goes on looking.
func (s *Service) KeepIndexed(ctx context.Context) error {
	indexed := 0
	for {
		n, err := s.Store.Index(ctx, indexBatch)
		indexed += n
		wait := time.Duration(0)
		switch {
		case ctx.Err() != nil:
			return nil
		case err != nil:
			s.Log.WarnContext(ctx, "cakes wait to be searchable", "error", err)
			wait = indexAgain
		case n < indexBatch:
			if indexed > 0 {
				s.Log.InfoContext(ctx, "cakes of an older version are searchable now", "cakes", indexed)
			}
			indexed = 0
			wait = indexEvery
		}
		select {
		case <-ctx.Done():
			return nil
		case <-time.After(wait):
		}
	}
}
