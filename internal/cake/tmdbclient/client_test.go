package tmdbclient_test

import (
	"context"
	"errors"
	"maps"
	"net/http"
	"reflect"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"piece/internal/cake"
	"piece/internal/cake/source/fakehttp"
	"piece/internal/cake/tmdbclient"
	"piece/internal/platform/clock"
	"piece/internal/platform/outbound"
)

const key = "0123456789abcdef0123456789abcdef"

var today = time.Date(2026, 11, 26, 3, 0, 0, 0, time.UTC)

// world is a Movie Database and a source that asks it.
type world struct {
	*fakehttp.TMDB
	*tmdbclient.Source
	sink  *fakehttp.Sink
	clock *clock.Fake
	base  string
}

func newWorld(t *testing.T, films []fakehttp.Film) *world {
	t.Helper()
	w := &world{TMDB: &fakehttp.TMDB{Key: key, Films: films}, sink: &fakehttp.Sink{}, clock: clock.NewFake(today)}
	w.base = fakehttp.Serve(t, w.TMDB)
	w.restart(t)
	return w
}

// restart gives a source as a new process has it.
func (w *world) restart(t *testing.T) {
	t.Helper()
	s, err := tmdbclient.New(w.config(t, key, nil))
	if err != nil {
		t.Fatal(err)
	}
	w.Source = s
}

func (w *world) config(t *testing.T, key string, change func(*outbound.Config)) tmdbclient.Config {
	t.Helper()
	return tmdbclient.Config{Key: key, BaseURL: w.base, Images: "https://image.example/t/p/", Client: fakehttp.Client(t, w.base, w.clock, change), Clock: w.clock, Known: w.sink.Known}
}

func (w *world) sync(t *testing.T) error {
	t.Helper()
	return w.Sync(t.Context(), w.sink.Cursor(), w.sink)
}

func (w *world) mustSync(t *testing.T) {
	t.Helper()
	if err := w.sync(t); err != nil {
		t.Fatal(err)
	}
}

func TestAFilmIsToldWithAllThatIsKnown(t *testing.T) {
	films := fakehttp.TMDBFilms(3, today)
	w := newWorld(t, films)
	w.mustSync(t)
	f, age := films[1], 15
	want := cake.Told{
		Code: "2", Poster: "https://image.example/t/p/w780/poster2.jpg",
		Work: cake.Work{
			Kind: "movie", Title: "파도 2", Original: "파도 2", Year: year(f.Day), Opens: cake.Day(f.Korea), Genres: cake.SetOf("drama", "crime"), Minutes: 92, Age: &age,
			Synopsis: "파도 2 이야기.", Link: "https://www.themoviedb.org/movie/2",
			Credits: []cake.Credit{
				{Role: "cast", Name: "첫째", Part: "주인공", Picture: "https://image.example/t/p/h632/first.jpg"},
				{Role: "cast", Name: "둘째", Part: "그림자"},
				{Role: "director", Name: "감독님", Picture: "https://image.example/t/p/h632/director.jpg"},
				{Role: "crew", Name: "편집자", Part: "Editor"},
			},
		},
	}
	if got := w.sink.All()["2"]; !reflect.DeepEqual(got, want) {
		t.Errorf("told  %+v\nwant %+v", got, want)
	}
	if _, err := w.sink.All()["2"].Clean(); err != nil {
		t.Error(err)
	}
}

func year(day string) int {
	n, err := strconv.Atoi(day[:4])
	if err != nil {
		panic(err)
	}
	return n
}

