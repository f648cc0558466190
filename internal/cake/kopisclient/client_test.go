package kopisclient_test

import (
	"context"
	"net/http"
	"reflect"
	"runtime"
	"strconv"
	"strings"
	"testing"
	"time"

	"piece/internal/cake"
	"piece/internal/cake/kopisclient"
	"piece/internal/cake/source/fakehttp"
	"piece/internal/platform/clock"
	"piece/internal/platform/outbound"
)

const (
	key      = "0123456789abcdef0123456789abcdef"
	listPath = "/openApi/restful/pblprfr"
)

// day is the 26th in Korea; now is a quarter past its midnight, when it is still the 25th in UTC.
var (
	day = time.Date(2026, 11, 26, 0, 0, 0, 0, time.UTC)
	now = time.Date(2026, 11, 25, 15, 15, 0, 0, time.UTC)
)

type world struct {
	*fakehttp.KOPIS
	*kopisclient.Source
	sink  *fakehttp.Sink
	clock *clock.Fake
	base  string
}

func newWorld(t testing.TB, shows []fakehttp.Show) *world {
	t.Helper()
	w := &world{KOPIS: &fakehttp.KOPIS{Key: key}, sink: &fakehttp.Sink{}, clock: clock.NewFake(now)}
	w.Set(shows)
	w.base = fakehttp.Serve(t, w.KOPIS)
	w.restart(t, key, nil)
	return w
}

// restart gives a source as a new process has it.
func (w *world) restart(t testing.TB, key string, change func(*outbound.Config)) {
	t.Helper()
	s, err := kopisclient.New(kopisclient.Config{Key: key, BaseURL: w.base + "/", Client: fakehttp.Client(t, w.base, w.clock, change), Clock: w.clock})
	if err != nil {
		t.Fatal(err)
	}
	w.Source = s
}

func (w *world) sync(t testing.TB) error {
	t.Helper()
	return w.Sync(t.Context(), w.sink.Cursor(), w.sink)
}

func (w *world) mustSync(t testing.TB) {
	t.Helper()
	if err := w.sync(t); err != nil {
		t.Fatal(err)
	}
}

func TestAProductionIsToldWithAllThatIsKnown(t *testing.T) {
	w := newWorld(t, []fakehttp.Show{{Code: "PF132236", Title: " 우리 연애할까? & <그 뒤> ", Category: "AAAA", From: day.AddDate(0, 0, -10), To: day.AddDate(0, 0, 30)}})
	w.mustSync(t)
	age := 12
	want := cake.Told{
		Code: "PF132236", Poster: "http://www.kopis.or.kr/upload/pfmPoster/PF_PF132236_161107_144405.gif",
		Work: cake.Work{
			Kind: "play", Title: "우리 연애할까? & <그 뒤>", Year: 2026, Opens: "2026-11-16", Closes: "2026-12-26", Venue: "세종문화회관 (대극장)", Area: "seoul", Minutes: 90, Age: &age,
			Prices: []cake.Price{{Seat: "R석", Won: 66000}, {Seat: "S석", Won: 44000}}, Times: "화요일 ~ 금요일(20:00), 토요일(15:00,19:00)",
			Link:    "http://www.kopis.or.kr/por/db/pblprfr/pblprfrView.do?menuId=MNU_00020&mt20Id=PF132236",
			Credits: []cake.Credit{{Role: "cast", Name: "김세연"}, {Role: "cast", Name: "신성진"}, {Role: "crew", Name: "천정민"}, {Role: "producer", Name: "극단 조각"}},
		},
	}
	if got := w.sink.All()["PF132236"]; !reflect.DeepEqual(got, want) {
		t.Errorf("told  %+v\nwant %+v", got, want)
	}
	if _, err := w.sink.All()["PF132236"].Clean(); err != nil {
		t.Error(err)
	}
}

// wanted tells whether a first run takes a show: it is on within a year before and half a year after.
func wanted(s fakehttp.Show) bool {
	return !s.To.Before(time.Date(2025, 11, 1, 0, 0, 0, 0, time.UTC)) && s.From.Before(time.Date(2027, 6, 1, 0, 0, 0, 0, time.UTC))
}

