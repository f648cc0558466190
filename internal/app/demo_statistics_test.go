package app

import (
	"fmt"
	"maps"
	"net/http"
	"testing"

	"piece/internal/demo"
	"piece/internal/piece/stats/statshttp"
)

// checkDemoStatistics counts a person's visits by hand, as they were planned, and compares what
// the program tells of the pieces that they became.
func checkDemoStatistics(t *testing.T, v *visitor, plan demo.Plan, who int) {
	t.Helper()
	const every = 0
	for _, year := range []int{every, 2026, 2025, 2024} {
		var pieces, priced, halves int
		var spent int64
		kinds, months, venues := map[string]int{}, map[int]int{}, map[string]bool{}
		for _, visit := range plan.Visits {
			if visit.Person != who || year != every && visit.Day.Year() != year {
				continue
			}
			pieces++
			halves += visit.HalfStars
			kinds[visit.Kind]++
			months[int(visit.Day.Month())]++
			if visit.Price != nil {
				priced++
				spent += *visit.Price
			}
			if visit.Venue != "" {
				venues[visit.Venue] = true
			}
		}
		query := ""
		if year != every {
			query = fmt.Sprint("&year=", year)
		}
		var got statshttp.Statistics
		v.must(http.StatusOK, "GET", "/api/v1/statistics?today=2026-11-26"+query, nil, &got)
		gotKinds, gotMonths := map[string]int{}, map[int]int{}
		for _, k := range got.Kinds {
			gotKinds[k.Kind] = k.Pieces
		}
		for i, m := range got.Months {
			if m.Pieces > 0 {
				gotMonths[i+1] = m.Pieces
			}
		}
		stars := 0
		for i, n := range got.Stars {
			stars += n * (i + 1)
		}
		if got.Total.Pieces != pieces || got.Total.Priced != priced || got.Total.Spent != spent || stars != halves || got.Venues.Names != len(venues) ||
			!maps.Equal(gotKinds, kinds) || !maps.Equal(gotMonths, months) {
			t.Errorf("person %d, year %d: %+v, kinds %v, months %v; want %d pieces, %d won over %d, %d half stars, kinds %v, months %v, %d venues",
				who, year, got.Total, gotKinds, gotMonths, pieces, spent, priced, halves, kinds, months, len(venues))
		}
	}
}