func TestAFirstRunGoesThroughAllYearsAndLeavesAdultFilmsOut(t *testing.T) {
	films := fakehttp.TMDBFilms(400, today)
	w := newWorld(t, films)
	w.mustSync(t)
	for _, f := range films {
		if _, ok := w.sink.All()[strconv.FormatInt(f.ID, 10)]; ok == f.Adult {
			t.Errorf("film %d: told %v, adult %v", f.ID, ok, f.Adult)
		}
	}
	if all, most := w.sink.Told(); all != len(w.sink.All()) || most > 100 {
		t.Errorf("%d works are told for %d films, %d at a time", all, len(w.sink.All()), most)
	}
	if w.sink.Cursor() != `{"since":"2026-11-26","all":"2026-11-26"}` || len(w.sink.Failures()) > 0 {
		t.Errorf("cursor %s, failures %v", w.sink.Cursor(), w.sink.Failures())
	}
}

func TestALaterRunAsksForChangesOnly(t *testing.T) {
	films := fakehttp.TMDBFilms(300, today)
	w := newWorld(t, films)
	w.mustSync(t)
	before, asked := w.sink.All(), w.Asked("")
	w.clock.Advance(6 * time.Hour)
	w.mustSync(t)
	if n := w.Asked("") - asked; n > 20 {
		t.Errorf("a run without changes asked %d times", n)
	}
	if !reflect.DeepEqual(w.sink.All(), before) {
		t.Error("D31: a second run changed something")
	}

	w.clock.Advance(5 * 24 * time.Hour)
	w.Films[4].Title, w.Films[4].Changed = "다른 제목", "2026-11-29"
	w.Films[5].Title, w.Films[5].Changed = "아직 모를 제목", "2026-01-01"                                                                                                                      // long ago
	w.Films = append(w.Films, fakehttp.Film{ID: 301, Title: "새 영화", Day: "2026-12-01", Playing: true}, fakehttp.Film{ID: 302, Title: "없는 영화", Day: "1999-01-01", Changed: "2026-11-30"}) // changed, but nobody knows it
	asked = w.Asked("/movie/5")
	w.mustSync(t)
	all := w.sink.All()
	if all["5"].Title != "다른 제목" || all["6"].Title == "아직 모를 제목" || all["301"].Title != "새 영화" || all["302"].Title != "" {
		t.Errorf("told %q, %q, %q, %q", all["5"].Title, all["6"].Title, all["301"].Title, all["302"].Title)
	}
	if n := w.Asked("/movie/5") - asked; n != 1 {
		t.Errorf("a film that changed is asked for %d times", n)
	}
}

func TestAfterALongPauseEverythingIsGoneThroughAgain(t *testing.T) {
	w := newWorld(t, fakehttp.TMDBFilms(30, today))
	w.mustSync(t)
	w.clock.Advance(20 * 24 * time.Hour)
	w.Films[4].Title = "다른 제목" // without a change that is told of
	w.mustSync(t)
	if got := w.sink.All()["5"].Title; got != "다른 제목" {
		t.Errorf("it is still %q", got)
	}
	w.Films[4].Title = "또 다른 제목"
	if err := w.Sync(t.Context(), `{"since":"2026-12-15","all":"2026-07-01"}`, w.sink); err != nil || w.sink.All()["5"].Title != "또 다른 제목" {
		t.Errorf("what was taken half a year ago is still kept: %v", err)
	}
	for _, nonsense := range []string{"no cursor", `{"since":"yesterday"}`, `{"run":{"day":"2026-13-45"}}`, `[]`, `{"since":"2026-11-26","run":{"day":"2026-12-16","step":"gone","page":-3}}`} {
		if err := w.Sync(t.Context(), nonsense, w.sink); err != nil {
			t.Errorf("%s: %v", nonsense, err)
		}
	}
}

