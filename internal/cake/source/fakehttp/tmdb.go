package fakehttp

import (
	"encoding/json"
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"
)

// TMDB is The Movie Database. Its address is its base address. Set it up before it is asked,
// and change Films only while it isn't.
type TMDB struct {
	Faults
	Key   string // of v3, or a token of v4
	Films []Film
}

// Film is a film of the fake. Doc, where there is one, replaces the answer about it.
type Film struct {
	ID       int64
	Title    string
	Language string // "ko" or another
	Day      string // of its first release, "2019-05-30"
	Korea    string // of its release in Korea; "" without
	Adult    bool
	Playing  bool
	Changed  string // day of the last change
	Doc      string
}

const (
	tmdbPage    = 20
	tmdbChanges = 100
	tmdbPages   = 500
)

// TMDBFilms makes films with numbers from 1, released over twenty years up to the day.
func TMDBFilms(n int, today time.Time) []Film {
	films := make([]Film, n)
	for i := range films {
		day := today.AddDate(0, 0, -(i*7919)%7300)
		f := Film{ID: int64(i + 1), Title: fmt.Sprintf("%s %d", titles[i%len(titles)], i+1), Language: []string{"en", "ko", "fr"}[i%3], Day: day.Format(time.DateOnly), Changed: day.Format(time.DateOnly)}
		if i%4 != 3 {
			f.Korea = day.AddDate(0, 0, 20).Format(time.DateOnly)
		}
		f.Adult, f.Playing = i%50 == 49, i%40 == 0
		films[i] = f
	}
	return films
}

var titles = []string{"서울의 밤", "파도", "Café Müller", "기생화", "달의 뒷면", "안녕, 여름", "The Long Way", "눈사람"}

// ServeHTTP implements http.Handler.
func (t *TMDB) ServeHTTP(w http.ResponseWriter, r *http.Request) { t.serve(w, r, t.answer) }

func (t *TMDB) answer(w http.ResponseWriter, r *http.Request) {
	q := r.URL.Query()
	token := strings.TrimPrefix(r.Header.Get("Authorization"), "Bearer ")
	if q.Get("api_key") != t.Key && token != t.Key {
		tmdbError(w, http.StatusUnauthorized, 7, "Invalid API key: You must be granted a valid key.")
		return
	}
	size, of := tmdbPage, func(Film) bool { return true }
	switch path := r.URL.Path; path {
	case "/movie/now_playing":
		of = func(f Film) bool { return f.Playing }
	case "/movie/popular":
		of = func(f Film) bool { return f.ID%5 == 0 }
	case "/search/movie":
		of = func(f Film) bool { return strings.Contains(f.Title, q.Get("query")) }
	case "/discover/movie":
		of = func(f Film) bool {
			return strings.HasPrefix(f.Day, q.Get("primary_release_year")) && (q.Get("with_original_language") == "" || f.Language == q.Get("with_original_language"))
		}
	case "/movie/changes":
		if !tmdbDates(w, q) {
			return
		}
		size = tmdbChanges
		of = func(f Film) bool { return q.Get("start_date") <= f.Changed && f.Changed <= q.Get("end_date") }
	default:
		t.film(w, path, q)
		return
	}
	t.list(w, q, size, of)
}

func tmdbDates(w http.ResponseWriter, q url.Values) bool {
	from, err := time.Parse(time.DateOnly, q.Get("start_date"))
	to, err2 := time.Parse(time.DateOnly, q.Get("end_date"))
	if err != nil || err2 != nil {
		tmdbError(w, http.StatusBadRequest, 23, "Invalid date: Format needs to be YYYY-MM-DD.")
		return false
	}
	if d := to.Sub(from); d < 0 || d > 14*24*time.Hour {
		tmdbError(w, http.StatusUnprocessableEntity, 20, "Invalid date range: Should be a range no longer than 14 days.")
		return false
	}
	return true
}

