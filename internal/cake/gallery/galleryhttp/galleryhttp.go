// Package galleryhttp is the API of the pictures of cakes. It only translates; what is shown
// is decided in package gallery.
package galleryhttp

import (
	"context"
	"net/http"
	"strconv"

	"piece/internal/cake/gallery"
	"piece/internal/platform/httpapi"
)

type handlers struct{ gallery *gallery.Service }

const tag = "cakes"

// Register adds the operations.
func Register(a *httpapi.API, s *gallery.Service) {
	h := handlers{gallery: s}
	httpapi.Register(a, httpapi.Public, httpapi.Operation(tag, "getCakePoster", http.MethodGet, "/cakes/{id}/poster/{revision}/{file}", "A cake's poster",
		"Every cake has one: where there is none to be had, it is drawn from the facts. Another picture has another revision, so the current one may be kept for good; any other number answers the picture of now.",
		httpapi.Fails(http.StatusNotFound), httpapi.GivesOnce("The poster.", "image/webp", "image/jpeg")), h.poster)
	httpapi.Register(a, httpapi.Public, httpapi.Operation(tag, "getCakePortrait", http.MethodGet, "/cakes/portraits/{file}", "A portrait of somebody in a cake",
		"240 x 240 pixels. 404 until it was fetched from the source.",
		httpapi.Fails(http.StatusNotFound), httpapi.GivesOnce("The portrait.", "image/webp")), h.portrait)
}

// Poster is the address of a file of a cake's poster.
func Poster(cakeID string, revision int, file string) string {
	return httpapi.Prefix + "/cakes/" + cakeID + "/poster/" + strconv.Itoa(revision) + "/" + file
}

type posterInput struct {
	ID       string `path:"id" maxLength:"64" doc:"Id of a cake; one that was merged shows the poster of the cake it leads to."`
	Revision int    `path:"revision" minimum:"0" doc:"Revision of the poster, as the cake tells it."`
	File     string `path:"file" maxLength:"32" doc:"Which form: small.webp (480 pixels wide), large.webp (1000) or preview.jpg (1000)." example:"small.webp"`
	IfNone   string `header:"If-None-Match" doc:"The ETag that the caller has."`
}

type fileOutput struct {
	Status       int
	ContentType  string `header:"Content-Type"`
	CacheControl string `header:"Cache-Control"`
	ETag         string `header:"ETag"`
	Policy       string `header:"Cross-Origin-Resource-Policy" doc:"Pages elsewhere may show it."`
	Body         []byte
}

// What browsers and whatever stands between may do with pictures that everybody may see.
const (
	forGood = "public, max-age=31536000, immutable"
	forNow  = "public, max-age=60"
	forDays = "public, max-age=604800" // of what may change, but hardly ever does
)

func (h handlers) poster(ctx context.Context, in *posterInput) (*fileOutput, error) {
	f, err := h.gallery.File(ctx, in.ID, in.Revision, in.File)
	if err != nil {
		return nil, err
	}
	out := &fileOutput{Status: http.StatusOK, Policy: "cross-origin"}
	if httpapi.HasTag(in.IfNone, `"`+f.Tag+`"`) {
		out.Status = http.StatusNotModified
	} else {
		out.ContentType = f.ContentType
		if out.Body, err = f.Bytes(ctx); err != nil {
			return nil, err
		}
	}
	out.ETag, out.CacheControl = `"`+f.Tag+`"`, forNow
	if f.Lasting {
		out.CacheControl = forGood
	}
	return out, nil
}

type portraitInput struct {
	File   string `path:"file" maxLength:"64" doc:"Name of the portrait, as a cake's credits tell it."`
	IfNone string `header:"If-None-Match" doc:"The ETag that the caller has."`
}

func (h handlers) portrait(ctx context.Context, in *portraitInput) (*fileOutput, error) {
	p, err := h.gallery.Portrait(ctx, in.File)
	if err != nil {
		return nil, err
	}
	out := &fileOutput{Status: http.StatusOK, Policy: "cross-origin", ETag: `"` + p.Tag + `"`, CacheControl: forDays}
	if httpapi.HasTag(in.IfNone, out.ETag) {
		out.Status = http.StatusNotModified
		return out, nil
	}
	out.ContentType = "image/webp"
	out.Body, err = p.Bytes(ctx)
	return out, err
}