// TestD31ARunWithFaultsEndsAtTheSame breaks answers in all ways, until a run gets through.
func TestD31ARunWithFaultsEndsAtTheSame(t *testing.T) {
	films := fakehttp.TMDBFilms(250, today)
	calm := newWorld(t, films)
	calm.mustSync(t)

	w := newWorld(t, films)
	faults := []fakehttp.Fault{
		fakehttp.Status(500), fakehttp.Status(503, "Retry-After", "7"), fakehttp.Status(429, "Retry-After", "600"), fakehttp.Cut, fakehttp.Halved, fakehttp.Garbled,
		fakehttp.Says(""), fakehttp.Says("null"), fakehttp.Says("<html>busy</html>"), fakehttp.Says("[]"), fakehttp.Says("{}"),
	}
	runs := 0
	for ; runs < 500; runs++ {
		run := runs // requests of a run that was given up may still be looked at
		fault := faults[run%len(faults)]
		w.Break(func(n int, r *http.Request) fakehttp.Fault {
			film := strings.HasPrefix(r.URL.Path, "/movie/") && r.URL.Path[7] <= '9'
			if run > 60 || n < 5+run || film && run%len(faults) >= 7 { // nonsense about one film is a failure, not a fault
				return nil
			}
			return fault
		})
		w.restart(t)
		if w.sync(t) == nil {
			break
		}
		w.clock.Advance(15 * time.Minute)
	}
	if runs < 10 || runs == 500 {
		t.Fatalf("it took %d runs", runs)
	}
	if !reflect.DeepEqual(w.sink.All(), calm.sink.All()) {
		t.Errorf("%d films instead of %d", len(w.sink.All()), len(calm.sink.All()))
	}
}

// TestD31KilledRunsLeaveNothingOut kills the process again and again, at every place of a run.
func TestD31KilledRunsLeaveNothingOut(t *testing.T) {
	films := fakehttp.TMDBFilms(600, today)
	calm := newWorld(t, films)
	calm.mustSync(t)

	w := newWorld(t, films)
	runs := 0
	for ; runs < 500; runs++ {
		run := runs // requests of a run that was given up may still be looked at
		ctx, kill := context.WithCancel(t.Context())
		w.Break(func(n int, _ *http.Request) fakehttp.Fault {
			if n == 150+run%7 {
				kill()
			}
			return nil
		})
		w.restart(t)
		err := w.Sync(ctx, w.sink.Cursor(), w.sink)
		kill()
		if err == nil {
			break
		}
	}
	if runs < 4 || !reflect.DeepEqual(w.sink.All(), calm.sink.All()) {
		t.Errorf("after %d runs %d works instead of %d", runs, len(w.sink.All()), len(calm.sink.All()))
	}
}

func TestAFaultOfOneFilmKeepsNothingAwayForLong(t *testing.T) {
	for name, fault := range map[string]fakehttp.Fault{
		"a server that trips over it": fakehttp.Status(500),
		"it leads to another host":    fakehttp.Status(302, "Location", "http://elsewhere.example/"),
	} {
		w := newWorld(t, fakehttp.TMDBFilms(30, today))
		w.Break(fakehttp.At("/movie/7", fault))
		for range 2 {
			if err := w.sync(t); err == nil || !strings.Contains(err.Error(), "/movie/7") {
				t.Fatalf("%s: %v", name, err)
			}
			w.clock.Advance(time.Hour)
		}
		w.mustSync(t)
		if len(w.sink.All()) != 29 || len(w.sink.Failures()) != 1 || !strings.HasPrefix(w.sink.Failures()[0], "7: ") {
			t.Errorf("%s: %d films, failures %v", name, len(w.sink.All()), w.sink.Failures())
		}
	}
}

