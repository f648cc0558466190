// Package recordhttp is the API of records: operations, request and response types, and
// their translation from and to the domain. It decides nothing; limits in the description
// come from the rules of package record.
package recordhttp

import (
	"net/http"

	"piece/internal/piece/record"
	"piece/internal/platform/httpapi"
)

const tag = "records"

// Register adds the operations.
func Register(a *httpapi.API, s *record.Service) {
	h := handlers{records: s}
	httpapi.Register(a, httpapi.Optional, httpapi.Operation(tag, "getRecord", http.MethodGet, "/pieces/{id}/record", "Read the record of a piece",
		"Seen by whoever may see the piece. One that was never written is empty and has version 0.",
		httpapi.Fails(http.StatusNotFound)), h.get)
	httpapi.Register(a, httpapi.Person, httpapi.Operation(tag, "saveRecord", http.MethodPut, "/pieces/{id}/record", "Write the record of an own piece",
		"Writes it over the version that was read. 409 record_changed when another version is stored that says something else; the same save sent again gets the first answer again. Each photo is an own, completed upload that is used once: one that is used elsewhere, or twice here, is 409 photo_used at its field. Photos that are left out are seen no more; for a day their owner can put them back.",
		httpapi.Takes(maxBody()), httpapi.Fails(http.StatusForbidden, http.StatusNotFound, http.StatusConflict)), h.save)
	httpapi.Register(a, httpapi.Optional, httpapi.Operation(tag, "getRecordPhoto", http.MethodGet, "/pieces/{id}/record/photos/{photoId}/{file}", "One file of a photo of a record",
		"Seen by whoever may see the piece.", httpapi.GivesOnce("The photo: upright, sRGB, without metadata.", record.FileType), httpapi.Fails(http.StatusNotFound)), h.file)
}

type handlers struct{ records *record.Service }

// maxBody is what the longest record takes in bytes, with all of it escaped.
func maxBody() int64 {
	const escaped, rest = 12, 256 // bytes of a code point; of a photo besides its caption
	return int64(escaped*record.TextRule.MaxRunes() + record.MaxPhotos*(escaped*record.CaptionRule.MaxRunes()+rest) + 4<<10)
}
