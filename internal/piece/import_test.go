package piece

import (
	"context"
	"fmt"
	"testing"
)

// shelf has titles, in the order in which they were made.
type shelf struct {
	Store
	titled []Titled
}

func (s shelf) Titled(_ context.Context, _ string, first, last Day, after string, limit int) (found []Titled, err error) {
	for _, p := range s.titled {
		if p.ID > after && p.Day >= first && p.Day <= last && len(found) < limit {
			found = append(found, p)
		}
	}
	return found, nil
}

// Who marks all films that they have ever seen on one day has thousands of that day.
func TestADayOfAnyLengthHidesNoDoublesBehindIt(t *testing.T) {
	var s shelf
	for i := range 3 * manyPieces {
		s.titled = append(s.titled, Titled{ID: fmt.Sprintf("%05d", i), Title: fmt.Sprint("영화 ", i), Day: "2024-01-01"})
	}
	s.titled = append(s.titled, Titled{"90000", "헤어질 결심", "2024-01-02"}, Titled{"90001", "헤어질결심", "2024-01-02"}, Titled{"90002", "기생충", "2025-01-01"})
	found, err := (&Service{Deps: Deps{Store: s}}).Attended(t.Context(), "지은", "2024-01-01", "2024-12-31")
	if err != nil {
		t.Fatal(err)
	}
	if got := found[SameOf("2024-01-02", "헤어질 결심")]; got != "90000" || len(found) != 3*manyPieces+1 {
		t.Errorf("found %q among %d", got, len(found))
	}
}
