package readingtest

import (
	"fmt"
	"strconv"
	"strings"
	"time"
)

// show is something that somebody has a ticket for. Works and people are made up.
type show struct {
	kind, title  string
	venue, hall  string // of a cinema without whose it is, which the layout says
	cast         []string
	director     string
	day          string // as it is printed: a screening at 24:10 belongs to the day before midnight
	hour, minute int    // from 24 on after midnight
	seats        []string
	grade        string
	price        int64 // of one ticket
}

var films = []show{
	{kind: "movie", title: "파도의 노래", venue: "용산아이파크몰", hall: "4관", director: "한서윤", day: "2026-11-21", hour: 19, minute: 30, seats: []string{"F열 12번", "F열 13번"}, price: 14_000},
	{kind: "movie", title: "별이 내리는 정거장 2: 마지막 열차", venue: "월드타워", hall: "수퍼플렉스", director: "오민재", day: "2026-08-03", hour: 9, minute: 50, seats: []string{"K12"}, price: 15_000},
	{kind: "movie", title: "심야의 라디오", venue: "코엑스", hall: "돌비시네마", director: "Lena Park", day: "2026-10-30", hour: 24, minute: 10, seats: []string{"E열 7번"}, price: 17_000},
	{kind: "movie", title: "고양이와 함께 춤을", venue: "영등포타임스퀘어", hall: "스타리움관", director: "윤가람", day: "2025-12-25", hour: 13, minute: 5, seats: []string{"J열 8번", "J열 9번", "J열 10번"}, price: 12_000},
	{kind: "movie", title: "THE LAST HARBOR", venue: "왕십리", hall: "IMAX관", director: "James Oh", day: "2026-11-14", hour: 22, minute: 15, seats: []string{"H열 15번"}, price: 21_000},
}

var stages = []show{
	{kind: "musical", title: "달빛 아래 극장", venue: "블루스퀘어 신한카드홀", cast: []string{"류하진", "옥수빈", "민경서"}, day: "2026-11-21", hour: 19, minute: 30, grade: "VIP석", seats: []string{"1층 B구역 3열 15번"}, price: 150_000},
	{kind: "play", title: "두 번째 겨울", venue: "예술의전당 자유소극장", cast: []string{"박정우", "김나래"}, director: "이석훈", day: "2026-10-11", hour: 15, minute: 0, grade: "R석", seats: []string{"1층 C열 14번", "1층 C열 15번"}, price: 66_000},
	{kind: "concert", title: "2026 바다소년 콘서트 〈항해〉", venue: "KSPO DOME (올림픽체조경기장)", cast: []string{"바다소년"}, day: "2026-09-05", hour: 18, minute: 0, grade: "스탠딩석", seats: []string{"스탠딩 A구역 입장번호 123번"}, price: 143_000},
	{kind: "exhibition", title: "빛을 그린 사람들: 인상파의 하루", venue: "국립중앙박물관 특별전시실", day: "2026-07-18", hour: 14, minute: 20, grade: "성인", seats: []string{"자유 관람"}, price: 18_000},
	{kind: "musical", title: "시계탑의 아이", venue: "샤롯데씨어터", cast: []string{"한지후", "서다온", "최이안", "문가을"}, director: "정로라", day: "2026-11-28", hour: 14, minute: 0, grade: "S석", seats: []string{"2층 7열 21번"}, price: 110_000},
	{kind: "concert", title: "겨울밤 실내악 시리즈 IV", venue: "롯데콘서트홀", cast: []string{"서울숲 콰르텟"}, day: "2026-12-24", hour: 20, minute: 0, grade: "A석", seats: []string{"1층 D구역 9열 3번"}, price: 0},
}

func (w show) date() time.Time {
	t, err := time.Parse(time.DateOnly, w.day)
	if err != nil {
		panic(err) // a mistake in the list above
	}
	return t
}

// starts is when it really begins.
func (w show) starts() (day, clock string) {
	t := w.date().Add(time.Duration(w.hour)*time.Hour + time.Duration(w.minute)*time.Minute)
	return t.Format(time.DateOnly), t.Format("15:04")
}

// on prints the day; layout is that of package time, with 요 for the day of the week.
func (w show) on(layout string) string {
	weekday := []string{"일", "월", "화", "수", "목", "금", "토"}[w.date().Weekday()]
	return strings.ReplaceAll(w.date().Format(layout), "요", weekday)
}

// at prints the time as cinemas do, 24:10; half prints it as 오후 7:30 and hangul as 19시 30분.
func (w show) at() string { return fmt.Sprintf("%02d:%02d", w.hour, w.minute) }

func (w show) half() string {
	half, hour := "오전", w.hour
	if hour >= 12 {
		half = "오후"
	}
	if hour > 12 {
		hour -= 12
	}
	return fmt.Sprintf("%s %d:%02d", half, hour, w.minute)
}

func (w show) hangul() string {
	if w.minute == 0 {
		return strconv.Itoa(w.hour) + "시"
	}
	return fmt.Sprintf("%d시 %02d분", w.hour, w.minute)
}

// until is two hours and eight minutes later.
func (w show) until() string {
	end := w.hour*60 + w.minute + 128
	return fmt.Sprintf("%02d:%02d", end/60, end%60)
}

func won(n int64) string {
	if n == 0 {
		return "무료"
	}
	digits := strconv.FormatInt(n, 10)
	for at := len(digits) - 3; at > 0; at -= 3 {
		digits = digits[:at] + "," + digits[at:]
	}
	return digits + "원"
}

// total prints what all tickets cost, and gives what that means for a piece.
func (w show) total() (printed string, value int64) {
	value = w.price * int64(len(w.seats))
	printed = won(value)
	if len(w.seats) > 1 {
		printed += " (" + strconv.Itoa(len(w.seats)) + "매)"
	}
	return printed, value
}

func (w show) where() string {
	if w.hall == "" {
		return w.venue
	}
	return w.venue + " " + w.hall
}

// graded puts the grade before the seats.
func (w show) graded() string { return strings.TrimSpace(w.grade + " " + strings.Join(w.seats, ", ")) }
