package recordhttp

import (
	"fmt"
	"time"

	"github.com/danielgtaylor/huma/v2"

	"piece/internal/piece/record"
	"piece/internal/platform/httpapi"
)

// NewRecord is what a person writes.
type NewRecord struct {
	Text    string           `json:"text" doc:"The text, with its line breaks." example:"커튼콜이 끝나고도 한참을 앉아 있었다.\n\n다음엔 1층에서 보고 싶다."`
	Photos  []NewRecordPhoto `json:"photos" nullable:"false" doc:"The photos in the order in which they are shown."`
	Version int              `json:"version" minimum:"0" doc:"The version that was read and is written over; 0 for a record that was never written." example:"3"`
}

// NewRecordPhoto puts a photo into a record.
type NewRecordPhoto struct {
	PhotoID string `json:"photoId" maxLength:"64" doc:"Id of an own, completed upload that nothing else uses."`
	Caption string `json:"caption,omitempty" doc:"What the photo shows." example:"막이 오르기 전"`
}

// Record is the long text and the photos behind a piece.
type Record struct {
	Text      string        `json:"text" doc:"The text, with its line breaks; empty when there is none."`
	Photos    []RecordPhoto `json:"photos" nullable:"false" doc:"The photos in the order in which they are shown."`
	Version   int           `json:"version" minimum:"0" doc:"Grows with every save, which names the version that it writes over; 0 for a record that was never written."`
	UpdatedAt *time.Time    `json:"updatedAt,omitempty" doc:"When it was written last; absent when it never was."`
}

// RecordPhoto is a photo of a record.
type RecordPhoto struct {
	PhotoID string `json:"photoId"`
	Caption string `json:"caption" doc:"What the photo shows; empty when not told."`
	Width   int    `json:"width" minimum:"1" doc:"Width of the large file in pixels; the small one has the same shape." example:"1600"`
	Height  int    `json:"height" minimum:"1" doc:"Height of the large file in pixels." example:"2400"`
	Color   string `json:"color" doc:"Mean colour, to show while the photo loads." example:"#6b4f3a"`
	Small   string `json:"small" format:"uri-reference"`
	Large   string `json:"large" format:"uri-reference"`
}

// The limits of the description come from the rules of the domain, so that the editor that
// is made from it can't drift away from them (defect D07).

// TransformSchema implements huma.SchemaTransformer.
func (NewRecord) TransformSchema(_ huma.Registry, s *huma.Schema) *huma.Schema {
	httpapi.LimitText(s, "text", record.TextRule)
	s.Properties["photos"].MaxItems = new(record.MaxPhotos)
	return s
}

// TransformSchema implements huma.SchemaTransformer.
func (NewRecordPhoto) TransformSchema(_ huma.Registry, s *huma.Schema) *huma.Schema {
	httpapi.LimitText(s, "caption", record.CaptionRule)
	return s
}

// TransformSchema implements huma.SchemaTransformer.
func (Record) TransformSchema(_ huma.Registry, s *huma.Schema) *huma.Schema {
	httpapi.LimitText(s, "text", record.TextRule)
	s.Properties["photos"].MaxItems = new(record.MaxPhotos)
	return s
}

// TransformSchema implements huma.SchemaTransformer.
func (RecordPhoto) TransformSchema(_ huma.Registry, s *huma.Schema) *huma.Schema {
	httpapi.LimitText(s, "caption", record.CaptionRule)
	most := float64(record.LargeSide)
	s.Properties["width"].Maximum, s.Properties["height"].Maximum = &most, &most
	for name, side := range map[string]int{"small": record.SmallSide, "large": record.LargeSide} {
		s.Properties[name].Description = fmt.Sprintf("The photo with a longest side of at most %d pixels, JPEG.", side)
	}
	return s
}
