package cake_test

import (
	"strings"
	"testing"
	"unicode/utf8"

	"piece/internal/cake"
)

func TestTitlesOfOneWorkHaveOneKey(t *testing.T) {
	for _, c := range []struct{ title, key string }{
		{"기생충", "기생충"},
		{"범죄도시 4", "범죄도시4"},
		{"범죄도시4", "범죄도시4"},
		{"오페라의 유령 [서울]", "오페라의유령"},
		{"오페라의 유령 (앙코르)", "오페라의유령"},
		{"오페라의 유령（앙코르）【부산】〔연장〕", "오페라의유령"},
		{"[대구] 오페라의 유령 ((다시) 보기)", "오페라의유령"},
		{"〈오페라의 유령〉", "오페라의유령"},
		{"ＡＢＣ １２", "abc12"},
		{"Amélie", "amelie"},
		{"Ame\u0301lie", "amelie"},
		{"기\u1109\u1162\u11bc충", "기생충"}, // half of it decomposed
		{"スーパーマリオ", "スーパーマリオ"},
		{"ガンダム", "ガンダム"}, // the marks of kana are letters, not accents
		{"[REC]", "rec"},
		{"(500)일의 썸머", "일의썸머"},
		{"!!!", "!!!"},
		{"😀 🎬", "😀🎬"},
		{"미완 (성", "미완성"},
		{"1917", "1917"},
		{"", ""},
		{"   ", ""},
	} {
		if key := cake.DoubleKey(c.title); key != c.key {
			t.Errorf("%q has %q, want %q", c.title, key, c.key)
		}
	}
	for _, long := range []string{strings.Repeat("가 ", 1000), strings.Repeat("(", 1000), strings.Repeat("ﷺ", 500)} {
		if n := utf8.RuneCountInString(cake.DoubleKey(long)); n > cake.MaxDoubleKey {
			t.Errorf("%.20q has a key of %d characters", long, n)
		}
	}
}

func TestSameFilm(t *testing.T) {
	film := func(id string, year int, opens cake.Day) cake.Film {
		return cake.Film{ID: id, Year: year, Opens: opens}
	}
	told := func(year int, opens cake.Day) cake.Work { return cake.Work{Kind: "movie", Year: year, Opens: opens} }
	for name, c := range map[string]struct {
		source cake.Source
		told   cake.Work
		films  []cake.Film
		want   string
	}{
		"none of that title":               {cake.TMDB, told(2019, ""), nil, ""},
		"the same year":                    {cake.TMDB, told(2019, ""), []cake.Film{film("a", 1999, ""), film("b", 2019, "")}, "b"},
		"the year of its opening":          {cake.KOBIS, told(0, "2019-05-30"), []cake.Film{film("b", 2019, "")}, "b"},
		"two of the year":                  {cake.TMDB, told(2019, "2019-05-30"), []cake.Film{film("a", 2019, ""), film("b", 2019, "2019-01-01")}, ""},
		"two of the year, one of the day":  {cake.TMDB, told(2019, "2019-05-30"), []cake.Film{film("a", 2019, "2019-05-30"), film("b", 2019, "2019-01-01")}, "a"},
		"two of the year, both of the day": {cake.TMDB, told(2019, "2019-05-30"), []cake.Film{film("a", 2019, "2019-05-30"), film("b", 2019, "2019-05-30")}, ""},
		"a year before":                    {cake.TMDB, told(2019, ""), []cake.Film{film("a", 2018, "")}, "a"},
		"a year later":                     {cake.TMDB, told(2019, ""), []cake.Film{film("a", 2020, "")}, "a"},
		"a year before and a year later":   {cake.TMDB, told(2019, ""), []cake.Film{film("a", 2018, ""), film("b", 2020, "")}, ""},
		"two years before":                 {cake.TMDB, told(2019, ""), []cake.Film{film("a", 2017, "")}, ""},
		"shown again":                      {cake.KOBIS, told(0, "2024-02-07"), []cake.Film{film("a", 1997, "1998-02-20")}, "a"},
		"shown again, of two":              {cake.KOBIS, told(0, "2024-02-07"), []cake.Film{film("a", 1997, ""), film("b", 2012, "")}, ""},
		"shown again, one is of later":     {cake.KOBIS, told(0, "2024-02-07"), []cake.Film{film("a", 1997, ""), film("b", 2026, "")}, "a"},
		"of later only":                    {cake.KOBIS, told(0, "2019-02-07"), []cake.Film{film("b", 2026, "")}, ""},
		"of no year":                       {cake.TMDB, told(2019, ""), []cake.Film{film("a", 0, "")}, ""},
		"shown again, of no year":          {cake.KOBIS, told(0, "2024-02-07"), []cake.Film{film("a", 0, "")}, ""},
		"without a year":                   {cake.KOBIS, told(0, ""), []cake.Film{film("a", 2019, "")}, ""},
		"no film":                          {cake.KOPIS, cake.Work{Kind: "musical", Year: 2019}, []cake.Film{film("a", 2019, "")}, ""},
	} {
		if got := cake.SameFilm(c.source, &c.told, c.films); got != c.want {
			t.Errorf("%s: %q, want %q", name, got, c.want)
		}
	}
}
