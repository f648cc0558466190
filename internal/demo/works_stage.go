package demo

// musicals come back, and people see them again.
var musicals = []Work{
	{"musical", "romance", "달의 정원", "Garden of the Moon", "연출", "오지현", "윤서하|한지오, 차도윤|민재현, 배은결|서가람", "샤롯데씨어터", runs(104, 2.8, 26, 50), "moonsea", 10},
	{"musical", "drama", "유리의 도시", "The Glass City", "연출", "남궁선", "강이든|류세윤, 정가온|하예린, 문도하", "블루스퀘어 신한카드홀", runs(96, 4.2, 31), "skyline", 8},
	{"musical", "fantasy", "고래가 건너는 밤", "Night of the Whale", "연출", "표은설", "이든솔|고하람, 나윤재|최시온, 임다올", "LG아트센터 서울", runs(80, 9, 38), "whale", 8},
	{"musical", "history", "마지막 편전", "The Last Hall", "연출", "백도헌", "주원태|한서준, 도윤아|신가을, 구본재", "세종문화회관 대극장", runs(60, 14), "inkwash", 6},
	{"musical", "romance", "붉은 실", "Red Thread", "연출", "한이담", "송하율|민지우, 백시현|권도영", "대학로 예스24스테이지 1관", runs(88, 1.6, 17, 33), "thread", 9},
	{"musical", "drama", "사다리를 오르는 사람", "The Climber", "연출", "정우림", "김태람|노이현, 차은솔|오수아", "대학로 드림아트센터 2관", runs(75, 6, 22), "ladder", 6},
	{"musical", "comedy", "옥탑방 오케스트라", "Rooftop Orchestra", "연출", "유한별", "박재이|성도현, 이루미|남가영, 조한결", "두산아트센터 연강홀", runs(70, 11), "windows", 5},
	{"musical", "animation", "풍선을 놓친 아이", "The Boy Who Let Go", "연출", "문다온", "서유진|배아린, 강율|이태오", "충무아트센터 대극장", runs(45, 7, 43), "balloons", 4},
	{"musical", "crime", "열세 번째 증인", "The Thirteenth Witness", "연출", "장태건", "류건|하진우, 온유림|조세아, 방기준", "링크아트센터드림 1관", runs(82, 3.5, 28), "door", 7},
	{"musical", "music", "카바레 은하", "Cabaret Galaxy", "연출", "신라온", "가희수|양다경, 민하준|독고윤, 편설아", "대학로 TOM 1관", runs(90, 5, 40), "curtain", 6},
	{"musical", "romance", "겨울 식물원", "The Winter Conservatory", "연출", "이담", "한여울|정로아, 유빈|최건우", "대학로 아트원씨어터 1관", runs(78, 10.5, 34), "botanical", 6},
	{"musical", "fantasy", "별자리 수선공", "The Star Mender", "연출", "오지현", "노을|박하엘, 선우진|기태윤", "예술의전당 자유소극장", runs(66, 19), "chart", 4},
	{"musical", "war", "강을 건너간 편지", "Letters Across the River", "연출", "곽민서", "진도하|염재훈, 하서윤|공예지", "예술의전당 오페라극장", runs(72, 16, 52), "papercut", 5},
	{"musical", "comedy", "내일의 커튼콜", "Tomorrow's Curtain Call", "연출", "변지한", "표도윤|임세린, 황보람, 추가람", "홍익대 대학로 아트센터 대극장", runs(84, 2, 24), "curtain", 6},
}

// plays are smaller and many.
var plays = []Work{
	{"play", "drama", "세 번째 방", "The Third Room", "작·연출", "임하늘", "정유민|고은찬, 서이안|마진우", "아르코예술극장 소극장", runs(38, 3, 27), "door", 7},
	{"play", "drama", "두 개의 의자", "Two Chairs", "연출", "고한율", "문소정|이하경, 백유찬|전시우", "명동예술극장", runs(30, 8), "chairs", 6},
	{"play", "comedy", "옆집의 숟가락", "The Spoon Next Door", "작·연출", "배로운", "남도현, 유가은, 성미루, 강찬", "대학로 예술공간 혜화", runs(120, 1.5, 13, 25, 37), "windows", 7},
	{"play", "crime", "정전", "Blackout", "연출", "도진서", "채이준|하람, 윤세인|민로하", "두산아트센터 Space111", runs(28, 6.5), "tunnel", 5},
	{"play", "history", "붓과 칼", "Brush and Blade", "연출", "국지호", "한태산, 오설진, 마은후", "국립극장 달오름극장", runs(24, 12), "inkwash", 5},
	{"play", "romance", "비 오는 날의 우산 가게", "The Umbrella Shop", "작·연출", "신비온", "이솔|강나루, 최이안|박도겸", "국립정동극장 세실", runs(40, 4.5, 29), "umbrellas", 6},
	{"play", "drama", "아버지의 라디오", "Father's Radio", "연출", "황서린", "조만수, 윤도담|하유건, 진미례", "명동예술극장", runs(32, 18), "glyph", 6},
	{"play", "horror", "네 번째 벽", "The Fourth Wall", "작·연출", "석이든", "공진, 류아인|선하, 방도윤", "대학로 아트원씨어터 3관", runs(90, 2.2, 15), "house", 5},
	{"play", "fantasy", "달을 빌려 간 남자", "The Man Who Borrowed the Moon", "연출", "임하늘", "차무연|반시우, 나해린", "예술의전당 자유소극장", runs(35, 21), "ladder", 4},
	{"play", "drama", "빈 극장", "An Empty House", "작·연출", "류한결", "모윤슬, 기다현, 안재로", "아르코예술극장 대극장", runs(18, 33), "curtain", 4},
	{"play", "comedy", "완벽한 이사", "A Perfect Move", "연출", "편도영", "구름, 양지석, 서하린, 노민후", "대학로 예스24스테이지 3관", runs(110, 5.5, 30), "riso", 5},
	{"play", "war", "돌아오지 않는 기차", "No Return Train", "연출", "강무영", "전태후|오로빈, 임서목, 하윤", "국립극장 해오름극장", runs(22, 41), "torn", 4},
}

// others fit nowhere else.
var others = []Work{
	{"etc", "sports", "가을의 마운드", "Autumn on the Mound", "", "", "", "잠실야구장, 고척스카이돔, 부산 사직야구장", runs(190, 8, 20, 32, 44), "road", 5},
	{"etc", "music", "백조의 그림자", "Shadow of the Swan", "안무", "이레나", "한솔비|지우연, 마태오", "예술의전당 오페라극장", runs(9, 11, 35), "papercut", 4},
	{"etc", "drama", "흥보, 다시 박을 타다", "Heungbo Again", "창본", "남해윤", "소리 김유담, 고수 장한", "국립극장 하늘극장", runs(12, 6), "inkwash", 3},
	{"etc", "fantasy", "공중의 시간", "Time in the Air", "연출", "마르코 벨리니", "서커스 루나", "잠실종합운동장 빅탑", runs(55, 13), "balloons", 3},
}