func TestD31BadFilmsArePassedOver(t *testing.T) {
	films := fakehttp.TMDBFilms(20, today)
	for i, doc := range []string{
		`{"id":1,"title":null,"original_title":null}`, `{"id":2,"title":"  "}`, `{"id":99,"title":"another"}`, `{"id":"4","title":"text"}`, `[]`, `null`,
		`{"id":7,"adult":true,"title":"x"}`, `{"id":8,"title":"x","status":"Canceled"}`,
		`{"id":9,"title":"최소한","release_date":"","runtime":null,"genres":null,"credits":null,"release_dates":null,"poster_path":null,"overview":null}`,
		`{"id":10,"title":"엉망","release_date":"2026-99-99","runtime":"120","genres":[null,{"id":"x"},{"id":10770}],"poster_path":7,"adult":"no","status":3,
			"credits":{"cast":[null,{"name":5,"order":"a"},{"name":"남은 사람","order":0}],"crew":{}},
			"release_dates":{"results":[null,{"iso_3166_1":"KR","release_dates":[{"release_date":"soon","type":3},{"release_date":"2026-01-02T00:00:00.000Z","type":2,"certification":"All"}]}]}}`,
	} {
		films[i].Doc = doc
	}
	w := newWorld(t, films)
	w.mustSync(t)
	told := slices.Sorted(maps.Keys(w.sink.All()))
	if len(told) != 12 || len(w.sink.Failures()) != 6 {
		t.Errorf("told %v, failures %v", told, w.sink.Failures())
	}
	if got := w.sink.All()["9"].Work; got.Title != "최소한" || got.Year != 0 || got.Age != nil || got.Opens != "" || got.Genres != 0 || got.Credits != nil {
		t.Errorf("%+v", got)
	}
	got := w.sink.All()["10"]
	clean, err := got.Clean()
	if err != nil || clean.Opens != "2026-01-02" || clean.Age == nil || *clean.Age != 0 || clean.Minutes != 0 || clean.Genres != cake.SetOf("etc") || len(clean.Credits) != 1 || clean.Poster != "" {
		t.Errorf("%+v %v", clean, err)
	}
}

func TestD31BrokenAnswersEndTheRunAndTellNothing(t *testing.T) {
	w := newWorld(t, fakehttp.TMDBFilms(30, today))
	for name, fault := range map[string]fakehttp.Fault{
		"401": fakehttp.Status(401), "500": fakehttp.Status(500), "cut": fakehttp.Cut, "half": fakehttp.Halved, "no JSON": fakehttp.Says("nonsense"), "null": fakehttp.Says("null"),
		"no list": fakehttp.Says(`{"page":1,"total_pages":1}`), "null list": fakehttp.Says(`{"page":1,"results":null,"total_pages":1}`), "no pages": fakehttp.Says(`{"results":[]}`),
		"text": fakehttp.Says(`{"results":"none","total_pages":"1"}`), "huge": fakehttp.Endless, "broken letters": fakehttp.Garbled, "deep": fakehttp.Says(strings.Repeat("[", 100_000)),
		"slow": fakehttp.Slow,
	} {
		w.restart(t)
		if name == "slow" {
			s, err := tmdbclient.New(w.config(t, key, func(c *outbound.Config) { c.Timeout, c.Tries = 50*time.Millisecond, 1 }))
			if err != nil {
				t.Fatal(err)
			}
			w.Source = s
		}
		w.Break(fakehttp.Always(fault))
		err := w.sync(t)
		if err == nil || strings.Contains(err.Error(), key) || len(w.sink.All()) > 0 || w.sink.Cursor() != "" {
			t.Errorf("%s: %v, %d films, cursor %q", name, err, len(w.sink.All()), w.sink.Cursor())
		}
	}
}

func TestEmptyListsAreNoFault(t *testing.T) {
	w := newWorld(t, nil)
	w.mustSync(t)
	if len(w.sink.All()) != 0 || w.sink.Cursor() == "" {
		t.Errorf("%d films, cursor %q", len(w.sink.All()), w.sink.Cursor())
	}
}

func TestEntriesWithoutAnIdAndDoublesAreNoFault(t *testing.T) {
	w := newWorld(t, fakehttp.TMDBFilms(5, today))
	w.Break(fakehttp.At("/movie/popular", fakehttp.Says(`{"page":1,"total_pages":1,"results":[null,{},{"id":"2"},{"id":-1},{"id":3},{"id":3},{"id":3,"adult":null}]}`)))
	w.mustSync(t)
	if all, _ := w.sink.Told(); all != 5 || len(w.sink.Failures()) != 4 {
		t.Errorf("%d told, failures %v", all, w.sink.Failures())
	}
}

