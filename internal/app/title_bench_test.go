package app

import (
	"fmt"
	"strings"
	"testing"
	"time"
)

// manyPiecesLimit is how long an evaluation of somebody with 5,000 pieces may take at most; it is far
// more than it does, so that only an accident fails. docs/measurements/titles.md has the figures.
const manyPiecesLimit = time.Second

// An evaluation reads all pieces of its person, each time that one is made.
func TestAnEvaluationOfManyPiecesIsQuick(t *testing.T) {
	var h *house
	s := openWith(t, reserve(t), func(made *house) { h = made })
	minji := s.join(t, "민지")
	photo := minji.photo()
	minji.piece(photo, minji.artwork(photo))
	var columns []struct{ Name string }
	if err := h.db.Reader().NewRaw("SELECT name FROM pragma_table_info('pieces')").Scan(t.Context(), &columns); err != nil {
		t.Fatal(err)
	}
	var names, values []string
	for _, c := range columns {
		value := map[string]string{
			"id": "printf('%026d', n)", "photo_id": "printf('%026d', n)", "number": "n + 1", "venue": "'극장 ' || (n % 7)", "performers": "'김파도, 한물결, 출연 ' || n",
			"seat": "'1층 F열 ' || n", "kind": "'movie'", "clock": "'14:00'", "genre": "'etc'",
		}[c.Name]
		if value == "" {
			value = c.Name
		}
		names, values = append(names, c.Name), append(values, value)
	}
	fill := fmt.Sprintf("WITH RECURSIVE many(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM many WHERE n < 5000) INSERT INTO pieces (%s) SELECT %s FROM pieces, many WHERE owner_id = ?",
		strings.Join(names, ", "), strings.Join(values, ", "))
	if _, err := h.db.Writer().NewRaw(fill, minji.id).Exec(t.Context()); err != nil {
		t.Fatal(err)
	}
	best := time.Hour
	for range 7 {
		begin := time.Now()
		if _, err := h.titles.Evaluate(t.Context(), minji.id); err != nil {
			t.Fatal(err)
		}
		best = min(best, time.Since(begin))
	}
	if all, err := h.pieces.AllAttendances(t.Context(), minji.id); err != nil || len(all) != 5001 {
		t.Fatalf("%d pieces, %v", len(all), err)
	}
	t.Logf("the best of seven evaluations of 5,001 pieces took %s", best)
	if best > manyPiecesLimit {
		t.Errorf("it took %s", best)
	}
}
