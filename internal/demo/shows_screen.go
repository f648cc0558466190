package demo

const (
	multiplex = "CGV 용산아이파크몰 IMAX관, CGV 왕십리, 메가박스 코엑스 돌비시네마, 롯데시네마 월드타워 수퍼플렉스, 메가박스 성수, CGV 영등포 SCREENX관, 롯데시네마 건대입구"
	arthouse  = "씨네큐브 광화문, 아트하우스 모모, KU시네마테크, 서울아트시네마, 에무시네마, 영화의전당 소극장, 라이카시네마"
	anyCinema = multiplex + ", 씨네큐브 광화문, 아트하우스 모모"
)

// films are on for some weeks; old ones come back to small cinemas.
var films = []show{
	{"exhuma", 8, multiplex, 0, from("2024-02-22", 60, "")},
	{"no-other-choice", 8, anyCinema, 0, from("2025-09-24", 52, "")},
	{"twelve-twelve-the-day", 7, multiplex, 0, from("2023-11-22", 75, "")},
	{"decision-to-leave", 8, anyCinema, 0, append(from("2022-06-29", 60, ""), season{ago: 4.6, days: 20, venues: arthouse})},
	{"parasite", 7, arthouse, 0, again(24, 2.2, 10, 34)},
	{"oppenheimer", 6, multiplex, 0, from("2023-08-15", 45, "")},
	{"monster-2023", 6, arthouse, 0, from("2023-11-29", 70, "")},
	{"perfect-days", 6, arthouse, 0, from("2024-07-03", 70, "")},
	{"past-lives", 5, arthouse, 0, from("2024-03-06", 40, "")},
	{"the-first-slam-dunk", 7, multiplex, 0, from("2023-01-04", 90, "")},
	{"suzume", 6, multiplex, 0, from("2023-03-08", 70, "")},
	{"top-gun-maverick", 6, multiplex, 0, from("2022-06-22", 60, "")},
	{"everything-everywhere-all-at-once", 6, anyCinema, 0, from("2022-10-12", 50, "")},
	{"dune-part-one", 5, multiplex, 0, from("2021-10-20", 42, "")},
	{"drive-my-car", 5, arthouse, 0, from("2021-12-23", 50, "")},
	{"minari", 6, anyCinema, 0, from("2021-03-03", 45, "")},
	{"escape-from-mogadishu", 5, multiplex, 0, from("2021-07-28", 45, "")},
	{"the-book-of-fish", 4, anyCinema, 0, from("2021-03-31", 35, "")},
	{"interstellar", 7, multiplex, 0, again(21, 1.7, 22)},
	{"la-la-land", 7, anyCinema, 0, again(20, 11, 30)},
	{"love-letter-1995", 6, arthouse, 0, yearly("01-01", 21)},
	{"in-the-mood-for-love", 6, arthouse, 0, yearly("12-26", 20)},
	{"christmas-in-august", 6, arthouse, 0, again(18, 3.2, 27)},
	{"chungking-express", 5, arthouse, 0, again(18, 6.5)},
	{"memories-of-murder", 6, arthouse, 0, again(16, 0.8, 40)},
	{"spirited-away", 6, anyCinema, 0, again(20, 4.2, 41)},
	{"whiplash", 6, anyCinema, 0, again(20, 1.2, 19)},
	{"your-name", 5, multiplex, 0, again(16, 15)},
	{"my-neighbor-totoro", 5, anyCinema, 0, again(16, 17)},
	{"oldboy", 5, arthouse, 0, again(14, 12.5, 46)},
	{"the-truman-show", 5, arthouse, 0, again(14, 20)},
	{"cinema-paradiso", 5, arthouse, 0, again(16, 25)},
	{"the-shawshank-redemption", 5, arthouse, 0, again(14, 28, 5.4)},
	{"amelie", 4, arthouse, 0, again(14, 8)},
	{"portrait-of-a-lady-on-fire", 5, arthouse, 0, again(14, 2.7, 56)},
	{"burning", 4, arthouse, 0, again(12, 52)},
	{"bohemian-rhapsody", 5, multiplex, 0, again(12, 48)},
	{"the-host-2006", 4, arthouse, 0, again(12, 44)},
	{"singin-in-the-rain", 4, arthouse, 0, again(10, 37)},
	{"seven-samurai", 4, arthouse, 0, again(10, 5.7)},
	{"the-godfather", 4, arthouse, 0, again(12, 32)},
	{"little-forest-2018", 4, arthouse, 0, again(14, 23)},
	{"old-partner", 3, arthouse, 0, again(10, 14)},
	{"psycho", 4, arthouse, 0, again(9, 1.1, 38)},
}
