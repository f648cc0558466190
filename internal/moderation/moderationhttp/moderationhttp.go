// Package moderationhttp is the API of reports. It decides nothing; limits in the description
// come from the rules of package moderation.
package moderationhttp

import (
	"context"
	"net/http"

	"piece/internal/moderation"
	"piece/internal/platform/auth"
	"piece/internal/platform/httpapi"
)

// maxBody is more than the longest report takes, in bytes.
const maxBody = 32 << 10

// Register adds the operations.
func Register(a *httpapi.API, s *moderation.Service) {
	h := handlers{s}
	httpapi.Register(a, httpapi.Person, httpapi.Operation("reports", "createReport", http.MethodPost, "/reports", "Report a piece, a person, a message or a cake",
		"What is reported is read by the server as the caller sees it. Who has an open report of it already gets that one, with 200.",
		httpapi.Answers(http.StatusCreated), httpapi.Also[Report](a, http.StatusOK, "The open report that there is."), httpapi.Takes(maxBody), httpapi.Fails(http.StatusNotFound)), h.create)
	httpapi.Register(a, httpapi.Person, httpapi.Operation("reports", "listReports", http.MethodGet, "/reports", "Reports, the latest first",
		"For admins.", httpapi.Fails(http.StatusForbidden)), h.list)
	httpapi.Register(a, httpapi.Person, httpapi.Operation("reports", "changeReport", http.MethodPatch, "/reports/{id}", "Close a report",
		"For admins. Again is fine.", httpapi.Takes(maxBody), httpapi.Fails(http.StatusNotFound)), h.change)
}

type handlers struct{ moderation *moderation.Service }

type createInput struct{ Body NewReport }

type createOutput struct {
	Status int
	Body   Report
}

func (h handlers) create(ctx context.Context, in *createInput) (*createOutput, error) {
	r, made, err := h.moderation.Report(ctx, auth.Person(ctx), in.Body.report())
	if err != nil {
		return nil, err
	}
	out := &createOutput{Status: http.StatusOK, Body: reportOf(r)}
	if made {
		out.Status = http.StatusCreated
	}
	return out, nil
}

type listInput struct {
	State  string `query:"state" enum:"open,closed" default:"open" doc:"Which reports."`
	Cursor string `query:"cursor" maxLength:"256" doc:"The next of the page before; absent for the first."`
	Limit  int    `query:"limit" minimum:"1" maximum:"60" default:"24" doc:"Reports on a page."`
}

type listOutput struct{ Body ReportList }

func (h handlers) list(ctx context.Context, in *listInput) (*listOutput, error) {
	p, err := h.moderation.Reports(ctx, viewer(ctx), moderation.State(in.State), in.Cursor, in.Limit)
	if err != nil {
		return nil, err
	}
	out := ReportList{Items: make([]ReportCase, 0, len(p.Items)), Next: p.Next.String()}
	for _, c := range p.Items {
		out.Items = append(out.Items, caseOf(c))
	}
	return &listOutput{out}, nil
}

type changeInput struct {
	ID   string `path:"id" doc:"Id of a report."`
	Body ReportChange
}

type caseOutput struct{ Body ReportCase }

func (h handlers) change(ctx context.Context, in *changeInput) (*caseOutput, error) {
	c, err := h.moderation.Close(ctx, viewer(ctx), in.ID)
	if err != nil {
		return nil, err
	}
	return &caseOutput{caseOf(c)}, nil
}

func viewer(ctx context.Context) moderation.Viewer {
	who, _ := auth.From(ctx)
	return moderation.Viewer{ID: who.PersonID, Admin: who.Role == auth.RoleAdmin}
}
