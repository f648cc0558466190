package readingtest_test

import (
	"bytes"
	"encoding/json"
	"flag"
	"image"
	"image/jpeg"
	"os"
	"path/filepath"
	"testing"
	"time"

	"piece/internal/craft/picture"
	"piece/internal/reading"
	"piece/internal/reading/readingtest"
)

var folder = flag.String("folder", "", "where to put the pictures, to be looked at")

// now is shortly after the newest of the shows.
var now = time.Date(2026, 11, 26, 3, 0, 0, 0, time.UTC)

func TestEverySampleIsAPictureWhoseTruthIsUnderstood(t *testing.T) {
	n := 0
	for s := range readingtest.Samples {
		n++
		if *folder != "" {
			if err := os.WriteFile(filepath.Join(*folder, s.Name+".jpg"), s.JPEG, 0o644); err != nil {
				t.Fatal(err)
			}
		}
		if !bytes.Contains(s.JPEG, []byte(readingtest.Place)) {
			t.Errorf("%s tells nothing that must not leave", s.Name)
		}
		clean, err := picture.Normalize(t.Context(), s.JPEG, reading.MaxSide, picture.Limits{})
		if err != nil {
			t.Fatalf("%s: %v", s.Name, err)
		}
		m, err := jpeg.Decode(bytes.NewReader(clean.JPEG))
		if err != nil {
			t.Fatalf("%s: %v", s.Name, err)
		}
		if size := m.Bounds().Size(); max(size.X, size.Y) > reading.MaxSide {
			t.Errorf("%s is sent as %v", s.Name, size)
		}
		reduced := min(1, float32(reading.MaxSide)/float32(s.LongSide))
		if text := s.SmallText * reduced; text < 18 {
			t.Errorf("the small print of %s is %.1f pixels high", s.Name, text)
		}
		if c := contrast(m); c < 60 {
			t.Errorf("print and paper of %s differ by %d levels", s.Name, c)
		}
		wantFacts(t, s, answerOf(t, s))
	}
	if n < 40 {
		t.Errorf("%d samples", n)
	}
}

// answerOf is what a model answers that copies everything.
func answerOf(t *testing.T, s readingtest.Sample) []byte {
	answer := map[string]any{"is_ticket": true}
	for _, f := range reading.FieldList() {
		confidence := 0.0
		if s.Printed[string(f)] != "" {
			confidence = 0.95
		}
		answer[string(f)] = map[string]any{"text": s.Printed[string(f)], "confidence": confidence}
	}
	b, err := json.Marshal(answer)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func wantFacts(t *testing.T, s readingtest.Sample, answer []byte) {
	t.Helper()
	found, ok := reading.Understand(answer, now)
	if !ok {
		t.Errorf("%s: %s isn't understood", s.Name, answer)
	}
	got := map[string]string{}
	for _, f := range found {
		got[string(f.Field)] = f.Value
	}
	for _, f := range reading.FieldList() {
		if got[string(f)] != s.Facts[string(f)] {
			t.Errorf("%s: %s is %q, want %q, printed %q", s.Name, f, got[string(f)], s.Facts[string(f)], s.Printed[string(f)])
		}
	}
}

// contrast is how far the darker and the lighter tenth of the middle are apart, in levels.
func contrast(m image.Image) int {
	var count [256]int
	b, total := m.Bounds(), 0
	for y := b.Dy() / 5; y < b.Dy()*4/5; y++ {
		for x := b.Dx() / 5; x < b.Dx()*4/5; x++ {
			r, g, bl, _ := m.At(x, y).RGBA()
			count[(299*r+587*g+114*bl)/1000>>8]++
			total++
		}
	}
	at := func(part float64) int {
		sum := 0
		for level, n := range count {
			if sum += n; float64(sum) >= part*float64(total) {
				return level
			}
		}
		return 255
	}
	return at(0.99) - at(0.01)
}

func TestSamplesAreTheSameEveryTime(t *testing.T) {
	first := map[string][]byte{}
	for s := range readingtest.Samples {
		if len(first) == 4 {
			break
		}
		first[s.Name] = s.JPEG
	}
	n := 0
	for s := range readingtest.Samples {
		if n++; n > 4 {
			break
		}
		if !bytes.Equal(first[s.Name], s.JPEG) {
			t.Errorf("%s differs", s.Name)
		}
	}
}
