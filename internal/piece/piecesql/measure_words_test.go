package piecesql

import (
	"math/rand/v2"
	"strings"
)

// Words that the pieces of a measurement are made of: what people write, with its few
// frequent and many rare words.

var (
	nouns = strings.Fields(`파도 별 밤 노래 바다 편지 정원 기차 여름 겨울 봄 가을 유령 오페라 고양이 도시 거울 시간 숲 바람 달 그림자 나비 섬 항구 골목 서점
		우주 로봇 왕 여왕 마녀 기사 용 탐정 살인 비밀 약속 결혼 이혼 가족 형제 자매 엄마 아빠 할머니 소년 소녀 청춘 추억 사랑 이별 전쟁 평화 법정
		병원 학교 교실 극장 무대 배우 작가 화가 피아노 첼로 바이올린 재즈 록 왈츠 탱고 춤 축제 서커스 인형 동물원 수족관 박물관 미로 계단 옥상 지하철`)
	adjectives = strings.Fields(`오늘의 마지막 첫번째 푸른 붉은 하얀 검은 오래된 새로운 잃어버린 사라진 조용한 이상한 작은 거대한 달콤한 씁쓸한 뜨거운 차가운 빛나는
		잠든 깨어난 날아간 돌아온 숨겨진 끝없는 어느 우리들의 그녀의 아버지의`)
	classics = []string{"오페라의 유령", "레미제라블", "지킬 앤 하이드", "노트르담 드 파리", "위키드", "시카고", "헤드윅", "킹키부츠", "맘마미아!", "햄릿", "고도를 기다리며",
		"인터스텔라", "기생충", "라라랜드", "센과 치히로의 행방불명", "탑건: 매버릭", "Les Misérables", "The Phantom of the Opera", "모네에서 앤디 워홀까지", "불후의 명곡 (앙코르)"}
	venues = []string{"블루스퀘어 신한카드홀", "예술의전당 오페라극장", "세종문화회관 대극장", "샤롯데씨어터", "충무아트센터 대극장", "LG아트센터 서울", "디큐브 링크아트센터", "국립극장 해오름극장",
		"대학로 아트원씨어터 1관", "두산아트센터 연강홀", "올림픽공원 KSPO DOME", "고척스카이돔", "잠실실내체육관", "CGV 용산아이파크몰 IMAX", "메가박스 코엑스", "롯데시네마 월드타워",
		"국립현대미술관 서울관", "서울시립미술관", "리움미술관", "대구오페라하우스", "부산시민회관", "광주 국립아시아문화전당", "대전예술의전당", "통영국제음악당"}
	surnames  = strings.Fields(`김 이 박 최 정 강 조 윤 장 임 한 오 서 신 권 황 안 송 류 홍`)
	syllables = strings.Fields(`민 서 지 은 현 준 영 수 진 희 우 재 성 연 하 윤 도 경 아 혜 태 원 정 호 미 동 선 유 나 라 빈 규 찬 솔 별 결 온 람 율 담`)
	openings  = strings.Fields(`마지막 첫 배우들의 음악이 무대가 조명이 연출이 대사가 결말이 넘버가 화면이 엔딩이 앙코르에서 커튼콜에서 옆자리가 1막이 2막이 오케스트라가`)
	middles   = strings.Fields(`정말 너무 생각보다 역시 끝까지 여전히 조금 다시 봐도 왠지 또 한번 이번에도 드디어`)
	endings   = []string{"좋았다", "눈물이 났다 ㅠㅠ", "최고였다!", "아쉬웠다", "소름 돋았다", "또 보고 싶다", "길었다", "완벽했다 👏", "웃겼다 ㅋㅋㅋ", "기억에 남는다", "지루했다", "잊지 못할 밤", "오늘도 행복 😭", "돈이 아깝지 않다"}
)

// writer makes texts by chance, always the same ones.
type writer struct{ *rand.Rand }

func pick[T any](w writer, list []T) T { return list[w.IntN(len(list))] }

// often picks one of n so that the first come up much more often than the last.
func (w writer) often(n int) int {
	f := w.Float64()
	return int(f * f * f * float64(n))
}

func (w writer) title() string {
	switch w.IntN(10) {
	case 0, 1, 2:
		return classics[w.often(len(classics))]
	case 3:
		return pick(w, nouns)
	case 4, 5:
		return pick(w, nouns) + "의 " + pick(w, nouns)
	default:
		return pick(w, adjectives) + " " + pick(w, nouns) + []string{"", "", "와 " + pick(w, nouns), " " + string(rune('1'+w.IntN(4)))}[w.IntN(4)]
	}
}

func (w writer) person() string {
	n := w.often(6000) // of people who are seen
	return surnames[n%len(surnames)] + syllables[n/20%len(syllables)] + syllables[(n/7+n/300)%len(syllables)]
}

func (w writer) cast() string {
	people := make([]string, w.IntN(4))
	for i := range people {
		people[i] = w.person()
	}
	return strings.Join(people, ", ")
}

func (w writer) venue() string {
	if w.IntN(8) == 0 {
		return ""
	}
	return venues[w.often(len(venues))]
}

func (w writer) review() string {
	return pick(w, openings) + " " + pick(w, middles) + " " + pick(w, endings)
}

// record is a text of some length.
func (w writer) record() string {
	var b strings.Builder
	for range 5 + w.IntN(60) {
		b.WriteString(w.review())
		b.WriteString(". ")
	}
	return b.String()
}
