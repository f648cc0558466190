package tmdbclient

import (
	"context"
	"encoding/json"
	"net/url"
	"strconv"
	"time"

	"piece/internal/cake"
	"piece/internal/cake/source"
	"piece/internal/cake/source/pullclient"
)

// place is the cursor: how far everything got, and how far the run that is under way.
type place struct {
	Since cake.Day `json:"since,omitempty"` // changes since this day (UTC) are to be taken; "" until everything was gone through once
	All   cake.Day `json:"all,omitempty"`   // the day on which everything was last gone through
	Run   *run     `json:"run,omitempty"`
}

// run is a run that began on a day. What it goes through follows from that, so that one that
// is taken up again goes through the same.
type run struct {
	Day  cake.Day `json:"day"` // UTC
	All  bool     `json:"all,omitempty"`
	Step string   `json:"step,omitempty"` // name of the step that is under way; "" before the first
	Page int      `json:"page,omitempty"` // of the step, the next to take
}

// step is a list to go through.
type step struct {
	name  string
	path  string
	query url.Values
	pages int  // at most
	which take // of its films
}

// take says which films of a list are asked for.
type take int

const (
	every   take = iota // all, to have them as they are now
	unknown             // those that the catalogue doesn't have: the others didn't change
	known               // those that it has
)

// Sync implements source.Source.
func (s *Source) Sync(ctx context.Context, cursor string, to source.Sink) error {
	r := pullclient.NewRun(to)
	return r.End(ctx, s.sync(ctx, cursor, r))
}

func (s *Source) sync(ctx context.Context, cursor string, r *pullclient.Run) error {
	at := s.begin(cursor)
	asked := map[int64]bool{} // of this run: lists overlap
	steps := at.steps()
	for i := at.index(steps); i < len(steps); i++ {
		page, last := 1, steps[i].pages
		if steps[i].name == at.Run.Step {
			page = max(at.Run.Page, 1)
		}
		for ; page <= last; page++ {
			pages, err := s.page(ctx, steps[i], page, asked, r)
			if err != nil {
				return err
			}
			last = min(last, pages)
			at.Run.Step, at.Run.Page = steps[i].name, page+1
			if err := r.Reached(ctx, at.String()); err != nil {
				return err
			}
		}
	}
	done := place{Since: at.Run.Day, All: at.All}
	if at.Run.All {
		done.All = at.Run.Day
	}
	return r.Reached(ctx, done.String())
}

// begin takes up the run of the cursor, or begins one. Everything is gone through when that was
// long ago, and when TMDB may not tell all changes any more.
func (s *Source) begin(cursor string) place {
	var at place
	if json.Unmarshal([]byte(cursor), &at) != nil {
		at = place{} // of nobody
	}
	today := cake.Day(s.Clock.Now().UTC().Format(time.DateOnly))
	for _, d := range []*cake.Day{&at.Since, &at.All} {
		if _, ok := cake.ParseDay(string(*d)); !ok {
			*d = ""
		}
	}
	if at.Run != nil {
		if _, ok := cake.ParseDay(string(at.Run.Day)); ok && at.Run.Day.Add(changesReach) > today {
			return at
		}
	}
	at.Run = &run{Day: today, All: at.Since == "" || at.Since.Add(changesReach) <= today || at.All.Add(keptDays) <= today}
	return at
}

func (p place) String() string {
	b, err := json.Marshal(p)
	if err != nil {
		panic(err) // of texts, numbers and switches
	}
	return string(b)
}

// index gives the step to go on with.
func (p place) index(steps []step) int {
	for i, st := range steps {
		if st.name == p.Run.Step {
			return i
		}
	}
	return 0 // the very first, or steps of another version
}

// steps lists what a run goes through: first what people look for.
func (p place) steps() []step {
	now, _ := strconv.Atoi(string(p.Run.Day[:4]))
	inKorea := url.Values{"region": {region}}
	if p.Run.All {
		steps := []step{
			{"playing", pathNowPlaying, inKorea, playingPages, every},
			{"popular", pathPopular, inKorea, popularPages, every},
		}
		for year := now + 1; year >= firstYear; year-- {
			all, korean := yearPages(year, now)
			steps = append(steps, ofYear(year, year >= now, "", all, every), ofYear(year, year >= now, "ko", korean, every))
		}
		return steps
	}
	var steps []step
	for from := p.Since; from <= p.Run.Day; from = from.Add(changesWindow) {
		days := url.Values{"start_date": {string(from)}, "end_date": {string(min(from.Add(changesWindow), p.Run.Day))}}
		steps = append(steps, step{"changes " + string(from), pathChanges, days, maxPages, known})
	}
	steps = append(steps,
		step{"playing", pathNowPlaying, inKorea, playingPages, unknown},
		step{"popular", pathPopular, inKorea, freshPages, unknown})
	for _, year := range []int{now + 1, now} {
		steps = append(steps, ofYear(year, true, "", freshPages, unknown), ofYear(year, true, "ko", freshPages, unknown))
	}
	return steps
}

// ofYear gives the films that were first shown in a year. Those of past years come in an order
// that hardly changes while the pages are turned.
func ofYear(year int, fresh bool, language string, pages int, which take) step {
	y, order := strconv.Itoa(year), "vote_count.desc"
	if fresh {
		order = "popularity.desc"
	}
	q := url.Values{"primary_release_year": {y}, "sort_by": {order}, "include_adult": {"false"}, "include_video": {"false"}}
	if language != "" {
		q.Set("with_original_language", language)
	}
	return step{y + language, pathDiscover, q, pages, which}
}

// page takes one page of a step, and tells how many there are.
func (s *Source) page(ctx context.Context, st step, number int, asked map[int64]bool, r *pullclient.Run) (pages int, err error) {
	q := url.Values{"page": {strconv.Itoa(number)}}
	for k, v := range st.query {
		q[k] = v
	}
	ids, pages, bad, err := s.list(ctx, st.path, q)
	if err != nil {
		return 0, err
	}
	for _, b := range bad {
		r.Failed(ctx, "", b)
	}
	here := map[string]bool{}
	if st.which != every && len(ids) > 0 {
		if here, err = s.Known(ctx, codes(ids)); err != nil {
			return 0, err
		}
	}
	for _, id := range ids {
		code := strconv.FormatInt(id, 10)
		if asked[id] || st.which == known && !here[code] || st.which == unknown && here[code] {
			continue
		}
		if err := s.film(ctx, id, code, r); err != nil {
			return 0, err
		}
		asked[id] = true
	}
	return pages, nil
}

func (s *Source) film(ctx context.Context, id int64, code string, r *pullclient.Run) error {
	told, err := s.told(ctx, id)
	if err == errLeftOut {
		return nil
	}
	if err != nil {
		return s.patience.Passes(ctx, r, code, err)
	}
	s.patience.Had(code)
	return r.Add(ctx, told)
}
