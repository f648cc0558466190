package cakehttp

import (
	"github.com/danielgtaylor/huma/v2"

	"piece/internal/cake"
	"piece/internal/platform/httpapi"
)

// The limits of the description come from the rules of the domain, so that the forms that
// are made from it can't drift away from them (defect D07).

// choices sets the list that a value is one of.
func choices[T ~string](s *huma.Schema, list []T) {
	for _, c := range list {
		s.Enum = append(s.Enum, string(c))
	}
}

// one gives the schema of a parameter that is one of a list.
func one[T ~string](list []T) *huma.Schema {
	s := &huma.Schema{Type: huma.TypeString}
	choices(s, list)
	return s
}

// The parameters of lists.
type (
	list  string
	kind  string
	genre string
	area  string
	query string
	title string
)

// Schema implements huma.SchemaProvider.
func (list) Schema(huma.Registry) *huma.Schema { return one(cake.Lists()) }

// Schema implements huma.SchemaProvider.
func (kind) Schema(huma.Registry) *huma.Schema { return one(cake.Kinds()) }

// Schema implements huma.SchemaProvider.
func (genre) Schema(huma.Registry) *huma.Schema { return one(cake.Genres()) }

// Schema implements huma.SchemaProvider.
func (area) Schema(huma.Registry) *huma.Schema { return one(cake.Areas()) }

// Schema implements huma.SchemaProvider.
func (query) Schema(huma.Registry) *huma.Schema {
	return typed(cake.QueryRule.MaxRunes(), cake.QueryRule.Max)
}

// Schema implements huma.SchemaProvider.
func (title) Schema(huma.Registry) *huma.Schema {
	return typed(cake.TitleRule.MaxRunes(), cake.TitleRule.Max)
}

// typed describes a text as a parameter.
func typed(runes, graphemes int) *huma.Schema {
	return &huma.Schema{Type: huma.TypeString, MaxLength: &runes, Extensions: map[string]any{"x-maxGraphemes": graphemes}}
}

func span(s *huma.Schema, name string, low, high float64) {
	s.Properties[name].Minimum, s.Properties[name].Maximum = &low, &high
}

func atMost(s *huma.Schema, name string, items int) { s.Properties[name].MaxItems = &items }

func describeRun(s *huma.Schema) {
	choices(s.Properties["kind"], cake.Kinds())
	choices(s.Properties["area"], cake.Areas())
	choices(s.Properties["genres"].Items, cake.Genres())
	atMost(s, "genres", cake.MaxGenres)
	httpapi.LimitText(s, "title", cake.TitleRule)
	httpapi.LimitText(s, "originalTitle", cake.OriginalRule)
	httpapi.LimitText(s, "venue", cake.VenueRule)
	span(s, "year", cake.MinYear, cake.MaxYear)
	span(s, "minutes", 1, cake.MaxMinutes)
	s.Properties["opens"].Format, s.Properties["closes"].Format = "date", "date"
}

func describeFacts(s *huma.Schema) {
	span(s, "age", 0, cake.MaxAge)
	atMost(s, "prices", cake.MaxPrices)
	httpapi.LimitText(s, "times", cake.TimesRule)
	httpapi.LimitText(s, "synopsis", cake.SynopsisRule)
	s.Properties["link"].MaxLength = new(cake.MaxLink)
}

func describePerson(s *huma.Schema) {
	choices(s.Properties["role"], cake.Roles())
	httpapi.LimitText(s, "name", cake.NameRule)
	httpapi.LimitText(s, "part", cake.PartRule)
}

// TransformSchema implements huma.SchemaTransformer.
func (CakeSummary) TransformSchema(_ huma.Registry, s *huma.Schema) *huma.Schema {
	describeRun(s)
	return s
}

// TransformSchema implements huma.SchemaTransformer.
func (AskedCake) TransformSchema(_ huma.Registry, s *huma.Schema) *huma.Schema {
	describeRun(s)
	return s
}

// TransformSchema implements huma.SchemaTransformer.
func (Cake) TransformSchema(_ huma.Registry, s *huma.Schema) *huma.Schema {
	describeRun(s)
	describeFacts(s)
	return s
}

// TransformSchema implements huma.SchemaTransformer.
func (NewCake) TransformSchema(_ huma.Registry, s *huma.Schema) *huma.Schema {
	describeRun(s)
	describeFacts(s)
	atMost(s, "credits", cake.MaxCredits)
	return s
}

// TransformSchema implements huma.SchemaTransformer.
func (CakePrice) TransformSchema(_ huma.Registry, s *huma.Schema) *huma.Schema {
	httpapi.LimitText(s, "seat", cake.SeatRule)
	span(s, "won", 0, cake.MaxPrice)
	return s
}

// TransformSchema implements huma.SchemaTransformer.
func (CakePerson) TransformSchema(_ huma.Registry, s *huma.Schema) *huma.Schema {
	describePerson(s)
	return s
}

// TransformSchema implements huma.SchemaTransformer.
func (CakeCredit) TransformSchema(_ huma.Registry, s *huma.Schema) *huma.Schema {
	describePerson(s)
	return s
}

// TransformSchema implements huma.SchemaTransformer.
func (CakeRank) TransformSchema(_ huma.Registry, s *huma.Schema) *huma.Schema {
	s.Properties["day"].Format = "date"
	return s
}
