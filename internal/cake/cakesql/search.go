package cakesql

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"piece/internal/cake"
	"piece/internal/craft/hangul"
	"piece/internal/platform/page"
	"piece/internal/platform/sqldb"
	"piece/internal/platform/sqldb/suffix"
)

// reach is how much one search looks at.
type reach struct {
	index    suffix.Reach
	shared   int // index rows of each of two words that are compared
	examined int // cakes that are looked through at a time
}

// usualReach keeps a search within 50 ms; see docs/measurements/cakes.md.
var usualReach = reach{index: suffix.Reach{Counted: 5, Rare: 3000}, shared: 15_000, examined: 6000}

// hitRow is a cake that may be a hit.
type hitRow struct {
	listRow `bun:",extend"`

	Fit int `bun:",scanonly"` // 2 when its title is the query, 1 when it begins with it, else 0
}

// Search implements cake.Store. The index names the cakes that have a word, if that is rare:
// they are put in order. A frequent one soon comes by when the list is looked through in its
// own order, behind the cakes of that very title.
func (s *Store) Search(ctx context.Context, f cake.Filter, q hangul.Query, r page.Request) (page.Page[cake.Listed], error) {
	if !slices.Contains([]cake.List{cake.Hot, cake.Showing, cake.Hearted, cake.Made}, f.List) {
		return page.Page[cake.Listed]{}, fmt.Errorf("there is no search in the list %q", f.List)
	}
	if q.Empty() {
		return page.Page[cake.Listed]{}, errors.New("there is nothing to search for")
	}
	first := len(r.After) == 0
	if first || r.After[0] == cake.ByIndex {
		numbers, few, err := s.named(ctx, q, !first)
		switch {
		case err != nil || few && len(numbers) == 0:
			return page.Page[cake.Listed]{}, err
		case few:
			return s.byIndex(ctx, f, q, numbers, r)
		}
		first, r.After = true, nil // far more have the word than when the search began
	}
	if !first && r.After[1] == "0" {
		return s.byWalk(ctx, f, q, r)
	}
	titled, err := s.titled(ctx, f, q, r)
	if err != nil || titled.Next != nil {
		return titled, err
	}
	if len(titled.Items) == r.Limit {
		titled.Next = beginning
		return titled, nil
	}
	rest, err := s.byWalk(ctx, f, q, page.Request{Limit: r.Limit - len(titled.Items)})
	rest.Items = append(titled.Items, rest.Items...)
	return rest, err
}

// named gives cakes among which are all that the query matches, if they are few. A search
// that went by them goes on so, though there may have come some more.
func (s *Store) named(ctx context.Context, q hangul.Query, again bool) (numbers []int64, few bool, err error) {
	var sets, each [][]hangul.Range
	for _, w := range q.Words() {
		sets, each = append(sets, w.Ranges()...), append(each, w.Ranges()[0])
	}
	reach := s.reach.index
	if again {
		reach.Rare *= 2
	}
	ranges, few, err := s.suffixes.Narrowest(ctx, reach, suffix.Ranges(sets))
	switch {
	case err != nil:
		return nil, false, err
	case few:
		numbers, err = s.suffixes.Of(ctx, ranges, nil, reach.Rare)
		return numbers, true, err
	case len(each) > 1:
		return s.shared(ctx, suffix.Ranges(each), reach)
	}
	return nil, false, nil
}

// shared gives cakes that have two words, of which each is too frequent by itself, if they are
// few.
func (s *Store) shared(ctx context.Context, words [][]suffix.Range, reach suffix.Reach) (numbers []int64, few bool, err error) {
	words = words[:min(len(words), reach.Counted)]
	counts, err := s.suffixes.Count(ctx, words, s.reach.shared)
	if err != nil {
		return nil, false, err
	}
	order := make([]int, len(words))
	for i := range order {
		order[i] = i
	}
	slices.SortFunc(order, func(a, b int) int { return counts[a] - counts[b] })
	one, other := order[0], order[1]
	if counts[other] > s.reach.shared {
		return nil, false, nil
	}
	numbers, err = s.suffixes.Both(ctx, words[one], words[other], reach.Rare+1)
	return numbers, len(numbers) <= reach.Rare, err
}

// hits makes a page of rows that may be hits, with the people in whose names they may be.
func (s *Store) hits(ctx context.Context, q hangul.Query, rows []hitRow, limit int, last page.Cursor, place func(*hitRow) page.Cursor) (page.Page[cake.Listed], error) {
	out := page.Page[cake.Listed]{Next: last}
	if len(rows) > limit {
		out.Next = place(&rows[limit-1])
		rows = rows[:limit]
	}
	found, ids := make([]*kept, len(rows)), make([]string, len(rows))
	byID := make(map[string]*kept, len(rows))
	for i := range rows {
		k, err := rows[i].kept()
		if err != nil {
			return out, err
		}
		found[i], ids[i], byID[k.ID] = k, k.ID, k
	}
	err := readCredits(ctx, s.db.Reader(), ids, func(id string, credit cake.Credit) { byID[id].Credits = append(byID[id].Credits, credit) })
	if err != nil {
		return out, sqldb.Map(err)
	}
	for _, k := range found {
		if k.Matches(q) { // keys may promise too much
			out.Items = append(out.Items, cake.Listed{Cake: k.Cake})
		}
	}
	return out, nil
}
