package exportshttp

import (
	"time"

	"github.com/danielgtaylor/huma/v2"

	"piece/internal/archive/exports"
	"piece/internal/platform/httpapi"
)

// Export is a request to have everything.
type Export struct {
	ID        string         `json:"id"`
	State     string         `json:"state" enum:"working,ready,failed" doc:"working until there is a file, or none to come."`
	Step      string         `json:"step" doc:"What is being done: gather (what other parts of the site know), pieces (with their pictures), finish."`
	Done      int            `json:"done" minimum:"0" doc:"How much of the step is done."`
	Total     int            `json:"total" minimum:"0" doc:"How much there is to do in the step; 0 when not known yet."`
	Waiting   bool           `json:"waiting" doc:"It waits for its turn, or to be tried again."`
	Failure   *ExportFailure `json:"failure,omitempty" doc:"Why it failed."`
	Lacks     []ExportLack   `json:"lacks" nullable:"false" doc:"What isn't in it, or not all of it; the file says so too."`
	File      *ExportFile    `json:"file,omitempty" doc:"When it is ready."`
	CreatedAt time.Time      `json:"createdAt"`
}

// TransformSchema implements huma.SchemaTransformer: the steps come from the domain.
func (Export) TransformSchema(_ huma.Registry, s *huma.Schema) *huma.Schema {
	for _, step := range exports.Steps() {
		s.Properties["step"].Enum = append(s.Properties["step"].Enum, string(step))
	}
	return s
}

// ExportFailure says why an export failed.
type ExportFailure struct {
	Code    string `json:"code" enum:"interrupted,unavailable,internal"`
	Message string `json:"message" doc:"What to tell the person, in the language of the request."`
}

// ExportLack is a part that isn't whole.
type ExportLack struct {
	Part  string `json:"part" enum:"account,titles,pieces,pictures,hearts,links,cakes,rooms,messages,blocks,reports,questions"`
	State string `json:"state" enum:"partly,missing"`
	Why   string `json:"why" enum:"unavailable,signed-out,gone"`
}

// ExportFile is the ZIP.
type ExportFile struct {
	Address string    `json:"address" format:"uri-reference" doc:"Where it is loaded down from."`
	Name    string    `json:"name" example:"PIECE 나의 조각 2026-11-26.zip"`
	Size    int64     `json:"size" minimum:"1" doc:"In bytes."`
	Pieces  int       `json:"pieces" minimum:"0" doc:"How many pieces are in it."`
	ReadyAt time.Time `json:"readyAt"`
	EndsAt  time.Time `json:"endsAt" doc:"When it is thrown away."`
}

// Exports are exports of one person.
type Exports struct {
	Items []Export `json:"items" nullable:"false"`
}

func toExport(e exports.Export, lang string) Export {
	out := Export{
		ID: e.ID, State: "working", Step: string(e.Progress.Step), Done: e.Progress.Done, Total: e.Progress.Total,
		Waiting: e.State == exports.Waiting, Lacks: make([]ExportLack, len(e.Notes)), CreatedAt: e.CreatedAt,
	}
	for i, n := range e.Notes {
		out.Lacks[i] = ExportLack{Part: string(n.Part), State: string(n.State), Why: string(n.Why)}
	}
	switch e.State {
	case exports.Ready:
		out.State = "ready"
		out.File = &ExportFile{
			Address: httpapi.Prefix + "/exports/" + e.ID + "/file", Name: e.FileName(), Size: e.Size, Pieces: e.Pieces, ReadyAt: e.ReadyAt, EndsAt: e.EndsAt,
		}
	case exports.Failed:
		out.State = "failed"
		out.Failure = &ExportFailure{Code: string(e.Failure), Message: e.Failure.Text().In(lang)}
	}
	return out
}
