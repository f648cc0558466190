package chathttp

import (
	"github.com/danielgtaylor/huma/v2"

	"piece/internal/chat"
	"piece/internal/chat/wire"
	"piece/internal/platform/httpapi"
)

// The limits of the description come from the rules of the domain, so that the forms that are
// made from it can't drift away from them (defect D07).

func choices[T ~string](s *huma.Schema, list ...T) {
	for _, c := range list {
		s.Enum = append(s.Enum, string(c))
	}
}

// kind is a kind of rooms as a parameter.
type kind string

// Schema implements huma.SchemaProvider.
func (kind) Schema(huma.Registry) *huma.Schema {
	s := &huma.Schema{Type: huma.TypeString}
	choices(s, chat.Open, chat.Direct)
	return s
}

// emoji is an emoji as a parameter.
type emoji string

// Schema implements huma.SchemaProvider.
func (emoji) Schema(huma.Registry) *huma.Schema {
	return &huma.Schema{
		Type: huma.TypeString, MinLength: new(1), MaxLength: new(chat.EmojiRule.MaxRunes()),
		Extensions: map[string]any{"x-maxGraphemes": chat.EmojiRule.Max},
	}
}

// TransformSchema implements huma.SchemaTransformer.
func (RoomRow) TransformSchema(_ huma.Registry, s *huma.Schema) *huma.Schema {
	choices(s.Properties["kind"], chat.Open, chat.Direct)
	return s
}

// TransformSchema implements huma.SchemaTransformer.
func (Room) TransformSchema(_ huma.Registry, s *huma.Schema) *huma.Schema {
	choices(s.Properties["kind"], chat.Open, chat.Direct)
	choices(s.Properties["push"], chat.Pushes()...)
	return s
}

// TransformSchema implements huma.SchemaTransformer.
func (Membership) TransformSchema(_ huma.Registry, s *huma.Schema) *huma.Schema {
	choices(s.Properties["push"], chat.Pushes()...)
	return s
}

// NewMessage is a message to send.
type NewMessage struct{ wire.NewMessage }

// TransformSchema implements huma.SchemaTransformer.
func (NewMessage) TransformSchema(_ huma.Registry, s *huma.Schema) *huma.Schema {
	p := s.Properties["clientId"]
	p.MinLength, p.MaxLength, p.Pattern = new(chat.MinClientID), new(chat.MaxClientID), chat.ClientIDPattern
	httpapi.LimitText(s, "text", chat.TextRule)
	s.Properties["pictureIds"].MaxItems = new(chat.MaxPictures)
	s.Properties["mentions"].MaxItems = new(chat.MaxMentions)
	return s
}

// alsoOK describes that a message which was sent before is answered with 200.
func alsoOK(o *huma.Operation) {
	o.Responses = map[string]*huma.Response{"200": {
		Description: "The same send was stored before; this is what is stored.",
		Content:     map[string]*huma.MediaType{"application/json": {Schema: &huma.Schema{Ref: "#/components/schemas/Entry"}}},
	}, "201": {Description: "Stored."}}
}
