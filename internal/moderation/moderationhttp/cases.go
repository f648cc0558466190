package moderationhttp

import (
	"context"
	"net/http"

	"piece/internal/moderation"
	"piece/internal/platform/auth"
	"piece/internal/platform/httpapi"
)

func registerCases(a *httpapi.API, h handlers) {
	httpapi.Register(a, httpapi.Person, httpapi.Operation("reports", "listReports", http.MethodGet, "/reports", "Reports, those of one thing as one case",
		"For admins. The case with the latest report is first.", httpapi.Fails(http.StatusForbidden)), h.list)
	httpapi.Register(a, httpapi.Person, httpapi.Operation("reports", "listOwnReports", http.MethodGet, "/reports/mine", "What the caller reported",
		"The latest first."), h.mine)
	httpapi.Register(a, httpapi.Person, httpapi.Operation("reports", "getReport", http.MethodGet, "/reports/{id}", "All reports of what a report is of",
		"For admins. Open ones and closed ones, with how often its author was reported.", httpapi.Fails(http.StatusForbidden, http.StatusNotFound)), h.detail)
	httpapi.Register(a, httpapi.Person, httpapi.Operation("reports", "changeReport", http.MethodPatch, "/reports/{id}", "Close all reports of what a report is of",
		"For admins. Again is fine.", httpapi.Takes(maxBody), httpapi.Fails(http.StatusForbidden, http.StatusNotFound)), h.change)
}

type listInput struct {
	State  string `query:"state" enum:"open,closed" default:"open" doc:"Which reports."`
	Kind   string `query:"kind" enum:"piece,person,message,cake" doc:"Only reports of this kind of thing."`
	Reason string `query:"reason" enum:"spam,sexual,hateful,illegal,other" doc:"Only things that were reported for this reason."`
	Cursor string `query:"cursor" maxLength:"256" doc:"The next of the page before; absent for the first."`
	Limit  int    `query:"limit" minimum:"1" maximum:"60" default:"24" doc:"Cases on a page."`
}

type listOutput struct{ Body ReportList }

func (h handlers) list(ctx context.Context, in *listInput) (*listOutput, error) {
	f := moderation.Filter{State: moderation.State(in.State), Kind: moderation.Kind(in.Kind), Reason: moderation.Reason(in.Reason)}
	l, err := h.moderation.Cases(ctx, viewer(ctx), f, in.Cursor, in.Limit)
	if err != nil {
		return nil, err
	}
	out := ReportList{Items: make([]ReportCase, 0, len(l.Items)), Next: l.Next.String()}
	for _, c := range l.Items {
		out.Items = append(out.Items, caseOf(c, l.People))
	}
	return &listOutput{out}, nil
}

// OwnReports is one page of own reports.
type OwnReports struct {
	Items []Report `json:"items" nullable:"false"`
	Next  string   `json:"next,omitempty" doc:"Cursor of the next page; absent on the last one."`
}

func (h handlers) mine(ctx context.Context, in *struct {
	Cursor string `query:"cursor" maxLength:"256" doc:"The next of the page before; absent for the first."`
	Limit  int    `query:"limit" minimum:"1" maximum:"60" default:"24" doc:"Reports on a page."`
}) (*struct{ Body OwnReports }, error) {
	p, err := h.moderation.Mine(ctx, auth.Person(ctx), in.Cursor, in.Limit)
	if err != nil {
		return nil, err
	}
	out := OwnReports{Items: make([]Report, 0, len(p.Items)), Next: p.Next.String()}
	for _, r := range p.Items {
		out.Items = append(out.Items, reportOf(r))
	}
	return &struct{ Body OwnReports }{out}, nil
}

// reportPath names a report. Anything that isn't an id is simply not there.
type reportPath struct {
	ID string `path:"id" maxLength:"64" doc:"Id of a report."`
}

type detailOutput struct{ Body ReportDetail }

func (h handlers) detail(ctx context.Context, in *reportPath) (*detailOutput, error) {
	return detailed(h.moderation.Detail(ctx, viewer(ctx), in.ID))
}

func (h handlers) change(ctx context.Context, in *struct {
	ID   string `path:"id" maxLength:"64" doc:"Id of a report."`
	Body ReportChange
}) (*detailOutput, error) {
	return detailed(h.moderation.Close(ctx, viewer(ctx), in.ID, in.Body.Note))
}

func detailed(d moderation.Detail, err error) (*detailOutput, error) {
	if err != nil {
		return nil, err
	}
	latest := d.Reports[0]
	out := ReportDetail{
		ID: latest.ID, Target: targetOf(latest.Target), Seen: seenOf(latest.Seen, d.People), Reports: make([]ReportOne, 0, len(d.Reports)),
		Against: ReportsAgainst{Reports: d.Against.Reports, Things: d.Against.Things},
	}
	for _, r := range d.Reports {
		out.Reports = append(out.Reports, oneOf(r, d.People))
	}
	return &detailOutput{out}, nil
}
