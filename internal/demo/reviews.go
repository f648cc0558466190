package demo

import "strings"

// Feelings, from disappointed to overwhelmed.
const (
	sour = iota
	flat
	fine
	warm
	lost
)

// feeling is what half stars say.
func feeling(halfStars int) int {
	switch {
	case halfStars <= 3:
		return sour
	case halfStars <= 5:
		return flat
	case halfStars <= 7:
		return fine
	case halfStars <= 8:
		return warm
	}
	return lost
}

func lines(s string) []string { return strings.Split(strings.TrimSpace(s), "\n") }

// anyReview suits whatever was seen.
var anyReview = [5][]string{
	sour: lines(`
기대가 너무 컸나 보다
돈보다 시간이 아까웠다
중간에 시계를 세 번 봤다
포스터가 제일 좋았어요
옆자리 팝콘 소리만 기억난다
왜 다들 좋다는 걸까…
집에 가는 버스가 더 재미있었다
예매한 과거의 나와 대화가 필요하다`),
	flat: lines(`
나쁘진 않은데 두 번은 아닌 것 같다
초반은 좋았는데 뒷심이 부족해요
기대가 없었다면 더 좋았을지도
졸렸다. 내가 피곤해서일 수도
딱 한 장면만 남았다
음, 그냥 그랬어요 😅
친구는 울고 나는 하품했다
무난무난`),
	fine: lines(`
무난하게 좋았다
생각보다 괜찮았어요
밥 먹으면서 한 시간은 이야기할 수 있다
비 오는 날 보길 잘했다
큰 기대 없이 갔다가 기분 좋게 나왔다
오랜만에 휴대폰을 안 봤다
혼자 보기 딱 좋음
커피 한 잔 하고 싶어지는 느낌 ☕`),
	warm: lines(`
집에 오는 길 내내 생각났다
올해 본 것 중 다섯 손가락 안
아껴 두었다가 또 꺼내 보고 싶다
마지막 십 분이 다 했다
나오자마자 친구한테 전화했다
예매 버튼 누른 나, 칭찬해 👏
보길 정말 잘했어요
조용히 오래 남을 것 같다`),
	lost: lines(`
말이 필요 없다. 그냥 보세요
나 이거 보려고 태어났나 봐 😭
끝나고 한참 자리에서 못 일어났다
오늘을 통째로 접어서 간직하고 싶다
인생작 갱신
울다가 웃다가 다시 울었다
심장이 아직도 뛴다 ❤️‍🔥
이 마음을 한 줄에 어떻게 담아요`),
}

