package webapp

import "testing"

func TestPluralsAreTheApps(t *testing.T) {
	all := Texts{"en": {"one": "{n} pieces", "two": "{n} piece | {n} pieces", "three": "none | {n} piece | {n} pieces"}}
	for _, c := range []struct {
		key  string
		n    int
		want string
	}{
		{"one", 1, "1 pieces"},
		{"two", 0, "0 pieces"},
		{"two", 1, "1 piece"},
		{"two", 7, "7 pieces"},
		{"three", 0, "none"},
		{"three", 1, "1 piece"},
		{"three", 7, "7 pieces"},
	} {
		if got, err := all.plural("en", c.key, c.n); err != nil || got != c.want {
			t.Errorf("%s of %d: %q, %v; want %q", c.key, c.n, got, err, c.want)
		}
	}
	if _, err := all.plural("en", "gone", 1); err == nil {
		t.Error("a text that isn't there is no error")
	}
}
