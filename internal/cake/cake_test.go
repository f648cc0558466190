package cake_test

import (
	"slices"
	"testing"

	"piece/internal/cake"
)

func TestColdWorksAreSortedByWhenTheyCame(t *testing.T) {
	newestFirst := []cake.Work{
		{Opens: "2026-05-01", Year: 1986}, // a new staging of an old musical
		{Opens: "2026-01-01"},
		{Year: 2026},
		{Opens: "2025-12-31", Year: 2025},
		{Year: 1999},
		{},
	}
	if !slices.IsSortedFunc(newestFirst, func(a, b cake.Work) int {
		switch as, bs := a.Since(), b.Since(); {
		case as > bs:
			return -1
		case as < bs:
			return 1
		}
		return 0
	}) {
		t.Error("the newest works don't come first")
	}
}
