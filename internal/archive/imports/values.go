package imports

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"time"
)

var (
	yearFirst = regexp.MustCompile(`^(\d{4})\s*[-./년]\s*(\d{1,2})\s*[-./월]\s*(\d{1,2})\s*[일.]?(?:[\sT].*|\(.*)?$`)
	packed    = regexp.MustCompile(`^(\d{4})(\d{2})(\d{2})$`)
	yearLast  = regexp.MustCompile(`^(\d{1,2})\s*[-./]\s*(\d{1,2})\s*[-./]\s*(\d{4})(?:\s.*)?$`)
	shortYear = regexp.MustCompile(`^(\d{2})\s*[.]\s*(\d{1,2})\s*[.]\s*(\d{1,2})[.]?$`)
	words     = []string{"January 2, 2006", "Jan 2, 2006", "2 January 2006", "2 Jan 2006"}
)

// readDay reads a calendar day as people and programs write it. unclear says that the order of
// month and day would have to be known.
func readDay(s string, order DateOrder) (day string, unclear, ok bool) {
	s = strings.TrimSpace(s)
	for _, form := range []*regexp.Regexp{yearFirst, packed} {
		if m := form.FindStringSubmatch(s); m != nil {
			day, ok = date(m[1], m[2], m[3])
			return day, false, ok
		}
	}
	if m := shortYear.FindStringSubmatch(s); m != nil { // 26.11.26, as Koreans write it
		day, ok = date("20"+m[1], m[2], m[3])
		return day, false, ok
	}
	if m := yearLast.FindStringSubmatch(s); m != nil {
		first, second := number(m[1]), number(m[2])
		switch {
		case first > 12 || second <= 12 && order == DayFirst:
			day, ok = date(m[3], m[2], m[1])
		case second > 12 || order == MonthFirst || first == second:
			day, ok = date(m[3], m[1], m[2])
		default:
			return "", true, false
		}
		return day, false, ok
	}
	for _, form := range words {
		if t, err := time.Parse(form, s); err == nil {
			return t.Format(time.DateOnly), false, true
		}
	}
	return "", false, false
}

func date(y, m, d string) (string, bool) {
	day := fmt.Sprintf("%04d-%02d-%02d", number(y), number(m), number(d))
	_, err := time.Parse(time.DateOnly, day)
	return day, err == nil
}

func number(s string) int {
	n, _ := strconv.Atoi(s) // of digits
	return n
}

// orderOf tells from all days of a file in which order they are written; "" when nothing tells.
func orderOf(days []string) DateOrder {
	for _, d := range days {
		if m := yearLast.FindStringSubmatch(strings.TrimSpace(d)); m != nil {
			switch {
			case number(m[1]) > 12:
				return DayFirst
			case number(m[2]) > 12:
				return MonthFirst
			}
		}
	}
	return ""
}

var clockForm = regexp.MustCompile(`^(오전|오후|AM|PM|am|pm)?\s*(\d{1,2})\s*(?::|시)\s*(\d{2})?\s*(?:분)?(?::\d{2})?\s*(AM|PM|am|pm|a\.m\.|p\.m\.)?$`)

// readTime reads a time of day into 24 hours.
func readTime(s string) (string, bool) {
	m := clockForm.FindStringSubmatch(strings.TrimSpace(s))
	if m == nil {
		return "", false
	}
	h, min := number(m[2]), number(m[3])
	half := strings.ToLower(m[1] + m[4])
	switch {
	case strings.HasPrefix(half, "오후") || strings.HasPrefix(half, "p"):
		if h < 12 {
			h += 12
		}
	case half != "" && h == 12:
		h = 0
	}
	if h > 23 || min > 59 {
		return "", false
	}
	return fmt.Sprintf("%02d:%02d", h, min), true
}

