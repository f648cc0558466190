package seal_test

import (
	"bytes"
	"errors"
	"strings"
	"testing"
	"time"

	"piece/internal/platform/clock"
	"piece/internal/platform/seal"
)

type secret struct{ Word string }

func TestWhatIsSealedComesBackToItsUseInItsTime(t *testing.T) {
	c := clock.NewFake(time.Date(2026, 8, 3, 12, 0, 0, 0, time.UTC))
	box, err := seal.New(bytes.Repeat([]byte{7}, seal.KeySize), c)
	if err != nil {
		t.Fatal(err)
	}
	other, err := seal.New(bytes.Repeat([]byte{8}, seal.KeySize), c)
	if err != nil {
		t.Fatal(err)
	}
	text, err := box.Seal("coming in", secret{"sesame"}, c.Now().Add(time.Minute))
	if err != nil {
		t.Fatal(err)
	}
	again, _ := box.Seal("coming in", secret{"sesame"}, c.Now().Add(time.Minute))
	if strings.Contains(text, "sesame") || text == again {
		t.Errorf("sealed as %q and %q", text, again)
	}
	var got secret
	if err := box.Open("coming in", text, &got); err != nil || got.Word != "sesame" {
		t.Errorf("%+v, %v", got, err)
	}
	if err := box.Open("going out", text, &got); !errors.Is(err, seal.ErrBroken) {
		t.Errorf("another use: %v", err)
	}
	if err := other.Open("coming in", text, &got); !errors.Is(err, seal.ErrBroken) {
		t.Errorf("another key: %v", err)
	}
	changed := []byte(text)
	changed[len(changed)/2] ^= 1
	for _, bad := range []string{"", "x", "=", string(changed), text[:len(text)-4], text + "AAAA"} {
		if err := box.Open("coming in", bad, &got); !errors.Is(err, seal.ErrBroken) {
			t.Errorf("%q: %v", bad, err)
		}
	}
	c.Advance(time.Minute)
	if err := box.Open("coming in", text, &got); !errors.Is(err, seal.ErrBroken) {
		t.Errorf("after its time: %v", err)
	}
}
