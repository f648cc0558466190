package demo

import "strconv"

// Password is that of everybody in the demo.
const Password = "velvet curtain call"

// Person is somebody of the demo.
type Person struct {
	Email, Nickname, Language string
	taste                     taste
}

// taste is what somebody likes to see, and how.
type taste struct {
	kinds   map[string]int // how often, by kind
	kind    float64        // how kind the stars are: added to each, in half stars
	open    float64        // the share of public pieces
	again   float64        // how likely a visit is a further one of something loved
	writes  float64        // the share of pieces with a record
	shapes  []string       // the favourite ones
	papers  []string
	emoji   bool
	spender float64 // 0 takes the cheapest seats, 1 the best ones
}

var (
	everything  = map[string]int{"movie": 4, "musical": 5, "play": 3, "concert": 4, "exhibition": 3, "etc": 1}
	musicalFan  = map[string]int{"musical": 12, "play": 4, "movie": 2, "concert": 1, "exhibition": 1}
	movieFan    = map[string]int{"movie": 14, "exhibition": 2, "concert": 1, "play": 1, "musical": 1}
	concertFan  = map[string]int{"concert": 12, "movie": 3, "musical": 1, "etc": 2}
	museumGoer  = map[string]int{"exhibition": 9, "movie": 4, "concert": 2, "etc": 1}
	theatreGoer = map[string]int{"play": 11, "musical": 4, "movie": 2, "etc": 1}
)

