// Package artworkhttp is the API of back pictures. It only translates; what is allowed is
// decided in package artwork.
package artworkhttp

import (
	"net/http"

	"github.com/danielgtaylor/huma/v2"

	"piece/internal/artwork"
	"piece/internal/platform/httpapi"
)

type handlers struct{ artworks *artwork.Service }

const maxBody = 4 << 10 // bytes

// Register adds the operations.
func Register(a *httpapi.API, s *artwork.Service) {
	h := handlers{artworks: s}
	httpapi.Register(a, httpapi.Person, operation("askArtwork", http.MethodPost, "/artworks", "Ask for a back picture",
		"Gives the try of the same photo, crop, kind and genre that exists and hasn't failed; with again, always a new one. 409 artwork_tries when the photo has 12, 429 artwork_quota after 100 in a day.",
		func(o *huma.Operation) {
			o.DefaultStatus, o.MaxBodyBytes = http.StatusAccepted, maxBody
			o.Errors = append(o.Errors, http.StatusConflict)
		}), h.ask)
	httpapi.Register(a, httpapi.Person, operation("listArtworks", http.MethodGet, "/artworks", "The tries on an own photo",
		"Oldest first. None for a photo that isn't the caller's."), h.list)
	httpapi.Register(a, httpapi.Person, operation("getArtwork", http.MethodGet, "/artworks/{id}", "Read an own try",
		"With wait, the answer is held until the try changes, is done or failed, or the time is over.", notFound), h.get)
	httpapi.Register(a, httpapi.Optional, operation("getArtworkImage", http.MethodGet, "/artworks/{id}/image", "The picture of a try that is done",
		"Seen by its owner, and by whoever may see a piece that uses it.", notFound, webp), h.image)
}

func operation(id, method, path, summary, description string, more ...func(*huma.Operation)) huma.Operation {
	o := huma.Operation{
		OperationID: id, Method: method, Path: httpapi.Prefix + path, Summary: summary, Description: description,
		Tags: []string{"artworks"},
	}
	for _, f := range more {
		f(&o)
	}
	return o
}

func notFound(o *huma.Operation) { o.Errors = append(o.Errors, http.StatusNotFound) }

// webp describes an answer that is a picture.
func webp(o *huma.Operation) {
	binary := &huma.Schema{Type: huma.TypeString, Format: "binary"}
	o.Responses = map[string]*huma.Response{
		"200": {Description: "The picture, square.", Content: map[string]*huma.MediaType{artwork.ContentType: {Schema: binary}}},
		"304": {Description: "The caller has it already."},
	}
}
