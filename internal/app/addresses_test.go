package app

import (
	"net/http"
	"net/url"
	"strings"
	"testing"

	"github.com/danielgtaylor/huma/v2"
)

// D53: what stands in an address may be anything, also what no store takes for a text.
func TestD53_NoTextInAnAddressIsADefect(t *testing.T) {
	s := open(t)
	owner := s.join(t, "owner")
	tried := 0
	for route, item := range describe().OpenAPI().Paths {
		for method, op := range map[string]*huma.Operation{
			"GET": item.Get, "POST": item.Post, "PUT": item.Put, "PATCH": item.Patch, "DELETE": item.Delete,
		} {
			if op == nil {
				continue
			}
			for _, p := range op.Parameters {
				if p.In != "path" && p.In != "query" || p.Schema.Type != huma.TypeString && p.Schema.Type != huma.TypeArray {
					continue
				}
				for _, text := range []string{"\x00", "\xff", "조각", "'", `\`, "%", strings.Repeat("z", 26)} {
					tried++
					path := addressOf(route, op, p, text)
					if status, answer := owner.send(method, path, nil); status >= http.StatusInternalServerError {
						t.Errorf("%s %s: %d %s", method, path, status, answer)
					}
				}
			}
		}
	}
	if tried < 200 {
		t.Errorf("only %d requests", tried)
	}
}

// addressOf gives an address with a text in one of its parameters. A list is that of the
// public pieces, of which everything may be asked.
func addressOf(route string, op *huma.Operation, p *huma.Param, text string) string {
	query := url.Values{}
	if op.OperationID == "listPieces" {
		query.Set("scope", "public")
	}
	if p.In == "query" {
		query.Set(p.Name, text)
	} else {
		route = strings.ReplaceAll(route, "{"+p.Name+"}", url.PathEscape(text))
	}
	for strings.Contains(route, "{") {
		from, to := strings.Index(route, "{"), strings.Index(route, "}")
		route = route[:from] + "01k3q0zv5wq2m8d7x4n9c6b1ah" + route[to+1:]
	}
	return route + "?" + query.Encode()
}
