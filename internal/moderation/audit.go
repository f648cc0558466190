package moderation

import (
	"context"
	"strconv"
	"strings"
	"time"

	"piece/internal/platform/audit"
	"piece/internal/platform/errs"
	"piece/internal/platform/id"
	"piece/internal/platform/page"
	"piece/internal/platform/textrule"
)

// Line is a line in the log of what admins do.
type Line struct {
	ID  string
	Act audit.Act
	At  time.Time
}

// LineFilter chooses lines. What is empty doesn't narrow.
type LineFilter struct {
	Deed, Kind, By string
}

// Deeds are what admins can do, in the order in which they are offered to choose from.
func Deeds() []string {
	return []string{"hide", "restore", "suspend", "close", "answer", "write", "remove", "edit", "merge"}
}

// ActKinds are the kinds of what admins do it to.
func ActKinds() []string {
	return []string{"piece", "person", "message", "cake", "notice", "question"}
}

// The texts of a line.
var (
	SubjectRule = textrule.Rule{Min: 1, Max: 64}
	NameRule    = textrule.Rule{Max: 500}
)

// place names a target among those of its kind.
func (t Target) place() string {
	if t.Kind == Message {
		return t.Room + " " + strconv.FormatInt(t.Seq, 10)
	}
	return t.ID
}

var _ audit.Log = (*Service)(nil)

// Note implements audit.Log.
func (s *Service) Note(ctx context.Context, a audit.Act) error {
	return s.Store.Note(ctx, Line{ID: id.New(s.Clock), Act: a, At: s.Clock.Now()})
}

// asciiOnly gives what of a text ids are made of.
func asciiOnly(s string) string {
	return strings.Map(func(r rune) rune {
		if r < ' ' || r > '~' {
			return -1
		}
		return r
	}, s)
}

// NoteFor adds what an admin did in a service elsewhere, in the admin's own name.
func (s *Service) NoteFor(ctx context.Context, v Viewer, a audit.Act) error {
	if !v.Admin {
		return errs.Forbidden
	}
	var f errs.Fields
	a.Target = SubjectRule.Clean(&f, "body.subject", a.Target)
	if a.Target != asciiOnly(a.Target) {
		f.Add("body.subject", "characters", badTarget)
	}
	a.Name = NameRule.Clean(&f, "body.name", a.Name)
	a.Reason = NoteRule.Clean(&f, "body.reason", a.Reason)
	if err := f.Err(); err != nil {
		return err
	}
	a.By = v.ID
	return s.Note(ctx, a)
}

// Lines gives an admin one page of the log, with who did it.
func (s *Service) Lines(ctx context.Context, v Viewer, f LineFilter, cursor string, most int) (page.Page[Line], People, error) {
	if !v.Admin {
		return page.Page[Line]{}, nil, errs.Forbidden
	}
	r, err := byID(cursor, most)
	if err != nil {
		return page.Page[Line]{}, nil, err
	}
	if f.By != "" && !id.Valid(f.By) {
		return page.Page[Line]{}, nil, nil // nobody is called that
	}
	found, err := s.Store.Lines(ctx, f, r)
	if err != nil {
		return page.Page[Line]{}, nil, err
	}
	var people []string
	for _, l := range found.Items {
		people = append(people, l.Act.By)
	}
	who, err := s.named(ctx, people)
	return found, who, err
}
