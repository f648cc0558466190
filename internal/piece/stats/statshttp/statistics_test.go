package statshttp_test

import (
	"encoding/json"
	"net/http"
	"strings"
	"testing"

	"piece/internal/piece/stats/statshttp"
	"piece/internal/platform/httpapi/httpapitest"
	"piece/internal/platform/sqldb"
	"piece/internal/platform/sqldb/sqldbtest"
)

func TestAYearIsComparedUntilTodayOnly(t *testing.T) {
	each(t, func(t *testing.T, h *house) {
		owner := newID()
		h.make(owner, "day", "2026-08-03", "price", 10_000)
		h.make(owner, "day", "2026-08-04", "price", 500) // booked
		h.make(owner, "day", "2025-08-03", "price", nil)
		h.make(owner, "day", "2025-08-04", "price", 700)
		h.make(owner, "day", "2024-12-31")
		running := h.statistics(owner, "2026")
		b := running.Before
		if running.Total.Pieces != 2 || b.Year != 2025 || b.Through != "2026-08-03" || b.Now.Pieces != 1 || b.Now.Spent != 10_000 || b.Then.Pieces != 1 || b.Then.Priced != 0 || b.Months[7].Pieces != 2 {
			t.Errorf("%+v, before %+v", running.Total, b)
		}
		over := h.statistics(owner, "2025").Before
		if over.Year != 2024 || over.Through != "" || over.Now.Pieces != 2 || over.Then.Pieces != 1 {
			t.Errorf("before %+v", over)
		}
		if all := h.statistics(owner, ""); all.Before != nil || all.Days != nil || all.Year != 0 || all.Total.Pieces != 5 {
			t.Errorf("of all years %+v", all)
		}
		// on 28 February the 29th of a leap year before is still to come
		h.make(owner, "day", "2024-02-29")
		a := h.Wants(http.StatusOK, owner, "GET", "/statistics?year=2025&today=2025-02-28", nil)
		if then := httpapitest.Read[statshttp.Statistics](t, a).Before.Then; then.Pieces != 0 {
			t.Errorf("until 28 February %+v", then)
		}
	})
}

func TestWhatIsNoYearAndNoDayIsRefused(t *testing.T) {
	h := open(t, sqldbtest.SQLite(t))
	for path, want := range map[string]string{
		"/statistics?year=1899": "query.year", "/statistics?year=2101": "query.year", "/statistics?year=x": "query.year",
		"/statistics?today=2026-02-30": "query.today:day", "/statistics?today=1899-12-31": "query.today:day", "/recaps/2026?today=today": "query.today:day",
	} {
		if got := h.Wants(http.StatusUnprocessableEntity, newID(), "GET", path, nil).Problem(); !strings.Contains(got, want) {
			t.Errorf("%s: %s", path, got)
		}
	}
	for _, year := range []string{"2026", "0", "-1", "99999"} {
		if got := h.Wants(http.StatusNotFound, newID(), "GET", "/recaps/"+year, nil).Problem(); got != "too_few_pieces" {
			t.Errorf("recap of %s: %s", year, got)
		}
	}
	h.Wants(http.StatusUnprocessableEntity, newID(), "GET", "/recaps/2026/card.webp?format=square", nil)
}

// D12, D13: whoever asks is told of their own pieces and nothing of others', public or not, and
// a guest of none.
func TestD12_StatisticsAreOfTheCallerAlone(t *testing.T) {
	each(t, func(t *testing.T, h *house) {
		owner, other := newID(), newID()
		for range 3 {
			h.make(owner, "visibility", "public", "venue", "블루스퀘어", "price", 1000)
		}
		mine := h.make(other, "venue", "예술의전당")
		if got := h.statistics(other, "2026"); got.Total.Pieces != 1 || got.Venues.Names != 1 || got.Venues.Items[0].Name != "예술의전당" {
			t.Errorf("somebody else sees %+v", got)
		}
		years := httpapitest.Read[statshttp.StatisticsYears](t, h.Wants(http.StatusOK, other, "GET", "/statistics/years", nil))
		if len(years.Items) != 1 || years.Items[0].Pieces != 1 || years.Items[0].Recap {
			t.Errorf("years %+v", years)
		}
		for _, path := range []string{"/statistics", "/statistics/years", "/recaps/2026", "/recaps/2026/card.webp"} {
			h.Wants(http.StatusUnauthorized, "", "GET", path, nil)
			if a := h.Do(httpapitest.Admin, "GET", path, nil); strings.Contains(string(a.Body), mine.ID) || strings.Contains(string(a.Body), "블루스퀘어") {
				t.Errorf("%s tells an admin %s", path, a.Body)
			}
		}
	})
}

