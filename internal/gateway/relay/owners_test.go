package relay

import (
	"encoding/json"
	"os"
	"testing"
)

func TestEveryOperationHasAnOwner(t *testing.T) {
	b, err := os.ReadFile("../../../api/openapi.json")
	if err != nil {
		t.Fatal(err)
	}
	var description struct{ Paths map[string]any }
	if err := json.Unmarshal(b, &description); err != nil || len(description.Paths) == 0 {
		t.Fatalf("%d paths, %v", len(description.Paths), err)
	}
	for path := range description.Paths {
		if _, ok := OwnerOf(path); !ok {
			t.Errorf("nobody owns %s: add its prefix to owners, or it is lost where services run apart", path)
		}
	}
}

func TestAPrefixHasOneOwner(t *testing.T) {
	for i, o := range owners {
		for _, other := range owners[:i] {
			if s, ok := OwnerOf(o.Prefix); !ok || s != o.Service {
				t.Errorf("%s and %s overlap", o.Prefix, other.Prefix)
			}
		}
	}
	for _, address := range []string{"/api/v1/mediation", "/api/v1", "/objectsx", "/api/docs", "/metrics", "/"} {
		if s, ok := OwnerOf(address); ok {
			t.Errorf("%s belongs to %s", address, s)
		}
	}
}