func TestAFirstRunTakesEachProductionOnce(t *testing.T) {
	shows := fakehttp.KOPISShows(1200, day)
	w := newWorld(t, shows)
	w.mustSync(t)
	for _, s := range shows {
		if _, told := w.sink.All()[s.Code]; told != wanted(s) {
			t.Errorf("%s from %s to %s: told %v", s.Code, s.From, s.To, told)
		}
	}
	if all, most := w.sink.Told(); all != len(w.sink.All()) || most > 100 {
		t.Errorf("%d works are told of %d, %d at a time", all, len(w.sink.All()), most)
	}
	if w.sink.Cursor() != `{"since":"2026-11-25","until":"2027-05"}` || len(w.sink.Failures()) > 0 {
		t.Errorf("cursor %s, failures %v", w.sink.Cursor(), w.sink.Failures())
	}
	kinds := map[cake.Kind]int{}
	for _, told := range w.sink.All() {
		kinds[told.Kind]++
		if told.OpenRun && told.Closes == "" {
			t.Errorf("%s: %+v", told.Code, told)
		}
	}
	if kinds["play"] == 0 || kinds["musical"] == 0 || kinds["concert"] < 2*kinds["musical"] || kinds["etc"] == 0 {
		t.Errorf("kinds %v", kinds)
	}
}

func TestTheBoxOfficeIsToldByKind(t *testing.T) {
	shows := fakehttp.KOPISShows(200, day)
	w := newWorld(t, shows)
	w.mustSync(t)
	for kind, first := range map[cake.Kind]string{"play": "PF000001", "musical": "PF000002", "concert": "PF000003"} {
		c, _ := w.sink.ChartOf(kind)
		if len(c.Entries) != 5 || c.Entries[0] != (cake.ChartEntry{Code: first, Rank: 1}) || c.Day != "2026-11-25" || c.Source != cake.KOPIS {
			t.Errorf("%s: %+v", kind, c)
		}
	}
	w.Break(fakehttp.At("/openApi/restful/boxoffice", fakehttp.Says(`<boxofs><boxof><rnum>2</rnum><mt20id>PF2</mt20id></boxof><boxof><rnum>x</rnum><mt20id>PF3</mt20id></boxof>
		<boxof><mt20id>PF4</mt20id></boxof><boxof><rnum>1</rnum></boxof><boxof><rnum>1</rnum><mt20id>PF1</mt20id></boxof><boxof><rnum>1</rnum><mt20id>PF9</mt20id></boxof><boxof><rnum>0</rnum><mt20id>PF8</mt20id></boxof></boxofs>`)))
	w.mustSync(t)
	if c, _ := w.sink.ChartOf("play"); !reflect.DeepEqual(c.Entries, []cake.ChartEntry{{Code: "PF1", Rank: 1}, {Code: "PF2", Rank: 2}}) {
		t.Errorf("%+v", c)
	}
	for _, empty := range []string{`<boxofs/>`, `<dbs></dbs>`} { // the last one stays
		w.Break(fakehttp.At("/openApi/restful/boxoffice", fakehttp.Says(empty)))
		w.mustSync(t)
		if c, _ := w.sink.ChartOf("play"); len(c.Entries) != 2 {
			t.Errorf("%+v", c)
		}
	}
	w.Break(fakehttp.At("/openApi/restful/boxoffice", fakehttp.Status(500)))
	if err := w.sync(t); err == nil {
		t.Error("no error")
	}
}

func TestAFirstRunTellsTheBoxOfficeBeforeItIsThrough(t *testing.T) {
	w := newWorld(t, fakehttp.KOPISShows(200, day))
	w.Break(func(_ int, r *http.Request) fakehttp.Fault {
		if r.URL.Query().Get("stdate") == "20261201" {
			return fakehttp.Status(500)
		}
		return nil
	})
	if err := w.sync(t); err == nil {
		t.Fatal("no error")
	}
	if c, _ := w.sink.ChartOf("play"); len(c.Entries) != 5 {
		t.Errorf("%+v", c)
	}
}

