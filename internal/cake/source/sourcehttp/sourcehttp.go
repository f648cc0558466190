// Package sourcehttp is the API of searches in catalogues elsewhere. It decides nothing.
package sourcehttp

import (
	"context"
	"net/http"

	"github.com/danielgtaylor/huma/v2"

	"piece/internal/cake"
	"piece/internal/cake/cakehttp"
	"piece/internal/cake/source"
	"piece/internal/platform/httpapi"
)

// Cakes makes cakes what a viewer sees of them; *cake.Service does.
type Cakes interface {
	Summaries(ctx context.Context, v cake.Viewer, cakes []cake.Cake) ([]cake.View, error)
}

const lookupDoc = `Asks The Movie Database for a title, takes what it finds into the catalogue and answers with those cakes, the best first, at most 12. ` +
	`To be asked when the catalogue itself has too little: people may ask 30 times in ten minutes, and all together so often in a day as the settings say.`

// Register adds the operation.
func Register(a *httpapi.API, l *source.Lookups, cakes Cakes) {
	h := handlers{l, cakes}
	httpapi.Register(a, httpapi.Person, httpapi.Operation("cakes", "lookUpCakes", http.MethodPost, "/cakes/lookups", "Search a catalogue elsewhere", lookupDoc,
		httpapi.Answers(http.StatusOK), httpapi.Takes(maxBody)), h.find)
}

// maxBody is more than the longest title takes, in bytes.
const maxBody = 8 << 10

type handlers struct {
	lookups *source.Lookups
	cakes   Cakes
}

// CakeLookup is what to search for.
type CakeLookup struct {
	Title string `json:"title" doc:"The title, or a part of it, as typed." example:"파도의 노래"`
}

// TransformSchema implements huma.SchemaTransformer: the limit comes from the domain (defect D07).
func (CakeLookup) TransformSchema(_ huma.Registry, s *huma.Schema) *huma.Schema {
	httpapi.LimitText(s, "title", source.LookupRule)
	return s
}

// CakesLookedUp is what a search found.
type CakesLookedUp struct {
	State string                 `json:"state" enum:"asked,off,unavailable" doc:"asked: items are what was found. off: there is no catalogue to ask. unavailable: it doesn't answer, or the searches of the day are spent."`
	Items []cakehttp.CakeSummary `json:"items" nullable:"false"`
}

type findInput struct{ Body CakeLookup }

type findOutput struct{ Body CakesLookedUp }

func (h handlers) find(ctx context.Context, in *findInput) (*findOutput, error) {
	v := cakehttp.Viewer(ctx)
	found, state, err := h.lookups.Find(ctx, v.ID, in.Body.Title)
	if err != nil {
		return nil, err
	}
	views, err := h.cakes.Summaries(ctx, v, found)
	if err != nil {
		return nil, err
	}
	return &findOutput{CakesLookedUp{State: string(state), Items: cakehttp.Summaries(views)}}, nil
}
