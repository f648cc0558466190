package demo

// The theatres that several shows share.
const (
	blueSquare  = "블루스퀘어 신한카드홀"
	charlotte   = "샤롯데씨어터"
	sejong      = "세종문화회관 대극장"
	linkArts    = "디큐브 링크아트센터"
	hongik      = "홍익대 대학로 아트센터 대극장"
	towol       = "예술의전당 CJ토월극장"
	chungmu     = "충무아트센터 대극장"
	nationalDal = "국립극장 달오름극장"
)

// musicals come back, and people see them again.
var musicals = []show{
	{"maybe-happy-ending-musical", 10, "", 0, []season{{first: "2024-06-18", days: 82, venues: "대학로 예스24스테이지 1관"}, {first: "2025-10-30", days: 88, venues: "두산아트센터 연강홀"}, {ago: 1.6, days: 60, venues: "두산아트센터 연강홀"}}},
	{"the-phantom-of-the-opera-musical", 9, charlotte, 0, from("2023-07-21", 118, "")},
	{"les-miserables-musical", 9, blueSquare, 0, from("2023-11-30", 100, "")},
	{"rebecca-musical", 8, blueSquare, 0, from("2023-08-19", 92, "")},
	{"jekyll-and-hyde-musical", 8, "", 0, []season{{first: "2021-10-19", days: 190, venues: charlotte}, {first: "2024-11-29", days: 165, venues: blueSquare}}},
	{"hedwig-musical", 8, charlotte, 0, from("2024-03-22", 92, "")},
	{"wicked-musical", 8, blueSquare, 0, []season{{first: "2021-02-16", days: 74}, {first: "2025-07-12", days: 104}}},
	{"laundry-musical", 8, "대학로 유니플렉스 2관", 0, again(80, 2.4, 9, 16, 24, 33, 45)},
	{"chicago-musical", 6, linkArts, 0, from("2024-06-07", 110, "")},
	{"kinky-boots-musical", 6, "", 0, []season{{first: "2022-07-20", days: 95, venues: chungmu}, {first: "2024-09-07", days: 62, venues: blueSquare}}},
	{"frankenstein-korean-musical", 6, blueSquare, 0, from("2024-06-05", 80, "")},
	{"hero-musical", 6, "", 0, []season{{first: "2022-12-21", days: 66, venues: "LG아트센터 서울"}, {first: "2024-05-29", days: 72, venues: sejong}}},
	{"the-last-empress-musical", 5, sejong, 0, from("2025-01-21", 66, "")},
	{"the-man-who-laughs-musical", 6, "예술의전당 오페라극장", 0, from("2025-01-09", 58, "")},
	{"elisabeth-musical", 6, blueSquare, 0, from("2022-08-25", 78, "")},
	{"death-note-musical", 7, linkArts, 0, from("2025-10-14", 200, "")},
	{"mamma-mia-musical", 5, "", 0, []season{{first: "2023-03-24", days: 90, venues: chungmu}, {first: "2025-07-26", days: 88, venues: "LG아트센터 서울"}}},
	{"rent-musical", 5, "코엑스 신한카드 아티움", 0, from("2023-11-11", 100, "")},
	{"notre-dame-de-paris-musical", 5, sejong, 0, from("2024-01-24", 58, "")},
	{"il-tenore-musical", 6, towol, 0, from("2023-12-19", 66, "")},
	{"marie-curie-musical", 6, hongik, 0, from("2023-11-24", 84, "")},
	{"red-book-musical", 6, hongik, 0, from("2023-03-14", 74, "")},
	{"fan-letter-musical", 6, towol, 0, from("2025-12-05", 78, "")},
	{"the-goddess-is-watching-musical", 6, "대학로 유니플렉스 1관", 0, again(70, 3.6, 28)},
	{"thrill-me-musical", 6, "대학로 예스24스테이지 2관", 0, again(84, 4.8, 38)},
	{"werther-musical", 5, linkArts, 0, from("2025-01-17", 58, "")},
	{"billy-elliot-musical", 6, "디큐브아트센터", 0, from("2021-08-31", 165, "")},
	{"swag-age-musical", 5, hongik, 0, from("2023-06-22", 58, "")},
	{"hope-musical", 5, "대학로 드림아트센터 1관", 0, again(70, 12)},
	{"finding-mr-destiny-musical", 4, "대학로 TOM 2관", 0, again(90, 6, 30)},
}

// plays are smaller and many.
var plays = []show{
	{"waiting-for-godot-play", 8, nationalDal, 0, from("2023-12-19", 62, "")},
	{"hamlet-play", 7, hongik, 0, from("2024-06-09", 84, "")},
	{"macbeth-play", 6, "국립극장 해오름극장", 0, from("2024-07-13", 36, "")},
	{"the-cherry-orchard-play", 7, "LG아트센터 서울", 0, from("2024-06-04", 33, "")},
	{"the-orphan-of-zhao-play", 7, "명동예술극장", 0, append(from("2023-11-30", 24, ""), again(22, 1.3)...)},
	{"art-play", 6, "대학로 예스24스테이지 3관", 0, again(88, 3, 26)},
	{"god-of-carnage-play", 6, "예술의전당 자유소극장", 0, from("2024-12-03", 33, "")},
	{"red-play", 5, "예술의전당 자유소극장", 0, from("2022-12-20", 62, "")},
	{"death-of-a-salesman-play", 5, "", 0, []season{{first: "2023-05-21", days: 17, venues: towol}, {first: "2025-01-07", days: 54, venues: "세종문화회관 M씨어터"}}},
	{"the-seagull-play", 5, "유니버설아트센터", 0, from("2022-12-21", 46, "")},
	{"toc-toc-play", 5, "대학로 TOM 2관", 0, again(90, 2.8, 19)},
	{"noises-off-play", 5, "대학로 아트원씨어터 1관", 0, again(60, 1.9, 22)},
	{"the-old-thieves-play", 5, "대학로 아트포레스트", 0, again(90, 2.6, 15, 33)},
	{"rooftop-cat-play", 4, "대학로 틴틴홀", 0, again(120, 3.8, 12, 25, 38)},
	{"equus-play", 5, "대학로 TOM 1관", 0, again(60, 9.5)},
	{"come-and-see-me-play", 5, "대학로 예스24스테이지 3관", 0, again(40, 8.6)},
	{"a-dolls-house-play", 5, "명동예술극장", 0, again(26, 5.2)},
	{"a-streetcar-named-desire-play", 4, "명동예술극장", 0, again(26, 18)},
	{"a-midsummer-nights-dream-play", 4, "국립극장 하늘극장", 0, again(16, 4.2, 29)},
	{"our-town-play", 4, "대학로 예술극장 대극장", 0, again(18, 13.5)},
	{"thats-not-it-play", 3, "대학로 예술공간 혜화", 0, again(16, 31)},
	{"two-nights-three-days-with-mom-play", 4, "국립박물관문화재단 극장 용", 0, again(30, 10.8)},
}
