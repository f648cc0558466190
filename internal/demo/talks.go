package demo

// scripts are all talks, the earlier first. Those that a small demo can have come with the
// first three people. People are meant by their places in cast.
var scripts = []script{
	{code: "maybe-happy-ending-musical", cast: []int{2, 0, 1}, unread: 3, said: []said{
		{who: 2, ago: 4, at: "22:31", text: "막공 주간이라 오늘 또 다녀왔어요. 이번 시즌 네 번째 🙈", share: true},
		{who: 2, ago: 4, at: "22:32", text: "볼 때마다 우는 데가 달라져요. 오늘은 반딧불이 나오기도 전에 울었네요"},
		{who: 0, ago: 4, at: "22:40", text: "네 번째요…? 존경합니다. 저는 이제 두 번째 예매했어요 🎫", likes: []Like{{2, "👏"}}},
		{who: 1, ago: 4, at: "22:58", text: "뮤지컬은 잘 안 보는데 이건 영화처럼 봤어요. 두 로봇이 여행 가는 장면들이 꼭 로드 무비 같아서"},
		{who: 2, ago: 4, at: "23:02", text: "로드 무비라는 말 너무 좋다", replies: 4, likes: []Like{{0, "❤️"}, {1, "😊"}}},
		{who: 0, ago: 2, at: "12:14", text: "오늘 저녁에 가는데 자리 뒤쪽이어도 괜찮을까요?"},
		{who: 2, ago: 2, at: "12:20", text: "소극장이라 뒤도 잘 보여요! 대신 손수건 꼭 챙기세요", replies: 6, likes: []Like{{0, "🙏"}}},
		{who: 0, ago: 2, at: "22:47", text: "손수건 한 장으로 모자랐어요", photo: true, likes: []Like{{2, "😭"}, {1, "😭"}}},
		{who: 0, ago: 2, at: "22:49", text: "마지막에 ||다 잊은 척하면서 문을 두드리는 장면|| 저만 그렇게 느낀 거 아니죠?"},
		{who: 2, ago: 2, at: "22:53", text: "||잊은 게 아니라고 믿는 쪽||이에요 저는. 공연장 나오면서 다들 그 얘기만 하더라고요", replies: 9, likes: []Like{{0, "❤️"}}},
		{who: 1, ago: 1, at: "09:12", text: "두 분 때문에 저도 한 번 더 볼 것 같은데요"},
		{who: 2, ago: 1, at: "09:15", text: "환영합니다. 회전문의 세계로 🚪"},
		{who: 2, text: "다음 시즌 소식 나오면 여기 제일 먼저 올릴게요!"},
	}},
	{cast: []int{2, 0}, unread: 2, said: []said{
		{who: 2, ago: 2, at: "23:10", text: "안녕하세요! 어쩌면 해피엔딩 방에서 보고 말 걸어요. 조각들이 너무 예뻐서요"},
		{who: 0, ago: 2, at: "23:18", text: "헉 감사합니다 ☺️ 저도 뮤덕의일기님 기록 잘 보고 있어요", likes: []Like{{2, "❤️"}}},
		{who: 2, ago: 2, at: "23:19", text: "혹시 레베카도 보셨어요? 이번에 같이 볼 사람을 찾고 있거든요"},
		{who: 0, ago: 2, at: "23:26", text: "아직이요! 주말 낮 공연이면 저도 가고 싶어요", replies: 3},
		{who: 2, ago: 1, at: "20:02", text: "그럼 토요일 3시 어때요? 1층 뒤쪽에 두 자리 나란히 남아 있어요 🎟️"},
		{who: 2, text: "표 열리면 바로 알려 드릴게요!"},
	}},
	{code: "exhuma", cast: []int{1, 0, 2}, said: []said{
		{who: 1, ago: 6, at: "00:21", text: "심야로 보고 왔습니다. 집에 가는 길이 더 무섭네요", share: true},
		{who: 0, ago: 6, at: "00:34", text: "저 그거 낮에 봤는데도 뒤돌아보면서 걸었어요", replies: 1, likes: []Like{{1, "😂"}}},
		{who: 1, ago: 6, at: "00:36", text: "소리가 다 했어요. 굿하는 장면은 꼭 소리 좋은 관에서 보세요", likes: []Like{{0, "👍"}}},
		{who: 2, ago: 5, at: "19:40", text: "무서운 거 못 보는데 친구가 눈 감을 때를 알려 줘서 다 봤어요 ㅋㅋㅋ"},
		{who: 0, ago: 5, at: "19:52", text: "그 친구분 저도 소개해 주세요", replies: 4, likes: []Like{{1, "😂"}, {2, "😂"}}},
		{who: 1, ago: 1, at: "23:48", text: "두 번째 보니까 ||묘에 이름이 없던 이유||가 처음부터 보이더라고요"},
		{who: 1, ago: 1, at: "23:50", text: "다시 볼 분들은 차 번호판도 한번 봐 보세요"},
	}},
	{code: "seoul-jazz-festival", cast: []int{4, 5, 0, 9}, unread: 1, said: []said{
		{who: 4, ago: 3, at: "18:05", text: "잔디밭에 누워서 듣는 첫 곡, 이 맛에 일 년을 기다립니다 🎷", likes: []Like{{5, "🎶"}, {0, "❤️"}}},
		{who: 5, ago: 3, at: "18:22", text: "Which stage are you all at? I'm by the big tree with a yellow blanket 💛"},
		{who: 4, ago: 3, at: "18:24", text: "Yellow blanket! I can see you. 손 흔들게요 👋", replies: 2, likes: []Like{{5, "😂"}}},
		{who: 0, ago: 3, at: "18:41", text: "저는 방금 도착했는데 줄이 길어요. 돗자리 자리 아직 있나요?"},
		{who: 9, ago: 3, at: "18:44", text: "There is space on the left side, near the food trucks.", replies: 4, likes: []Like{{0, "🙏"}}},
		{who: 0, ago: 3, at: "21:58", text: "마지막 무대에 노을까지… 오늘은 그냥 완벽했어요", photo: true, likes: []Like{{4, "❤️"}, {5, "❤️"}, {9, "❤️"}}},
		{who: 5, ago: 2, at: "10:15", text: "Woke up still humming the encore. See you all next year!"},
		{who: 4, text: "내년에는 다 같이 노란 담요로 맞춰요 💛"},
	}},
	{code: "no-other-choice", cast: []int{1, 10, 7, 9}, said: []said{
		{who: 10, ago: 5, at: "23:30", text: "웃기다고 들었는데 웃다가 서늘해지는 영화였어요", share: true},
		{who: 7, ago: 5, at: "23:41", text: "팝콘 먹다가 멈춘 건 처음입니다 🍿", likes: []Like{{1, "😂"}, {10, "😂"}}},
		{who: 1, ago: 4, at: "08:20", text: "화면 전환이 정말 좋죠. 한 컷도 허투루 안 쓰는 느낌"},
		{who: 9, ago: 4, at: "08:55", text: "The paper factory scenes were gorgeous. Went in knowing nothing, best way to see it."},
		{who: 1, ago: 4, at: "09:01", text: "Same here. 예고편도 안 보고 간 보람이 있었어요", replies: 4, likes: []Like{{9, "👍"}}},
		{who: 10, ago: 1, at: "22:10", text: "||마지막 공장 장면|| 보고 제목을 다시 생각했습니다"},
	}},
	{code: "the-phantom-of-the-opera-musical", cast: []int{8, 2, 3}, said: []said{
		{who: 8, ago: 7, at: "21:15", text: "샹들리에 올라갈 때 소름이 두 번 돋는 사람 여기 있어요"},
		{who: 2, ago: 7, at: "21:19", text: "저는 세 번이요. 서곡 첫 음에 한 번 먼저 돋습니다", replies: 1, likes: []Like{{8, "😂"}, {3, "👏"}}},
		{who: 3, ago: 7, at: "21:44", text: "2열에서 보면 어떤가요? 늘 뒤에서 전체를 보는 편이라 궁금해요"},
		{who: 8, ago: 7, at: "21:50", text: "표정이 다 보여요. 대신 샹들리에는 고개를 많이 들어야 해요 ㅎㅎ", replies: 3, likes: []Like{{3, "🙏"}}},
		{who: 2, ago: 2, at: "17:30", text: "가면 쓴 포스터 앞에서 사진 찍고 들어갑니다", photo: true, likes: []Like{{8, "❤️"}}},
	}},
	{code: "waiting-for-godot-play", cast: []int{3, 0, 11}, said: []said{
		{who: 3, ago: 9, at: "22:05", text: "두 시간 반을 기다렸는데, 기다린 시간이 아깝지 않은 연극", share: true, likes: []Like{{0, "👏"}}},
		{who: 11, ago: 9, at: "22:30", text: "끝나고 친구랑 밥 먹으면서 그래서 고도가 누구냐는 얘기만 한 시간 했어요"},
		{who: 0, ago: 8, at: "09:40", text: "답은 나왔나요?", replies: 2},
		{who: 11, ago: 8, at: "09:52", text: "내일은 꼭 알려 준대요", replies: 3, likes: []Like{{0, "😂"}, {3, "😂"}}},
	}},
	{cast: []int{4, 0}, said: []said{
		{who: 0, ago: 3, at: "22:20", text: "오늘 알려 주신 푸드 트럭 타코 진짜 맛있었어요 🌮"},
		{who: 4, ago: 3, at: "22:31", text: "그쵸! 내년에도 그 자리에 있으면 좋겠네요", likes: []Like{{0, "👍"}}},
	}},
}
