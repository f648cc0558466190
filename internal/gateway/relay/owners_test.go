package relay

import (
	"os"
	"regexp"
	"testing"
)

// clientTypes is generated from the description of the API, and holds every path of it.
const clientTypes = "../../../web/src/api/schema.d.ts"

func TestEveryOperationHasAnOwner(t *testing.T) {
	b, err := os.ReadFile(clientTypes)
	if err != nil {
		t.Fatal(err)
	}
	paths := regexp.MustCompile(`(?m)^    "(/[^"]+)": \{$`).FindAllStringSubmatch(string(b), -1)
	if len(paths) < 10 {
		t.Fatalf("%s names %d paths only", clientTypes, len(paths))
	}
	for _, m := range paths {
		if _, ok := OwnerOf(m[1]); !ok {
			t.Errorf("nobody owns %s: add its prefix to owners, or it is lost where services run apart", m[1])
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
