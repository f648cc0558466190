package page_test

import (
	"encoding/base64"
	"errors"
	"slices"
	"testing"

	"piece/internal/platform/errs"
	"piece/internal/platform/page"
)

func TestLimit(t *testing.T) {
	for n, want := range map[int]int{-1: page.DefaultLimit, 0: page.DefaultLimit, 1: 1, page.MaxLimit: page.MaxLimit, page.MaxLimit + 1: page.MaxLimit, 1 << 40: page.MaxLimit} {
		if got := page.Limit(n); got != want {
			t.Errorf("%d: %d, want %d", n, got, want)
		}
	}
}

func TestCursorComesBackAsItWas(t *testing.T) {
	for _, c := range []page.Cursor{{"2026-08-03", "01k3"}, {""}, {`"`, `\`, "가 🎭"}} {
		got, err := page.Parse(c.String(), len(c))
		if err != nil || !slices.Equal(got, c) {
			t.Errorf("%q: %q, %v", c, got, err)
		}
	}
	if c, err := page.Parse(page.Cursor{}.String(), 2); c != nil || err != nil {
		t.Errorf("the start: %v, %v", c, err)
	}
}

func TestForeignCursorIsInvalidInput(t *testing.T) {
	coded := func(s string) string { return base64.RawURLEncoding.EncodeToString([]byte(s)) }
	for _, s := range []string{"x", "!!!!", coded("nonsense"), coded(`{"a":1}`), coded(`[1,2]`), coded(`null`), page.Cursor{"one"}.String(), page.Cursor{"1", "2", "3"}.String()} {
		_, err := page.Parse(s, 2)
		if !errors.Is(err, errs.Invalid) || errs.As(err).Fields[0].Path != "query.cursor" {
			t.Errorf("%q: %v", s, err)
		}
	}
}

func TestCut(t *testing.T) {
	key := func(s string) page.Cursor { return page.Cursor{s} }
	for _, c := range []struct {
		rows, items []string
		next        page.Cursor
	}{
		{nil, nil, nil},
		{[]string{"a", "b"}, []string{"a", "b"}, nil},
		{[]string{"a", "b", "c"}, []string{"a", "b"}, page.Cursor{"b"}},
	} {
		p := page.Cut(c.rows, 2, key)
		if !slices.Equal(p.Items, c.items) || !slices.Equal(p.Next, c.next) {
			t.Errorf("%v: %+v", c.rows, p)
		}
	}
}
