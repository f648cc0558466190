package title

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"piece/internal/craft/ticket"
)

// border is one rule with what is just not enough, and what just is.
type border struct {
	title string
	below []Attendance
	at    []Attendance
	piece string // that earned it
}

func won(n int64) *int64 { return &n }

// several gives the same change for n pieces.
func several(n int, change func(a *Attendance)) []Attendance {
	return row(n, func(_ int, a *Attendance) { change(a) })
}

// one is a single piece.
func one(change func(a *Attendance)) []Attendance { return several(1, change) }

func ofKind(k string) func(a *Attendance) { return func(a *Attendance) { a.Kind = k } }

func movieAt(clock string) []Attendance {
	return one(func(a *Attendance) { a.Kind, a.Time = "movie", clock })
}

func madeAt(times ...string) []Attendance {
	return row(len(times), func(i int, a *Attendance) { a.MadeAt = at(times[i]) })
}

// borders holds every rule that counts pieces at its border, more than once where it has more sides.
func borders() []border {
	all := []border{
		{"first-piece", nil, row(1, nil), "p0000"},
		{"ten-pieces", row(9, nil), row(11, nil), "p0009"},
		{"hundred-pieces", row(99, nil), row(101, nil), "p0099"},

		{"early-bird", movieAt("05:59"), movieAt("06:00"), "p0000"},
		{"early-bird", movieAt("10:00"), movieAt("09:59"), "p0000"},
		{"early-bird", one(func(a *Attendance) { a.Kind, a.Time = "play", "07:00" }), movieAt("07:00"), "p0000"},
		{"early-bird", movieAt(""), movieAt("08:30"), "p0000"},
		{"night-owl", movieAt("21:59"), movieAt("22:00"), "p0000"},
		{"night-owl", movieAt("04:00"), movieAt("03:59"), "p0000"},
		{"night-owl", movieAt("12:00"), movieAt("00:00"), "p0000"},
		{"night-owl", one(func(a *Attendance) { a.Kind, a.Time = "concert", "00:30" }), movieAt("00:30"), "p0000"}, // 00:30 is late night
		{"night-owl", movieAt(""), movieAt("23:59"), "p0000"},

		{"front-row", one(func(a *Attendance) { a.Kind, a.Seat = "movie", "AA열 3번" }), one(func(a *Attendance) { a.Kind, a.Seat = "movie", "A열 3번" }), "p0000"},
		{"front-row", one(func(a *Attendance) { a.Kind, a.Seat = "musical", "A열 3번" }), one(func(a *Attendance) { a.Kind, a.Seat = "movie", "A-3" }), "p0000"},

		{"night-thoughts", madeAt("2026-08-10 00:00:00", "2026-08-10 03:59:59", "2026-08-10 04:00:00"), madeAt("2026-08-10 00:00:00", "2026-08-10 12:00:00", "2026-08-10 03:59:59", "2026-08-11 00:30:00"), "p0003"},
		{"night-thoughts", madeAt("2026-08-09 23:59:59", "2026-08-10 00:00:00", "2026-08-10 01:00:00"), madeAt("2026-08-10 00:00:00", "2026-08-10 00:00:01", "2026-08-10 01:00:00"), "p0002"},

		{"devotee", concerts(4, "김파도"), concerts(5, "김파도"), "p0004"},
		{"devotee", concerts(5, ""), concerts(5, "한물결, 김파도"), "p0004"},
		{"devotee", several(5, func(a *Attendance) { a.Kind, a.Cast = "musical", "김파도" }), concerts(6, "김파도"), "p0004"},
		{"devotee", row(5, func(i int, a *Attendance) { a.Kind, a.Cast = "concert", fmt.Sprintf("밴드 %d", i) }), castOf("AV Wave", "av wave", "ＡＶＷave", "게스트 , AV  WAVE", "AV Wave、 AV Wave"), "p0004"},
		{"devotee", castOf("파도, 파도", "파도", "파도", "파도"), castOf("파도", "파도，물결", "파도", "물결", "파도", "파도"), "p0005"},
		{"revolving-door", several(2, func(a *Attendance) { a.CakeID = "c1" }), several(4, func(a *Attendance) { a.CakeID = "c1" }), "p0002"},
		{"revolving-door", several(3, func(a *Attendance) { a.CakeID = "" }), row(5, func(i int, a *Attendance) { a.CakeID = fmt.Sprint("c", i%2) }), "p0004"},
		{"pilgrim", places(9), places(10), "p0009"},
		{"pilgrim", row(12, func(i int, a *Attendance) { a.Venue = [3]string{"블루 스퀘어", "블루스퀘어", " "}[i%3] }), row(12, func(i int, a *Attendance) { a.Venue = fmt.Sprint("극장", max(0, i-2)) }), "p0011"},
		{"pilgrim", append(places(9), Attendance{PieceID: "p0009", Venue: "HALL 0"}), append(places(9), Attendance{PieceID: "p0009", Venue: "Hall 9"}), "p0009"},
		{"big-spender", one(func(a *Attendance) { a.Price = won(999_999) }), one(func(a *Attendance) { a.Price = won(1_000_000) }), "p0000"},
		{"big-spender", prices(nil, won(0), won(500_000), won(499_999)), prices(won(500_000), nil, won(500_000), won(1)), "p0002"},
		{"gourmet", genres("horror", "drama", "music", "war", "war"), genres("horror", "drama", "", "music", "war", "sports"), "p0005"},
		{"gourmet", genres("horror", "drama", "music", "war", "etc", ""), genres("horror", "drama", "music", "war", "history"), "p0004"},
	}
	for id, k := range map[string]string{"movie-regular": "movie", "concert-regular": "concert", "musical-regular": "musical", "play-regular": "play", "exhibition-regular": "exhibition"} {
		all = append(all, border{id, several(4, ofKind(k)), several(6, ofKind(k)), "p0004"})
	}
	for _, g := range []string{"horror", "romance", "comedy", "crime", "animation", "action", "fantasy", "drama", "music", "war", "history", "sports", "disaster", "documentary"} {
		all = append(all, border{"genre-" + g, genres(g, g), genres(g, "", g, "etc", g, g), "p0004"})
	}
	return all
}

