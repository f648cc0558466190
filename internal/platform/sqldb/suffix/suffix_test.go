package suffix_test

import (
	"slices"
	"strings"
	"testing"

	"piece/internal/platform/sqldb"
	"piece/internal/platform/sqldb/sqldbtest"
	"piece/internal/platform/sqldb/suffix"
)

// shelf is an index of plain words, numbered by their place.
type shelf struct {
	suffix.Table[int64]
	t     *testing.T
	words []string
}

func each(t *testing.T, run func(s *shelf)) {
	sqldbtest.Each(t, func(t *testing.T, db *sqldb.DB) {
		_, err := db.Writer().ExecContext(t.Context(), "CREATE TABLE word_suffixes (suffix varbinary(24) NOT NULL, word bigint NOT NULL, PRIMARY KEY (suffix, word))")
		if err != nil {
			t.Fatal(err)
		}
		s := &shelf{Table: suffix.New[int64](db, "word_suffixes", "word"), t: t, words: []string{"banana", "ananas", "band", "an", "cab", "nab"}}
		var rows []suffix.Row[int64]
		for i, word := range s.words {
			for _, x := range suffixes(word) {
				rows = append(rows, suffix.Row[int64]{Suffix: x, Key: int64(i)})
			}
		}
		for range 2 { // again is fine
			if err := s.Add(t.Context(), db.Writer(), rows); err != nil {
				t.Fatal(err)
			}
		}
		run(s)
		if err := s.Remove(t.Context(), db.Writer(), 2, suffixes("band")); err != nil {
			t.Fatal(err)
		}
		s.words[2] = ""
		run(s)
	})
}

func suffixes(word string) (rows [][]byte) {
	for i := range word {
		rows = append(rows, []byte(word[i:]))
	}
	return rows
}

// set gives the range of a word, in the form of another package.
func set(part string) []struct{ From, To []byte } {
	to := []byte(part)
	to[len(to)-1]++
	return []struct{ From, To []byte }{{[]byte(part), to}}
}

func TestLastGivesWhatHasAPart(t *testing.T) {
	each(t, func(s *shelf) {
		for _, reach := range []suffix.Reach{{Counted: 2, Rare: 1000}, {Counted: 2, Rare: 0, Runs: 100}} { // sorted, or merged
			for _, part := range []string{"a", "an", "ana", "nab", "b", "zoo", "and"} {
				for _, before := range []int64{-1, 1, 3, 4} {
					var want []int64
					for i, word := range slices.Backward(s.words) {
						if strings.Contains(word, part) && (before < 0 || int64(i) < before) && len(want) < 2 {
							want = append(want, int64(i))
						}
					}
					from := &before
					if before < 0 {
						from = nil
					}
					got, err := s.Last(s.t.Context(), reach, suffix.Ranges([][]struct{ From, To []byte }{set(part), set(part[:1])}), from, 2)
					if err != nil {
						s.t.Fatal(err)
					}
					if got == nil || !slices.Equal(got, want) {
						s.t.Errorf("%+v, %q before %d: %v, want %v", reach, part, before, got, want)
					}
				}
			}
		}
	})
}

func TestWhatWouldAskForTooMuchIsNotFound(t *testing.T) {
	each(t, func(s *shelf) {
		sets := suffix.Ranges([][]struct{ From, To []byte }{set("a"), set("n")})
		if got, err := s.Last(s.t.Context(), suffix.Reach{Counted: 1, Rare: 2, Runs: 2}, sets, nil, 5); got != nil || err != nil {
			s.t.Errorf("found %v, %v", got, err)
		}
		ranges, few, err := s.Narrowest(s.t.Context(), suffix.Reach{Counted: 2, Rare: 7}, sets)
		if err != nil || !few || len(ranges) != 1 || string(ranges[0].From) != "n" {
			s.t.Errorf("the narrowest is %q, %v, %v", ranges, few, err)
		}
	})
}

func TestBothGivesWhatHasTwoParts(t *testing.T) {
	each(t, func(s *shelf) {
		for _, parts := range [][2]string{{"an", "b"}, {"ana", "nas"}, {"b", "zoo"}, {"a", "a"}} {
			var want []int64
			for i, word := range s.words {
				if strings.Contains(word, parts[0]) && strings.Contains(word, parts[1]) {
					want = append(want, int64(i))
				}
			}
			sets := suffix.Ranges([][]struct{ From, To []byte }{set(parts[0]), set(parts[1])})
			got, err := s.Both(s.t.Context(), sets[0], sets[1], 10)
			if err != nil {
				s.t.Fatal(err)
			}
			if slices.Sort(got); !slices.Equal(got, want) {
				s.t.Errorf("%q: %v, want %v", parts, got, want)
			}
			if some, err := s.Both(s.t.Context(), sets[0], sets[1], 1); err != nil || len(some) != min(1, len(want)) {
				s.t.Errorf("%q: one of them is %v, %v", parts, some, err)
			}
		}
	})
}