// cast are the people of the demo. The first one is who the demo is shown with.
var cast = []Person{
	{"demo@piece.example", "커튼콜러버", "ko", taste{everything, 0.9, 0.75, 0.30, 0.45, []string{"perforated", "stub", "arch"}, []string{"ivory", "night", "coral"}, true, 0.6}},
	{"filmroll@piece.example", "필름한롤", "ko", taste{movieFan, -0.6, 0.85, 0.06, 0.30, []string{"film", "film", "stub"}, []string{"night", "kraft"}, false, 0.4}},
	{"mudeok@piece.example", "뮤덕의일기", "ko", taste{musicalFan, 0.8, 0.80, 0.50, 0.35, []string{"stub", "perforated"}, []string{"rose", "lilac", "ivory"}, true, 0.9}},
	{"stagelight@piece.example", "두시의객석", "ko", taste{theatreGoer, -0.2, 0.70, 0.22, 0.40, []string{"arch", "punched"}, []string{"kraft", "ivory"}, false, 0.5}},
	{"jazzcat@piece.example", "재즈고양이", "ko", taste{concertFan, 0.5, 0.75, 0.12, 0.20, []string{"punched", "cake"}, []string{"butter", "night", "mint"}, true, 0.7}},
	{"june@piece.example", "june_on_tour", "en", taste{concertFan, 0.3, 0.90, 0.15, 0.25, []string{"stub", "punched"}, []string{"sky", "coral"}, true, 0.8}},
	{"whitecube@piece.example", "하얀방산책", "ko", taste{museumGoer, 0.1, 0.65, 0.05, 0.35, []string{"arch", "perforated"}, []string{"ivory", "mint", "sky"}, false, 0.3}},
	{"popcorn@piece.example", "팝콘반통", "ko", taste{movieFan, 0.6, 0.60, 0.08, 0.10, []string{"film", "cake"}, []string{"butter", "coral", "rose"}, true, 0.2}},
	{"moonseat@piece.example", "달빛2열", "ko", taste{musicalFan, 0.3, 0.50, 0.42, 0.25, []string{"perforated", "cake"}, []string{"lilac", "night"}, false, 1.0}},
	{"mina@piece.example", "mina.log", "en", taste{everything, 0.0, 0.80, 0.10, 0.30, []string{"perforated", "arch", "film"}, []string{"mint", "ivory", "sky"}, false, 0.5}},
	{"latenight@piece.example", "심야관객", "ko", taste{movieFan, -0.9, 0.70, 0.04, 0.15, []string{"film", "stub"}, []string{"night", "night", "kraft"}, false, 0.3}},
	{"weekend@piece.example", "주말엔전시", "ko", taste{museumGoer, 0.6, 0.85, 0.03, 0.20, []string{"cake", "arch", "punched"}, []string{"rose", "butter", "lilac"}, true, 0.4}},
	{"firstrow@piece.example", "일열중앙", "ko", taste{musicalFan, 0.5, 0.75, 0.45, 0.20, []string{"stub"}, []string{"coral", "ivory"}, true, 1.0}},
	{"slowwalk@piece.example", "느린관람", "ko", taste{everything, 0.2, 0.55, 0.05, 0.50, []string{"arch", "perforated"}, []string{"kraft", "mint"}, false, 0.3}},
	{"encore@piece.example", "앙코르세번", "ko", taste{concertFan, 0.9, 0.80, 0.20, 0.15, []string{"punched", "stub"}, []string{"night", "sky"}, true, 0.9}},
	{"smallstage@piece.example", "소극장옆집", "ko", taste{theatreGoer, 0.3, 0.75, 0.18, 0.30, []string{"perforated", "punched"}, []string{"butter", "kraft"}, false, 0.4}},
	{"subtitles@piece.example", "자막없이", "ko", taste{movieFan, -0.3, 0.65, 0.05, 0.25, []string{"film"}, []string{"ivory", "sky"}, false, 0.3}},
	{"halfmoon@piece.example", "반달티켓", "ko", taste{everything, 0.4, 0.70, 0.20, 0.20, []string{"cake", "perforated"}, []string{"lilac", "rose"}, true, 0.6}},
	{"leo@piece.example", "leo.sees", "en", taste{museumGoer, -0.1, 0.85, 0.02, 0.30, []string{"arch", "stub"}, []string{"ivory", "night"}, false, 0.5}},
	{"dawn@piece.example", "조조영화파", "ko", taste{movieFan, 0.2, 0.60, 0.03, 0.08, []string{"film", "punched"}, []string{"butter", "sky"}, true, 0.0}},
	{"ovation@piece.example", "기립박수", "ko", taste{theatreGoer, 1.0, 0.80, 0.25, 0.15, []string{"stub", "arch"}, []string{"coral", "rose"}, true, 0.7}},
	{"rainy@piece.example", "비오는극장", "ko", taste{everything, -0.2, 0.65, 0.12, 0.35, []string{"perforated", "film"}, []string{"sky", "night"}, false, 0.4}},
	{"strings@piece.example", "현악사중주", "ko", taste{concertFan, 0.1, 0.70, 0.08, 0.30, []string{"arch"}, []string{"ivory", "kraft"}, false, 0.8}},
	{"ticketbox@piece.example", "티켓상자", "ko", taste{everything, 0.3, 0.75, 0.15, 0.20, []string{"stub", "cake", "film"}, []string{"coral", "mint", "butter"}, true, 0.5}},
}

// circle is how many people share a round of turns, unless said otherwise.
const circle = 12

// Needed is how many people so many pieces take, unless said otherwise: whole circles.
func Needed(pieces int) int {
	return circle * max(1, (pieces+circle*PerPerson-1)/(circle*PerPerson))
}

// MaxPeople is the most there can be: nicknames get longer with the number of the round.
const MaxPeople = 2000

// people gives the first n; after all of them they come again under other names.
func people(n int) []Person {
	out := make([]Person, n)
	for i := range out {
		p := cast[i%len(cast)]
		if round := i / len(cast); round > 0 {
			p.Email = strconv.Itoa(round+1) + "." + p.Email
			p.Nickname = Numbered(p.Nickname, round+1)
		}
		out[i] = p
	}
	return out
}

// Numbered is a nickname like another one, and no longer than nicknames may be.
func Numbered(nickname string, n int) string {
	const room = 9 // of 12 characters; the number has the rest
	r := []rune(nickname)
	return string(r[:min(len(r), room)]) + strconv.Itoa(n)
}
