package demo

// concerts last an evening or a few; festivals come back every year.
var concerts = []show{
	{"seoul-jazz-festival", 8, "올림픽공원 88잔디마당", 0, yearly("05-30", 3)},
	{"grand-mint-festival", 7, "올림픽공원 88잔디마당", 0, yearly("10-18", 3)},
	{"pentaport-rock-festival", 7, "인천 송도달빛축제공원", 0, yearly("08-02", 3)},
	{"busan-rock-festival", 5, "부산 삼락생태공원", 0, yearly("09-27", 3)},
	{"jarasum-jazz-festival", 6, "가평 자라섬", 0, yearly("10-11", 3)},
	{"psy-summer-swag", 6, "과천 서울대공원 주차광장", 0, yearly("07-19", 2)},
	{"orchestra-festival", 5, "예술의전당 콘서트홀", 20_000, yearly("04-02", 18)},
	{"tongyeong-international-music-festival", 4, "통영국제음악당 콘서트홀", 70_000, yearly("03-29", 8)},
	{"music-in-pyeongchang", 4, "평창 알펜시아 콘서트홀", 60_000, yearly("07-24", 9)},
	{"iu-the-golden-hour", 7, "잠실종합운동장 주경기장", 0, from("2022-09-17", 2, "")},
	{"im-hero-the-stadium", 5, "서울월드컵경기장", 0, from("2024-05-25", 2, "")},
	{"blackpink-born-pink", 6, "KSPO DOME", 0, from("2022-10-15", 2, "")},
	{"coldplay-music-of-the-spheres", 8, "고양종합운동장 주경기장", 0, from("2025-04-16", 10, "")},
}

// exhibitions are on for months, some for good.
var exhibitions = []show{
	{"a-room-of-quiet-contemplation", 8, "국립중앙박물관", free, from("2021-11-12", 40_000, "")},
	{"the-more-the-better", 4, "국립현대미술관 과천", free, from("2022-09-15", 40_000, "")},
	{"a-collectors-invitation", 6, "국립중앙박물관", 5_000, from("2022-04-28", 123, "")},
	{"six-centuries-of-beauty-habsburg", 6, "국립중앙박물관", 17_500, from("2022-10-25", 140, "")},
	{"masterpieces-from-the-national-gallery-london", 6, "국립중앙박물관", 18_000, from("2023-06-02", 130, "")},
	{"vienna-1900", 6, "국립중앙박물관", 17_500, from("2024-11-30", 94, "")},
	{"edward-hopper-from-city-to-coast", 7, "서울시립미술관 서소문본관", 17_000, from("2023-04-20", 122, "")},
	{"maurizio-cattelan-we", 6, "리움미술관", free, from("2023-01-31", 166, "")},
	{"whanki-a-dot-a-sky", 5, "호암미술관", 14_000, from("2023-05-18", 115, "")},
	{"nicolas-party-dust", 5, "호암미술관", 14_000, from("2024-08-31", 141, "")},
	{"ron-mueck-mmca-2025", 8, "국립현대미술관 서울", 5_000, from("2025-04-11", 93, "")},
	{"chang-ucchin-the-most-honest-confession", 5, "국립현대미술관 덕수궁", 2_000, from("2023-09-14", 150, "")},
	{"park-soo-keun-the-naked-tree", 4, "국립현대미술관 덕수궁", 2_000, from("2021-11-11", 110, "")},
	{"immortal-painter-van-gogh-2024", 6, "예술의전당 한가람미술관", 24_000, from("2024-11-29", 107, "")},
	{"christian-dior-designer-of-dreams-seoul", 5, "동대문디자인플라자", 20_000, from("2025-04-19", 86, "")},
	{"yosigo-holiday-memories", 4, "그라운드시소 서촌", 15_000, from("2021-06-23", 160, "")},
	{"accidentally-wes-anderson", 5, "그라운드시소 성수", 15_000, from("2021-11-30", 180, "")},
	{"gwangju-biennale", 4, "광주비엔날레전시관", 18_000, []season{{first: "2023-04-07", days: 94}, {first: "2024-09-07", days: 86}}},
}

// others fit nowhere else.
var others = []show{
	{"the-nutcracker-ballet", 5, "예술의전당 오페라극장", 0, yearly("12-14", 12)},
	{"swan-lake-ballet", 4, "예술의전당 오페라극장", 0, again(8, 1.5, 7, 29)},
	{"giselle-ballet", 3, "예술의전당 오페라극장", 0, again(6, 13)},
	{"carmen-opera", 3, "세종문화회관 대극장", 0, again(4, 24, 2.9)},
	{"la-boheme-opera", 3, "세종문화회관 대극장", 0, again(4, 12)},
	{"nanta", 3, "명동난타극장", 55_000, from("2022-06-02", 40_000, "")},
	{"cirque-du-soleil-luzia", 4, "잠실종합운동장 빅탑", 0, from("2023-10-25", 67, "")},
	{"cirque-du-soleil-kooza", 4, "잠실종합운동장 빅탑", 0, from("2025-10-11", 78, "")},
	{"slavas-snowshow", 3, "LG아트센터 서울", 0, again(14, 18)},
	{"madame-ong-changgeuk", 3, nationalDal, 0, again(10, 15)},
}