// The number of queries does not grow with the pieces (defect D20), and none of them writes (D37).
func TestD20_StatisticsTakeAConstantNumberOfQueries(t *testing.T) {
	each(t, func(t *testing.T, h *house) {
		owner, cake := newID(), newID()
		pools := []*sqldbtest.Watcher{sqldbtest.Watch(t, h.db.Reader(), h.db.Writer())}
		count := func() map[string]int {
			out := map[string]int{}
			for _, path := range []string{"/statistics", "/statistics?year=2026", "/statistics/years", "/recaps/2026"} {
				pools[0].Seen()
				h.Wants(http.StatusOK, owner, "GET", path, nil)
				for _, q := range pools[0].Seen() {
					if strings.HasPrefix(q, "SELECT") {
						out[path]++
					} else if h.db.Home == sqldb.SQLite && !strings.HasPrefix(strings.ToUpper(q), "BEGIN") && !strings.HasPrefix(strings.ToUpper(q), "COMMIT") {
						t.Errorf("%s asks %s", path, q)
					}
				}
			}
			return out
		}
		for range 3 {
			h.make(owner, "cakeId", cake, "venue", "블루스퀘어", "cast", "김파도")
		}
		few := count()
		for range 12 {
			h.make(owner, "cakeId", newID(), "venue", newID(), "cast", newID())
		}
		many := count()
		for path, n := range few {
			if many[path] != n || n == 0 {
				t.Errorf("%s: %d queries with few pieces, %d with many", path, n, many[path])
			}
		}
	})
}

func TestARecap(t *testing.T) {
	each(t, func(t *testing.T, h *house) {
		owner, cake := newID(), newID()
		h.make(owner, "day", "2025-12-30", "venue", "블루스퀘어", "cakeId", cake)
		first := h.make(owner, "day", "2026-01-01", "venue", "블루 스퀘어", "seat", "1층 C열 14번", "halfStars", 10, "cast", "김파도", "price", 100_000)
		loved := h.make(owner, "day", "2026-03-02", "venue", "LG아트센터", "seat", "C열 1번", "halfStars", 10, "cast", "이노래, 김파도", "price", 0, "kind", "movie")
		h.make(owner, "day", "2026-03-09", "venue", "lg 아트센터", "seat", "A열 1번", "halfStars", 3, "cakeId", cake)
		last := h.make(owner, "day", "2026-03-16", "time", "19:30", "venue", "블루스퀘어", "visibility", "public")
		h.make(owner, "day", "2026-03-16", "time", "10:00")
		h.Wants(http.StatusOK, newID(), "PUT", "/pieces/"+last.ID+"/heart", nil) // of fewer stars
		h.Wants(http.StatusOK, owner, "PUT", "/pieces/"+loved.ID+"/heart", nil)

		r := h.recap(owner, "2026")
		if r.First.ID != first.ID || r.Last.ID != last.ID || r.Loved.ID != loved.ID || r.Hearts != 1 {
			t.Errorf("first %s, last %s, loved %s with %d", r.First.Title, r.Last.Title, r.Loved.ID, r.Hearts)
		}
		if r.Busiest.Month != 3 || r.Busiest.Pieces != 4 || r.Total.Pieces != 5 || r.Total.Spent != 100_000 || *r.Total.PerViewing != 50_000 {
			t.Errorf("busiest %+v, total %+v", r.Busiest, r.Total)
		}
		if *r.Place != (statshttp.NameCount{Name: "LG아트센터", Pieces: 2}) { // of two that are as many, by name
			t.Errorf("place %+v", *r.Place)
		}
		if *r.Artist != (statshttp.NameCount{Name: "김파도", Pieces: 2}) || *r.SeatRow != (statshttp.NameCount{Name: "C", Pieces: 2}) {
			t.Errorf("artist %+v, row %+v", *r.Artist, *r.SeatRow)
		}
		if r.Streak != (statshttp.RecapStreak{Weeks: 3, First: "2026-03-02", Last: "2026-03-16"}) {
			t.Errorf("streak %+v", r.Streak)
		}
		if r.NewVenues.Total != 1 || r.NewVenues.Names[0] != "LG아트센터" || r.Viewings.Again != 1 || r.Viewings.Works != 1 {
			t.Errorf("new %+v, viewings %+v", r.NewVenues, r.Viewings)
		}
		if len(r.Tickets) != 5 || r.Tickets[0].ID != first.ID || r.Tickets[4].ID != last.ID || r.Tickets[0].FrontSmall != first.Ticket.FrontSmall {
			t.Errorf("tickets %+v", r.Tickets)
		}
		if r.Before.Year != 2025 || r.Before.Then.Pieces != 0 || r.Before.Months[11].Pieces != 1 {
			t.Errorf("before %+v", r.Before)
		}
		if got := h.Do(owner, "GET", "/recaps/2025", nil).Problem(); got != "too_few_pieces" {
			t.Errorf("the year of one piece: %s", got)
		}
	})
}

