package cakesql_test

import (
	"fmt"
	"math/rand/v2"
	"strings"

	"piece/internal/cake"
)

// The feed of a measurement: films and stagings as catalogues tell them, with the few frequent
// and many rare words of real ones.

// measured is the day of a measurement.
const measured cake.Day = "2026-08-03"

// Words that only some works have.
const (
	onlyLast = "쀍똠"   // in the title of the very last
	longAgo  = "옛날극장" // the venue of the first stagings
)

var (
	nouns = strings.Fields(`파도 별 밤 노래 바다 편지 정원 기차 여름 겨울 봄 가을 유령 오페라 고양이 도시 거울 시간 숲 바람 달 그림자 나비 섬 항구 골목 서점 사랑
		우주 로봇 왕 여왕 마녀 기사 용 탐정 살인 비밀 약속 결혼 이혼 가족 형제 자매 엄마 아빠 할머니 소년 소녀 청춘 추억 이별 전쟁 평화 법정
		병원 학교 교실 극장 무대 배우 작가 화가 피아노 첼로 재즈 왈츠 탱고 춤 축제 서커스 인형 동물원 수족관 박물관 미로 계단 옥상 지하철`)
	adjectives = strings.Fields(`오늘의 마지막 첫번째 푸른 붉은 하얀 검은 오래된 새로운 잃어버린 사라진 조용한 이상한 작은 거대한 달콤한 씁쓸한 뜨거운 차가운 빛나는
		잠든 깨어난 날아간 돌아온 숨겨진 끝없는 어느 우리들의 그녀의 아버지의`)
	english  = strings.Fields(`Wave Star Night Song Sea Letter Garden Train Summer Winter Ghost Opera Cat City Mirror Time Forest Wind Moon Shadow Island Love War King Queen Dance Last First Lost Silent Strange Little`)
	stages   = strings.Fields(`오페라의유령 레미제라블 지킬앤하이드 노트르담드파리 위키드 시카고 헤드윅 킹키부츠 맘마미아! 햄릿 고도를기다리며 맥베스 벚꽃동산 갈매기`)
	cities   = strings.Fields(`[서울] [부산] [대구] [광주] [대전] [인천] [전주]`)
	houses   = strings.Fields(`블루스퀘어 예술의전당 세종문화회관 샤롯데씨어터 충무아트센터 LG아트센터 국립극장 두산아트센터 아트원씨어터 올림픽공원 고척스카이돔 국립현대미술관 시립미술관 문화예술회관 시민회관 소극장`)
	halls    = strings.Fields(`대극장 소극장 중극장 오페라극장 신한카드홀 1관 2관 연강홀 해오름극장 전시실`)
	surnames = strings.Fields(`김 이 박 최 정 강 조 윤 장 임 한 오 서 신 권 황 안 송 류 홍`)
	given    = strings.Fields(`민 서 지 은 현 준 영 수 진 희 우 재 성 연 하 윤 도 경 아 혜 태 원 정 호 미 동 선 유 나 라 빈 규 찬 솔 별 결 온 람 율 담`)
)

// feed makes works by chance, always the same ones.
type feed struct{ *rand.Rand }

func newFeed() feed { return feed{rand.New(rand.NewPCG(3, 14))} }

func pick[T any](f feed, list []T) T { return list[f.IntN(len(list))] }

// often picks one of n so that the first come up much more often than the last.
func (f feed) often(n int) int {
	x := f.Float64()
	return int(x * x * x * float64(n))
}

// syllables gives a word that means nothing.
func (f feed) syllables(n int) string {
	var b strings.Builder
	for range n {
		b.WriteRune('가' + rune(f.often(19*21))*28 + rune(f.IntN(2)*f.IntN(28)))
	}
	return b.String()
}

func (f feed) title() string {
	switch f.IntN(12) {
	case 0, 1:
		return pick(f, nouns)
	case 2, 3, 4:
		return pick(f, nouns) + "의 " + pick(f, nouns)
	case 5, 6, 7:
		return pick(f, adjectives) + " " + pick(f, nouns) + []string{"", "", "와 " + pick(f, nouns), fmt.Sprint(" ", 2+f.IntN(4))}[f.IntN(4)]
	case 8, 9:
		return f.syllables(2+f.IntN(4)) + []string{"", ": " + pick(f, nouns), " " + pick(f, nouns)}[f.IntN(3)]
	default:
		return f.foreign()
	}
}

