package cake

import "testing"

func TestATitleAndAYearNameOneWork(t *testing.T) {
	found := []Named{
		{"a", "기생충", "Parasite", 2019}, {"b", "기생충 2", "", 2021}, {"c", "올드보이", "Oldboy", 2003}, {"d", "올드보이", "Oldboy", 2013},
		{"e", "파도의 노래", "", 0}, {"f", "듄", "Dune", 2021}, {"g", "듄", "Dune", 2021},
	}
	for _, c := range []struct {
		title string
		year  int
		want  string
	}{
		{"기생충", 2019, "a"}, {"PARASITE", 2019, "a"}, {"parasite", 2020, "a"}, {"Parasite", 2025, ""}, {"기생충", 0, "a"},
		{"Oldboy", 2003, "c"}, {"Oldboy", 2013, "d"}, {"Oldboy", 0, ""}, {"파도의 노래", 2026, "e"}, {"파도의 노래", 0, "e"},
		{"Dune", 2021, ""}, {"없는 영화", 2020, ""}, {"", 2020, ""}, {"!!!", 2020, ""},
	} {
		if got := SameTitle(c.title, c.year, found); got != c.want {
			t.Errorf("%q of %d: %q, want %q", c.title, c.year, got, c.want)
		}
	}
}
