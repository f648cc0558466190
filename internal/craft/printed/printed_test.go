package printed_test

import (
	"slices"
	"testing"
	"time"

	"piece/internal/craft/printed"
)

var today = time.Date(2026, 11, 26, 15, 0, 0, 0, time.FixedZone("KST", 9*60*60))

func TestDays(t *testing.T) {
	for text, want := range map[string]printed.Day{
		"2026.11.21(토) 19시 30분":   {Date: "2026-11-21", Weekday: printed.Fits},
		"2026-11-21 오후 7:30":      {Date: "2026-11-21"},
		"2026년 11월 21일 토요일 19:30": {Date: "2026-11-21", Weekday: printed.Fits},
		"2026. 11. 21. (토)":       {Date: "2026-11-21", Weekday: printed.Fits},
		"2026/11/21(SAT)":         {Date: "2026-11-21", Weekday: printed.Fits},
		"２０２６．１１．２１（토）":           {Date: "2026-11-21", Weekday: printed.Fits},
		"20261121 1930":           {Date: "2026-11-21"},
		"26.11.21 (토) 19:30":      {Date: "2026-11-21", Weekday: printed.Fits},
		"'26.11.21":               {Date: "2026-11-21"},
		"26년 11월 21일":             {Date: "2026-11-21"},
		"Nov 21, 2026":            {Date: "2026-11-21"},
		"21 November 2026, Sat":   {Date: "2026-11-21", Weekday: printed.Fits},
		"관람일시 2026.11.21(일)":      {Date: "2026-11-21", Weekday: printed.Differs},
		"11월 21일":                 {Date: "2026-11-21", Yearless: true},
		"11월 21일(토) 19:30":        {Date: "2026-11-21", Yearless: true, Weekday: printed.Fits},
		"11.21(토)":                {Date: "2026-11-21", Yearless: true, Weekday: printed.Fits},
		"11/21 19:30":             {Date: "2026-11-21", Yearless: true},
		"1월 3일":                   {Date: "2027-01-03", Yearless: true}, // in five weeks, not ten months ago
		"8월 3일":                   {Date: "2026-08-03", Yearless: true},
		"12월 24일(화)":              {Date: "2024-12-24", Yearless: true, Weekday: printed.Fits}, // the year in which it was a Tuesday
		"2026.11.21(토) 24:10":     {Date: "2026-11-21", Weekday: printed.Fits},
		"2026.11.21 ~ 2026.11.21": {Date: "2026-11-21"},
		"2026.11.22 일 19:30":      {Date: "2026-11-22", Weekday: printed.Fits},
		"SAT NOV 21":              {Date: "2026-11-21", Yearless: true},
		"2024-02-29":              {Date: "2024-02-29"},
	} {
		if got, ok := printed.ReadDay(text, today); !ok || got != want {
			t.Errorf("%q: %+v %t, want %+v", text, got, ok, want)
		}
	}
	for _, text := range []string{
		"", "19:30", "2026", "2026.02.31", "2026-13-01", "2026.11", "2026.10.01 ~ 2026.12.31", "10월 1일 - 12월 31일",
		"14,000원", "150분", "F열 12번", "0월 0일", "제3관 5층", "2026-00-00", "1588-1555", "02-1234-5678", "없음",
	} {
		if got, ok := printed.ReadDay(text, today); ok {
			t.Errorf("%q: %+v", text, got)
		}
	}
}

