package fakehttp

import (
	"net/http"
	"strconv"
)

// KOBIS is the Korean Box Office Information System. Set it up before it is asked, and change
// Days only while it isn't.
type KOBIS struct {
	Faults
	Key  string
	Days map[string][]BoxOfficeFilm // by "20261125"; a day that isn't here is not counted yet
}

// BoxOfficeFilm is a film of a day's box office, the first one that of rank 1.
type BoxOfficeFilm struct {
	Code, Title, Opened string
	Rose                int
	New                 bool
	Audience, Total     int
}

// ServeHTTP implements http.Handler.
func (k *KOBIS) ServeHTTP(w http.ResponseWriter, r *http.Request) { k.serve(w, r, k.answer) }

func (k *KOBIS) answer(w http.ResponseWriter, r *http.Request) {
	q := r.URL.Query()
	day := q.Get("targetDt")
	switch {
	case r.URL.Path != "/kobisopenapi/webservice/rest/boxoffice/searchDailyBoxOfficeList.json":
		http.NotFound(w, r)
		return
	case q.Get("key") != k.Key:
		kobisFault(w, "320010", "유효하지않은 키값입니다.")
		return
	case len(day) != 8:
		kobisFault(w, "320103", "날짜형식에 맞게 입력하십시요.(YYYYMMDD)[parameterName=targetDt,parameterValue="+day+"]")
		return
	}
	films := []any{}
	for i, f := range k.Days[day] {
		state := "OLD"
		if f.New {
			state = "NEW"
		}
		films = append(films, map[string]string{
			"rnum": strconv.Itoa(i + 1), "rank": strconv.Itoa(i + 1), "rankInten": strconv.Itoa(f.Rose), "rankOldAndNew": state, "movieCd": f.Code, "movieNm": f.Title, "openDt": f.Opened,
			"salesAmt": "2776060500", "salesShare": "36.3", "salesInten": "-415699000", "salesChange": "-13", "salesAcc": "40541108500",
			"audiCnt": strconv.Itoa(f.Audience), "audiInten": "-60106", "audiChange": "-14.5", "audiAcc": strconv.Itoa(f.Total), "scrnCnt": "697", "showCnt": "3223",
		})
	}
	writeJSON(w, map[string]any{"boxOfficeResult": map[string]any{"boxofficeType": "일별 박스오피스", "showRange": day + "~" + day, "dailyBoxOfficeList": films}})
}

func kobisFault(w http.ResponseWriter, code, message string) {
	writeJSON(w, map[string]any{"faultInfo": map[string]string{"message": message, "errorCode": code}})
}