// readPrice reads won: "15,000원", "₩15,000", "무료".
func readPrice(s string) (string, bool) {
	s = strings.TrimSpace(s)
	switch strings.ToLower(s) {
	case "무료", "free":
		return "0", true
	}
	s = strings.NewReplacer(",", "", " ", "", "원", "", "₩", "", "￦", "", "KRW", "", "won", "").Replace(s)
	s = strings.TrimSuffix(s, ".0")
	n, err := strconv.ParseInt(s, 10, 64)
	if err != nil || n < 0 {
		return "", false
	}
	return strconv.FormatInt(n, 10), true
}

// readStars reads stars of a scale into half stars. None are 0 of them and "".
func readStars(s string, scale int) (string, bool) {
	s = strings.TrimSpace(s)
	if strings.ContainsAny(s, "★☆⭐½") {
		n := 2*(strings.Count(s, "★")+strings.Count(s, "⭐")) + strings.Count(s, "½")
		return strconv.Itoa(n), n >= 1 && n <= 10
	}
	value, most, isPart := strings.Cut(s, "/")
	if isPart {
		m, err := strconv.Atoi(strings.TrimSpace(most))
		if err != nil || m < 1 {
			return "", false
		}
		scale = m
	}
	value = strings.TrimSuffix(strings.TrimSuffix(strings.TrimSpace(value), "점"), "%")
	v, err := strconv.ParseFloat(strings.Replace(value, ",", ".", 1), 64)
	if err != nil || !(v >= 0 && v <= float64(scale)) {
		return "", false
	}
	if v == 0 {
		return "", true
	}
	return strconv.Itoa(max(1, int(v/float64(scale)*10+0.5))), true
}

// scaleOf tells what the most stars of a file are.
func scaleOf(values []string) int {
	scale := 5
	for _, s := range values {
		v, err := strconv.ParseFloat(strings.TrimSuffix(strings.TrimSpace(s), "점"), 64)
		switch {
		case err != nil:
		case v > 10:
			return 100
		case v > 5:
			scale = 10
		}
	}
	return scale
}

var kinds = map[string]string{
	"movie": "movie", "film": "movie", "영화": "movie", "cinema": "movie",
	"play": "play", "연극": "play", "theatre": "play", "theater": "play",
	"musical": "musical", "뮤지컬": "musical",
	"concert": "concert", "콘서트": "concert", "공연": "concert", "gig": "concert", "페스티벌": "concert",
	"exhibition": "exhibition", "전시": "exhibition", "전시회": "exhibition",
	"etc": "etc", "other": "etc", "기타": "etc",
}

var genres = map[string]string{
	"horror": "horror", "공포": "horror", "호러": "horror", "romance": "romance", "로맨스": "romance", "멜로": "romance",
	"comedy": "comedy", "코미디": "comedy", "crime": "crime", "범죄": "crime", "스릴러": "crime", "thriller": "crime",
	"animation": "animation", "애니메이션": "animation", "action": "action", "액션": "action", "fantasy": "fantasy", "판타지": "fantasy", "sf": "fantasy",
	"drama": "drama", "드라마": "drama", "music": "music", "음악": "music", "war": "war", "전쟁": "war", "history": "history", "역사": "history", "사극": "history",
	"sports": "sports", "스포츠": "sports", "disaster": "disaster", "재난": "disaster", "documentary": "documentary", "다큐멘터리": "documentary", "다큐": "documentary",
	"etc": "etc", "기타": "etc",
}

var visibilities = map[string]string{
	"public": "public", "공개": "public", "전체공개": "public", "private": "private", "비공개": "private", "나만보기": "private",
}

// readWord looks a word up; of several, as "드라마, 로맨스", the first that is known.
func readWord(known map[string]string, s string) (string, bool) {
	for _, w := range strings.FieldsFunc(s, func(r rune) bool { return strings.ContainsRune(",/|·", r) }) {
		if v, ok := known[bare(w)]; ok {
			return v, true
		}
	}
	v, ok := known[bare(s)]
	return v, ok
}
