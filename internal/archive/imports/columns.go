package imports

import (
	"strings"
	"unicode"
)

// names are what columns of a field are called, in letters and digits alone. Those that are
// longer come before others that they begin with, because a guess takes what fits first.
var names = []struct {
	field Field
	words []string
}{
	{Identity, []string{"id", "번호", "고유번호", "letterboxduri", "uri"}},
	{Title, []string{"title", "name", "제목", "작품", "작품명", "작품제목", "영화제목", "영화", "공연명", "공연", "공연제목", "전시명", "영화명", "film", "movie", "show", "work"}},
	{Day, []string{"day", "date", "watcheddate", "관람일", "관람날짜", "날짜", "일자", "본날", "본날짜", "관람일자", "공연일", "관극일", "dateseen", "seenon", "viewdate", "watched"}},
	{Time, []string{"time", "시간", "관람시간", "시작시간", "회차", "상영시간"}},
	{Kind, []string{"kind", "type", "category", "분류", "종류", "구분", "유형", "카테고리"}},
	{Venue, []string{"venue", "place", "theater", "theatre", "cinema", "location", "장소", "극장", "공연장", "영화관", "관람장소", "관람처", "상영관"}},
	{Seat, []string{"seat", "seats", "좌석", "자리", "좌석번호"}},
	{Cast, []string{"cast", "actors", "starring", "artist", "출연", "출연진", "배우", "캐스트", "캐스팅", "주연", "아티스트"}},
	{Director, []string{"director", "directors", "감독", "연출"}},
	{Price, []string{"price", "cost", "paid", "amount", "가격", "금액", "티켓값", "티켓가격", "비용", "결제금액"}},
	{Genre, []string{"genre", "genres", "장르"}},
	{Companion, []string{"companion", "with", "withwhom", "동행", "동행인", "함께", "같이본사람", "함께본사람"}},
	{HalfStars, []string{"stars", "rating", "score", "myrating", "yourrating", "별점", "평점", "점수", "내별점"}},
	{Review, []string{"review", "oneline", "comment", "comments", "한줄평", "한줄감상", "감상", "후기", "리뷰", "평", "코멘트", "한줄"}},
	{Text, []string{"record", "notes", "note", "memo", "diary", "기록", "메모", "긴감상", "자세한기록", "상세후기", "일기"}},
	{Year, []string{"year", "releaseyear", "연도", "제작연도", "개봉연도", "개봉년도", "제작년도"}},
	{Visibility, []string{"visibility", "공개", "공개범위", "공개여부"}},
}

// guess finds the columns of fields by their names: those that are called so first, then those
// whose name begins so.
func guess(header []string) map[Field]int {
	found := map[Field]int{}
	taken := map[int]bool{}
	for _, fits := range []func(name, word string) bool{
		func(name, word string) bool { return name == word },
		func(name, word string) bool { return len([]rune(word)) > 1 && strings.HasPrefix(name, word) },
	} {
		for _, n := range names {
			for _, word := range n.words {
				for i, h := range header {
					if _, has := found[n.field]; !has && !taken[i] && fits(bare(h), word) {
						found[n.field], taken[i] = i, true
					}
				}
			}
		}
	}
	return found
}

// bare is a name in lower case, without blanks and signs.
func bare(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return unicode.ToLower(r)
		}
		return -1
	}, s)
}
