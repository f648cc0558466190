package share

import (
	"errors"
	"strings"
	"testing"
	"time"

	"piece/internal/piece"
	"piece/internal/platform/errs"
)

func mustTime(t *testing.T, s string) time.Time {
	t.Helper()
	at, err := time.Parse(time.RFC3339, s)
	if err != nil {
		t.Fatal(err)
	}
	return at.UTC()
}

// D24: a link ends with the end of its last day where that day is, whatever clocks do there.
func TestD24_TheEndOfADayIsThatOfItsTimeZone(t *testing.T) {
	for _, c := range []struct{ day, zone, want string }{
		{"2026-08-03", "Asia/Seoul", "2026-08-04T00:00:00+09:00"},
		{"2026-08-03", "UTC", "2026-08-04T00:00:00Z"},
		{"2026-12-31", "America/Los_Angeles", "2027-01-01T00:00:00-08:00"},
		{"2028-02-28", "Asia/Seoul", "2028-02-29T00:00:00+09:00"},
		{"2026-03-07", "America/New_York", "2026-03-08T00:00:00-05:00"},
		{"2026-03-08", "America/New_York", "2026-03-09T00:00:00-04:00"},  // a day of 23 hours
		{"2026-10-31", "America/New_York", "2026-11-01T00:00:00-04:00"},  // …
		{"2026-11-01", "America/New_York", "2026-11-02T00:00:00-05:00"},  // … and one of 25
		{"2018-11-03", "America/Sao_Paulo", "2018-11-04T01:00:00-02:00"}, // the next day begins at one
		{"2018-02-17", "America/Sao_Paulo", "2018-02-18T00:00:00-03:00"}, // its last hour comes twice
		{"2011-12-29", "Pacific/Apia", "2011-12-31T00:00:00+14:00"},      // the 30th was left out there
		{"2011-12-30", "Pacific/Apia", "2011-12-31T00:00:00+14:00"},
		{"2026-08-03", "Pacific/Kiritimati", "2026-08-04T00:00:00+14:00"},
		{"2026-08-03", "Etc/GMT+12", "2026-08-04T00:00:00-12:00"},
		{"2026-08-03", "Asia/Kathmandu", "2026-08-04T00:00:00+05:45"},
	} {
		z, err := time.LoadLocation(c.zone)
		if err != nil {
			t.Fatal(err)
		}
		if got := endOf(piece.Day(c.day), z); !got.Equal(mustTime(t, c.want)) {
			t.Errorf("%s in %s ends at %v, want %s", c.day, c.zone, got.In(z), c.want)
		}
	}
}

func TestD24_ALinkWorksUntilItsEndAndNotLonger(t *testing.T) {
	end := mustTime(t, "2026-08-03T15:00:00Z") // midnight in Seoul
	n := NewLink{EndsOn: "2026-08-03"}
	got, err := n.end(end.Add(-time.Microsecond))
	if err != nil || !got.Equal(end) {
		t.Errorf("ends at %v, %v", got, err)
	}
	for _, c := range []struct {
		at   time.Time
		want bool
	}{{end.Add(-time.Microsecond), false}, {end, true}, {end.Add(time.Hour), true}} {
		if got := (Link{EndsAt: end}).Ended(c.at); got != c.want {
			t.Errorf("ended at %v: %v", c.at, got)
		}
	}
	if (Link{}).Ended(end) {
		t.Error("a link without an end ended")
	}
}

func TestWhatALinkMayBe(t *testing.T) {
	now := mustTime(t, "2026-08-03T15:00:00Z") // the 4th in Seoul, still the 3rd in Lisbon
	for _, c := range []struct {
		link        NewLink
		field, code string
	}{
		{NewLink{}, "", ""},
		{NewLink{EndsOn: "2026-08-04"}, "", ""},
		{NewLink{EndsOn: "2026-08-03", TimeZone: "Europe/Lisbon"}, "", ""},
		{NewLink{EndsOn: "2100-12-31"}, "", ""},
		{NewLink{EndsOn: "2026-08-03"}, "body.endsOn", "past"},
		{NewLink{EndsOn: "2026-02-29"}, "body.endsOn", "day"},
		{NewLink{EndsOn: "tomorrow"}, "body.endsOn", "day"},
		{NewLink{EndsOn: "2101-01-01"}, "body.endsOn", "out_of_range"},
		{NewLink{EndsOn: "2026-08-04", TimeZone: "Asia/Atlantis"}, "body.timeZone", "time_zone"},
		{NewLink{TimeZone: "Local"}, "body.timeZone", "time_zone"},
		{NewLink{TimeZone: "../../etc/passwd"}, "body.timeZone", "time_zone"},
		{NewLink{TimeZone: strings.Repeat("a", 65)}, "body.timeZone", "time_zone"},
		{NewLink{TimeZone: "서울"}, "body.timeZone", "time_zone"},
	} {
		err := c.link.Check(now)
		if c.code == "" {
			if err != nil {
				t.Errorf("%+v: %v", c.link, err)
			}
			continue
		}
		e := errs.As(err)
		if !errors.Is(err, errs.Invalid) || len(e.Fields) != 1 || e.Fields[0].Path != c.field || e.Fields[0].Code != c.code {
			t.Errorf("%+v: %v", c.link, err)
		}
	}
	if err := (NewFeed{}).Check(); !errors.Is(err, errs.Invalid) {
		t.Errorf("a feed without a time zone: %v", err)
	}
}

func TestTokensCanNotBeGuessedAndSurviveMessengers(t *testing.T) {
	seen := map[string]bool{}
	for range 2000 {
		token := newToken()
		if seen[token] || !isToken(token) || len(token)*6 < 128 || strings.HasSuffix(token, "-") || strings.HasSuffix(token, "_") {
			t.Fatalf("token %q", token)
		}
		seen[token] = true
	}
	good := newToken()
	for _, s := range []string{"", good[1:], good + "A", "=" + good[1:], "%" + good[1:], "\n" + good[1:], strings.Repeat("가", 8)} {
		if isToken(s) {
			t.Errorf("%q is taken for a token", s)
		}
	}
}
