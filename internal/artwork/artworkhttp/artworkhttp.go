// Package artworkhttp is the API of back pictures. It only translates; what is allowed is
// decided in package artwork.
package artworkhttp

import (
	"fmt"
	"net/http"

	"piece/internal/artwork"
	"piece/internal/platform/httpapi"
)

type handlers struct{ artworks *artwork.Service }

const (
	tag     = "artworks"
	maxBody = 4 << 10 // bytes
)

// Register adds the operations.
func Register(a *httpapi.API, s *artwork.Service) {
	h := handlers{artworks: s}
	httpapi.Register(a, httpapi.Person, httpapi.Operation(tag, "askArtwork", http.MethodPost, "/artworks", "Ask for a back picture",
		fmt.Sprintf("Gives the try of the same photo, crop, kind, genre, style and provider that exists and came to something; with again, always a new one. 409 artwork_tries when the photo has %d, 429 artwork_quota after %d in a day. "+
			"A picture by the provider ai may be asked for by who agreed to it (403 ai_consent), a number of times in a day (429 ai_quota, with Retry-After), where there is one (503 ai_off) that has money left (503 ai_budget).", artwork.MaxTries, artwork.DailyQuota),
		httpapi.Answers(http.StatusAccepted), httpapi.Takes(maxBody), httpapi.Fails(http.StatusForbidden, http.StatusConflict)), h.ask)
	httpapi.Register(a, httpapi.Person, httpapi.Operation(tag, "listArtworks", http.MethodGet, "/artworks", "The tries on an own photo",
		"Oldest first. None for a photo that isn't the caller's."), h.list)
	httpapi.Register(a, httpapi.Person, httpapi.Operation(tag, "getArtwork", http.MethodGet, "/artworks/{id}", "Read an own try",
		"With wait, the answer is held until the try changes, is settled, or the time is over.", httpapi.Fails(http.StatusNotFound)), h.get)
	httpapi.Register(a, httpapi.Person, httpapi.Operation(tag, "cancelArtwork", http.MethodDelete, "/artworks/{id}", "Call an own try off",
		"Also while it is painted; what a model was asked for stays counted. Calling off again is fine. 409 artwork_done when it is done.", httpapi.Fails(http.StatusNotFound, http.StatusConflict)), h.cancel)
	httpapi.Register(a, httpapi.Optional, httpapi.Operation(tag, "getArtworkImage", http.MethodGet, "/artworks/{id}/image", "The picture of a try that is done",
		"Seen by its owner, and by whoever may see a piece that uses it.", httpapi.Fails(http.StatusNotFound), httpapi.GivesOnce("The picture, square.", artwork.ContentType)), h.image)
}