func (f feed) foreign() string {
	words := make([]string, 1+f.IntN(4))
	for i := range words {
		words[i] = pick(f, english)
	}
	return strings.Join(words, " ")
}

func (f feed) person() string {
	n := f.often(60_000) // of people who are known
	if n%3 == 0 {
		return fmt.Sprint(pick(f, english), "son ", string(rune('A'+n%26)), ". ", english[n%len(english)], n%97)
	}
	return surnames[n%len(surnames)] + given[n/20%len(given)] + given[(n/7+n/300)%len(given)]
}

func (f feed) credits() []cake.Credit {
	credits := []cake.Credit{{Role: "director", Name: f.person(), Picture: fmt.Sprint("https://example.com/people/", f.IntN(60_000), ".jpg")}}
	for range 2 + f.IntN(12) {
		credits = append(credits, cake.Credit{Role: "cast", Name: f.person(), Part: f.syllables(2), Picture: fmt.Sprint("https://example.com/people/", f.IntN(60_000), ".jpg")})
	}
	return credits
}

func (f feed) synopsis() string {
	var b strings.Builder
	for range 3 + f.IntN(20) {
		fmt.Fprintf(&b, "%s %s에서 %s를 만난다. ", pick(f, adjectives), pick(f, nouns), pick(f, nouns))
	}
	return b.String()
}

// film is number i of n films of a catalogue of the world, the newest last.
func (f feed) film(i, n int) cake.Told {
	// A third is of the last ten years, and all go on to a little behind today.
	back := float64(n-i) / float64(n)
	opens := measured.Add(40 - int(back*back*30_000))
	w := cake.Told{Code: fmt.Sprint(100_000 + i), Poster: fmt.Sprint("https://example.com/posters/", i, ".jpg")}
	w.Work = cake.Work{
		Kind: "movie", Title: f.title(), Original: f.foreign(), Opens: opens, Minutes: 60 + f.IntN(100), Synopsis: f.synopsis(),
		Genres: cake.SetOf(cake.Genres()[f.often(15)], cake.Genres()[f.often(15)]), Link: fmt.Sprint("https://example.com/movie/", i), Credits: f.credits(),
	}
	fmt.Sscan(string(opens[:4]), &w.Year)
	return w
}

// staging is number i of n stagings.
func (f feed) staging(i, n int) cake.Told {
	back := float64(n-i) / float64(n)
	opens := measured.Add(60 - int(back*5_000))
	w := cake.Told{Code: fmt.Sprint("PF", 100_000+i), Poster: fmt.Sprint("https://example.com/pf/", i, ".gif")}
	w.Work = cake.Work{
		Kind: cake.Kinds()[1+f.often(5)], Title: f.title() + " " + pick(f, cities), Opens: opens, Closes: opens.Add(f.often(120)), Venue: pick(f, houses) + " " + pick(f, halls),
		Area: cake.Areas()[f.often(17)], Minutes: 60 + f.IntN(120), Age: new(f.IntN(20)), Prices: []cake.Price{{Seat: "R석", Won: 90_000}, {Seat: "S석", Won: 60_000}},
		Times: "화~금 20:00, 토 15:00 19:00", Link: fmt.Sprint("https://example.com/pf/", i), Credits: f.credits()[1:],
	}
	if f.IntN(3) == 0 {
		w.Title = pick(f, stages) + " " + pick(f, cities)
	}
	if f.IntN(200) == 0 {
		w.OpenRun, w.Closes = true, ""
	}
	if f.IntN(3) == 0 {
		w.Genres = cake.SetOf(cake.Genres()[f.often(15)])
	}
	if i < n/50 {
		w.Venue = longAgo
	}
	if i == n-1 {
		w.Title += " " + onlyLast
	}
	return w
}
