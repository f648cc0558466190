package kobisclient_test

import (
	"reflect"
	"strings"
	"testing"
	"time"

	"piece/internal/cake"
	"piece/internal/cake/kobisclient"
	"piece/internal/cake/source/fakehttp"
	"piece/internal/platform/clock"
	"piece/internal/platform/outbound"
)

const key = "0123456789abcdef0123456789abcdef"

// at is a quarter past midnight in Korea: it is the 26th there, and still the 25th in UTC.
var at = time.Date(2026, 11, 25, 15, 15, 0, 0, time.UTC)

type world struct {
	*fakehttp.KOBIS
	sink  *fakehttp.Sink
	clock *clock.Fake
	base  string
}

func newWorld(t *testing.T) *world {
	t.Helper()
	w := &world{KOBIS: &fakehttp.KOBIS{Key: key, Days: map[string][]fakehttp.BoxOfficeFilm{}}, sink: &fakehttp.Sink{}, clock: clock.NewFake(at)}
	w.base = fakehttp.Serve(t, w.KOBIS)
	return w
}

func (w *world) sync(t *testing.T, key string, change func(*outbound.Config)) error {
	t.Helper()
	s, err := kobisclient.New(kobisclient.Config{Key: key, BaseURL: w.base + "/", Client: fakehttp.Client(t, w.base, w.clock, change), Clock: w.clock})
	if err != nil {
		t.Fatal(err)
	}
	if s.Name() != cake.KOBIS {
		t.Errorf("the name is %s", s.Name())
	}
	return s.Sync(t.Context(), w.sink.Cursor(), w.sink)
}

var films = []fakehttp.BoxOfficeFilm{
	{Code: "20112207", Title: "미션임파서블:고스트프로토콜", Opened: "2011-12-15", Rose: 0, Audience: 353274, Total: 5328435},
	{Code: "20110295", Title: "마이 웨이", Opened: "2011-12-21", Rose: 2, Audience: 189189, Total: 1739543},
	{Code: "20112621", Title: "새 영화", Opened: " ", New: true, Audience: 1, Total: 1},
	{Code: "2011A", Title: "내려온 영화", Opened: "2011-11-30", Rose: -1, Audience: 5, Total: 6},
}

func TestYesterdayInKoreaIsTold(t *testing.T) {
	w := newWorld(t)
	w.Days["20261125"] = films
	if err := w.sync(t, key, nil); err != nil {
		t.Fatal(err)
	}
	chart, _ := w.sink.ChartOf("movie")
	want := cake.Chart{Kind: "movie", Source: cake.KOBIS, Day: "2026-11-25", Entries: []cake.ChartEntry{
		{Code: "20112207", Rank: 1, Before: 1, Audience: 353274, Total: 5328435}, {Code: "20110295", Rank: 2, Before: 4, Audience: 189189, Total: 1739543},
		{Code: "20112621", Rank: 3, Audience: 1, Total: 1}, {Code: "2011A", Rank: 4, Before: 3, Audience: 5, Total: 6},
	}}
	if !reflect.DeepEqual(chart, want) {
		t.Errorf("told %+v", chart)
	}
	told := map[string]cake.Told{
		"20112207": {Code: "20112207", Work: cake.Work{Kind: "movie", Title: "미션임파서블:고스트프로토콜", Year: 2011, Opens: "2011-12-15"}},
		"20110295": {Code: "20110295", Work: cake.Work{Kind: "movie", Title: "마이 웨이", Year: 2011, Opens: "2011-12-21"}},
		"20112621": {Code: "20112621", Work: cake.Work{Kind: "movie", Title: "새 영화"}},
		"2011A":    {Code: "2011A", Work: cake.Work{Kind: "movie", Title: "내려온 영화", Year: 2011, Opens: "2011-11-30"}},
	}
	if got := w.sink.All(); !reflect.DeepEqual(got, told) {
		t.Errorf("told %+v", got)
	}
	if w.sink.Cursor() != "2026-11-25" || len(w.sink.Failures()) > 0 {
		t.Errorf("cursor %q, failures %v", w.sink.Cursor(), w.sink.Failures())
	}
}

