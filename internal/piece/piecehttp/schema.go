package piecehttp

import (
	"github.com/danielgtaylor/huma/v2"

	"piece/internal/craft/ticket"
	"piece/internal/piece"
	"piece/internal/platform/httpapi"
	"piece/internal/platform/textrule"
)

// The limits of the description come from the rules of the domain, so that the forms that
// are made from it can't drift away from them (defect D07).

// text sets the limits of a typed text.
func text(s *huma.Schema, name string, r textrule.Rule) { httpapi.LimitText(s, name, r) }

// choices sets the list that a value is one of.
func choices[T ~string](s *huma.Schema, name string, list []T) {
	p := s.Properties[name]
	for _, c := range list {
		p.Enum = append(p.Enum, string(c))
	}
}

// kind is a kind as a parameter.
type kind string

// Schema implements huma.SchemaProvider.
func (kind) Schema(huma.Registry) *huma.Schema {
	s := &huma.Schema{Type: huma.TypeString}
	for _, k := range piece.Kinds() {
		s.Enum = append(s.Enum, string(k))
	}
	return s
}

func span(s *huma.Schema, name string, low, high float64) {
	s.Properties[name].Minimum, s.Properties[name].Maximum = &low, &high
}

// TransformSchema implements huma.SchemaTransformer.
func (Crop) TransformSchema(_ huma.Registry, s *huma.Schema) *huma.Schema {
	for _, name := range []string{"x", "y", "width", "height"} {
		span(s, name, 0, 1)
	}
	span(s, "turn", 0, piece.MaxTurn)
	return s
}

func describeFacts(s *huma.Schema) {
	choices(s, "kind", piece.Kinds())
	choices(s, "genre", piece.Genres())
	text(s, "title", piece.TitleRule)
	text(s, "cast", piece.CastRule)
	text(s, "director", piece.DirectorRule)
	text(s, "venue", piece.VenueRule)
	text(s, "seat", piece.SeatRule)
	text(s, "companion", piece.CompanionRule)
	s.Properties["day"].Format = "date"
	s.Properties["time"].Pattern = `^([01][0-9]|2[0-3]):[0-5][0-9]$`
	span(s, "price", 0, piece.MaxPrice)
}

func describeChoices(s *huma.Schema) {
	span(s, "halfStars", piece.MinHalfStars, piece.MaxHalfStars)
	text(s, "review", piece.ReviewRule)
	choices(s, "visibility", piece.Visibilities())
	choices(s, "shape", ticket.Shapes())
	choices(s, "paper", ticket.Papers())
	span(s, "cover", 1, piece.MaxCover)
}

// TransformSchema implements huma.SchemaTransformer.
func (NewPiece) TransformSchema(_ huma.Registry, s *huma.Schema) *huma.Schema {
	describeFacts(s)
	describeChoices(s)
	return s
}

// TransformSchema implements huma.SchemaTransformer.
func (Piece) TransformSchema(_ huma.Registry, s *huma.Schema) *huma.Schema {
	describeFacts(s)
	describeChoices(s)
	return s
}

// TransformSchema implements huma.SchemaTransformer.
func (PieceSummary) TransformSchema(_ huma.Registry, s *huma.Schema) *huma.Schema {
	choices(s, "kind", piece.Kinds())
	choices(s, "visibility", piece.Visibilities())
	span(s, "halfStars", piece.MinHalfStars, piece.MaxHalfStars)
	s.Properties["day"].Format = "date"
	return s
}

// TransformSchema implements huma.SchemaTransformer.
func (CalendarDay) TransformSchema(_ huma.Registry, s *huma.Schema) *huma.Schema {
	s.Properties["day"].Format = "date"
	return s
}

// TransformSchema implements huma.SchemaTransformer.
func (KindCount) TransformSchema(_ huma.Registry, s *huma.Schema) *huma.Schema {
	choices(s, "kind", piece.Kinds())
	return s
}

// TransformSchema implements huma.SchemaTransformer.
func (CakeRatings) TransformSchema(_ huma.Registry, s *huma.Schema) *huma.Schema {
	s.Properties["histogram"].MinItems, s.Properties["histogram"].MaxItems = new(piece.MaxHalfStars), new(piece.MaxHalfStars)
	return s
}

// TransformSchema implements huma.SchemaTransformer. The texts have no limit: a preview
// draws what fits.
func (TicketPreview) TransformSchema(_ huma.Registry, s *huma.Schema) *huma.Schema {
	choices(s, "shape", ticket.Shapes())
	choices(s, "paper", ticket.Papers())
	span(s, "width", ticket.MinPreview, ticket.MaxPreview)
	span(s, "halfStars", 0, piece.MaxHalfStars)
	choices(s, "kind", piece.Kinds())
	span(s, "cover", 1, piece.MaxCover)
	return s
}
