package fakehttp

import (
	"encoding/xml"
	"fmt"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"sync"
	"time"
)

// KOPIS is the Korea Performing Arts Box Office Information System. Set it up before it is
// asked, and change Shows only by Set.
type KOPIS struct {
	Faults
	Key string

	mu    sync.Mutex
	shows []Show         // guarded by mu
	place map[string]int // guarded by mu; by code
	found map[string][]int
}

// Show is a production of the fake. Doc, where there is one, replaces the answer about it.
type Show struct {
	Code, Title, Category string // category as shcate
	From, To              time.Time
	OpenRun               bool
	Changed               time.Time
	Rank                  int // in the box office of its category; 0 without
	Doc                   string
}

var kopisNames = map[string]string{
	"AAAA": "연극", "GGGA": "뮤지컬", "CCCA": "서양음악(클래식)", "CCCC": "한국음악(국악)", "CCCD": "대중음악",
	"BBBC": "무용(서양/한국무용)", "BBBE": "대중무용", "EEEA": "복합", "EEEB": "서커스/마술",
}

var kopisCategories = []string{"AAAA", "GGGA", "CCCD", "CCCA", "BBBC", "CCCC", "EEEB", "BBBE", "EEEA"}

// KOPISShows makes productions over a year before the day and half a year after it.
func KOPISShows(n int, today time.Time) []Show {
	shows := make([]Show, n)
	for i := range shows {
		from := today.AddDate(0, 0, (i*7919)%540-360)
		shows[i] = Show{
			Code: fmt.Sprintf("PF%06d", i+1), Title: fmt.Sprintf("%s %d [서울]", titles[i%len(titles)], i+1), Category: kopisCategories[i%len(kopisCategories)],
			From: from, To: from.AddDate(0, 0, (i*31)%90), OpenRun: i%30 == 29, Changed: from.AddDate(0, -2, 0),
		}
		if lately := today.AddDate(0, -1, 0); shows[i].Changed.After(lately) {
			shows[i].Changed = lately
		}
		if i < 5*len(kopisCategories) {
			shows[i].Rank = i/len(kopisCategories) + 1
		}
	}
	return shows
}

// Set changes what there is.
func (k *KOPIS) Set(shows []Show) {
	k.mu.Lock()
	defer k.mu.Unlock()
	k.shows, k.place, k.found = shows, make(map[string]int, len(shows)), map[string][]int{}
	for i, s := range shows {
		k.place[s.Code] = i
	}
}

// ServeHTTP implements http.Handler.
func (k *KOPIS) ServeHTTP(w http.ResponseWriter, r *http.Request) { k.serve(w, r, k.answer) }

func (k *KOPIS) answer(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Content-Type", "text/xml;charset=UTF-8")
	q := r.URL.Query()
	if q.Get("service") != k.Key {
		kopisError(w, "02", "SERVICE KEY IS NOT REGISTERED")
		return
	}
	k.mu.Lock()
	defer k.mu.Unlock()
	switch code, ok := strings.CutPrefix(r.URL.Path, "/openApi/restful/pblprfr/"); {
	case ok:
		k.show(w, code)
	case r.URL.Path == "/openApi/restful/pblprfr":
		k.list(w, q)
	case r.URL.Path == "/openApi/restful/boxoffice":
		k.boxOffice(w, q)
	default:
		http.NotFound(w, r)
	}
}

func kopisPeriod(w http.ResponseWriter, q url.Values) (from, to time.Time, ok bool) {
	from, err := time.Parse("20060102", q.Get("stdate"))
	to, err2 := time.Parse("20060102", q.Get("eddate"))
	switch {
	case err != nil || err2 != nil:
		kopisError(w, "04", "REQUIRED PARAMETER IS MISSING")
	case to.Before(from) || to.Sub(from) > 30*24*time.Hour:
		kopisError(w, "05", "조회기간은 최대 31일까지 가능합니다")
	default:
		return from, to, true
	}
	return from, to, false
}