func concerts(n int, cast string) []Attendance {
	return several(n, func(a *Attendance) { a.Kind, a.Cast = "concert", cast })
}

func castOf(casts ...string) []Attendance {
	return row(len(casts), func(i int, a *Attendance) { a.Kind, a.Cast = "concert", casts[i] })
}

func places(n int) []Attendance {
	return row(n, func(i int, a *Attendance) { a.Venue = fmt.Sprint("hall ", i) })
}

func prices(all ...*int64) []Attendance {
	return row(len(all), func(i int, a *Attendance) { a.Price = all[i] })
}

func genres(all ...string) []Attendance {
	return row(len(all), func(i int, a *Attendance) { a.Genre = all[i] })
}

func TestD36_EachRuleAtItsBorder(t *testing.T) {
	seen := map[string]bool{"newcomer": true, "chatterbox": true, "conqueror": true, "fresh": true} // have tests of their own
	for _, b := range borders() {
		seen[b.title] = true
		if piece, earned := earnedWith(b.below, 0, seoul)[b.title]; earned {
			t.Errorf("%s: earned below its border with %+v (%s)", b.title, b.below, piece)
		}
		if piece, earned := earnedWith(b.at, 0, seoul)[b.title]; !earned || piece != b.piece {
			t.Errorf("%s: at its border with %+v earned %v by %q, want %q", b.title, b.at, earned, piece, b.piece)
		}
	}
	for _, title := range Titles() {
		if !seen[title.ID] {
			t.Errorf("no test holds %s at its border: add one", title.ID)
		}
	}
}

func TestD36_NoGenreAndOtherGenresGiveNoTitleOfAGenre(t *testing.T) {
	for _, g := range []string{"", "etc"} {
		for id := range earnedWith(genres(slices.Repeat([]string{g}, 30)...), 0, seoul) {
			if strings.HasPrefix(id, genreTitlePrefix) || id == "gourmet" {
				t.Errorf("30 pieces of genre %q earned %s", g, id)
			}
		}
	}
}

func TestD36_TheDayOfMakingIsThatWhereThePersonLives(t *testing.T) {
	// 2026-08-03 23:30 in Seoul is 14:30 UTC, and 10:30 of the same day in New York.
	late, early := at("2026-08-03 23:30:00"), at("2026-08-04 00:30:00")
	for _, c := range []struct {
		made time.Time
		zone string
		day  string
		want bool
	}{
		{late, seoul, "2026-08-03", true},
		{late, seoul, "2026-08-02", false},
		{early, seoul, "2026-08-03", false}, // half past midnight is the next day,
		{early, seoul, "2026-08-04", true},
		{early, "America/New_York", "2026-08-03", true}, // but not everywhere
		{early, "America/New_York", "2026-08-04", false},
		{early, "Nowhere/Gone", "2026-08-04", true}, // a zone that isn't known any more is the usual one
		{early, "", "2026-08-04", true},
	} {
		_, got := earnedWith(one(func(a *Attendance) { a.Day, a.MadeAt = c.day, c.made }), 0, c.zone)["fresh"]
		if got != c.want {
			t.Errorf("seen on %s, made at %s in %s: %v", c.day, c.made, c.zone, got)
		}
	}
	// The same instants are late night in one place and the afternoon in another.
	night := []string{"2026-08-10 00:10:00", "2026-08-10 00:20:00", "2026-08-10 00:30:00"}
	if _, got := earnedWith(madeAt(night...), 0, seoul)["night-thoughts"]; !got {
		t.Error("00:30 in Seoul isn't late night")
	}
	if _, got := earnedWith(madeAt(night...), 0, "Europe/Berlin")["night-thoughts"]; got {
		t.Error("17:30 in Berlin is late night")
	}
}

