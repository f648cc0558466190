package demo

import (
	"slices"
	"strings"
	"unicode/utf8"
)

// The parts of records, the longer texts behind pieces. {t} is the title, {p} the place,
// {c} somebody of the cast, {가} the particle after a name.
var (
	recordOpenings = lines(`
퇴근하고 뛰어갔다. {p}에 도착했을 때 종이 울리고 있었다.
예매는 두 달 전에 했는데, 막상 오늘이 되니 실감이 안 났다.
비가 왔다. 우산을 접고 로비에 들어서는데 벌써 좋은 냄새가 났다.
친구가 표가 한 장 남는다고 해서 갑자기 보게 됐다.
{t}, 드디어. 포스터를 처음 본 날부터 기다렸다.
아침부터 하루 종일 오늘 저녁만 생각했다.
자리에 앉아서 휴대폰을 껐다. 이 순간이 제일 좋다.
사실 별 기대 없이 갔다. 그래서 더 좋았는지도 모른다.`)
	recordMiddles = lines(`
중반에 조금 늘어지는 데가 있지만, 그 느린 시간이 있어서 마지막이 더 크게 온다.
생각보다 웃긴 장면이 많아서 놀랐다. 웃다가 갑자기 목이 메는 그런 종류의 이야기다.
좋았던 말을 적어 두려고 했는데 나와서 보니 휴대폰에 "달, 문, 미안해"라고만 적혀 있었다.
한 번 더 보고 싶은 장면이 세 개쯤 있다. 그중 하나는 아마 아무도 모를 것이다.`)
	recordMiddlesOf = map[string][]string{
		"stage": lines(`
{c}의 첫 마디가 나오는 순간 객석이 조용해졌다. 그 조용함이 아직도 귀에 남아 있다.
조명이 파랗게 바뀌던 장면에서 옆 사람이 훌쩍이기 시작했다. 나도 참다가 같이 울었다.
무대가 바뀔 때마다 작은 소리까지 들리는 자리였다. 다음에도 여기 앉아야지.
{c}{가} 아무 말 없이 서 있던 삼십 초. 그걸로 충분했다.
커튼콜 때 {c}{가} 우리 쪽을 보고 웃었다고, 나는 그렇게 믿기로 했다.`),
		"movie": lines(`
처음에는 인물이 많아서 헷갈렸는데 어느 순간 모두의 이름을 알고 있었다.
{c}의 얼굴이 화면을 가득 채울 때마다 눈을 뗄 수 없었다.
음악이 멈춘 순간들이 오히려 음악 같았다.
엔딩 크레딧이 다 올라갈 때까지 아무도 일어나지 않았다. 나도 그랬다.`),
		"concert": lines(`
첫 곡의 첫 음에서 이미 끝났다. {c}, 고마워요.
다 같이 휴대폰을 켰을 때, 뒤를 돌아보니 별이 가득했다.
앙코르 전에 나간 사람들에게 말해 주고 싶다. 그게 제일 좋았다고.
옆자리 모르는 분과 눈이 마주칠 때마다 같이 웃었다.`),
		"exhibition": lines(`
두 번째 방에 오래 있었다. 사람들이 지나가고 또 지나가고, 그림은 그대로였다.
설명을 읽지 않고 먼저 보기로 했다. 좋은 결정이었다.
창으로 들어온 오후 빛까지 전시 같았다.
아이 하나가 그림 앞에서 "이건 소리가 나"라고 했다. 오늘의 평론.`),
	}
	recordEndings = lines(`
나와서 한 정거장을 걸었다. 바로 지하철을 타기가 아까웠다.
집에 와서 이 글을 쓴다. 내일이면 조금 잊어버릴 테니까.
다음에는 엄마를 모시고 와야지.
티켓을 책 사이에 끼워 두었다. 언젠가 우연히 펼쳐 보게 되길.
또 볼까? 또 볼 것이다.
오늘의 나를 기억하려고 사진을 몇 장 남긴다. 📷
밤공기가 좋았다. {p} 앞 계단에 한참 앉아 있었다.
다음 주에 같은 자리가 하나 남아 있길래… 예매해 버렸다. 🙈`)
	englishRecords = lines(`
I almost didn't go. It was raining, I was tired, and the tickets were on the far side of town. Then the lights went down at {p} and I forgot all of it.
Two months ago I booked {t} because of the poster alone. I would like to thank the poster.
{c} stood there for half a minute without a word, and nobody in the house coughed. I keep thinking about that silence.
It drags a little in the middle, but the slow part is what makes the end land. Walked home instead of taking the bus.
I wrote down my favourite line in the dark. What I can read of it says "moon, door, sorry". That will have to do.`)
	captions = lines(`
시작 전
로비에서
오늘의 하늘
돌아오는 길
같이 본 사람들은 비밀
커튼콜이 끝나고
기다리며 마신 커피
그날의 포스터`)
)

// record writes a text of some paragraphs.
func (p *planner) record(v *Visit, r *dice) {
	person := p.people[v.Person]
	var parts []string
	if person.Language == "en" {
		parts = pickSome(r, englishRecords, 1+r.below(2))
	} else {
		parts = append(parts, choose(r, recordOpenings))
		parts = append(parts, pickSome(r, slices.Concat(recordMiddles, recordMiddlesOf[v.Kind], recordMiddlesOf[theatre[v.Kind]]), 1+r.below(3))...)
		parts = append(parts, choose(r, recordEndings))
	}
	star := map[bool]string{true: "the lead", false: "주인공"}[person.Language == "en"]
	if names := list(v.Cast); len(names) > 0 {
		star = choose(r, names)
	}
	place := v.Venue
	if place == "" {
		place = map[bool]string{true: "공연장", false: "극장"}[v.Kind == "concert"]
		if v.Kind == "exhibition" {
			place = "미술관"
		}
	}
	v.Record = strings.NewReplacer("{t}", v.Title, "{p}", place, "{c}", star, "{가}", subject(star)).Replace(strings.Join(parts, "\n\n"))
	for range []int{0, 0, 1, 1, 2, 3}[r.below(6)] {
		form := Scene
		if r.chance(0.25) {
			form = Wall
		}
		v.Photos = append(v.Photos, Photo{Picture: p.picture(form, v.work, r), Caption: choose(r, append(captions, ""))})
	}
}

// theatre is where kinds take place that share their words.
var theatre = map[string]string{"play": "stage", "musical": "stage"}

// subject is the particle of a subject: 이 after a syllable that ends in a consonant, else 가.
func subject(name string) string {
	last, _ := utf8.DecodeLastRuneInString(name)
	if last >= '가' && last <= '힣' && (last-'가')%28 != 0 {
		return "이"
	}
	return "가"
}

// pickSome takes n different ones in their order.
func pickSome(r *dice, from []string, n int) []string {
	taken := map[int]bool{}
	for len(taken) < min(n, len(from)) {
		taken[r.below(len(from))] = true
	}
	var out []string
	for i, s := range from {
		if taken[i] {
			out = append(out, s)
		}
	}
	return out
}
