package title

import "testing"

func TestD36_RowAIsNotRowAA(t *testing.T) {
	for _, seat := range []string{
		"A열 3번", "A열", "A 열 3", "A열3", "A-3", "A - 3", "A3", "a3", "a 3", "A 12번", "A_3", "A/3", "A03", "A·7", "Ａ열 ３번", "Ａ－１２",
		"가구역 A열", "가구역A열 7번", "1관 A열 12번", "2관 A12", "IMAX A-12", "IMAX관 A열", "3층 A열 5", "나 A5", "(A3)", "A3, A4", "A3~A5", "A3-5", "B석 A열", "A행 3", "A줄 3번",
		"A열 앞쪽", "row A", "Row A, seat 3", "ROW A 12", "스위트박스 A1", "VIP A3", "4DX, A열 5번 통로", "F열 아니고 A열", "A列 7番", "A3 통로", "A3번", "A 3번", "A3호", "A열\t3번",
	} {
		if !inRowA(seat) {
			t.Errorf("%q isn't in row A", seat)
		}
	}
	for _, seat := range []string{
		"", "AA열 3번", "AA열", "AA3", "AA-3", "ＡＡ열", "BA열 3번", "BA3", "LA3", "AB열", "AB3", "F열 3번", "B1", "가열 3번", "3A", "3A열", "1A-3", "A관 F열 3번", "A관 3번", "A관",
		"A구역 3열 5번", "A구역", "A블록 12", "A존 3열", "A석 3번", "A석", "A3열 5번", "A 3열 5번", "A-3열", "A 3관 F5", "A 1층 F5", "앞줄", "첫 번째 줄", "Area 51", "Aisle 3", "A", "α열", "áé3", "A1234",
		"row AA", "row 1", "Rowan 3", "NA", "1층 12열 3번", "R석 1층 C열 14번", "OP-3", "가나다 3", "Á3",
	} {
		if inRowA(seat) {
			t.Errorf("%q is in row A", seat)
		}
	}
}
