package demo

const (
	multiplex = "CGV 용산아이파크몰 IMAX관, CGV 왕십리, 메가박스 코엑스 돌비시네마, 롯데시네마 월드타워 수퍼플렉스, 메가박스 성수, CGV 영등포 SCREENX관, 롯데시네마 건대입구"
	arthouse  = "씨네큐브 광화문, 아트하우스 모모, KU시네마테크, 서울아트시네마, 에무시네마, 영화의전당 소극장, 라이카시네마"
	anyCinema = multiplex + ", 씨네큐브 광화문, 아트하우스 모모"
)

// movies are on for some weeks, some of them again years later.
var movies = []Work{
	{"movie", "romance", "그해 여름, 우리가 강가에 누워 있던 오후", "That Summer by the River", "감독", "한소라", "이로운, 신아름, 조은별", arthouse, runs(52, 16), "moonsea", 7},
	{"movie", "horror", "언덕 위의 집", "The House Uphill", "감독", "남궁현", "서이안, 문가온, 기혜수", anyCinema, runs(40, 1.8), "house", 6},
	{"movie", "fantasy", "우주 세탁소", "Cosmic Laundry", "감독", "표시원", "나윤, 강소이, 백두산", anyCinema, runs(48, 4), "chart", 7},
	{"movie", "crime", "검은 우산", "Black Umbrella", "감독", "정도환", "류태오, 한지유, 마동건", multiplex, runs(45, 7), "umbrellas", 7},
	{"movie", "drama", "엄마의 영수증", "Mother's Receipts", "감독", "윤슬", "김미례, 오하나, 차선우", arthouse, runs(60, 10), "riso", 6},
	{"movie", "action", "제로 트랙", "Zero Track", "감독", "최무성", "강현도, 이세나, 도경우", multiplex, runs(38, 2.6), "road", 7},
	{"movie", "animation", "구름 우체국", "Cloud Post Office", "감독", "미나토 아오이", "목소리 유라온, 정하늬", anyCinema, runs(58, 5.2, 29), "balloons", 7},
	{"movie", "documentary", "해녀의 숨", "Breath of the Haenyeo", "감독", "고은재", "현순옥, 김춘자", arthouse, runs(70, 13), "papercut", 4},
	{"movie", "war", "겨울 진지", "Winter Post", "감독", "백승호", "전도현, 하재석, 임태양", multiplex, runs(42, 22), "torn", 5},
	{"movie", "history", "사관의 밤", "The Historian's Night", "감독", "노기석", "주원, 배설현, 진태후", multiplex, runs(44, 26), "inkwash", 5},
	{"movie", "romance", "환승역에서", "At the Transfer Station", "감독", "임세라", "권도윤, 채이담", anyCinema, runs(46, 0.9), "rain", 8},
	{"movie", "music", "마지막 앙코르", "Last Encore", "감독", "한소라", "구하라람, 민재율, 편지수", anyCinema, runs(40, 8.5), "vinyl", 6},
	{"movie", "drama", "남쪽으로 스무 시간", "Twenty Hours South", "감독", "도하준", "안이든, 조한나, 염기주", arthouse, runs(55, 19), "road", 6},
	{"movie", "comedy", "층간 소음의 기술", "The Art of Noise", "감독", "배찬미", "남상구, 이보름, 성하진", multiplex, runs(36, 11.5), "windows", 6},
	{"movie", "fantasy", "종이 나라의 왕", "King of Paperland", "감독", "유다미르", "하도윤, 강이레", anyCinema, runs(42, 31), "tunnel", 5},
	{"movie", "crime", "열두 시의 목격자", "Witness at Noon", "감독", "정도환", "한지유, 공태민, 서로하", multiplex, runs(40, 34), "frames", 5},
	{"movie", "disaster", "파고 13미터", "Thirteen Metres", "감독", "심해준", "강현도, 윤세아, 박일선", multiplex, runs(38, 15), "skyline", 5},
	{"movie", "sports", "마지막 랩", "Final Lap", "감독", "이겨레", "조하엘, 문시후", multiplex, runs(34, 24), "swiss", 4},
	{"movie", "drama", "얼굴들", "Faces", "감독", "기유정", "모하은, 백이현, 손다례", arthouse, runs(50, 37), "portrait", 6},
	{"movie", "romance", "느린 우체통", "Slow Mail", "감독", "임세라", "이솔민, 하윤재", anyCinema, runs(44, 40), "thread", 5},
	{"movie", "animation", "고양이 역장님", "Stationmaster Cat", "감독", "미나토 아오이", "목소리 설아인, 구도윤", anyCinema, runs(50, 21, 45), "riso", 6},
	{"movie", "documentary", "필름은 아직 돌아간다", "Still Rolling", "감독", "서목인", "이창복, 조영사", arthouse, runs(35, 47), "frames", 4},
	{"movie", "horror", "지하 4층", "B4", "감독", "남궁현", "신이도, 마하린", multiplex, runs(33, 28), "tunnel", 4},
	{"movie", "action", "블랙아웃 서울", "Blackout Seoul", "감독", "최무성", "이세나, 표진우, 강로운", multiplex, runs(40, 50), "skyline", 5},
}
