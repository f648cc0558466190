package archive

import (
	_ "embed"
	"io"
	"slices"
	"text/template"
)

//go:embed readme.txt
var readmeText string

var readme = template.Must(template.New("readme").Funcs(template.FuncMap{
	"ko": func(p Part) string { return partWords[p.Name].ko }, "en": func(p Part) string { return partWords[p.Name].en },
	"whyKo": func(w Why) string { return whyWords[w].ko }, "whyEn": func(w Why) string { return whyWords[w].en },
}).Parse(readmeText))

// WriteReadme writes what a person reads first, in both languages.
func WriteReadme(w io.Writer, m Manifest) error { return readme.Execute(w, m) }

type words struct{ ko, en string }

var partWords = map[PartName]words{
	PartAccount:   {"계정(프로필, 기기, 로그인 방법)", "Account (profile, devices, ways to sign in)"},
	PartTitles:    {"칭호", "Titles"},
	PartPieces:    {"조각과 기록", "Pieces and records"},
	PartPictures:  {"티켓과 사진", "Tickets and photos"},
	PartHearts:    {"찜한 조각", "Hearted pieces"},
	PartLinks:     {"공유 링크와 캘린더 주소", "Share links and calendar address"},
	PartCakes:     {"찜한 케이크와 직접 만든 케이크", "Hearted cakes and cakes made by hand"},
	PartRooms:     {"채팅방", "Chat rooms"},
	PartMessages:  {"보낸 메시지", "Messages sent"},
	PartBlocks:    {"차단한 사람", "Blocked people"},
	PartReports:   {"신고", "Reports"},
	PartQuestions: {"문의", "Questions"},
}

var whyWords = map[Why]words{
	WhyUnavailable: {"이 정보를 가진 서버가 응답하지 않았어요", "the service that has it didn't answer"},
	WhySignedOut:   {"만드는 동안 로그인이 끝났어요", "the sign-in ended while this was made"},
	WhyGone:        {"일부 파일을 찾을 수 없었어요", "some files couldn't be found"},
}

// InOrder gives the parts in the order in which they are told of.
func InOrder(parts []Part) []Part {
	order := []PartName{PartAccount, PartTitles, PartPieces, PartPictures, PartHearts, PartLinks, PartCakes, PartRooms, PartMessages, PartBlocks, PartReports, PartQuestions}
	parts = slices.Clone(parts)
	slices.SortStableFunc(parts, func(a, b Part) int { return slices.Index(order, a.Name) - slices.Index(order, b.Name) })
	for i := range parts {
		if parts[i].Files == nil {
			parts[i].Files = []string{}
		}
	}
	return parts
}
