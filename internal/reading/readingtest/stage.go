package readingtest

import "strings"

// Layouts of those who sell what is on a stage, a court or a wall.

var kindsInKorean = map[string]string{"movie": "영화", "musical": "뮤지컬", "play": "연극", "concert": "콘서트", "exhibition": "전시"}

// interparkPaper is the wide paper of Interpark (NOL), with a stub.
func interparkPaper(s *sheet, w show) told {
	black, grey := ink(0x16161c), ink(0x6a6a72)
	s.box(0, 0, 1500, 96, 0x4154ff)
	s.text(50, 66, font{46, true, 0xffffff}, "NOL 인터파크 티켓")
	s.dashes(1130, 110, 560, true, 0x999999)
	title := kindsInKorean[w.kind] + " 〈" + w.title + "〉"
	if strings.ContainsAny(w.title, "〈") {
		title = w.title
	}
	y := s.block(50, 190, font{54, true, black}, 1040, title)
	label, value := font{28, false, grey}, font{38, true, black}
	date := w.on("2006년 1월 2일(요)") + " " + w.hangul()
	row := func(at float32, name, text string) {
		s.text(50, at, label, name)
		s.text(210, at, value, text)
	}
	row(y+90, "일 시", date)
	row(y+155, "장 소", w.where())
	row(y+220, "좌 석", w.graded())
	price := won(w.price)
	row(y+285, "가 격", price)
	cast := strings.Join(w.cast, ", ")
	if cast != "" {
		row(y+350, "출 연", cast)
	}
	s.text(50, 660, font{24, false, grey}, "예매번호 T2291847710 · 예매자 김*현 · 취소 가능 2026.01.01 17:00까지")
	s.code(1200, 170, 225, 5, black)
	s.text(1180, 470, font{30, true, black}, w.on("2006.01.02"))
	s.text(1180, 520, font{30, true, black}, w.at())
	s.block(1180, 575, font{28, false, black}, 290, w.graded())
	return told{"kind": w.kind, "title": title, "date": date, "time": w.hangul(), "venue": w.where(), "seat": w.graded(), "price": price, "cast": cast}.costs(w.price)
}

// nolPage is a booking on the web page.
func nolPage(s *sheet, w show) told {
	s.box(0, 0, 1280, 90, 0xffffff)
	s.text(60, 60, font{38, true, 0x4154ff}, "NOL 티켓")
	s.text(300, 58, font{26, false, 0x555555}, "MY 티켓 · 예매확인/취소")
	s.round(60, 130, 1160, 980, 16, 0xffffff)
	s.round(110, 190, 270, 380, 10, 0x8fa3c8)
	s.mid(245, 390, font{30, true, 0xffffff}, "POSTER")
	title := "[" + kindsInKorean[w.kind] + "] " + w.title
	y := s.block(430, 235, font{40, true, 0x1a1a1a}, 740, title)
	date := w.on("2006.01.02(요)") + " " + w.at()
	price, amount := w.total()
	rows := [][2]string{{"예매일", "2026.06.30"}, {"관람일시", date}, {"공연장", w.where()}, {"좌석", w.graded()}, {"출연", strings.Join(w.cast, ", ")}, {"티켓금액", price}, {"예매상태", "예매완료"}}
	for i, row := range rows {
		if row[1] == "" {
			continue
		}
		at := y + 90 + float32(i)*72
		s.text(430, at, font{28, false, 0x888888}, row[0])
		s.text(600, at, font{30, i == 1, 0x222222}, row[1])
	}
	return told{"kind": w.kind, "title": title, "date": date, "time": w.at(), "venue": w.where(), "seat": w.graded(), "price": price, "cast": strings.Join(w.cast, ", ")}.costs(amount)
}