func TestClocks(t *testing.T) {
	for text, want := range map[string]printed.Clock{
		"19시 30분":               {Time: "19:30"},
		"오후 7:30":               {Time: "19:30"},
		"오후 7시 30분":             {Time: "19:30"},
		"오후 7시":                 {Time: "19:00"},
		"저녁 7시 반":               {Time: "19:30"},
		"19:30":                 {Time: "19:30"},
		"１９：３０":                 {Time: "19:30"},
		"7:30 PM":               {Time: "19:30"},
		"PM 7:30":               {Time: "19:30"},
		"7:30 p.m.":             {Time: "19:30"},
		"오전 10:00":              {Time: "10:00"},
		"낮 12시":                 {Time: "12:00"},
		"낮 2시":                  {Time: "14:00"},
		"정오":                    {Time: "12:00"},
		"12:30 AM":              {Time: "00:30"},
		"오후 12:30":              {Time: "12:30"},
		"밤 12시":                 {Time: "00:00", NextDay: true},
		"밤 9시":                  {Time: "21:00"},
		"24:10":                 {Time: "00:10", NextDay: true},
		"25:35 ~ 27:40":         {Time: "01:35", NextDay: true},
		"19:30 ~ 21:50":         {Time: "19:30"},
		"1회 14:00":              {Time: "14:00"},
		"2026.11.21(토) 19시 30분": {Time: "19:30"},
		"2026-11-21T19:30":      {Time: "19:30"},
		"입장 18:30 공연 19:30":     {Time: "19:30"},
		"18:30 / 19:30":         {Time: "18:30", Unsure: true},
		"19:30 (러닝타임 2시간 30분)":  {Time: "19:30"},
		"2시간 30분, 19:30":        {Time: "19:30"},
		"0:05":                  {Time: "00:05"},
	} {
		if got, ok := printed.ReadClock(text); !ok || got != want {
			t.Errorf("%q: %+v %t, want %+v", text, got, ok, want)
		}
	}
	for _, text := range []string{"", "2026.11.21", "30:00", "19:75", "150분", "2시간", "14,000원", "자정 무렵", "99시"} {
		if got, ok := printed.ReadClock(text); ok {
			t.Errorf("%q: %+v", text, got)
		}
	}
}

func TestWon(t *testing.T) {
	for text, want := range map[string]printed.Won{
		"14,000원":               {Amount: 14_000},
		"₩14,000":               {Amount: 14_000},
		"￦ 14,000":              {Amount: 14_000},
		"KRW 14,000":            {Amount: 14_000},
		"14000":                 {Amount: 14_000},
		"14,000":                {Amount: 14_000},
		"１４,０００ 원":              {Amount: 14_000},
		"일반 14,000원":            {Amount: 14_000},
		"VIP석 150,000원":         {Amount: 150_000},
		"15만원":                  {Amount: 150_000},
		"1만 4천원":                {Amount: 14_000},
		"5천원":                   {Amount: 5_000},
		"무료":                    {},
		"전석 무료":                 {},
		"FREE":                  {},
		"초대권":                   {Unsure: true},
		"0원":                    {Unsure: true},
		"28,000원 (2매)":          {Amount: 28_000, Unsure: true},
		"14,000원 x 2 = 28,000원": {Amount: 14_000, Unsure: true},
		"15,000원 (할인 3,000원)":   {Amount: 15_000, Unsure: true},
		"1매 14,000원":            {Amount: 14_000},
		"100,000,000원":          {Amount: 100_000_000},
	} {
		if got, ok := printed.ReadWon(text); !ok || got != want {
			t.Errorf("%q: %+v %t, want %+v", text, got, ok, want)
		}
	}
	for _, text := range []string{"", "$14", "14 USD", "없음", "2매", "현장 결제", "R석", "-"} {
		if got, ok := printed.ReadWon(text); ok {
			t.Errorf("%q: %+v", text, got)
		}
	}
}

func TestNames(t *testing.T) {
	for text, want := range map[string][]string{
		"류정한, 옥주현":                  {"류정한", "옥주현"},
		"류정한 · 옥주현/이지혜":             {"류정한", "옥주현", "이지혜"},
		"출연: 류정한(막심), 옥주현 (댄버스 부인)": {"류정한", "옥주현"},
		"막심 드 윈터 역 류정한, 댄버스: 옥주현":   {"류정한", "옥주현"},
		"류정한 외":                      {"류정한"},
		"티모시 샬라메, 젠데이아 등":            {"티모시 샬라메", "젠데이아"},
		"Timothée Chalamet, Zendaya": {"Timothée Chalamet", "Zendaya"},
		"김고은\n김고은\n":                 {"김고은"},
		" , ,":                       nil,
	} {
		if got := printed.ReadNames(text); !slices.Equal(got, want) {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
}

func TestSeats(t *testing.T) {
	for text, want := range map[string][]string{
		"F열 12번":            {"F열 12번"},
		"1층 B구역 3열 15번":     {"1층 B구역 3열 15번"},
		"F열 12번, F열 13번":    {"F열 12번", "F열 13번"},
		"F12 / F13":         {"F12", "F13"},
		"F열 12번\nF열 13번":    {"F열 12번", "F열 13번"},
		"스탠딩 A구역 입장번호 123번": {"스탠딩 A구역 입장번호 123번"},
		"":                  nil,
	} {
		if got := printed.ReadSeats(text); !slices.Equal(got, want) {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
}