// reviews are those of a kind.
var reviews = map[string][5][]string{
	"movie": {
		sour: lines(`
예고편이 전부였다
두 시간 반이 네 시간 같았어요
반전이 반전이 아니었음
음향만 컸다`),
		flat: lines(`
배우는 좋은데 이야기가 어디 갔지
OTT 나오면 다시 볼지도
설명이 너무 많다
화면은 예쁜데 마음은 안 움직임`),
		fine: lines(`
조조로 보기 좋은 영화
주말 오후에 딱
음악이 반은 했다
극장에서 봐야 하는 화면이다`),
		warm: lines(`
엔딩 크레딧 끝까지 앉아 있었다
대사 하나하나 받아 적고 싶어요
엄마한테 전화하고 싶어지는 영화 📞
불 켜지고도 아무도 안 일어났다`),
		lost: lines(`
두 번째 보니 첫 장면부터 눈물이…
이 감독은 계절을 찍을 줄 안다
올해의 영화는 정해졌다 🎬
스크린이 꺼져도 그 사람들은 어딘가 살 것 같다`),
	},
	"play": {
		sour: lines(`
소리만 지르다 끝났다
의자가 너무 불편해서 무대가 안 보였다
난해함과 불친절은 다른 건데
암전이 너무 많아요`),
		flat: lines(`
배우들 땀은 진짜였다. 극본이 아쉬움
1막까지는 좋았는데
관객 참여… 저는 좀 힘들었어요 😂
조명이 다 했다`),
		fine: lines(`
대학로의 맛. 소극장 숨소리까지 들린다
두 배우의 호흡이 좋다
생각할 거리를 하나 받아 왔다
앞자리라 침 튀는 것까지 봄 ㅎㅎ`),
		warm: lines(`
대사가 아니라 침묵이 기억나요
막 내리고 나서 시작되는 연극
웃다가 갑자기 목이 메었다`),
		lost: lines(`
눈앞 3미터에서 사람이 무너지는 걸 봤다
커튼콜에서 배우랑 눈이 마주쳤다. 나 울고 있었는데 😭
연극을 왜 보냐는 질문의 답`),
	},
	"musical": {
		sour: lines(`
음향 때문에 가사가 하나도 안 들려요
넘버가 다 비슷하다
VIP석 값은 아니었다 💸
앙상블이 아까운 극`),
		flat: lines(`
주연은 좋은데 연출이 산만해요
2막이 길다. 많이 길다
의상이 예뻤다… 의상이
오늘 컨디션이 안 좋으셨나 봐요`),
		fine: lines(`
커튼콜 데이라 다행이었다 📸
무대 전환이 마술 같다
앙상블이 진짜 주인공
한 번은 볼 만해요. 두 번은 고민
엄마가 좋아하셨다. 그럼 된 거지`),
		warm: lines(`
1막 마지막 넘버, 소름이 발끝까지
오늘 캐스트 합이 미쳤어요
집에 와서 넘버만 반복 재생 중 🎧
막공 티켓을 또 찾고 있는 나`),
		lost: lines(`
회전문 탑승 완료. 나는 이제 못 내려
이 넘버 하나 들으러 또 간다 🎶
커튼콜까지 눈물이 안 멈췄다
오늘 성량 실화? 3층까지 뚫었다
막공이라니… 보내기 싫다
지갑아 미안해, 근데 후회 없어`),
	},
	"concert": {
		sour: lines(`
시야방해석이라고 미리 말해 주지
지연 40분, 앵콜 없음
소리가 다 뭉개졌다
응원봉에 가려 반은 못 봤어요`),
		flat: lines(`
세트리스트가 조금 아쉽다
스탠딩은 이제 무릎이 안 된다 🦵
새 앨범 곡만… 옛날 곡도 좀
맥주가 제일 시원했다`),
		fine: lines(`
첫 곡 전주에 이미 만족
날씨까지 도와준 공연
멘트가 절반, 노래가 절반 😂
떼창 음정이 나보다 낫다`),
		warm: lines(`
마지막 곡에 휴대폰 불빛이 바다 같았다
라이브가 음원보다 좋은 사람
목이 쉬었다. 기분 좋게
앙코르 세 번. 세 번!`),
		lost: lines(`
첫 음에 울었다. 십 년 기다렸거든 😭
내가 그 자리에 있었다고 평생 말할 거야
집에 가는 법을 잊은 밤 🌙
손끝이 아직 저릿저릿해요`),
	},
	"exhibition": {
		sour: lines(`
사진 찍는 줄이 전시보다 길다
굿즈숍이 본편
설명이 작품보다 어려워요
사람에 밀려 나왔다`),
		flat: lines(`
인스타에서 본 게 다였다
동선이 헷갈려요
작품 수가 좀 적다
오디오 가이드 없으면 모르겠다`),
		fine: lines(`
평일 오전에 가세요. 조용합니다
한 점 앞에 이십 분 앉아 있었다
카페까지 완벽한 반나절
창밖 나무까지 작품 같았다`),
		warm: lines(`
나와서 보는 하늘색이 달라졌다
도록을 안 살 수가 없었다 📚
혼자 가서 다행이다. 오래 볼 수 있었다`),
		lost: lines(`
색 앞에서 울 수도 있다는 걸 알았다
세 번 갔다. 계절마다 다르다
마지막 방에서 시간이 멈췄어요 ⏳`),
	},
	"etc": {
		sour: lines(`
내가 뭘 본 걸까
멀리서 보여서 아쉬웠어요`),
		flat: lines(`
사람 구경이 8할
자리 잘못 잡아서 목이 꺾였다`),
		fine: lines(`
처음 봤는데 생각보다 안 졸았다
가끔은 이런 것도 좋네요`),
		warm: lines(`
소름이 팔을 타고 올라왔다
모르는 옆 사람과 같이 소리 질렀다`),
		lost: lines(`
두 시간이 이십 분 같았다
살면서 한 번은 꼭 보세요`),
	},
}

