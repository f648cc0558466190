package app

import (
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"net/http"
	"net/url"
	"slices"
	"strings"

	"github.com/danielgtaylor/huma/v2"
)

// generator makes inputs from schemas: mostly ones that fit, now and then ones that don't.
type generator struct {
	rand    *rand.Rand
	schemas huma.Registry
	ids     map[string]string // of things that there are, by segment of an address ("photos/" for what is no {id}) or name of a field
	things  map[string][]any  // that there are, by name of a field that holds more than an id
}

// broken are values that fit nowhere or only somewhere.
var broken = []any{
	nil, true, -1, 0, 1.5, 1e300, 9007199254740993, "", " ", "\x00", "%", "'\"<img src=x>", "\u202e가\u0301👨\u200d👩\u200d👧", "01K3Q0ZV5WQ2M8D7X4N9C6B1AH",
	"2026-02-30", "2026-13", "25:61", strings.Repeat("가", 3000), []any{}, []any{map[string]any{}}, map[string]any{}, map[string]any{"a": []any{nil}},
}

// fitting are values of fields by name, whose schema alone doesn't tell what is sensible.
var fitting = map[string][]any{
	"day": {"2026-08-03", "2024-02-29", "1900-01-01"}, "today": {"2026-08-03"}, "since": {"2026-08-03"}, "month": {"2026-08", "2100-12"}, "time": {"19:30", "00:00"},
	"file": {"front.webp", "back-small.webp", "share.jpg", "small.jpg", "large.jpg", "small.webp", "preview.jpg"}, "contentType": {"image/jpeg", "image/webp"},
	"Idempotency-Key": {"fuzz-1", "fuzz-2"}, "crop": {wholeCrop}, "wait": {0, 1}, "width": {112}, "version": {1}, "scale": {5},
	"photos": {[]any{}, []any{map[string]any{"photoId": "01k3q0zv5wq2m8d7x4n9c6b1ah", "caption": "막"}}, []any{map[string]any{"photoId": nil}}},
	"opens":  {"2026-07-21", "1880-01-01"}, "closes": {"2026-07-21", "2100-12-31"}, "link": {"https://www.example.com/a?b=c", "javascript:alert(1)"},
	"endpoint": {pushDevice()["endpoint"]}, "keys": {pushDevice()["keys"]},
	"columns":  {map[string]any{"title": 0, "day": 1, "halfStars": 2, "review": 3}},
	"clientId": {"fuzz-0001", "fuzz-0002", "fuzz-0003"}, "push": {"all", "none"},
	"endsOn": {"2099-12-31", "2026-01-01"}, "timeZone": {"Asia/Seoul", "America/St_Johns"},
}

func (g *generator) one(list []any) any { return list[g.rand.IntN(len(list))] }

// chance is true once in n times.
func (g *generator) chance(n int) bool { return g.rand.IntN(n) == 0 }

// value gives an input for the field of a name.
func (g *generator) value(name string, s *huma.Schema) any {
	if s.Ref != "" && !g.chance(20) {
		if things := g.things[name]; things != nil && !g.chance(3) {
			return g.one(things)
		}
		if sensible, ok := fitting[name]; ok && !g.chance(4) {
			return g.one(sensible)
		}
		return g.value(name, g.schemas.SchemaFromRef(s.Ref))
	}
	switch {
	case g.chance(20):
		return g.one(broken)
	case len(s.Enum) > 0:
		return g.one(s.Enum)
	case fitting[name] != nil:
		return g.one(fitting[name])
	case g.ids[name] != "" && s.Type == huma.TypeArray:
		return []any{g.ids[name]}
	case g.ids[name] != "":
		return g.ids[name]
	}
	switch s.Type {
	case huma.TypeObject:
		return g.object(s)
	case huma.TypeArray:
		return []any{g.value(name, s.Items)}
	case huma.TypeBoolean:
		return g.chance(2)
	case huma.TypeInteger, huma.TypeNumber:
		return g.number(s)
	}
	return g.text(name, s)
}

func (g *generator) object(s *huma.Schema) map[string]any {
	out := map[string]any{}
	names := make([]string, 0, len(s.Properties))
	for name := range s.Properties {
		names = append(names, name)
	}
	slices.Sort(names) // the order of a map would not be the same twice
	for _, name := range names {
		if (slices.Contains(s.Required, name) && !g.chance(40)) || g.chance(2) {
			out[name] = g.value(name, s.Properties[name])
		}
	}
	if g.chance(40) {
		out["surprise"] = g.one(broken)
	}
	return out
}

func (g *generator) number(s *huma.Schema) any {
	low, high := 0.0, 1000.0
	if s.Minimum != nil {
		low = *s.Minimum
	}
	if s.Maximum != nil {
		high = *s.Maximum
	}
	n := low + g.rand.Float64()*(high-low)
	if s.Type == huma.TypeInteger {
		n = float64(int64(n))
	}
	return g.one([]any{n, n, n, low, high, low - 1, high + 1})
}

func (g *generator) text(name string, s *huma.Schema) string {
	low, high := 1, 12
	if s.MinLength != nil {
		low = *s.MinLength
	}
	if s.MaxLength != nil {
		high = max(low, min(high, *s.MaxLength))
	}
	if name == "email" {
		return fmt.Sprintf("fuzz%d@mail.example", g.rand.IntN(1_000_000))
	}
	letters := []rune("가나다라마바사abcdefg123")
	text := make([]rune, low+g.rand.IntN(high-low+1))
	for i := range text {
		text[i] = letters[g.rand.IntN(len(letters))]
	}
	return string(text)
}

// address gives path, query and headers of a request.
func (g *generator) address(op *huma.Operation) (string, http.Header) {
	path, query, header := op.Path, url.Values{}, http.Header{}
	for _, p := range op.Parameters {
		if p.In != "path" && !p.Required && g.chance(2) {
			continue
		}
		name := p.Name
		before, _, _ := strings.Cut(op.Path, "/{"+name+"}")
		segment := before[strings.LastIndex(before, "/")+1:]
		switch {
		case name == "id":
			name = segment
		case p.In == "path" && g.ids[segment+"/"] != "":
			name = segment + "/"
		}
		v := strings.Trim(fmt.Sprint(g.value(name, p.Schema)), "[]")
		switch p.In {
		case "path":
			if strings.Trim(v, ".") == "" {
				v = "none" // an empty segment or dots make another address
			}
			path = strings.ReplaceAll(path, "{"+p.Name+"}", url.PathEscape(v))
		case "query":
			query.Set(p.Name, v)
		case "header":
			header.Set(p.Name, strings.Map(func(r rune) rune {
				if r < ' ' {
					return '-' // a client can't send it
				}
				return r
			}, v))
		}
	}
	if g.chance(20) {
		query.Set("surprise", "1")
	}
	if len(query) > 0 {
		path += "?" + query.Encode()
	}
	return path, header
}

// body gives JSON for a schema, or what is none.
func (g *generator) body(s *huma.Schema) []byte {
	switch g.rand.IntN(40) {
	case 0:
		return nil
	case 1:
		return []byte(`{"`)
	case 2:
		return []byte(strings.Repeat("[", 5000))
	case 3:
		return []byte(`"` + strings.Repeat("x", 100_000) + `"`)
	}
	b, err := json.Marshal(g.value("", s))
	if err != nil {
		panic(err)
	}
	return b
}
