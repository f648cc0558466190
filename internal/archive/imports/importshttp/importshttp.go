// Package importshttp is the API of imports. It only translates; what is allowed is decided in
// package imports.
package importshttp

import (
	"net/http"

	"piece/internal/archive/imports"
	"piece/internal/platform/httpapi"
)

type handlers struct{ imports *imports.Service }

const (
	tag     = "imports"
	maxBody = 256 << 10 // bytes; a mended row may have a long record
)

// Register adds the operations.
func Register(a *httpapi.API, s *imports.Service) {
	h := handlers{s}
	httpapi.Register(a, httpapi.Person, httpapi.Operation(tag, "createImport", http.MethodPost, "/imports", "Begin to import a file",
		"The answer says where to send the bytes: a CSV, or a ZIP from PIECE or Letterboxd. The grant is for one file of the announced size and ends in an hour. Then `/uploaded` is called.",
		httpapi.Answers(http.StatusCreated), httpapi.Fails(http.StatusConflict), httpapi.Takes(maxBody)), h.create)
	httpapi.Register(a, httpapi.Person, httpapi.Operation(tag, "listImports", http.MethodGet, "/imports", "The caller's imports",
		"The latest first, without the counts of their rows. They are forgotten after 30 days."), h.list)
	httpapi.Register(a, httpapi.Person, httpapi.Operation(tag, "getImport", http.MethodGet, "/imports/{id}", "An import as far as it has come", "",
		httpapi.Fails(http.StatusNotFound)), h.get)
	httpapi.Register(a, httpapi.Person, httpapi.Operation(tag, "readImport", http.MethodPost, "/imports/{id}/uploaded", "Have the uploaded file read",
		"In the background: the import is `reading`, and then `ready` or `refused` with the reason. Again is fine.",
		httpapi.Fails(http.StatusNotFound, http.StatusConflict)), h.uploaded)
	httpapi.Register(a, httpapi.Person, httpapi.Operation(tag, "listImportRows", http.MethodGet, "/imports/{id}/rows", "The rows of an import",
		"With what becomes of each, and why. Pages follow each other by `after`.",
		httpapi.Fails(http.StatusNotFound)), h.rows)
	httpapi.Register(a, httpapi.Person, httpapi.Operation(tag, "mendImportRow", http.MethodPatch, "/imports/{id}/rows/{n}", "Mend a row, leave it out, or take it all the same",
		"What is absent stays as it is; an empty text takes a field away. A row that is in already, or just coming in, is 409.",
		httpapi.Fails(http.StatusNotFound, http.StatusConflict), httpapi.Takes(maxBody)), h.mend)
	httpapi.Register(a, httpapi.Person, httpapi.Operation(tag, "planImport", http.MethodPut, "/imports/{id}/mapping", "Choose what the columns are, and what holds for all rows",
		"All rows that aren't in yet are looked at anew. 409 changed when another version is stored.",
		httpapi.Fails(http.StatusNotFound, http.StatusConflict), httpapi.Takes(maxBody)), h.plan)
	httpapi.Register(a, httpapi.Person, httpapi.Operation(tag, "startImport", http.MethodPost, "/imports/{id}/start", "Bring in all rows that are ready",
		"In the background; the import is `running`, then `done`. Rows that are mended later are started again in the same way. Nothing comes in twice.",
		httpapi.Fails(http.StatusNotFound, http.StatusConflict)), h.start)
	httpapi.Register(a, httpapi.Person, httpapi.Operation(tag, "dropImport", http.MethodDelete, "/imports/{id}", "Forget an import",
		"Its file and its rows go; the pieces that came in stay.",
		httpapi.Answers(http.StatusNoContent), httpapi.Fails(http.StatusNotFound)), h.drop)
}
