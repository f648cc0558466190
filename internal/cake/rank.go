package cake

import "slices"

// ranks are the sources from the lowest rank on; those of one line are equal.
var ranks = [][]Source{{Starter}, {KOBIS}, {KOPIS, TMDB}, {Hand}}

// Outranks tells whether the source writes the facts of a cake that the other wrote before.
// Of equals the first keeps writing them, or a cake would change with every run.
func (s Source) Outranks(o Source) bool { return s.rank() > o.rank() }

func (s Source) rank() int {
	return slices.IndexFunc(ranks, func(equal []Source) bool { return slices.Contains(equal, s) })
}

// Fill takes over what the other knows and the work doesn't. Facts that only make sense
// together, as first and last day do, are taken together.
func (w *Work) Fill(from *Work) {
	fill(&w.Original, from.Original)
	fill(&w.Year, from.Year)
	if w.Opens == "" && w.Closes == "" && !w.OpenRun {
		w.Opens, w.Closes, w.OpenRun = from.Opens, from.Closes, from.OpenRun
	}
	if w.Venue == "" && w.Area == "" {
		w.Venue, w.Area = from.Venue, from.Area
	}
	fill(&w.Genres, from.Genres)
	fill(&w.Minutes, from.Minutes)
	fill(&w.Age, from.Age)
	fill(&w.Times, from.Times)
	fill(&w.Synopsis, from.Synopsis)
	fill(&w.Link, from.Link)
	if len(w.Prices) == 0 {
		w.Prices = from.Prices
	}
	if len(w.Credits) == 0 {
		w.Credits = from.Credits
	}
}

func fill[T comparable](to *T, from T) {
	var unknown T
	if *to == unknown {
		*to = from
	}
}
