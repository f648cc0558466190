package zone_test

import (
	"strings"
	"testing"

	"piece/internal/platform/zone"
)

func TestOnlyNamesOfTheTableAreZones(t *testing.T) {
	for name, want := range map[string]bool{
		"Asia/Seoul": true, "UTC": true, "Etc/GMT+9": true, "America/Argentina/Buenos_Aires": true,
		"": false, "Local": false, "Asia/Atlantis": false, "../../etc/passwd": false, "/etc/localtime": false, "서울": false,
		"Asia/Seoul\x00": false, "Asia/Seoul ": false, strings.Repeat("a", zone.Max+1): false,
	} {
		if z, ok := zone.Load(name); ok != want || ok && z.String() != name {
			t.Errorf("%q: %v, %v", name, z, ok)
		}
	}
}
