package cakehttp_test

import (
	"slices"
	"testing"

	"piece/internal/cake"
	"piece/internal/cake/cakehttp"
	"piece/internal/platform/httpapi"
	"piece/internal/platform/textrule"
)

// The forms take their limits from the description, and the description from the rules.
func TestD07_TheDescriptionTellsTheRules(t *testing.T) {
	a := httpapi.Describe("test")
	cakehttp.Register(a, &cake.Service{})
	schemas := a.OpenAPI().Components.Schemas.Map()
	for name, fields := range map[string]map[string]textrule.Rule{
		"NewCake":    {"title": cake.TitleRule, "originalTitle": cake.OriginalRule, "venue": cake.VenueRule, "times": cake.TimesRule, "synopsis": cake.SynopsisRule},
		"EditedCake": {"title": cake.TitleRule, "originalTitle": cake.OriginalRule, "venue": cake.VenueRule, "times": cake.TimesRule, "synopsis": cake.SynopsisRule},
		"Cake":       {"title": cake.TitleRule, "originalTitle": cake.OriginalRule, "venue": cake.VenueRule, "times": cake.TimesRule, "synopsis": cake.SynopsisRule},
		"CakePerson": {"name": cake.NameRule, "part": cake.PartRule},
		"CakePrice":  {"seat": cake.SeatRule},
	} {
		for field, rule := range fields {
			p := schemas[name].Properties[field]
			if p.Extensions["x-maxGraphemes"] != rule.Max || *p.MaxLength != rule.MaxRunes() || (p.MinLength != nil) != (rule.Min > 0) {
				t.Errorf("%s.%s is described as %+v", name, field, p)
			}
		}
	}
	for _, name := range []string{"NewCake", "EditedCake", "Cake"} {
		s := schemas[name].Properties
		for field, span := range map[string][2]float64{"year": {cake.MinYear, cake.MaxYear}, "minutes": {1, cake.MaxMinutes}, "age": {0, cake.MaxAge}} {
			if *s[field].Minimum != span[0] || *s[field].Maximum != span[1] {
				t.Errorf("%s.%s is described as %+v", name, field, s[field])
			}
		}
		for field, list := range map[string][]string{"kind": texts(cake.Kinds()), "area": texts(cake.Areas())} {
			if !slices.Equal(enum(s[field].Enum), list) {
				t.Errorf("%s.%s is described as %v", name, field, s[field].Enum)
			}
		}
		if !slices.Equal(enum(s["genres"].Items.Enum), texts(cake.Genres())) || *s["genres"].MaxItems != cake.MaxGenres || *s["prices"].MaxItems != cake.MaxPrices || *s["link"].MaxLength != cake.MaxLink {
			t.Errorf("%s: lists and link are described as %+v, %+v, %+v", name, s["genres"], s["prices"], s["link"])
		}
	}
	if n := *schemas["NewCake"].Properties["credits"].MaxItems; n != cake.MaxCredits {
		t.Errorf("%d credits are described", n)
	}
	if !slices.Equal(enum(schemas["CakePerson"].Properties["role"].Enum), texts(cake.Roles())) {
		t.Errorf("roles are described as %v", schemas["CakePerson"].Properties["role"].Enum)
	}
	if p := schemas["CakePrice"].Properties["won"]; *p.Minimum != 0 || *p.Maximum != cake.MaxPrice {
		t.Errorf("prices are described as %+v", p)
	}
}

func enum(values []any) []string {
	var out []string
	for _, v := range values {
		out = append(out, v.(string))
	}
	return out
}

func texts[T ~string](list []T) []string {
	var out []string
	for _, v := range list {
		out = append(out, string(v))
	}
	return out
}
