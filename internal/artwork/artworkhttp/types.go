package artworkhttp

import (
	"encoding/base64"
	"time"

	"github.com/danielgtaylor/huma/v2"

	"piece/internal/artwork"
	"piece/internal/platform/httpapi"
)

// ArtworkCrop is the part of the photo that is the front of the ticket.
type ArtworkCrop struct {
	X      float64 `json:"x" doc:"Left edge, in parts of the width of the upright photo after it was turned." example:"0.1"`
	Y      float64 `json:"y" doc:"Top edge, in parts of the height." example:"0"`
	Width  float64 `json:"width" doc:"Width, in parts of the width. In pixels the rectangle is 7:10, within 1 %." example:"0.8"`
	Height float64 `json:"height" doc:"Height, in parts of the height." example:"1"`
	Turn   int     `json:"turn" doc:"Quarter turns clockwise, made before the rectangle is cut."`
}

// TransformSchema takes the limits from the rules of the domain.
func (ArtworkCrop) TransformSchema(_ huma.Registry, s *huma.Schema) *huma.Schema {
	span := func(name string, high float64) {
		low := 0.0
		s.Properties[name].Minimum, s.Properties[name].Maximum = &low, &high
	}
	for _, name := range []string{"x", "y", "width", "height"} {
		span(name, 1)
	}
	span("turn", artwork.MaxTurn)
	return s
}

// NewArtwork is what a back picture is painted from.
type NewArtwork struct {
	PhotoID  string      `json:"photoId" maxLength:"64" doc:"Id of an own, checked photo."`
	Crop     ArtworkCrop `json:"crop" doc:"The part of the photo that is the front; its colours steer the picture."`
	Kind     string      `json:"kind" doc:"What was seen." example:"concert"`
	Genre    string      `json:"genre,omitempty" doc:"The genre; absent when not told." example:"music"`
	Style    string      `json:"style,omitempty" doc:"The way to paint; oil when absent." example:"watercolour"`
	Provider string      `json:"provider,omitempty" doc:"Who is to paint: local, the program itself, or ai, a generative model that the photo is sent to; local when absent." example:"local"`
	Again    bool        `json:"again,omitempty" doc:"Whether a further try is wanted when there is one of the same."`
}

// TransformSchema takes the lists from the rules of the domain.
func (NewArtwork) TransformSchema(_ huma.Registry, s *huma.Schema) *huma.Schema {
	s.Properties["kind"].Enum = anys(artwork.Kinds())
	s.Properties["genre"].Enum = anys(artwork.Genres())
	s.Properties["style"].Enum = anys(artwork.Styles())
	s.Properties["provider"].Enum = anys(artwork.Providers())
	return s
}

// Artwork is one try at a back picture.
type Artwork struct {
	ID        string          `json:"id" doc:"Id of the try."`
	PhotoID   string          `json:"photoId" doc:"Id of the photo it is painted from."`
	State     string          `json:"state" doc:"asked: waits for its turn; running: is being painted; done: has a picture; failed: has a reason; canceled: was called off."`
	Ahead     *int            `json:"ahead,omitempty" minimum:"0" doc:"How many tries come before it, while it is asked; 1000 stands for more."`
	Progress  float64         `json:"progress" minimum:"0" maximum:"1" doc:"How much is painted, 0 to 1."`
	Provider  string          `json:"provider" doc:"Who paints it: local, the program itself; ai, a generative model; adopted: the person brought it along." example:"local"`
	Style     string          `json:"style" doc:"The way it is painted." example:"oil"`
	Model     string          `json:"model,omitempty" doc:"Which model painted it, when it is done by ai."`
	Sketch    string          `json:"sketch,omitempty" doc:"What it looks like so far, while it is running: a small square picture as a data: address."`
	Scene     string          `json:"scene,omitempty" doc:"What was painted, in the painter's words." example:"sea"`
	ImageURL  string          `json:"imageUrl,omitempty" doc:"Where the picture is, when it is done. It never changes."`
	CreatedAt time.Time       `json:"createdAt" doc:"When it was asked for."`
	Failure   *ArtworkFailure `json:"failure,omitempty" doc:"Why it failed."`
}

// TransformSchema takes the list from the rules of the domain.
func (Artwork) TransformSchema(_ huma.Registry, s *huma.Schema) *huma.Schema {
	s.Properties["state"].Enum = anys(artwork.States())
	s.Properties["style"].Enum = anys(artwork.Styles())
	s.Properties["provider"].Enum = anys(append(artwork.Providers(), artwork.Adopted))
	return s
}

// ArtworkFailure says why a try failed.
type ArtworkFailure struct {
	Code    string `json:"code" doc:"Stable name of the reason." example:"unavailable"`
	Message string `json:"message" doc:"What to tell the person, in the language of the request."`
}

// TransformSchema takes the list from the rules of the domain.
func (ArtworkFailure) TransformSchema(_ huma.Registry, s *huma.Schema) *huma.Schema {
	s.Properties["code"].Enum = anys(artwork.FailureCodes())
	return s
}

// ArtworkList is the tries on one photo.
type ArtworkList struct {
	Items []Artwork `json:"items" nullable:"false" doc:"The tries, oldest first."`
}

func anys[T ~string](list []T) []any {
	values := make([]any, len(list))
	for i, v := range list {
		values[i] = string(v)
	}
	return values
}

func artworkOf(a artwork.Artwork, lang string) Artwork {
	out := Artwork{
		ID: a.ID, PhotoID: a.PhotoID, State: string(a.State), Progress: a.Progress, Provider: string(a.Provider), Style: a.Style, Model: a.Model,
		Scene: a.Scene, CreatedAt: a.CreatedAt,
	}
	switch a.State {
	case artwork.Running:
		if len(a.Sketch) > 0 {
			out.Sketch = "data:" + artwork.ContentType + ";base64," + base64.StdEncoding.EncodeToString(a.Sketch)
		}
	case artwork.Done:
		out.ImageURL = httpapi.Prefix + "/artworks/" + a.ID + "/image"
	case artwork.Failed:
		out.Failure = &ArtworkFailure{Code: string(a.Failure), Message: a.Failure.Text().In(lang)}
	}
	return out
}

type askInput struct{ Body NewArtwork }

type artworkOutput struct{ Body Artwork }

type listInput struct {
	PhotoID string `query:"photoId" required:"true" maxLength:"64" doc:"Id of an own photo."`
}

type listOutput struct{ Body ArtworkList }

type getInput struct {
	ID   string `path:"id" maxLength:"64" doc:"Id of the try."`
	Wait int    `query:"wait" minimum:"0" maximum:"10" doc:"Seconds to hold the answer until the try changes."`
}

type cancelInput struct {
	ID string `path:"id" maxLength:"64" doc:"Id of the try."`
}

type imageInput struct {
	ID     string `path:"id" maxLength:"64" doc:"Id of the try."`
	IfNone string `header:"If-None-Match" doc:"The ETag that the caller has."`
}

type imageOutput struct {
	Status       int
	ContentType  string `header:"Content-Type"`
	CacheControl string `header:"Cache-Control" doc:"An own picture may be kept for good; somebody else's is asked for again each time, because its piece may be made private."`
	ETag         string `header:"ETag"`
	Body         []byte
}
