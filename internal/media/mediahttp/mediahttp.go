// Package mediahttp is the API of photos. It only translates; what is allowed is decided
// in package media.
package mediahttp

import (
	"net/http"

	"piece/internal/media"
	"piece/internal/platform/httpapi"
)

type handlers struct{ media *media.Service }

const (
	tag     = "media"
	maxBody = 4 << 10 // bytes; requests hold no picture
)

// Register adds the operations.
func Register(a *httpapi.API, s *media.Service) {
	h := handlers{media: s}
	httpapi.Register(a, httpapi.Person, httpapi.Operation(tag, "grantUpload", http.MethodPost, "/media/uploads", "Ask for the upload of a photo",
		"The answer says where to send the bytes. It is for one file of the announced type and size and ends in ten minutes.",
		httpapi.Answers(http.StatusCreated), httpapi.Takes(maxBody)), h.grant)
	httpapi.Register(a, httpapi.Person, httpapi.Operation(tag, "completeUpload", http.MethodPost, "/media/uploads/{id}/complete", "Have an uploaded photo checked",
		"Decodes the photo, turns it upright and strips it of everything but its pixels. Again, it gives the same photo. A refused one is told at body.photo with too_large, not_picture, damaged, heic, unsupported or mismatch, and the upload is over; 409 upload_incomplete while the bytes aren't there.",
		httpapi.Fails(http.StatusNotFound, http.StatusConflict)), h.complete)
	httpapi.Register(a, httpapi.Person, httpapi.Operation(tag, "copyPoster", http.MethodPost, "/media/posters", "Make an own photo of a cake's poster",
		"The photo is as any that was uploaded: it counts against the same limit, is dropped after a week unless a piece is made of it, and stays as it is when the cake gets another poster.",
		httpapi.Answers(http.StatusCreated), httpapi.Fails(http.StatusNotFound), httpapi.Takes(maxBody)), h.copyPoster)
	httpapi.Register(a, httpapi.Person, httpapi.Operation(tag, "getPhoto", http.MethodGet, "/media/{id}", "Read about an own photo", "",
		httpapi.Fails(http.StatusNotFound)), h.photo)
	httpapi.Register(a, httpapi.Person, httpapi.Operation(tag, "getPhotoImage", http.MethodGet, "/media/{id}/image", "An own photo's image", "",
		httpapi.Fails(http.StatusNotFound), httpapi.GivesOnce("The photo: upright, sRGB, without metadata.", media.ContentType)), h.image)
	httpapi.Register(a, httpapi.Person, httpapi.Operation(tag, "dropPhoto", http.MethodDelete, "/media/{id}", "Drop an own photo that no piece uses",
		"The tries at a back picture that were made for it go with it.",
		httpapi.Answers(http.StatusNoContent), httpapi.Fails(http.StatusNotFound, http.StatusConflict)), h.drop)
}
