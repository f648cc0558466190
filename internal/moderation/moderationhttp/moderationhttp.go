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
	registerCases(a, h)
	registerAudit(a, h)
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

func viewer(ctx context.Context) moderation.Viewer {
	who, _ := auth.From(ctx)
	return moderation.Viewer{ID: who.PersonID, Admin: who.Role == auth.RoleAdmin}
}