func TestD36_RoomsAndJoining(t *testing.T) {
	for rooms, want := range map[int]bool{0: false, 4: false, 5: true, 6: true} {
		got := earnedWith(nil, rooms, seoul)
		if piece, earned := got["chatterbox"]; earned != want || piece != "" {
			t.Errorf("%d rooms: %v %q", rooms, earned, piece)
		}
		if _, joined := got["newcomer"]; !joined || len(got) > 2 {
			t.Errorf("somebody without pieces has %v", got)
		}
	}
}

func TestD36_AllTitlesOfGenresMakeAnother(t *testing.T) {
	var all []Attendance
	n := 0
	for _, title := range Titles() {
		if title.Group == Genre {
			n++
			all = append(all, genres(slices.Repeat([]string{strings.TrimPrefix(title.ID, genreTitlePrefix)}, 3)...)...)
		}
	}
	for i := range all {
		all[i].PieceID = fmt.Sprintf("p%04d", i)
	}
	conqueror, _ := Find("conqueror")
	if n != 14 || conqueror.Need != n {
		t.Fatalf("%d titles of genres, %d needed", n, conqueror.Need)
	}
	if piece, earned := earnedWith(all, 0, seoul)["conqueror"]; !earned || piece != "p0041" {
		t.Errorf("with all genres: %v %q", earned, piece)
	}
	if _, earned := earnedWith(all[:41], 0, seoul)["conqueror"]; earned {
		t.Error("earned with 13")
	}
	// Thirteen are earned already, whose pieces may be gone; the last one comes true now.
	had := map[string]string{}
	for _, title := range Titles() {
		if title.Group == Genre && title.ID != "genre-horror" {
			had[title.ID] = "p0000"
		}
	}
	var open []Title
	for _, title := range Titles() {
		if _, has := had[title.ID]; !has {
			open = append(open, title)
		}
	}
	attended := genres("horror", "horror", "horror")
	i := slices.IndexFunc(open, func(t Title) bool { return t.ID == "conqueror" })
	if p := measure(open, attended, 0, had)[i]; !p.Reached() || p.PieceID != "p0002" {
		t.Errorf("the fourteenth: %+v", p)
	}
	if len(had) != 13 {
		t.Error("measuring changed what was earned before")
	}
}

func TestProgressIsWhatIsThere(t *testing.T) {
	attended := append(genres("horror", "horror"), prices(won(300_000), nil)...)
	for id, want := range map[string]int{"genre-horror": 2, "big-spender": 300_000, "ten-pieces": 4, "first-piece": 1, "gourmet": 1, "conqueror": 0, "newcomer": 1, "chatterbox": 3} {
		i := slices.IndexFunc(Titles(), func(t Title) bool { return t.ID == id })
		if p := measure(Titles(), attended, 3, nil)[i]; p.Done != want {
			t.Errorf("%s: %d, want %d", id, p.Done, want)
		}
	}
}

// A new title is one entry; what an entry must have is told here.
func TestTitlesAreWhole(t *testing.T) {
	ids, names := map[string]bool{}, map[string]bool{}
	for _, title := range Titles() {
		if ids[title.ID] || title.ID == "" || len(title.ID) > 40 || strings.ToLower(title.ID) != title.ID {
			t.Errorf("the id %q is taken, empty, too long or no slug", title.ID)
		}
		if names[title.Name.Ko] || names[title.Name.En] || title.Name.Ko == "" || title.Name.En == "" || title.Rule.Ko == "" || title.Rule.En == "" {
			t.Errorf("%s: names %+v, rule %+v", title.ID, title.Name, title.Rule)
		}
		ids[title.ID], names[title.Name.Ko], names[title.Name.En] = true, true, true
		if !slices.Contains(ticket.Emblems(), title.Emblem) || !slices.Contains(Groups(), title.Group) || title.Need < 1 {
			t.Errorf("%s: emblem %q, group %q, need %d", title.ID, title.Emblem, title.Group, title.Need)
		}
	}
	if len(ids) != 35 {
		t.Errorf("%d titles", len(ids))
	}
}
