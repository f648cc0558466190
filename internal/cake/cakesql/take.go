package cakesql

import (
	"context"
	"errors"
	"reflect"
	"slices"
	"time"

	"github.com/uptrace/bun"

	"piece/internal/cake"
	"piece/internal/platform/clock"
	"piece/internal/platform/id"
)

// Take implements cake.Store.
func (s *Store) Take(ctx context.Context, source cake.Source, works []cake.Told, at time.Time) (cake.Taken, error) {
	return s.takeIn(ctx, source, works, at, nil)
}

// errOnlyTried ends a transaction that is not to be stored.
var errOnlyTried = errors.New("nothing of this is to be stored")

// WouldTake implements source.Catalogue: it takes the works in and takes that back.
func (s *Store) WouldTake(ctx context.Context, source cake.Source, works []cake.Told, at time.Time) (cake.Taken, error) {
	taken, err := s.takeIn(ctx, source, works, at, errOnlyTried)
	if errors.Is(err, errOnlyTried) {
		err = nil
	}
	return taken, err
}

// takeIn ends with the given error in place of storing, if it is not nil.
func (s *Store) takeIn(ctx context.Context, source cake.Source, works []cake.Told, at time.Time, end error) (cake.Taken, error) {
	var taken cake.Taken
	if len(works) == 0 {
		return taken, nil
	}
	err := s.db.InTx(ctx, func(ctx context.Context, tx bun.Tx) error {
		if err := s.takeTurn(ctx, tx); err != nil {
			return err
		}
		t := taking{source: source, at: at, works: lastOfEach(works)}
		if err := s.take(ctx, tx, &t); err != nil {
			return err
		}
		taken = t.taken
		return end
	})
	return taken, err
}

// taking is one batch of works on its way into the catalogue.
type taking struct {
	source  cake.Source
	at      time.Time
	works   []told
	taken   cake.Taken
	origins []originRow // to be written
	changes []change
}

// told is a work with what the store has of it.
type told struct {
	*cake.Told
	digest string
	cakeID string // of the cake that it is an origin of; "" when it is new
	known  bool   // the source told it before
}

// lastOfEach gives the last work of each code, in the order of the codes' first.
func lastOfEach(works []cake.Told) []told {
	at := make(map[string]int, len(works))
	var last []told
	for i := range works {
		w := told{Told: &works[i], digest: digest(&works[i])}
		if k, twice := at[w.Code]; twice {
			last[k] = w
			continue
		}
		at[w.Code] = len(last)
		last = append(last, w)
	}
	return last
}

func (s *Store) take(ctx context.Context, tx bun.IDB, t *taking) error {
	if err := t.recognise(ctx, tx); err != nil {
		return err
	}
	if len(t.works) == 0 {
		return nil
	}
	if err := t.findFilms(ctx, tx); err != nil {
		return err
	}
	var ids []string
	for _, w := range t.works {
		if w.cakeID != "" {
			ids = append(ids, w.cakeID)
		}
	}
	// Two codes may be of one cake, after a merge.
	stored, err := s.read(ctx, tx, slices.Compact(slices.Sorted(slices.Values(ids))), true)
	if err != nil {
		return err
	}
	for _, w := range t.works {
		t.origins = append(t.origins, originRow{Source: string(t.source), Code: w.Code, CakeID: w.cakeID, Digest: w.digest})
		if was := stored[w.cakeID]; was != nil {
			stored[w.cakeID] = t.renew(was, w.Told)
			continue
		}
		is := t.added(w.Told)
		t.origins[len(t.origins)-1].CakeID = is.ID
		t.changes = append(t.changes, change{is: is})
		t.taken.Added++
	}
	if err := s.store(ctx, tx, t.changes); err != nil {
		return err
	}
	return s.writeOrigins(ctx, tx, t.origins)
}

// renew brings a cake that is there in line with what the source tells of it, if it is the
// source that writes it. What it doesn't tell any more stays as it was (defect D31).
func (t *taking) renew(was *kept, w *cake.Told) *kept {
	origin := cake.Origin{Source: t.source, Code: w.Code}
	if was.Edited || was.Origin != origin && !t.source.Outranks(was.Origin.Source) {
		t.taken.Same++
		return was
	}
	is := *was
	is.Work, is.Origin = w.Work, origin
	is.Fill(&was.Work)
	if w.Poster != "" {
		is.posterURL = w.Poster
	}
	tidy(&is)
	if reflect.DeepEqual(&is, was) {
		t.taken.Same++
		return was
	}
	is.UpdatedAt = t.at
	t.changes = append(t.changes, change{was: was, is: &is})
	t.taken.Changed++
	return &is
}

func (t *taking) added(w *cake.Told) *kept {
	is := &kept{
		Cake: cake.Cake{
			Work: w.Work, ID: id.New(clock.NewFake(t.at)), Origin: cake.Origin{Source: t.source, Code: w.Code},
			Version: 1, CreatedAt: t.at, UpdatedAt: t.at,
		},
		posterURL: w.Poster,
	}
	tidy(is)
	return is
}

// tidy brings a cake into the form in which it is read back: without anything is nil.
func tidy(k *kept) {
	if len(k.Prices) == 0 {
		k.Prices = nil
	}
	if len(k.Credits) == 0 {
		k.Credits = nil
	}
}