// ownReviews are about one work alone, by its code.
var ownReviews = map[string][5][]string{
	"exhuma": {
		fine: lines(`굿 장면에서 팝콘을 멈췄다`), warm: lines(`보고 나서 화장실을 혼자 못 감 😱`), lost: lines(`김고은 굿판, 숨 쉬는 걸 잊었다`)},
	"no-other-choice": {
		flat: lines(`웃어도 되나 싶은 순간이 많다`), fine: lines(`웃다가 등이 서늘해진다`), warm: lines(`어쩔 수가 없다는 말이 계속 맴돈다`)},
	"decision-to-leave": {
		warm: lines(`
안개 낀 노래가 하루 종일 귓가에
말과 말 사이가 제일 뜨겁다`), lost: lines(`
마지막 바다에서 한참 못 일어났다 🌊
단일한 마음으로 또 보러 왔다`)},
	"twelve-twelve-the-day": {
		fine: lines(`아는 역사인데도 손에 땀이 났다`), warm: lines(`심박수 올라간다는 말, 진짜였다 🫀`), lost: lines(`나오는 길에 아무도 말을 못 했다`)},
	"parasite":            {warm: lines(`계단이 이렇게 무서운 거였나`), lost: lines(`다시 봐도 빈틈이 없다`)},
	"the-first-slam-dunk": {warm: lines(`아는 결말인데 왜 떨리지 🏀`), lost: lines(`마지막 일 분, 극장 전체가 숨을 참았다`)},
	"interstellar":        {warm: lines(`오르간 소리에 의자가 떨렸다`), lost: lines(`책장 장면에서 아빠 생각에 무너졌다`)},
	"perfect-days":        {fine: lines(`자판기 커피가 마시고 싶어진다`), warm: lines(`내일은 나뭇잎을 좀 올려다봐야지 🌿`)},
	"love-letter-1995":    {warm: lines(`새해 첫 영화는 늘 이걸로`), lost: lines(`오겡끼데스까… 눈물 버튼 ❄️`)},
	"whiplash":            {warm: lines(`손바닥이 아픈 기분 🥁`), lost: lines(`마지막 연주 내내 숨을 못 쉬었다`)},
	"spirited-away":       {warm: lines(`어릴 땐 몰랐던 장면들이 보인다`), lost: lines(`기차 장면 하나면 충분해요`)},
	"maybe-happy-ending-musical": {
		fine: lines(`로봇한테 위로받는 날`), warm: lines(`화분 하나에 울 줄이야 🪴`), lost: lines(`
반딧불 장면에서 객석이 다 같이 숨을 참았다
알면서도 또 문을 두드리러 간다 😭`)},
	"the-phantom-of-the-opera-musical": {warm: lines(`샹들리에 올라갈 때 소름`), lost: lines(`서곡 첫 음에 이미 눈물이 났다`)},
	"les-miserables-musical":           {warm: lines(`원 데이 모어에서 등이 쭉 펴졌다`), lost: lines(`바리케이드 앞에서 다 같이 울었다`)},
	"rebecca-musical":                  {warm: lines(`그 발코니 넘버를 보려고 간다`), lost: lines(`집에 가는 길 내내 레베카를 흥얼 🎶`)},
	"jekyll-and-hyde-musical":          {warm: lines(`지금 이 순간, 정말로 그 순간`), lost: lines(`두 사람이 한 몸에 사는 걸 봤다`)},
	"hedwig-musical":                   {warm: lines(`커튼콜이 본공연만큼 신난다`), lost: lines(`손을 다 들었다. 나도 들었다 🤘`)},
	"laundry-musical":                  {fine: lines(`울고 나면 빨래한 것처럼 개운하다`), warm: lines(`옥상에 올라가고 싶어졌다`), lost: lines(`서울살이 여러 해, 이 노래가 필요했다`)},
	"waiting-for-godot-play":           {fine: lines(`기다림도 둘이 하면 웃기다`), warm: lines(`고도는 안 왔고 나는 울었다`), lost: lines(`두 노배우의 걸음만으로 다 이해했다`)},
	"the-orphan-of-zhao-play":          {warm: lines(`웃기다가 순식간에 무너뜨린다`), lost: lines(`부채 하나로 사람이 태어나고 죽는다`)},
	"seoul-jazz-festival":              {fine: lines(`돗자리 깔고 누워서 들은 재즈`), warm: lines(`노을 지는데 색소폰. 반칙이야 🎷`)},
	"pentaport-rock-festival":          {fine: lines(`물을 세 통 마셨다`), warm: lines(`깃발 사이에서 노을을 봤다`), lost: lines(`내 여름은 여기서 끝나고 여기서 시작된다 🔥`)},
	"coldplay-music-of-the-spheres":    {warm: lines(`손목에 별이 하나씩 켜졌다 ✨`), lost: lines(`육만 명이 같이 노래한 밤`)},
	"a-room-of-quiet-contemplation":    {fine: lines(`점심시간에 다녀왔다. 그걸로 됐다`), warm: lines(`바닥이 기울어 있다는 걸 나와서 알았다`), lost: lines(`천 년의 미소 앞에서 마음이 조용해졌다`)},
	"ron-mueck-mmca-2025":              {fine: lines(`발톱까지 진짜라니`), warm: lines(`말을 걸까 봐 조심조심 걸었다`)},
	"edward-hopper-from-city-to-coast": {fine: lines(`햇빛을 그리는 사람`), warm: lines(`혼자 보기 좋은 고독이었다`)},
	"the-nutcracker-ballet":            {warm: lines(`눈송이 왈츠를 봐야 연말이 온다 ❄️`), lost: lines(`옆자리 꼬마가 처음부터 끝까지 춤췄다`)},
	"swan-lake-ballet":                 {warm: lines(`발끝으로 말을 한다`), lost: lines(`흑조 독무에서 객석이 얼어붙었다 🦢`)},
	"cirque-du-soleil-luzia":           {warm: lines(`비가 그림을 그리는 걸 봤다`), lost: lines(`두 시간 동안 중력이 없었다`)},
}

