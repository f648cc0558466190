package moderationhttp

import (
	"time"

	"github.com/danielgtaylor/huma/v2"

	"piece/internal/moderation"
	"piece/internal/platform/httpapi"
)

// ReportTarget is what is reported.
type ReportTarget struct {
	Kind string `json:"kind"`
	ID   string `json:"id,omitempty" maxLength:"64" doc:"Of a piece, a person or a cake."`
	Room string `json:"room,omitempty" maxLength:"64" doc:"Of a message: its room."`
	Seq  int64  `json:"seq,omitempty" minimum:"0" doc:"Of a message: its place in the room."`
}

// NewReport is what a person fills in.
type NewReport struct {
	Target ReportTarget `json:"target"`
	Reason string       `json:"reason"`
	Text   string       `json:"text,omitempty" doc:"What the reporter wants to add."`
}

func (n *NewReport) report() moderation.NewReport {
	return moderation.NewReport{
		Target: moderation.Target{Kind: moderation.Kind(n.Target.Kind), ID: n.Target.ID, Room: n.Target.Room, Seq: n.Target.Seq},
		Reason: moderation.Reason(n.Reason), Text: n.Text,
	}
}

// Resolve checks the rules of the domain together with the schema, so that every broken rule
// comes at once.
func (n *NewReport) Resolve(huma.Context) []error {
	if _, err := n.report().Clean(); err != nil {
		return []error{err}
	}
	return nil
}

// Report is a report as its reporter sees it.
type Report struct {
	ID        string       `json:"id"`
	Target    ReportTarget `json:"target"`
	Reason    string       `json:"reason"`
	Text      string       `json:"text,omitempty"`
	State     string       `json:"state" enum:"open,closed"`
	CreatedAt time.Time    `json:"createdAt"`
}

// ReportPerson is somebody in a report.
type ReportPerson struct {
	ID       string             `json:"id"`
	Nickname string             `json:"nickname,omitempty" doc:"As it is now; absent when the person is gone."`
	Picture  string             `json:"picture,omitempty" format:"uri-reference" doc:"Address of the picture, 160 pixels square; absent without one."`
	Title    *httpapi.WornTitle `json:"title,omitempty" doc:"Title that is worn beside the nickname; absent for none."`
}

// ReportSeen is what the reporter saw, as it was then.
type ReportSeen struct {
	Person   *ReportPerson `json:"person,omitempty" doc:"Who made it."`
	Title    string        `json:"title,omitempty" doc:"Of a piece or cake; the nickname of a person."`
	Text     string        `json:"text,omitempty" doc:"Of a message; the review of a piece."`
	Pictures int           `json:"pictures,omitempty" doc:"How many a message had."`
	At       *time.Time    `json:"at,omitempty" doc:"When a message was written."`
}

// ReportCase is a report as admins see it.
type ReportCase struct {
	ID        string       `json:"id"`
	Reporter  ReportPerson `json:"reporter"`
	Target    ReportTarget `json:"target"`
	Reason    string       `json:"reason"`
	Text      string       `json:"text,omitempty"`
	Seen      ReportSeen   `json:"seen"`
	State     string       `json:"state" enum:"open,closed"`
	CreatedAt time.Time    `json:"createdAt"`
	ClosedAt  *time.Time   `json:"closedAt,omitempty"`
}

// ReportList is one page of reports.
type ReportList struct {
	Items []ReportCase `json:"items" nullable:"false"`
	Next  string       `json:"next,omitempty" doc:"Cursor of the next page; absent on the last one."`
}

// ReportChange is what an admin decides.
type ReportChange struct {
	State string `json:"state" enum:"closed"`
}

// TransformSchema implements huma.SchemaTransformer.
func (ReportTarget) TransformSchema(_ huma.Registry, s *huma.Schema) *huma.Schema {
	for _, k := range moderation.Kinds() {
		s.Properties["kind"].Enum = append(s.Properties["kind"].Enum, string(k))
	}
	return s
}

// TransformSchema implements huma.SchemaTransformer.
func (NewReport) TransformSchema(_ huma.Registry, s *huma.Schema) *huma.Schema {
	httpapi.LimitText(s, "text", moderation.TextRule)
	return reasons(s)
}

// TransformSchema implements huma.SchemaTransformer.
func (Report) TransformSchema(_ huma.Registry, s *huma.Schema) *huma.Schema { return reasons(s) }

// TransformSchema implements huma.SchemaTransformer.
func (ReportCase) TransformSchema(_ huma.Registry, s *huma.Schema) *huma.Schema { return reasons(s) }

func reasons(s *huma.Schema) *huma.Schema {
	for _, r := range moderation.Reasons() {
		s.Properties["reason"].Enum = append(s.Properties["reason"].Enum, string(r))
	}
	return s
}

func targetOf(t moderation.Target) ReportTarget {
	return ReportTarget{Kind: string(t.Kind), ID: t.ID, Room: t.Room, Seq: t.Seq}
}

func reportOf(r moderation.Report) Report {
	return Report{ID: r.ID, Target: targetOf(r.Target), Reason: string(r.Reason), Text: r.Text, State: string(r.State), CreatedAt: r.CreatedAt}
}

func personOf(id string, p moderation.Profile) ReportPerson {
	return ReportPerson{ID: id, Nickname: p.Nickname, Picture: p.Picture, Title: httpapi.Worn(p.Title.ID, p.Title.Name)}
}

func caseOf(c moderation.Case) ReportCase {
	out := ReportCase{
		ID: c.ID, Reporter: personOf(c.ReporterID, c.Reporter), Target: targetOf(c.Target), Reason: string(c.Reason), Text: c.Text,
		Seen:  ReportSeen{Title: c.Seen.Title, Text: c.Seen.Text, Pictures: c.Seen.Pictures},
		State: string(c.State), CreatedAt: c.CreatedAt,
	}
	if c.Seen.PersonID != "" {
		out.Seen.Person = new(personOf(c.Seen.PersonID, c.Author))
	}
	if !c.Seen.At.IsZero() {
		out.Seen.At = &c.Seen.At
	}
	if !c.ClosedAt.IsZero() {
		out.ClosedAt = &c.ClosedAt
	}
	return out
}
