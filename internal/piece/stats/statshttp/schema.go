package statshttp

import (
	"github.com/danielgtaylor/huma/v2"

	"piece/internal/piece"
	"piece/internal/piece/stats"
)

// year is a year as a parameter; 0 is none.
type year int

// Schema implements huma.SchemaProvider.
func (year) Schema(huma.Registry) *huma.Schema {
	return &huma.Schema{Type: huma.TypeInteger, Minimum: new(float64(piece.FirstDay.Year())), Maximum: new(float64(piece.LastDay.Year()))}
}

// format is the format of a card as a parameter.
type format string

// Schema implements huma.SchemaProvider.
func (format) Schema(huma.Registry) *huma.Schema {
	s := &huma.Schema{Type: huma.TypeString}
	for _, f := range stats.Formats() {
		s.Enum = append(s.Enum, string(f))
	}
	return s
}

// choices sets the list that a value is one of.
func choices[T ~string](s *huma.Schema, name string, list []T) {
	for _, c := range list {
		s.Properties[name].Enum = append(s.Properties[name].Enum, string(c))
	}
}

// exactly sets how many items a list has.
func exactly(s *huma.Schema, name string, n int) {
	s.Properties[name].MinItems, s.Properties[name].MaxItems = new(n), new(n)
}

// TransformSchema implements huma.SchemaTransformer.
func (Statistics) TransformSchema(_ huma.Registry, s *huma.Schema) *huma.Schema {
	exactly(s, "months", len(stats.Statistics{}.Months))
	exactly(s, "stars", piece.MaxHalfStars)
	exactly(s, "hours", len(stats.Statistics{}.Hours))
	exactly(s, "weekdays", len(stats.Statistics{}.Weekdays))
	return s
}

// TransformSchema implements huma.SchemaTransformer.
func (StatisticsComparison) TransformSchema(_ huma.Registry, s *huma.Schema) *huma.Schema {
	exactly(s, "months", len(stats.Comparison{}.Months))
	return s
}

// TransformSchema implements huma.SchemaTransformer.
func (KindTotals) TransformSchema(_ huma.Registry, s *huma.Schema) *huma.Schema {
	choices(s, "kind", piece.Kinds())
	return s
}

// TransformSchema implements huma.SchemaTransformer.
func (GenreTotals) TransformSchema(_ huma.Registry, s *huma.Schema) *huma.Schema {
	choices(s, "genre", piece.Genres())
	return s
}

// TransformSchema implements huma.SchemaTransformer.
func (RecapPiece) TransformSchema(_ huma.Registry, s *huma.Schema) *huma.Schema {
	choices(s, "kind", piece.Kinds())
	return s
}
