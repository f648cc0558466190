package chat

import (
	"errors"
	"fmt"
	"testing"
	"time"

	"piece/internal/platform/clock"
	"piece/internal/platform/errs"
)

var noon = time.Date(2026, 11, 26, 3, 0, 0, 0, time.UTC)

// A bucket gives a burst, then its rate, to each person in each room; full ones are forgotten.
func TestD45_BucketsFillWithTime(t *testing.T) {
	c := clock.NewFake(noon)
	b := newBuckets(c, 2, 12)
	take := func(room, person string, want int) {
		t.Helper()
		for n := 0; ; n++ {
			err := b.take(room, person)
			if err == nil {
				continue
			}
			if !errors.Is(err, ErrFlood) || n != want {
				t.Errorf("%d came through, want %d: %v", n, want, err)
			}
			return
		}
	}
	take("a", "x", 12)
	if wait := errs.As(b.take("a", "x")).RetryAfter; wait != 500*time.Millisecond {
		t.Errorf("wait %v", wait)
	}
	take("a", "y", 12)
	take("b", "x", 12)
	c.Advance(3 * time.Second)
	take("a", "x", 6)
	c.Advance(time.Hour)
	take("a", "x", 12)
	if len(b.all) != 1 {
		t.Errorf("%d are kept", len(b.all))
	}
}

// A place is believed for a few seconds, unless it is dropped before; memory has a bound.
func TestPlacesAreBelievedForAFewSeconds(t *testing.T) {
	c := clock.NewFake(noon)
	p := newPlaces(c)
	known := func(room, person string) bool { _, ok := p.get(room, person); return ok }
	for _, who := range []string{"x", "y"} {
		p.put("a", who, writing{room: Room{ID: "a"}})
		p.put("b", who, writing{room: Room{ID: "b"}})
	}
	p.drop("a", "x")
	if known("a", "x") || !known("a", "y") || !known("b", "x") || known("b", "z") {
		t.Error("another place was dropped")
	}
	p.dropRoom("b")
	if known("b", "x") || known("b", "y") || !known("a", "y") {
		t.Error("another room was dropped")
	}
	c.Advance(placeFor)
	if known("a", "y") {
		t.Error("it is believed for longer")
	}
	for i := range placesMax + 10 {
		p.put("a", fmt.Sprint(i), writing{})
	}
	if len(p.all) > placesMax || !known("a", fmt.Sprint(placesMax+9)) {
		t.Errorf("%d are kept", len(p.all))
	}
}

// What is an emoji is shown as one; what is typed is not.
func TestEmoji(t *testing.T) {
	for s, want := range map[string]bool{
		"😀": true, "❤": true, "❤️": true, "👨‍👩‍👧‍👦": true, "👩🏻‍❤️‍💋‍👨🏾": true, "🇰🇷": true, "🏴󠁧󠁢󠁥󠁮󠁧󠁿": true, "1️⃣": true, "©": true,
		"": false, " ": false, "a": false, "가": false, "1": false, "😀😀": false, "<": false, "\u200d": false, "\u202e😀😀": false, "a\u0301": false,
	} {
		if _, err := cleanEmoji("emoji", s); (err == nil) != want {
			t.Errorf("%q: %v", s, err)
		}
	}
}
