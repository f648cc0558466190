// Package exportshttp is the API of exports: operations, response types, and their translation from
// the domain. It decides nothing.
package exportshttp

import (
	"context"
	"net/http"

	"github.com/danielgtaylor/huma/v2"

	"piece/internal/archive/exports"
	"piece/internal/platform/auth"
	"piece/internal/platform/httpapi"
)

const tag = "exports"

// Register adds the operations.
func Register(a *httpapi.API, s *exports.Service) {
	h := handlers{exports: s}
	httpapi.Register(a, httpapi.Person, httpapi.Operation(tag, "startExport", http.MethodPost, "/exports", "Export everything that the caller has",
		"A worker makes a ZIP of it; ask for the export to see how far that is. Who has one under way gets that one. A new file takes the place of the one before. Five a day.",
		httpapi.Answers(http.StatusAccepted)), h.start)
	httpapi.Register(a, httpapi.Person, httpapi.Operation(tag, "listExports", http.MethodGet, "/exports", "The caller's exports", "The latest first: one under way or with a file, and those that failed lately."), h.list)
	httpapi.Register(a, httpapi.Person, httpapi.Operation(tag, "getExport", http.MethodGet, "/exports/{id}", "How far an export is",
		"Somebody else's is answered like one that isn't there.", httpapi.Fails(http.StatusNotFound)), h.get)
	httpapi.Register(a, httpapi.Person, httpapi.Operation(tag, "removeExport", http.MethodDelete, "/exports/{id}", "Stop an export, or throw its file away",
		"", httpapi.Fails(http.StatusNotFound)), h.remove)
	httpapi.Register(a, httpapi.Person, httpapi.Operation(tag, "getExportFile", http.MethodGet, "/exports/{id}/file", "The ZIP of an export",
		"As an attachment, also in parts (Range). 404 until it is ready, and when it was thrown away.", givesFile, httpapi.Fails(http.StatusNotFound)), h.file)
}

// givesFile describes the answers with bytes.
func givesFile(o *huma.Operation) {
	httpapi.GivesOnce("The ZIP.", "application/zip")(o)
	o.Responses["206"] = &huma.Response{Description: "A part of it.", Content: o.Responses["200"].Content}
	o.Responses["416"] = &huma.Response{Description: "It has no such part.", Content: map[string]*huma.MediaType{"text/plain": {Schema: &huma.Schema{Type: huma.TypeString}}}}
}

type handlers struct{ exports *exports.Service }

// empty is an answer without a body.
type empty struct{}

// idPath names an export. Anything that isn't an id is simply not there.
type idPath struct {
	ID string `path:"id" maxLength:"64" doc:"Id of an export."`
}

type exportOutput struct{ Body Export }

type listOutput struct{ Body Exports }

func (h handlers) start(ctx context.Context, _ *struct{}) (*exportOutput, error) {
	e, err := h.exports.Start(ctx, auth.Person(ctx), httpapi.Language(ctx))
	if err != nil {
		return nil, err
	}
	return &exportOutput{toExport(e, httpapi.Language(ctx))}, nil
}

func (h handlers) list(ctx context.Context, _ *struct{}) (*listOutput, error) {
	all, err := h.exports.List(ctx, auth.Person(ctx))
	if err != nil {
		return nil, err
	}
	out := &listOutput{Body: Exports{Items: make([]Export, len(all))}}
	for i, e := range all {
		out.Body.Items[i] = toExport(e, httpapi.Language(ctx))
	}
	return out, nil
}

func (h handlers) get(ctx context.Context, in *idPath) (*exportOutput, error) {
	e, err := h.exports.Get(ctx, auth.Person(ctx), in.ID)
	if err != nil {
		return nil, err
	}
	return &exportOutput{toExport(e, httpapi.Language(ctx))}, nil
}

func (h handlers) remove(ctx context.Context, in *idPath) (*empty, error) {
	return nil, h.exports.Remove(ctx, auth.Person(ctx), in.ID)
}
