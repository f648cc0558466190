package stats

import "piece/internal/piece"

// vocabulary is what a card says in one language.
type vocabulary struct {
	loved, busiest, place, artist, kind, streak string
	weeks                                       string // % stands for how many
	months                                      [12]string
	kinds                                       map[piece.Kind]string
}

var words = map[string]vocabulary{
	"ko": {
		loved: "가장 사랑한 조각", busiest: "가장 바빴던 달", place: "가장 자주 간 곳", artist: "가장 자주 만난 사람", kind: "가장 많이 본 것", streak: "쉬지 않고 이어 본",
		weeks:  "%주 연속",
		months: [12]string{"1월", "2월", "3월", "4월", "5월", "6월", "7월", "8월", "9월", "10월", "11월", "12월"},
		kinds:  map[piece.Kind]string{"movie": "영화", "play": "연극", "musical": "뮤지컬", "concert": "콘서트", "exhibition": "전시", "etc": "기타"},
	},
	"en": {
		loved: "Most loved", busiest: "Busiest month", place: "Favourite place", artist: "Most seen", kind: "Most of all", streak: "Longest streak",
		weeks:  "% weeks in a row",
		months: [12]string{"January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"},
		kinds:  map[piece.Kind]string{"movie": "Movies", "play": "Plays", "musical": "Musicals", "concert": "Concerts", "exhibition": "Exhibitions", "etc": "Others"},
	},
}