func TestBothKindsOfKeysOpen(t *testing.T) {
	w := newWorld(t, fakehttp.TMDBFilms(5, today))
	w.Key = "eyJhbGciOiJIUzI1NiJ9.eyJhdWQiOiIx.c2lnbmF0dXJl"
	s, err := tmdbclient.New(w.config(t, w.Key, nil))
	if err != nil {
		t.Fatal(err)
	}
	if err := s.Sync(t.Context(), "", w.sink); err != nil || len(w.sink.All()) != 5 {
		t.Errorf("%d films, %v", len(w.sink.All()), err)
	}
	if _, err := tmdbclient.New(tmdbclient.Config{Key: key}); err == nil {
		t.Error("a source without addresses is made")
	}
}

func TestASearchGivesWholeFilmsTheBestFirst(t *testing.T) {
	films := fakehttp.TMDBFilms(200, today)
	w := newWorld(t, films)
	found, err := w.Find(t.Context(), "파도")
	if err != nil || len(found) != 8 {
		t.Fatalf("%d films, %v", len(found), err)
	}
	if found[0].Code != "2" || found[1].Code != "10" || len(found[0].Credits) == 0 || found[0].Minutes == 0 {
		t.Errorf("%+v", found[0])
	}
	for _, odd := range []string{"없는 제목", "%", "&api_key=x", `"`, "<img src=x onerror=…>"} {
		if found, err := w.Find(t.Context(), odd); err != nil || len(found) != 0 {
			t.Errorf("%q: %d, %v", odd, len(found), err)
		}
	}
	w.Break(fakehttp.At("/movie/2", fakehttp.Status(404)))
	if found, err := w.Find(t.Context(), "파도"); err != nil || len(found) != 7 || found[0].Code != "10" {
		t.Errorf("%d films, %v", len(found), err)
	}
	w.Break(fakehttp.At("/movie/2", fakehttp.Status(500)))
	if found, err := w.Find(t.Context(), "파도"); err == nil || len(found) != 7 || found[0].Code != "10" {
		t.Errorf("%d films, %v; the best may come in a while", len(found), err)
	}
	w.Break(func(_ int, r *http.Request) fakehttp.Fault {
		if r.URL.Path != "/search/movie" {
			return fakehttp.Status(500)
		}
		return nil
	})
	if _, err := w.Find(t.Context(), "파도"); err == nil {
		t.Error("no error without any film")
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := w.Find(ctx, "파도"); !errors.Is(err, context.Canceled) {
		t.Errorf("%v", err)
	}
}

// TestAHundredThousandChangesTakeLittleRoom goes through 100,000 changes of films, of which the catalogue has few.
func TestAHundredThousandChangesTakeLittleRoom(t *testing.T) {
	w := newWorld(t, fakehttp.TMDBFilms(30, today))
	w.mustSync(t)
	const changed = 100_000
	var b strings.Builder
	w.clock.Advance(48 * time.Hour) // two windows of 500 pages
	page := func(n int) string {
		b.Reset()
		b.WriteString(`{"total_pages":1000,"results":[`)
		for i := range 100 {
			if i > 0 {
				b.WriteByte(',')
			}
			b.WriteString(`{"adult":null,"id":` + strconv.Itoa(1000+n*100+i) + `}`)
		}
		b.WriteString(`]}`)
		return b.String()
	}
	n := 0
	w.Break(func(_ int, r *http.Request) fakehttp.Fault {
		if r.URL.Path != "/movie/changes" {
			return nil
		}
		n++
		return fakehttp.Says(page(n))
	})
	before := heap()
	w.mustSync(t)
	if n != changed/100 { // a window ends at 500 pages, whatever it says
		t.Errorf("%d pages of changes", n)
	}
	if grown := int64(heap()) - int64(before); grown > 10<<20 {
		t.Errorf("%d changes leave %d bytes behind", changed, grown)
	}
}

func heap() uint64 {
	runtime.GC()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return m.HeapAlloc
}
