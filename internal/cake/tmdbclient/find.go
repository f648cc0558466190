package tmdbclient

import (
	"context"
	"errors"
	"net/url"
	"slices"
	"strconv"

	"golang.org/x/sync/errgroup"

	"piece/internal/cake"
	"piece/internal/platform/outbound"
)

// askedAtOnce is how many films of a search are asked for beside each other.
const askedAtOnce = 4

// Find gives the films that TMDB finds for a title, the best first. A film that can't be had
// is left out. An error means that there are none, or more in a while.
func (s *Source) Find(ctx context.Context, title string) ([]cake.Told, error) {
	ids, _, _, err := s.list(ctx, pathSearch, url.Values{"query": {title}, "region": {region}, "include_adult": {"false"}, "page": {"1"}})
	if err != nil {
		return nil, err
	}
	ids = ids[:min(len(ids), foundFilms)]
	films, faults := make([]cake.Told, len(ids)), make([]error, len(ids))
	var all errgroup.Group
	all.SetLimit(askedAtOnce)
	for i, id := range ids {
		all.Go(func() error {
			films[i], faults[i] = s.told(ctx, id)
			return nil
		})
	}
	_ = all.Wait() // faults are kept one by one
	var found []cake.Told
	late := false
	for i, film := range films {
		if faults[i] == nil {
			found = append(found, film)
		} else if faults[i] != errLeftOut {
			err = faults[i]
			late = late || passing(err)
		}
	}
	if len(found) > 0 && !late {
		return found, nil
	}
	return found, err
}

// passing tells whether asking for a film may end otherwise in a while.
func passing(err error) bool {
	var asking *outbound.Error
	return errors.As(err, &asking) && !slices.Contains([]outbound.Outcome{outbound.Missing, outbound.Refused, outbound.TooLarge, outbound.Malformed, outbound.Forbidden}, asking.Outcome)
}

func codes(ids []int64) []string {
	list := make([]string, len(ids))
	for i, id := range ids {
		list[i] = strconv.FormatInt(id, 10)
	}
	return list
}
