package mediahttp

import (
	"time"

	"github.com/danielgtaylor/huma/v2"

	"piece/internal/media"
	"piece/internal/platform/httpapi"
)

// NewUpload announces a file.
type NewUpload struct {
	ContentType string `json:"contentType" maxLength:"64" doc:"Type of the file: image/jpeg, image/png or image/webp." example:"image/jpeg"`
	Size        int64  `json:"size" doc:"Size of the file in bytes." example:"3481022"`
}

// TransformSchema takes the limits from the rules of the domain.
func (NewUpload) TransformSchema(_ huma.Registry, s *huma.Schema) *huma.Schema {
	least, most := 1.0, float64(media.MaxBytes)
	s.Properties["size"].Minimum, s.Properties["size"].Maximum = &least, &most
	return s
}

// UploadGrant says where and how to send the announced file.
type UploadGrant struct {
	ID        string            `json:"id" doc:"Id of the upload, and of the photo that it becomes."`
	Method    string            `json:"method" doc:"HTTP method to send the bytes with." example:"PUT"`
	URL       string            `json:"url" doc:"Where to send the bytes: a path of this server, or an address of the object store."`
	Headers   map[string]string `json:"headers" doc:"Headers to send exactly so."`
	ExpiresAt time.Time         `json:"expiresAt" doc:"When the grant ends."`
}

// Photo is a verified photo.
type Photo struct {
	ID          string `json:"id" doc:"Id of the photo."`
	Width       int    `json:"width" doc:"Width of the upright photo in pixels." example:"1600"`
	Height      int    `json:"height" doc:"Height of the upright photo in pixels." example:"2400"`
	ContentType string `json:"contentType" doc:"Type of the image; always image/jpeg." example:"image/jpeg"`
	URL         string `json:"url" doc:"Where the image is, for its owner only. It never changes."`
	Color       string `json:"color" doc:"Mean colour, to show while the image loads." example:"#8a6f5b"`
}

func photoOf(p media.Photo) Photo {
	return Photo{
		ID: p.ID, Width: p.Width, Height: p.Height, ContentType: media.ContentType,
		URL: httpapi.Prefix + "/media/" + p.ID + "/image", Color: p.Color,
	}
}

type grantInput struct{ Body NewUpload }

type grantOutput struct{ Body UploadGrant }

type photoInput struct {
	ID string `path:"id" maxLength:"64" doc:"Id of the photo."`
}

// PosterCopy names the cake whose poster is wanted.
type PosterCopy struct {
	CakeID string `json:"cakeId" maxLength:"64" doc:"Id of a cake."`
}

type posterInput struct{ Body PosterCopy }

type photoOutput struct{ Body Photo }

type imageInput struct {
	ID     string `path:"id" maxLength:"64" doc:"Id of the photo."`
	IfNone string `header:"If-None-Match" doc:"The ETag that the caller has."`
}

type imageOutput struct {
	Status       int
	ContentType  string `header:"Content-Type"`
	CacheControl string `header:"Cache-Control"`
	ETag         string `header:"ETag"`
	Body         []byte
}
