package id_test

import (
	"bytes"
	"strings"
	"testing"
	"time"

	"piece/internal/platform/clock"
	"piece/internal/platform/id"
)

func TestNewSortsByTimeAndNeverRepeats(t *testing.T) {
	c := clock.NewFake(time.Date(2026, 8, 3, 12, 0, 0, 0, time.UTC))
	seen := map[string]bool{}
	last := ""
	for range 100 {
		batch := ""
		for range 10 {
			s := id.New(c)
			if len(s) != id.Len || !id.Valid(s) || seen[s] {
				t.Fatalf("have %q", s)
			}
			if s <= last {
				t.Fatalf("%s is later but sorts before %s", s, last)
			}
			seen[s], batch = true, max(batch, s)
		}
		last = batch
		c.Advance(time.Millisecond)
	}
}

func TestValid(t *testing.T) {
	good := id.New(clock.System{})
	for s, want := range map[string]bool{
		good: true, strings.Repeat("0", 26): true, "7" + strings.Repeat("z", 25): true,
		"": false, good[1:]: false, good + "0": false, strings.ToUpper(good): false,
		"8" + strings.Repeat("0", 25):  false, // more than 128 bits
		strings.Repeat("0", 25) + "i":  false, // not in the alphabet
		strings.Repeat("0", 25) + "'":  false,
		strings.Repeat("0", 23) + "가":  false,
		strings.Repeat("0", 25) + "\n": false,
	} {
		if got := id.Valid(s); got != want {
			t.Errorf("%q: %v", s, got)
		}
	}
}

func TestBytesSortLikeTheId(t *testing.T) {
	c := clock.NewFake(time.Date(2026, 8, 3, 12, 0, 0, 0, time.UTC))
	var last []byte
	for range 20 {
		s := id.New(c)
		b := id.Bytes(s)
		if back, err := id.FromBytes(b); back != s || err != nil || len(b) != 16 || bytes.Compare(last, b) >= 0 {
			t.Errorf("%s became %x and %s, %v", s, b, back, err)
		}
		last = b
		c.Advance(time.Millisecond)
	}
	if id.Bytes("x") != nil {
		t.Error("bytes of what is no id")
	}
	if _, err := id.FromBytes([]byte{1}); err == nil {
		t.Error("an id of one byte")
	}
}
