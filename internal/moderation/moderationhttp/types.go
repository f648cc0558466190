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
	Around   []ReportSaid  `json:"around,omitempty" nullable:"false" doc:"Messages before and after a message, as the reporter saw them."`
}

// ReportSaid is a message near a reported one.
type ReportSaid struct {
	Seq      int64        `json:"seq" doc:"Place in the room."`
	Person   ReportPerson `json:"person"`
	Text     string       `json:"text,omitempty"`
	Pictures int          `json:"pictures,omitempty" doc:"How many it had."`
	At       time.Time    `json:"at"`
}

// ReportCase is all reports of one thing that are in one state.
type ReportCase struct {
	ID       string        `json:"id" doc:"Id of the latest of them."`
	Target   ReportTarget  `json:"target"`
	Seen     ReportSeen    `json:"seen"`
	State    string        `json:"state" enum:"open,closed"`
	Count    int           `json:"count" minimum:"1" doc:"How many reports there are."`
	Reasons  []ReasonCount `json:"reasons" nullable:"false" doc:"How many for which reason."`
	FirstAt  time.Time     `json:"firstAt"`
	LatestAt time.Time     `json:"latestAt"`
}

// ReasonCount counts the reports of a reason.
type ReasonCount struct {
	Reason string `json:"reason"`
	Count  int    `json:"count" minimum:"1"`
}

// ReportList is one page of cases.
type ReportList struct {
	Items []ReportCase `json:"items" nullable:"false"`
	Next  string       `json:"next,omitempty" doc:"Cursor of the next page; absent on the last one."`
}

// ReportOne is one report of a case.
type ReportOne struct {
	ID        string        `json:"id"`
	Reporter  ReportPerson  `json:"reporter"`
	Reason    string        `json:"reason"`
	Text      string        `json:"text,omitempty"`
	State     string        `json:"state" enum:"open,closed"`
	CreatedAt time.Time     `json:"createdAt"`
	ClosedAt  *time.Time    `json:"closedAt,omitempty"`
	ClosedBy  *ReportPerson `json:"closedBy,omitempty"`
	Note      string        `json:"note,omitempty" doc:"What the admin said who closed it."`
}

// ReportsAgainst is how often the author of something was reported, this thing included.
type ReportsAgainst struct {
	Reports int `json:"reports" minimum:"0"`
	Things  int `json:"things" minimum:"0" doc:"How many different things were reported."`
}

// ReportDetail is all that is known of something that was reported.
type ReportDetail struct {
	ID      string         `json:"id" doc:"Id of the latest report."`
	Target  ReportTarget   `json:"target"`
	Seen    ReportSeen     `json:"seen" doc:"As of the latest report."`
	Reports []ReportOne    `json:"reports" nullable:"false" doc:"The latest first, at most 100."`
	Against ReportsAgainst `json:"against"`
}

// ReportChange is what an admin decides.
type ReportChange struct {
	State string `json:"state" enum:"closed"`
	Note  string `json:"note,omitempty" doc:"Why, for other admins."`
}

// TransformSchema implements huma.SchemaTransformer.
func (ReportChange) TransformSchema(_ huma.Registry, s *huma.Schema) *huma.Schema {
	httpapi.LimitText(s, "note", moderation.NoteRule)
	return s
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
func (ReportOne) TransformSchema(_ huma.Registry, s *huma.Schema) *huma.Schema { return reasons(s) }

// TransformSchema implements huma.SchemaTransformer.
func (ReasonCount) TransformSchema(_ huma.Registry, s *huma.Schema) *huma.Schema { return reasons(s) }

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

func personOf(id string, people moderation.People) ReportPerson {
	p := people[id]
	return ReportPerson{ID: id, Nickname: p.Nickname, Picture: p.Picture, Title: httpapi.Worn(p.Title.ID, p.Title.Name)}
}

func seenOf(seen moderation.Seen, people moderation.People) ReportSeen {
	out := ReportSeen{Title: seen.Title, Text: seen.Text, Pictures: seen.Pictures}
	if seen.PersonID != "" {
		out.Person = new(personOf(seen.PersonID, people))
	}
	if !seen.At.IsZero() {
		out.At = &seen.At
	}
	for _, m := range seen.Around {
		out.Around = append(out.Around, ReportSaid{Seq: m.Seq, Person: personOf(m.PersonID, people), Text: m.Text, Pictures: m.Pictures, At: m.At})
	}
	return out
}

func caseOf(c moderation.Case, people moderation.People) ReportCase {
	out := ReportCase{
		ID: c.Latest.ID, Target: targetOf(c.Latest.Target), Seen: seenOf(c.Latest.Seen, people), State: string(c.Latest.State),
		Count: c.Count, Reasons: []ReasonCount{}, FirstAt: c.First, LatestAt: c.Latest.CreatedAt,
	}
	for _, r := range moderation.Reasons() {
		if n := c.Reasons[r]; n > 0 {
			out.Reasons = append(out.Reasons, ReasonCount{string(r), n})
		}
	}
	return out
}

func oneOf(r moderation.Report, people moderation.People) ReportOne {
	out := ReportOne{
		ID: r.ID, Reporter: personOf(r.ReporterID, people), Reason: string(r.Reason), Text: r.Text,
		State: string(r.State), CreatedAt: r.CreatedAt, Note: r.Note,
	}
	if !r.ClosedAt.IsZero() {
		out.ClosedAt = &r.ClosedAt
		out.ClosedBy = new(personOf(r.ClosedBy, people))
	}
	return out
}
