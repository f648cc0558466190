package httpapi

import (
	"github.com/danielgtaylor/huma/v2"

	"piece/internal/platform/textrule"
)

// LimitText describes the limits of a typed text, a property of s. JSON Schema counts code
// points, people see grapheme clusters: the extension tells the limit that people meet.
func LimitText(s *huma.Schema, name string, r textrule.Rule) {
	p := s.Properties[name]
	if r.Min > 0 {
		p.MinLength = new(r.Min)
	}
	p.MaxLength = new(r.MaxRunes())
	p.Extensions = map[string]any{"x-maxGraphemes": r.Max}
}
