package moderation

import (
	"context"
	"errors"
	"slices"
	"time"

	"piece/internal/platform/audit"
	"piece/internal/platform/errs"
	"piece/internal/platform/id"
	"piece/internal/platform/page"
)

// Case is all reports of one thing that are in one state.
type Case struct {
	Latest  Report
	Count   int
	Reasons map[Reason]int
	First   time.Time // when the first of them was made
}

// Filter chooses cases. What is empty doesn't narrow.
type Filter struct {
	State  State
	Kind   Kind
	Reason Reason // at least one report has it
}

// Against is how often somebody was reported before.
type Against struct {
	Reports int
	Things  int
}

// People are people as they are now, by id; who is gone isn't among them.
type People map[string]Profile

// List is one page of cases.
type List struct {
	Items  []Case
	Next   page.Cursor
	People People
}

// Detail is a case with everything that is known of it.
type Detail struct {
	Reports []Report // of the same thing, open ones and others, the latest first
	Against Against  // of who made it
	People  People
}

// MostReports is how many reports of one thing are told; they are alike.
const MostReports = 100

// Cases gives one page of cases to an admin.
func (s *Service) Cases(ctx context.Context, v Viewer, f Filter, cursor string, most int) (List, error) {
	if !v.Admin {
		return List{}, errs.Forbidden
	}
	r, err := byID(cursor, most)
	if err != nil {
		return List{}, err
	}
	found, err := s.Store.Cases(ctx, f, r)
	if err != nil {
		return List{}, err
	}
	latest := make([]Report, len(found.Items))
	for i, c := range found.Items {
		latest[i] = c.Latest
	}
	people, err := s.people(ctx, latest)
	return List{Items: found.Items, Next: found.Next, People: people}, err
}

// byID reads where a list goes on whose places are ids.
func byID(cursor string, most int) (page.Request, error) {
	after, err := page.Parse(cursor, 1)
	if err == nil && after != nil && !id.Valid(after[0]) {
		err = errs.Invalid.At("query.cursor")
	}
	return page.Request{After: after, Limit: page.Limit(most)}, err
}

// Detail gives an admin all about what a report is of.
func (s *Service) Detail(ctx context.Context, v Viewer, reportID string) (Detail, error) {
	r, err := s.get(ctx, v, reportID)
	if err != nil {
		return Detail{}, err
	}
	var d Detail
	if d.Reports, err = s.Store.Reports(ctx, r.Target.Name(), MostReports); err != nil {
		return Detail{}, err
	}
	if person := r.Seen.PersonID; person != "" {
		if d.Against, err = s.Store.Against(ctx, person); err != nil {
			return Detail{}, err
		}
	}
	d.People, err = s.people(ctx, d.Reports)
	return d, err
}

func (s *Service) get(ctx context.Context, v Viewer, reportID string) (Report, error) {
	switch {
	case !v.Admin:
		return Report{}, errs.Forbidden
	case !id.Valid(reportID):
		return Report{}, errs.NotFound
	}
	return s.Store.Get(ctx, reportID)
}

// Close closes all open reports of what a report is of, with a note. Again is fine.
func (s *Service) Close(ctx context.Context, v Viewer, reportID, note string) (Detail, error) {
	r, err := s.get(ctx, v, reportID)
	if err != nil {
		return Detail{}, err
	}
	note, err = CleanNote(note)
	if err != nil {
		return Detail{}, err
	}
	_, err = s.openOf(ctx, r.Target)
	switch {
	case errors.Is(err, errs.NotFound): // closed already
	case err != nil:
		return Detail{}, err
	default:
		act := audit.Act{By: v.ID, Deed: "close", Kind: string(r.Target.Kind), Target: r.Target.place(), Name: r.Seen.Title, Reason: note}
		err := audit.Do(ctx, s, act, func(ctx context.Context) error {
			_, err := s.Store.Close(ctx, r.Target.Name(), v.ID, note, s.Clock.Now())
			return err
		})
		if err != nil {
			return Detail{}, err
		}
	}
	return s.Detail(ctx, v, reportID)
}

// openOf gives an open report of a target; errs.NotFound when all are closed.
func (s *Service) openOf(ctx context.Context, t Target) (Report, error) {
	reports, err := s.Store.Reports(ctx, t.Name(), MostReports)
	if err != nil {
		return Report{}, err
	}
	if i := slices.IndexFunc(reports, func(r Report) bool { return r.State == Open }); i >= 0 {
		return reports[i], nil
	}
	return Report{}, errs.NotFound
}

// CleanNote gives a note as it is stored; a broken rule comes as an errs.Invalid.
func CleanNote(note string) (string, error) {
	var f errs.Fields
	note = NoteRule.Clean(&f, "body.note", note)
	return note, f.Err()
}

// people gives all who have to do with reports.
func (s *Service) people(ctx context.Context, reports []Report) (People, error) {
	var people []string
	for _, r := range reports {
		people = append(people, r.ReporterID, r.Seen.PersonID, r.ClosedBy)
		for _, m := range r.Seen.Around {
			people = append(people, m.PersonID)
		}
	}
	return s.named(ctx, people)
}

func (s *Service) named(ctx context.Context, people []string) (People, error) {
	slices.Sort(people)
	people = slices.DeleteFunc(slices.Compact(people), func(p string) bool { return p == "" })
	if len(people) == 0 {
		return nil, nil
	}
	return s.Profiles.Profiles(ctx, people)
}

// Mine gives a person one page of the own reports.
func (s *Service) Mine(ctx context.Context, person, cursor string, most int) (page.Page[Report], error) {
	r, err := byID(cursor, most)
	if err != nil {
		return page.Page[Report]{}, err
	}
	return s.Store.Mine(ctx, person, r)
}

// Purge removes a person who is gone from reports and from the log of admins (defect D11).
func (s *Service) Purge(ctx context.Context, person string) error { return s.Store.Purge(ctx, person) }