func TestADayThatIsNotCountedYetLeavesTheChartOfTheDayBefore(t *testing.T) {
	w := newWorld(t)
	w.Days["20261124"] = films[:2]
	if err := w.sync(t, key, nil); err != nil {
		t.Fatal(err)
	}
	if c, _ := w.sink.ChartOf("movie"); c.Day != "2026-11-24" || w.sink.Cursor() != "2026-11-24" {
		t.Errorf("chart of %s, cursor %s", c.Day, w.sink.Cursor())
	}
	w.Days["20261125"] = films
	for range 2 { // numbers may still be mended
		if err := w.sync(t, key, nil); err != nil {
			t.Fatal(err)
		}
		if c, _ := w.sink.ChartOf("movie"); c.Day != "2026-11-25" {
			t.Errorf("chart of %s", c.Day)
		}
	}
	w.clock.Advance(48 * time.Hour)
	asked := w.Asked("")
	if err := w.sync(t, key, nil); err != nil { // nothing is counted; what was told stays
		t.Fatal(err)
	}
	if c, _ := w.sink.ChartOf("movie"); c.Day != "2026-11-25" || w.Asked("")-asked != 3 {
		t.Errorf("chart of %s after %d questions", c.Day, w.Asked("")-asked)
	}
}

func TestD31FaultsTellNothing(t *testing.T) {
	w := newWorld(t)
	w.Days["20261125"] = films
	for name, fault := range map[string]fakehttp.Fault{
		"500": fakehttp.Status(500), "401": fakehttp.Status(401), "429": fakehttp.Status(429, "Retry-After", "3600"), "cut": fakehttp.Cut, "half": fakehttp.Halved, "page": fakehttp.Says("<html></html>"), "empty": fakehttp.Says(""),
		"null": fakehttp.Says("null"), "no result": fakehttp.Says(`{"boxOfficeResult":null}`), "no list": fakehttp.Says(`{"boxOfficeResult":{}}`), "null list": fakehttp.Says(`{"boxOfficeResult":{"dailyBoxOfficeList":null}}`),
		"huge": fakehttp.Endless, "letters": fakehttp.Garbled, "spent": fakehttp.Says(`{"faultInfo":{"message":"일일 조회 횟수를 초과했습니다.","errorCode":"320011"}}`),
	} {
		w.Break(fakehttp.Always(fault))
		err := w.sync(t, key, nil)
		if err == nil || strings.Contains(err.Error(), key) || len(w.sink.All()) > 0 || w.sink.Cursor() != "" {
			t.Errorf("%s: %v, %d films, cursor %q", name, err, len(w.sink.All()), w.sink.Cursor())
		}
	}
	w.Break(fakehttp.Always(fakehttp.Slow))
	if err := w.sync(t, key, func(c *outbound.Config) { c.Timeout, c.Tries = 50*time.Millisecond, 1 }); err == nil {
		t.Error("slow: no error")
	}
	w.Mend()
	if err := w.sync(t, "another", nil); err == nil || !strings.Contains(err.Error(), "320010") {
		t.Errorf("a wrong key: %v", err)
	}
	w.Break(fakehttp.First(2, fakehttp.Status(503, "Retry-After", "5")))
	if err := w.sync(t, key, nil); err != nil || len(w.sink.All()) != 4 {
		t.Errorf("after faults that passed: %v", err)
	}
}

func TestWhateverItIsWrittenIn(t *testing.T) {
	for _, said := range []bool{true, false} {
		w := newWorld(t)
		w.Days["20261125"] = films
		w.Break(fakehttp.Always(fakehttp.EUCKR(said)))
		if err := w.sync(t, key, nil); err != nil || w.sink.All()["20110295"].Title != "마이 웨이" {
			t.Errorf("said %v: %v, %+v", said, err, w.sink.All())
		}
	}
}

func TestD31BadFilmsArePassedOver(t *testing.T) {
	w := newWorld(t)
	w.Break(fakehttp.Always(fakehttp.Says(`{"boxOfficeResult":{"dailyBoxOfficeList":[
		null, "film", {"rank":"1"}, {"rank":"1","movieCd":"a","movieNm":null}, {"rank":"none","movieCd":"b","movieNm":"b"}, {"rank":"0","movieCd":"b","movieNm":"b"},
		{"rank":2,"movieCd":20112207,"movieNm":" 숫자 ","openDt":"soon","rankInten":"x","audiCnt":"1,234","audiAcc":"-5"},
		{"rank":"2","movieCd":"c","movieNm":"c"}, {"rank":"3","movieCd":"20112207","movieNm":"again"}
	]}}`)))
	if err := w.sync(t, key, nil); err != nil {
		t.Fatal(err)
	}
	chart, _ := w.sink.ChartOf("movie")
	if len(w.sink.Failures()) != 8 || len(w.sink.All()) != 1 || w.sink.All()["20112207"].Title != "숫자" || !reflect.DeepEqual(chart.Entries, []cake.ChartEntry{{Code: "20112207", Rank: 2, Before: 2, Audience: 1234}}) {
		t.Errorf("chart %+v, works %+v, failures %v", chart, w.sink.All(), w.sink.Failures())
	}
}