func TestTheCardOfAYear(t *testing.T) {
	each(t, func(t *testing.T, h *house) {
		owner := newID()
		for _, day := range []string{"2026-01-01", "2026-02-01", "2026-03-01"} {
			h.make(owner, "day", day, "price", 987_654, "companion", "민지")
		}
		card := func(query string, headers ...string) httpapitest.Answer {
			return h.Do(owner, "GET", "/recaps/2026/card.webp"+query, nil, headers...)
		}
		story := card("")
		var told []json.RawMessage
		if err := json.Unmarshal(story.Body, &told); err != nil || string(told[0]) != `"story"` {
			t.Fatalf("%v: %s", err, story.Body)
		}
		if s := string(story.Body); !strings.Contains(s, "관객") || !strings.Contains(s, `"Pieces":3`) || !strings.Contains(s, "Most loved") || strings.Contains(s, "987") || strings.Contains(s, "민지") || strings.Count(s, `"Shape":"stub"`) != 3 {
			t.Errorf("the card tells %s", s)
		}
		if story.Header.Get("Cache-Control") != "private, no-cache" || story.Header.Get("Content-Type") != "image/webp" {
			t.Errorf("headers %v", story.Header)
		}
		tag := story.Header.Get("ETag")
		if again := card("", "If-None-Match", tag); again.Status != http.StatusNotModified || len(again.Body) != 0 {
			t.Errorf("the same card again: %d", again.Status)
		}
		korean, wide := card("", "Accept-Language", "ko", "If-None-Match", tag), card("?format=wide&download=true", "If-None-Match", tag)
		if korean.Status != http.StatusOK || !strings.Contains(string(korean.Body), "가장 사랑한 조각") {
			t.Errorf("in Korean %d %s", korean.Status, korean.Body)
		}
		if !strings.HasPrefix(string(wide.Body), `["wide"`) || !strings.HasPrefix(wide.Header.Get("Content-Disposition"), "attachment") {
			t.Errorf("wide %s, %s", wide.Body, wide.Header.Get("Content-Disposition"))
		}
		h.make(owner, "day", "2026-04-01")
		if changed := card("", "If-None-Match", tag); changed.Status != http.StatusOK {
			t.Errorf("after another piece %d", changed.Status)
		}
	})
}