func TestALaterRunAsksForChangesAndNewMonths(t *testing.T) {
	shows := fakehttp.KOPISShows(900, day)
	late := fakehttp.Show{Code: "PF900001", Title: "아주 나중", Category: "GGGA", From: time.Date(2027, 6, 5, 0, 0, 0, 0, time.UTC), To: time.Date(2027, 6, 9, 0, 0, 0, 0, time.UTC), Changed: day.AddDate(0, -3, 0)}
	shows = append(shows, late)
	w := newWorld(t, shows)
	w.mustSync(t)
	before := len(w.sink.All())
	w.clock.Advance(6 * time.Hour)
	details := w.details()
	w.mustSync(t)
	if n := w.details() - details; n > 5 || len(w.sink.All()) != before {
		t.Errorf("D31: a run without changes asked for %d productions, and there are %d of %d", n, len(w.sink.All()), before)
	}
	if _, ok := w.sink.All()[late.Code]; ok {
		t.Error("what is far off is told")
	}
	w.clock.Set(time.Date(2026, 12, 2, 3, 0, 0, 0, time.UTC)) // June comes into sight
	for i := range shows {
		if shows[i].From.Format("2006-01") == "2026-12" {
			shows[i].Title, shows[i].Changed = "바뀐 제목", day.AddDate(0, 0, 4)
			break
		}
	}
	w.Set(shows)
	details = w.details()
	w.mustSync(t)
	changed := 0
	for _, told := range w.sink.All() {
		if told.Title == "바뀐 제목" {
			changed++
		}
	}
	if _, ok := w.sink.All()[late.Code]; !ok || changed != 1 || w.details()-details > 12 {
		t.Errorf("late %v, changed %d, %d productions asked for", ok, changed, w.details()-details)
	}
}

func TestACursorOfNobodyBeginsAnew(t *testing.T) {
	w := newWorld(t, fakehttp.KOPISShows(10, day))
	for _, nonsense := range []string{"no cursor", `{"since":"yesterday"}`, `{"run":{"day":"2026-13-45"}}`, `[]`, `{"since":"2026-11-26","run":{"day":"2026-12-01","category":"gone","page":-3,"month":99}}`, `{"since":"2026-11-26","run":{"day":"2026-12-01","month":-1}}`} {
		if err := w.Sync(t.Context(), nonsense, w.sink); err != nil {
			t.Errorf("%s: %v", nonsense, err)
		}
	}
}

// details counts the productions that were asked for.
func (w *world) details() int {
	return w.Asked("") - w.Asked(listPath) - w.Asked("/openApi/restful/boxoffice")
}

// TestD31ARunWithFaultsEndsAtTheSame breaks answers in all ways, until a run gets through.
func TestD31ARunWithFaultsEndsAtTheSame(t *testing.T) {
	shows := fakehttp.KOPISShows(400, day)
	calm := newWorld(t, shows)
	calm.mustSync(t)

	w := newWorld(t, shows)
	faults := []fakehttp.Fault{
		fakehttp.Status(500), fakehttp.Status(503, "Retry-After", "7"), fakehttp.Status(429, "Retry-After", "600"), fakehttp.Cut, fakehttp.Halved, fakehttp.Garbled,
		fakehttp.Says(""), fakehttp.Says("<html><body>busy</body></html>"), fakehttp.Says(`{"json":true}`), fakehttp.Says(`<dbs><db><returncode>99</returncode><errmsg>busy</errmsg></db></dbs>`), fakehttp.EUCKR(true),
	}
	runs := 0
	for ; runs < 500; runs++ {
		run := runs // requests of a run that was given up may still be looked at
		w.Break(func(n int, _ *http.Request) fakehttp.Fault {
			if run > 40 || n < 10+2*run {
				return nil
			}
			return faults[run%len(faults)]
		})
		w.restart(t, key, nil)
		if w.sync(t) == nil {
			break
		}
		w.clock.Advance(15 * time.Minute)
	}
	if runs < 10 || runs == 500 {
		t.Fatalf("it took %d runs", runs)
	}
	if !reflect.DeepEqual(w.sink.All(), calm.sink.All()) {
		t.Errorf("%d productions instead of %d", len(w.sink.All()), len(calm.sink.All()))
	}
}

