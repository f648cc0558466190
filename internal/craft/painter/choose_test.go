package painter

import (
	"slices"
	"testing"

	"piece/internal/craft/painter/internal/scenery"
	"piece/internal/craft/painter/internal/scheme"
)

// count chooses for many seeds and counts scenes and moods.
func count(t *testing.T, frontName string, o Options) (scenes, moods map[string]int) {
	t.Helper()
	seen := scheme.Read(front(t, frontName))
	scenes, moods = map[string]int{}, map[string]int{}
	for seed := range uint64(150) {
		o.Seed = seed
		scene, mood := choose(scenery.Medium(), seen, o)
		scenes[scene.Name]++
		moods[string(mood)]++
	}
	return scenes, moods
}

func most(counts map[string]int) string {
	best := ""
	for name, n := range counts {
		if best == "" || n > counts[best] || n == counts[best] && name < best {
			best = name
		}
	}
	return best
}

func TestKindAndGenreSteer(t *testing.T) {
	for _, c := range []struct{ front, kind, genre, scene string }{
		{"neon concert", "concert", "", "starry"},
		{"deep blue", "concert", "music", "starry"},
		{"pastel poster", "musical", "romance", "blossom"},
		{"black and white", "play", "crime", "rain"},
		{"green forest", "movie", "horror", "mist"},
		{"warm film", "play", "drama", "autumn"},
		{"grey photo", "exhibition", "history", "lavender"},
	} {
		scenes, _ := count(t, c.front, Options{Kind: c.kind, Genre: c.genre})
		if got := most(scenes); got != c.scene {
			t.Errorf("%s %s of a %s is mostly %q, want %q: %v", c.genre, c.kind, c.front, got, c.scene, scenes)
		}
		if len(scenes) < 4 {
			t.Errorf("%s %s shows only %v", c.genre, c.kind, scenes)
		}
	}
}

func TestHorrorIsNeverSunny(t *testing.T) {
	_, moods := count(t, "pastel poster", Options{Kind: "movie", Genre: "horror"})
	for _, sunny := range []string{"clear", "fresh", "rose"} {
		if moods[sunny] > 0 {
			t.Errorf("%d of 150 horror pieces are %s", moods[sunny], sunny)
		}
	}
}

func TestUnknownKindAndGenreSteerNothing(t *testing.T) {
	plain, _ := count(t, "warm film", Options{})
	odd, _ := count(t, "warm film", Options{Kind: "opera", Genre: "western"})
	for name, n := range plain {
		if odd[name] != n {
			t.Errorf("%s: %d without kind, %d with an unknown one", name, n, odd[name])
		}
	}
}

func TestTasteNamesRealScenes(t *testing.T) {
	check := func(from string, names []string) {
		for _, name := range names {
			if !Scene(name).Valid() {
				t.Errorf("%s wants unknown scene %q", from, name)
			}
		}
	}
	for kind, names := range kinds {
		check(kind, names)
	}
	for genre, taste := range genres {
		check(genre, taste.scenes)
	}
	for _, m := range media {
		for _, s := range m.Scenes {
			for _, kind := range s.Kinds {
				if kinds[kind] == nil {
					t.Errorf("%s of %s suits unknown kind %q", s.Name, m.Name, kind)
				}
			}
			for _, genre := range s.Genres {
				if !overlap(genres[genre].moods, s.Moods) {
					t.Errorf("%s of %s suits %q, but has none of its moods", s.Name, m.Name, genre)
				}
			}
		}
	}
}

func TestEveryGenreHasScenesInEveryStyle(t *testing.T) {
	least := map[string]int{"oil": 5}
	for genre, taste := range genres {
		for _, m := range media {
			usable := 0
			for _, s := range m.Scenes {
				if overlap(s.Moods, taste.moods) {
					usable++
				}
			}
			if usable < max(2, least[m.Name]) {
				t.Errorf("%s has only %d scenes in %s", genre, usable, m.Name)
			}
		}
	}
}

func TestHorrorIsNeverCosyAtNight(t *testing.T) {
	cosy := []Scene{"alley", "fireworks", "theatre", "train", "hangang"}
	for i, f := range sampleFronts() {
		seen := scheme.Read(f.paint(uint32(i)))
		for seed := range uint64(60) {
			m, _ := Style("nightcity").medium()
			if s, mood := choose(m, seen, Options{Seed: seed, Kind: "movie", Genre: "horror"}); slices.Contains(cosy, Scene(s.Name)) {
				t.Fatalf("%s: %s in %s", f.name, s.Name, mood)
			}
		}
	}
}

func TestAvoidedScenesComeBackOnlyWhenAllWereSeen(t *testing.T) {
	seen := scheme.Read(front(t, "grey photo"))
	var avoid []Scene
	for i := range Oil.Scenes() {
		scene, _ := choose(scenery.Medium(), seen, Options{Seed: 8, Avoid: avoid})
		if slices.Contains(avoid, Scene(scene.Name)) {
			t.Fatalf("try %d is %q again after %v", i, scene.Name, avoid)
		}
		avoid = append(avoid, Scene(scene.Name))
	}
	scene, _ := choose(scenery.Medium(), seen, Options{Seed: 8, Avoid: avoid})
	if recent := avoid[len(avoid)/2+1:]; slices.Contains(recent, Scene(scene.Name)) {
		t.Errorf("after all scenes %q came back, one of the last: %v", scene.Name, recent)
	}
}

func TestNextSeedIsAnotherScene(t *testing.T) {
	seen := scheme.Read(front(t, "warm film"))
	same, last := 0, ""
	for seed := range uint64(100) {
		scene, _ := choose(scenery.Medium(), seen, Options{Seed: seed, Kind: "movie"})
		if scene.Name == last {
			same++
		}
		last = scene.Name
	}
	if same > 5 {
		t.Errorf("%d of 100 next seeds give the same scene", same)
	}
}
