package app

import (
	"net/http"
	"strings"
	"testing"
	"time"

	"piece/internal/cake"
	"piece/internal/cake/source/fakehttp"
)

// TestCataloguesElsewhereFillOurs runs the house with all sources switched on.
func TestCataloguesElsewhereFillOurs(t *testing.T) {
	const key = "0123456789abcdef0123456789abcdef"
	now := time.Now()
	films := fakehttp.TMDBFilms(60, now)
	yesterday, err := time.Parse(time.DateOnly, string(cake.Today(now).Add(-1)))
	if err != nil {
		t.Fatal(err)
	}
	tmdb := &fakehttp.TMDB{Key: key, Films: films}
	kopis := &fakehttp.KOPIS{Key: key}
	kopis.Set(fakehttp.KOPISShows(60, yesterday))
	kobis := &fakehttp.KOBIS{Key: key, Days: map[string][]fakehttp.BoxOfficeFilm{
		yesterday.Format("20060102"): {{Code: "20261234", Title: films[0].Title, Opened: films[0].Korea, Audience: 1000, Total: 5000, New: true}, {Code: "20265678", Title: "여기에만 있는 영화", Opened: " "}},
	}}
	atTMDB := fakehttp.Serve(t, tmdb)
	s := open(t, "PIECE_CAKES_TMDB_KEY="+key, "PIECE_CAKES_TMDB_URL="+atTMDB, "PIECE_CAKES_TMDB_IMAGES="+atTMDB, "PIECE_CAKES_KOPIS_KEY="+key, "PIECE_CAKES_KOPIS_URL="+fakehttp.Serve(t, kopis),
		"PIECE_CAKES_KOBIS_KEY="+key, "PIECE_CAKES_KOBIS_URL="+fakehttp.Serve(t, kobis), "PIECE_CAKES_REQUESTS_PER_SECOND=10000", "PIECE_OUTBOUND_PRIVATE=127.0.0.0/8")
	guest := s.guest(t)

	charts := func(kind string) (list struct {
		Items []struct {
			ID, Title string
			Rank      struct{ Rank, Audience int }
		}
	}) {
		guest.must(http.StatusOK, "GET", "/api/v1/cakes?list=charts&kind="+kind, nil, &list)
		return list
	}
	var of struct{ Source, Link string }
	eventually(t, func() bool {
		movies := charts("movie").Items
		if len(movies) != 2 || movies[0].Title != films[0].Title || movies[0].Rank.Audience != 1000 || len(charts("musical").Items) == 0 {
			return false
		}
		guest.must(http.StatusOK, "GET", "/api/v1/cakes/"+movies[0].ID, nil, &of)
		return of.Source == "tmdb" // KOBIS told of the same film
	})
	if of.Link != "https://www.themoviedb.org/movie/1" {
		t.Errorf("it leads to %q", of.Link)
	}

	jieun := s.join(t, "지은")
	var found struct {
		Items []struct{ Title string }
		State string
	}
	jieun.must(http.StatusOK, "POST", "/api/v1/cakes/lookups", map[string]any{"title": films[1].Title}, &found)
	if found.State != "asked" || len(found.Items) == 0 || found.Items[0].Title != films[1].Title {
		t.Errorf("found %+v", found)
	}
	for name, asked := range map[string]int{"TMDB": tmdb.Asked(""), "KOPIS": kopis.Asked(""), "KOBIS": kobis.Asked("")} {
		if asked == 0 {
			t.Errorf("%s was never asked", name)
		}
	}
	if log := s.logged(); strings.Contains(log, key) || strings.Contains(log, "api_key") {
		t.Error("D05: the log has a key")
	}
}

// eventually waits for what happens in the background.
func eventually(t *testing.T, so func() bool) {
	t.Helper()
	for end := time.Now().Add(30 * time.Second); !so(); time.Sleep(20 * time.Millisecond) {
		if time.Now().After(end) {
			t.Fatal("it didn't happen")
		}
	}
}
