// Package mediahttp is the API of photos. It only translates; what is allowed is decided
// in package media.
package mediahttp

import (
	"net/http"

	"github.com/danielgtaylor/huma/v2"

	"piece/internal/media"
	"piece/internal/platform/httpapi"
)

type handlers struct{ media *media.Service }

const maxBody = 4 << 10 // bytes; requests hold no picture

// Register adds the operations.
func Register(a *httpapi.API, s *media.Service) {
	h := handlers{media: s}
	httpapi.Register(a, httpapi.Person, operation("grantUpload", http.MethodPost, "/media/uploads", "Ask for the upload of a photo",
		"The answer says where to send the bytes. It is for one file of the announced type and size and ends in ten minutes.",
		func(o *huma.Operation) {
			o.DefaultStatus, o.MaxBodyBytes = http.StatusCreated, maxBody
		}), h.grant)
	httpapi.Register(a, httpapi.Person, operation("completeUpload", http.MethodPost, "/media/uploads/{id}/complete", "Have an uploaded photo checked",
		"Decodes the photo, turns it upright and strips it of everything but its pixels. Again, it gives the same photo. A refused one is told at body.photo with too_large, not_picture, damaged, heic, unsupported or mismatch, and the upload is over; 409 upload_incomplete while the bytes aren't there.",
		func(o *huma.Operation) {
			o.Errors = append(o.Errors, http.StatusNotFound, http.StatusConflict)
		}), h.complete)
	httpapi.Register(a, httpapi.Person, operation("getPhoto", http.MethodGet, "/media/{id}", "Read about an own photo", "", notFound), h.photo)
	httpapi.Register(a, httpapi.Person, operation("getPhotoImage", http.MethodGet, "/media/{id}/image", "An own photo's image", "", notFound, jpeg), h.image)
	httpapi.Register(a, httpapi.Person, operation("dropPhoto", http.MethodDelete, "/media/{id}", "Drop an own photo that no piece uses",
		"The tries at a back picture that were made for it go with it.", notFound,
		func(o *huma.Operation) {
			o.DefaultStatus = http.StatusNoContent
			o.Errors = append(o.Errors, http.StatusConflict)
		}), h.drop)
}

func operation(id, method, path, summary, description string, more ...func(*huma.Operation)) huma.Operation {
	o := huma.Operation{
		OperationID: id, Method: method, Path: httpapi.Prefix + path, Summary: summary, Description: description,
		Tags: []string{"media"},
	}
	for _, f := range more {
		f(&o)
	}
	return o
}

func notFound(o *huma.Operation) { o.Errors = append(o.Errors, http.StatusNotFound) }

// jpeg describes an answer that is a picture.
func jpeg(o *huma.Operation) {
	binary := &huma.Schema{Type: huma.TypeString, Format: "binary"}
	o.Responses = map[string]*huma.Response{
		"200": {Description: "The photo: upright, sRGB, without metadata.", Content: map[string]*huma.MediaType{media.ContentType: {Schema: binary}}},
		"304": {Description: "The caller has it already."},
	}
}
