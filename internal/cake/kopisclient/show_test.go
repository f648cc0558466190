package kopisclient

import (
	"reflect"
	"testing"

	"piece/internal/cake"
)

func TestMinutes(t *testing.T) {
	for s, want := range map[string]int{
		"1시간 30분": 90, "1시간30분": 90, "2시간": 120, "50분": 50, "165분": 165, " 1시간  5 분 ": 65, "2시간 30분 (인터미션 20분)": 150, "": 0, " ": 0, "미정": 0, "120": 0, "120m": 0,
	} {
		if got := minutesOf(s); got != want {
			t.Errorf("%q: %d, want %d", s, got, want)
		}
	}
}

func TestAges(t *testing.T) {
	for s, want := range map[string]int{
		"만 12세 이상": 12, "8세 이상": 8, "전체 관람가": 0, "전체관람가능": 0, "36개월 이상": 3, "만 24개월 이상": 2, "18개월 이상": 1, "만19세이상": 19, "청소년 관람불가": 19, "미취학아동입장불가 만 7세 이상": 7,
		"": -1, " ": -1, "미취학아동 입장불가": -1, "초등학생 이상": -1, "All": -1,
	} {
		got := -1
		if a := ageOf(s); a != nil {
			got = *a
		}
		if got != want {
			t.Errorf("%q: %d, want %d", s, got, want)
		}
	}
}

func TestPrices(t *testing.T) {
	for s, want := range map[string][]cake.Price{
		"R석 66,000원, S석 44,000원":     {{Seat: "R석", Won: 66000}, {Seat: "S석", Won: 44000}},
		"R석 160,000원 S석 130,000원":    {{Seat: "R석", Won: 160000}, {Seat: "S석", Won: 130000}},
		"VIP석 1,180,000원":            {{Seat: "VIP석", Won: 1180000}},
		"전석 30,000원":                 {{Won: 30000}},
		"전석30000원":                   {{Won: 30000}},
		"30,000원":                    {{Won: 30000}},
		"스탠딩석 165,000원, R석 165,000원": {{Seat: "스탠딩석", Won: 165000}, {Seat: "R석", Won: 165000}},
		"전석무료":                       {{}},
		"전석 무료":                      {{}},
		"무료":                         {{}},
		"":                           nil,
		" ":                          nil,
		"추후 공지":                      nil,
		"R석 99999999999999999999원, S석 100원": {{Seat: "S석", Won: 100}},
	} {
		if got := pricesOf(s); !reflect.DeepEqual(got, want) {
			t.Errorf("%q: %+v, want %+v", s, got, want)
		}
	}
}

func TestNames(t *testing.T) {
	for s, want := range map[string][]string{
		"김세연, 신성진 등": {"김세연", "신성진"}, "김세연,신성진": {"김세연", "신성진"}, "김등": {"김등"}, "밴드 외 3명": {"밴드"}, "가, , 나,": {"가", "나"}, " ": nil, "": nil, "등": nil, "가 등 12명": {"가"},
	} {
		if got := names(s); !reflect.DeepEqual(got, want) {
			t.Errorf("%q: %q, want %q", s, got, want)
		}
	}
}

func TestVenuesAndAreas(t *testing.T) {
	for s, want := range map[string]string{
		"강원대학교 백령아트센터 (강원대학교 백령아트센터)": "강원대학교 백령아트센터", " 온쉼표 (온쉼표) ": "온쉼표", "세종문화회관 (대극장)": "세종문화회관 (대극장)", "올림픽공원 KSPO DOME(체조경기장)": "올림픽공원 KSPO DOME(체조경기장)", "": "", "(가)": "(가)", " (": "(",
	} {
		if got := venueOf(s); got != want {
			t.Errorf("%q: %q, want %q", s, got, want)
		}
	}
	seen := map[cake.Area]bool{}
	for s, want := range map[string]cake.Area{
		"서울특별시": "seoul", "서울": "seoul", "부산광역시": "busan", "대구광역시": "daegu", "인천광역시": "incheon", "광주광역시": "gwangju", "대전광역시": "daejeon", "울산광역시": "ulsan", "세종특별자치시": "sejong", "경기도": "gyeonggi",
		"강원특별자치도": "gangwon", "강원도": "gangwon", "충청북도": "chungbuk", "충청남도": "chungnam", "전라북도": "jeonbuk", "전북특별자치도": "jeonbuk", "전라남도": "jeonnam", "경상북도": "gyeongbuk", "경상남도": "gyeongnam", "제주특별자치도": "jeju", "해외": "abroad", "": "", "테스트특별시": "",
	} {
		if got := areaOf(s); got != want {
			t.Errorf("%q: %q, want %q", s, got, want)
		}
		seen[want] = true
	}
	for _, a := range cake.Areas() {
		if !seen[a] {
			t.Errorf("no name leads to %s", a)
		}
	}
}

func TestSynopsesArePlain(t *testing.T) {
	for s, want := range map[string]string{
		"<p>첫 줄<br/>둘째 &amp; 셋째</p>": "첫 줄\n둘째 & 셋째", " ": "", "a < b > c": "a  c", "1 < 2": "1 < 2", "<script>alert(1)</script>": "alert(1)",
	} {
		if got := plain(s); got != want {
			t.Errorf("%q: %q, want %q", s, got, want)
		}
	}
}

func TestPicturesMayBeToldWithoutTheirHost(t *testing.T) {
	s := &Source{Config: Config{BaseURL: "http://www.kopis.or.kr"}}
	for told, want := range map[string]string{
		"http://www.kopis.or.kr/upload/a.gif ": "http://www.kopis.or.kr/upload/a.gif", "/upload/a.gif": "http://www.kopis.or.kr/upload/a.gif", "": "", " ": "", "http://[": "",
	} {
		if got := s.address(told); got != want {
			t.Errorf("%q: %q, want %q", told, got, want)
		}
	}
}
