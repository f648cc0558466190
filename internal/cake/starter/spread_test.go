package starter

import (
	"testing"

	"piece/internal/cake"
)

// There is something of every kind, and the posters of a kind are not all alike.
func TestSpread(t *testing.T) {
	counts, looks, all := map[cake.Kind]int{}, map[cake.Kind]map[string]int{}, map[string]bool{}
	list := catalogue(t).Works()
	for _, w := range list {
		if counts[w.Kind]++; counts[w.Kind] == 1 {
			looks[w.Kind] = map[string]int{}
		}
		looks[w.Kind][string(w.Look)]++
		all[string(w.Look)] = true
	}
	for kind, least := range map[cake.Kind]int{"movie": 110, "play": 30, "musical": 36, "concert": 22, "exhibition": 22, "etc": 10} {
		if counts[kind] < least {
			t.Errorf("only %d of the kind %s", counts[kind], kind)
		}
		for look, n := range looks[kind] {
			if n > (counts[kind]+5)/6 {
				t.Errorf("%d of %d posters of the kind %s are %s", n, counts[kind], kind, look)
			}
		}
	}
	if len(list) < 220 || len(list) > 260 || len(all) < 12 {
		t.Errorf("%d works with %d compositions", len(list), len(all))
	}
}
