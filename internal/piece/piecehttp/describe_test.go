package piecehttp_test

import (
	"slices"
	"testing"

	"piece/internal/craft/ticket"
	"piece/internal/piece"
	"piece/internal/piece/piecehttp"
	"piece/internal/platform/httpapi"
	"piece/internal/platform/textrule"
)

// The forms take their limits from the description, and the description from the rules.
func TestD07_TheDescriptionTellsTheRules(t *testing.T) {
	a := httpapi.Describe("test")
	piecehttp.Register(a, &piece.Service{})
	for _, name := range []string{"NewPiece", "Piece"} {
		s := a.OpenAPI().Components.Schemas.Map()[name]
		if s == nil {
			t.Fatalf("there is no schema %s", name)
		}
		for field, rule := range map[string]textrule.Rule{
			"title": piece.TitleRule, "review": piece.ReviewRule, "cast": piece.CastRule, "director": piece.DirectorRule,
			"venue": piece.VenueRule, "seat": piece.SeatRule, "companion": piece.CompanionRule,
		} {
			p := s.Properties[field]
			if p.Extensions["x-maxGraphemes"] != rule.Max || *p.MaxLength != rule.MaxRunes() || (p.MinLength != nil) != (rule.Min > 0) {
				t.Errorf("%s.%s is described as %+v", name, field, p)
			}
		}
		for field, list := range map[string][]string{
			"kind": texts(piece.Kinds()), "genre": texts(piece.Genres()), "visibility": texts(piece.Visibilities()),
			"shape": texts(ticket.Shapes()), "paper": texts(ticket.Papers()),
		} {
			var described []string
			for _, v := range s.Properties[field].Enum {
				described = append(described, v.(string))
			}
			if !slices.Equal(described, list) {
				t.Errorf("%s.%s is described as %v", name, field, described)
			}
		}
		if p := s.Properties["price"]; *p.Minimum != 0 || *p.Maximum != piece.MaxPrice || !p.Nullable {
			t.Errorf("%s.price is described as %+v", name, p)
		}
		if p := s.Properties["halfStars"]; *p.Minimum != piece.MinHalfStars || *p.Maximum != piece.MaxHalfStars {
			t.Errorf("%s.halfStars is described as %+v", name, p)
		}
	}
}

func texts[T ~string](list []T) []string {
	var out []string
	for _, v := range list {
		out = append(out, string(v))
	}
	return out
}
