package kopisclient

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/url"
	"strconv"
	"strings"
	"time"

	"piece/internal/cake"
	"piece/internal/cake/source"
	"piece/internal/cake/source/pullclient"
)

// place is the cursor: how far everything got, and how far the run that is under way.
type place struct {
	Since cake.Day `json:"since,omitempty"` // changes since this day are taken; "" until everything was gone through once
	Until string   `json:"until,omitempty"` // the last month that was gone through as a whole, "2027-05"
	Run   *run     `json:"run,omitempty"`
}

// run is a run that began on a day. What it goes through follows from that, so that one that
// is taken up again goes through the same.
type run struct {
	Day      cake.Day `json:"day"`                // in Korea
	Month    int      `json:"month,omitempty"`    // place in the list of months
	Category string   `json:"category,omitempty"` // of the month, the one to go on with; "" for the first
	Page     int      `json:"page,omitempty"`     // of the category, the next
}

// goneAfter is after how many days a run isn't taken up again.
const goneAfter = 30

// Sync implements source.Source: what is on in some months before and after now, of one kind
// after the other, and then the box office.
func (s *Source) Sync(ctx context.Context, cursor string, to source.Sink) error {
	r := pullclient.NewRun(to)
	if err := r.End(ctx, s.sync(ctx, cursor, r, to)); err != nil {
		return err
	}
	return s.charts(ctx, to)
}

func (s *Source) sync(ctx context.Context, cursor string, r *pullclient.Run, to source.Sink) error {
	at := s.begin(cursor)
	months := at.months()
	for ; at.Run.Month < len(months); at.Run.Month++ {
		for _, c := range categories[at.category():] {
			if at.Run.Category != c.code {
				at.Run.Category, at.Run.Page = c.code, 1
			}
			if err := s.list(ctx, &at, months[at.Run.Month], c, r); err != nil {
				return err
			}
		}
		at.Run.Category, at.Run.Page = "", 1
		if at.Since == "" && at.Run.Month == 0 { // a first run takes hours, and what is on now is here
			if err := r.Flush(ctx); err != nil {
				return err
			}
			if err := s.charts(ctx, to); err != nil {
				r.Failed(ctx, "box office", err) // it is asked for again at the end
			}
		}
	}
	last := months[0]
	for _, m := range months {
		last = max(last, m)
	}
	done := place{Since: at.Run.Day.Add(-1), Until: monthOf(at.Run.Day, last)}
	return r.Reached(ctx, done.String())
}

// begin takes up the run of the cursor, or begins one.
func (s *Source) begin(cursor string) place {
	var at place
	if json.Unmarshal([]byte(cursor), &at) != nil {
		at = place{} // of nobody
	}
	today := cake.Today(s.Clock.Now())
	if _, ok := cake.ParseDay(string(at.Since)); !ok {
		at.Since, at.Until = "", ""
	}
	if at.Run != nil {
		if _, ok := cake.ParseDay(string(at.Run.Day)); ok && at.Run.Day.Add(goneAfter) > today && at.Run.Month >= 0 {
			return at
		}
	}
	at.Run = &run{Day: today}
	return at
}

func (p place) String() string {
	b, err := json.Marshal(p)
	if err != nil {
		panic(err) // of texts and numbers
	}
	return string(b)
}

func (p place) months() []int {
	if p.Since == "" {
		return firstMonths
	}
	return laterMonths
}

// category gives the place of the category to go on with.
func (p place) category() int {
	for i, c := range categories {
		if c.code == p.Run.Category {
			return i
		}
	}
	return 0
}

// monthOf gives the month that is some months from that of a day, as "2027-05".
func monthOf(d cake.Day, away int) string {
	first, _ := monthDays(d, away)
	return string(first[:len("2006-01")])
}

// monthDays gives the first and last day of a month that is some months from that of a day.
func monthDays(d cake.Day, away int) (first, last cake.Day) {
	t, err := time.Parse(time.DateOnly, string(d))
	if err != nil {
		return "", ""
	}
	begin := time.Date(t.Year(), t.Month()+time.Month(away), 1, 0, 0, 0, 0, time.UTC)
	return cake.Day(begin.Format(time.DateOnly)), cake.Day(begin.AddDate(0, 1, -1).Format(time.DateOnly))
}

func asked(d cake.Day) string { return strings.ReplaceAll(string(d), "-", "") }

// list goes through what is on in a month, of one category, from the page on that is next.
func (s *Source) list(ctx context.Context, at *place, away int, c category, r *pullclient.Run) error {
	begins, ends := monthDays(at.Run.Day, away)
	q := url.Values{"stdate": {asked(begins)}, "eddate": {asked(ends)}, "shcate": {c.code}, "rows": {strconv.Itoa(rows)}}
	if at.Since != "" && string(begins[:len("2006-01")]) <= at.Until {
		q.Set("afterdate", asked(at.Since))
	}
	for first, before := true, ""; ; first = false {
		at.Run.Page = max(at.Run.Page, 1)
		q.Set("cpage", strconv.Itoa(at.Run.Page))
		doc, err := s.document(ctx, pathList, q, rootList)
		if err != nil {
			return err
		}
		entries := doc.Productions
		if len(entries) > 0 {
			if !first && entries[0].Code == before {
				return pullclient.Broken(errors.New("the same page twice"))
			}
			before = entries[0].Code
		}
		for i := range entries {
			if err := s.entry(ctx, &entries[i], away, begins, ends, c, r); err != nil {
				return err
			}
		}
		at.Run.Page++
		if err := r.Reached(ctx, at.String()); err != nil {
			return err
		}
		if len(entries) < rows || at.Run.Page > maxListPages {
			return nil
		}
	}
}

func (s *Source) document(ctx context.Context, path string, q url.Values, root string) (*document, error) {
	text, err := s.get(ctx, path, q)
	if err != nil {
		return nil, err
	}
	return read(text, root)
}

// entry takes what stands in a list, unless another month told it already: what is on for
// long stands in all of its months.
func (s *Source) entry(ctx context.Context, p *production, away int, begins, ends cake.Day, c category, r *pullclient.Run) error {
	code := trim(p.Code)
	if !isCode(code) {
		r.Failed(ctx, code, errors.New("an entry of a list without a code"))
		return nil
	}
	from, knownFrom := dayOf(p.From)
	to, knownTo := dayOf(p.To)
	if away > 0 && knownFrom && from < begins || away < 0 && knownTo && to > ends {
		return nil
	}
	told, err := s.one(ctx, code, c)
	if err != nil {
		return s.patience.Passes(ctx, r, code, err)
	}
	s.patience.Had(code)
	return r.Add(ctx, told)
}

// isCode tells whether a text is a code, and can therefore stand in an address.
func isCode(s string) bool {
	digits, ok := strings.CutPrefix(s, codePrefix)
	if !ok || digits == "" || len(s) > cake.MaxCode {
		return false
	}
	return strings.Trim(digits, "0123456789") == ""
}

// one asks for a production.
func (s *Source) one(ctx context.Context, code string, c category) (cake.Told, error) {
	doc, err := s.document(ctx, pathList+"/"+code, nil, rootList)
	var refused *Refusal
	if errors.As(err, &refused) { // the list was not, so it may be about this one
		err = pullclient.Broken(err)
	}
	if err != nil {
		return cake.Told{}, err
	}
	if len(doc.Productions) != 1 || trim(doc.Productions[0].Code) != code {
		return cake.Told{}, fmt.Errorf("asked for one production, got %d", len(doc.Productions))
	}
	return s.told(&doc.Productions[0], c.kind)
}
