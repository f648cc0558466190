package readingtest

import "strings"

// Layouts of cinemas. Each draws a show and tells what is printed where, which is what a perfect
// reader copies.

// cgvPaper is the narrow paper that a machine in the foyer prints.
func cgvPaper(s *sheet, w show) told {
	grey, black := ink(0x555555), ink(0x111111)
	small, plain, strong := font{25, false, grey}, font{30, false, black}, font{40, true, black}
	s.mid(310, 80, font{58, true, 0xd02030}, "CGV")
	s.mid(310, 124, small, "영화 입장권")
	s.dashes(30, 150, 560, false, 0x999999)
	y := s.block(40, 215, font{46, true, black}, 540, "[12] "+w.title)
	s.text(40, y+50, small, "2D(자막) · 12세이상관람가")
	date := w.on("2006.01.02(요)") + "  " + w.at() + "~" + w.until()
	s.text(40, y+130, strong, date)
	hall := "CGV " + w.venue + " " + w.hall
	s.text(40, y+195, strong, hall)
	seats := strings.Join(w.seats, ", ")
	s.block(40, y+260, strong, 540, seats)
	s.dashes(30, int(y)+330, 560, false, 0x999999)
	price, value := w.total()
	s.text(40, y+390, plain, "총 결제금액")
	s.right(580, y+390, font{34, true, black}, price)
	s.text(40, y+440, small, "결제일시 2026.01.02 08:11 · 승인 30211984")
	s.text(40, y+480, small, "감독 "+w.director)
	s.bars(60, int(y)+520, 500, 110, uint64(len(w.title)), 0x111111)
	s.mid(310, y+670, small, "0023-1121-4467-102")
	return told{"kind": w.kind, "title": "[12] " + w.title, "date": date, "time": "", "venue": hall, "seat": seats, "price": price, "director": w.director}.costs(value)
}

// cgvApp is a booking in the app, on a phone.
func cgvApp(s *sheet, w show) told {
	s.statusBar("8:52", 0x111111)
	s.mid(540, 170, font{44, true, 0x1a1a1a}, "모바일 티켓")
	s.round(60, 230, 960, 1720, 36, 0xffffff)
	y := s.block(120, 330, font{58, true, 0x111111}, 840, w.title)
	s.text(120, y+60, font{32, false, 0x777777}, "12세 이상 관람가 | IMAX LASER 2D, 자막")
	label := font{32, false, 0x888888}
	value := font{40, true, 0x222222}
	rows := [][2]string{{"극장", "CGV " + w.venue + " / " + w.hall}, {"관람일", w.on("2006.01.02 (요)")}, {"시간", w.at() + " ~ " + w.until()}, {"좌석", strings.Join(w.seats, ", ")}, {"인원", "일반 1"}}
	for i, row := range rows {
		at := y + 170 + float32(i)*110
		s.text(120, at, label, row[0])
		s.text(320, at, value, row[1])
	}
	s.code(390, int(y)+740, 300, uint64(w.minute), 0x111111)
	s.mid(540, y+1100, font{32, false, 0x888888}, "예매번호 0231-1104-8832-553")
	s.dashes(100, int(y)+1140, 880, false, 0xdddddd)
	s.text(120, y+1220, label, "결제금액")
	price, amount := w.total()
	s.right(960, y+1220, font{44, true, 0xe0242f}, price)
	return told{"kind": w.kind, "title": w.title, "date": rows[1][1], "time": rows[2][1], "venue": rows[0][1], "seat": rows[3][1], "price": price}.costs(amount)
}

// lotteApp is a dark booking page with a short year.
func lotteApp(s *sheet, w show) told {
	s.statusBar("11:20", 0xffffff)
	s.mid(540, 170, font{42, true, 0xffffff}, "바로티켓")
	s.round(60, 240, 960, 1500, 30, 0x26262b)
	red, pale, white := ink(0xff5a5f), ink(0xa5a5ad), ink(0xffffff)
	y := s.block(120, 350, font{54, true, white}, 840, w.title)
	s.text(120, y+100, font{34, true, red}, "롯데시네마 "+w.venue)
	s.text(120, y+160, font{34, false, white}, w.hall)
	date := w.on("06.01.02 (요)")
	s.text(120, y+290, font{30, false, pale}, "관람일시")
	end := s.text(120, y+345, font{46, true, white}, date)
	s.text(end+30, y+345, font{46, true, white}, w.at())
	s.text(120, y+460, font{30, false, pale}, "관람좌석")
	s.text(120, y+515, font{46, true, white}, strings.Join(w.seats, ", "))
	s.text(120, y+630, font{30, false, pale}, "관람료")
	price, amount := w.total()
	s.text(120, y+685, font{40, true, white}, price)
	s.bars(170, int(y)+800, 740, 150, 7, 0xeeeeee)
	return told{"kind": w.kind, "title": w.title, "date": date, "time": w.at(), "venue": "롯데시네마 " + w.venue + " " + w.hall, "seat": strings.Join(w.seats, ", "), "price": price}.costs(amount)
}

// megaboxPaper is a receipt with the year left out.
func megaboxPaper(s *sheet, w show) told {
	black := ink(0x1c1c28)
	small := font{26, false, 0x50505c}
	s.mid(320, 90, font{52, true, 0x3b2a7e}, "MEGABOX")
	s.mid(320, 135, small, "TICKET")
	s.box(40, 165, 560, 4, black)
	date := w.on("1월 2일(요)")
	s.text(40, 245, font{44, true, black}, date)
	s.text(40, 310, font{44, true, black}, w.at())
	s.right(600, 310, font{30, false, black}, "종료 "+w.until())
	y := s.block(40, 400, font{42, true, black}, 560, w.title)
	s.text(40, y+70, font{34, true, black}, "메가박스 "+w.venue)
	s.text(40, y+120, font{34, true, black}, w.hall)
	s.text(40, y+190, font{40, true, black}, strings.Join(w.seats, " / "))
	s.box(40, int(y)+220, 560, 2, black)
	price := "₩" + strings.TrimSuffix(won(w.price), "원")
	s.text(40, y+280, font{30, false, black}, "성인 1매당")
	s.right(600, y+280, font{34, true, black}, price)
	s.text(40, y+330, small, "발권 09:12  KIOSK-07")
	s.bars(80, int(y)+370, 480, 100, 99, black)
	return told{"kind": w.kind, "title": w.title, "date": date, "time": w.at(), "venue": "메가박스 " + w.venue + " " + w.hall, "seat": strings.Join(w.seats, " / "), "price": price}.costs(w.price)
}
