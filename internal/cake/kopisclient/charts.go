package kopisclient

import (
	"context"
	"errors"
	"fmt"
	"net/url"
	"slices"
	"strconv"

	"piece/internal/cake"
	"piece/internal/cake/source"
)

// charts tells the box office of the last days. One that is empty isn't told: the last one
// stays until there is another.
func (s *Source) charts(ctx context.Context, to source.Sink) error {
	last := cake.Today(s.Clock.Now()).Add(-1)
	var faults []error
	for _, c := range categories {
		if !c.chart {
			continue
		}
		chart, err := s.chart(ctx, c, last)
		if err == nil && len(chart.Entries) > 0 {
			err = to.Chart(ctx, chart)
		}
		if err != nil {
			faults = append(faults, fmt.Errorf("box office of %s: %w", c.kind, err))
		}
	}
	return errors.Join(faults...)
}

func (s *Source) chart(ctx context.Context, c category, last cake.Day) (cake.Chart, error) {
	doc, err := s.document(ctx, pathBoxOffice, url.Values{
		"stdate": {asked(last.Add(1 - chartDays))}, "eddate": {asked(last)}, "catecode": {c.code},
	}, rootBoxOffice)
	if err != nil {
		return cake.Chart{}, err
	}
	chart := cake.Chart{Kind: c.kind, Source: cake.KOPIS, Day: last}
	for _, p := range doc.Places {
		code := trim(p.Code)
		rank, err := strconv.Atoi(trim(p.Rank))
		there := slices.ContainsFunc(chart.Entries, func(e cake.ChartEntry) bool { return e.Code == code || e.Rank == rank })
		if err == nil && rank > 0 && isCode(code) && !there {
			chart.Entries = append(chart.Entries, cake.ChartEntry{Code: code, Rank: rank})
		}
	}
	slices.SortFunc(chart.Entries, func(a, b cake.ChartEntry) int { return a.Rank - b.Rank })
	return chart, nil
}
