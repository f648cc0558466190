package stats

import (
	"cmp"
	"slices"

	"piece/internal/piece"
)

// ranked counts names over pieces: those that differ in case or blanks alone are one, shown as
// it is written most often.
func ranked(pieces []Texts, names func(Texts) []string) Ranking {
	var r Ranking
	spellings := map[string]map[string]int{}
	for _, p := range pieces {
		found := names(p)
		if len(found) == 0 {
			r.Without++
		}
		for _, name := range found {
			key := piece.NameKey(name)
			if spellings[key] == nil {
				spellings[key] = map[string]int{}
			}
			spellings[key][name]++
		}
	}
	r.Names = len(spellings)
	all := make([]Ranked, 0, len(spellings))
	for _, spelling := range spellings {
		var one Ranked
		most := 0
		for name, n := range spelling {
			one.Pieces += n
			if n > most || n == most && name < one.Name {
				one.Name, most = name, n
			}
		}
		all = append(all, one)
	}
	slices.SortFunc(all, func(a, b Ranked) int {
		return cmp.Or(cmp.Compare(b.Pieces, a.Pieces), cmp.Compare(a.Name, b.Name))
	})
	r.Top = all[:min(len(all), MostRanked)]
	return r
}

func venueOf(p Texts) []string {
	if p.Venue == "" {
		return nil
	}
	return []string{p.Venue}
}

func castOf(p Texts) []string { return piece.SplitNames(p.Cast) }

func directorsOf(p Texts) []string { return piece.SplitNames(p.Director) }
