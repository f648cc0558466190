package accounthttp

import (
	"context"
	"net/http"

	"github.com/danielgtaylor/huma/v2"

	"piece/internal/account"
	"piece/internal/platform/auth"
	"piece/internal/platform/httpapi"
)

func (h *handlers) registerPicture(a *httpapi.API) {
	httpapi.Register(a, httpapi.Person, httpapi.Operation("account", "setPicture", http.MethodPut, "/me/picture",
		"Make a photo the own picture", "The photo is an own, completed upload. Everybody sees the picture. Too many new ones get 429.",
		httpapi.Takes(maxBody)), h.setPicture)
	httpapi.Register(a, httpapi.Person, httpapi.Operation("account", "dropPicture", http.MethodDelete, "/me/picture",
		"Take the own picture away", "Again is fine.", httpapi.Answers(http.StatusOK)), h.dropPicture)
	httpapi.Register(a, httpapi.Public, httpapi.Operation("account", "getPicture", http.MethodGet, "/people/{id}/picture/{revision}/{file}",
		"Get the picture of a person", "An address never shows another picture; it is 404 when the person has another one by now.",
		httpapi.Fails(404), httpapi.GivesOnce("The picture, square.", "image/webp")), h.picture)
}

// SquareCrop is the part of a photo that becomes the picture of a person.
type SquareCrop struct {
	X      float64 `json:"x" minimum:"0" maximum:"1" doc:"Left edge, in parts of the width of the upright photo after it was turned." example:"0.1"`
	Y      float64 `json:"y" minimum:"0" maximum:"1" doc:"Top edge, in parts of the height." example:"0"`
	Width  float64 `json:"width" minimum:"0" maximum:"1" doc:"Width, in parts of the width. In pixels it is a square, within 1 %." example:"0.8"`
	Height float64 `json:"height" minimum:"0" maximum:"1" doc:"Height, in parts of the height." example:"0.6"`
	Turn   int     `json:"turn" minimum:"0" maximum:"3" doc:"Quarter turns clockwise before the square is cut."`
}

// NewPortrait is what the picture of a person is made of.
type NewPortrait struct {
	PhotoID string     `json:"photoId" maxLength:"64" doc:"Id of an own, completed upload."`
	Crop    SquareCrop `json:"crop"`
}

func (n *NewPortrait) crop() account.Crop { return account.Crop(n.Crop) }

// Resolve implements huma.Resolver.
func (n *NewPortrait) Resolve(huma.Context) []error { return broken(n.crop().Check()) }

func (h *handlers) setPicture(ctx context.Context, in *struct{ Body NewPortrait }) (*meOutput, error) {
	p, err := h.service.SetPicture(ctx, auth.Person(ctx), in.Body.PhotoID, in.Body.crop())
	if err != nil {
		return nil, err
	}
	return h.asSigned(ctx, p), nil
}

func (h *handlers) dropPicture(ctx context.Context, _ *struct{}) (*meOutput, error) {
	p, err := h.service.DropPicture(ctx, auth.Person(ctx))
	if err != nil {
		return nil, err
	}
	return h.asSigned(ctx, p), nil
}

// keepPublic is for a picture that everybody may see, under an address that never shows another.
const keepPublic = "public, max-age=31536000, immutable"

type pictureOutput struct {
	Status       int
	ContentType  string `header:"Content-Type"`
	CacheControl string `header:"Cache-Control"`
	ETag         string `header:"ETag"`
	Policy       string `header:"Cross-Origin-Resource-Policy" doc:"Pages elsewhere may show the picture."`
	Body         []byte
}

func (h *handlers) picture(ctx context.Context, in *struct {
	ID       string `path:"id" maxLength:"64" doc:"Id of the person."`
	Revision string `path:"revision" maxLength:"64" doc:"Which picture."`
	File     string `path:"file" maxLength:"64" doc:"small.webp: 160 pixels, large.webp: up to 640 pixels."`
	IfNone   string `header:"If-None-Match" doc:"The ETag of the file that the caller has."`
}) (*pictureOutput, error) {
	out := &pictureOutput{Status: http.StatusOK, ContentType: "image/webp", CacheControl: keepPublic, ETag: `"` + in.Revision + "-" + in.File + `"`, Policy: "cross-origin"}
	data, err := h.service.Picture(ctx, in.ID, in.Revision, in.File)
	if err != nil {
		return nil, err
	}
	if httpapi.HasTag(in.IfNone, out.ETag) {
		out.Status, out.ContentType = http.StatusNotModified, ""
		return out, nil
	}
	out.Body = data
	return out, nil
}
