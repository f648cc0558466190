// Package artworkhttp is the API of back pictures. It only translates; what is allowed is
// decided in package artwork.
package artworkhttp

import (
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
		"Gives the try of the same photo, crop, kind and genre that exists and hasn't failed; with again, always a new one. 409 artwork_tries when the photo has 12, 429 artwork_quota after 100 in a day.",
		httpapi.Answers(http.StatusAccepted), httpapi.Takes(maxBody), httpapi.Fails(http.StatusConflict)), h.ask)
	httpapi.Register(a, httpapi.Person, httpapi.Operation(tag, "listArtworks", http.MethodGet, "/artworks", "The tries on an own photo",
		"Oldest first. None for a photo that isn't the caller's."), h.list)
	httpapi.Register(a, httpapi.Person, httpapi.Operation(tag, "getArtwork", http.MethodGet, "/artworks/{id}", "Read an own try",
		"With wait, the answer is held until the try changes, is done or failed, or the time is over.", httpapi.Fails(http.StatusNotFound)), h.get)
	httpapi.Register(a, httpapi.Optional, httpapi.Operation(tag, "getArtworkImage", http.MethodGet, "/artworks/{id}/image", "The picture of a try that is done",
		"Seen by its owner, and by whoever may see a piece that uses it.", httpapi.Fails(http.StatusNotFound), httpapi.GivesOnce("The picture, square.", artwork.ContentType)), h.image)
}