// TestD31KilledRunsLeaveNothingOut kills the process again and again, at every place of a run.
func TestD31KilledRunsLeaveNothingOut(t *testing.T) {
	shows := fakehttp.KOPISShows(900, day)
	calm := newWorld(t, shows)
	calm.mustSync(t)

	w := newWorld(t, shows)
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
		w.restart(t, key, nil)
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

func TestAFaultOfOneProductionKeepsNothingAwayForLong(t *testing.T) {
	shows := fakehttp.KOPISShows(60, day)
	for _, fault := range []fakehttp.Fault{fakehttp.Status(500), fakehttp.Says("<html/>"), fakehttp.Says(`<dbs><db><returncode>99</returncode></db></dbs>`)} {
		w := newWorld(t, shows)
		w.Break(fakehttp.At(listPath+"/PF000007", fault))
		for range 2 {
			if err := w.sync(t); err == nil {
				t.Fatal("no error")
			}
			w.clock.Advance(time.Hour)
		}
		w.mustSync(t)
		if len(w.sink.All()) != 59 || len(w.sink.Failures()) != 1 || !strings.HasPrefix(w.sink.Failures()[0], "PF000007: ") {
			t.Errorf("%d productions, failures %v", len(w.sink.All()), w.sink.Failures())
		}
	}
}

func TestD31BrokenAnswersEndTheRunAndTellNothing(t *testing.T) {
	w := newWorld(t, fakehttp.KOPISShows(60, day))
	for name, fault := range map[string]fakehttp.Fault{
		"401": fakehttp.Status(401), "500": fakehttp.Status(500), "cut": fakehttp.Cut, "half": fakehttp.Halved, "no XML": fakehttp.Says("nonsense"), "page": fakehttp.Says("<html><body/></html>"), "empty": fakehttp.Says(""),
		"busy": fakehttp.Says(`<?xml version="1.0"?><dbs><returncode>99</returncode><errmsg>busy</errmsg></dbs>`), "huge": fakehttp.Endless, "letters": fakehttp.Garbled,
		"deep": fakehttp.Says("<dbs>" + strings.Repeat("<a>", 100_000)), "entities": fakehttp.Says(`<!DOCTYPE a [<!ENTITY b "bbbb"><!ENTITY c "&b;&b;">]><dbs><db><prfnm>&c;</prfnm></db></dbs>`), "slow": fakehttp.Slow,
	} {
		w.restart(t, key, func(c *outbound.Config) {
			if name == "slow" {
				c.Timeout, c.Tries = 50*time.Millisecond, 1
			}
		})
		w.Break(fakehttp.Always(fault))
		err := w.sync(t)
		if err == nil || strings.Contains(err.Error(), key) || len(w.sink.All()) > 0 || w.sink.Cursor() != "" {
			t.Errorf("%s: %v, %d productions, cursor %q", name, err, len(w.sink.All()), w.sink.Cursor())
		}
	}
	w.Mend()
	w.restart(t, "another", nil)
	if err := w.sync(t); err == nil || !strings.Contains(err.Error(), "SERVICE KEY") {
		t.Errorf("a wrong key: %v", err)
	}
}

func TestWhateverItIsWrittenIn(t *testing.T) {
	for _, said := range []bool{true, false} {
		w := newWorld(t, fakehttp.KOPISShows(1, day))
		plain := newWorld(t, fakehttp.KOPISShows(1, day))
		plain.mustSync(t)
		w.Break(fakehttp.Always(fakehttp.EUCKR(said)))
		w.mustSync(t)
		if !reflect.DeepEqual(w.sink.All(), plain.sink.All()) {
			t.Errorf("said %v: %+v", said, w.sink.All())
		}
	}
}

func TestNothingFoundIsNoFault(t *testing.T) {
	w := newWorld(t, nil)
	w.mustSync(t)
	if len(w.sink.All()) != 0 || w.sink.Cursor() == "" {
		t.Errorf("%d productions, cursor %q", len(w.sink.All()), w.sink.Cursor())
	}
}

func TestD31BadEntriesArePassedOver(t *testing.T) {
	entry := func(inside string) string { return "<dbs><db>" + inside + "</db></dbs>" }
	shows := fakehttp.KOPISShows(9, day)
	for i, doc := range []string{
		entry("<mt20id>PF000001</mt20id><prfnm> </prfnm><prfpdfrom>2026.11.01</prfpdfrom>"),
		entry("<mt20id>PF000002</mt20id><prfnm>날짜 없음</prfnm>"),
		entry("<mt20id>PF000003</mt20id><prfnm>이상한 날짜</prfnm><prfpdfrom>2026.13.45</prfpdfrom>"),
		entry("<mt20id>PF000099</mt20id><prfnm>다른 공연</prfnm><prfpdfrom>2026.11.01</prfpdfrom>"),
		"<dbs/>",
		entry("<mt20id>PF000006</mt20id><prfnm>최소한\x0b</prfnm><prfpdfrom>2026.11.01</prfpdfrom><unknown><deep>x</deep></unknown>"),
		entry("<mt20id>PF000007</mt20id><prfnm>잘린 끝</prfnm><prfpdfrom>2026.11.01</prfpdfrom><prfpdto>곧</prfpdto>"),
	} {
		shows[i].From, shows[i].To, shows[i].Doc = day, day, doc
	}
	w := newWorld(t, shows)
	w.mustSync(t)
	if len(w.sink.All()) != 3 || len(w.sink.Failures()) != 6 || w.sink.All()["PF000006"].Closes != "" {
		t.Errorf("%d productions, failures %v", len(w.sink.All()), w.sink.Failures())
	}
	if told, err := w.sink.All()["PF000006"].Clean(); err != nil || told.Title != "최소한" || told.Kind == "" {
		t.Errorf("%+v %v", told, err)
	}
	w = newWorld(t, nil)
	w.Break(fakehttp.At(listPath, fakehttp.Says("<dbs><db/><db><mt20id>../../etc</mt20id></db><db><mt20id>PF</mt20id></db><db><mt20id>PF1?service=x</mt20id></db></dbs>")))
	w.mustSync(t)
	if n := w.details(); n != 0 || len(w.sink.Failures()) == 0 {
		t.Errorf("%d productions asked for, failures %v", n, w.sink.Failures())
	}
}

func TestAServerThatGivesTheSamePageAgainEndsTheRun(t *testing.T) {
	w := newWorld(t, fakehttp.KOPISShows(2000, day))
	w.Break(func(_ int, r *http.Request) fakehttp.Fault {
		if r.URL.Path == listPath && r.URL.Query().Get("cpage") != "1" {
			return func(w http.ResponseWriter, r *http.Request, next http.HandlerFunc) {
				q := r.URL.Query()
				q.Set("cpage", "1")
				r.URL.RawQuery = q.Encode()
				next(w, r)
			}
		}
		return nil
	})
	w.Set(only(fakehttp.KOPISShows(2000, day), "GGGA"))
	if err := w.sync(t); err == nil || !strings.Contains(err.Error(), "twice") {
		t.Errorf("%v", err)
	}
}

func only(shows []fakehttp.Show, category string) []fakehttp.Show {
	for i := range shows {
		shows[i].Category, shows[i].From, shows[i].To = category, day, day
	}
	return shows
}

// TestAHundredThousandEntriesTakeLittleRoom goes through lists of 100,000 productions that other months told.
func TestAHundredThousandEntriesTakeLittleRoom(t *testing.T) {
	const pages = 1000
	w := newWorld(t, nil)
	entry := "<db><mt20id>PF7</mt20id><prfnm>긴 공연</prfnm><prfpdfrom>2025.10.26</prfpdfrom><prfpdto>2026.12.26</prfpdto><fcltynm>세종문화회관</fcltynm><genrenm>연극</genrenm></db>"
	most := 0
	w.Break(func(_ int, r *http.Request) fakehttp.Fault {
		q := r.URL.Query()
		page, err := strconv.Atoi(q.Get("cpage"))
		if err != nil || r.URL.Path != listPath || q.Get("shcate") != "AAAA" || page > pages {
			return nil
		}
		most = max(most, page)
		return fakehttp.Says("<dbs><db><mt20id>PF" + q.Get("cpage") + "</mt20id><prfpdfrom>2025.10.26</prfpdfrom><prfpdto>2026.12.26</prfpdto></db>" + strings.Repeat(entry, 99) + "</dbs>")
	})
	before := heap()
	if err := w.Sync(t.Context(), `{"run":{"day":"2026-11-26","month":18}}`, w.sink); err != nil { // the last month of a first run
		t.Fatal(err)
	}
	if n := w.details(); most != pages || n != 0 {
		t.Errorf("%d pages, and %d productions are asked for again", most, n)
	}
	if grown := int64(heap()) - int64(before); grown > 10<<20 {
		t.Errorf("%d entries leave %d bytes behind", 100*pages, grown)
	}
}

func heap() uint64 {
	runtime.GC()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return m.HeapAlloc
}
