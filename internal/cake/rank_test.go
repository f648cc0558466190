package cake_test

import (
	"reflect"
	"testing"

	"piece/internal/cake"
)

func TestSourcesHaveRanks(t *testing.T) {
	order := [][]cake.Source{{cake.Starter}, {cake.KOBIS}, {cake.KOPIS, cake.TMDB}, {cake.Hand}}
	for i, equal := range order {
		for k, others := range order {
			for _, a := range equal {
				for _, b := range others {
					if got := a.Outranks(b); got != (i > k) {
						t.Errorf("%s outranks %s: %v", a, b, got)
					}
				}
			}
		}
	}
}

func TestFillTakesOverWhatIsNotKnown(t *testing.T) {
	full := cake.Work{
		Kind: "movie", Title: "파도의 노래", Original: "Wave", Year: 2019, Opens: "2019-05-30", Closes: "2019-07-01", Venue: "극장", Area: "seoul",
		Genres: cake.SetOf("music"), Minutes: 120, Age: new(0), Prices: []cake.Price{{Won: 9000}}, Times: "토 15:00", Synopsis: "줄거리", Link: "https://example.com",
		Credits: []cake.Credit{{Role: "director", Name: "이감독"}},
	}
	for name, c := range map[string]struct{ have, want cake.Work }{
		"all":     {cake.Work{Kind: "movie", Title: "파도의 노래"}, full},
		"nothing": {full, full},
	} {
		got := c.have
		if got.Fill(&full); !reflect.DeepEqual(got, c.want) {
			t.Errorf("%s: %+v", name, got)
		}
	}
	other := cake.Work{Kind: "play", Title: "바다", Opens: "2020-01-01", Area: "busan", Age: new(19)}
	want := full
	want.Kind, want.Title, want.Opens, want.Closes, want.Venue, want.Area, want.Age = "play", "바다", "2020-01-01", "", "", "busan", other.Age
	if other.Fill(&full); !reflect.DeepEqual(other, want) {
		t.Errorf("what belongs together: %+v", other)
	}
	run := cake.Work{OpenRun: true}
	if run.Fill(&full); run.Opens != "" || run.Closes != "" {
		t.Errorf("an open run got days: %+v", run)
	}
}