// list gives the page of a period. What is found is kept: pages are asked for one by one.
func (k *KOPIS) list(w http.ResponseWriter, q url.Values) {
	from, to, ok := kopisPeriod(w, q)
	if !ok {
		return
	}
	page, _ := strconv.Atoi(q.Get("cpage"))
	rows, _ := strconv.Atoi(q.Get("rows"))
	rows = min(rows, 100)
	if page < 1 || rows < 1 {
		kopisError(w, "04", "REQUIRED PARAMETER IS MISSING")
		return
	}
	key := q.Get("stdate") + q.Get("eddate") + q.Get("shcate") + q.Get("afterdate")
	found, ok := k.found[key]
	if !ok {
		after, _ := time.Parse("20060102", q.Get("afterdate"))
		for i, s := range k.shows {
			if !s.To.Before(from) && !s.From.After(to) && (q.Get("shcate") == "" || q.Get("shcate") == s.Category) && !s.Changed.Before(after) {
				found = append(found, i)
			}
		}
		k.found[key] = found
	}
	begin(w, "dbs")
	for _, i := range found[min((page-1)*rows, len(found)):min(page*rows, len(found))] {
		s := k.shows[i]
		fmt.Fprint(w, "<db>")
		k.entry(w, s)
		fmt.Fprint(w, "</db>")
	}
	fmt.Fprint(w, "</dbs>")
}

func (k *KOPIS) entry(w http.ResponseWriter, s Show) {
	run := "N"
	if s.OpenRun {
		run = "Y"
	}
	state := "공연중"
	for _, f := range [][2]string{
		{"mt20id", s.Code}, {"prfnm", s.Title}, {"prfpdfrom", s.From.Format("2006.01.02")}, {"prfpdto", s.To.Format("2006.01.02")}, {"fcltynm", "세종문화회관 (대극장)"},
		{"poster", "http://www.kopis.or.kr/upload/pfmPoster/PF_" + s.Code + "_161107_144405.gif "}, {"area", "서울특별시"}, {"genrenm", kopisNames[s.Category]}, {"openrun", run}, {"prfstate", state},
	} {
		element(w, f[0], f[1])
	}
}

func (k *KOPIS) show(w http.ResponseWriter, code string) {
	i, ok := k.place[code]
	if !ok {
		begin(w, "dbs")
		fmt.Fprint(w, "</dbs>")
		return
	}
	s := k.shows[i]
	if s.Doc != "" {
		fmt.Fprint(w, s.Doc)
		return
	}
	begin(w, "dbs")
	fmt.Fprint(w, "<db>")
	k.entry(w, s)
	for _, f := range [][2]string{
		{"prfcast", "김세연, 신성진 등"}, {"prfcrew", "천정민"}, {"prfruntime", "1시간 30분"}, {"prfage", "만 12세 이상"}, {"entrpsnm", " "}, {"entrpsnmP", "극단 조각"},
		{"pcseguidance", "R석 66,000원, S석 44,000원"}, {"sty", " "}, {"mt10id", "FC000012"}, {"dtguidance", "화요일 ~ 금요일(20:00), 토요일(15:00,19:00)"},
	} {
		element(w, f[0], f[1])
	}
	fmt.Fprint(w, "<styurls><styurl>http://www.kopis.or.kr/upload/a.jpg</styurl></styurls><relates><relate><relatenm>예매처</relatenm><relateurl>http://tickets.example/1</relateurl></relate></relates></db></dbs>")
}

func (k *KOPIS) boxOffice(w http.ResponseWriter, q url.Values) {
	if _, _, ok := kopisPeriod(w, q); !ok {
		return
	}
	begin(w, "boxofs")
	for _, s := range k.shows {
		if s.Rank > 0 && (q.Get("catecode") == "" || q.Get("catecode") == s.Category) {
			fmt.Fprint(w, "<boxof>")
			for _, f := range [][2]string{
				{"cate", kopisNames[s.Category]}, {"rnum", strconv.Itoa(s.Rank)}, {"prfnm", s.Title}, {"prfpd", s.From.Format("2006.01.02") + "~" + s.To.Format("2006.01.02")},
				{"prfdtcnt", "43"}, {"area", "서울"}, {"prfplcnm", "대극장"}, {"seatcnt", "1766"}, {"poster", "/upload/pfmPoster/PF.gif"}, {"mt20id", s.Code},
			} {
				element(w, f[0], f[1])
			}
			fmt.Fprint(w, "</boxof>")
		}
	}
	fmt.Fprint(w, "</boxofs>")
}

func begin(w http.ResponseWriter, root string) {
	fmt.Fprintf(w, `<?xml version="1.0" encoding="UTF-8" standalone="yes"?><%s>`, root)
}

func element(w http.ResponseWriter, name, text string) {
	fmt.Fprintf(w, "<%s>", name)
	_ = xml.EscapeText(w, []byte(text)) // the client hung up
	fmt.Fprintf(w, "</%s>", name)
}

func kopisError(w http.ResponseWriter, code, message string) {
	begin(w, "dbs")
	fmt.Fprintf(w, "<db><returncode>%s</returncode><errmsg>%s</errmsg></db></dbs>", code, message)
}
