package imports

import "testing"

func TestDaysAsPeopleWriteThem(t *testing.T) {
	for _, c := range []struct {
		in      string
		order   DateOrder
		day     string
		unclear bool
	}{
		{"2026-11-26", "", "2026-11-26", false}, {"2026.11.26", "", "2026-11-26", false}, {"2026. 11. 26.", "", "2026-11-26", false},
		{"2026/1/2", "", "2026-01-02", false}, {"2026년 11월 26일", "", "2026-11-26", false}, {"2026년 1월 2일 (금)", "", "2026-01-02", false},
		{"20261126", "", "2026-11-26", false}, {"2026-11-26T19:30:00Z", "", "2026-11-26", false}, {"2026-11-26 19:30", "", "2026-11-26", false},
		{"26.11.26", "", "2026-11-26", false}, {"11/26/2026", "", "2026-11-26", false}, {"26/11/2026", "", "2026-11-26", false},
		{"3/4/2026", "", "", true}, {"3/4/2026", MonthFirst, "2026-03-04", false}, {"3/4/2026", DayFirst, "2026-04-03", false}, {"4/4/2026", "", "2026-04-04", false},
		{"13/11/2026", MonthFirst, "2026-11-13", false}, {"Nov 26, 2026", "", "2026-11-26", false}, {"26 November 2026", "", "2026-11-26", false},
		{"2026-02-29", "", "", false}, {"2024-02-29", "", "2024-02-29", false}, {"2026-13-01", "", "", false}, {"작년 여름", "", "", false}, {"", "", "", false}, {"0000-00-00", "", "", false},
	} {
		day, unclear, ok := readDay(c.in, c.order)
		if !ok {
			day = ""
		}
		if day != c.day || unclear != c.unclear {
			t.Errorf("%q %s: %q, unclear %v; want %q, %v", c.in, c.order, day, unclear, c.day, c.unclear)
		}
	}
	if o := orderOf([]string{"3/4/2026", "3/25/2026"}); o != MonthFirst {
		t.Errorf("order %q", o)
	}
	if o := orderOf([]string{"3/4/2026", "25/3/2026"}); o != DayFirst {
		t.Errorf("order %q", o)
	}
	if o := orderOf([]string{"3/4/2026"}); o != "" {
		t.Errorf("order %q", o)
	}
}

func TestOtherValuesAsPeopleWriteThem(t *testing.T) {
	for in, want := range map[string]string{
		"19:30": "19:30", "7:05": "07:05", "오후 7시 30분": "19:30", "오후 12시": "12:00", "오전 12:10": "00:10", "7:30 PM": "19:30", "12:00 am": "00:00", "19:30:00": "19:30", "19시": "19:00",
		"24:00": "", "7": "", "언제였더라": "",
	} {
		if got, _ := readTime(in); got != want {
			t.Errorf("time %q: %q, want %q", in, got, want)
		}
	}
	for in, want := range map[string]string{
		"15000": "15000", "15,000원": "15000", "₩15,000": "15000", "15000.0": "15000", "0": "0", "무료": "0", "Free": "0", "15 000 원": "15000",
		"-1": "", "1.5": "", "만오천원": "", "99999999999999999999": "",
	} {
		if got, _ := readPrice(in); got != want {
			t.Errorf("price %q: %q, want %q", in, got, want)
		}
	}
	for _, c := range []struct {
		in    string
		scale int
		want  string
		ok    bool
	}{
		{"4.5", 5, "9", true}, {"0.5", 5, "1", true}, {"5", 5, "10", true}, {"8", 10, "8", true}, {"7.5", 10, "8", true}, {"85", 100, "9", true}, {"★★★½", 5, "7", true}, {"★★★☆☆", 5, "6", true}, {"⭐⭐", 5, "4", true},
		{"4/5", 10, "8", true}, {"9 / 10", 5, "9", true}, {"3,5", 5, "7", true}, {"4점", 5, "8", true}, {"0", 5, "", true}, {"6", 5, "", false}, {"-1", 5, "", false}, {"좋음", 5, "", false}, {"NaN", 5, "", false}, {"☆☆", 5, "0", false},
	} {
		if got, ok := readStars(c.in, c.scale); ok != c.ok || ok && got != c.want {
			t.Errorf("stars %q of %d: %q %v, want %q %v", c.in, c.scale, got, ok, c.want, c.ok)
		}
	}
	for in, want := range map[string]string{"영화": "movie", "Movie": "movie", "뮤지컬 ": "musical", "전시회": "exhibition", "연극/뮤지컬": "play", "낮잠": ""} {
		if got, _ := readWord(kinds, in); got != want {
			t.Errorf("kind %q: %q, want %q", in, got, want)
		}
	}
	if s := scaleOf([]string{"3", "", "9.5"}); s != 10 {
		t.Errorf("scale %d", s)
	}
	if s := scaleOf([]string{"3", "4.5"}); s != 5 {
		t.Errorf("scale %d", s)
	}
	if s := scaleOf([]string{"73"}); s != 100 {
		t.Errorf("scale %d", s)
	}
}