// againReviews are for a further visit.
var againReviews = lines(`
또 봐도 또 좋다
두 번째에야 보이는 것들
지난번엔 못 본 손짓 하나
처음 본 날이 그리워서 또 왔다`)

// againOnStage are for a further visit to a theatre.
var againOnStage = lines(`
오늘은 다른 캐스트. 완전 다른 극이네요
이제 대사를 같이 외울 수 있다 🤭
자리를 바꾸니 다른 무대가 보인다
볼 때마다 운다. 오늘도 운다
회전문 인증 🎟️`)

// englishReviews are those of people who write English.
var englishReviews = [5][]string{
	sour: lines(`
The trailer had all the good parts
I checked the time. Twice. Before the interval
Loud, long and not for me
Great poster, sorry about the rest`),
	flat: lines(`
Fine, but I forgot it on the bus home
Nice lights. Was there a story?
My friend cried, I yawned
Half a masterpiece, half a nap`),
	fine: lines(`
A good rainy-day choice
Better than I expected
Worth it for the last scene
Sat in front of one painting for ages
Didn't look at my phone once`),
	warm: lines(`
Still humming on the subway home
I called my mum right after
Quiet, warm, and it stays with you
The whole row held its breath
Would go again tomorrow`),
	lost: lines(`
Best night of the year, no contest ✨
I cried, laughed, and cried again 😭
Couldn't get up from my seat
That last song. That. Last. Song.
Frame this day, please`),
}

// companions are who comes along.
var companions = lines(`
혼자
혼자
혼자
엄마랑
동생
지은이랑
민지, 수현
짝꿍
회사 동료들
대학 동기 셋
아빠 생신 기념
독서 모임 사람들
이모와 조카 🧒
오랜만에 만난 초등 친구
짝꿍 💛`)

var englishCompanions = lines(`
alone
alone
my sister
Hana and Joon
the book club
mum & dad
a very patient friend`)
