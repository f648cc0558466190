// Package notice is what the people who run the site tell everybody: notices.
//
// Invariants: admins only write them (defect D35); everybody sees those whose time it is, in both
// languages if both were written; each change is in the log of what admins do.
//
// It imports platform packages only; never HTTP or SQL.
package notice

import (
	"context"
	"time"

	"piece/internal/platform/audit"
	"piece/internal/platform/clock"
	"piece/internal/platform/errs"
	"piece/internal/platform/id"
	"piece/internal/platform/page"
	"piece/internal/platform/textrule"
)

// The rules of what is written.
var (
	TitleRule = textrule.Rule{Min: 1, Max: 60}
	TextRule  = textrule.Rule{Min: 1, Max: 2000, Multiline: true}
)

// Words are a notice in one language.
type Words struct{ Title, Text string }

// Draft is what an admin fills in.
type Draft struct {
	Ko     Words
	En     Words     // may be empty: then everybody reads Korean
	From   time.Time // when it begins to be shown; zero for at once
	Until  time.Time // when it ends; zero for never
	Pinned bool      // before the others
}

// Notice is a notice.
type Notice struct {
	Draft
	ID        string
	CreatedAt time.Time
	UpdatedAt time.Time
}

// MaxCurrent is how many notices are shown at a time.
const MaxCurrent = 20

var (
	badUntil = errs.Text{Ko: "시작보다 나중이어야 해요.", En: "This must be later than the beginning."}
	badTime  = errs.Text{Ko: "2000년부터 2100년 사이여야 해요.", En: "This must be between 2000 and 2100."}
)

// Check tells the rules that a draft breaks, as an errs.Invalid, and gives it clean.
func (d Draft) Check() (Draft, error) {
	var f errs.Fields
	d.Ko.Title = TitleRule.Clean(&f, "body.ko.title", d.Ko.Title)
	d.Ko.Text = TextRule.Clean(&f, "body.ko.text", d.Ko.Text)
	if d.En != (Words{}) {
		d.En.Title = TitleRule.Clean(&f, "body.en.title", d.En.Title)
		d.En.Text = TextRule.Clean(&f, "body.en.text", d.En.Text)
	}
	for path, at := range map[string]time.Time{"body.from": d.From, "body.until": d.Until} {
		if !at.IsZero() && (at.Year() < 2000 || at.Year() > 2100) {
			f.Add(path, "out_of_range", badTime)
		}
	}
	if !d.Until.IsZero() && !d.Until.After(d.From) {
		f.Add("body.until", "out_of_range", badUntil)
	}
	return d, f.Err()
}

// Store keeps notices. Each method is atomic; errors are those of package errs.
type Store interface {
	// Current gives those whose time it is, pinned ones first, then the latest.
	Current(ctx context.Context, now time.Time, limit int) ([]Notice, error)
	// All gives one page of all, the latest first. A place in it is the id of a notice.
	All(ctx context.Context, r page.Request) (page.Page[Notice], error)
	// Get finds a notice; errs.NotFound when there is none.
	Get(ctx context.Context, id string) (Notice, error)
	// Add stores a notice.
	Add(ctx context.Context, n Notice) error
	// Replace puts a notice in place of the one with its id; errs.NotFound when there is none.
	Replace(ctx context.Context, n Notice) error
	// Remove removes a notice; errs.NotFound when there is none.
	Remove(ctx context.Context, id string) error
}

// Deps are what the service needs.
type Deps struct {
	Store Store
	Audit audit.Log // or nil
	Clock clock.Clock
}

// Service holds the use cases. It is safe for concurrent use.
type Service struct{ Deps }

// New makes the service.
func New(d Deps) *Service { return &Service{d} }

// Viewer is who asks.
type Viewer struct {
	ID    string
	Admin bool
}

// Current gives the notices whose time it is, to everybody.
func (s *Service) Current(ctx context.Context) ([]Notice, error) {
	return s.Store.Current(ctx, s.Clock.Now(), MaxCurrent)
}

// All gives an admin one page of all notices, also those whose time is over or still to come.
func (s *Service) All(ctx context.Context, v Viewer, cursor string, most int) (page.Page[Notice], error) {
	if !v.Admin {
		return page.Page[Notice]{}, errs.Forbidden
	}
	after, err := page.Parse(cursor, 1)
	if err == nil && after != nil && !id.Valid(after[0]) {
		err = errs.Invalid.At("query.cursor")
	}
	if err != nil {
		return page.Page[Notice]{}, err
	}
	return s.Store.All(ctx, page.Request{After: after, Limit: page.Limit(most)})
}

// Write stores a new notice.
func (s *Service) Write(ctx context.Context, v Viewer, d Draft) (Notice, error) {
	if !v.Admin {
		return Notice{}, errs.Forbidden
	}
	d, err := d.Check()
	if err != nil {
		return Notice{}, err
	}
	now := s.Clock.Now()
	if d.From.IsZero() {
		d.From = now
	}
	n := Notice{Draft: d, ID: id.New(s.Clock), CreatedAt: now, UpdatedAt: now}
	return n, s.act(ctx, v, "write", n, func(ctx context.Context) error { return s.Store.Add(ctx, n) })
}

// Change makes a notice what the draft says.
func (s *Service) Change(ctx context.Context, v Viewer, noticeID string, d Draft) (Notice, error) {
	n, err := s.get(ctx, v, noticeID)
	if err != nil {
		return Notice{}, err
	}
	if d, err = d.Check(); err != nil {
		return Notice{}, err
	}
	if d.From.IsZero() {
		d.From = n.From
	}
	n.Draft, n.UpdatedAt = d, s.Clock.Now()
	return n, s.act(ctx, v, "edit", n, func(ctx context.Context) error { return s.Store.Replace(ctx, n) })
}

// Remove removes a notice.
func (s *Service) Remove(ctx context.Context, v Viewer, noticeID string) error {
	n, err := s.get(ctx, v, noticeID)
	if err != nil {
		return err
	}
	return s.act(ctx, v, "remove", n, func(ctx context.Context) error { return s.Store.Remove(ctx, n.ID) })
}

func (s *Service) get(ctx context.Context, v Viewer, noticeID string) (Notice, error) {
	switch {
	case !v.Admin:
		return Notice{}, errs.Forbidden
	case !id.Valid(noticeID):
		return Notice{}, errs.NotFound
	}
	return s.Store.Get(ctx, noticeID)
}

func (s *Service) act(ctx context.Context, v Viewer, deed string, n Notice, do func(context.Context) error) error {
	return audit.Do(ctx, s.Audit, audit.Act{By: v.ID, Deed: deed, Kind: "notice", Target: n.ID, Name: n.Ko.Title}, do)
}
