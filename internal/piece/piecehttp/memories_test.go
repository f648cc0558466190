package piecehttp_test

import (
	"fmt"
	"net/http"
	"slices"
	"testing"

	"piece/internal/piece/piecehttp"
)

// remembered gives the years ago and titles of a day's memories.
func (h *house) remembered(person, today string) []string {
	h.t.Helper()
	found := []string{}
	for _, m := range read[piecehttp.Memories](h.ask(person, "GET", pieces+"/memories?today="+today, nil).want(http.StatusOK)).Items {
		found = append(found, fmt.Sprint(m.YearsAgo, " ", m.Piece.Title))
	}
	return found
}

func TestD19_OnThisDay(t *testing.T) {
	each(t, sketch{}, func(t *testing.T, h *house) {
		owner, other := newID(), newID()
		for _, day := range []string{
			"2025-08-03", "2020-08-03", "1900-08-03", // one year ago, six, many
			"2026-08-03", "2027-08-03", "2025-08-02", "2025-08-04", "2025-07-03",
			"2024-02-29", "2020-02-29", "2025-02-28", "2024-02-28", "2025-03-01", "2024-12-31", "2025-01-01",
		} {
			h.make(owner, "day", day, "title", day)
		}
		h.make(owner, "day", "2025-08-03", "title", "2025-08-03 밤", "time", "23:59")
		h.make(other, "day", "2025-08-03", "title", "남의 것")
		for today, want := range map[string][]string{
			"2026-08-03": {"1 2025-08-03", "1 2025-08-03 밤", "6 2020-08-03", "126 1900-08-03"},
			"2027-08-03": {"1 2026-08-03", "2 2025-08-03", "2 2025-08-03 밤", "7 2020-08-03", "127 1900-08-03"}, // not what was seen today
			"2025-08-03": {"5 2020-08-03", "125 1900-08-03"},                                                   // nor what is to come
			"2026-08-02": {"1 2025-08-02"},
			"2026-08-04": {"1 2025-08-04"},
			"2026-08-05": {},
			"1900-08-03": {},
			"2028-02-29": {"4 2024-02-29", "8 2020-02-29"},
			"2028-02-28": {"3 2025-02-28", "4 2024-02-28"},
			"2026-02-28": {"1 2025-02-28", "2 2024-02-28", "2 2024-02-29", "6 2020-02-29"}, // has no 29th of its own
			"2026-03-01": {"1 2025-03-01"},
			"2025-12-31": {"1 2024-12-31"},
			"2026-01-01": {"1 2025-01-01"},
			"2100-12-31": {"76 2024-12-31"},
		} {
			if got := h.remembered(owner, today); !slices.Equal(got, want) {
				t.Errorf("on %s: %q, want %q", today, got, want)
			}
		}
		if got := h.remembered(other, "2026-08-03"); !slices.Equal(got, []string{"1 남의 것"}) {
			t.Errorf("another person remembers %q", got)
		}
		for _, today := range []string{"", "2026-02-29", "today", "1899-12-31", "2101-01-01", "2026-08-03T00:30:00"} {
			a := h.ask(owner, "GET", pieces+"/memories?today="+today, nil).want(http.StatusUnprocessableEntity)
			if a.fields()["query.today"] == "" {
				t.Errorf("%q: %s", today, a.body)
			}
		}
		h.ask("", "GET", pieces+"/memories?today=2026-08-03", nil).want(http.StatusUnauthorized)
	})
}

// The server's day is not the person's: at half past midnight in Seoul it is still yesterday
// in UTC, and for somebody in Honolulu at that moment also.
func TestD19_TodayIsThePersonsDay(t *testing.T) {
	each(t, sketch{}, func(t *testing.T, h *house) {
		owner := newID()
		h.make(owner, "day", "2025-08-02", "title", "어제")
		h.make(owner, "day", "2025-08-03", "title", "오늘")
		for instant, today := range map[string]string{
			"2026-08-02T23:59:00+09:00": "2026-08-02", "2026-08-03T00:00:00+09:00": "2026-08-03", "2026-08-03T00:30:00+09:00": "2026-08-03",
			"2026-08-02T05:30:00-10:00": "2026-08-02",
		} {
			h.clock.Set(mustTime(t, instant))
			want := map[string][]string{"2026-08-02": {"1 어제"}, "2026-08-03": {"1 오늘"}}[today]
			if got := h.remembered(owner, today); !slices.Equal(got, want) {
				t.Errorf("%s, on %s: %q", instant, today, got)
			}
		}
	})
}

func TestD19_WhoDoesNotWantToBeRemindedIsNot(t *testing.T) {
	each(t, sketch{}, func(t *testing.T, h *house) {
		owner := newID()
		sad, _ := h.made(owner, "day", "2025-08-03", "title", "슬픈 날", "visibility", "private")
		h.make(owner, "day", "2024-08-03", "title", "좋은 날")
		both, one := []string{"1 슬픈 날", "2 좋은 날"}, []string{"2 좋은 날"}
		if got := h.remembered(owner, "2026-08-03"); !slices.Equal(got, both) {
			t.Errorf("at first %q", got)
		}
		h.patch(owner, sad.ID, draft{"remind": false}).want(http.StatusOK)
		if got := h.remembered(owner, "2026-08-03"); !slices.Equal(got, one) {
			t.Errorf("switched off %q", got)
		}
		h.patch(owner, sad.ID, draft{"remind": true}).want(http.StatusOK)
		if got := h.remembered(owner, "2026-08-03"); !slices.Equal(got, both) {
			t.Errorf("switched on again %q", got)
		}
	})
}

func TestMemoriesAreAtMostFifty(t *testing.T) {
	each(t, sketch{}, func(t *testing.T, h *house) {
		owner := newID()
		for i := range 51 {
			h.make(owner, "day", fmt.Sprintf("%d-08-03", 2025-i%3))
		}
		got := h.remembered(owner, "2026-08-03")
		if len(got) != 50 || got[0][:1] != "1" || got[49][:1] != "3" {
			t.Errorf("%d memories: %q", len(got), got)
		}
	})
}
