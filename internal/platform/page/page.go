// Package page is how lists are read piece by piece: an opaque cursor that names the
// last row seen, so that nothing repeats or is skipped while rows come and go, and a
// cap on the size of a page.
package page

import (
	"encoding/base64"
	"encoding/json"

	"piece/internal/platform/errs"
)

// The number of rows on a page.
const (
	DefaultLimit = 24
	MaxLimit     = 60
)

// Request asks for one page.
type Request struct {
	After Cursor // the keys of the last row seen; empty for the first page
	Limit int    // 1 to MaxLimit
}

// Cursor holds the sort keys of a row, most significant first.
type Cursor []string

// Page is one page of a list.
type Page[T any] struct {
	Items []T
	Next  Cursor // empty on the last page
}

// Limit brings a wished page size into range; 0 asks for the default.
func Limit(n int) int {
	switch {
	case n <= 0:
		return DefaultLimit
	case n > MaxLimit:
		return MaxLimit
	}
	return n
}

// String writes the cursor for a client, "" for an empty one.
func (c Cursor) String() string {
	if len(c) == 0 {
		return ""
	}
	b, _ := json.Marshal([]string(c)) // strings always marshal
	return base64.RawURLEncoding.EncodeToString(b)
}

// Parse reads a cursor of n keys back. "" is the start of the list; anything that we
// did not write is invalid input at the field "query.cursor".
func Parse(s string, n int) (Cursor, error) {
	if s == "" {
		return nil, nil
	}
	var c Cursor
	b, err := base64.RawURLEncoding.DecodeString(s)
	if err == nil {
		err = json.Unmarshal(b, (*[]string)(&c))
	}
	if err != nil || len(c) != n {
		return nil, errs.Invalid.At("query.cursor")
	}
	return c, nil
}

// Cut turns limit+1 rows read from a store into a page: the extra row only says that
// there is more. key gives the sort keys of a row.
func Cut[T any](rows []T, limit int, key func(T) Cursor) Page[T] {
	if len(rows) <= limit {
		return Page[T]{Items: rows}
	}
	rows = rows[:limit]
	return Page[T]{Items: rows, Next: key(rows[limit-1])}
}
