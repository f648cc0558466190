package demo

// concerts last an evening or a few.
var concerts = []Work{
	{"concert", "music", "AURORA SUN: 첫 번째 밤", "Live in Seoul", "", "", "오로라선", "KSPO DOME, 고척스카이돔, 올림픽공원 올림픽홀", runs(3, 2.4, 14, 27), "ridges", 8},
	{"concert", "music", "한여름 재즈", "Midsummer Jazz", "", "", "김다온 트리오|서이안 퀄텟, 보컬 나율", "올림픽공원 88잔디마당, 서울숲 야외무대", runs(3, 3.6, 15.6, 27.6, 39.6), "bauhaus", 7},
	{"concert", "music", "서울 시티팝 나이트", "Seoul City Pop Night", "", "", "네온파크, 마리나블루, 심야버스", "YES24 라이브홀, 무신사 개러지", runs(2, 5.6, 18), "skyline", 6},
	{"concert", "music", "브람스, 가을", "Brahms in Autumn", "지휘", "마테우스 린덴", "한강필하모닉, 피아노 유하진", "예술의전당 콘서트홀, 롯데콘서트홀", runs(2, 1, 13, 25), "botanical", 6},
	{"concert", "music", "밤의 피아노", "Piano at Night", "", "", "유하진", "롯데콘서트홀, 금호아트홀 연세", runs(2, 6.4, 20, 33), "rings", 6},
	{"concert", "music", "심야버스 전국 투어", "Night Bus Tour", "", "", "심야버스", "롤링홀, 무신사 개러지, 부산 KBS홀", runs(4, 8.2, 30), "wall", 6},
	{"concert", "music", "소극장 콘서트: 작은 등", "Little Lamp", "", "", "이담울", "이화여대 삼성홀, 성수아트홀", runs(5, 4.6, 16.4), "chairs", 5},
	{"concert", "music", "더 폴라로이즈 단독 공연", "The Polaroids", "", "", "더 폴라로이즈", "롤링홀, YES24 라이브홀", runs(2, 10, 36), "riso", 6},
	{"concert", "music", "바흐의 방", "Bach's Room", "첼로", "안나 키르히", "안나 키르히", "예술의전당 IBK챔버홀, 금호아트홀 연세", runs(1, 17), "swiss", 4},
	{"concert", "music", "파도의 노래 페스티벌", "Song of Waves Festival", "", "", "오로라선, 네온파크, 더 폴라로이즈, 이담울", "부산 삼락생태공원, 인천 송도달빛축제공원", runs(3, 15.9, 27.9, 39.9), "papercut", 6},
	{"concert", "music", "영화음악 갈라: 필름 심포니", "Film Symphony", "지휘", "도윤재", "한강필하모닉", "세종문화회관 대극장", runs(2, 11, 23), "frames", 5},
	{"concert", "music", "나율 20주년: 다시, 처음", "Again, the First", "", "", "나율", "잠실실내체육관, KSPO DOME", runs(3, 12.2), "vinyl", 6},
	{"concert", "music", "겨울, 어쿠스틱", "Winter Acoustic", "", "", "이담울, 서리", "블루스퀘어 SOL트래블홀, 이화여대 삼성홀", runs(3, 9.5, 21.5, 33.5), "chart", 5},
	{"concert", "music", "KODA WORLD TOUR", "Orbit", "", "", "KODA", "고척스카이돔, KSPO DOME", runs(3, 7.2, 29), "rings", 7},
}

// exhibitions are on for months.
var exhibitions = []Work{
	{"exhibition", "documentary", "보이지 않는 건축", "Invisible Architecture", "기획", "문서윤", "강태오, 한이람", "국립현대미술관 서울", runs(110, 3.2), "swiss", 6},
	{"exhibition", "", "빛과 종이", "Light & Paper", "기획", "도예린", "정이현", "석파정 서울미술관", runs(120, 7.4), "papercut", 6},
	{"exhibition", "", "고양이의 시간", "Cat O'Clock", "", "", "사진 배무진", "그라운드시소 성수", runs(130, 5), "riso", 6},
	{"exhibition", "", "색의 방", "Rooms of Colour", "기획", "라파엘 온", "마리 오켄", "리움미술관", runs(140, 11), "cube", 7},
	{"exhibition", "", "아주 작은 식물도감", "A Very Small Herbarium", "", "", "그림 윤초록", "디뮤지엄", runs(115, 9), "botanical", 5},
	{"exhibition", "history", "먹과 달", "Ink and Moon", "기획", "국립중앙박물관", "", "국립중앙박물관", runs(100, 14), "inkwash", 5},
	{"exhibition", "", "타이포그래피 서울 ㄱㄴㄷ", "Seoul in Letters", "", "", "한글 디자이너 32인", "예술의전당 한글서예박물관, DDP 디자인박물관", runs(80, 1.9, 25), "glyph", 5},
	{"exhibition", "", "바우하우스의 오후", "A Bauhaus Afternoon", "", "", "", "예술의전당 한가람미술관", runs(125, 18), "bauhaus", 6},
	{"exhibition", "", "극장의 기억", "Remembering Theatres", "기획", "서목인", "", "서울시립미술관 서소문본관", runs(105, 22), "frames", 4},
	{"exhibition", "", "소리를 보는 법", "How to See Sound", "기획", "문서윤", "조로아, 미카 헬드", "아모레퍼시픽미술관", runs(118, 30), "rings", 5},
	{"exhibition", "", "별 헤는 미술관", "A Museum of Stars", "", "", "", "뮤지엄 산, 부산시립미술관", runs(150, 35), "chart", 4},
}
