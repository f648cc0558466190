package title

import "piece/internal/platform/errs"

// titles are all of them, filled once. Titles that count titles come after those that they count.
var titles = []Title{
	{
		ID: "newcomer", Group: Milestone, Emblem: "sprout", Need: 1,
		Name: errs.Text{Ko: "새 조각가", En: "New sculptor"},
		Rule: errs.Text{Ko: "PIECE에 가입하기", En: "Join PIECE"},
	},
	{
		ID: "first-piece", Group: Milestone, Emblem: "cake-slice", Need: 1, pieces: pieces(),
		Name: errs.Text{Ko: "첫 한 조각", En: "First slice"},
		Rule: errs.Text{Ko: "첫 조각 만들기", En: "Make your first piece"},
	},
	{
		ID: "ten-pieces", Group: Milestone, Emblem: "layers", Need: 10, pieces: pieces(),
		Name: errs.Text{Ko: "열 조각", En: "Ten slices"},
		Rule: errs.Text{Ko: "조각 10개 만들기", En: "Make 10 pieces"},
	},
	{
		ID: "hundred-pieces", Group: Milestone, Emblem: "cake", Need: 100, pieces: pieces(),
		Name: errs.Text{Ko: "백 조각", En: "A hundred slices"},
		Rule: errs.Text{Ko: "조각 100개 만들기", En: "Make 100 pieces"},
	},
	{
		ID: "chatterbox", Group: Milestone, Emblem: "messages-square", Need: 5, rooms: true,
		Name: errs.Text{Ko: "수다 한 스푼", En: "A spoonful of chatter"},
		Rule: errs.Text{Ko: "채팅방 5곳에 참여하기", En: "Be in 5 chat rooms"},
	},

	regular("movie-regular", "movie", "clapperboard", errs.Text{Ko: "스크린 단골", En: "Screen regular"}, errs.Text{Ko: "영화 5편 보기", En: "See 5 movies"}),
	regular("concert-regular", "concert", "mic-vocal", errs.Text{Ko: "스탠딩 체력왕", En: "Standing-zone champion"}, errs.Text{Ko: "콘서트 5번 가기", En: "Go to 5 concerts"}),
	regular("musical-regular", "musical", "music", errs.Text{Ko: "넘버 암기왕", En: "Knows every number"}, errs.Text{Ko: "뮤지컬 5편 보기", En: "See 5 musicals"}),
	regular("play-regular", "play", "drama", errs.Text{Ko: "소극장 지박령", En: "Ghost of the little theatre"}, errs.Text{Ko: "연극 5편 보기", En: "See 5 plays"}),
	regular("exhibition-regular", "exhibition", "palette", errs.Text{Ko: "전시장 산책자", En: "Gallery stroller"}, errs.Text{Ko: "전시 5번 보기", En: "See 5 exhibitions"}),

	ofGenre("horror", "ghost", errs.Text{Ko: "간담이 서늘한", En: "Chilled to the bone"}, errs.Text{Ko: "공포", En: "horror"}),
	ofGenre("romance", "heart", errs.Text{Ko: "설렘 수집가", En: "Collector of flutters"}, errs.Text{Ko: "로맨스", En: "romance"}),
	ofGenre("comedy", "popcorn", errs.Text{Ko: "웃음 제조기", En: "Laughing machine"}, errs.Text{Ko: "코미디", En: "comedy"}),
	ofGenre("crime", "fingerprint-pattern", errs.Text{Ko: "숨죽인 목격자", En: "Breathless witness"}, errs.Text{Ko: "범죄", En: "crime"}),
	ofGenre("animation", "toy-brick", errs.Text{Ko: "영원한 어린이", En: "Forever a child"}, errs.Text{Ko: "애니메이션", En: "animation"}),
	ofGenre("action", "flame", errs.Text{Ko: "아드레날린 중독", En: "Adrenaline addict"}, errs.Text{Ko: "액션", En: "action"}),
	ofGenre("fantasy", "wand-sparkles", errs.Text{Ko: "차원 여행자", En: "Traveller between worlds"}, errs.Text{Ko: "판타지", En: "fantasy"}),
	ofGenre("drama", "armchair", errs.Text{Ko: "인생의 관객", En: "Spectator of life"}, errs.Text{Ko: "드라마", En: "drama"}),
	ofGenre("music", "party-popper", errs.Text{Ko: "커튼콜의 주인공", En: "Star of the curtain call"}, errs.Text{Ko: "음악", En: "music"}),
	ofGenre("war", "shield", errs.Text{Ko: "포화 속의 생존자", En: "Survivor under fire"}, errs.Text{Ko: "전쟁", En: "war"}),
	ofGenre("history", "hourglass", errs.Text{Ko: "시간 여행자", En: "Time traveller"}, errs.Text{Ko: "역사", En: "history"}),
	ofGenre("sports", "medal", errs.Text{Ko: "벤치의 에이스", En: "Ace of the bench"}, errs.Text{Ko: "스포츠", En: "sports"}),
	ofGenre("disaster", "tornado", errs.Text{Ko: "최후의 생존자", En: "Last survivor"}, errs.Text{Ko: "재난", En: "disaster"}),
	ofGenre("documentary", "compass", errs.Text{Ko: "진실 탐험가", En: "Explorer of truth"}, errs.Text{Ko: "다큐멘터리", En: "documentary"}),

	{
		ID: "early-bird", Group: Moment, Emblem: "bird", Need: 1, pieces: pieces(kind("movie"), begins("06:00", "09:59")),
		Name: errs.Text{Ko: "조조 새", En: "Matinee bird"},
		Rule: errs.Text{Ko: "06:00~09:59에 시작하는 영화 보기", En: "See a movie that starts between 06:00 and 09:59"},
	},
	{
		ID: "night-owl", Group: Moment, Emblem: "moon-star", Need: 1, pieces: pieces(kind("movie"), begins("22:00", "03:59")),
		Name: errs.Text{Ko: "심야 올빼미", En: "Midnight owl"},
		Rule: errs.Text{Ko: "22:00~03:59에 시작하는 영화 보기", En: "See a movie that starts between 22:00 and 03:59"},
	},
	{
		ID: "front-row", Group: Moment, Emblem: "sofa", Need: 1, pieces: pieces(kind("movie"), func(a *Attendance) bool { return inRowA(a.Seat) }),
		Name: errs.Text{Ko: "맨 앞줄", En: "Front row"},
		Rule: errs.Text{Ko: "A열에서 영화 보기", En: "See a movie from row A"},
	},
	{
		ID: "night-thoughts", Group: Moment, Emblem: "moon", Need: 3, pieces: pieces(func(a *Attendance) bool { return a.MadeAt.Hour() < 4 }),
		Name: errs.Text{Ko: "새벽 감성", En: "Small-hours mood"},
		Rule: errs.Text{Ko: "00:00~03:59에 조각 3개 만들기", En: "Make 3 pieces between 00:00 and 03:59"},
	},
	{
		ID: "fresh", Group: Moment, Emblem: "coffee", Need: 1, pieces: pieces(func(a *Attendance) bool { return a.Day == a.MadeAt.Format("2006-01-02") }),
		Name: errs.Text{Ko: "따끈따끈", En: "Piping hot"},
		Rule: errs.Text{Ko: "본 날에 바로 조각 만들기", En: "Make a piece on the day you saw it"},
	},

	{
		ID: "devotee", Group: Passion, Emblem: "heart-handshake", Need: 5, pieces: most(func(a *Attendance) []string { return names(a.Cast) }, kind("concert")),
		Name: errs.Text{Ko: "입덕 완료", En: "Officially a fan"},
		Rule: errs.Text{Ko: "한 아티스트의 콘서트 5번 가기", En: "Go to 5 concerts of one artist"},
	},
	{
		ID: "revolving-door", Group: Passion, Emblem: "repeat", Need: 3, pieces: most(func(a *Attendance) []string { return []string{a.CakeID} }),
		Name: errs.Text{Ko: "회전문 관객", En: "Through the revolving door"},
		Rule: errs.Text{Ko: "한 작품의 조각 3개 만들기", En: "Make 3 pieces of one work"},
	},
	{
		ID: "pilgrim", Group: Passion, Emblem: "map-pin", Need: 10, pieces: different(func(a *Attendance) string { return fold(a.Venue) }),
		Name: errs.Text{Ko: "공연장 순례자", En: "Pilgrim of venues"},
		Rule: errs.Text{Ko: "서로 다른 장소 10곳에서 보기", En: "Be at 10 different venues"},
	},
	{
		ID: "big-spender", Group: Passion, Emblem: "hand-coins", Need: 1_000_000, pieces: spent,
		Name: errs.Text{Ko: "통 큰 관객", En: "Generous spectator"},
		Rule: errs.Text{Ko: "모두 합쳐 100만 원 쓰기", En: "Spend 1,000,000 won in all"},
	},
	{
		ID: "gourmet", Group: Passion, Emblem: "utensils", Need: 5, pieces: different(genreOf),
		Name: errs.Text{Ko: "골고루 미식가", En: "Gourmet of genres"},
		Rule: errs.Text{Ko: "서로 다른 장르 5가지 보기", En: "See 5 different genres"},
	},
	{
		ID: "conqueror", Group: Passion, Emblem: "crown", Need: 14, titles: genreTitles,
		Name: errs.Text{Ko: "장르 정복자", En: "Conqueror of genres"},
		Rule: errs.Text{Ko: "장르 칭호 14개 모두 얻기", En: "Earn all 14 genre titles"},
	},
}

// regular is the title of who goes to one kind often.
func regular(id, of, emblem string, name, rule errs.Text) Title {
	return Title{ID: id, Group: Kind, Emblem: emblem, Name: name, Rule: rule, Need: 5, pieces: pieces(kind(of))}
}

// genreTitlePrefix begins the ids of the titles of genres.
const genreTitlePrefix = "genre-"

// ofGenre is the title of a genre, which is called so in the rule.
func ofGenre(genre, emblem string, name, called errs.Text) Title {
	return Title{
		ID: genreTitlePrefix + genre, Group: Genre, Emblem: emblem, Name: name, Need: 3,
		Rule:   errs.Text{Ko: called.Ko + " 조각 3개 만들기", En: "Make 3 pieces of the genre " + called.En},
		pieces: pieces(func(a *Attendance) bool { return a.Genre == genre }),
	}
}
