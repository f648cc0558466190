// Package piecehttp is the API of pieces: operations, request and response types, and
// their translation from and to the domain. It decides nothing; limits in the description
// come from the rules of package piece.
package piecehttp

import (
	"net/http"

	"github.com/danielgtaylor/huma/v2"

	"piece/internal/piece"
	"piece/internal/platform/httpapi"
)

// Register adds the operations.
func Register(a *httpapi.API, s *piece.Service) {
	h := handlers{pieces: s}
	httpapi.Register(a, httpapi.Person, operation("createPiece", http.MethodPost, "/pieces", "Make a piece",
		"Draws the ticket and stores the piece with it. The same request sent again under the same Idempotency-Key gets the first answer again.",
		created, bounded, fails(http.StatusConflict)), h.create)
	httpapi.Register(a, httpapi.Person, operation("listPieces", http.MethodGet, "/pieces", "List pieces",
		"The newest day first. Pages neither repeat nor skip while pieces come and go."), h.list)
	httpapi.Register(a, httpapi.Person, operation("getCalendar", http.MethodGet, "/pieces/calendar", "One month of the caller's pieces", ""), h.calendar)
	httpapi.Register(a, httpapi.Person, operation("getSummary", http.MethodGet, "/pieces/summary", "Count the caller's pieces", ""), h.summary)
	httpapi.Register(a, httpapi.Person, operation("getSuggestions", http.MethodGet, "/pieces/suggestions", "Texts typed before", ""), h.suggestions)
	httpapi.Register(a, httpapi.Optional, operation("getPiece", http.MethodGet, "/pieces/{id}", "Read a piece",
		"A piece that the caller may not see is answered like one that isn't there.", fails(http.StatusNotFound)), h.get)
	httpapi.Register(a, httpapi.Person, operation("deletePiece", http.MethodDelete, "/pieces/{id}", "Delete an own piece",
		"Its ticket, photo and artworks go with it.", fails(http.StatusForbidden, http.StatusNotFound)), h.delete)
	httpapi.Register(a, httpapi.Optional, operation("getTicketFile", http.MethodGet, "/pieces/{id}/ticket/{file}", "One file of a ticket",
		"Seen by whoever may see the piece.", images(piece.FileTypes()...), cached, fails(http.StatusNotFound), tagged("tickets")), h.file)
	httpapi.Register(a, httpapi.Person, operation("previewTicket", http.MethodPost, "/tickets/preview", "Draw a ticket in the making",
		"The image is what would be saved, at the asked width. Nothing is stored.", images("image/webp"), bounded, tagged("tickets")), h.preview)
}

type handlers struct{ pieces *piece.Service }

func operation(id, method, path, summary, description string, more ...func(*huma.Operation)) huma.Operation {
	o := huma.Operation{
		OperationID: id, Method: method, Path: httpapi.Prefix + path,
		Summary: summary, Description: description, Tags: []string{"pieces"},
	}
	for _, m := range more {
		m(&o)
	}
	return o
}

func created(o *huma.Operation) { o.DefaultStatus = http.StatusCreated }

// maxBody is far more than the longest piece takes, in bytes.
const maxBody = 64 << 10

func bounded(o *huma.Operation) { o.MaxBodyBytes = maxBody }

func tagged(tag string) func(*huma.Operation) {
	return func(o *huma.Operation) { o.Tags = []string{tag} }
}

// images describes an answer of bytes.
func images(types ...string) func(*huma.Operation) {
	return func(o *huma.Operation) {
		content := map[string]*huma.MediaType{}
		for _, t := range types {
			content[t] = &huma.MediaType{Schema: &huma.Schema{Type: huma.TypeString, Format: "binary"}}
		}
		o.Responses = map[string]*huma.Response{"200": {Description: http.StatusText(http.StatusOK), Content: content}}
	}
}

// cached describes that the caller may have the bytes already.
func cached(o *huma.Operation) {
	o.Responses["304"] = &huma.Response{Description: "The caller has the file already."}
}

// fails lists the statuses of errors beside those that any operation may answer.
func fails(codes ...int) func(*huma.Operation) {
	return func(o *huma.Operation) { o.Errors = codes }
}

// empty is an answer without a body.
type empty struct{}

// idPath names a piece. Anything that isn't an id is simply not there.
type idPath struct {
	ID string `path:"id" doc:"Id of a piece."`
}
