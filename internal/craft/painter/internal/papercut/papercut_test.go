package papercut

import (
	"testing"

	"piece/internal/craft/painter/internal/medium"
)

func TestEveryPictureGrowsInManySheets(t *testing.T) {
	m := Medium()
	for _, s := range m.Scenes {
		for seed := range uint64(6) {
			work := m.Begin(medium.Order{Scene: s.Name, Mood: s.Moods[int(seed)%len(s.Moods)], Side: 32, Seed: seed})
			var all float32
			for _, step := range work.Steps {
				all += step.Share
			}
			if len(work.Steps) < 16 || all < 0.99 || all > 1.01 {
				t.Errorf("%s: %d steps with %.3f of the work", s.Name, len(work.Steps), all)
			}
		}
	}
}
