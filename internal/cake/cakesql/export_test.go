package cakesql

import "piece/internal/platform/sqldb/suffix"

// ReachLittle lets search look at so little at a time that small tests meet every bound.
func (s *Store) ReachLittle() {
	s.reach = reach{index: suffix.Reach{Counted: 2, Rare: 6}, shared: 14, examined: 3}
}
