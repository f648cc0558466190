package source

import (
	"context"
	"log/slog"
	"slices"
	"sync"
	"time"
	"unicode/utf8"

	"golang.org/x/sync/singleflight"

	"piece/internal/cake"
	"piece/internal/platform/clock"
	"piece/internal/platform/errs"
	"piece/internal/platform/limit"
	"piece/internal/platform/textrule"
)

// Bounds of searches that are handed on to a source, so that people can't spend its quota
// (defect D32). What all may spend together in a day is a setting.
const (
	LookupsPerPerson = 30 // within lookupWindow, on each node
	lookupWindow     = 10 * time.Minute
	lookupKept       = time.Hour       // an answer is given again without asking
	lookupsKept      = 2000            // answers
	lookupPatience   = 5 * time.Second // with the source
	lookupStoring    = 5 * time.Second // more, for what it found
	minLookup        = 2               // letters of a title; one finds everything
	MaxLookup        = 12              // cakes of an answer
)

// LookupRule is what may be looked up.
var LookupRule = textrule.Rule{Min: 1, Max: cake.QueryRule.Max}

// LookupState says how a lookup went.
type LookupState string

// The states.
const (
	LookupAsked       LookupState = "asked"       // the source was asked, now or a while ago
	LookupOff         LookupState = "off"         // there is no source to ask
	LookupUnavailable LookupState = "unavailable" // the source doesn't answer, or the searches of the day are spent
)

// LookupStates lists all.
func LookupStates() []LookupState {
	return []LookupState{LookupAsked, LookupOff, LookupUnavailable}
}

// LookupDeps are what lookups need.
type LookupDeps struct {
	Store     Store
	Catalogue Catalogue
	Finder    Finder // nil when no source can be asked
	PerDay    int    // searches of all people on a day
	Clock     clock.Clock
	Log       *slog.Logger
}

// Lookups hand searches on to a source and take what it finds into the catalogue.
type Lookups struct {
	LookupDeps
	flood  *limit.Window // by person
	flight singleflight.Group

	mu   sync.Mutex
	kept map[string]lookup // guarded by mu; by title as the catalogue compares them
}

type lookup struct {
	ids []string
	at  time.Time
}

// NewLookups makes the lookups.
func NewLookups(d LookupDeps) *Lookups {
	return &Lookups{LookupDeps: d, flood: limit.NewWindow(d.Clock, LookupsPerPerson, lookupWindow), kept: map[string]lookup{}}
}

// Find gives the cakes that a source finds for a title, the best first, without credits. A
// source that can't be asked is a state, not an error: what is in the catalogue is there
// without it. Errors are errs.Invalid, cake.ErrTooManyLookups, and those of the store.
func (l *Lookups) Find(ctx context.Context, person, title string) ([]cake.Cake, LookupState, error) {
	var broken errs.Fields
	title = LookupRule.Clean(&broken, "body.title", title)
	if err := broken.Err(); err != nil {
		return nil, "", err
	}
	if l.Finder == nil || l.PerDay == 0 {
		return nil, LookupOff, nil
	}
	key := cake.DoubleKey(title)
	if utf8.RuneCountInString(key) < minLookup {
		return nil, LookupAsked, nil
	}
	ids, known := l.known(key)
	if !known {
		if wait, ok := l.flood.Take(person); !ok {
			return nil, "", cake.ErrTooManyLookups.After(wait)
		}
		// Whoever asks for the same meanwhile waits for the same answer, and one who leaves takes
		// it from nobody.
		answer, err, _ := l.flight.Do(key, func() (any, error) {
			ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), lookupPatience+lookupStoring)
			defer cancel()
			return l.ask(ctx, key, title)
		})
		if err != nil {
			return nil, "", err
		}
		if ids, known = answer.([]string); !known {
			return nil, LookupUnavailable, nil
		}
	}
	cakes, err := l.cakes(ctx, ids)
	return cakes, LookupAsked, err
}

// cakes gives the cakes that the ids lead to, each once, in their order.
func (l *Lookups) cakes(ctx context.Context, ids []string) ([]cake.Cake, error) {
	if len(ids) == 0 {
		return nil, nil
	}
	some, err := l.Catalogue.Some(ctx, ids)
	if err != nil {
		return nil, err
	}
	var cakes []cake.Cake
	for _, asked := range ids {
		c, ok := some[asked]
		if ok && !slices.ContainsFunc(cakes, func(other cake.Cake) bool { return other.ID == c.ID }) {
			cakes = append(cakes, c)
		}
	}
	return cakes, nil
}

// ask gives ids, or nothing when the source can't be asked.
func (l *Lookups) ask(ctx context.Context, key, title string) (any, error) {
	now := l.Clock.Now()
	if ok, err := l.Store.Spend(ctx, cake.Today(now), l.PerDay); err != nil {
		return nil, err
	} else if !ok {
		return nil, nil
	}
	asking, cancel := context.WithTimeout(ctx, lookupPatience)
	found, err := l.Finder.Find(asking, title)
	cancel()
	if err != nil {
		l.Log.WarnContext(ctx, "a catalogue source could not be searched", "source", l.Finder.Name(), "found", len(found), "error", err)
		if len(found) == 0 {
			return nil, nil
		}
	}
	whole := err == nil
	ids, err := l.take(ctx, found[:min(len(found), MaxLookup)], now)
	if err != nil {
		return nil, err
	}
	if whole { // else the next one who asks may get more
		l.keep(key, ids, now)
	}
	return ids, nil
}

// take brings what was found into the catalogue and gives the ids in its order.
func (l *Lookups) take(ctx context.Context, found []cake.Told, now time.Time) ([]string, error) {
	var works []cake.Told
	var codes []string
	for _, w := range found {
		if c, err := w.Clean(); err == nil {
			works, codes = append(works, c), append(codes, c.Code)
		}
	}
	ids := []string{}
	if len(works) == 0 {
		return ids, nil
	}
	if _, err := l.Catalogue.Take(ctx, l.Finder.Name(), works, now); err != nil {
		return nil, err
	}
	cakes, err := l.Catalogue.ByOrigin(ctx, l.Finder.Name(), codes)
	if err != nil {
		return nil, err
	}
	for _, code := range codes {
		if c, ok := cakes[code]; ok {
			ids = append(ids, c.ID)
		}
	}
	return ids, nil
}

func (l *Lookups) known(key string) ([]string, bool) {
	l.mu.Lock()
	defer l.mu.Unlock()
	k, ok := l.kept[key]
	return k.ids, ok && l.Clock.Now().Sub(k.at) < lookupKept
}

func (l *Lookups) keep(key string, ids []string, at time.Time) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if len(l.kept) >= lookupsKept {
		clear(l.kept) // the day's budget is far less than it takes to get here again and again
	}
	l.kept[key] = lookup{ids, at}
}
