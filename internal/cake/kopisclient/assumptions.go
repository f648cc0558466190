package kopisclient

import (
	"strings"

	"piece/internal/cake"
)

// What we believe of KOPIS (공연예술통합전산망, www.kopis.or.kr) and its open API, version 5, from
// its public documentation. It was never asked from here. Everything that the rest of the
// package relies on, and that could turn out otherwise, is in this file.
//
//   - The key goes into the query as "service", as it was given.
//   - http://www.kopis.or.kr may redirect to kopis.or.kr or to https; posters are at
//     www.kopis.or.kr. All of these must be allowed; see Hosts.
//   - Its firewall refuses requests without Accept-Encoding; ours have it.
//   - Answers are XML in UTF-8 with status 200, errors too: <dbs><db><returncode>02</returncode>
//     <errmsg>SERVICE KEY IS NOT REGISTERED</errmsg></db></dbs>. Nothing found is an empty <dbs/>.
//   - A list gives what is on within a period of at most 31 days (else returncode 05), at most
//     100 entries a page, from page 1 on; a page with fewer is the last. There is no total.
//     An entry has code, title, period, venue, poster, area, kind, open run and state.
//   - afterdate gives only what was entered or changed since that day, the day included.
//   - A value that isn't known is a blank or missing element.
//   - No limit of requests is documented.
const (
	pathList      = "/openApi/restful/pblprfr"   // /{mt20id} gives one
	pathBoxOffice = "/openApi/restful/boxoffice" // <boxofs><boxof>…, ranks of a period of at most 31 days

	rootList      = "dbs"
	rootBoxOffice = "boxofs" // an empty one may be of the other

	rows         = 100
	requestDay   = "20060102"   // in requests
	answerDay    = "2006.01.02" // in answers; periods of charts are two of them with a "~"
	chartDays    = 7            // the last of them is yesterday
	maxListPages = 1000         // of one month and kind; far more than there are
)

// link is the page of a production.
const link = "http://www.kopis.or.kr/por/db/pblprfr/pblprfrView.do?menuId=MNU_00020&mt20Id="

// codePrefix begins every code: "PF132236".
const codePrefix = "PF"

// category is a kind of production at KOPIS.
type category struct {
	code  string // shcate, catecode
	name  string // genrenm
	kind  cake.Kind
	chart bool // its box office is ours of the kind
}

// categories are all, in the order in which they are asked for. Children's and open-run
// productions have codes of their own (KID, OPEN) but are in these too.
var categories = []category{
	{"GGGA", "뮤지컬", "musical", true},
	{"AAAA", "연극", "play", true},
	{"CCCD", "대중음악", "concert", true},
	{"CCCA", "서양음악(클래식)", "concert", false},
	{"CCCC", "한국음악(국악)", "concert", false},
	{"BBBC", "무용(서양/한국무용)", "etc", false},
	{"BBBE", "대중무용", "etc", false},
	{"EEEB", "서커스/마술", "etc", false},
	{"EEEA", "복합", "etc", false},
}

// kindOf gives our kind for a name; that of the list it stands in where the name is another.
func kindOf(name string, asked cake.Kind) cake.Kind {
	for _, c := range categories {
		if c.name == name {
			return c.kind
		}
	}
	return asked
}

// areas are ours by how the names of KOPIS begin: "서울특별시", "강원특별자치도", in charts "서울".
var areas = []struct {
	begins string
	area   cake.Area
}{
	{"서울", "seoul"}, {"경기", "gyeonggi"}, {"인천", "incheon"}, {"강원", "gangwon"}, {"대전", "daejeon"}, {"세종", "sejong"},
	{"충청북", "chungbuk"}, {"충북", "chungbuk"}, {"충청남", "chungnam"}, {"충남", "chungnam"}, {"광주", "gwangju"},
	{"전라북", "jeonbuk"}, {"전북", "jeonbuk"}, {"전라남", "jeonnam"}, {"전남", "jeonnam"}, {"대구", "daegu"},
	{"경상북", "gyeongbuk"}, {"경북", "gyeongbuk"}, {"부산", "busan"}, {"울산", "ulsan"}, {"경상남", "gyeongnam"}, {"경남", "gyeongnam"},
	{"제주", "jeju"}, {"해외", "abroad"}, {"국외", "abroad"},
}

func areaOf(name string) cake.Area {
	for _, a := range areas {
		if strings.HasPrefix(name, a.begins) {
			return a.area
		}
	}
	return ""
}

// Which months are gone through, counted from the present one: in a first run what people can
// still see, then what they may have seen; later only what changes.
var (
	firstMonths = []int{0, 1, 2, 3, 4, 5, 6, -1, -2, -3, -4, -5, -6, -7, -8, -9, -10, -11, -12}
	laterMonths = []int{0, 1, 2, 3, 4, 5, 6, -1}
)

// Hosts are those that a base address of KOPIS may lead to.
func Hosts(base string) []string {
	if !strings.Contains(base, "kopis.or.kr") {
		return []string{base}
	}
	return []string{base, "http://www.kopis.or.kr", "http://kopis.or.kr"}
}
