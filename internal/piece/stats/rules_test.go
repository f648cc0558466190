package stats

import (
	"slices"
	"testing"

	"piece/internal/piece"
)

func TestTheRowOfASeat(t *testing.T) {
	for seat, want := range map[string]string{
		"": "", "C열 14번": "C", "1층 C열 14번": "C", "1층 A구역 12열 3번": "12", "B구역12열 3번": "12", "플로어 3구역 7열 10번": "7", "가열 3번": "가",
		"101구역 AA열 3번": "AA", "c열": "C", "Row G, Seat 12": "G", "row 4": "4", "G12": "G", "G-12": "G", "AA 12": "AA", "07열": "7",
		"잔디 자유석": "", "스탠딩 가구역 112번": "", "열두 번째 줄": "", "진열장 앞": "", "14": "", "0열": "",
	} {
		if got := seatRow(seat); got != want {
			t.Errorf("%q: row %q, want %q", seat, got, want)
		}
	}
}

func days(list ...piece.Day) []DayCount {
	var out []DayCount
	for _, d := range list {
		out = append(out, DayCount{d, 1})
	}
	return out
}

func TestAStreakIsOfWeeksFromMonday(t *testing.T) {
	for _, c := range []struct {
		days []DayCount
		want Streak
	}{
		{nil, Streak{}},
		{days("2026-08-03"), Streak{1, "2026-08-03", "2026-08-03"}},
		{days("2026-08-02", "2026-08-03"), Streak{2, "2026-08-02", "2026-08-03"}}, // Sunday and Monday
		{days("2026-08-03", "2026-08-09"), Streak{1, "2026-08-03", "2026-08-09"}}, // Monday and Sunday
		{days("2026-08-03", "2026-08-16", "2026-08-17", "2026-09-07"), Streak{3, "2026-08-03", "2026-08-17"}},
		{days("2026-01-05", "2026-01-12", "2026-03-02", "2026-03-09"), Streak{2, "2026-03-02", "2026-03-09"}}, // the latest of two
		{days("1900-01-01", "1900-01-07", "1900-01-08"), Streak{2, "1900-01-01", "1900-01-08"}},
	} {
		if got := longestStreak(c.days); got != c.want {
			t.Errorf("%v: %+v, want %+v", c.days, got, c.want)
		}
	}
}

func TestTotals(t *testing.T) {
	none := Totals{Pieces: 3}
	if _, known := none.PerViewing(); known {
		t.Error("a viewing costs something without any price")
	}
	if _, known := none.Stars(); known {
		t.Error("a mean of no stars")
	}
	for _, c := range []struct {
		spent  int64
		priced int
		want   int64
	}{{0, 2, 0}, {15_000, 1, 15_000}, {10, 4, 3}, {9, 4, 2}, {100_000_000 * 5000, 5000, 100_000_000}} {
		if won, known := (Totals{Spent: c.spent, Priced: c.priced}).PerViewing(); !known || won != c.want {
			t.Errorf("%d for %d: %d a viewing, want %d", c.spent, c.priced, won, c.want)
		}
	}
	if mean, _ := (Totals{Rated: 2, HalfStars: 15}).Stars(); mean != 3.75 {
		t.Errorf("mean %v", mean)
	}
}

func TestOnlyYearsWithEnoughPiecesHaveARecap(t *testing.T) {
	for pieces, want := range map[int]bool{2: false, 3: true} {
		if got := (Year{Totals: Totals{Pieces: pieces}}).HasRecap(); got != want {
			t.Errorf("%d pieces: %v", pieces, got)
		}
	}
}

func TestACardShowsTicketsOfTheWholeYear(t *testing.T) {
	all := make([]Ticket, 100)
	for i := range all {
		all[i].Revision = i
	}
	few := some(all, 4)
	if got := []int{few[0].Revision, few[1].Revision, few[2].Revision, few[3].Revision}; !slices.Equal(got, []int{0, 25, 50, 75}) {
		t.Errorf("tickets %v", got)
	}
	if len(some(all[:3], 4)) != 3 {
		t.Error("few tickets are not all shown")
	}
}

// What a card says is for everybody who sees it: no prices.
func TestACardTellsNoPrices(t *testing.T) {
	r := &Recap{Statistics: Statistics{Total: Totals{Spent: 123_456, Priced: 1}, Kinds: []KindTotals{{Kind: "movie"}}}, Busiest: 8, Streak: Streak{Weeks: 3}}
	r.Loved.Title, r.Place, r.Artist = "빨래", Ranked{"블루스퀘어", 2}, Ranked{"김파도", 2}
	for language, want := range map[string][]string{
		"ko": {"빨래", "8월", "블루스퀘어", "김파도", "영화", "3주 연속"},
		"en": {"빨래", "August", "블루스퀘어", "김파도", "Movies", "3 weeks in a row"},
	} {
		var got []string
		for _, f := range facts(r, language) {
			got = append(got, f.Value)
			if f.Name == "" {
				t.Errorf("%s: %q has no name", language, f.Value)
			}
		}
		if !slices.Equal(got, want) {
			t.Errorf("%s: %q, want %q", language, got, want)
		}
	}
}

func TestCardsKnowTheWordsOfBothLanguages(t *testing.T) {
	for language, w := range words {
		for _, k := range piece.Kinds() {
			if w.kinds[k] == "" {
				t.Errorf("%s has no word for %s", language, k)
			}
		}
	}
}
