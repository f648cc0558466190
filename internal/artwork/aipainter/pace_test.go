package aipainter

import (
	"slices"
	"testing"
	"time"

	"piece/internal/artwork"
)

func TestAPaintingGrowsAsLongAsItUsuallyTakes(t *testing.T) {
	p := &pace{usual: 30 * time.Second}
	if got := p.at(0); got.Done != 0 || got.Sketch != nil {
		t.Errorf("at first: %+v", got)
	}
	for i := range 20 {
		p.add(artwork.Stage{Done: float64(i) / 20, Sketch: []byte{byte(i)}})
	}
	p.add(artwork.Stage{Done: 1})
	var shown []byte
	last := -1.0
	for after := range 240 {
		at := p.at(time.Duration(after) * time.Second / 2)
		if at.Done < last || at.Done >= paceTop {
			t.Fatalf("after %d: %v, %v before", after, at.Done, last)
		}
		last = at.Done
		shown = append(shown, at.Sketch...)
	}
	if !slices.IsSorted(shown) || shown[0] != 0 || shown[len(shown)-1] != 19 || len(shown) < 15 {
		t.Errorf("shown %v", shown)
	}
	if last < 0.9 {
		t.Errorf("after twice the time: %v", last)
	}
}

func TestWhatTheModelSaysOfItsProgressCounts(t *testing.T) {
	p := &pace{usual: time.Hour}
	p.tell(0.5)
	p.tell(0.2)
	if got := p.at(time.Second).Done; got != 0.5*paceTop {
		t.Errorf("%v", got)
	}
	p.tell(7)
	if got := p.at(2 * time.Second).Done; got != paceTop {
		t.Errorf("at most %v", got)
	}
}
