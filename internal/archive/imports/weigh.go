package imports

import (
	"context"
	"slices"
)

func (s *Service) interpreter(i *Import) interpreter {
	return interpreter{source: i.Source, plan: i.Plan, check: s.Pieces.Check}
}

// weighAll weighs all rows of an import. The order of month and day is taken from the days where
// one of them tells it.
func (s *Service) weighAll(ctx context.Context, i *Import, rows []Row) error {
	if at, ok := i.Plan.Columns[Day]; ok && i.Plan.Dates == "" && i.Source == Table {
		days := make([]string, len(rows))
		for n := range rows {
			days[n] = rows[n].Cells[at]
		}
		i.Plan.Dates = orderOf(days)
	}
	if err := s.weigh(ctx, i, rows); err != nil {
		return err
	}
	i.Plan.Unclear = slices.ContainsFunc(rows, func(r Row) bool { return slices.Contains(r.Problems, unclearDay) })
	return nil
}

// weigh reads rows by the plan of their import and finds those that are there already: by their
// key, or, unless the person wants them anyway, by day and title. Rows that are done stay so.
func (s *Service) weigh(ctx context.Context, i *Import, rows []Row) error {
	x := s.interpreter(i)
	var keys []string
	var attended []Attendance
	for n := range rows {
		if rows[n].State != RowDone {
			x.interpret(&rows[n])
		}
		keys = append(keys, rows[n].Key)
		attended = append(attended, Attendance{rows[n].Facts[Day], rows[n].Facts[Title]})
	}
	known, err := s.Pieces.Imported(ctx, i.OwnerID, keys)
	if err != nil {
		return err
	}
	there, err := s.Pieces.Attended(ctx, i.OwnerID, attended)
	if err != nil {
		return err
	}
	first := map[string]int{} // the line in which a key comes first
	for n := range rows {
		r := &rows[n]
		before, again := first[r.Key]
		if !again {
			first[r.Key] = r.N
		}
		switch {
		case r.State == RowDone || r.State == RowLeft:
		case known[r.Key] != "":
			r.State, r.PieceID, r.Problems = RowDouble, known[r.Key], nil
		case again:
			r.State, r.Problems = RowDouble, []Problem{twice(before)}
		case r.State == RowReady && there[n] != "" && r.Choice != Anyway:
			r.State, r.PieceID = RowDouble, there[n]
		}
	}
	return nil
}
