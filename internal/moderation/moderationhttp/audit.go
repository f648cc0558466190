package moderationhttp

import (
	"context"
	"net/http"
	"time"

	"github.com/danielgtaylor/huma/v2"

	"piece/internal/moderation"
	"piece/internal/platform/audit"
	"piece/internal/platform/httpapi"
)

func registerAudit(a *httpapi.API, h handlers) {
	httpapi.Register(a, httpapi.Person, httpapi.Operation("order", "listAudit", http.MethodGet, "/audit", "What admins did, the latest first",
		"For admins. Lines are never changed.", httpapi.Fails(http.StatusForbidden)), h.lines)
	httpapi.Register(a, httpapi.Person, httpapi.Operation("order", "noteAudit", http.MethodPost, "/audit", "Write down what the caller is about to do",
		"For admins, by services that run apart: each writes before it acts, with the admin's own token.",
		httpapi.Answers(http.StatusNoContent), httpapi.Takes(maxBody), httpapi.Fails(http.StatusForbidden)), h.note)
}

// AuditAct is what an admin did, to what and why.
type AuditAct struct {
	Deed    string `json:"deed"`
	Kind    string `json:"kind" doc:"Of what it was done to."`
	Subject string `json:"subject" doc:"Id of that; of a message its room and its place."`
	Name    string `json:"name,omitempty" doc:"What it is called."`
	Reason  string `json:"reason,omitempty"`
	Failed  bool   `json:"failed,omitempty" doc:"It was tried and came to nothing; the line before tells of the try."`
}

// AuditLine is a line of the log.
type AuditLine struct {
	ID string `json:"id"`
	AuditAct
	By ReportPerson `json:"by"`
	At time.Time    `json:"at"`
}

// AuditList is one page of the log.
type AuditList struct {
	Items []AuditLine `json:"items" nullable:"false"`
	Next  string      `json:"next,omitempty" doc:"Cursor of the next page; absent on the last one."`
}

// TransformSchema implements huma.SchemaTransformer.
func (AuditAct) TransformSchema(_ huma.Registry, s *huma.Schema) *huma.Schema { return actSchema(s) }

// TransformSchema implements huma.SchemaTransformer.
func (AuditLine) TransformSchema(_ huma.Registry, s *huma.Schema) *huma.Schema { return actSchema(s) }

func actSchema(s *huma.Schema) *huma.Schema {
	httpapi.LimitText(s, "subject", moderation.SubjectRule)
	httpapi.LimitText(s, "name", moderation.NameRule)
	httpapi.LimitText(s, "reason", moderation.NoteRule)
	for _, d := range moderation.Deeds() {
		s.Properties["deed"].Enum = append(s.Properties["deed"].Enum, d)
	}
	for _, k := range moderation.ActKinds() {
		s.Properties["kind"].Enum = append(s.Properties["kind"].Enum, k)
	}
	return s
}

type linesInput struct {
	Deed   string `query:"deed" enum:"hide,restore,suspend,close,answer,write,remove,edit,merge" doc:"Only such deeds."`
	Kind   string `query:"kind" enum:"piece,person,message,cake,notice,question" doc:"Only what was done to such things."`
	By     string `query:"by" maxLength:"64" doc:"Only what this person did."`
	Cursor string `query:"cursor" maxLength:"256" doc:"The next of the page before; absent for the first."`
	Limit  int    `query:"limit" minimum:"1" maximum:"60" default:"24" doc:"Lines on a page."`
}

func (h handlers) lines(ctx context.Context, in *linesInput) (*struct{ Body AuditList }, error) {
	p, people, err := h.moderation.Lines(ctx, viewer(ctx), moderation.LineFilter{Deed: in.Deed, Kind: in.Kind, By: in.By}, in.Cursor, in.Limit)
	if err != nil {
		return nil, err
	}
	out := AuditList{Items: make([]AuditLine, 0, len(p.Items)), Next: p.Next.String()}
	for _, l := range p.Items {
		a := l.Act
		out.Items = append(out.Items, AuditLine{
			ID: l.ID, AuditAct: AuditAct{Deed: a.Deed, Kind: a.Kind, Subject: a.Target, Name: a.Name, Reason: a.Reason, Failed: a.Failed},
			By: personOf(a.By, people), At: l.At,
		})
	}
	return &struct{ Body AuditList }{out}, nil
}

func (h handlers) note(ctx context.Context, in *struct{ Body AuditAct }) (*struct{}, error) {
	b := in.Body
	return nil, h.moderation.NoteFor(ctx, viewer(ctx), audit.Act{Deed: b.Deed, Kind: b.Kind, Target: b.Subject, Name: b.Name, Reason: b.Reason, Failed: b.Failed})
}