// yes24 is the upright paper of YES24.
func yes24(s *sheet, w show) told {
	blue, black, grey := ink(0x0a5fb4), ink(0x151515), ink(0x666666)
	s.box(0, 0, 760, 110, blue)
	s.text(40, 75, font{48, true, 0xffffff}, "YES24 티켓")
	y := s.block(40, 210, font{50, true, black}, 680, w.title)
	date := w.on("2006-01-02") + " " + w.half()
	fields := [][2]string{{"일시", date}, {"장소", w.where()}, {"등급", w.grade}, {"좌석", strings.Join(w.seats, ", ")}, {"캐스트", strings.Join(w.cast, " / ")}, {"가격", won(w.price)}}
	at := y + 90
	for _, f := range fields {
		if f[1] == "" {
			continue
		}
		s.text(40, at, font{28, false, grey}, f[0])
		at = s.block(180, at, font{34, true, black}, 540, f[1]) + 66
	}
	s.dashes(20, 900, 720, false, 0xaaaaaa)
	s.bars(130, 940, 500, 110, 24, black)
	s.mid(380, 1090, font{24, false, grey}, "공연 시작 후에는 입장이 제한될 수 있습니다.")
	return told{"kind": w.kind, "title": w.title, "date": date, "time": w.half(), "venue": w.where(), "seat": strings.Join(w.seats, ", "), "price": won(w.price), "cast": strings.Join(w.cast, " / ")}.costs(w.price)
}

// melonApp is a booking of Melon Ticket on a phone.
func melonApp(s *sheet, w show) told {
	s.statusBar("3:07", 0x111111)
	s.mid(540, 175, font{44, true, 0x111111}, "예매 상세")
	s.box(0, 220, 1080, 14, 0xf1f3f5)
	y := s.block(60, 320, font{50, true, 0x111111}, 960, w.title)
	green := ink(0x00a84f)
	s.text(60, y+70, font{34, true, green}, "예매완료")
	date := w.on("2006.01.02(요)") + " " + w.at()
	price, amount := w.total()
	rows := [][2]string{{"공연일시", date}, {"공연장", w.where()}, {"좌석", strings.Join(w.seats, ", ")}, {"아티스트", strings.Join(w.cast, ", ")}, {"총 결제금액", price}, {"수령방법", "모바일티켓"}}
	at := y + 180
	for _, row := range rows {
		if row[1] == "" {
			continue
		}
		s.text(60, at, font{32, false, 0x868e96}, row[0])
		at = s.block(330, at, font{36, false, 0x212529}, 700, row[1]) + 96
	}
	s.round(60, 1700, 960, 120, 20, green)
	s.mid(540, 1775, font{40, true, 0xffffff}, "티켓 보기")
	return told{"kind": w.kind, "title": w.title, "date": date, "time": w.at(), "venue": w.where(), "seat": strings.Join(w.seats, ", "), "price": price, "cast": strings.Join(w.cast, ", ")}.costs(amount)
}

// ticketlink is the small paper of Ticketlink.
func ticketlink(s *sheet, w show) told {
	black, orange := ink(0x1b1b1b), ink(0xf4511e)
	s.box(0, 0, 24, 620, orange)
	s.text(70, 80, font{40, true, orange}, "ticketLINK")
	s.right(1150, 80, font{28, false, 0x777777}, kindsInKorean[w.kind])
	y := s.block(70, 170, font{48, true, black}, 1060, w.title)
	date := w.on("2006/01/02(요)")
	clock := w.at()
	s.text(70, y+90, font{40, true, black}, date+"   "+clock)
	s.text(70, y+155, font{34, false, black}, w.where())
	s.text(70, y+220, font{38, true, black}, w.graded())
	s.right(1130, y+220, font{34, true, black}, won(w.price))
	s.dashes(60, int(y)+260, 1080, false, 0x999999)
	s.text(70, y+310, font{26, false, 0x777777}, "No. 88120-3391  |  "+strings.Join(w.cast, " "))
	s.bars(760, int(y)+285, 370, 60, 3, black)
	return told{"kind": w.kind, "title": w.title, "date": date, "time": clock, "venue": w.where(), "seat": w.graded(), "price": won(w.price)}.costs(w.price)
}
