// Package piecehttp is the API of pieces: operations, request and response types, and
// their translation from and to the domain. It decides nothing; limits in the description
// come from the rules of package piece.
package piecehttp

import (
	"net/http"

	"piece/internal/piece"
	"piece/internal/platform/httpapi"
)

// Register adds the operations.
func Register(a *httpapi.API, s *piece.Service) {
	h := handlers{pieces: s}
	registerHiding(a, h)
	httpapi.Register(a, httpapi.Person, httpapi.Operation("pieces", "createPiece", http.MethodPost, "/pieces", "Make a piece",
		"Draws the ticket and stores the piece with it. The same request sent again under the same Idempotency-Key gets the first answer again.",
		httpapi.Answers(http.StatusCreated), httpapi.Takes(maxBody), httpapi.Fails(http.StatusConflict)), h.create)
	httpapi.Register(a, httpapi.Optional, httpapi.Operation("pieces", "listPieces", http.MethodGet, "/pieces", "List and search pieces", listDoc), h.list)
	httpapi.Register(a, httpapi.Person, httpapi.Operation("pieces", "getCalendar", http.MethodGet, "/pieces/calendar", "One month of the caller's pieces", ""), h.calendar)
	httpapi.Register(a, httpapi.Person, httpapi.Operation("pieces", "getSummary", http.MethodGet, "/pieces/summary", "Count the caller's pieces", ""), h.summary)
	httpapi.Register(a, httpapi.Person, httpapi.Operation("pieces", "getSuggestions", http.MethodGet, "/pieces/suggestions", "Texts typed before", ""), h.suggestions)
	httpapi.Register(a, httpapi.Person, httpapi.Operation("pieces", "getMemories", http.MethodGet, "/pieces/memories", "What the caller saw on this day, years ago", memoriesDoc), h.memories)
	httpapi.Register(a, httpapi.Person, httpapi.Operation("pieces", "listAttendances", http.MethodGet, "/pieces/attendances", "What the caller has seen, to be counted", attendancesDoc), h.attendances)
	httpapi.Register(a, httpapi.Public, httpapi.Operation("pieces", "getCakeRatings", http.MethodGet, "/pieces/ratings", "What everybody thinks of a cake", ratingsDoc), h.ratings)
	httpapi.Register(a, httpapi.Public, httpapi.Operation("pieces", "listActivity", http.MethodGet, "/pieces/activity", "How many public pieces were made, by day and cake", activityDoc), h.activity)
	httpapi.Register(a, httpapi.Person, httpapi.Operation("tickets", "printPieces", http.MethodGet, "/pieces/print", "Print pieces on one A4 sheet",
		"Fronts on one page, backs on the next for printing on both sides, with bleed and crop marks, as an attachment. Of pieces that the caller may see.",
		httpapi.Gives("The sheet.", "application/pdf"), httpapi.Fails(http.StatusNotFound)), h.print)
	httpapi.Register(a, httpapi.Optional, httpapi.Operation("pieces", "getPiece", http.MethodGet, "/pieces/{id}", "Read a piece",
		"A piece that the caller may not see is answered like one that isn't there.", httpapi.Fails(http.StatusNotFound)), h.get)
	httpapi.Register(a, httpapi.Person, httpapi.Operation("pieces", "editPiece", http.MethodPut, "/pieces/{id}", "Edit an own piece", editDoc,
		httpapi.Takes(maxBody), httpapi.Fails(http.StatusForbidden, http.StatusNotFound, http.StatusConflict)), h.edit)
	httpapi.Register(a, httpapi.Person, httpapi.Operation("pieces", "patchPiece", http.MethodPatch, "/pieces/{id}", "Switch an own piece: who sees it, whether to be reminded", patchDoc,
		httpapi.Fails(http.StatusForbidden, http.StatusNotFound)), h.patch)
	httpapi.Register(a, httpapi.Person, httpapi.Operation("pieces", "deletePiece", http.MethodDelete, "/pieces/{id}", "Delete an own piece",
		"Its ticket, its record, its photos and artworks go with it.", httpapi.Fails(http.StatusForbidden, http.StatusNotFound)), h.delete)
	httpapi.Register(a, httpapi.Person, httpapi.Operation("pieces", "heartPiece", http.MethodPut, "/pieces/{id}/heart", "Keep a piece in the list of hearts",
		"Again is fine.", httpapi.Fails(http.StatusNotFound)), h.heart)
	httpapi.Register(a, httpapi.Person, httpapi.Operation("pieces", "unheartPiece", http.MethodDelete, "/pieces/{id}/heart", "Take a piece out of the list of hearts",
		"Again is fine. A piece that became private is answered like one that isn't there.", httpapi.Fails(http.StatusNotFound)), h.unheart)
	httpapi.Register(a, httpapi.Optional, httpapi.Operation("tickets", "getTicketFile", http.MethodGet, "/pieces/{id}/ticket/{file}", "One file of a ticket",
		"Seen by whoever may see the piece.", httpapi.GivesOnce("The file.", piece.FileTypes()...), httpapi.Fails(http.StatusNotFound)), h.file)
	httpapi.Register(a, httpapi.Person, httpapi.Operation("tickets", "previewTicket", http.MethodPost, "/tickets/preview", "Draw a ticket in the making",
		"The image is what would be saved, at the asked width. Nothing is stored.", httpapi.Gives("The image.", "image/webp"), httpapi.Takes(maxBody)), h.preview)
}

type handlers struct{ pieces *piece.Service }

// maxBody is far more than the longest piece takes, in bytes.
const maxBody = 64 << 10

// empty is an answer without a body.
type empty struct{}

// idPath names a piece. Anything that isn't an id is simply not there.
type idPath struct {
	ID string `path:"id" doc:"Id of a piece."`
}