func (t *TMDB) list(w http.ResponseWriter, q url.Values, size int, of func(Film) bool) {
	page, err := strconv.Atoi(q.Get("page"))
	if err != nil || page < 1 || page > tmdbPages {
		tmdbError(w, http.StatusBadRequest, 22, "Invalid page: Pages start at 1 and max at 500. They are expected to be an integer.")
		return
	}
	total := 0
	results := []any{}
	for _, f := range t.Films {
		if !of(f) || f.Adult && size == tmdbPage && q.Get("include_adult") == "false" {
			continue
		}
		if total/size == page-1 {
			results = append(results, map[string]any{"id": f.ID, "adult": f.Adult, "title": f.Title, "release_date": f.Day})
		}
		total++
	}
	writeJSON(w, map[string]any{"page": page, "results": results, "total_pages": (total + size - 1) / size, "total_results": total})
}

func (t *TMDB) film(w http.ResponseWriter, path string, q url.Values) {
	id, err := strconv.ParseInt(strings.TrimPrefix(path, "/movie/"), 10, 64)
	i := slices.IndexFunc(t.Films, func(f Film) bool { return f.ID == id })
	if int(id) <= len(t.Films) && id > 0 && t.Films[id-1].ID == id {
		i = int(id) - 1
	}
	if err != nil || i < 0 {
		tmdbError(w, http.StatusNotFound, 34, "The resource you requested could not be found.")
		return
	}
	f := t.Films[i]
	if f.Doc != "" {
		_, _ = w.Write([]byte(f.Doc))
		return
	}
	doc := map[string]any{
		"id": f.ID, "adult": f.Adult, "title": f.Title, "original_title": f.Title, "original_language": f.Language, "status": "Released", "release_date": f.Day,
		"runtime": 90 + f.ID%60, "overview": f.Title + " 이야기.", "poster_path": fmt.Sprintf("/poster%d.jpg", f.ID), "backdrop_path": nil, "belongs_to_collection": nil,
		"genres": []any{map[string]any{"id": 18, "name": "드라마"}, map[string]any{"id": 53, "name": "스릴러"}},
	}
	if strings.Contains(q.Get("append_to_response"), "credits") {
		doc["credits"] = map[string]any{
			"cast": []any{
				map[string]any{"id": 2, "name": "둘째", "character": "그림자", "order": 1, "profile_path": nil},
				map[string]any{"id": 1, "name": "첫째", "character": "주인공", "order": 0, "profile_path": "/first.jpg"},
			},
			"crew": []any{
				map[string]any{"id": 3, "name": "감독님", "job": "Director", "department": "Directing", "profile_path": "/director.jpg"},
				map[string]any{"id": 4, "name": "편집자", "job": "Editor", "department": "Editing", "profile_path": nil},
				map[string]any{"id": 5, "name": "운전사", "job": "Driver", "department": "Crew", "profile_path": nil},
			},
		}
	}
	if strings.Contains(q.Get("append_to_response"), "release_dates") {
		countries := []any{map[string]any{"iso_3166_1": "US", "release_dates": []any{map[string]any{"certification": "R", "release_date": f.Day + "T00:00:00.000Z", "type": 3}}}}
		if f.Korea != "" {
			countries = append(countries, map[string]any{"iso_3166_1": "KR", "release_dates": []any{
				map[string]any{"certification": "", "iso_639_1": "", "note": "부산국제영화제", "release_date": f.Day + "T00:00:00.000Z", "type": 1},
				map[string]any{"certification": "15", "iso_639_1": "", "note": "", "release_date": f.Korea + "T00:00:00.000Z", "type": 3},
			}})
		}
		doc["release_dates"] = map[string]any{"results": countries}
	}
	writeJSON(w, doc)
}

func tmdbError(w http.ResponseWriter, status, code int, message string) {
	w.Header().Set("Content-Type", "application/json;charset=utf-8")
	w.WriteHeader(status)
	_ = json.NewEncoder(w).Encode(map[string]any{"success": false, "status_code": code, "status_message": message}) // the client hung up
}

func writeJSON(w http.ResponseWriter, v any) {
	w.Header().Set("Content-Type", "application/json;charset=utf-8")
	_ = json.NewEncoder(w).Encode(v) // the client hung up
}
